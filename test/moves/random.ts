import type { FoldProblem } from '../../src/engine/packing/problem';
import { HostState } from '../../src/moves/host-state';
import { draws, randomProblem } from '../engine/packing/problems';

/** Hosts of a random problem, filled in random order, and another filling of them: all hosts are in use in both. */
export function reshuffle(
  seed: number,
  items: number,
): { problem: FoldProblem; kinds: number[]; at: Int32Array; to: Int32Array } | null {
  const problem = randomProblem(seed, { items, kinds: 1 + (seed % 3) });
  const next = draws(seed + 77);
  const fill = (states: HostState[], grow: boolean): Int32Array | null => {
    const to = new Int32Array(problem.items).fill(-1);
    const order = Array.from({ length: problem.items }, (_, i) => ({ i, key: next() })).sort(
      (a, b) => a.key - b.key,
    );
    for (const { i } of order) {
      const able = states.map((_, h) => h).filter((h) => states[h].fits(i));
      let h = able.length > 0 ? able[Math.floor(next() * able.length)] : -1;
      if (h < 0 && grow) {
        const kind = Array.from({ length: problem.kinds }, (_, j) => j).find((j) =>
          new HostState(problem, j).fits(i),
        );
        if (kind === undefined) return null;
        h = states.push(new HostState(problem, kind)) - 1;
      }
      if (h < 0) return null;
      states[h].add(i);
      to[i] = h;
    }
    return to;
  };
  const first: HostState[] = [];
  const at = fill(first, true);
  if (!at) return null;
  const kinds = first.map(({ kind }) => kind);
  for (let n = 0; n < 20; n++) {
    const to = fill(
      kinds.map((kind) => new HostState(problem, kind)),
      false,
    );
    if (to) return { problem, kinds, at, to };
  }
  return null;
}
