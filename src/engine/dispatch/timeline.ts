/** The beginning of a run, change by change, as the kernel logged it. Times in 100 ns. */

/** Bytes of one record (assembly/dispatch/log.ts). */
export const LOG_BYTES = 32;

export type VcpuState = 'wait' | 'ready' | 'run' | 'costop' | 'stolen';
/** What a running vCPU does: the guest's interrupt service, a deferred call, a thread, or its idle loop. */
export type Segment = 'none' | 'interrupt' | 'dpc' | 'thread' | 'idle';
export type Charge = 'none' | 'user' | 'kernel' | 'interrupt' | 'dpc' | 'idle';

/** From `time` on, vCPU `vcpu` (numbered through all guests) is in this state. */
export interface StateChange {
  readonly time: number;
  readonly vcpu: number;
  readonly state: VcpuState;
  readonly segment: Segment;
  /** The processor that it runs on, -1 when it does not run. */
  readonly processor: number;
  /** The thread in service (numbered through all guests), -1 for none. */
  readonly thread: number;
}

export interface Tick {
  /** When it was delivered, and when it was due. */
  readonly time: number;
  readonly due: number;
  readonly vcpu: number;
  /** What it was charged to; `none`: never delivered. */
  readonly charge: Charge;
  readonly thread: number;
  /** Whether the charge says what the guest really did when the tick was due. */
  readonly truth: boolean;
}

/** One request more (1) or less (-1) at a device, in service or in its queue. */
export interface RequestChange {
  readonly time: number;
  readonly device: number;
  readonly change: number;
}

/** Interrupts that a vCPU takes at one moment: completions of a device, or several of any kind. */
export interface Batch {
  readonly time: number;
  readonly vcpu: number;
  readonly size: number;
}

export interface RunLog {
  readonly states: StateChange[];
  readonly ticks: Tick[];
  readonly requests: RequestChange[];
  readonly batches: Batch[];
}

/** How many records a log holds: one that is full ends with its last. */
export function recordsOf({ states, ticks, requests, batches }: RunLog): number {
  return states.length + ticks.length + requests.length + batches.length;
}

/** When its last record was made. */
export function lastOf({ states, ticks, requests, batches }: RunLog): number {
  return Math.max(0, ...[states, ticks, requests, batches].map((list) => list.at(-1)?.time ?? 0));
}

const STATES: readonly VcpuState[] = ['wait', 'ready', 'run', 'costop', 'stolen'];
const SEGMENTS: readonly Segment[] = ['none', 'interrupt', 'dpc', 'thread', 'idle'];
const CHARGES: readonly Charge[] = ['none', 'user', 'kernel', 'interrupt', 'dpc', 'idle', 'none'];

/** Reads `count` records of the kernel's log. */
export function decodeLog(view: DataView, count: number): RunLog {
  const states: StateChange[] = [];
  const ticks: Tick[] = [];
  const requests: RequestChange[] = [];
  const batches: Batch[] = [];
  for (let i = 0, at = 0; i < count; i++, at += LOG_BYTES) {
    const time = Number(view.getBigInt64(at, true));
    const vcpu = view.getInt32(at + 16, true);
    const value = view.getUint8(at + 23);
    const thread = view.getInt32(at + 24, true);
    const detail = view.getInt32(at + 28, true);
    const kind = view.getUint8(at + 22);
    if (kind === 2) requests.push({ time, device: vcpu, change: detail });
    else if (kind === 3) batches.push({ time, vcpu, size: detail });
    else if (kind === 0)
      states.push({
        time,
        vcpu,
        state: STATES[value],
        segment: SEGMENTS[detail],
        processor: view.getInt16(at + 20, true),
        thread,
      });
    else
      ticks.push({
        time,
        due: Number(view.getBigInt64(at + 8, true)),
        vcpu,
        charge: CHARGES[value],
        thread,
        truth: detail !== 0,
      });
  }
  return { states, ticks, requests, batches };
}
