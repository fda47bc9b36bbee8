import type { Policy } from '../placement/options';

/** A number of hosts, over all days that were kept back and all draws. */
export interface RiskPoint {
  readonly machines: number;
  /** Share of host-slots over capacity, and its standard error over the draws. */
  readonly over: number;
  readonly error: number;
  /** Share of host-slots over the ceiling. */
  readonly overCeiling: number;
  /** The fullest moment on the days kept back, the mean over draws, as a part of capacity. */
  readonly worst: number;
  /** Share of hosts that were over capacity at any time. */
  readonly hostsHit: number;
}

/** Plans of the first so many days. */
export interface RiskByDays {
  readonly days: number;
  /** What tests on those days alone came to; of one day, deals of equal means on that day itself. */
  readonly tested: readonly RiskPoint[];
  /** The plans on the day after them. */
  readonly next: readonly RiskPoint[];
  /** The fewest hosts for those days, not evened, on the day after them; null where some server found no place. */
  readonly proof: RiskPoint | null;
}

/** Whether a plan survives days that it has not seen, by number of hosts. */
export interface Risk {
  /** Days that were measured. */
  readonly days: number;
  /** Share of host-slots that may be over capacity. */
  readonly tolerance: number;
  /** The fewest hosts that carry all days and keep within it, as do all more that were tried; null where none does. */
  readonly chosen: number | null;
  /** What the proof alone would have bought: the fewest hosts for all days. */
  readonly fewest: number;
  /** Evened plans; of one day, deals of equal means, which have not seen its slots. */
  readonly curve: readonly RiskPoint[];
  /** Deals that only give each host the same mean. */
  readonly equalMeans: readonly RiskPoint[];
  /** What each policy would have bought of itself, as its plan was found; of one day none, for its plans have seen it. */
  readonly policies: readonly (RiskPoint & { readonly policy: Policy })[];
  /** By days that plans were made of, the first so many: what would have been known then, and what came. */
  readonly byDays: readonly RiskByDays[];
  /** Part of the trials that have been made. */
  readonly done: number;
}

/** The fewest hosts, of those that carry all that was measured, from which on every number tried keeps within the tolerance. */
export function chosenOf(
  curve: readonly Pick<RiskPoint, 'machines' | 'over'>[],
  tolerance: number,
  fewest: number,
): number | null {
  let chosen: number | null = null;
  for (const { machines, over } of [...curve].reverse()) {
    if (over > tolerance || machines < fewest) break;
    chosen = machines;
  }
  return chosen;
}

/** A share in words, to two digits. */
export const shareWords = (part: number): string => `${Number((100 * part).toPrecision(2))}\u00a0%`;
