import type { Estate } from '../estate/estate';
import type { Guest } from '../estate/guest';
import type { Resource } from '../estate/resource';
import { largest, nearestRank } from '../estate/statistics';
import type { FoldProblem } from '../engine/packing/problem';
import type { HostSpec } from '../overhead/host';
import type { Room } from '../overhead/reserve';
import type { FoldModel, Item } from './model';
import { objectiveOf } from './objective';
import type { Policy } from './options';
import { countUnits, demandUnits, overheadUnits, roomUnits, sumOfUnits } from './units';

/** One value of a series that stands for it when time does not count. @param gaps by slot: 1 where it says nothing */
export function staticValue(series: Float64Array, policy: Policy, gaps: Uint8Array | null = null): number {
  if (policy !== 'sum-of-p95' || series.length === 1) return largest(series);
  const measured = gaps ? series.filter((_, t) => !gaps[t]) : Float64Array.from(series);
  return nearestRank(measured.sort(), 0.95);
}

/** The model as integers under one policy. `items` may be a subset of the model's. */
export function problemOf(
  model: FoldModel,
  policy: Policy,
  items: readonly Item[] = model.items,
): FoldProblem {
  const { resources, estate, demands, rooms, options } = model;
  const timed = policy === 'peak-of-sums';
  const rowStart = new Int32Array(resources.length + 1);
  resources.forEach((r, d) => {
    rowStart[d + 1] = rowStart[d] + (timed && r.folds === 'sum' ? estate.grid.slots : 1);
  });
  const rows = rowStart[resources.length];
  const shared = resources.findIndex((r) => r.id === 'memory');
  const cpu = resources.findIndex((r) => r.id === 'cpu');

  const demand = new Int32Array(items.length * rows);
  const coreCount = new Int32Array(items.length);
  const images = numbering();
  const apart = numbering();
  const imageStart = new Int32Array(items.length + 1);
  const imageId: number[] = [];
  const imageSize: number[] = [];
  const apartStart = new Int32Array(items.length + 1);
  const apartId: number[] = [];
  const onlyKind = new Int32Array(items.length).fill(-1);

  items.forEach((item, i) => {
    const largest = new Map<number, number>();
    const words = new Set<number>();
    for (const g of item.guests) {
      const guest = estate.guests[g];
      const { series, shareable, image } = demands[g];
      const pages = shared >= 0 ? Math.floor(shareable) : 0;
      if (pages > 0) {
        const id = images.of(image);
        largest.set(id, Math.max(largest.get(id) ?? 0, pages));
      }
      for (let d = 0; d < resources.length; d++) {
        const own = series[resources[d].id];
        if (!own || (d === cpu && guest.facts.dedicated)) continue;
        const [from, to] = [i * rows + rowStart[d], i * rows + rowStart[d + 1]];
        const values = to - from === 1 ? Float64Array.of(staticValue(own, policy, model.gaps)) : own;
        const asked = { values, resource: resources[d], less: d === shared ? pages : 0 };
        addUnits(demand, from, to, asked, estate, item, guest);
      }
      if (guest.facts.dedicated) coreCount[i] += guest.facts.cores;
      for (const word of guest.facts.apart.split(';')) if (word.trim()) words.add(apart.of(word.trim()));
      const kind = guest.facts.host ? options.hosts.findIndex((h) => h.name === guest.facts.host) : -1;
      if (kind >= 0) onlyKind[i] = kind;
    }
    let held = 0;
    for (const [id, size] of largest) {
      imageId.push(id);
      imageSize.push(size);
      held += size;
    }
    // Pages that nobody else has become demand again.
    for (let r = held > 0 ? rowStart[shared] : rows; r < rowStart[shared + 1]; r++)
      sumOfUnits(demand[i * rows + r] + held, resources[shared], () => namesOf(item, estate));
    imageStart[i + 1] = imageId.length;
    apartId.push(...words);
    apartStart[i + 1] = apartId.length;
  });

  const per = (units: (room: Room, resource: Resource, host: HostSpec) => number) =>
    Int32Array.from(
      rooms.flatMap((kind, j) => resources.map((resource, d) => units(kind[d], resource, options.hosts[j]))),
    );
  return {
    items: items.length,
    resources: resources.length,
    rowStart,
    demand,
    guestCount: Int32Array.from(items, (item) => item.guests.length),
    coreCount,
    onlyKind,
    kinds: options.hosts.length,
    capacity: per((room, resource, host) => roomUnits(room.ceiling - room.fixed, resource, host)),
    perGuest: per((room, resource, host) => overheadUnits(room.perGuest, resource, host)),
    perCore: per((room, resource, host) => overheadUnits(room.perCore, resource, host)),
    kindCount: Int32Array.from(options.hosts, countUnits),
    kindPrice: objectiveOf(options.hosts).prices,
    sharedResource: images.count() ? shared : -1,
    images: images.count(),
    imageStart,
    imageId: Int32Array.from(imageId),
    imageSize: Int32Array.from(imageSize),
    apartGroups: apart.count(),
    apartStart,
    apartId: Int32Array.from(apartId),
  };
}

/**
 * Adds what one guest asks, in whole units, to what its item asks in rows `from` to `to`.
 * @param asked values by row, or one value for all rows; of each, `less` units are not counted here
 */
function addUnits(
  demand: Int32Array,
  from: number,
  to: number,
  { values, resource, less }: { values: Float64Array; resource: Resource; less: number },
  estate: Estate,
  item: Item,
  guest: Guest,
): void {
  const step = values.length === 1 ? 0 : 1;
  for (let r = from; r < to; r++) {
    const units = demandUnits(values[(r - from) * step], resource, () => [guest.name]) - less;
    demand[r] = sumOfUnits(demand[r] + units, resource, () => namesOf(item, estate));
  }
}

const namesOf = ({ guests }: Item, estate: Estate) => guests.map((g) => estate.guests[g].name);

function numbering() {
  const ids = new Map<string, number>();
  return {
    of(word: string): number {
      let id = ids.get(word);
      if (id === undefined) ids.set(word, (id = ids.size));
      return id;
    },
    count: () => ids.size,
  };
}
