import type { Calls, Job, Wire } from '../door/calls';
import { callerLine, portLine } from '../door/line';
import { WorkerSession } from '../door/session';
import type { FoldEngine } from '../fold-engine';
import packing from '../generated/packing';
import { decodeKernel } from '../wasm';
import { createEngine } from './engine';
import type { Solver } from './solver';
import { remoteSolver } from './remote-solver';
import { PackingSearch } from './packing-search';
import { turns } from '../door/turns';
import { WorkerPool } from './worker-pool';

/** What a page does for its planner, for a worker of a worker could not load them lazily: it starts workers of the pool. */
export interface StarterCalls extends Calls {
  /**
   * A worker's whole life: tells the port at which it serves a solver, ends it when the call is stopped, and answers why
   * it came to its end.
   */
  work(job: Job<MessagePort>): Promise<string>;
}

/** Workers beyond this many find little that the others do not. */
const MOST = 4;
/** On so many cores or fewer this thread searches too; with more, it is left to answers and messages. */
const FEW_CORES = 2;

/**
 * Folds in a worker of the page: first plans here, the rest in a pool that the page starts when it is wanted. The
 * kernel of columns and all that proofs take come with the pool, so that the first fold is not paid for with them.
 * @param page where workers are asked for
 */
export async function createPageEngine(cores: number, page: Wire): Promise<FoldEngine> {
  // The page is there for as long as this thread, however busy it is.
  const starter = new WorkerSession<StarterCalls>(callerLine(page), { every: () => () => {} });
  const here = await PackingSearch.create(await decodeKernel(packing));
  const most = Math.min(MOST, Math.max(1, cores - 1));
  const workers = new WorkerPool(most, (gone) => startSolver(starter, gone));
  return createEngine({
    first: here,
    home: searching(here),
    homeWorks: cores <= FEW_CORES,
    workers: (problem, most) => workers.workers(problem, most),
    drop: (solver) => void workers.drop(solver),
    rest: () => workers.rest(),
  });
}

function startSolver(starter: WorkerSession<StarterCalls>, gone: () => void): Promise<Solver> {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    let fail: (why: string) => void = (why) => reject(new Error(why));
    const take = (port: MessagePort): void => {
      const line = portLine(port, () => end.abort());
      const onFailure = (hear: (why: string) => void): void => {
        line.onFailure(hear);
        fail = hear;
      };
      resolve(remoteSolver({ ...line, onFailure }, gone));
    };
    starter
      .call('work', [], { signal: end.signal, tell: take, hearOut: true })
      .then((why) => fail(why), reject);
  });
}

function searching(here: PackingSearch): Solver {
  const inTurn = turns();
  const cannot = () => Promise.reject(new Error('pool: this thread has the kernel of packing alone'));
  return {
    generates: false,
    search: (...job) => inTurn(() => here.search(...job)),
    generate: cannot,
    even: cannot,
    estimate: cannot,
    certify: cannot,
    verify: cannot,
    close() {},
  };
}
