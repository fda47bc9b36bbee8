import type { Experiment } from '../../src/dispatch/experiment';
import { hostModel } from '../../src/dispatch/model';
import { replicationSeed } from '../../src/dispatch/run';
import { hostTimeline, type HostTimeline } from '../../src/dispatch/timeline';
import { PER_MS, PER_SECOND } from '../../src/engine/dispatch/host';
import type { DispatchKernel } from '../../src/engine/dispatch/kernel';

/** Changes that a picture has room for. */
const RECORDS = 40_000;

/**
 * Who runs where in the first milliseconds of the experiment's first replication: the same run as the first one
 * behind its answer, its warm-up included.
 */
export function timelineOf(kernel: DispatchKernel, experiment: Experiment, untilMs: number): HostTimeline {
  const until = Math.round(
    Math.min(untilMs * PER_MS, (experiment.warmupS + experiment.durationS) * PER_SECOND),
  );
  // Nothing after the picture is needed, and nothing before its end depends on what comes after.
  const model = { ...hostModel(experiment), warmup: 0, duration: until };
  kernel.load(model, { records: RECORDS, until });
  kernel.start(replicationSeed(BigInt(experiment.seed), 0));
  while (!kernel.step(RECORDS / 4) && kernel.logged < RECORDS);
  return hostTimeline(experiment, kernel.timeline(), until / PER_MS, RECORDS);
}
