import type { RunHost } from '../../dispatch/run';
import { KERNEL_LIMITS } from '../../engine/dispatch/host';
import type { Facts } from '../../estate/guest';
import type { Profile } from '../../overhead/profiles';
import type { PlannedHost } from '../../placement/answer';
import { MOST_HOUSEKEEPING, placedGuests, processorsOf } from '../host-experiment';
import type { Cockpit } from './host-model';

/** What all hosts of a plan have in common. */
export interface FlightPlan {
  readonly factsOf: (guest: string) => Pick<Facts, 'cores' | 'dedicated'> | undefined;
  readonly profile: Profile;
  /** Processors that each guest costs its host. */
  readonly scheduling: number;
  readonly seed: number;
  readonly runHost: RunHost;
}

/** Why a host cannot be simulated; null where it can. */
export function whyNotFlown(host: PlannedHost, plan: FlightPlan): string | null {
  const processors = processorsOf(host);
  if (!host.load.cpu || host.guests.length === 0) return 'nothing is known of how busy its processors are';
  if (processors > KERNEL_LIMITS.processors)
    return `it has ${processors} processors, and ${KERNEL_LIMITS.processors} can be simulated`;
  const vcpus = vcpusOf(host, plan);
  return vcpus > KERNEL_LIMITS.vcpus
    ? `its guests have ${vcpus} virtual processors, and ${KERNEL_LIMITS.vcpus} can be simulated`
    : null;
}

/** Virtual processors of a host's guests. */
export const vcpusOf = ({ guests }: PlannedHost, { factsOf }: FlightPlan): number =>
  guests.reduce((sum, guest) => sum + (factsOf(guest)?.cores ?? 1), 0);

/** The host at one moment: what the fold charges beyond its guests' own load is taken evenly. */
export function cockpitOf(
  host: PlannedHost,
  slot: number,
  { factsOf, profile, scheduling }: FlightPlan,
): Cockpit {
  const processors = processorsOf(host);
  const placed = placedGuests(host, (guest) => factsOf(guest)?.cores, slot)!;
  const own = placed.filter(({ name }) => factsOf(name)?.dedicated);
  const taken = own.reduce((sum, { vcpus }) => sum + vcpus, 0);
  // Where they would leave nothing to others, they share.
  const apart = taken < processors || own.length === placed.length;
  const guests = placed.map((guest) => ({
    ...guest,
    dedicated: apart && taken <= processors && (factsOf(guest.name)?.dedicated ?? false),
  }));
  const asked = host.processorByGuest.reduce((sum, series, g) => {
    const at = series[Math.min(slot, series.length - 1)] || 0;
    return sum + (factsOf(host.guests[g])?.dedicated ? 0 : at);
  }, 0);
  const core = host.capacity.cpu! / host.kind.cores;
  const beside = (host.load.cpu![slot] - asked - taken * core) / host.kind.rating;
  const each = Math.max(scheduling, beside / placed.length, 0);
  const housekeeping = Math.min(each, 1, (MOST_HOUSEKEEPING * processors) / placed.length);
  return { processors, guests, housekeeping, dispatch: profile.dispatch };
}
