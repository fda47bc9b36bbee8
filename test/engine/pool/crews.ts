import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { createEngine } from '../../../src/engine/pool/engine';
import { bothKernels } from '../../../src/engine/pool/kernels';
import type { FoldEngine } from '../../../src/engine/fold-engine';
import type { Member } from '../../../src/engine/pool/member';
import { draws } from '../columns/builds';

/** `count` items of three sizes in 20 .. 60, hosts of 150. */
export function randomProblem(count: number, seed: number): FoldProblem {
  const below = draws(seed);
  return staticProblem(
    Int32Array.from({ length: count * 3 }, () => 20 + below(41)),
    Int32Array.of(150, 150, 150),
  );
}

/** An engine of so many members in all, one at home; workers as in a page where home does not work or generate. */
export async function engineOf(
  members: number,
  {
    homeWorks = true,
    generates = true,
    wrap = (m: Member) => m,
    dismiss = (member: Member): void => void member,
    rest = () => {},
  } = {},
): Promise<FoldEngine> {
  const home = await bothKernels();
  const workers = Array.from({ length: members - 1 }, async () => wrap(await bothKernels()));
  return createEngine({
    first: home.searcher,
    home: { ...home, generates },
    homeWorks,
    hire: (_, most) => workers.slice(0, most),
    dismiss,
    rest,
  });
}
