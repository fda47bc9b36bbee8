import { InputError } from '../estate/finding';
import type { Resource } from '../estate/resource';
import { largest, nearestRank } from '../estate/statistics';
import type { FoldProblem } from '../engine/packing/problem';
import { LARGEST } from '../engine/packing/problem';
import type { FoldModel, Item } from './model';
import { objectiveOf } from './objective';
import type { Policy } from './options';

/** Quotients closer than this to an integer are that integer: one millionth of the fold's unit. */
const SLACK = 1e-6;

/** Demand in the fold's integer units, rounded up once. */
export function unitsUp(value: number, resource: Resource): number {
  return Math.ceil(value / resource.quantum - SLACK);
}

/** Room in the fold's integer units, rounded down once; what is not limited becomes the largest number allowed. */
export function unitsDown(value: number, resource: Resource): number {
  return value === Infinity ? LARGEST : Math.max(0, Math.floor(value / resource.quantum + SLACK));
}

/** One value of a series that stands for it when time does not count. */
export function staticValue(series: Float64Array, policy: Policy): number {
  if (policy !== 'sum-of-p95' || series.length === 1) return largest(series);
  return nearestRank(Float64Array.from(series).sort(), 0.95);
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
      const pages = shared >= 0 && image ? Math.floor(shareable) : 0;
      if (pages > 0) {
        const id = images.of(image);
        largest.set(id, Math.max(largest.get(id) ?? 0, pages));
      }
      resources.forEach((resource, d) => {
        const own = series[resource.id];
        if (!own) return;
        if (d === cpu && guest.facts.dedicated) return;
        const at = i * rows + rowStart[d];
        const length = rowStart[d + 1] - rowStart[d];
        const less = d === shared ? pages : 0;
        const add = (row: number, value: number): void => {
          const sum = demand[row] + checked(unitsUp(value, resource), guest.name, resource) - less;
          if (sum > LARGEST)
            throw tooMuch(
              item.guests.map((each) => estate.guests[each].name),
              sum,
              resource,
            );
          demand[row] = sum;
        };
        if (length === 1) add(at, staticValue(own, policy));
        else {
          const step = own.length === 1 ? 0 : 1;
          for (let t = 0; t < length; t++) add(at + t, own[t * step]);
        }
      });
      if (guest.facts.dedicated) coreCount[i] += guest.facts.cores;
      for (const word of guest.facts.apart.split(';')) if (word.trim()) words.add(apart.of(word.trim()));
      const kind = guest.facts.host ? options.hosts.findIndex((h) => h.name === guest.facts.host) : -1;
      if (kind >= 0) onlyKind[i] = kind;
    }
    for (const [id, size] of largest) {
      imageId.push(id);
      imageSize.push(size);
    }
    imageStart[i + 1] = imageId.length;
    apartId.push(...words);
    apartStart[i + 1] = apartId.length;
  });

  const per = (pick: 'room' | 'perGuest' | 'perCore') =>
    Int32Array.from(
      rooms.flatMap((kind) =>
        resources.map((resource, d) =>
          pick === 'room'
            ? unitsDown(kind[d].ceiling - kind[d].fixed, resource)
            : unitsUp(kind[d][pick], resource),
        ),
      ),
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
    capacity: per('room'),
    perGuest: per('perGuest'),
    perCore: per('perCore'),
    kindCount: Int32Array.from(options.hosts, (h) => h.count ?? -1),
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

function checked(units: number, guest: string, resource: Resource): number {
  if (units >= 0 && units <= LARGEST) return units;
  throw tooMuch([guest], units, resource);
}

function tooMuch(guests: readonly string[], units: number, { label, unit, quantum }: Resource): InputError {
  const alone = guests.length === 1;
  return new InputError(
    guests.join(', '),
    `${label} of ${(units * quantum).toPrecision(3)} ${unit}${alone ? '' : ' together'}; expected at most ${(LARGEST * quantum).toPrecision(3)}.`,
    `Check the unit of ${alone ? 'its' : 'their'} figures.`,
  );
}

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
