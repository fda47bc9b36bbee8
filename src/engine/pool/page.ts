import * as Comlink from 'comlink';
import type { FoldEngine } from '../fold-engine';
import packing from '../generated/packing';
import { decodeKernel } from '../wasm';
import { memberAt } from './remote-solver';
import { createEngine } from './engine';
import type { Solver } from './solver';
import { PackingSearch } from './packing-search';
import { turns } from './turns';
import { WorkerPool } from './worker-pool';

/** Whoever can start workers: the page itself, for a worker of a worker could not load them lazily. */
export interface WorkerStarter {
  /**
   * Starts a worker, and hands over the port at which it serves a solver.
   * @param failed to be called when the worker fails
   */
  start(failed: () => void): Promise<{ readonly id: number; readonly port: MessagePort }>;
  end(id: number): void;
}

/** Workers beyond this many find little that the others do not. */
const MOST = 4;
/** On so many cores or fewer this thread searches too; with more, it is left to answers and messages. */
const FEW_CORES = 2;

/**
 * Folds in a worker of the page: first plans here, the rest in a pool that the page starts when it is wanted. The
 * kernel of columns and all that proofs take come with the pool, so that the first fold is not paid for with them.
 * @param host null: this thread alone
 */
export async function createPageEngine(cores: number, host: WorkerStarter | null): Promise<FoldEngine> {
  const here = await PackingSearch.create(await decodeKernel(packing));
  const workers = new WorkerPool(host ? Math.min(MOST, Math.max(1, cores - 1)) : 0, async () => {
    const failed = new AbortController();
    const { id, port } = await host!.start(Comlink.proxy(() => failed.abort()));
    const solver = memberAt({
      endpoint: port,
      end() {
        port.close();
        host!.end(id);
      },
    });
    if (failed.signal.aborted) solver.close();
    failed.signal.addEventListener('abort', () => solver.close(), { once: true });
    return solver;
  });
  return createEngine({
    first: here,
    home: searching(here),
    homeWorks: cores <= FEW_CORES,
    workers: (problem, most) => workers.workers(problem, most),
    drop: (solver) => void workers.drop(solver),
    rest: () => workers.rest(),
  });
}

function searching(here: PackingSearch): Solver {
  const inTurn = turns();
  const cannot = () => Promise.reject(new Error('pool: this thread has no kernel of columns'));
  return {
    generates: false,
    search: (...job) => inTurn(() => here.search(...job)),
    generate: cannot,
    certify: cannot,
    verify: cannot,
    close() {},
  };
}
