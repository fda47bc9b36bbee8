import type { Delivery } from '../engine/dispatch/host';

/**
 * Closed forms for a guest's clock: what ticks can know of a processor's use, alone and beside others. Times are in
 * ms; a tick has the period T; N guests share one processor in slices of Q. Worked out here: variances from the
 * covariance of a state that is held for exponential times, p (1 - p) e^(-lambda t) at a distance of t.
 */

/** A thread that is busy and idle for exponential times. */
export interface Alternating {
  readonly burstMs: number;
  readonly waitMs: number;
}

/** Long-run busy fraction p = E[B] / (E[B] + E[I]). */
export function busyShare({ burstMs, waitMs }: Alternating): number {
  return burstMs / (burstMs + waitMs);
}

/** Rate at which the process forgets its state, 1/ms: lambda = 1/E[B] + 1/E[I]. */
function forgetting({ burstMs, waitMs }: Alternating): number {
  return 1 / burstMs + 1 / waitMs;
}

/**
 * Variance of the busy fraction that n ticks show: p (1 - p) / n [ (1 + rho) / (1 - rho) - 2 rho (1 - rho^n) /
 * (n (1 - rho)²) ], rho = e^(-lambda T) the correlation of neighbouring ticks.
 */
export function tickMeanVariance(thread: Alternating, tickMs: number, ticks: number): number {
  const p = busyShare(thread);
  const rho = Math.exp(-forgetting(thread) * tickMs);
  const correlated = (1 + rho) / (1 - rho) - (2 * rho * (1 - rho ** ticks)) / (ticks * (1 - rho) ** 2);
  return ((p * (1 - p)) / ticks) * correlated;
}

/** Number of independent ticks that would tell as much: n (1 - rho) / (1 + rho). */
export function effectiveTicks(thread: Alternating, tickMs: number, ticks: number): number {
  const rho = Math.exp(-forgetting(thread) * tickMs);
  return (ticks * (1 - rho)) / (1 + rho);
}

/**
 * Variance of (what the ticks show - the true busy fraction of the same window), for many ticks:
 * p (1 - p) / n [ coth(lambda T / 2) - 2 / (lambda T) ]: the part that sampling adds.
 */
export function tickErrorVariance(thread: Alternating, tickMs: number, ticks: number): number {
  const p = busyShare(thread);
  const x = forgetting(thread) * tickMs;
  return ((p * (1 - p)) / ticks) * (1 / Math.tanh(x / 2) - 2 / x);
}

/**
 * Phase lock: a constant cycle whose tick-to-cycle ratio is r/q in lowest terms is always seen at the same q moments.
 * Over a random phase the meter is unbiased, with standard deviation sqrt({qp} (1 - {qp})) / q, {x} the fraction of x.
 * @param q denominator of T / cycle in lowest terms; 1: the meter shows 0 or 100 %.
 */
export function phaseLockDeviation(p: number, q: number): number {
  const part = q * p - Math.floor(q * p + 1e-12);
  return Math.sqrt(Math.max(0, part * (1 - part))) / q;
}

/**
 * What Process % shows, over true time, for one of N guests that never wait: its true share is 1/N. Burst: 1;
 * discard: 1/N; merge: one pending tick for each turn more, 1/N + T / (NQ) (1 if at most one falls due meanwhile);
 * catch-up at rate r: min(1, r/N); delay: catch-up at rate 1.
 */
export function saturatedMeter(
  delivery: Exclude<Delivery, 'virtualbox'>,
  guests: number,
  sliceMs: number,
  tickMs: number,
  rate = 1,
): number {
  switch (delivery) {
    case 'burst':
      return 1;
    case 'discard':
    case 'delay':
      return 1 / guests;
    case 'merge':
      return (guests - 1) * sliceMs >= tickMs ? Math.min(1, 1 / guests + tickMs / (guests * sliceMs)) : 1;
    case 'catchup':
      return Math.min(1, rate / guests);
  }
}

/**
 * A guest alone of whose ticks only a fraction d arrives, over true time: Processor % = 1 - d x idle share (an idle
 * guest looks busy), the sum of Process % = d x busy share.
 */
export function lostTicks(delivered: number, busy: number) {
  return { processor: 1 - delivered * (1 - busy), process: delivered * busy };
}

/**
 * The band that holds a share of readings if each tick were an independent coin: p ± z sqrt(p (1 - p) / n).
 * @param z 1.96 for 95 %
 */
export function binomialBand(
  p: number,
  ticks: number,
  z = 1.96,
): { readonly low: number; readonly high: number } {
  const half = z * Math.sqrt((p * (1 - p)) / ticks);
  return { low: Math.max(0, p - half), high: Math.min(1, p + half) };
}
