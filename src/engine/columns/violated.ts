import type { FoldProblem } from '../packing/problem';
import type { Pattern, PatternInstance } from './pattern';
import type { LinearRow } from './rows';

/** Patterns looked at between two breaths. */
const SOME = 64;

/**
 * The rows, of those left out, that the master's patterns exceed most: by how much of a host, each pattern as often as
 * it is used.
 * @param many at most so many
 */
export function* violatedRows(
  problem: FoldProblem,
  { items, kinds }: PatternInstance,
  used: readonly { readonly pattern: Pattern; readonly times: number }[],
  leftOut: readonly LinearRow[],
  many: number,
): Generator<void, LinearRow[]> {
  const total = problem.rowStart[problem.resources];
  const excess = new Float64Array(leftOut.length);
  for (const [n, { pattern, times }] of used.entries()) {
    const { kind } = kinds[pattern.kind];
    const held = Array.from(pattern.types, (t, e) => ({ item: items[t][0], copies: pattern.copies[e] }));
    leftOut.forEach(({ row, capacity, extra }, r) => {
      let over = -capacity[kind];
      for (const { item, copies } of held)
        over += copies * (problem.demand[item * total + row] + extra[kind][item]);
      if (over > 0) excess[r] += (times * over) / Math.max(1, capacity[kind]);
    });
    if (n % SOME === SOME - 1) yield;
  }
  const worst = leftOut.map((_, r) => r).filter((r) => excess[r] > 0);
  worst.sort((a, b) => excess[b] - excess[a] || a - b);
  return worst.slice(0, many).map((r) => leftOut[r]);
}
