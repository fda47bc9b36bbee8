import type { Facts } from './fact-fields';
import type { MeasureId } from './measure';

export { UNKNOWN_FACTS, type Facts } from './fact-fields';

/** What a workload is like; supplies shares that counters do not give (an assumption, marked on the guest). */
export type WorkloadClass = Exclude<Facts['class'], ''>;

/** A server to be folded: its facts, and its measures on the estate's grid. */
export interface Guest {
  readonly name: string;
  readonly facts: Facts;
  /** Fields of `facts` that nobody stated: shown as guesses. */
  readonly guessed: ReadonlySet<keyof Facts>;
  /** Each of length grid.slots; NaN where nothing was measured. */
  readonly measures: Partial<Record<MeasureId, Float32Array>>;
  /** Part of the slots that hold a sample, 0..1, of its best-covered measure. */
  readonly coverage: number;
  /** Number of samples behind its best-covered measure. */
  readonly samples: number;
  readonly processes: readonly string[];
  /** The host that it runs on today, where an inventory says so. */
  readonly on?: string;
  /** % of its configured processors that somebody assumed it to use, all the time: nothing of them was measured. */
  readonly assumedUse?: number;
}

/** How many values a percentile of the guest's load is of: its measured slots, or its samples where they are fewer. */
export function valuesBehind(
  { coverage, samples }: Pick<Guest, 'coverage' | 'samples'>,
  slots: number,
): number {
  return Math.min(samples, Math.round(coverage * slots));
}

/** The processors that an operating system counts: threads where they are known, else cores. */
export function logicalProcessors({ threads, cores }: Partial<Facts>): number | undefined {
  return threads ?? cores;
}
