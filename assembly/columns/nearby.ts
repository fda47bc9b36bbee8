import { capacity, copyLimit, fitsIn, kind, occupy, stride, types } from './instance';
import { patternCopies, patternTypes } from './greedy';
import { reduced } from './master';
import { enterPattern } from './membership';
import { columns, entryBegin, entryCopies, entryType, kindOf } from './patterns';
import { sortFalling } from './sort';
import { spend } from './work';
import { at32, at64, put32, skip32, take32 } from '../words';

/**
 * Heuristic pricing by neighbours: patterns of the master that are worth almost what their host costs lose one item or
 * two, and are filled up again by falling worth. One ranking of the types serves hundreds of patterns, and what they
 * become has little in common, so that the master gains from many of them at once.
 */

let order: usize = 0;
let room: usize = 0;
let trial: usize = 0;
let count: usize = 0;
let held: usize = 0;
let holds: i32 = 0;
let added: usize = 0;
let adds: i32 = 0;

/** Makes room for pricing by neighbours, of patterns of at most `longest` items. */
export function startNearby(longest: i32): void {
  order = take32(types);
  room = take32(stride);
  trial = take32(stride);
  count = take32(types);
  held = take32(longest + 1);
  added = take32(longest + 1);
}

/** Ranks the types by worth, f64[types], for the calls that follow. */
export function rankByWorth(worth: usize): void {
  for (let t = 0; t < types; t++) put32(order, t, t);
  sortFalling(order, types, worth);
  spend(<i64>types * 30);
}

/**
 * Looks at the patterns `from` .. `to` - 1 of the selected kind whose reduced cost is at most `slack`, and adds the best
 * neighbour of each that is worth more than `least`.
 * @param out the most items that are taken out: 1 or 2
 * @returns how many were new and worth it
 */
export function priceNearby(worth: usize, from: i32, to: i32, slack: f64, least: f64, out: i32): i32 {
  let found = 0;
  for (let j = from, end = min(to, columns); j < end; j++) {
    if (kindOf(j) != kind || at64(reduced, j) > slack) continue;
    if (open(j) && improve(worth, least, out)) found++;
  }
  return found;
}

/** Lays out the items of column `j`; false where it does not fit as things stand. */
function open(j: i32): bool {
  memory.copy(room, capacity, (<usize>stride) << 2);
  memory.fill(count, 0, (<usize>types) << 2);
  holds = 0;
  for (let e = entryBegin(j), end = entryBegin(j + 1); e < end; e++) {
    const t = at32(entryType, e);
    if (t >= types) continue;
    for (let c = at32(entryCopies, e); c > 0; c--) {
      if (at32(count, t) == copyLimit(t) || !fitsIn(t, room)) return false;
      occupy(t, room, 1);
      bump(t, 1);
      put32(held, holds++, t);
    }
  }
  spend(types >> 2);
  return holds > 0;
}

function bump(t: i32, by: i32): void {
  const at = skip32(count, t);
  store<i32>(at, load<i32>(at) + by);
}

/** Tries every item, and where `out` is 2 every pair, and adds the best pattern found. */
function improve(worth: usize, least: f64, out: i32): bool {
  let whole = 0.0;
  for (let k = 0; k < holds; k++) whole += at64(worth, at32(held, k));
  let best = least;
  let first = -1;
  let second = -1;
  for (let a = 0; a < holds; a++) {
    const last = out > 1 ? holds : a + 1;
    for (let b = a; b < last; b++) {
      const value = refill(worth, whole, a, b, best);
      if (value <= best) continue;
      best = value;
      first = a;
      second = b;
    }
  }
  if (first < 0) return false;
  refill(worth, whole, first, second, -1.0);
  for (let k = 0; k < holds; k++) if (k != first && k != second) put32(added, adds++, at32(held, k));
  return enter();
}

/** Takes items `a` and `b` out and fills up by falling worth; what the pattern is then worth. */
function refill(worth: usize, whole: f64, a: i32, b: i32, beat: f64): f64 {
  const s = at32(held, a);
  const t = at32(held, b);
  memory.copy(trial, room, (<usize>stride) << 2);
  occupy(s, trial, -1);
  let value = whole - at64(worth, s);
  if (a != b) {
    occupy(t, trial, -1);
    value -= at64(worth, t);
  }
  adds = 0;
  let k = 0;
  for (; k < types; k++) {
    const i = at32(order, k);
    const w = at64(worth, i);
    // Three more of this worth would not do.
    if (w <= 0.0 || value + 3.0 * w <= beat) break;
    if (i == s || i == t || !fitsIn(i, trial)) continue;
    for (let free = copyLimit(i) - at32(count, i); free > 0 && fitsIn(i, trial); free--) {
      occupy(i, trial, 1);
      value += w;
      put32(added, adds++, i);
    }
  }
  spend(<i64>k * ((stride >> 2) + 1));
  return value;
}

/** Adds the pattern of the items in `added`. */
function enter(): bool {
  memory.fill(count, 0, (<usize>types) << 2);
  for (let k = 0; k < adds; k++) bump(at32(added, k), 1);
  let entries = 0;
  for (let t = 0; t < types; t++) {
    const copies = at32(count, t);
    if (copies == 0) continue;
    put32(patternTypes, entries, t);
    put32(patternCopies, entries, copies);
    entries++;
  }
  spend(types);
  return enterPattern(kind, patternTypes, patternCopies, entries) >= 0;
}
