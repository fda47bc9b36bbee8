import { seededDraws } from '../estate/draws';
import { checkPlan } from '../engine/packing/check';
import type { FoldProblem } from '../engine/packing/problem';
import { movesOf, type PlacedToday } from './settle';

/** Numbers looked at in one search: about a second. */
const SEARCH_NUMBERS = 4e8;
const MOST_PROPOSALS = 1_500_000;
/** Proposals for each item. */
const EACH_PROPOSALS = 3000;
/** Overload that is rounding. */
const NOTHING = 1e-9;

/**
 * Looks for a placement on the hosts that are kept with fewer moves than `best`, by annealing on moves and overload, the
 * sum over rows of the square of what is over as a share of the room, whose weight rises. Half of what is proposed is an
 * exchange; one in four sends a guest home. Shared pages count as if nobody shared them, so that what is found holds.
 * @param start a placement to begin with
 * @param floor no placement has fewer moves: reaching it ends the search
 * @returns null where none with fewer moves than `best` was found
 */
export function annealMoves(
  today: PlacedToday,
  keep: readonly boolean[],
  start: Int32Array,
  best: number,
  floor: number,
  seed: number,
): Int32Array | null {
  const { problem, kinds, at: home } = today;
  const { items, apartStart, apartId, onlyKind } = problem;
  const rows = problem.rowStart[problem.resources];
  const next = seededDraws(seed);
  const below = (n: number) => Math.floor(next() * n);
  const kept = kinds.map((_, h) => h).filter((h) => keep[h]);
  if (kept.length < 2 || items === 0) return null;
  const { demand, room } = byHost(problem, kinds);
  const load = new Float64Array(kinds.length * rows);
  const at = Int32Array.from(start);
  const on: number[][] = kinds.map(() => []);
  const place = new Int32Array(items);
  const put = (i: number, h: number) => {
    at[i] = h;
    place[i] = on[h].push(i) - 1;
  };
  const take = (i: number) => {
    const list = on[at[i]];
    const last = list.pop()!;
    if (last !== i) {
      list[place[i]] = last;
      place[last] = place[i];
    }
  };
  const shift = (h: number, i: number, sign: number) => {
    const own = demand(i, h);
    for (let r = 0; r < rows; r++) load[h * rows + r] += sign * own[i * rows + r];
  };
  for (let i = 0; i < items; i++) {
    put(i, at[i]);
    shift(at[i], i, 1);
  }
  /** Overload of a host with one item more and one less, -1 for none. */
  const over = (h: number, plus: number, minus: number): number => {
    const own = demand(plus, h);
    const base = h * rows;
    const a = plus * rows;
    const b = minus * rows;
    let sum = 0;
    for (let r = 0; r < rows; r++) {
      let excess = load[base + r] - room[base + r];
      if (plus >= 0) excess += own[a + r];
      if (minus >= 0) excess -= own[b + r];
      if (excess > 0) {
        const part = excess / Math.max(1, room[base + r]);
        sum += part * part;
      }
    }
    return sum;
  };
  const meets = (i: number, h: number, but: number): boolean => {
    if (onlyKind[i] >= 0 && onlyKind[i] !== kinds[h]) return true;
    if (apartStart[i] === apartStart[i + 1]) return false;
    const own = apartId.subarray(apartStart[i], apartStart[i + 1]);
    return on[h].some(
      (other) =>
        other !== but &&
        other !== i &&
        apartId.subarray(apartStart[other], apartStart[other + 1]).some((g) => own.includes(g)),
    );
  };
  const cost = Float64Array.from(kinds, (_, h) => (keep[h] ? over(h, -1, -1) : 0));
  let total = cost.reduce((sum, c) => sum + c, 0);
  const away = (i: number, h: number) => (home[i] >= 0 && home[i] !== h ? problem.guestCount[i] : 0);
  let moves = movesOf(today, at);
  let found: Int32Array | null = null;
  let fewest = best;
  const proposals = Math.min(
    MOST_PROPOSALS,
    EACH_PROPOSALS * items,
    Math.floor(SEARCH_NUMBERS / Math.max(8, 2 * rows)),
  );
  let strays: number[] = [];
  let weight = 0;
  let heat = 0;
  for (let step = 0; step < proposals && fewest > floor; step++) {
    if (step % 128 === 0) {
      const passed = step / proposals;
      weight = 1e3 * 300 ** passed;
      heat = 0.7 * 0.15 ** passed;
      strays = [];
      for (let i = 0; i < items; i++) if (home[i] >= 0 && at[i] !== home[i] && keep[home[i]]) strays.push(i);
    }
    let item: number;
    let end: number;
    if (strays.length > 0 && below(4) === 0) {
      item = strays[below(strays.length)];
      end = home[item];
    } else {
      let from = kept[below(kept.length)];
      for (let q = 0; q < 2; q++) {
        const other = kept[below(kept.length)];
        if (cost[other] > cost[from]) from = other;
      }
      if (on[from].length === 0) continue;
      item = on[from][below(on[from].length)];
      end = kept[below(kept.length)];
    }
    const from = at[item];
    if (from === end) continue;
    const back = below(2) === 0 && on[end].length > 0 ? on[end][below(on[end].length)] : -1;
    const more = away(item, end) - away(item, from) + (back >= 0 ? away(back, from) - away(back, end) : 0);
    const limit = -heat * Math.log(next() + 1e-12) - more;
    if (total < NOTHING && limit <= 0) continue;
    if (meets(item, end, back) || (back >= 0 && meets(back, from, item))) continue;
    const ends = over(end, item, back);
    const before = cost[end] + cost[from];
    if (weight * (ends - before) > limit) continue;
    const begins = over(from, back, item);
    if (weight * (ends + begins - before) > limit) continue;
    take(item);
    shift(from, item, -1);
    shift(end, item, 1);
    if (back >= 0) {
      take(back);
      shift(end, back, -1);
      shift(from, back, 1);
      put(back, from);
    }
    put(item, end);
    total += ends + begins - before;
    cost[end] = ends;
    cost[from] = begins;
    moves += more;
    if (moves < fewest && total < NOTHING && checkPlacement(problem, kinds, at)) {
      fewest = moves;
      found = Int32Array.from(at);
    }
  }
  return found;
}

/** Whether a placement on named hosts keeps every rule. */
export function checkPlacement(problem: FoldProblem, kinds: readonly number[], at: Int32Array): boolean {
  if (at.includes(-1)) return false;
  const used = kinds.map((_, h) => h).filter((h) => at.includes(h));
  const number = new Map(used.map((h, n) => [h, n]));
  const plan = {
    hostKind: Int32Array.from(used, (h) => kinds[h]),
    hostOf: at.map((h) => number.get(h)!),
  };
  const anyCount = { ...problem, kindCount: new Int32Array(problem.kinds).fill(-1) };
  return checkPlan(anyCount, plan).length === 0;
}

/** What each item adds on hosts of each kind, pages that could be shared among it, and the room of each host's rows. */
function byHost(problem: FoldProblem, kinds: readonly number[]) {
  const { items, resources, rowStart } = problem;
  const rows = rowStart[resources];
  const tables = new Map<number, Float64Array>();
  const tableOf = (kind: number): Float64Array => {
    const known = tables.get(kind);
    if (known) return known;
    const table = Float64Array.from(problem.demand);
    for (let d = 0; d < resources; d++) {
      const k = kind * resources + d;
      for (let i = 0; i < items; i++) {
        let beside = problem.guestCount[i] * problem.perGuest[k] + problem.coreCount[i] * problem.perCore[k];
        if (d === problem.sharedResource)
          for (let e = problem.imageStart[i]; e < problem.imageStart[i + 1]; e++)
            beside += problem.imageSize[e];
        for (let r = rowStart[d]; r < rowStart[d + 1]; r++) table[i * rows + r] += beside;
      }
    }
    tables.set(kind, table);
    return table;
  };
  const each = kinds.map(tableOf);
  const room = new Float64Array(kinds.length * rows);
  kinds.forEach((kind, h) => {
    for (let d = 0; d < resources; d++)
      room.fill(problem.capacity[kind * resources + d], h * rows + rowStart[d], h * rows + rowStart[d + 1]);
  });
  return { demand: (_: number, h: number) => each[h], room };
}
