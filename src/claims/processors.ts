import type { ExperimentInput } from '../dispatch/experiment';

/** Guests on processors of their own, each a thread that never waits, with work of the given kinds. */
export function apart(
  kinds: readonly { name: string; share: number; f: number; k: number }[],
): ExperimentInput {
  return {
    processors: kinds.length,
    policy: 'round-robin',
    guests: kinds.map(({ name, ...privileged }) => ({
      name,
      threads: [{ burst: { kind: 'exponential', meanMs: 2 }, wait: { kind: 'never' }, privileged }],
    })),
    durationS: 60,
    warmupS: 5,
  };
}
