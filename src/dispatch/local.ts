import type { HostModel } from '../engine/dispatch/host';
import { DispatchKernel } from '../engine/dispatch/kernel';
import type { RunLog } from '../engine/dispatch/timeline';
import { breath } from '../engine/door/breath';
import { turns } from '../engine/door/turns';
import type { RunHost } from './run';

/** Longest time that a run holds its thread, ms: then whoever waits for it (a cancel, a key) gets a turn. */
const HOLD_MS = 20;

/** Runs replications in this thread, one after the other in the order of the calls. */
export function localHost(kernel: DispatchKernel): RunHost {
  const inTurn = turns();
  const run = runner(kernel);
  let loaded: HostModel | undefined;
  // Resumable runs share one kernel, so each waits for the one before to end, well or badly.
  return (model, seed, signal) =>
    inTurn(async () => {
      signal?.throwIfAborted();
      if (model !== loaded) {
        loaded = undefined;
        kernel.load(model);
        loaded = model;
      }
      await run(seed, signal);
      return kernel.statistics();
    });
}

/** The beginning of a replication, change by change, in this thread; one after the other too. */
export function localTimeline(
  kernel: DispatchKernel,
): (model: HostModel, seed: bigint, records: number, signal?: AbortSignal) => Promise<RunLog> {
  const inTurn = turns();
  const run = runner(kernel);
  return (model, seed, records, signal) =>
    inTurn(async () => {
      signal?.throwIfAborted();
      kernel.load(model, { records, until: model.duration });
      await run(seed, signal);
      return kernel.timeline();
    });
}

/** A runner in this thread, over the kernel that is built in. */
export async function openLocalHost(): Promise<RunHost> {
  return localHost(await DispatchKernel.create());
}

/** Runs what the kernel has loaded to its end, with a breath now and then. */
function runner(kernel: DispatchKernel): (seed: bigint, signal?: AbortSignal) => Promise<void> {
  let breathed = performance.now();
  return async (seed, signal) => {
    kernel.start(seed);
    for (let ended = false; !ended;) {
      ended = kernel.step();
      if (performance.now() - breathed < HOLD_MS) continue;
      await breath();
      breathed = performance.now();
      if (!ended) signal?.throwIfAborted();
    }
  };
}
