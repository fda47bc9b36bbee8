import type { HostModel } from '../../engine/dispatch/host';
import { DispatchKernel } from '../../engine/dispatch/kernel';

/** What a figure asks of its worker: one replication, or with `records` its beginning, change by change. */
export interface WorkerAsk {
  readonly id: number;
  /** Left out: that of the ask before. */
  readonly model?: HostModel;
  readonly seed: bigint;
  readonly records: number;
}

const kernels = DispatchKernel.create();

self.addEventListener('message', async ({ data: ask }: MessageEvent<WorkerAsk>) => {
  try {
    const running = await kernels;
    if (ask.model) running.load(ask.model, { records: ask.records, until: ask.model.duration });
    const found = running.run(ask.seed);
    self.postMessage({ id: ask.id, found: ask.records ? running.timeline() : found });
  } catch (error) {
    self.postMessage({ id: ask.id, wrong: String(error) });
  }
});
