import { relaxed, survey, type Relaxation } from '../../../src/engine/columns/instance';
import type { FoldProblem } from '../../../src/engine/packing/problem';

/** The instance made of a problem, at once, with all rows or the heaviest `rowLimit`. */
export function relax(problem: FoldProblem, rowLimit = Infinity): Relaxation {
  const of = finished(survey(problem));
  const heaviest = [...of.rows].sort((a, b) => b.load - a.load).slice(0, rowLimit);
  return finished(relaxed(of, of.rows.length <= rowLimit ? of.rows : heaviest));
}

function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}
