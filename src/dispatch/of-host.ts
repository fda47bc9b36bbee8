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

/** A guest that is watched has some load: one that never runs has no meter to speak of. */
const LEAST_SHARE = 0.001;

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

/**
 * The same host as one processor of a guest sees it, for the demonstration of its meter: the guest's own load, and as
 * many equal neighbours as there are virtual processors of others for each processor, with what those ask of it. A
 * simplification: on several processors a guest waits less. Neighbours have no names of their own.
 * @param name the guest that is watched; one of `guests`
 */
export function experimentOfGuest(
  processors: number,
  guests: readonly PlacedGuest[],
  name: string,
  change: Partial<ExperimentInput> = {},
): ExperimentInput {
  const watched = guests.find((guest) => guest.name === name);
  if (!watched) throw new RangeError(`no guest ${name} on this host`);
  const others = guests.filter((guest) => guest !== watched);
  const sum = (pick: (guest: PlacedGuest) => number) => others.reduce((all, each) => all + pick(each), 0);
  const count = others.length ? Math.max(1, Math.round(sum(({ vcpus }) => vcpus) / processors)) : 0;
  const share = count ? Math.min(1, sum(({ busy }) => busy) / processors / count) : 0;
  return {
    processors: 1,
    policy: 'round-robin',
    durationS: 60,
    warmupS: 1,
    replications: 200,
    ...change,
    guests: [
      { name, threads: threads(1, Math.max(LEAST_SHARE, watched.busy / watched.vcpus)) },
      ...(count && share > 0
        ? [{ name: 'neighbour', ...(count > 1 ? { count } : {}), threads: threads(1, share) }]
        : []),
    ],
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
