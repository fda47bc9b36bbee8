import type { Estate } from '../estate/estate';
import type { Figure } from '../dispatch/figure';
import { parseExperiment } from '../dispatch/experiment';
import type { ExperimentInput } from '../dispatch/experiment';
import { ASSUMED_BURST_MS, experimentOfHost } from '../dispatch/of-host';
import { runExperiment } from '../dispatch/run';
import type { RunHost } from '../dispatch/run';
import type { Profile } from '../overhead/profiles';
import { PROFILES } from '../overhead/profiles';
import type { FoldAnswer, PlannedHost } from '../placement/answer';

/** A planned host simulated at its fullest moment. */
export interface Flight {
  /** Index into the plan's hosts. */
  readonly host: number;
  readonly busy: Figure;
  readonly guests: readonly {
    readonly guest: string;
    readonly ready: Figure;
    readonly interruptDelayMs: { readonly mean: Figure; readonly p95: Figure };
    /** Mean time to finish a burst, over its length. */
    readonly slowdown: number;
    /** What the guest's own meter would show. */
    readonly measured: { readonly processor: Figure; readonly error: Figure };
  }[];
  readonly verdict: 'good' | 'poor';
  readonly why: string;
}

/** A guest that waits for more than this share of the time in which it wants a processor is poorly served (assumption). */
const MUCH_WAITING = 0.25;
const REPLICATIONS = 10;
/** The simulation's own limits on one host. */
const MOST_PROCESSORS = 256;

/** The experiment for one planned host at the moment when its processors are fullest; null where nothing is known. */
export function experimentOf(
  host: PlannedHost,
  estate: Estate,
  profile: Profile,
  seed: number,
): ExperimentInput | null {
  const load = host.load.cpu;
  if (!load || host.guests.length === 0 || host.kind.cores > MOST_PROCESSORS) return null;
  const slot = load.reduce((most, v, t) => (v > load[most] ? t : most), 0);
  const facts = new Map(estate.guests.map((g) => [g.name, g.facts]));
  const guests = host.guests.map((name, i) => {
    const vcpus = Math.min(facts.get(name)?.cores ?? 1, host.kind.cores);
    return { name, vcpus, busy: Math.min(vcpus, host.processorByGuest[i][slot] / host.kind.rating) };
  });
  const { policy, sliceMs, idleCheckMs } = profile.dispatch;
  return {
    ...experimentOfHost(host.kind.cores, guests, {
      policy,
      sliceMs,
      ...(idleCheckMs === null ? {} : { idle: { detect: 'poll', checkMs: idleCheckMs, probability: 1 } }),
      replications: REPLICATIONS,
      seed,
    }),
  };
}

/** Simulates every host of a plan at its fullest moment, bursts being assumed. */
export async function fly(
  answer: FoldAnswer,
  estate: Estate,
  runHost: RunHost,
  { seed = 1, signal }: { seed?: number; signal?: AbortSignal } = {},
): Promise<Flight[]> {
  const flights: Flight[] = [];
  for (const [index, host] of answer.hosts.entries()) {
    const experiment = experimentOf(host, estate, PROFILES[answer.profile], seed);
    if (!experiment || signal?.aborted) continue;
    const flown = await runExperiment(parseExperiment(experiment), runHost, { signal });
    const guests = flown.guests.map((g) => ({
      guest: g.name,
      ready: g.ready,
      interruptDelayMs: { mean: g.interruptDelayMs.mean, p95: g.interruptDelayMs.p95 },
      slowdown: g.responseMs.mean / ASSUMED_BURST_MS,
      measured: { processor: g.measured.processor, error: g.measured.error },
    }));
    const waiting = flown.guests.map((g) => g.ready.mean / Math.max(1e-9, g.used.mean + g.ready.mean));
    const worst = waiting.reduce((most, v, g) => (v > waiting[most] ? g : most), 0);
    const poor = waiting[worst] > MUCH_WAITING;
    flights.push({
      host: index,
      busy: flown.host.busy,
      guests,
      verdict: poor ? 'poor' : 'good',
      why: `${guests[worst].guest} waits longest: for ${(100 * waiting[worst]).toFixed(0)} % of the time in which it wants a processor, at the host's fullest moment${poor ? `; more than ${100 * MUCH_WAITING} % is poor` : ''} (bursts of ${ASSUMED_BURST_MS} ms are assumed).`,
    });
  }
  return flights;
}
