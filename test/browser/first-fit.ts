import type { FoldEngine } from '../../src/engine/fold-engine';
import type { FoldProblem } from '../../src/engine/packing/problem';

/** A slow and simple engine for component tests: first fit, no sharing, no groups. */
export const firstFit: FoldEngine = {
  async fold(problem) {
    const hostOf = new Int32Array(problem.items).fill(-1);
    const loads: Float64Array[] = [];
    const rows = problem.rowStart[problem.resources];
    for (let i = 0; i < problem.items; i++) {
      let h = 0;
      while (h < loads.length && !fits(problem, i, loads[h])) h++;
      if (h === loads.length) loads.push(new Float64Array(rows));
      for (let r = 0; r < rows; r++) loads[h][r] += problem.demand[i * rows + r] + perGuest(problem, r);
      hostOf[i] = h;
    }
    const lowerBound = Math.min(loads.length, Math.max(1, bound(problem)));
    return {
      plan: { hostKind: new Int32Array(loads.length), hostOf },
      lowerBound,
      boundBy: { resource: 0, slot: 0 },
      proved: lowerBound === loads.length,
      endedBy: lowerBound === loads.length ? 'proof' : 'work',
    };
  },
};

function resourceOf(problem: FoldProblem, row: number): number {
  let d = 0;
  while (problem.rowStart[d + 1] <= row) d++;
  return d;
}

const perGuest = (problem: FoldProblem, row: number): number => problem.perGuest[resourceOf(problem, row)];

function fits(problem: FoldProblem, item: number, load: Float64Array): boolean {
  const rows = load.length;
  for (let r = 0; r < rows; r++) {
    const more = problem.demand[item * rows + r] + perGuest(problem, r);
    if (load[r] + more > problem.capacity[resourceOf(problem, r)]) return false;
  }
  return true;
}

function bound(problem: FoldProblem): number {
  const rows = problem.rowStart[problem.resources];
  let best = 0;
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let i = 0; i < problem.items; i++) sum += problem.demand[i * rows + r];
    best = Math.max(best, Math.ceil(sum / problem.capacity[resourceOf(problem, r)]));
  }
  return best;
}
