/** One worker of the bench's replications: runs of one host by their seeds. */
import { parentPort, workerData } from 'node:worker_threads';
import { DispatchKernel } from '../../src/engine/dispatch/kernel';
import type { HostModel } from '../../src/engine/dispatch/host';

const { bytes, model, from, to } = workerData as {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly model: HostModel;
  readonly from: number;
  readonly to: number;
};
const kernel = await DispatchKernel.from(bytes);
kernel.load(model);
let used = 0;
for (let seed = from; seed < to; seed++) used += kernel.run(seed).guests[0].vcpus[0].used;
parentPort!.postMessage(used);
