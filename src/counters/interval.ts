import { deliveriesOf } from './circumstances';
import type { Era } from './circumstances';
import type { Correction } from './correct';
import { meansTogether, waitedOf } from './samples';
import type { CorrectedSample } from './samples';
import { UNLISTED } from './unlisted';

/** What no log tells and the interval ranges over: bursts of every process, ms. */
export const BURSTS = { shortestMs: 1, longestMs: 200 } as const;
/** What the range of bursts, and the rest that no log tells, comes to in words. */
export function rangedOver(era: Era = 'not known'): string {
  const late = deliveriesOf(era).includes('burst')
    ? 'in a burst, merged, discarded, delayed or caught up'
    : 'merged or discarded';
  return `bursts ${BURSTS.shortestMs} to ${BURSTS.longestMs} ms, of one kind or one for each process, in any number of threads; late ticks ${late}; charged to the woken thread or the idle one; any neighbours`;
}
/** How often it holds the truth, at least: measured over random guests (`npm run coverage`). */
const CONFIDENCE = 0.95;

/** Standard errors of the count of ticks that are let in. */
const ERRORS = 2;
/** A guest that used and waited for so much of its time never went idle: its turns begin wherever the last one ended. */
const NEVER_IDLE = 0.995;

/** What an interval rests on besides the logs. */
export interface IntervalTerms {
  readonly tickMs: number;
  /** The longest that its host lets it run while others wait. */
  readonly sliceMs: number;
  /** Whose clocks the guest's are: what may become of late ticks; anything where it is not said. */
  readonly era?: Era;
}

/** A share of the guest's processors, from and to; NaN where a log has no sample. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** One process in one interval; shares of the guest's processors, 0..1. */
export interface Part {
  /** What the process showed. */
  readonly shown: number;
  /** What all processes showed together. */
  readonly sum: number;
  /** How long the guest had a processor. */
  readonly used: number;
  /** How long it wanted one and had none; NaN where no log tells. */
  readonly waited: number;
  /** Ticks that never came, at least, a share of those due; NaN where no log counts them. */
  readonly missing?: number;
  /** Ticks due in the interval, over all its processors. */
  readonly ticks: number;
}

/**
 * Where the true part of a process lies, whoever was charged for the ticks that came late.
 *
 * Of the non-idle ticks, a share 1 - e came while the guest ran and fell on its processes as they ran, s; a share e was
 * charged beyond its running and fell as its turns began, d: m = (1 - e) s + e d, with e = 1 - used / sum. A turn that a
 * process begins gives it from its shortest burst up to a whole slice of work, so the odds of d differ from those of s by
 * that ratio at most: |logit s - logit d| <= ln(slice / shortest burst). The s of the two ends are the interval, widened
 * by two standard errors of the counts (a Poisson count's, which bounds that of ticks within bursts). A guest that never
 * goes idle is cut off at a slice's end, whoever runs: its d is s, but for the chance of so many turns. Where late ticks
 * never stack up (`deliveriesOf`), each is of a turn of its own, so that turns are no longer on average than what was
 * used over those ticks, A: a process has its shortest burst of each of its turns, s >= d (shortest / A). Our derivation;
 * the proportional rule that it bounds is Friedman's (2013). Held against an independent simulator in
 * `test/counters/coverage`.
 */
export function partRange(part: Part, { sliceMs, tickMs, era = 'not known' }: IntervalTerms): Bounds {
  const { shown, sum, used, waited, ticks } = part;
  if (!(shown >= 0 && used >= 0 && sum >= 0)) return { low: NaN, high: NaN };
  // No tick of any process: it used anything from nothing to all.
  if (!(sum > 0)) return { low: 0, high: used };
  const tick = 1 / ticks;
  const noise = (share: number) => ERRORS * Math.sqrt(Math.max(share, tick) * tick);
  const late = lateShare(part, noise(sum));
  const steady = used + waited >= NEVER_IDLE;
  const ratio = steady ? 1 : Math.max(1, Math.min(sliceMs, BURSTS.longestMs) / BURSTS.shortestMs);
  const turns = Math.max(1, (used * ticks * tickMs) / sliceMs);
  const m = Math.min(1, shown / sum);
  const clumps = steady ? ERRORS * late * Math.sqrt((m * (1 - m)) / turns) : 0;
  const slack = noise(shown) / sum + clumps;
  const stacks = deliveriesOf(era).includes('burst');
  const alone = stacks ? 0 : Math.max(0, sum - used - noise(sum));
  const burst = Math.min(1, (BURSTS.shortestMs * alone) / (used * tickMs));
  const least = (m: number) =>
    Math.max(shareBehind(m, late, ratio), alone > 0 ? shareOfTurns(m, late, burst) : 0);
  const low = least(m - slack);
  const high = 1 - least(1 - m - slack - tick / sum);
  return { low: used * low, high: used * high };
}

/** The largest share of non-idle ticks that may have been charged beyond the guest's running, 0..1. */
function lateShare({ sum, used, waited, missing = NaN }: Part, noise: number): number {
  const excess = sum - used;
  // Ticks were lost while it ran too: how many of those that were shown came late is not to be seen.
  if (excess < -noise) return Math.min(1, (waited === waited ? waited : used) / sum);
  const most = excess + noise;
  // No more ticks come late than fell due while it waited, less those that never came, unless its clock runs slow.
  const limit = missing === missing ? waited - missing : waited;
  return Math.min(1, Math.max(0, limit < most && excess - noise <= limit ? limit : most) / sum);
}

/**
 * The least s with m <= (1 - e) s + e d, where the odds of d are `ratio` times those of s: what is left of a process
 * to which late ticks were charged beyond its part. Solves a quadratic.
 */
function shareBehind(m: number, e: number, ratio: number): number {
  if (m <= 0) return 0;
  if (m >= 1) return 1;
  // d = k s / (1 + (k - 1) s): (1-e)(k-1) s^2 + (1 - e + e k - m (k-1)) s - m = 0.
  const a = (1 - e) * (ratio - 1);
  const b = 1 - e + e * ratio - m * (ratio - 1);
  const root = Math.sqrt(b * b + 4 * a * m);
  // The form without cancellation, which also holds for a = 0.
  return b >= 0 ? (2 * m) / (b + root) : (root - b) / (2 * a);
}

/** The least s with m <= (1 - e) s + e d, where s is `burst` times d at least, 0..1. */
function shareOfTurns(m: number, e: number, burst: number): number {
  return (burst * Math.max(0, Math.min(1, m))) / (e + burst * (1 - e));
}

/** % Used over time on the clock: slowed or sharing a core, and under turbo. */
const SPEEDS = { least: 0.6, most: 1.6 } as const;

/**
 * Times on a processor that % Used can stand for where no log tells the clock speed, from the least to the most. A meter
 * shows busy at most what it waited besides what it ran; its processes show the ticks of its running at least, and late
 * ones. It cannot have run while it waited; and clocks are not faster or slower than they are.
 * @param sum what all processes showed together
 */
function timesOf(sample: CorrectedSample, sum: number, ticks: number): readonly number[] {
  const { measured, used } = sample;
  const waited = waitedOf(sample);
  const [slow, fast] = [used / SPEEDS.least, used / SPEEDS.most];
  const chanceOf = (share: number) => ERRORS * Math.sqrt(Math.max(share, 1 / ticks) / ticks);
  const told = waited === waited;
  const least = told ? measured - waited - chanceOf(measured) : fast;
  const most = Math.min(told ? 1 - waited : slow, sum + chanceOf(sum));
  const both = { low: Math.max(least, fast), high: Math.min(most, slow) };
  const { low, high } = both.low <= both.high ? both : { low: least, high: most };
  const [from, to] = [Math.max(0, Math.min(used, low)), Math.max(used, high)];
  return [from, (from + to) / 2, to];
}

/** From the lowest to the highest of them. */
function hull(bounds: readonly Bounds[]): Bounds {
  return {
    low: Math.min(...bounds.map(({ low }) => low)),
    high: Math.max(...bounds.map(({ high }) => high)),
  };
}

/** The intervals of one process: in each sample, and of its mean over the samples of which both logs tell. */
export interface ProcessRange {
  readonly name: string;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly mean: Bounds & { readonly measured: number; readonly corrected: number };
}

/** How far off a correction may be, and what that rests on. */
export interface CorrectionRange {
  /** What no log tells, in words. */
  readonly over: string;
  readonly confidence: number;
  readonly terms: IntervalTerms;
  /** As the correction's own, in its order. */
  readonly processes: readonly ProcessRange[];
  /** Mean width of the intervals of samples, as a share of what the guest used in them; NaN without any. */
  readonly width: number;
  /** The farthest that a mean interval reaches from what its process showed, a share of the processors. */
  readonly within: number;
}

/** Intervals for each process of a correction; worked out at once, for each sample and for the whole. */
export function rangesOf(correction: Correction, terms: IntervalTerms): CorrectionRange {
  const { samples, processes, processors, step, stands, scaled, basis, shown, least, most, missing } =
    correction;
  const ticks = (step * processors) / terms.tickMs;
  // A meter that stands is its own measure of time: nothing but what fell due while it waited can be wrong.
  const usedOf = (used: number, sum: number) => (stands ? sum : used);
  const usedFor = (sample: CorrectedSample, sum: number, n: number): readonly number[] => {
    if (scaled) return timesOf(sample, sum, n);
    return stands && basis === 'time' ? [sum, sample.used] : [usedOf(sample.used, sum)];
  };
  const widths: number[] = [];
  const ranges = processes.map(({ name, measured, corrected }): ProcessRange => {
    const low = new Float64Array(samples.length).fill(NaN);
    const high = low.slice();
    const told = corrected.filter((v) => v === v).length;
    const sum = { low: 0, high: 0 };
    samples.forEach((sample, k) => {
      if (corrected[k] !== corrected[k]) return;
      const lost = missing ? missing.low[k] : NaN;
      // All that is not logged is what is left of the whole, whichever that is.
      const over = (n: number) =>
        hull(
          [least[k], most[k]].flatMap((sum) => {
            const part = Math.max(0, name === UNLISTED ? measured[k] - shown[k] + sum : measured[k]);
            const waited = waitedOf(sample);
            return usedFor(sample, sum, n).map((used) =>
              partRange({ shown: part, sum, used, waited, missing: lost, ticks: n }, terms),
            );
          }),
        );
      const range = over(ticks);
      [low[k], high[k]] = [range.low, range.high];
      const used = usedOf(sample.used, shown[k]);
      if (used > 0) widths.push((range.high - range.low) / used);
      // Chance evens out over samples; what is not known does not.
      const longer = over(ticks * told);
      sum.low += longer.low;
      sum.high += longer.high;
    });
    const [own, mended] = meansTogether(measured, corrected);
    const mean = { low: sum.low / told, high: sum.high / told, measured: own, corrected: mended };
    return { name, low, high, mean };
  });
  const reach = ranges.flatMap(({ mean: { low, high, measured } }) =>
    low === low ? [Math.abs(low - measured), Math.abs(high - measured)] : [],
  );
  return {
    over: rangedOver(terms.era),
    confidence: CONFIDENCE,
    terms: { tickMs: terms.tickMs, sliceMs: terms.sliceMs, era: terms.era ?? 'not known' },
    processes: ranges,
    width: widths.reduce((a, b) => a + b, 0) / widths.length,
    within: Math.max(0, ...reach),
  };
}
