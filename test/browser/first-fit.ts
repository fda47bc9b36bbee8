import type { FoldEngine } from '../../src/engine/fold-engine';
import type { FoldProblem } from '../../src/engine/packing/problem';

/** A slow and simple engine for component tests: first fit on hosts of the first kind; no groups kept apart. */
export const firstFit: FoldEngine = {
  async fold(problem) {
    const hosts: number[][] = [];
    const hostOf = Int32Array.from({ length: problem.items }, (_, item) => {
      let h = hosts.findIndex((host) => fits(problem, [...host, item]));
      if (h < 0) h = hosts.push([]) - 1;
      hosts[h].push(item);
      return h;
    });
    const lowerBound = Math.min(hosts.length, Math.max(1, bound(problem)));
    const proved = lowerBound === hosts.length;
    return {
      plan: { hostKind: new Int32Array(hosts.length), hostOf },
      cost: hosts.length,
      lowerBound,
      boundBy: { resource: 0, slot: 0 },
      simple: null,
      certificate: null,
      leftOut: [],
      proved,
      endedBy: proved ? 'proof' : 'work',
      history: [{ seconds: 0, value: hosts.length, bound: lowerBound }],
      seconds: 0,
      steps: 0,
    };
  },
};

/** Whether these items together stay within a host's room, as the problem's own formula has it. */
function fits(problem: FoldProblem, items: readonly number[]): boolean {
  const rows = problem.rowStart[problem.resources];
  for (let d = 0; d < problem.resources; d++) {
    const shared = d === problem.sharedResource ? sharedPages(problem, items) : 0;
    for (let row = problem.rowStart[d]; row < problem.rowStart[d + 1]; row++) {
      let sum = shared;
      for (const i of items) {
        sum += problem.demand[i * rows + row] + problem.guestCount[i] * problem.perGuest[d];
        sum += problem.coreCount[i] * problem.perCore[d];
      }
      if (sum > problem.capacity[d]) return false;
    }
  }
  return true;
}

/** The largest part of each image that some item brings: a host holds it once. */
function sharedPages(problem: FoldProblem, items: readonly number[]): number {
  const largest = new Map<number, number>();
  for (const i of items) {
    for (let k = problem.imageStart[i]; k < problem.imageStart[i + 1]; k++) {
      const image = problem.imageId[k];
      largest.set(image, Math.max(largest.get(image) ?? 0, problem.imageSize[k]));
    }
  }
  return [...largest.values()].reduce((sum, size) => sum + size, 0);
}

function bound(problem: FoldProblem): number {
  const rows = problem.rowStart[problem.resources];
  let best = 0;
  for (let d = 0; d < problem.resources; d++) {
    for (let row = problem.rowStart[d]; row < problem.rowStart[d + 1]; row++) {
      let sum = 0;
      for (let i = 0; i < problem.items; i++) sum += problem.demand[i * rows + row];
      best = Math.max(best, Math.ceil(sum / problem.capacity[d]));
    }
  }
  return best;
}
