import { Worker } from 'node:worker_threads';
import { memberAt } from './client';
import type { Member } from './member';
import { nodeEndpoint } from './node-endpoint';

/** Starts a worker thread that runs the module at `address`, built from `node-worker.ts`. */
export function startThread(address: URL): Member {
  const worker = new Worker(address);
  const member = memberAt({
    endpoint: nodeEndpoint(worker),
    end: () => void worker.terminate(),
    // A process ends when only idle threads are left.
    busy: (busy) => (busy ? worker.ref() : worker.unref()),
  });
  worker.on('error', () => member.close());
  worker.on('exit', () => member.close());
  worker.unref();
  return member;
}
