import type { Experiment, ExperimentInput, Thread } from '../../dispatch/experiment';

/**
 * An experiment with what was left out filled in, for figures: theirs are written here and checked by a test, and the
 * schema that checks everybody's is nearly as large as a figure. The same test holds these defaults to that schema.
 */
export function completed(input: ExperimentInput): Experiment {
  return {
    sliceMs: 50,
    slots: 'yield',
    boost: false,
    skewMs: 3,
    switchUs: 0,
    housekeeping: 0,
    interruptUs: 0,
    timerUs: 0,
    devices: [],
    warmupS: 10,
    replications: 30,
    seed: 1,
    ...input,
    idle: { detect: 'halt', checkMs: 1.5, probability: 1, ...input.idle },
    guests: input.guests.map((guest, g) => ({
      name: `guest ${g + 1}`,
      count: 1,
      vcpus: 1,
      weight: 1,
      cap: 1,
      dedicated: false,
      affinity: [],
      interruptUs: 0,
      dpcUs: 0,
      ...guest,
      threads: guest.threads!.map((thread) => ({
        vcpu: 0,
        start: 'stationary',
        process: 'app',
        ...thread,
        privileged: { share: 0, f: 0, k: 1, ...thread.privileged },
        ...(thread.arrivals ? { arrivals: { kind: 'poisson', ...thread.arrivals } } : {}),
      })) as readonly Thread[],
      clock: {
        tickMs: 15.625,
        phase: 'random',
        delivery: 'burst',
        rate: 2,
        giveUpS: 60,
        lose: 0,
        tsc: 'real',
        tscReadUs: 0,
        order: 'thread-first',
        idleTick: 'free',
        denominator: 'synced',
        ...guest.clock,
      },
    })),
  } as Experiment;
}
