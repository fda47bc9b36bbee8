import type { CounterSeen, Reading } from '../../../estate/recording';
import type { Finding } from '../../../estate/finding';
import { objectOf } from '../../../intake/perfmon/counters';
import { CARRIES, INSIDE } from '../../../intake/perfmon/signs';
import { PageEvent } from '../../parts/page-event';

export interface LogReadHooks {
  readonly signal: AbortSignal;
  /** 0..1. */
  readonly onProgress: (done: number) => void;
}

/** Reads a log with all its processes; it stays in this view. */
export type ReadLog = (file: File, hooks?: LogReadHooks) => Promise<Reading>;

/** A file that the session has read for the fold. */
export interface SessionFile {
  readonly name: string;
  readonly source: File;
}

/** A log as the table of counters needs it. */
export interface Log {
  readonly name: string;
  /** Human name of its format. */
  readonly format: string;
  readonly counters: readonly CounterSeen[];
  readonly findings: readonly Finding[];
}

/** Logs were dropped or chosen in this view. */
export class LogsEvent extends PageEvent {
  static override readonly type = 'logs';
  constructor(readonly files: readonly File[]) {
    super();
  }
}

const usual = (object: string, counter: string): CounterSeen => ({
  server: '',
  object,
  counter,
  instances: 1,
  measure: null,
});

/** What most logs hold, for the table before there is one. */
export const USUAL: readonly CounterSeen[] = [
  usual('Processor', '% Processor Time'),
  usual('Processor', '% Privileged Time'),
  usual('Process', '% Processor Time'),
  usual('System', 'Processor Queue Length'),
  usual('System', 'Context Switches/sec'),
  usual('PhysicalDisk', '% Idle Time'),
  usual('PhysicalDisk', 'Avg. Disk sec/Transfer'),
  usual('PhysicalDisk', 'Disk Transfers/sec'),
  usual('Memory', 'Available MBytes'),
  usual('Network Interface', 'Bytes Total/sec'),
];

/** What in the findings says where a log was taken: inside a virtual machine, or on a machine that carries some. */
export function takenAt(log: Pick<Log, 'findings'>): { inside: Finding[]; carries: Finding[] } {
  return {
    inside: log.findings.filter(({ text }) => text.startsWith(INSIDE)),
    carries: log.findings.filter(({ text }) => text.startsWith(CARRIES)),
  };
}

/** What was wrong in reading a log, besides where it was taken. */
export function noticedIn({ findings }: Pick<Log, 'findings'>): Finding[] {
  return findings.filter(
    ({ level, text }) =>
      (level === 'error' || level === 'warning') && !text.startsWith(INSIDE) && !text.startsWith(CARRIES),
  );
}

/** Whether a log lists what would give a virtual machine away, processes and adapters, and nothing of it does. */
export function looksPhysical(log: Pick<Log, 'counters' | 'findings'>): boolean {
  const { inside, carries } = takenAt(log);
  const objects = new Set(log.counters.map(({ object }) => objectOf(object)));
  const adapters = objects.has('networkInterface') || objects.has('networkAdapter');
  return (
    inside.length + carries.length === 0 && objects.has('process') && adapters && !objects.has('vmProcessor')
  );
}
