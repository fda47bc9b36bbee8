import type { FoldEngine } from './fold-engine';
import { createEngine } from './pool/engine';
import { openSolver } from './pool/kernels';

/** Folds on the thread it is called on, with all kernels. */
export async function createLocalEngine(): Promise<FoldEngine> {
  const home = await openSolver();
  return createEngine({
    first: home.packing,
    home,
    homeWorks: true,
    workers: () => [],
    drop() {},
    rest() {},
  });
}
