import type { Experiment } from '../../dispatch/experiment';
import { busyTheory, meanDelayTheory, overheadTheory, readyTheory, type Theory } from '../../dispatch/theory';

/** The closed form of each figure of a sweep at one point; null where none is known. */
export interface SweepTheory {
  readonly ready: Theory | null;
  readonly delay: Theory | null;
  readonly busy: Theory | null;
  readonly overhead: Theory | null;
}

/** @param guest the kind of guest that is looked at, by its place in the experiment */
export function sweepTheory(experiment: Experiment, guest: number): SweepTheory {
  const first = experiment.guests.slice(0, guest).reduce((sum, { count }) => sum + count, 0);
  return {
    ready: readyTheory(experiment, first),
    delay: meanDelayTheory(experiment, first),
    busy: busyTheory(experiment),
    overhead: overheadTheory(experiment),
  };
}
