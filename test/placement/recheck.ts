import type { Estate } from '../../src/estate/estate';
import type { Guest } from '../../src/estate/guest';
import { demandOf } from '../../src/overhead/demand';
import { PROFILES, parametersOf } from '../../src/overhead/profiles';
import { roomOf } from '../../src/overhead/reserve';
import type { FoldAnswer } from '../../src/placement/answer';
import type { FoldOptions } from '../../src/placement/options';

/**
 * Adds every plan up again, slowly and on its own, in the resources' own units: capacity, ceiling, fixed and per-guest
 * overheads, dedicated processors, shared pages, groups, inventory; each guest in one place.
 * @returns what is wrong, in words
 */
export function recheck(estate: Estate, options: FoldOptions, answer: FoldAnswer): string[] {
  const wrong: string[] = [];
  const profile = PROFILES[options.profile];
  const parameters = parametersOf(profile, options.overrides);
  const context = {
    target: parameters,
    memoryTable: profile.memoryTable,
    unshared: profile.wholeCores
      ? parameters.threadYield *
        Math.max(...options.hosts.map((h) => Math.max(0, (h.threads ?? h.cores) / h.cores - 1)))
      : 0,
    rating: options.hosts[0].rating,
    slots: estate.grid.slots,
    oneImage: profile.oneImage,
    wholeMemory: profile.wholeMemory,
  };
  const presentOf = ({ facts }: Guest) => {
    const name = facts.present || options.present;
    if (name === '' || profile.id === 'bare') return null;
    return name === profile.id ? parameters : parametersOf(PROFILES[name]);
  };
  const guests = new Map(
    estate.guests.map((g) => [
      g.name,
      { guest: g, demand: demandOf(g, { ...context, present: presentOf(g) }) },
    ]),
  );

  const places = [
    ...answer.hosts.flatMap((h) => h.guests),
    ...answer.native.map((n) => n.guest),
    ...answer.unplaced.map((n) => n.guest),
  ].sort();
  const all = [...guests.keys()].sort();
  if (JSON.stringify(places) !== JSON.stringify(all)) wrong.push('not every guest is in exactly one place');

  const used = new Map<string, number>();
  for (const host of answer.hosts) {
    used.set(host.kind.name, (used.get(host.kind.name) ?? 0) + 1);
    const here = host.guests.map((name) => guests.get(name)!);
    const words = here.flatMap(({ guest }) =>
      [...new Set(guest.facts.apart.split(';').map((w) => w.trim()))].filter(Boolean),
    );
    if (new Set(words).size !== words.length) wrong.push(`${host.name} holds guests to be kept apart`);
    for (const { guest } of here) {
      const wanted = options.hosts.some((h) => h.name === guest.facts.host);
      if (wanted && guest.facts.host !== host.kind.name)
        wrong.push(`${guest.name} is on the wrong kind of host`);
      if (guest.facts.native) wrong.push(`${guest.name} was to stay native`);
    }
    for (const { id } of answer.resources) {
      const room = roomOf(host.kind, id, parameters, options.ceilings);
      for (let t = 0; t < estate.grid.slots; t++) {
        let sum = room.fixed + here.length * room.perGuest;
        const images = new Map<string, number[]>();
        for (const { guest, demand } of here) {
          if (id === 'cpu' && guest.facts.dedicated) {
            sum += guest.facts.cores * room.perCore;
            continue;
          }
          const series = demand.series[id];
          if (!series) continue;
          if (options.policy === 'peak-of-sums') sum += series.length === 1 ? series[0] : series[t];
          else if (options.policy === 'sum-of-peaks') sum += Math.max(...series);
          else sum += [...series].sort((a, b) => a - b)[Math.ceil(0.95 * series.length) - 1];
          if (id === 'memory' && demand.image) {
            images.set(demand.image, [...(images.get(demand.image) ?? []), Math.floor(demand.shareable)]);
          }
        }
        for (const pages of images.values()) sum -= pages.reduce((a, b) => a + b, 0) - Math.max(...pages);
        if (sum > room.ceiling * (1 + 1e-9) + 1e-4) {
          wrong.push(`${host.name}: ${id} of ${sum} in slot ${t} passes ${room.ceiling}`);
          break;
        }
      }
    }
  }
  for (const kind of options.hosts) {
    if (kind.count !== null && (used.get(kind.name) ?? 0) > kind.count)
      wrong.push(`more hosts ${kind.name} than there are`);
  }
  const together = new Map<string, Set<string>>();
  for (const { guest } of guests.values()) {
    const word = guest.facts.together;
    const host = answer.hosts.find((h) => h.guests.includes(guest.name));
    if (word && host) together.set(word, (together.get(word) ?? new Set()).add(host.name));
  }
  for (const [word, hosts] of together)
    if (hosts.size > 1) wrong.push(`group ${word} is on ${hosts.size} hosts`);
  const value = answer.objective === 'cost' ? answer.cost! : answer.hostCount;
  if (value < answer.lowerBound - 1e-6 && answer.unplaced.length === 0)
    wrong.push('less than the bound, which nothing can be');
  return wrong;
}
