import type { ExperimentInput } from '../dispatch/experiment';
import type { PlacedGuest } from '../dispatch/of-host';
import { experimentOfGuest, experimentOfHost } from '../dispatch/of-host';
import type { Profile } from '../overhead/profiles';
import type { PlannedHost } from '../placement/answer';

/** The simulation's own limits on one host. */
const MOST_PROCESSORS = 256;
/** Most of a host that is simulated as taken by scheduling: nothing would be left to run guests. */
const MOST_HOUSEKEEPING = 0.9;

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
  const { cores } = host.kind;
  const housekeeping = Math.min(scheduling, 1, (MOST_HOUSEKEEPING * cores) / guests.length);
  return experimentOfHost(cores, guests, {
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
  return experimentOfGuest(host.kind.cores, guests, guest, { sliceMs: profile.dispatch.slice.likely });
}

function placedGuests(host: PlannedHost, coresOf: CoresOf, slot: number): PlacedGuest[] | null {
  const { cores, rating } = host.kind;
  if (!host.load.cpu || host.guests.length === 0 || cores > MOST_PROCESSORS) return null;
  return host.guests.map((name, i) => {
    const vcpus = Math.min(coresOf(name) ?? 1, cores);
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
