import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import { slotSaid } from '../estate/grid';
import type { FoldModel, Item } from './model';

/** A host that is empty, or as a plan has filled it. */
interface Place {
  readonly name: string;
  readonly kind: number;
  readonly items: readonly number[];
  /** Of each row, with what hosts and images add. */
  readonly used: Float64Array;
  /** Of each image the most pages that one item has brought. */
  readonly pages: ReadonlyMap<number, number>;
}

function placeOf(problem: FoldProblem, name: string, kind: number, items: readonly number[]): Place {
  const { rowStart, resources, imageStart, imageId, imageSize, demand } = problem;
  const rows = rowStart[resources];
  const used = new Float64Array(rows);
  const pages = new Map<number, number>();
  const place = { name, kind, items, used, pages };
  for (const i of items) {
    for (let d = 0; d < resources; d++) {
      const extra = extraOf(problem, place, i, d);
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++) used[r] += demand[i * rows + r] + extra;
    }
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++)
      pages.set(imageId[e], Math.max(pages.get(imageId[e]) ?? 0, imageSize[e]));
  }
  return place;
}

/** What item i takes of resource d on a place, in every slot, besides its own demand. */
function extraOf(problem: FoldProblem, { kind, pages }: Place, i: number, d: number): number {
  const { resources, guestCount, coreCount, perGuest, perCore, imageStart, imageId, imageSize } = problem;
  const cell = kind * resources + d;
  let extra = guestCount[i] * perGuest[cell] + coreCount[i] * perCore[cell];
  if (d === problem.sharedResource)
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++)
      extra += Math.max(0, imageSize[e] - (pages.get(imageId[e]) ?? 0));
  return extra;
}

/** Where an item asks most beyond what a place has left, as a share of all its room; 0 or less where it fits. */
function worstExcess(problem: FoldProblem, place: Place, i: number) {
  const { rowStart, resources, demand } = problem;
  const rows = rowStart[resources];
  let worst = { excess: -Infinity, resource: 0, row: 0, need: 0, room: 0 };
  for (let d = 0; d < resources; d++) {
    const extra = extraOf(problem, place, i, d);
    const capacity = problem.capacity[place.kind * resources + d];
    let row = rowStart[d];
    let most = -Infinity;
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      const used = demand[i * rows + r] + place.used[r];
      if (used > most) [most, row] = [used, r];
    }
    const need = demand[i * rows + row] + extra;
    const room = capacity - place.used[row];
    const excess = (need - room) / Math.max(1, capacity);
    if (excess > worst.excess) worst = { excess, resource: d, row, need, room };
  }
  return worst;
}

/** Of the items of a place one that item i is to be kept apart from; -1 for none. */
function enemyIn({ apartStart, apartId }: FoldProblem, { items }: Place, i: number): number {
  const words = (k: number) => apartId.subarray(apartStart[k], apartStart[k + 1]);
  const own = words(i);
  if (own.length === 0) return -1;
  return items.find((k) => words(k).some((word) => own.includes(word))) ?? -1;
}

/** Null where item i fits one of the places; else what it lacks on the one that comes closest. */
function whyNowhere(
  model: FoldModel,
  problem: FoldProblem,
  items: readonly Item[],
  i: number,
  places: readonly Place[],
): string | null {
  let closest = { excess: Infinity, text: 'no host of that name' };
  for (const place of places) {
    if (problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== place.kind) continue;
    const worst = worstExcess(problem, place, i);
    const enemy = worst.excess <= 0 ? enemyIn(problem, place, i) : -1;
    if (enemy >= 0) {
      const names = items[enemy].guests.map((g) => model.estate.guests[g].name);
      closest = {
        excess: 0,
        text: `kept apart from ${names.join(', ')} on ${place.name}, where it would fit`,
      };
    } else if (worst.excess <= 0) return null;
    else if (worst.excess < closest.excess) {
      const resource = model.resources[worst.resource];
      const slot = worst.row - problem.rowStart[worst.resource];
      const timed = problem.rowStart[worst.resource + 1] - problem.rowStart[worst.resource] > 1;
      const when = timed ? ` at ${slotSaid(model.estate.grid, slot)}` : '';
      const say = (units: number) => `${+(units * resource.quantum).toPrecision(4)} ${resource.unit}`;
      closest = {
        excess: worst.excess,
        text: `needs ${say(worst.need)} of ${resource.label}${when}; ${place.name} has room for ${say(worst.room)}`,
      };
    }
  }
  return closest.text;
}

/** For each item that fits no empty host of any kind what it lacks on the one that comes closest, else null. */
export function whyTooLarge(model: FoldModel, problem: FoldProblem): (string | null)[] {
  const places = model.options.hosts.map((host, j) => placeOf(problem, host.name, j, []));
  return model.items.map((_, i) => whyNowhere(model, problem, model.items, i, places));
}

/**
 * Why an item that a plan left over has no place: what it lacks on the host that comes closest, or whom it is to be
 * kept apart from.
 * @param names of the plan's hosts
 */
export function whyLeftOver(
  model: FoldModel,
  problem: FoldProblem,
  items: readonly Item[],
  { hostKind, hostOf }: FoldPlan,
  names: readonly string[],
): (i: number) => string {
  const on: number[][] = Array.from(hostKind, () => []);
  hostOf.forEach((h, i) => h >= 0 && on[h].push(i));
  let places: Place[] | null = null;
  return (i) => {
    places ??= on.map((held, h) => placeOf(problem, names[h], hostKind[h], held));
    const group = items[i].guests.length > 1 ? 'its group ' : '';
    const why = whyNowhere(model, problem, items, i, places);
    return why === null ? 'the search ended before it had a place' : `${group}${why}`;
  };
}
