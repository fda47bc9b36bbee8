import { known, nearness, points } from './pictures';

/** Readings that lie together. */
export interface Heap {
  readonly low: number;
  readonly high: number;
  /** Part of all readings that lie in it. */
  readonly share: number;
}

/** A gap between neighbouring readings that parts them into heaps, as a share of 1. */
const GAP = 0.1;
/** Readings off by less than this are not called wrong, as a share of 1. */
const FAR = 0.05;

/** The heaps that readings fall into, rising; none of none. */
export function heapsOf(values: readonly number[]): readonly Heap[] {
  const sorted = [...values].sort((a, b) => a - b);
  const heaps: { low: number; high: number; count: number }[] = [];
  for (const value of sorted) {
    const last = heaps.at(-1);
    if (last && value - last.high <= GAP) {
      last.high = value;
      last.count += 1;
    } else heaps.push({ low: value, high: value, count: 1 });
  }
  return heaps.map(({ count, ...range }) => ({ ...range, share: count / sorted.length }));
}

/** What the errors of a meter come to. */
export interface ErrorVerdict {
  /** `biased`: their mean is off; `never`: no single one is right, whatever their mean; `right`: neither can be seen. */
  readonly kind: 'biased' | 'never' | 'right';
  /** Words that follow the name of the meter: `is 5.9 points too high`. */
  readonly words: string;
}

/** Judges a meter by the whole set of its errors (shown less used), never by their mean alone. */
export function errorVerdict(errors: readonly number[]): ErrorVerdict {
  const heaps = heapsOf(errors);
  const away = heaps.every(
    ({ low, high }) => Math.min(Math.abs(low), Math.abs(high)) > FAR && low * high > 0,
  );
  if (heaps.length > 1 && away && errors[0] !== undefined) {
    const each = heaps.map(({ low, high }) => directed((low + high) / 2));
    return {
      kind: 'never',
      words: `is never right: a reading is ${each.slice(0, -1).join(', ')} or ${each.at(-1)}`,
    };
  }
  const off = known(errors);
  if (off.sure) return { kind: 'biased', words: `is ${directed(off.mean)}` };
  const near = nearness(off);
  return { kind: 'right', words: near === 'exactly' ? 'is exactly right' : `is right ${near}` };
}

/** `5.9 points too high`. */
export function directed(error: number): string {
  return `${points(error)} points too ${error > 0 ? 'high' : 'low'}`;
}

/** What Task Manager and the processes are off by, in one sentence or two. */
export function errorSentence(processor: readonly number[], process: readonly number[]): string {
  const when = processor.length > 1 ? 'On average' : 'In one reading';
  const of = errorVerdict(processor);
  const own = errorVerdict(process);
  const lead = (verdict: ErrorVerdict) => (verdict.kind === 'never' ? '' : `${when} `);
  const upper = (text: string) => text[0].toUpperCase() + text.slice(1);
  if (of.words === own.words)
    return `${upper(`${lead(of)}Task Manager ${of.words}, and so are its processes`)}.`;
  return `${upper(`${lead(of)}Task Manager ${of.words}`)}; ${
    own.kind === 'right' && own.words === 'is exactly right'
      ? 'its processes together are exactly right'
      : `the sum of its processes ${own.words}`
  }.`;
}

/** How readings scatter, where the histogram needs it said. */
export function histogramVerdict(errors: readonly number[]): string {
  if (errors.length < 2) return 'One reading tells nothing of the next: measure more often.';
  const { kind } = errorVerdict(errors);
  const heaps = heapsOf(errors);
  if (kind === 'never')
    return `No reading is right: they lie in ${heaps.length} heaps, and the mean of the heaps is no reading.`;
  const off = known(errors);
  if (!off.sure || Math.abs(off.mean) < 0.005) return 'The mean of the readings is the truth.';
  return `The mean of the readings is ${points(off.mean)} points ${off.mean > 0 ? 'above' : 'below'} the truth, and no number of them mends that.`;
}
