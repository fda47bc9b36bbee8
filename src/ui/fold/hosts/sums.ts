/** Slots of a grid, both ends included. */
export interface TimeStretch {
  readonly from: number;
  readonly to: number;
}

/** What a host carries over a stretch of time, in the unit of the resource. */
export interface StretchSums {
  readonly mean: number;
  readonly peak: number;
  /** Slots in which it is above what the plan may fill. */
  readonly above: number;
}

/** Rounding of single-precision sums takes no load over its ceiling. */
export const isAbove = (value: number, ceiling: number): boolean => value > ceiling * 1.0001;

/** Slots from one to another, whichever comes first. */
export const stretchBetween = (a: number, b: number): TimeStretch => ({
  from: Math.min(a, b),
  to: Math.max(a, b),
});

/**
 * Sums over a stretch of time.
 * @param load one value for each slot, or one for all of them: a level.
 */
export function sumsOver(load: Float32Array, ceiling: number, { from, to }: TimeStretch): StretchSums {
  let [sum, peak, above] = [0, -Infinity, 0];
  for (let slot = from; slot <= to; slot++) {
    const value = load[Math.min(slot, load.length - 1)];
    sum += value;
    peak = Math.max(peak, value);
    if (isAbove(value, ceiling)) above++;
  }
  return { mean: sum / (to - from + 1), peak, above };
}
