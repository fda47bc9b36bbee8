import type { ExperimentInput } from '../dispatch/experiment';
import { hogs } from '../dispatch/hosts';
import type { ClockInput, GuestInput } from '../sampling/watched';

/** The thread of the watched guest, ms. */
export const WATCHED = { burstMs: 5, waitMs: 15 } as const;

const LOAD = {
  burst: { kind: 'exponential', meanMs: WATCHED.burstMs },
  wait: { kind: 'exponential', meanMs: WATCHED.waitMs },
} as const;

/** The watched guest on one processor, with neighbours that never wait. */
export function beside(
  neighbours: number,
  change: Partial<ExperimentInput> = {},
  clock: ClockInput = {},
): ExperimentInput {
  const watched: GuestInput = { name: 'watched', threads: [LOAD], clock };
  const others = neighbours > 0 ? [hogs(neighbours)] : [];
  return {
    processors: 1,
    policy: 'round-robin',
    guests: [watched, ...others],
    durationS: 60,
    warmupS: 5,
    ...change,
  };
}
