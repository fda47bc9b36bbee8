import type { Estate } from '../../estate/estate';
import type { ResourceId } from '../../estate/resource';
import { demandOf, type GuestDemand } from '../../overhead/demand';
import { PROFILES, parametersOf } from '../../overhead/profiles';
import type { FoldAnswer } from '../../placement/answer';
import type { Scenario } from '../../scenario/scenario';
import type { LoadOf } from './hosts/host-card';

/**
 * Looks up what each guest asks of its host, for the pictures: the processor from the plan itself, other resources
 * worked out when a picture first needs them.
 */
export function loadsOf(estate: Estate, scenario: Scenario, answer: FoldAnswer): LoadOf {
  const processors = new Map<string, Float32Array>();
  for (const host of answer.hosts)
    host.guests.forEach((name, k) => processors.set(name, host.processorByGuest[k]));
  const guests = new Map(estate.guests.map((guest) => [guest.name, guest]));
  const demands = new Map<string, GuestDemand>();
  const kept = new Map<string, Float32Array>();
  const profile = PROFILES[scenario.profile];
  const context = {
    target: parametersOf(profile, scenario.overrides),
    present: parametersOf(PROFILES[scenario.present]),
    rating: scenario.hosts[0].rating,
    slots: estate.grid.slots,
    oneImage: profile.oneImage,
    wholeMemory: profile.wholeMemory,
  };
  return (name: string, resource: ResourceId): Float32Array | undefined => {
    if (resource === 'cpu') return processors.get(name);
    const key = `${resource} ${name}`;
    const known = kept.get(key);
    if (known) return known;
    const guest = guests.get(name);
    if (!guest) return undefined;
    let demand = demands.get(name);
    if (!demand) demands.set(name, (demand = demandOf(guest, context)));
    const series = demand.series[resource];
    if (!series) return undefined;
    const load = Float32Array.from(series);
    kept.set(key, load);
    return load;
  };
}
