import type { Finding } from '../../../estate/finding';
import type { CounterSeen, Reading } from '../../../estate/recording';

/** A log as the table of counters needs it. */
export interface Log {
  readonly name: string;
  readonly counters: readonly CounterSeen[];
  readonly findings: readonly Finding[];
}

/** Reads a log with all its processes; it stays in this view. */
export type ReadLog = (file: File) => Promise<Reading>;

/** Logs were dropped or chosen in this view. */
export class LogsEvent extends Event {
  static readonly type = 'logs';
  readonly files: readonly File[];
  constructor(files: readonly File[]) {
    super(LogsEvent.type, { bubbles: true, composed: true });
    this.files = files;
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

/** What in the findings says that the log was taken inside a virtual machine. */
export function insideOf(log: Log): Finding | undefined {
  return log.findings.find(({ text }) => /inside a virtual machine/i.test(text));
}
