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
  if (ends.length === 1) return toSlots(times, values, start, step, slots, how);
  const worse = worseOf(how);
  const runs = ends.map((to, i) => {
    const from = ends[i - 1] ?? 0;
    return toSlots(times.subarray(from, to), values.subarray(from, to), start, step, slots, how);
  });
  return runs.reduce((out, run) => out.map((known, k) => worse(known, run[k])));
}

/** Where runs of rising times end; rows in no order at all are one run. */
function runEnds(times: Float64Array): readonly number[] {
  const found: number[] = [];
  for (let k = 1; k < times.length; k++) if (times[k] < times[k - 1]) found.push(k);
  const unordered = found.length * 4 > times.length || found.length > MOST_RUNS;
  return unordered ? [times.length] : [...found, times.length];
}

/** A log that goes back more often is one in no order. */
const MOST_RUNS = 64;

/** The worse of two values, where either may be missing: the smallest of what is free, else the largest. */
function worseOf(how: SlotValue): (known: number, next: number) => number {
  const worse = how === 'min' ? Math.min : Math.max;
  return (known, next) => (known !== known ? next : next !== next ? known : worse(known, next));
}

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
  for (const time of times) rows[Math.floor((time - start) / step)] = 1;
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
  const worse = worseOf(how);
  const count = new Uint32Array(slots);
  const sum = new Float64Array(slots);
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    // What falls outside of the slots no typed array takes.
    const k = Math.floor((times[i] - start) / step);
    if (how !== 'mean') out[k] = worse(out[k], v);
    else if (v === v) {
      count[k]++;
      sum[k] += v;
    }
  }
  return how === 'mean' ? out.map((_, k) => sum[k] / count[k]) : out;
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
  for (let i = 0; i < values.length; i++) {
    if (values[i] === values[i]) (inSlot[Math.floor((times[i] - start) / step)] ??= []).push(values[i]);
  }
  inSlot.forEach((own, k) => {
    out[k] = nearestRank(
      own.sort((a, b) => a - b),
      0.95,
    );
  });
  return out;
}

/**
 * Fills holes between samples, no longer than the sampling interval explains, with the sample that ends them.
 * @param rows where it is given: not 0 for a slot into which a row fell; one without a value ends a hole, and stays
 */
function hold(series: Float32Array, interval: number, step: number, rows?: Uint8Array): void {
  if (!(interval > step / 2)) return;
  const longest = Math.ceil((1.5 * Math.max(interval, step)) / step) - 1;
  // Before the first sample none is held.
  let hole = Infinity;
  series.forEach((v, k) => {
    if (v === v && hole <= longest) series.fill(v, k - hole, k);
    hole = v === v || rows?.[k] ? 0 : hole + 1;
  });
}

/** Lays a series of many periods over one period: the worst of all periods in each slot (largest, or smallest). */
export function overlay(
  series: Float32Array,
  period: number,
  offset: number,
  how: 'max' | 'min',
): Float32Array {
  const out = new Float32Array(period).fill(NaN);
  const worse = worseOf(how);
  series.forEach((v, k) => {
    const p = (k + offset) % period;
    out[p] = worse(out[p], v);
  });
  return out;
}
