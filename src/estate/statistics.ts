/** Percentiles of fewer values are rough: of so many, five lie above the 95th. */
export const ROUGH_BELOW = 100;

/** The 95th percentile, and any other, by nearest rank: the value at position ceil(q n) of the n sorted samples. */
export function nearestRank(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return NaN;
  return sorted[Math.max(1, Math.ceil(q * sorted.length - 1e-9)) - 1];
}

/** The measured values of a series, sorted; NaN is left out. */
export function sortedValues(series: Float32Array): Float32Array {
  return series.filter((v) => !Number.isNaN(v)).sort();
}

/** Nearest-rank percentile of a series that may have holes. */
export function percentile(series: Float32Array, q: number): number {
  return nearestRank(sortedValues(series), q);
}

/** The median distance between one time and the next, over steps forward; NaN for fewer than two times. */
export function medianInterval(times: Float64Array): number {
  const steps: number[] = [];
  // A thousand steps tell the interval as well as a million do.
  const stride = Math.max(1, Math.floor(times.length / 1000));
  for (let i = 1; i < times.length; i += stride) {
    const d = times[i] - times[i - 1];
    if (d > 0) steps.push(d);
  }
  if (steps.length === 0) return NaN;
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1];
}

/** The largest value of a series, at least 0; holes do not count. */
export function largest(series: Float32Array | Float64Array): number {
  let most = 0;
  for (const v of series) if (v > most) most = v;
  return most;
}

/** The mean of the measured values of a series; NaN where there is none. */
export function mean(series: Iterable<number>): number {
  let sum = 0;
  let n = 0;
  for (const v of series) {
    if (v === v) {
      sum += v;
      n++;
    }
  }
  return n ? sum / n : NaN;
}

/**
 * Pearson's correlation of two series where both are measured.
 * @returns -1..1; NaN where fewer than `least` places are shared, or one of them never changes
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>, least: number): number {
  let n = 0;
  let [sx, sy, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i], y[i]];
    if (a !== a || b !== b) continue;
    n++;
    sx += a;
    sy += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  if (n < least) return NaN;
  const spread = Math.sqrt((xx - (sx * sx) / n) * (yy - (sy * sy) / n));
  return spread > 0 ? (xy - (sx * sy) / n) / spread : NaN;
}
