import type { Window } from './rows';

/** The shortest stretch that can be zoomed to, ms. */
const SHORTEST_MS = 0.5;

/** The window moved and cut so that it lies within 0 and `end`. */
export function within({ from, to }: Window, end: number): Window {
  const width = Math.min(Math.max(to - from, SHORTEST_MS), Math.max(end, SHORTEST_MS));
  const start = Math.min(Math.max(0, from), Math.max(0, end - width));
  return { from: start, to: start + width };
}

/** The window made `factor` times as long, with the moment `around` left where it is. */
export function zoomed({ from, to }: Window, factor: number, around: number, end: number): Window {
  const longest = Math.max(end, SHORTEST_MS);
  const width = Math.min(longest, Math.max(SHORTEST_MS, (to - from) * factor));
  const part = to > from ? (around - from) / (to - from) : 0.5;
  return within({ from: around - part * width, to: around + (1 - part) * width }, end);
}

export interface AxisMark {
  readonly at: number;
  readonly label: string;
}

/** At most `most` + 1 marks at round times (1, 2 or 5 times a power of ten), in ms or, beyond two seconds, in s. */
export function axisMarks({ from, to }: Window, most: number): readonly AxisMark[] {
  const span = to - from;
  if (!(span > 0) || most < 1) return [];
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((s) => s >= rough * (1 - 1e-9)) ?? 10 * power;
  const inSeconds = to > 2000 && step >= 100;
  const unit = inSeconds ? 1000 : 1;
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
  const marks: AxisMark[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to * (1 + 1e-12); k++)
    marks.push({ at: k * step, label: `${((k * step) / unit).toFixed(digits)} ${inSeconds ? 's' : 'ms'}` });
  return marks;
}

/** A moment as finely as the window can show it: `123.4 ms`. */
export function momentText(time: number, { from, to }: Window): string {
  const span = to - from;
  return `${time.toFixed(span > 2000 ? 0 : span > 50 ? 1 : 3)}\u00a0ms`;
}
