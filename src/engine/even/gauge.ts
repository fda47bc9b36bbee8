import { sharedPages } from '../packing/check';
import type { FoldPlan, FoldProblem } from '../packing/problem';

/**
 * By what a plan is judged even: what hosts have in all, and what is asked of them before anything is rounded or any
 * ceiling taken off. In the problem's units, row for row.
 */
export interface Gauge {
  /** kinds x resources: all that a host has; Infinity where it is not limited. */
  readonly whole: Float64Array;
  /** kinds x resources: gone before the first guest. */
  readonly fixed: Float64Array;
  /** kinds x resources: what each guest, and each dedicated processor, takes besides. */
  readonly perGuest: Float64Array;
  readonly perCore: Float64Array;
  /** items x rows. */
  readonly demand: Float32Array;
}

/** The gauge of a problem of which nothing else is known: its room is all that there is. */
export function gaugeOfProblem(problem: FoldProblem): Gauge {
  return {
    whole: Float64Array.from(problem.capacity),
    fixed: new Float64Array(problem.capacity.length),
    perGuest: Float64Array.from(problem.perGuest),
    perCore: Float64Array.from(problem.perCore),
    demand: Float32Array.from(problem.demand),
  };
}

/** What item i adds in every row of resource d on a host of kind j, besides its demand. */
export function besidesDemand(
  { guestCount, coreCount, resources }: FoldProblem,
  gauge: Gauge,
  i: number,
  j: number,
  d: number,
): number {
  const k = j * resources + d;
  return guestCount[i] * gauge.perGuest[k] + coreCount[i] * gauge.perCore[k];
}

/** Whether hosts of kind j are judged by resource d. */
export function judged({ resources }: FoldProblem, { whole }: Gauge, j: number, d: number): boolean {
  const size = whole[j * resources + d];
  return size > 0 && size < Infinity;
}

/** Per host: its fullest row, as a part of all that the host has of the resource. */
export function fullestRows(problem: FoldProblem, gauge: Gauge, plan: FoldPlan): Float64Array {
  const { resources, rowStart } = problem;
  const rows = rowStart[resources];
  const { on, sums } = addedUp(problem, gauge.demand, plan);
  return Float64Array.from(plan.hostKind, (j, h) => {
    let most = 0;
    for (let d = 0; d < resources; d++) {
      if (!judged(problem, gauge, j, d)) continue;
      let fixed =
        gauge.fixed[j * resources + d] + (d === problem.sharedResource ? sharedPages(problem, on[h]) : 0);
      for (const i of on[h]) fixed += besidesDemand(problem, gauge, i, j, d);
      let row = 0;
      for (let r = h * rows + rowStart[d]; r < h * rows + rowStart[d + 1]; r++)
        if (sums[r] > row) row = sums[r];
      most = Math.max(most, (fixed + row) / gauge.whole[j * resources + d]);
    }
    return most;
  });
}

/** Whether every host keeps within its room; the other rules are not looked at. */
export function keepsRoom(problem: FoldProblem, plan: FoldPlan): boolean {
  return hostsOver(problem, plan) === 0;
}

/** How many hosts do not keep within their room. */
export function hostsOver(problem: FoldProblem, plan: FoldPlan): number {
  const { resources, rowStart, capacity, perGuest, perCore, guestCount, coreCount } = problem;
  const rows = rowStart[resources];
  const { on, sums } = addedUp(problem, problem.demand, plan);
  return plan.hostKind.filter((j, h) => {
    for (let d = 0; d < resources; d++) {
      const k = j * resources + d;
      let room = capacity[k] - (d === problem.sharedResource ? sharedPages(problem, on[h]) : 0);
      for (const i of on[h]) room -= guestCount[i] * perGuest[k] + coreCount[i] * perCore[k];
      for (let r = h * rows + rowStart[d]; r < h * rows + rowStart[d + 1]; r++)
        if (sums[r] > room) return true;
    }
    return false;
  }).length;
}

/** Who is on which host, and every host's demand row by row. */
function addedUp(
  { items, resources, rowStart }: FoldProblem,
  demand: Int32Array | Float32Array,
  plan: FoldPlan,
) {
  const rows = rowStart[resources];
  const sums = new Float64Array(plan.hostKind.length * rows);
  const on: number[][] = Array.from(plan.hostKind, () => []);
  for (let i = 0; i < items; i++) {
    const h = plan.hostOf[i];
    if (h < 0) continue;
    on[h].push(i);
    for (let r = 0, from = i * rows, to = h * rows; r < rows; r++) sums[to + r] += demand[from + r];
  }
  return { on, sums };
}
