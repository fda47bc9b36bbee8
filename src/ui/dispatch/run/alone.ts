import type { Experiment, ExperimentGuest } from '../../../dispatch/experiment';

/** Replications that are enough for a mark beside a bar. */
const REPLICATIONS = 10;

/**
 * What a guest of this kind does on a host of its own, with nobody to wait for: a processor for each vCPU, the same
 * devices, idle seen at once, nothing lost. Its figures are what it wants.
 */
export function aloneExperiment(experiment: Experiment, guest: ExperimentGuest): Experiment {
  return {
    ...experiment,
    processors: guest.vcpus,
    policy: 'when-ready',
    sliceMs: 'never',
    slots: 'yield',
    idle: { detect: 'halt', checkMs: experiment.idle.checkMs, probability: 1 },
    switchUs: 0,
    housekeeping: 0,
    interruptUs: 0,
    timerUs: 0,
    guests: [
      { ...guest, name: 'alone', count: 1, cap: 1, dedicated: false, affinity: [], sliceMs: undefined },
    ],
    replications: Math.min(REPLICATIONS, experiment.replications),
  };
}
