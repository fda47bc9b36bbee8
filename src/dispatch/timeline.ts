import { PER_MS } from '../engine/dispatch/host';
import { lastOf, recordsOf } from '../engine/dispatch/timeline';
import type { Segment, StateChange, RunLog, VcpuState } from '../engine/dispatch/timeline';
import type { Experiment } from './experiment';
import { guestKinds, guestNames } from './model';

/** A vCPU in one state for a while. */
export interface StateSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: VcpuState;
  /** What it does while it runs. */
  readonly segment: Segment;
  /** The processor that it runs on, -1 when it does not run. */
  readonly processor: number;
  /** The process whose thread is in service; empty for none. */
  readonly process: string;
}

/** One vCPU through the time shown: its spans join, from 0 to the end. */
export interface VcpuRow {
  readonly guest: string;
  /** Place of the guest among all, and of the vCPU within it. */
  readonly guestIndex: number;
  readonly vcpu: number;
  readonly spans: readonly StateSpan[];
}

/** The beginning of a replication, for pictures. */
export interface HostTimeline {
  /** Where it ends: asked for, or earlier when there were more changes than room for them. */
  readonly untilMs: number;
  readonly rows: readonly VcpuRow[];
  /** As logged, for whoever looks at ticks. */
  readonly log: RunLog;
}

/**
 * A log of the beginning of a run, as rows of spans.
 * @param untilMs the end of the logged time
 * @param records the room that the log had: when it is full the picture ends with its last entry
 */
export function hostTimeline(
  experiment: Experiment,
  log: RunLog,
  untilMs: number,
  records: number,
): HostTimeline {
  const full = recordsOf(log) >= records;
  const end = full ? Math.min(lastOf(log), untilMs * PER_MS) : untilMs * PER_MS;
  return { untilMs: end / PER_MS, rows: rowsOf(experiment, log.states, end), log };
}

function rowsOf(experiment: Experiment, states: readonly StateChange[], end: number): VcpuRow[] {
  const names = guestNames(experiment);
  const kinds = guestKinds(experiment);
  const processes = kinds.flatMap(({ threads }) => threads.map(({ process }) => process));
  const changes: StateChange[][] = kinds.flatMap(({ vcpus }) => Array.from({ length: vcpus }, () => []));
  for (const change of states) changes[change.vcpu].push(change);
  const rows: VcpuRow[] = [];
  kinds.forEach(({ vcpus }, guestIndex) => {
    for (let vcpu = 0; vcpu < vcpus; vcpu++) {
      const spans = spansOf(changes[rows.length], processes, end);
      rows.push({ guest: names[guestIndex], guestIndex, vcpu, spans });
    }
  });
  return rows;
}

/** Several changes at one moment leave only the last; before its first change a vCPU waits. */
function spansOf(changes: readonly StateChange[], processes: readonly string[], end: number): StateSpan[] {
  const spans: StateSpan[] = [];
  const add = (
    from: number,
    to: number,
    change: Pick<StateChange, 'state' | 'segment' | 'processor' | 'thread'>,
  ) => {
    if (to <= from) return;
    const { state, segment, processor, thread } = change;
    spans.push({
      fromMs: from / PER_MS,
      toMs: to / PER_MS,
      state,
      segment,
      processor,
      process: thread >= 0 && state === 'run' ? processes[thread] : '',
    });
  };
  add(0, Math.min(end, changes[0]?.time ?? end), {
    state: 'wait',
    segment: 'none',
    processor: -1,
    thread: -1,
  });
  changes.forEach((change, i) => add(change.time, Math.min(end, changes[i + 1]?.time ?? end), change));
  return spans;
}
