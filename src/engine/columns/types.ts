import type { FoldProblem } from '../packing/problem';
import { BREATH, type LinearRow } from './rows';

/**
 * Gathers items that are alike in all rows, on every kind of host, in their images, apart-groups and the kind they are
 * bound to, into types, in the order of their first copies.
 */
export function* gatherTypes(
  problem: FoldProblem,
  rows: readonly LinearRow[],
): Generator<void, Int32Array[]> {
  const { items, demand, onlyKind } = problem;
  const total = problem.rowStart[problem.resources];
  const lists = (start: Int32Array, ...of: Int32Array[]) =>
    Array.from({ length: items }, (_, i) =>
      of.map((list) => list.subarray(start[i], start[i + 1]).join(' ')).join('/'),
    );
  const images = lists(problem.imageStart, problem.imageId, problem.imageSize);
  const apart = lists(problem.apartStart, problem.apartId);
  const extras = [...new Set(rows.flatMap(({ extra }) => extra))];
  const at = Int32Array.from(rows, ({ row }) => row);
  const alike = (i: number, j: number) =>
    onlyKind[i] === onlyKind[j] &&
    images[i] === images[j] &&
    apart[i] === apart[j] &&
    extras.every((extra) => extra[i] === extra[j]) &&
    at.every((r) => demand[i * total + r] === demand[j * total + r]);

  const found: number[][] = [];
  const byHash = new Map<number, number[][]>();
  let done = 0;
  for (let i = 0; i < items; i++) {
    let hash = onlyKind[i];
    for (let r = 0; r < at.length; r++) hash = (Math.imul(hash, 31) + demand[i * total + at[r]]) | 0;
    const near = byHash.get(hash) ?? [];
    byHash.set(hash, near);
    const same = near.find(([first]) => alike(i, first));
    if (same) same.push(i);
    else near.push(found[found.push([i]) - 1]);
    if ((done += 2 * at.length + extras.length + 50) > BREATH) {
      done = 0;
      yield;
    }
  }
  return found.map((copies) => Int32Array.from(copies));
}
