import type { ExperimentInput } from './experiment';

/** A guest of a planned host, at one moment. */
export interface PlacedGuest {
  readonly name: string;
  /** Virtual processors. */
  readonly vcpus: number;
  /** Processors' worth of work that it asks for at that moment, of the host's own kind. */
  readonly busy: number;
}

/** Mean length of a burst when nobody measured it, ms: short beside a slice, as interactive work is. An assumption. */
export const ASSUMED_BURST_MS = 5;

/** From this share of a vCPU on, a thread counts as one that never waits. */
const SATURATED = 0.995;

/**
 * The experiment for one host of a plan at one moment: each guest works on all its vCPUs alike, in exponential bursts
 * and waits that make up its load. How long bursts are is not in counters and is assumed.
 * @param processors of the host
 * @param change anything else that is known, the policy for one
 * @throws RangeError without guests: an experiment has at least one
 */
export function experimentOfHost(
  processors: number,
  guests: readonly PlacedGuest[],
  change: Partial<ExperimentInput> = {},
): ExperimentInput {
  if (guests.length === 0) throw new RangeError('a host without guests has nothing to dispatch');
  return {
    processors,
    policy: 'round-robin',
    durationS: 60,
    warmupS: 5,
    ...change,
    guests: guests.map(({ name, vcpus, busy }) => ({
      name,
      vcpus,
      threads: busy > 0 ? threads(vcpus, busy / vcpus) : [],
    })),
  };
}

function threads(vcpus: number, share: number): NonNullable<ExperimentInput['guests'][number]['threads']> {
  const wait =
    share >= SATURATED
      ? ({ kind: 'never' } as const)
      : ({
          kind: 'exponential',
          meanMs: Number(((ASSUMED_BURST_MS * (1 - share)) / share).toPrecision(4)),
        } as const);
  return Array.from({ length: vcpus }, (_, vcpu) => ({
    vcpu,
    burst: { kind: 'exponential', meanMs: ASSUMED_BURST_MS } as const,
    wait,
  }));
}
