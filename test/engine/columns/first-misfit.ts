import { findMisfit } from '../../../src/engine/columns/fitting';
import type { FoldProblem } from '../../../src/engine/packing/problem';

/** The first item that fits no empty host of any kind, by everything that it brings; -1 when all fit one. */
export function firstMisfit(problem: FoldProblem): number {
  const steps = findMisfit(problem);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}
