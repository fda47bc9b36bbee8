import { pearson } from './statistics';

/** A series by the clock of a file. */
export interface Clocked {
  /** ms, as its file has them. */
  readonly times: Float64Array;
  readonly values: Float32Array;
}

/** How far one clock is from another, by the loads. */
export interface Likeness {
  /** To be added to the times of the second. */
  readonly minutes: number;
  /** Pearson's, of the means of a quarter of an hour. */
  readonly correlation: number;
}

const STEP = 15 * 60_000;
/** Zones are 26 hours apart at most. */
const FARTHEST = (14 * 3_600_000) / STEP;
/** Fewer quarters of an hour that both tell are chance. */
const LEAST = 24;
/** As alike as two meters of one machine are, and clearly more than as they stand. */
const ALIKE = 0.9;
const CLEARLY = 0.3;

/**
 * Looks for the shift, in quarters of an hour, under which two series of one server are most alike.
 * @returns null where no shift makes them clearly more alike than they are
 */
export function likeness(a: Clocked, b: Clocked): Likeness | null {
  const [one, other] = [meansOf(a), meansOf(b)];
  const now = correlation(one, other, 0);
  let best: { quarters: number; correlation: number } | null = null;
  for (let quarters = -FARTHEST; quarters <= FARTHEST; quarters++) {
    const found = correlation(one, other, quarters);
    if (found > (best?.correlation ?? -1)) best = { quarters, correlation: found };
  }
  if (!best || best.correlation < ALIKE) return null;
  if (best.quarters !== 0 && best.correlation < (Number.isNaN(now) ? 0 : now) + CLEARLY) return null;
  return { minutes: best.quarters * 15, correlation: best.correlation };
}

function meansOf({ times, values }: Clocked): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (let k = 0; k < times.length; k++) {
    if (values[k] !== values[k]) continue;
    const quarter = Math.floor(times[k] / STEP);
    const known = sums.get(quarter);
    if (known) {
      known.sum += values[k];
      known.count++;
    } else sums.set(quarter, { sum: values[k], count: 1 });
  }
  return new Map([...sums].map(([quarter, { sum, count }]) => [quarter, sum / count]));
}

/** Of those quarters of an hour that both tell, the second's moved by a shift; NaN where they share too little. */
function correlation(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>, shift: number): number {
  const moved = Array.from(b.keys(), (quarter) => a.get(quarter + shift) ?? NaN);
  return pearson(moved, [...b.values()], LEAST);
}
