import { breath } from '../engine/door/breath';
import { DispatchKernel } from '../engine/dispatch/kernel';
import type { HostModel } from '../engine/dispatch/host';
import type { RunHost } from './run';

/** Longest time that a run holds its thread, ms: then whoever waits for it (a cancel, a key) gets a turn. */
const HOLD_MS = 20;

/** Runs replications in this thread, one after the other in the order of the calls. */
export function localHost(kernel: DispatchKernel): RunHost {
  let loaded: HostModel | undefined;
  let before: Promise<unknown> = Promise.resolve();
  let breathed = performance.now();
  const run = async (model: HostModel, seed: bigint, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    if (model !== loaded) {
      loaded = undefined;
      kernel.load(model);
      loaded = model;
    }
    kernel.start(seed);
    while (!kernel.step()) {
      if (performance.now() - breathed < HOLD_MS) continue;
      await breath();
      breathed = performance.now();
      signal?.throwIfAborted();
    }
    if (performance.now() - breathed >= HOLD_MS) {
      await breath();
      breathed = performance.now();
    }
    return kernel.statistics();
  };
  return (model, seed, signal) => {
    // Resumable runs share one kernel, so each waits for the one before to end, well or badly.
    const mine = before.then(() => run(model, seed, signal));
    before = mine.catch(() => undefined);
    return mine;
  };
}

/** A runner in this thread, over the kernel that is built in. */
export async function openLocalHost(): Promise<RunHost> {
  return localHost(await DispatchKernel.create());
}
