import type { FoldEngine, FoldResult } from '../engine/fold-engine';
import type { FoldProblem } from '../engine/packing/problem';

/** Where the least number of hosts likely lies: from a count of plans, no proof. */
export interface LeastEstimate {
  /** In eight of ten instances whose least number is known, it lay from `least` to `most`. */
  readonly least: number;
  readonly most: number;
  /** At which number of hosts the count of plans falls to one. */
  readonly counted: number;
}

/** Between these multiples of the count lay the least number of eight in ten instances (docs/estimate.md). */
export const LOW = 0.95;
export const HIGH = 1.04;
/** Hosts between bound and plan from which on an estimate tells something. */
const LEAST_GAP = 2;
/** Of fewer items a host than this nothing was tried. */
const LEAST_ITEMS_A_HOST = 2.2;

/** Whether an estimate would tell more of a fold than its bound and its plan do. */
export function worthEstimating(
  { items, kindPrice }: FoldProblem,
  { plan, lowerBound, proved }: Pick<FoldResult, 'plan' | 'lowerBound' | 'proved'>,
): boolean {
  const found = plan.hostKind.length;
  return (
    !proved &&
    kindPrice.every((price) => price === 1) &&
    !plan.hostOf.includes(-1) &&
    found - lowerBound >= LEAST_GAP &&
    items >= LEAST_ITEMS_A_HOST * found
  );
}

/** What a count tells between a bound and a plan; null where that is nothing. */
export function leastBetween(counted: number | null, bound: number, found: number): LeastEstimate | null {
  if (counted === null) return null;
  // A count is low where the chain stood still early: what is proved says more then.
  const near = Math.max(bound, counted);
  const least = Math.max(bound, Math.ceil(LOW * near));
  const most = Math.min(found, Math.floor(HIGH * near));
  if (least > most || (least === bound && most === found)) return null;
  return { least, most, counted };
}

/** Counts plans where that is worth it. */
export async function countedLeast(
  engine: FoldEngine,
  problem: FoldProblem,
  result: FoldResult,
  seed: number,
  signal?: AbortSignal,
): Promise<number | null> {
  return worthEstimating(problem, result) ? ((await engine.estimate?.(problem, seed, signal)) ?? null) : null;
}
