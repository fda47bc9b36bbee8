import type { ExperimentInput } from '../dispatch/experiment';
import { KERNEL_LIMITS } from '../engine/dispatch/host';
import type { PlacedGuest } from '../dispatch/of-host';
import { experimentOfGuest, experimentOfHost } from '../dispatch/of-host';
import type { Profile } from '../overhead/profiles';
import type { PlannedHost } from '../placement/answer';

/** Most of a host that is simulated as taken by scheduling: nothing would be left to run guests. */
export const MOST_HOUSEKEEPING = 0.9;

/** Virtual processors of a guest by its name; undefined where nobody said. */
export type CoresOf = (guest: string) => number | undefined;

/** When a host is looked at: what binds it, else when its processors are fullest. */
export function bindingSlot({ binding, load }: PlannedHost): number {
  return binding.slot ?? fullestSlot(load.cpu ?? new Float32Array(1));
}

/** The slot with the highest load. */
export function fullestSlot(load: Float32Array): number {
  return load.reduce((most, v, t) => (v > load[most] ? t : most), 0);
}

/**
 * Processors as which a host is simulated: as many as do its work. Where two threads share a core, both together do a
 * little more than one core does, and a host of 32 cores is one of 40 processors (with what a second thread is taken to add).
 */
export function processorsOf({ kind, capacity }: Pick<PlannedHost, 'kind' | 'capacity'>): number {
  return Math.max(kind.cores, Math.round((capacity.cpu ?? 0) / kind.rating) || 0);
}

/**
 * The experiment for one planned host at one moment: its guests with their loads, under the profile's way of
 * dispatching; null where nothing is known of its processors, or there are too many.
 * @param scheduling processors that each guest costs its host by the plan: the simulation's housekeeping
 */
export function experimentOf(
  host: PlannedHost,
  coresOf: CoresOf,
  profile: Profile,
  slot: number,
  scheduling: number,
  change: Partial<ExperimentInput> = {},
): ExperimentInput | null {
  const guests = placedGuests(host, coresOf, slot);
  if (!guests) return null;
  const processors = processorsOf(host);
  const housekeeping = Math.min(scheduling, 1, (MOST_HOUSEKEEPING * processors) / guests.length);
  return experimentOfHost(processors, guests, {
    ...dispatchOf(profile),
    ...(housekeeping > 0 ? { housekeeping } : {}),
    ...change,
  });
}

/** The same host as one of its guests sees it on one processor: the experiment of the Meter view. */
export function meterExperimentOf(
  host: PlannedHost,
  guest: string,
  coresOf: CoresOf,
  profile: Profile,
  slot: number,
): ExperimentInput | null {
  const guests = placedGuests(host, coresOf, slot);
  if (!guests || !guests.some(({ name }) => name === guest)) return null;
  return experimentOfGuest(processorsOf(host), guests, guest, { sliceMs: profile.dispatch.slice.likely });
}

/** A host's guests with their loads at a moment; null where nothing is known of its processors, or there are too many. */
export function placedGuests(host: PlannedHost, coresOf: CoresOf, slot: number): PlacedGuest[] | null {
  const { rating } = host.kind;
  const processors = processorsOf(host);
  if (!host.load.cpu || host.guests.length === 0 || processors > KERNEL_LIMITS.processors) return null;
  return host.guests.map((name, i) => {
    const vcpus = Math.min(coresOf(name) ?? 1, processors);
    const series = host.processorByGuest[i];
    const value = series[Math.min(slot, series.length - 1)] || 0;
    return { name, vcpus, busy: Math.min(vcpus, value / rating) };
  });
}

function dispatchOf({ dispatch: { policy, slice, idleCheckMs } }: Profile): Partial<ExperimentInput> {
  return {
    policy,
    sliceMs: slice.likely,
    ...(idleCheckMs === null ? {} : { idle: { detect: 'poll', checkMs: idleCheckMs, probability: 1 } }),
  };
}
