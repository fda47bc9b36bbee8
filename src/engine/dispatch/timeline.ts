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

export interface RunLog {
  readonly states: StateChange[];
  readonly ticks: Tick[];
}

const STATES: readonly VcpuState[] = ['wait', 'ready', 'run', 'costop', 'stolen'];
const SEGMENTS: readonly Segment[] = ['none', 'interrupt', 'dpc', 'thread', 'idle'];
const CHARGES: readonly Charge[] = ['none', 'user', 'kernel', 'interrupt', 'dpc', 'idle', 'none'];

/** Reads `count` records of the kernel's log. */
export function decodeLog(view: DataView, count: number): RunLog {
  const states: StateChange[] = [];
  const ticks: Tick[] = [];
  for (let i = 0, at = 0; i < count; i++, at += LOG_BYTES) {
    const time = Number(view.getBigInt64(at, true));
    const vcpu = view.getInt32(at + 16, true);
    const value = view.getUint8(at + 23);
    const thread = view.getInt32(at + 24, true);
    const detail = view.getInt32(at + 28, true);
    if (view.getUint8(at + 22) === 0)
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
  return { states, ticks };
}
