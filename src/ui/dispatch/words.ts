import type { ExperimentGuest, Thread, Time, Wait } from '../../dispatch/experiment';
import type { Figure } from '../../dispatch/figure';
import { meanMs } from '../../dispatch/times';
import { figure, many } from '../text/format';

/** A figure as text: its digits follow its standard error. */
export interface FigureText {
  readonly value: string;
  /** The standard error; empty where it is not known or not seen in the digits. */
  readonly error: string;
}

/** A share of 1 in per cent: `64.76` with `0.09`. */
export function share({ mean, se }: Figure): FigureText {
  return estimate(100 * mean, 100 * se, 1, 2);
}

/** Any other number; `least` decimals are shown where nothing is known of its error, and never more than `most`. */
export function estimate(mean: number, se: number, least = 0, most = 3): FigureText {
  if (!Number.isFinite(mean)) return { value: '–', error: '' };
  if (!Number.isFinite(se) || se === 0) {
    const value = Math.abs(mean) < 1e-9 ? '0' : least ? mean.toFixed(least) : figure(mean);
    return { value, error: '' };
  }
  // One digit of the error, and the value to that digit.
  const digits = Math.min(most, Math.max(0, Math.ceil(-Math.log10(se) - 0.02)));
  const error = se.toFixed(digits);
  return { value: mean.toFixed(digits), error: Number(error) > 0 ? error : '' };
}

/** `64.76 ± 0.09 %` for texts without marks. */
export function said({ value, error }: FigureText, unit: string): string {
  return `${value}${error ? ` ± ${error}` : ''}${unit ? ` ${unit}` : ''}`;
}

/** The difference of two figures of separate runs, whose errors add up as squares. */
export function figureDifference(a: Figure, b: Figure): Figure {
  return { mean: a.mean - b.mean, se: Math.hypot(a.se, b.se), sd: NaN };
}

/** A random time in words: `27.5 ms on average`, `always 1 ms`. */
export function timeWords(time: Time | Wait): string {
  const ms = `${Number(meanMs(time).toPrecision(4))}\u00a0ms`;
  switch (time.kind) {
    case 'never':
      return 'never';
    case 'constant':
      return `always ${ms}`;
    case 'uniform':
      return `0 to ${Number((2 * meanMs(time)).toPrecision(4))}\u00a0ms`;
    case 'exponential':
      return `${ms} on average`;
    case 'mixture':
      return `${ms} on average, of ${many(time.parts.length, 'kind')}`;
    case 'trace':
      return `${many(time.ms.length, 'recorded time')}, ${ms} on average`;
  }
}

/** What a thread does, in a few words. */
export function threadWords(thread: Thread): string {
  if (thread.arrivals) return `serves ${thread.arrivals.perSecond} requests a second`;
  if (thread.wait.kind === 'never') return 'never waits';
  const io = thread.io ? `, then ${thread.io.device}` : '';
  const waits = meanMs(thread.wait) > 0 ? `, waits ${timeWords(thread.wait)}` : '';
  return `works ${timeWords(thread.burst)}${io}${waits}`;
}

/** A kind of guest in a few words: `2 guests · 2 vCPUs each · never waits`. */
export function guestWords({ count, vcpus, threads, dedicated, weight, cap }: ExperimentGuest): string {
  const parts = [many(count, 'guest')];
  if (vcpus > 1) parts.push(`${vcpus} vCPUs${count > 1 ? ' each' : ''}`);
  if (weight !== 1) parts.push(`weight ${weight}`);
  if (cap < 1) parts.push(`capped at ${Number((100 * cap).toPrecision(3))}\u00a0%`);
  if (dedicated) parts.push('dedicated');
  if (threads.length === 0) parts.push('no work');
  return parts.join(' · ');
}
