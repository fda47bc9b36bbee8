import type { ExperimentInput } from '../dispatch/experiment';

export type GuestInput = ExperimentInput['guests'][number];
export type ClockInput = NonNullable<GuestInput['clock']>;

/** The guest whose meters are watched, where it works and waits for times that never vary, from the start of the run. */
export function clockwork(burstMs: number, waitMs: number, clock: ClockInput): GuestInput {
  return {
    name: 'watched',
    threads: [
      {
        burst: { kind: 'constant', meanMs: burstMs },
        wait: { kind: 'constant', meanMs: waitMs },
        start: 'burst',
      },
    ],
    clock,
  };
}
