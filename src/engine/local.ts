import type { FoldEngine } from './fold-engine';
import { createEngine } from './pool/engine';
import { bothKernels } from './pool/kernels';

/** Folds on the thread it is called on, with all kernels. */
export async function createLocalEngine(): Promise<FoldEngine> {
  const home = await bothKernels();
  return createEngine({
    first: home.searcher,
    home,
    homeWorks: true,
    hire: () => [],
    dismiss() {},
    rest() {},
  });
}
