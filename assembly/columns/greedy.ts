import { nextUnit } from '../random';
import { capacity, copyLimit, fitsIn, kind, occupy, rows, share, stride, types } from './instance';
import { enterPattern } from './membership';
import { sortFalling } from './sort';
import { spend } from './work';
import { at32, at64, put32, put64, skip64, take32, take64 } from '../words';

/**
 * Heuristic pricing: fill a host of the selected kind by falling dual value per weighted size, under many random weights of the rows, and
 * improve each filling by exchanges of one item.
 */

let order: usize = 0;
let key: usize = 0;
let rowWeight: usize = 0;
let room: usize = 0;
let count: usize = 0;
/** i32[types]: the types of the pattern that was made last. */
export let patternTypes: usize = 0;
/** i32[types]: their copies. */
export let patternCopies: usize = 0;

/** Makes room for heuristic pricing. */
export function startGreedy(): void {
  order = take32(types);
  key = take64(types);
  rowWeight = take64(rows);
  room = take32(stride);
  count = take32(types);
  // One entry more than types: the master counts hosts in it (see `enterPattern`).
  patternTypes = take32(types + 1);
  patternCopies = take32(types + 1);
}

/**
 * Makes the tries `from` .. `to` - 1 of a series of patterns under the duals `guide` (f64[types]), and adds those that
 * are worth more than `least` under the duals `worth` to the master. The first try weighs all rows alike, the first
 * three do without noise.
 * @returns how many were new and worth it
 */
export function priceByGreed(guide: usize, worth: usize, from: i32, to: i32, noise: f64, least: f64): i32 {
  let added = 0;
  for (let g = from; g < to; g++) {
    weighRows(g == 0);
    const stir = g < 3 ? 0.0 : noise;
    for (let t = 0; t < types; t++) {
      put32(order, t, t);
      const density = at64(guide, t) / weighed(t);
      // Types that are worth nothing come last, in no particular order: they cover what others would have to.
      put64(key, t, density > 0 ? density * (1.0 + stir * (nextUnit() - 0.5)) : -nextUnit());
    }
    spend(<i64>types * (rows + 30));
    sortFalling(order, types, key);
    fill();
    improve(guide);
    fill();
    if (addPattern(worth, least)) added++;
  }
  return added;
}

function weighRows(even: bool): void {
  for (let r = 0; r < rows; r++) {
    const u = nextUnit();
    put64(rowWeight, r, even ? 1.0 : u * u + 0.02);
  }
  memory.copy(room, capacity, (<usize>stride) << 2);
  memory.fill(count, 0, (<usize>types) << 2);
}

function weighed(t: i32): f64 {
  let sum = 1e-9;
  const from = skip64(share, t * rows);
  for (let r: usize = 0, end = (<usize>rows) << 3; r < end; r += 8)
    sum += load<f64>(rowWeight + r) * load<f64>(from + r);
  return sum;
}

function held(t: i32): i32 {
  return at32(count, t);
}

function put(t: i32, sign: i32): void {
  occupy(t, room, sign);
  put32(count, t, held(t) + sign);
}

/** Takes what fits, in order. */
function fill(): void {
  for (let k = 0; k < types; k++) {
    const t = at32(order, k);
    for (let left = copyLimit(t) - held(t); left > 0 && fitsIn(t, room); left--) put(t, 1);
  }
  spend(<i64>types * (stride >> 2));
}

/** Exchanges one item for another that is worth more, as long as there is such a pair and for a few rounds. */
function improve(guide: usize): void {
  for (let round = 0; round < 3; round++) {
    let better = false;
    for (let out = 0; out < types; out++) {
      if (held(out) == 0) continue;
      put(out, -1);
      let best = at64(guide, out) + 1e-9;
      let into = out;
      for (let t = 0; t < types; t++) {
        const worth = at64(guide, t);
        if (worth > best && held(t) < copyLimit(t) && fitsIn(t, room)) {
          best = worth;
          into = t;
        }
      }
      put(into, 1);
      if (into != out) better = true;
      spend(types * 4);
    }
    if (!better) return;
  }
}

function addPattern(worth: usize, least: f64): bool {
  let entries = 0;
  let value = 0.0;
  for (let t = 0; t < types; t++) {
    const copies = held(t);
    if (copies == 0) continue;
    value += at64(worth, t) * <f64>copies;
    put32(patternTypes, entries, t);
    put32(patternCopies, entries, copies);
    entries++;
  }
  if (value <= least) return false;
  return enterPattern(kind, patternTypes, patternCopies, entries) >= 0;
}

/** Whether the pattern with `entries` entries in `patternTypes` and `patternCopies` fits a host of the selected kind. */
export function patternFits(entries: i32): bool {
  memory.copy(room, capacity, (<usize>stride) << 2);
  for (let e = 0; e < entries; e++) {
    const t = at32(patternTypes, e);
    const copies = at32(patternCopies, e);
    if (copies > copyLimit(t)) return false;
    for (let k = copies; k > 0; k--) {
      if (!fitsIn(t, room)) return false;
      occupy(t, room, 1);
    }
  }
  return true;
}
