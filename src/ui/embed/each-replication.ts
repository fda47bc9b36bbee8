import { guestShares, processorShares, metersOf } from '../../dispatch/answer';
import type { Experiment } from '../../dispatch/experiment';
import { guestKinds, hostModel } from '../../dispatch/model';
import { replicationSeed, type RunHost, type RunOptions } from '../../dispatch/run';
import type { SeenFigures } from '../meter/reading';

/** Who is told of each replication, and what ends them. */
export interface EachOptions extends Pick<RunOptions, 'signal'> {
  readonly each?: (figures: SeenFigures, index: number) => void;
}

/** Runs all replications one by one and tells what readings are made of, for whoever makes no mean of them. */
export async function eachReplication(
  experiment: Experiment,
  runHost: RunHost,
  { signal, each }: EachOptions,
): Promise<void> {
  const model = hostModel(experiment);
  const kinds = guestKinds(experiment);
  for (let index = 0; index < experiment.replications; index++) {
    const run = await runHost(model, replicationSeed(BigInt(experiment.seed), index), signal);
    signal?.throwIfAborted();
    const guests = run.guests.map((guest, g) => ({
      ...guestShares(guest, run.elapsed),
      measured: metersOf(kinds[g], guest, run.elapsed),
    }));
    each?.({ host: processorShares(experiment, run), guests }, index);
  }
}
