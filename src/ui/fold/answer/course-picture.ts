import type { Moment } from '../../../placement/answer';

/** Seconds below which one moment is as good as another. */
const LEAST = 0.001;
const MARKS = [0.001, 0.01, 0.1, 1, 10, 60, 600, 3600];
/** Marks this near the right edge, as a share of the width, have no room beside its label: in any picture, in all but a wide one, in a narrow one. */
const CROWDED = 0.1;
const NEAR = 0.17;
const CLOSE = 0.3;

/** A stretch of time over which neither the plan nor the bound changed; places are shares of the picture, y from above. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** Null while no bound was known. */
  readonly bound: number | null;
}

export interface CoursePicture {
  readonly stretches: readonly Stretch[];
  /** Where the search is, or where it ended. */
  readonly now: number;
  readonly marks: readonly {
    readonly at: number;
    readonly label: string;
    readonly room: '' | 'near' | 'close';
  }[];
}

/**
 * A course as steps against time. Time is drawn by its logarithm: most happens at once, and a search of a minute must
 * not hide it.
 * @param course oldest first, at least one moment
 * @param now seconds since the search began
 * @param until seconds at the right edge
 */
export function pictureOf(course: readonly Moment[], now: number, until: number): CoursePicture {
  const last = course[course.length - 1];
  const end = Math.max(until, now, last.seconds, 10 * LEAST);
  // The left edge is the power of ten before the first plan.
  const first = 10 ** Math.floor(Math.log10(Math.max(LEAST, course[0].seconds)) + 1e-9);
  const edge = Math.min(first, end / 10);
  const at = (seconds: number): number =>
    Math.log(Math.max(edge, Math.min(end, seconds)) / edge) / Math.log(end / edge);
  const bounds = course.map((m) => m.bound).filter((b) => b > 0);
  const top = Math.max(...course.map((m) => m.value));
  const bottom = Math.min(last.value, ...bounds);
  const height = (v: number): number => (top > bottom ? (top - v) / (top - bottom) : 0.5);
  const here = Math.max(now, last.seconds);
  const stretches = course.map((m, k) => ({
    from: at(m.seconds),
    to: at(k + 1 < course.length ? course[k + 1].seconds : here),
    value: height(m.value),
    bound: m.bound > 0 ? height(m.bound) : null,
  }));
  const between = MARKS.filter((s) => s >= edge && s < end);
  const marks = between
    .map((seconds) => ({ at: at(seconds), label: timeMark(seconds), room: roomAt(1 - at(seconds)) }))
    .filter((mark) => 1 - mark.at > CROWDED);
  marks.push({ at: 1, label: timeMark(end), room: '' });
  return { stretches, now: at(here), marks };
}

const roomAt = (left: number): '' | 'near' | 'close' => (left < NEAR ? 'near' : left < CLOSE ? 'close' : '');

function timeMark(seconds: number): string {
  if (seconds >= 60) return `${Number((seconds / 60).toFixed(1))} min`;
  if (seconds < 0.1) return `${Math.round(seconds * 1000)}\u00a0ms`;
  return `${Number(seconds.toPrecision(2))}\u00a0s`;
}
