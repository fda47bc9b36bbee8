import type { FoldProblem } from '../packing/problem';
import type { WeightedRow } from './heaviest';

/** Numbers that a check holds: items that weigh something, times rows; leaving rows out only allows more. */
const MOST_NUMBERS = 4e6;

/**
 * What adds up on a host of kind j, heaviest rows first; `whole` when that is all that limits a host of that kind.
 * Sizes are those of all items, also of items that are not allowed there.
 */
export function rowsOfKind(
  problem: FoldProblem,
  weights: readonly number[],
  j: number,
): { rows: WeightedRow[]; whole: boolean } {
  const { items, resources, rowStart, demand } = problem;
  const total = rowStart[resources];
  const on = Array.from({ length: items }, (_, i) => i).filter(
    (i) => problem.onlyKind[i] < 0 || problem.onlyKind[i] === j,
  );
  const sums = new Float64Array(total);
  for (const i of on) for (let r = 0; r < total; r++) sums[r] += demand[i * total + r];
  const found: { row: number; capacity: number; load: number; extra: Float64Array }[] = [];
  for (let d = 0; d < resources; d++) {
    const capacity = problem.capacity[j * resources + d];
    const over = Float64Array.from(
      { length: items },
      (_, i) =>
        problem.guestCount[i] * problem.perGuest[j * resources + d] +
        problem.coreCount[i] * problem.perCore[j * resources + d],
    );
    const pages = d === problem.sharedResource ? pagesOf(problem, capacity, on) : [{ once: 0, part: null }];
    for (const { once, part } of pages) {
      const extra = part ? over.map((e, i) => e + part[i]) : over;
      const added = on.reduce((sum, i) => sum + extra[i], 0);
      for (let row = rowStart[d]; row < rowStart[d + 1]; row++) {
        const sum = sums[row] + added;
        const load = sum / Math.max(1, capacity - once);
        if (sum > capacity - once) found.push({ row, capacity: capacity - once, load, extra });
      }
    }
  }
  found.sort((a, b) => b.load - a.load);
  const weighty = weights.reduce((n, w) => n + (w > 0 ? 1 : 0), 0);
  const room = Math.max(64, Math.floor(MOST_NUMBERS / Math.max(1, weighty)));
  const rows = found.slice(0, room).map(({ row, capacity, load, extra }) => ({
    sizes: extra.map((e, i) => e + demand[i * total + row]),
    capacity,
    load,
  }));
  return { rows, whole: found.length <= room && problem.images === 0 };
}

/**
 * Shared pages as numbers that add up to no more than a host holds of them. What every item brings at least is there
 * once. Of the rest, two ways to count hold at the same time:
 * - each user of an image brings the part that is left when as many users as possibly fit share the largest of them;
 * - the largest user of an image brings it all, the others nothing.
 */
function pagesOf(
  problem: FoldProblem,
  capacity: number,
  on: readonly number[],
): { once: number; part: number[] }[] {
  const { items, sharedResource, resources, rowStart, demand } = problem;
  const users = new Map<number, { item: number; size: number }[]>();
  for (const item of on)
    for (let e = problem.imageStart[item]; e < problem.imageStart[item + 1]; e++) {
      const of = users.get(problem.imageId[e]) ?? [];
      of.push({ item, size: problem.imageSize[e] });
      users.set(problem.imageId[e], of);
    }
  const part = new Array<number>(items).fill(0);
  const largest = new Array<number>(items).fill(0);
  let once = 0;
  for (const of of users.values()) {
    const common = of.length === on.length ? Math.min(...of.map(({ size }) => size)) : 0;
    once += common;
    const own = of.map(({ item }) => demand[item * rowStart[resources] + rowStart[sharedResource]]);
    own.sort((a, b) => a - b);
    let together = 0;
    for (let sum = 0; together < own.length && (sum += own[together]) <= capacity;) together++;
    for (const { item, size } of of) part[item] += Math.floor((size - common) / Math.max(1, together));
    const greatest = of.reduce((a, b) => (b.size > a.size ? b : a));
    largest[greatest.item] += greatest.size - common;
  }
  return [
    { once, part },
    { once, part: largest },
  ];
}
