import { Worker } from 'node:worker_threads';
import { memberAt } from './remote-solver';
import type { Solver } from './solver';
import { nodeEndpoint } from './node-endpoint';

/** Starts a worker thread that runs the module at `address`, built from `node-worker.ts`. */
export function startThread(address: URL): Solver {
  const worker = new Worker(address);
  const solver = memberAt({
    endpoint: nodeEndpoint(worker),
    end: () => void worker.terminate(),
    // A process ends when only idle threads are left.
    busy: (busy) => (busy ? worker.ref() : worker.unref()),
  });
  worker.on('error', () => solver.close());
  worker.on('exit', () => solver.close());
  worker.unref();
  return solver;
}
