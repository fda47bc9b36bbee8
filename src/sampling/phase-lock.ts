import type { Experiment, Thread } from '../dispatch/experiment';
import { meanMs } from '../dispatch/times';
import { PER_MS } from '../engine/dispatch/host';
import { divisor } from '../engine/divisor';
import { phaseLockDeviation } from './oracles';

/** A fraction in lowest terms. */
export interface Fraction {
  readonly r: number;
  readonly q: number;
}

/** How the work of a guest's first thread stands to its tick. */
export interface Step {
  /** Mean length of a burst and its wait, ms. */
  readonly cycleMs: number;
  /** Busy part of the cycle, 0..1. */
  readonly part: number;
  /** Tick over cycle. */
  readonly ratio: number;
}

/** A measured spread at one ratio: standard deviation of (shown - used) over measurements, as a share of 1. */
export interface LockPoint extends Fraction {
  readonly spread: number;
}

/** Denominators that lock visibly: at r/q the meter errs by half a tick in q at most. */
export const LOCKING = 8;
/** A denominator at which hardly anything is left: its fractions stand for ratios without a step in common. */
const FREE = 89;
/** Such ratios in a window. */
const BETWEEN = 12;

/** The step of the first guest's first thread; null where it never waits. */
export function stepOf({ guests: [{ threads, clock }] }: Experiment): Step | null {
  const [thread] = threads;
  if (!thread?.burst || !thread.wait || thread.wait.kind === 'never') return null;
  const burst = meanMs(thread.burst);
  const cycleMs = burst + meanMs(thread.wait);
  return cycleMs > 0 ? { cycleMs, part: burst / cycleMs, ratio: clock.tickMs / cycleMs } : null;
}

/** Fractions of [low, high] in lowest terms with denominators up to `most`, rising. */
export function fractions(low: number, high: number, most: number): Fraction[] {
  const found: Fraction[] = [];
  for (let q = 1; q <= most; q++)
    for (let r = Math.max(1, Math.ceil(low * q - 1e-9)); r <= high * q + 1e-9; r++)
      if (divisor(r, q) === 1) found.push({ r, q });
  return found.sort((a, b) => a.r / a.q - b.r / b.q);
}

/**
 * The fraction in lowest terms that a ratio is locked to over n ticks: within them the looks drift by less than the
 * gap between two neighbouring moments of the cycle, 1/q; null where none with a denominator up to `most` is.
 */
export function lockedTo(ratio: number, ticks: number, most: number = FREE): Fraction | null {
  for (let q = 1; q <= most; q++) {
    const r = Math.round(ratio * q);
    if (r > 0 && divisor(r, q) === 1 && Math.abs(ratio - r / q) * ticks < 1 / q) return { r, q };
  }
  return null;
}

/** Theory of the spread at r/q: it does not fall with the length of the measurement. See `phaseLockDeviation`. */
export function lockSpread(part: number, { q }: Fraction): number {
  return phaseLockDeviation(part, q);
}

/** Fractions to be simulated in a window of ratios: all that lock, and some between. */
export function lockFractions(low: number, high: number): Fraction[] {
  const free = Array.from({ length: BETWEEN }, (_, i) => {
    const r = Math.round((low + ((i + 0.37) / BETWEEN) * (high - low)) * FREE);
    return { r: r % FREE === 0 ? r + 1 : r, q: FREE };
  });
  return [...fractions(low, high, LOCKING), ...free].sort((a, b) => a.r / a.q - b.r / b.q);
}

/**
 * The same guest with exactly this ratio of tick to cycle, in whole units of the host's clock: the cycle changes by
 * less than q units, the tick follows.
 */
export function atRatio(experiment: Experiment, { r, q }: Fraction, run: Partial<Experiment>): Experiment {
  const step = stepOf(experiment);
  if (!step) return { ...experiment, ...run };
  const unit = Math.max(1, Math.round((step.cycleMs * PER_MS) / q));
  const busy = Math.round(step.part * q * unit);
  const ms = (units: number) => units / PER_MS;
  const [guest, ...others] = experiment.guests;
  const [first, ...rest] = guest.threads;
  const thread = {
    ...first,
    burst: { kind: kindOf(first, 'burst'), meanMs: ms(busy) },
    wait: { kind: kindOf(first, 'wait'), meanMs: ms(q * unit - busy) },
  } as Thread;
  const clock = { ...guest.clock, tickMs: ms(r * unit), phase: 'random' as const };
  return { ...experiment, ...run, guests: [{ ...guest, clock, threads: [thread, ...rest] }, ...others] };
}

function kindOf(thread: Thread, time: 'burst' | 'wait'): 'constant' | 'exponential' {
  return thread[time]?.kind === 'constant' ? 'constant' : 'exponential';
}
