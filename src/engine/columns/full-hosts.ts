import type { PatternInstance } from './pattern';

/** How full hosts must be for a search: less than this part of one host may stay free in all of them together. */
const MOST_FREE = 0.1;
/** Sets looked for before it is given up: this many, and so many more for each pair of items. */
const FEWEST_LOOKS = 1_000_000;
const LOOKS_OF_A_PAIR = 10;
/** Sets for each item, beyond which there are too many to choose among. */
const MOST_SETS = 16;
/** Looks between two breaths. */
const BREATH = 100_000;

/** Items, each copy by itself, and the sets of them that a plan of so many hosts can have on one. */
export interface FullHosts {
  /** Per item: its type. */
  readonly typeOf: Int32Array;
  /** Members of set s are `members[start[s]]` to `members[start[s + 1] - 1]`. */
  readonly start: Int32Array;
  readonly members: Int32Array;
}

/**
 * All sets of items that leave no more of a host free than a plan of `hosts` hosts leaves free in all: where the items
 * fill the hosts but for a little, there are few of them, and no other can be in such a plan (compare the goal cuts of
 * Wei et al. 2020).
 * @returns null where hosts need not be so full, kinds differ, there are too many sets, or an item is in none
 */
export function* fullHosts(instance: PatternInstance, hosts: number): Generator<void, FullHosts | null> {
  const { rows, demand, kinds } = instance;
  const [{ sizes, capacity, count }] = kinds;
  if (kinds.length > 1 || (count >= 0 && count < hosts)) return null;
  const free = Array.from(capacity, (room, r) =>
    demand.reduce((left, copies, t) => left - copies * sizes[t * rows + r], hosts * room),
  );
  const part = free.map((left, r) => (capacity[r] > 0 ? left / capacity[r] : Infinity));
  const lead = part.indexOf(Math.min(...part));
  if (part[lead] < 0 || part[lead] >= MOST_FREE) return null;

  const typeOf = Int32Array.from(
    Array.from(demand.keys()).flatMap((t) => new Array<number>(demand[t]).fill(t)),
  ).sort((a, b) => sizes[b * rows + lead] - sizes[a * rows + lead] || a - b);
  const items = typeOf.length;
  const size = new Int32Array(items * rows);
  typeOf.forEach((t, i) => size.set(sizes.subarray(t * rows, (t + 1) * rows), i * rows));
  const least = size[(items - 1) * rows + lead];
  const mostLooks = FEWEST_LOOKS + LOOKS_OF_A_PAIR * items * items;
  const start = [0];
  const members: number[] = [];
  const chosen: number[] = [];
  let looks = 0;

  /** The first item from `from` on that is no larger than `room` in the leading row. */
  const firstWithin = (from: number, room: number): number => {
    let to = items;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (size[middle * rows + lead] > room) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  const within = () => looks <= mostLooks && start.length <= MOST_SETS * items;
  const take = (i: number, room: Int32Array): void => {
    const rest = room.slice();
    for (let r = 0; r < rows; r++) if ((rest[r] -= size[i * rows + r]) < 0) return;
    chosen.push(i);
    extend(i + 1, rest);
    chosen.pop();
  };
  const extend = (from: number, room: Int32Array): void => {
    if (room.every((left, r) => left <= free[r])) {
      members.push(...chosen);
      start.push(members.length);
    }
    for (let i = firstWithin(from, room[lead]); i < items && within(); i++) {
      looks++;
      const rest = room[lead] - size[i * rows + lead];
      // What is left then is too much, and nothing is small enough for it.
      if (rest > free[lead] && rest < least) i = Math.max(i, firstWithin(i, room[lead] - least) - 1);
      else take(i, room);
    }
  };
  let breathed = 0;
  for (let i = 0; i < items && within(); i++) {
    take(i, capacity);
    if (looks - breathed < BREATH) continue;
    breathed = looks;
    yield;
  }
  if (!within()) return null;
  const sets = ofRightLength(
    start.slice(1).map((end, s) => members.slice(start[s], end)),
    items,
    hosts,
  );
  const found = new Uint8Array(items);
  for (const set of sets) for (const i of set) found[i] = 1;
  if (found.some((is) => is === 0)) return null;
  const ends = [0];
  for (const set of sets) ends.push(ends[ends.length - 1] + set.length);
  return { typeOf, start: Int32Array.from(ends), members: Int32Array.from(sets.flat()) };
}

/** Drops sets of so many or so few items that the other hosts could not hold the rest. */
function ofRightLength(sets: readonly number[][], items: number, hosts: number): readonly number[][] {
  const lengths = sets.map((set) => set.length);
  const least = lengths.reduce((a, b) => Math.min(a, b), Infinity);
  const most = lengths.reduce((a, b) => Math.max(a, b), 0);
  const kept = sets.filter(
    ({ length }) => items - length >= (hosts - 1) * least && items - length <= (hosts - 1) * most,
  );
  return kept.length < sets.length ? ofRightLength(kept, items, hosts) : kept;
}
