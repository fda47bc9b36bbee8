import { take } from '../memory';
import { capacity, copyLimit, mostInPattern, multipliers, rows, sizes, stride, types } from './instance';
import { tuneMultipliers } from './multipliers';
import { sortFalling } from './sort';
import { exhausted, spend } from './work';
import { at32, at64, put32, put64, skip32, take32, take64 } from '../words';

/**
 * Exact pricing: the pattern of greatest worth, by depth-first branch and bound. Items enter in the order of falling
 * worth per weight, each level keeps only the items that still fit, and a branch ends where neither of two bounds
 * promises more than the best pattern so far: Dantzig's (1957) on the weighted sum of the rows, and the greatest
 * worth of as many items as can still fit by the smallest sizes.
 *
 * Weights of rows are rounded to multiples of a power of two, so that the weight of an item is exact in an f64; with
 * whole worths below 2^24 the only rounding is that of one quotient, far below the step of 1 that a better pattern
 * must make. A search that ends with nothing found is then a proof (see `startExact`).
 */

/** What a run of the search came to. */
export const SEARCHING: i32 = 0;
export const SEARCHED: i32 = 1;
export const TOO_DEEP: i32 = 2;

/** The greatest worth found, at least what the search was told to beat. */
export let bestWorth: f64 = 0;
/** Bound on the worth of every pattern, from the weights alone. */
export let rootBound: f64 = 0;
/** Branches looked at since the search began. */
export let branches: i64 = 0;
/** Patterns found, each better than the one before; the last `FOUND_ROOM` of them are kept, in a ring. */
export let found: i32 = 0;
/** How many patterns found are kept. */
export const FOUND_ROOM: i32 = 32;
/** i32[FOUND_ROOM x longest]: types in the order of search of the patterns found, one entry for each item. */
export let foundItems: usize = 0;
/** i32[FOUND_ROOM]: number of items of each pattern found. */
export let foundLength: usize = 0;
/** Room for the items of one pattern. */
export let longest: i32 = 0;

const LIST_ROOM: i32 = 1 << 22;

let order: usize = 0;
let key: usize = 0;
let typeOf: usize = 0;
let worth: usize = 0;
let weight: usize = 0;
let copies: usize = 0;
let used: usize = 0;
let size: usize = 0;
let candidates: i32 = 0;
let step: f64 = 0;

let lists: usize = 0;
let listAt: usize = 0;
let listLength: usize = 0;
let cursor: usize = 0;
let levelWorth: usize = 0;
let levelRoom: usize = 0;
let chosen: usize = 0;
let left: usize = 0;
let smallest: usize = 0;
let weightOf: usize = 0;
let level: i32 = -1;
let overflow: bool = false;

/** Makes room for exact pricing. */
export function startPricing(): void {
  longest = min(mostInPattern, 4096);
  const n = <usize>types;
  const levels = <usize>longest + 2;
  order = take32(n);
  key = take64(n);
  typeOf = take32(n);
  worth = take64(n);
  weight = take64(n);
  copies = take32(n);
  used = take32(n);
  size = take((n * <usize>stride) << 2);
  lists = take((<usize>listRoom()) << 2);
  listAt = take32(levels);
  listLength = take32(levels);
  cursor = take32(levels);
  levelWorth = take64(levels);
  levelRoom = take64(levels);
  chosen = take32(levels);
  left = take((levels * <usize>stride) << 2);
  smallest = take32(stride);
  weightOf = take64(rows);
  foundItems = take((<usize>FOUND_ROOM * <usize>longest) << 2);
  foundLength = take32(FOUND_ROOM);
  level = -1;
}

function listRoom(): i32 {
  return <i32>min(<i64>LIST_ROOM, (<i64>longest + 2) * <i64>types);
}

/**
 * Begins a search for patterns of the selected kind of host that are worth more than `beat`.
 * @param duals f64[types]: worth of one copy of each type
 * @param least by how much a pattern must be better to count: a small number, or 1 when all worths are whole numbers
 * @param tuning how many steps to spend on the weights of the rows
 */
export function startExact(duals: usize, beat: f64, least: f64, tuning: i32): void {
  rootBound = tuneMultipliers(duals, tuning, beat);
  // Whole worths: a better pattern is better by 1, so a bound may be cut anywhere safely below.
  step = least >= 1.0 ? 0.5 : least;
  bestWorth = beat;
  branches = 0;
  found = 0;
  overflow = false;
  rankTypes(duals);
  memory.fill(used, 0, (<usize>types) << 2);
  level = 0;
  store<i32>(listAt, 0);
  store<i32>(listLength, candidates);
  store<i32>(cursor, 0);
  store<f64>(levelWorth, 0.0);
  memory.copy(left, capacity, (<usize>stride) << 2);
  let whole = 0.0;
  for (let r = 0; r < rows; r++) whole += at64(weightOf, r) * <f64>at32(capacity, r);
  store<f64>(levelRoom, whole);
  for (let k = 0; k < candidates; k++) put32(lists, k, k);
}

/** Ranks the types of positive worth by worth per weight, and gathers their sizes in that order. */
function rankTypes(duals: usize): void {
  // Rounded weights: integers up to 2^16 times a power of two, exact in products and sums with whole sizes.
  let most = 0.0;
  for (let r = 0; r < rows; r++) {
    const room = max(1, at32(capacity, r));
    most = max(most, at64(multipliers, r) / <f64>room);
  }
  let unit = 1.0;
  while (most > 0.0 && unit * 65536.0 < most) unit *= 2.0;
  while (most > 0.0 && unit * 32768.0 > most) unit *= 0.5;
  for (let r = 0; r < rows; r++) {
    const room = max(1, at32(capacity, r));
    const exact = most > 0.0 ? at64(multipliers, r) / <f64>room / unit : 1.0;
    put64(weightOf, r, Math.ceil(exact));
  }
  candidates = 0;
  for (let t = 0; t < types; t++) {
    const w = at64(duals, t);
    if (w <= 1e-9 || copyLimit(t) == 0) continue;
    let sum = 0.0;
    for (let r = 0; r < rows; r++) sum += at64(weightOf, r) * <f64>at32(sizes, t * stride + r);
    put64(weight, t, sum);
    put64(key, t, w / (sum + 1e-9));
    put32(order, candidates, t);
    candidates++;
  }
  sortFalling(order, candidates, key);
  // The keys are no longer needed: their room holds the weights while these move into the order of search.
  memory.copy(key, weight, (<usize>types) << 3);
  for (let k = 0; k < candidates; k++) {
    const t = at32(order, k);
    put32(typeOf, k, t);
    put64(worth, k, at64(duals, t));
    put64(weight, k, at64(key, t));
    put32(copies, k, copyLimit(t));
    memory.copy(
      size + ((<usize>(k * stride)) << 2),
      sizes + ((<usize>(t * stride)) << 2),
      (<usize>stride) << 2,
    );
  }
  spend(<i64>types * (rows * 2 + 30));
}

/** Searches on until the search ends or the budget is used. */
export function searchOn(): i32 {
  while (level >= 0) {
    if (exhausted()) return SEARCHING;
    const at = (<usize>level) << 2;
    const k = load<i32>(cursor + at);
    if (k >= load<i32>(listLength + at) || !promises(level, k)) {
      if (--level >= 0) {
        const item = skip32(used, at32(chosen, level));
        store<i32>(item, load<i32>(item) - 1);
      }
      continue;
    }
    store<i32>(cursor + at, k + 1);
    descend(k);
  }
  return overflow ? TOO_DEEP : SEARCHED;
}

/** Whether what follows candidate `k` of a level can still beat the best, by Dantzig's bound. */
function promises(l: i32, k: i32): bool {
  const at = (<usize>l) << 2;
  const list = skip32(lists, load<i32>(listAt + at));
  const end = load<i32>(listLength + at);
  const goal = bestWorth + step;
  let room = at64(levelRoom, l);
  let sum = at64(levelWorth, l);
  let q = k;
  for (; q < end; q++) {
    const c = <usize>at32(list, q);
    const free = <f64>(at32(copies, c) - at32(used, c));
    const w = at64(weight, c) * free;
    if (w > room) {
      sum += at64(worth, c) * (room / at64(weight, c));
      q++;
      break;
    }
    room -= w;
    sum += at64(worth, c) * free;
    if (sum >= goal) break;
  }
  spend(3 * (q - k) + 4);
  return sum >= goal;
}

/** Takes candidate `k` of the present level, and opens the level below with all that still fits after it. */
function descend(k: i32): void {
  branches++;
  const at = (<usize>level) << 2;
  const from = load<i32>(listAt + at);
  const end = load<i32>(listLength + at);
  const list = skip32(lists, from);
  const item = <usize>at32(list, k);
  const below = <usize>(level + 1);
  const room = left + ((below * <usize>stride) << 2);
  const bytes = (<usize>stride) << 2;
  const own = size + ((item * <usize>stride) << 2);
  const before = left + ((<usize>level * <usize>stride) << 2);
  for (let r: usize = 0; r < bytes; r += 16) {
    v128.store(room + r, i32x4.sub(v128.load(before + r), v128.load(own + r)));
    v128.store(smallest + r, i32x4.splat(0x7fffffff));
  }
  const value = at64(levelWorth, level) + at64(worth, item);
  put32(used, item, at32(used, item) + 1);
  store<i32>(chosen + at, <i32>item);
  if (value >= bestWorth + step) keepFound(value);

  const to = from + end;
  if (to + end - k > listRoom() || level + 1 > longest) {
    overflow = true;
    put32(used, item, at32(used, item) - 1);
    return;
  }
  const out = skip32(lists, to);
  let length = 0;
  let first = 0.0;
  let second = 0.0;
  let third = 0.0;
  for (let q = k; q < end; q++) {
    const c = <usize>at32(list, q);
    let free = at32(copies, c) - at32(used, c);
    if (free == 0) continue;
    const need = size + ((c * <usize>stride) << 2);
    let fits = true;
    for (let r: usize = 0; r < bytes; r += 16)
      if (v128.any_true(i32x4.gt_s(v128.load(need + r), v128.load(room + r)))) {
        fits = false;
        break;
      }
    if (!fits) continue;
    for (let r: usize = 0; r < bytes; r += 16)
      v128.store(smallest + r, i32x4.min_s(v128.load(smallest + r), v128.load(need + r)));
    put32(out, length, <i32>c);
    length++;
    const w = at64(worth, c);
    for (; free > 0 && w > third; free--) {
      if (w > first) {
        third = second;
        second = first;
        first = w;
      } else if (w > second) {
        third = second;
        second = w;
      } else third = w;
    }
  }
  spend(<i64>(end - k) * ((stride >> 2) + 2) + 10);
  const more = greatestAdded(room, first, second, third);
  if (length == 0 || value + more < bestWorth + step) {
    put32(used, item, at32(used, item) - 1);
    return;
  }
  level++;
  put32(listAt, below, to);
  put32(listLength, below, length);
  put32(cursor, below, 0);
  put64(levelWorth, below, value);
  put64(levelRoom, below, at64(levelRoom, below - 1) - at64(weight, item));
}

/** Bound on what can be added when the smallest sizes let in one, two or three items; no bound beyond. */
function greatestAdded(room: usize, first: f64, second: f64, third: f64): f64 {
  const bytes = (<usize>stride) << 2;
  let sum = first;
  for (let many = 1; many <= 3; many++) {
    let full = false;
    for (let r: usize = 0; r < bytes; r += 16) {
      const least = v128.load(smallest + r);
      const rest = i32x4.sub(v128.load(room + r), i32x4.mul(least, i32x4.splat(many)));
      if (v128.any_true(i32x4.gt_s(least, rest))) full = true;
    }
    if (full) return sum;
    sum += many == 1 ? second : third;
  }
  return Infinity;
}

function keepFound(value: f64): void {
  if (ASC_OPTIMIZE_LEVEL == 0)
    for (let r = 0; r < stride; r++) {
      const room = at32(left, (level + 1) * stride + r);
      assert(room >= 0, 'exact pricing: a pattern was found that does not fit');
    }
  const slot = <usize>(found % FOUND_ROOM);
  const length = level + 1;
  const to = foundItems + ((slot * <usize>longest) << 2);
  for (let l = 0; l < length; l++) {
    const c = at32(chosen, l);
    put32(to, l, at32(typeOf, c));
  }
  put32(foundLength, slot, length);
  bestWorth = value;
  found++;
}

/**
 * Bound on the worth of every pattern, from a search that may not have ended: the best found, or what the open
 * branches promise by Dantzig's bound.
 */
export function openBound(): f64 {
  if (overflow) return rootBound;
  let bound = bestWorth;
  for (let l = 0; l <= level; l++) {
    const at = (<usize>l) << 2;
    const list = skip32(lists, load<i32>(listAt + at));
    let room = at64(levelRoom, l);
    let sum = at64(levelWorth, l);
    for (let q = load<i32>(cursor + at), end = load<i32>(listLength + at); q < end; q++) {
      const c = <usize>at32(list, q);
      // On the way up, items of the levels below are given back: every copy is free again.
      const free = <f64>at32(copies, c);
      const w = at64(weight, c) * free;
      if (w > room) {
        sum += at64(worth, c) * (room / at64(weight, c));
        break;
      }
      room -= w;
      sum += at64(worth, c) * free;
    }
    bound = max(bound, sum);
  }
  return min(bound, rootBound);
}
