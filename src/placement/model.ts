import { LARGEST } from '../engine/packing/problem';
import { crowd } from '../estate/crowd';
import type { Estate } from '../estate/estate';
import type { Guest } from '../estate/guest';
import type { Finding } from '../estate/finding';
import type { Resource, ResourceId } from '../estate/resource';
import { RESOURCES } from '../estate/resource';
import { largest } from '../estate/statistics';
import { gapsOf } from '../estate/gaps';
import type { GuestDemand } from '../overhead/demand';
import { secondThreads } from '../overhead/capacity';
import { demandOf, hostFigures } from '../overhead/demand';
import { hostCalled } from '../overhead/host';
import type { OverheadParameters } from '../overhead/parameters';
import type { Profile } from '../overhead/profiles';
import { PROFILES, parametersOf } from '../overhead/profiles';
import type { Room } from '../overhead/reserve';
import { capacityOf, roomOf } from '../overhead/reserve';
import { factFindings } from './fact-findings';
import type { FoldOptions } from './options';
import { presentFindings, presentPlatforms } from './present';
import { barrierOf, refusalFindings, whyRefused, type Barrier, type Refused } from './refusal';

/** Guests placed as one: a guest alone, or a keep-together group. */
export interface Item {
  readonly guests: readonly number[];
}

/** The estate seen through a profile and a choice of hosts, in the resources' own units: what every policy folds. */
export interface FoldModel {
  readonly estate: Estate;
  readonly options: FoldOptions;
  readonly profile: Profile;
  readonly parameters: OverheadParameters;
  readonly resources: readonly Resource[];
  readonly ignored: readonly { resource: ResourceId; why: string }[];
  /** One for each guest of the estate. */
  readonly demands: readonly GuestDemand[];
  /** By slot: 1 where nothing was measured of any server. */
  readonly gaps: Uint8Array | null;
  readonly items: readonly Item[];
  /** rooms[kind][resource index] */
  readonly rooms: readonly (readonly Room[])[];
  readonly native: readonly { guest: string; why: string }[];
  readonly barrier: Barrier | null;
  readonly findings: readonly Finding[];
}

/** What the demand of every guest depends on. */
function contextOf(estate: Estate, options: FoldOptions) {
  const profile = PROFILES[options.profile];
  const parameters = parametersOf(profile, options.overrides);
  const platforms = presentPlatforms(options, profile, parameters);
  const context = {
    target: parameters,
    rating: options.hosts[0].rating,
    slots: estate.grid.slots,
    oneImage: profile.oneImage,
    wholeMemory: profile.wholeMemory,
    memoryTable: profile.memoryTable,
    gaps: gapsOf(estate),
    unshared: profile.wholeCores ? parameters.threadYield * Math.max(...options.hosts.map(secondThreads)) : 0,
  };
  const demand = (guest: Guest): GuestDemand => demandOf(guest, { ...context, present: platforms.of(guest) });
  return { profile, parameters, platforms, context, demand };
}

/** How one guest after the other is asked what it demands: for whoever pauses between them. */
export function demandUnder(estate: Estate, options: FoldOptions): (guest: Guest) => GuestDemand {
  return contextOf(estate, options).demand;
}

/**
 * Works out demand, room and who takes part.
 * @param known the demand of each guest, where it was worked out before
 */
export function modelOf(estate: Estate, options: FoldOptions, known?: readonly GuestDemand[]): FoldModel {
  const { profile, parameters, platforms, context, demand } = contextOf(estate, options);
  const demands = known ?? estate.guests.map(demand);
  const findings: Finding[] = [];
  const { resources, ignored } = activeResources(demands, options, parameters);
  findings.push(
    ...missingFindings(estate, demands, resources, options, parameters),
    ...presentFindings(estate, demands, context, platforms),
    ...factFindings(estate, demands, profile, parameters, options),
  );

  const native: Refused[] = [];
  const taking: number[] = [];
  estate.guests.forEach((guest, i) => {
    const why = whyRefused(guest, profile, demands[i]);
    if (why) native.push({ guest: guest.name, ...why });
    else taking.push(i);
  });
  findings.push(...refusalFindings(native, estate, profile));
  const rooms = options.hosts.map((host) =>
    resources.map((r) => roomOf(host, r.id, parameters, options.ceilings)),
  );
  return {
    estate,
    options,
    profile,
    parameters,
    resources,
    ignored,
    demands,
    gaps: context.gaps,
    items: groups(estate, taking),
    rooms,
    native: native.map(({ guest, why }) => ({ guest, why })),
    barrier: barrierOf(native, estate.guests.length, profile),
    findings,
  };
}

function activeResources(
  demands: readonly GuestDemand[],
  options: FoldOptions,
  parameters: OverheadParameters,
) {
  const resources: Resource[] = [];
  const ignored: { resource: ResourceId; why: string }[] = [];
  for (const resource of Object.values(RESOURCES)) {
    const { id } = resource;
    const reported = demands.some((d) => d.series[id]);
    const limited = options.hosts.some((h) => capacityOf(h, id, parameters) < Infinity);
    if (reported && limited) {
      // A level that is lent between guests is not the same at all times.
      const varies = demands.some((d) => (d.series[id]?.length ?? 1) > 1);
      resources.push(varies ? { ...resource, folds: 'sum' } : resource);
    } else if (!resource.rule) {
      if (limited) ignored.push({ resource: id, why: 'not in what was read' });
      else if (reported) ignored.push({ resource: id, why: 'not limited by the hosts' });
    }
  }
  return { resources, ignored };
}

function groups(estate: Estate, taking: readonly number[]): Item[] {
  const items: { guests: number[] }[] = [];
  const byWord = new Map<string, { guests: number[] }>();
  for (const i of taking) {
    const word = estate.guests[i].facts.together;
    const known = word ? byWord.get(word) : undefined;
    if (known) {
      known.guests.push(i);
      continue;
    }
    const item = { guests: [i] };
    items.push(item);
    if (word) byWord.set(word, item);
  }
  return items;
}

function missingFindings(
  estate: Estate,
  demands: readonly GuestDemand[],
  resources: readonly Resource[],
  options: FoldOptions,
  parameters: OverheadParameters,
): Finding[] {
  const findings: Finding[] = [];
  for (const resource of resources) {
    const without = estate.guests.filter((_, i) => !demands[i].series[resource.id]).map((g) => g.name);
    if (without.length === 0) continue;
    findings.push({
      level: 'warning',
      where: crowd(without),
      text: `No figures for ${resource.label}: counted as if ${without.length > 1 ? 'they' : 'it'} used none.`,
      fix: resource.id === 'memory' ? 'Type installed memory into the guest table.' : undefined,
    });
  }
  const names = new Set(options.hosts.map((h) => h.name));
  const elsewhere = estate.guests.filter((g) => g.facts.host && !names.has(g.facts.host));
  if (elsewhere.length) {
    findings.push({
      level: 'info',
      where: crowd(elsewhere.map((g) => g.name)),
      text: `Named for a host that is not among those to fold onto (${elsewhere[0].facts.host}): any host may take them.`,
    });
  }
  findings.push(
    ...ratingFindings(estate, options),
    ...boundlessFindings(demands, resources, options, parameters),
  );
  const rating = estate.guests.filter(
    (g, i) => g.facts.rating === null && demands[i].series.cpu && hostFigures(g.measures)?.unit !== 'GHz',
  );
  if (rating.length) {
    findings.push({
      level: 'guess',
      where: crowd(rating.map((g) => g.name)),
      text: `Speed of its processors not known: taken to be the host's ${options.hosts[0].rating} GHz.`,
      fix: 'Type the rating into the guest table.',
    });
  }
  return findings;
}

/** Ratings of one unit are not this far apart. */
const RATINGS_APART = 20;

/** Ratings of servers and hosts that hardly have one unit: the size alone cannot tell which is meant. */
function ratingFindings(estate: Estate, { hosts }: FoldOptions): Finding[] {
  const far = (rating: number) =>
    hosts.find((h) => Math.max(h.rating / rating, rating / h.rating) > RATINGS_APART);
  const odd = estate.guests.flatMap(({ name, facts: { rating } }) => {
    const host = rating === null ? undefined : far(rating);
    return rating === null || !host ? [] : [{ name, rating, host }];
  });
  if (odd.length === 0) return [];
  const { name, rating, host } = odd[0];
  return [
    {
      level: 'warning',
      where: crowd(odd.map((each) => each.name)),
      text: `The cores of ${name} are rated ${rating} and those of ${hostCalled(host.name)} ${host.rating}, more than ${RATINGS_APART}-fold apart: are both in one unit? They are taken as they stand.`,
      fix: 'Give both in GHz, or both by the same benchmark of one core; a column in MHz says so in its head.',
    },
  ];
}

/** What no host limits counts up to the largest number that the fold holds: said where servers together ask for more. */
function boundlessFindings(
  demands: readonly GuestDemand[],
  resources: readonly Resource[],
  { hosts }: FoldOptions,
  parameters: OverheadParameters,
): Finding[] {
  return resources.flatMap(({ id, label, unit, quantum }) => {
    const host = hosts.find((h) => capacityOf(h, id, parameters) === Infinity);
    const most = LARGEST * quantum;
    const all = demands.reduce((sum, { series }) => sum + largest(series[id] ?? NOTHING), 0);
    if (!host || all <= most) return [];
    const text = `${label} is not limited here; as much as ${Math.floor(most)} ${unit} is counted on one host.`;
    return [{ level: 'info', where: hostCalled(host.name), text }];
  });
}

const NOTHING = new Float64Array(0);
