import { busyShare, type Alternating } from '../../src/sampling/oracles';

// Closed forms of a guest's clock that no page draws. Times are in ms.

/** Variance of the true busy fraction over a window W: 2 p (1 - p) / (lambda W) [ 1 - (1 - e^(-lambda W)) / (lambda W) ]. */
export function pathMeanVariance(thread: Alternating, windowMs: number): number {
  const p = busyShare(thread);
  const x = (1 / thread.burstMs + 1 / thread.waitMs) * windowMs;
  return ((2 * p * (1 - p)) / x) * (1 + Math.expm1(-x) / x);
}

/**
 * Variance of a thread's share p when each dispatch delivers its ticks at one moment: however many ticks there are,
 * they see the same thread, and count as one observation: p (1 - p) / dispatches.
 */
export function stackedVariance(p: number, dispatches: number): number {
  return (p * (1 - p)) / dispatches;
}

/** Run time that a catch-up at rate r takes to clear a backlog of L ticks: L T / (r - 1). */
export function catchUpMs(backlog: number, tickMs: number, rate: number): number {
  return (backlog * tickMs) / (rate - 1);
}
