import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { draws } from './builds';

/** A catalogue of hosts: `kinds` models of several sizes, prices that grow a little slower, a few of some. */
export function catalogue(seed: number, items: number, kinds: number, limited: boolean): FoldProblem {
  const below = draws(seed);
  const base = staticProblem(
    Int32Array.from({ length: items * 2 }, () => 5 + below(30)),
    Int32Array.of(60, 60),
  );
  const size = Array.from({ length: kinds }, () => 40 + below(80));
  return {
    ...base,
    kinds,
    capacity: Int32Array.from(size.flatMap((c) => [c, c - 5 + below(11)])),
    perGuest: Int32Array.from({ length: kinds * 2 }, () => below(3)),
    perCore: new Int32Array(kinds * 2),
    kindCount: Int32Array.from(size, (_, j) => (limited && j > 0 ? 1 + below(2) : -1)),
    kindPrice: Int32Array.from(size, (c) => 2 + Math.round(c / 12) + below(3)),
    onlyKind: Int32Array.from({ length: items }, () => (below(8) === 0 ? below(kinds) : -1)),
  };
}
