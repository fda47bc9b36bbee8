import type { FoldEngine } from './fold-engine';
import packing from './generated/packing';
import { foldInLanes } from './lanes';
import { runFold } from './packing/fold';
import { PackingKernel } from './packing/kernel';
import { decodeBase64 } from './wasm';

/** A kernel that grew past this is let go: linear memory never shrinks. */
const LARGE_BYTES = 512 * 2 ** 20;

/** Folds on the thread it is called on, lane after lane; in a page that thread is a worker. One fold at a time. */
export async function createLocalEngine(): Promise<FoldEngine> {
  const bytes = decodeBase64(packing);
  let kernel = await PackingKernel.create(bytes);
  let last: Promise<unknown> = Promise.resolve();
  return {
    fold(problem, budget, hooks = {}) {
      const shouldStop = () => hooks.signal?.aborted ?? false;
      const turn = last.then(async () => {
        if (kernel.memoryBytes > LARGE_BYTES) kernel = await PackingKernel.create(bytes);
        let lane: Promise<unknown> = Promise.resolve();
        return foldInLanes(
          (_, given, options, tell) => {
            const run = lane.then(() => runFold(kernel, given, { ...options, shouldStop }, tell));
            lane = run.catch(() => {});
            return run;
          },
          problem,
          budget,
          hooks,
        );
      });
      last = turn.catch(() => {});
      return turn;
    },
  };
}
