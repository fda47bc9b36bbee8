import * as Comlink from 'comlink';
import dispatch from '../engine/generated/dispatch';
import type { HostModel } from '../engine/dispatch/host';
import { DispatchKernel } from '../engine/dispatch/kernel';
import type { RunStatistics } from '../engine/dispatch/statistics';
import type { Timeline } from '../engine/dispatch/timeline';
import { decodeKernel } from '../engine/wasm';
import { localHost } from './local';
import type { RunHost } from './run';

/** Models kept by their number: enough for a few experiments that take turns. */
const KEPT = 8;

// The kernel is imported as text, not lazily: a worker made from a blob cannot import anything by address.
const makeKernel = async () => DispatchKernel.from(await decodeKernel(dispatch));
const models = new Map<number, HostModel>();
const running = new Map<number, AbortController>();
let host: Promise<RunHost> | undefined;
let drawing: Promise<DispatchKernel> | undefined;

/** One worker of the pool. */
const api = {
  /** Takes a model under a number by which replications name it. */
  load(id: number, model: HostModel): void {
    models.set(id, model);
    for (const old of models.keys()) {
      if (models.size <= KEPT) break;
      models.delete(old);
    }
  },
  /** One replication; null when it was cancelled. */
  async run(id: number, modelId: number, seed: bigint): Promise<RunStatistics | null> {
    const model = models.get(modelId);
    if (!model) throw new Error(`dispatch worker: no model ${modelId} is loaded`);
    models.delete(modelId);
    models.set(modelId, model);
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const runHost = await (host ??= makeKernel().then(localHost));
      const statistics = await runHost(model, seed, abort.signal);
      const histograms = statistics.guests.map(
        ({ interrupts }) => interrupts.histogram.buffer as ArrayBuffer,
      );
      return Comlink.transfer(statistics, histograms);
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    } finally {
      running.delete(id);
    }
  },
  async timeline(model: HostModel, seed: bigint, records: number): Promise<Timeline> {
    const kernel = await (drawing ??= makeKernel());
    kernel.load(model, { records, until: model.duration });
    kernel.start(seed);
    while (!kernel.step());
    return kernel.timeline();
  },
  cancel(id: number): void {
    running.get(id)?.abort();
  },
};

export type DispatchApi = typeof api;

Comlink.expose(api);
