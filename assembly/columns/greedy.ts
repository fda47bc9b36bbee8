import { take } from '../memory';
import { nextUnit } from '../random';
import { capacity, copyLimit, fitsIn, kind, occupy, rows, share, stride, types } from './instance';
import { enterPattern } from './membership';
import { sortFalling } from './sort';
import { spend } from './work';

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
  order = take((<usize>types) << 2);
  key = take((<usize>types) << 3);
  rowWeight = take((<usize>rows) << 3);
  room = take((<usize>stride) << 2);
  count = take((<usize>types) << 2);
  // One entry more than types: the master counts hosts in it (see `enterPattern`).
  patternTypes = take((<usize>(types + 1)) << 2);
  patternCopies = take((<usize>(types + 1)) << 2);
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
      store<i32>(order + ((<usize>t) << 2), t);
      const density = load<f64>(guide + ((<usize>t) << 3)) / weighed(t);
      // Types that are worth nothing come last, in no particular order: they cover what others would have to.
      store<f64>(
        key + ((<usize>t) << 3),
        density > 0 ? density * (1.0 + stir * (nextUnit() - 0.5)) : -nextUnit(),
      );
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
    store<f64>(rowWeight + ((<usize>r) << 3), even ? 1.0 : u * u + 0.02);
  }
  memory.copy(room, capacity, (<usize>stride) << 2);
  memory.fill(count, 0, (<usize>types) << 2);
}

function weighed(t: i32): f64 {
  let sum = 1e-9;
  const from = share + ((<usize>(t * rows)) << 3);
  for (let r: usize = 0, end = (<usize>rows) << 3; r < end; r += 8)
    sum += load<f64>(rowWeight + r) * load<f64>(from + r);
  return sum;
}

function held(t: i32): i32 {
  return load<i32>(count + ((<usize>t) << 2));
}

function put(t: i32, sign: i32): void {
  occupy(t, room, sign);
  store<i32>(count + ((<usize>t) << 2), held(t) + sign);
}

/** Takes what fits, in order. */
function fill(): void {
  for (let k = 0; k < types; k++) {
    const t = load<i32>(order + ((<usize>k) << 2));
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
      let best = load<f64>(guide + ((<usize>out) << 3)) + 1e-9;
      let into = out;
      for (let t = 0; t < types; t++) {
        const worth = load<f64>(guide + ((<usize>t) << 3));
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
    value += load<f64>(worth + ((<usize>t) << 3)) * <f64>copies;
    store<i32>(patternTypes + ((<usize>entries) << 2), t);
    store<i32>(patternCopies + ((<usize>entries) << 2), copies);
    entries++;
  }
  if (value <= least) return false;
  return enterPattern(kind, patternTypes, patternCopies, entries) >= 0;
}

/** Whether the pattern with `entries` entries in `patternTypes` and `patternCopies` fits a host of the selected kind. */
export function patternFits(entries: i32): bool {
  memory.copy(room, capacity, (<usize>stride) << 2);
  for (let e = 0; e < entries; e++) {
    const t = load<i32>(patternTypes + ((<usize>e) << 2));
    const copies = load<i32>(patternCopies + ((<usize>e) << 2));
    if (copies > copyLimit(t)) return false;
    for (let k = copies; k > 0; k--) {
      if (!fitsIn(t, room)) return false;
      occupy(t, room, 1);
    }
  }
  return true;
}
