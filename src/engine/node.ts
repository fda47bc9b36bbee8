import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { threadLine } from './door/node';
import type { FoldEngine } from './fold-engine';
import { createEngine } from './pool/engine';
import { openSolver } from './pool/kernels';
import { remoteSolver } from './pool/remote-solver';
import { WorkerPool } from './pool/worker-pool';

/** Workers beyond this many find little that the others do not. */
const MOST = 4;

/**
 * Folds on this thread and on worker threads beside it, one for each further core.
 * @param worker the module that threads run, as `npm run build` puts it beside the command line; without it this
 * thread works alone
 */
export async function createNodeEngine(
  worker: URL | null = new URL('./node-worker.mjs', import.meta.url),
): Promise<FoldEngine> {
  const home = await openSolver();
  const most = worker && existsSync(worker) ? Math.min(MOST, availableParallelism() - 1) : 0;
  const workers = new WorkerPool(most, async (gone) => remoteSolver(threadLine(worker!), gone));
  return createEngine({
    first: home.packing,
    home,
    homeWorks: true,
    workers: (problem, most) => workers.workers(problem, most),
    drop: (solver) => void workers.drop(solver),
    rest: () => workers.rest(),
  });
}
