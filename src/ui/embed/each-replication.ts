import { figuresOf } from '../../dispatch/answer';
import type { Experiment } from '../../dispatch/experiment';
import { hostModel } from '../../dispatch/model';
import { replicationSeed, type RunHost, type RunOptions } from '../../dispatch/run';
import { inOrder } from '../../engine/in-order';

/** Runs all replications and tells each one's figures, in order, for whoever makes no mean of them. */
export function eachReplication(
  experiment: Experiment,
  runHost: RunHost,
  { lanes, signal, each }: RunOptions,
): Promise<void> {
  const model = hostModel(experiment);
  const seed = BigInt(experiment.seed);
  return inOrder(
    experiment.replications,
    (index) => runHost(model, replicationSeed(seed, index), signal),
    (run, index) => each?.(figuresOf(experiment, run), index),
    { lanes, signal },
  );
}
