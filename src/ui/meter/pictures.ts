import type { Experiment } from '../../dispatch/experiment';

/** Pieces that the view's pictures share. */

/** A line through points; a gap where a value is not a number. */
export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  let path = '';
  let open = false;
  for (const [x, y] of points) {
    if (Number.isNaN(y)) {
      open = false;
      continue;
    }
    path += `${open ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    open = true;
  }
  return path;
}

export function averageOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance; NaN for fewer than two. */
export function variance(values: readonly number[]): number {
  const middle = averageOf(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

/** The value below which a share q of the sorted values lies. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))];
}

/** A share as a percentage with a decimal where it tells something: `22.5 %`, `100 %`. */
export function shareText(fraction: number): string {
  if (!Number.isFinite(fraction)) return '–';
  const value = 100 * fraction;
  const text = value.toFixed(1);
  return `${text.endsWith('.0') ? text.slice(0, -2) : text} %`;
}

/** A length of observation in words. */
export function length(seconds: number): string {
  return seconds >= 60 ? `${Number((seconds / 60).toFixed(1))} min` : `${seconds} s`;
}

/** Readings farther apart than this are not one figure. */
const APART = 0.2;

/** The mean of readings, or their range where a single one may be far from it. */
export function figureOf(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  if (!(high - low > APART)) return shareText(averageOf(values));
  const between = values.some((value) => value > low + APART / 4 && value < high - APART / 4);
  const from = String(Math.round(100 * low));
  return between ? `${from}–${Math.round(100 * high)} %` : `${from} or ${Math.round(100 * high)} %`;
}

/** Round marks for a scale from low to high, some `about` of them. */
export function scaleMarks(low: number, high: number, about: number): number[] {
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => times * power >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A mean over readings, and twice its standard error: what it is known within. */
export interface Known {
  readonly mean: number;
  readonly within: number;
  /** Whether it is another number than 0, at this many readings: three standard errors away, and to be seen. */
  readonly sure: boolean;
}

/** The mean of errors, and how well it is known. */
export function known(errors: readonly number[]): Known {
  const middle = averageOf(errors);
  // A single reading is off by what it is off by; how far from others is not known.
  const se = errors.length > 1 ? Math.sqrt(variance(errors) / errors.length) : 0;
  return { mean: middle, within: 2 * se, sure: Math.abs(middle) > Math.max(3 * se, 0.0005) };
}

/** Points of processor: `5.9`, `0.04`. */
export function points(share: number): string {
  const value = 100 * Math.abs(share);
  return value.toFixed(value < 1 ? 2 : 1);
}

/** Points of processor with their sign: `+5.9`, `−0.4`, `0.0`. */
export function signed(share: number): string {
  const text = (100 * share).toFixed(1);
  return Number(text) > 0 ? `+${text}` : Number(text) === 0 ? '0.0' : text.replace('-', '−');
}

/** An interval of points in words: `+5.5 to +6.2 points`, `+75.0 points` where it has no length. */
export function signedRange(low: number, high: number): string {
  const [from, to] = [signed(low), signed(high)];
  return from === to ? `${from} points` : `${from} to ${to} points`;
}

/** How near to nothing a mean is that may be nothing: `within 0.04 points`, or `exactly` at the digits that are shown. */
export function nearness({ mean: middle, within }: Known): string {
  const most = points(Math.max(within, Math.abs(middle)));
  return Number(most) === 0 ? 'exactly' : `within ${most} points`;
}

/** Readings closer together than this variance, a hundredth of a point, differ by where their window ends. */
const SAME = 1e-8;

/** Whether readings scatter so that it can be seen. */
export function hasSpread(readings: readonly number[]): boolean {
  return variance(readings) > SAME;
}

/** Independent looks that would scatter as these readings do, p (1 - p) / variance; NaN where they do not scatter. */
export function effectiveLooks(readings: readonly number[]): number {
  const p = averageOf(readings);
  return p > 0 && p < 1 && hasSpread(readings) ? (p * (1 - p)) / variance(readings) : NaN;
}

/** Whether the watched guest has its host to itself and gets each of its ticks: its own machine is this one. */
export function isAlone({ guests }: Experiment): boolean {
  return guests.length === 1 && guests[0].count === 1 && guests[0].clock.lose === 0;
}
