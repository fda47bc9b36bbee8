import type { Aggregate } from './estate';
import { medianInterval, nearestRank } from './statistics';

/** How the samples of one slot become its value: an aggregate of the largest-is-worst kind, or the smallest. */
export type SlotValue = Aggregate | 'min';

/**
 * Puts samples onto slots [start + k step, start + (k + 1) step).
 * @param times ms, in any order; may repeat
 * @param values one for each time; NaN is no sample
 * @returns Float32Array of length `slots`, NaN where no sample fell. Where samples come more seldom than slots, a
 *   sample stands for the time since the one before it, as rate counters do; longer holes stay holes.
 */
export function toSlots(
  times: Float64Array,
  values: Float32Array,
  start: number,
  step: number,
  slots: number,
  how: SlotValue,
): Float32Array {
  const out =
    how === 'p95' ? p95(times, values, start, step, slots) : fold(times, values, start, step, slots, how);
  hold(out, medianInterval(times), step);
  return out;
}

/**
 * The same for a recording whose clock was set back: each run of rising times is put onto slots by itself, and of slots
 * that several runs tell (the doubled hour of autumn, logs appended out of order) the worse counts.
 * @param whole absolute slots: start of the first, ms, and how many
 */
export function onSlots(
  times: Float64Array,
  values: Float32Array,
  { start, slots }: { readonly start: number; readonly slots: number },
  step: number,
  how: SlotValue,
): Float32Array {
  const ends = runEnds(times);
  if (ends.length < 2) return toSlots(times, values, start, step, slots, how);
  const out = new Float32Array(slots).fill(NaN);
  let from = 0;
  for (const to of ends) {
    const run = toSlots(times.subarray(from, to), values.subarray(from, to), start, step, slots, how);
    for (let k = 0; k < slots; k++) {
      const [known, next] = [out[k], run[k]];
      if (!(next === next)) continue;
      if (known !== known || (how === 'min' ? next < known : next > known)) out[k] = next;
    }
    from = to;
  }
  return out;
}

const ends = new WeakMap<Float64Array, readonly number[]>();

/** Where runs of rising times end; rows in no order at all are one run. */
function runEnds(times: Float64Array): readonly number[] {
  const known = ends.get(times);
  if (known) return known;
  const found: number[] = [];
  for (let k = 1; k < times.length; k++) if (times[k] < times[k - 1]) found.push(k);
  const runs =
    found.length * 4 > times.length || found.length > MOST_RUNS ? [times.length] : [...found, times.length];
  ends.set(times, runs);
  return runs;
}

/** A log that goes back more often is one in no order. */
const MOST_RUNS = 64;

/**
 * The means of samples on slots, as `toSlots` has them, for comparing two logs: a row without the figure is a hole of its
 * own, which no later row fills.
 * @param interval distance of two rows, ms
 */
export function toMeans(
  times: Float64Array,
  values: Float32Array,
  interval: number,
  start: number,
  step: number,
  slots: number,
): Float32Array {
  const out = fold(times, values, start, step, slots, 'mean');
  const rows = new Uint8Array(slots);
  for (const time of times) {
    const k = Math.floor((time - start) / step);
    if (k >= 0 && k < slots) rows[k] = 1;
  }
  hold(out, interval, step, rows);
  return out;
}

function fold(
  times: Float64Array,
  values: Float32Array,
  start: number,
  step: number,
  slots: number,
  how: 'mean' | 'max' | 'min',
): Float32Array {
  const out = new Float32Array(slots).fill(NaN);
  const count = new Uint32Array(slots);
  const sum = how === 'mean' ? new Float64Array(slots) : null;
  for (let i = 0; i < times.length; i++) {
    const v = values[i];
    const k = Math.floor((times[i] - start) / step);
    if (Number.isNaN(v) || !(k >= 0 && k < slots)) continue;
    count[k]++;
    if (sum) sum[k] += v;
    else if (count[k] === 1 || (how === 'max' ? v > out[k] : v < out[k])) out[k] = v;
  }
  if (sum) for (let k = 0; k < slots; k++) if (count[k]) out[k] = sum[k] / count[k];
  return out;
}

function p95(
  times: Float64Array,
  values: Float32Array,
  start: number,
  step: number,
  slots: number,
): Float32Array {
  const out = new Float32Array(slots).fill(NaN);
  const inSlot: number[][] = [];
  for (let i = 0; i < times.length; i++) {
    const k = Math.floor((times[i] - start) / step);
    if (!Number.isNaN(values[i]) && k >= 0 && k < slots) (inSlot[k] ??= []).push(values[i]);
  }
  inSlot.forEach(
    (v, k) =>
      (out[k] = nearestRank(
        v.sort((a, b) => a - b),
        0.95,
      )),
  );
  return out;
}

/**
 * Fills holes between samples, no longer than the sampling interval explains, with the sample that ends them.
 * @param rows where it is given: not 0 for a slot into which a row fell; one without a value ends a hole, and stays
 */
function hold(series: Float32Array, interval: number, step: number, rows?: Uint8Array): void {
  if (!(interval > step / 2)) return;
  const longest = Math.ceil((1.5 * Math.max(interval, step)) / step) - 1;
  let hole = 0;
  for (let k = 0; k < series.length; k++) {
    if (Number.isNaN(series[k])) {
      hole = rows?.[k] ? 0 : hole + 1;
      continue;
    }
    if (hole > 0 && hole <= longest && k > hole) series.fill(series[k], k - hole, k);
    hole = 0;
  }
}

/** Lays a series of many periods over one period: the worst of all periods in each slot (largest, or smallest). */
export function overlay(
  series: Float32Array,
  period: number,
  offset: number,
  worst: 'max' | 'min',
): Float32Array {
  const out = new Float32Array(period).fill(NaN);
  for (let k = 0; k < series.length; k++) {
    const v = series[k];
    const p = (k + offset) % period;
    if (Number.isNaN(v)) continue;
    if (Number.isNaN(out[p]) || (worst === 'max' ? v > out[p] : v < out[p])) out[p] = v;
  }
  return out;
}
