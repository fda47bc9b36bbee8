import type { Estate, Grid } from '../estate/estate';
import { figuresFrom, type Rescheduling } from '../estate/rescheduled';
import { measuredProcessor } from '../overhead/demand';
import { PROFILES, parametersOf } from '../overhead/profiles';
import type { FoldOptions } from '../placement/options';

/** Parts of a day, a quarter of an hour each. */
export const QUARTERS = 96;
const QUARTER_MS = 15 * 60_000;
const DAY: Grid = { start: 0, step: QUARTER_MS, slots: QUARTERS, align: 'time-of-day' };

/** What a server asks of processors by time of day, on the mean of all days. */
export interface DayProfile {
  readonly name: string;
  /** GHz for each quarter of an hour; NaN where nothing was measured. */
  readonly load: Float32Array;
}

/** How servers' days look, those first whose two busiest hours stand out most: they gain most by another time. */
export function dayProfiles(
  { guests, grid }: Estate,
  { hosts: [host], profile, overrides }: Pick<FoldOptions, 'hosts' | 'profile' | 'overrides'>,
): DayProfile[] {
  if (grid.slots < 2) return [];
  const { threadYield } = parametersOf(PROFILES[profile], overrides);
  const quarterOf = Int32Array.from({ length: grid.slots }, (_, t) => {
    const at = grid.start + t * grid.step;
    return (((Math.floor(at / QUARTER_MS) % QUARTERS) + QUARTERS) % QUARTERS) | 0;
  });
  return guests
    .flatMap((guest) => {
      const busy = measuredProcessor(guest, host.rating, threadYield);
      return busy ? [{ name: guest.name, load: meansOf(quarterOf, busy, grid) }] : [];
    })
    .map((profile) => ({ ...profile, burst: burstOf(profile.load) }))
    .sort((a, b) => b.burst - a.burst)
    .map(({ name, load }) => ({ name, load }));
}

function meansOf(quarterOf: Int32Array, busy: (slot: number) => number, { step }: Grid): Float32Array {
  const [sum, count] = [new Float64Array(QUARTERS), new Uint32Array(QUARTERS)];
  // A slot longer than a quarter of an hour tells of all that it holds.
  const long = Math.min(QUARTERS, Math.max(1, Math.round(step / QUARTER_MS)));
  quarterOf.forEach((first, t) => {
    const value = busy(t);
    if (!(value >= 0)) return;
    for (let k = 0; k < long; k++) {
      sum[(first + k) % QUARTERS] += value;
      count[(first + k) % QUARTERS]++;
    }
  });
  return Float32Array.from(sum, (all, q) => (count[q] > 0 ? all / count[q] : NaN));
}

/** What all servers together ask. */
export function allTogether(profiles: readonly DayProfile[]): Float32Array {
  const all = new Float32Array(QUARTERS);
  for (const { load } of profiles) load.forEach((value, q) => (all[q] += value >= 0 ? value : 0));
  return all;
}

/** Where in the day the stretch of so many quarters begins that asks for most. */
export function busiestStretch(load: Float32Array, quarters: number): number {
  let [best, most] = [0, -1];
  for (let from = 0; from < QUARTERS; from++) {
    let sum = 0;
    for (let k = 0; k < quarters; k++) sum += Math.max(0, load[(from + k) % QUARTERS] || 0);
    if (sum > most + 1e-9) [best, most] = [from, sum];
  }
  return best;
}

const TWO_HOURS = 8;

function burstOf(load: Float32Array): number {
  const from = busiestStretch(load, TWO_HOURS);
  let [all, stretch] = [0, 0];
  load.forEach((value, q) => {
    const busy = value >= 0 ? value : 0;
    all += busy / QUARTERS;
    if ((q - from + QUARTERS) % QUARTERS < TWO_HOURS) stretch += busy / TWO_HOURS;
  });
  return stretch - all;
}

/** A day with a stretch of it at another time. */
export function movedDay(load: Float32Array, change: Rescheduling): Float32Array {
  const { from } = figuresFrom(DAY, change);
  return load.map((_, q) => load[from[q]]);
}
