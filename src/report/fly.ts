import type { Estate } from '../estate/estate';
import type { Figure } from '../dispatch/figure';
import { parseExperiment } from '../dispatch/parse';
import { ASSUMED_BURST_MS } from '../dispatch/of-host';
import { runExperiment } from '../dispatch/run';
import type { RunHost } from '../dispatch/run';
import { PROFILES } from '../overhead/profiles';
import type { FoldAnswer } from '../placement/answer';
import { experimentOf, fullestSlot } from './host-experiment';

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

/** Simulates every host of a plan at its fullest moment, bursts being assumed. */
export async function fly(
  answer: FoldAnswer,
  estate: Estate,
  runHost: RunHost,
  { seed = 1, signal }: { seed?: number; signal?: AbortSignal } = {},
): Promise<Flight[]> {
  const flights: Flight[] = [];
  const cores = new Map(estate.guests.map((g) => [g.name, g.facts.cores]));
  const coresOf = (guest: string) => cores.get(guest);
  for (const [index, host] of answer.hosts.entries()) {
    if (signal?.aborted) break;
    const slot = fullestSlot(host.load.cpu ?? new Float32Array(1));
    const change = { replications: REPLICATIONS, seed };
    const experiment = experimentOf(host, coresOf, PROFILES[answer.profile], slot, answer.scheduling, change);
    if (!experiment) continue;
    const flown = await runExperiment(parseExperiment(experiment), runHost, { signal }).catch(
      (error: unknown) => {
        if (signal?.aborted) return null;
        throw error;
      },
    );
    if (!flown) break;
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
