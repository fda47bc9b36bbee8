import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { createEngine } from '../../../src/engine/pool/engine';
import { openSolver } from '../../../src/engine/pool/kernels';
import type { FoldEngine } from '../../../src/engine/fold-engine';
import type { Solver } from '../../../src/engine/pool/solver';
import { draws } from '../columns/builds';

/** `count` items of three sizes in 20 .. 60, hosts of 150. */
export function randomProblem(count: number, seed: number): FoldProblem {
  const below = draws(seed);
  return staticProblem(
    Int32Array.from({ length: count * 3 }, () => 20 + below(41)),
    Int32Array.of(150, 150, 150),
  );
}

/** 24 items of one resource in 65 slots, 20 to 60 in each, hosts of 150: rows enough for evening to help the search. */
export function manyRows(): FoldProblem {
  const slots = 65;
  const below = draws(1);
  return {
    ...staticProblem(new Int32Array(24), Int32Array.of(150)),
    rowStart: Int32Array.of(0, slots),
    demand: Int32Array.from({ length: 24 * slots }, () => 20 + below(41)),
  };
}

/** An engine of so many solvers in all, one at home; workers as in a page where home does not work or generate. */
export async function engineOf(
  solvers: number,
  {
    homeWorks = true,
    generates = true,
    wrap = (m: Solver) => m,
    drop = (solver: Solver): void => void solver,
    rest = () => {},
  } = {},
): Promise<FoldEngine> {
  const home = await openSolver();
  const workers = Array.from({ length: solvers - 1 }, async () => wrap(await openSolver()));
  return createEngine({
    first: home.packing,
    home: { ...home, generates },
    homeWorks,
    workers: (_, most) => workers.slice(0, most),
    drop,
    rest,
  });
}
