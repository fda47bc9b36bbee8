import type { FoldProblem } from '../packing/problem';
import { sharedPages } from '../packing/check';
import type { Pattern, PatternInstance } from './pattern';

interface Held {
  readonly t: number;
  readonly item: number;
  copies: number;
}

/**
 * Drops copies from a pattern until a host holds the rest in every row of the problem, shared pages included: each
 * time the copy that frees most of what is too much.
 */
export function trimToHost(problem: FoldProblem, instance: PatternInstance, pattern: Pattern): Pattern {
  const { kind: j } = instance.kinds[pattern.kind];
  const held: Held[] = Array.from(pattern.types, (t, e) => ({
    t,
    item: instance.items[t][0],
    copies: pattern.copies[e],
  }));
  for (;;) {
    const over = excess(problem, j, held);
    if (over.length === 0) break;
    const freed = held.map((of) => {
      of.copies--;
      const pages = problem.images > 0 ? pagesOf(problem, held) : 0;
      of.copies++;
      let sum = 0;
      for (const { row, d, by, shared } of over) {
        const own = problem.demand[of.item * problem.rowStart[problem.resources] + row];
        const more = d === problem.sharedResource ? shared - pages : 0;
        sum += Math.min(by, own + overhead(problem, j, d, of.item) + more) / by;
      }
      return sum;
    });
    const at = freed.indexOf(Math.max(...freed));
    if (--held[at].copies === 0) held.splice(at, 1);
  }
  return { kind: pattern.kind, types: held.map(({ t }) => t), copies: held.map(({ copies }) => copies) };
}

/** The rows in which items are too much for a host of kind `j`, and by how much. */
function excess(problem: FoldProblem, j: number, held: readonly Held[]) {
  const { resources, rowStart, demand, capacity } = problem;
  const total = rowStart[resources];
  const pages = problem.images > 0 ? pagesOf(problem, held) : 0;
  const over: { row: number; d: number; by: number; shared: number }[] = [];
  for (let d = 0; d < resources; d++) {
    let fixed = (d === problem.sharedResource ? pages : 0) - capacity[j * resources + d];
    for (const { item, copies } of held) fixed += copies * overhead(problem, j, d, item);
    for (let row = rowStart[d]; row < rowStart[d + 1]; row++) {
      let by = fixed;
      for (const { item, copies } of held) by += copies * demand[item * total + row];
      if (by > 0) over.push({ row, d, by, shared: pages });
    }
  }
  return over;
}

function overhead(problem: FoldProblem, j: number, d: number, i: number): number {
  const at = j * problem.resources + d;
  return problem.guestCount[i] * problem.perGuest[at] + problem.coreCount[i] * problem.perCore[at];
}

function pagesOf(problem: FoldProblem, held: readonly Held[]): number {
  return sharedPages(
    problem,
    held.filter(({ copies }) => copies > 0).map(({ item }) => item),
  );
}
