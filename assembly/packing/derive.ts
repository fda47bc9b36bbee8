/**
 * What is computed once for a problem: demands with everything that guests and cores add, block maxima, shapes for
 * scores, peaks and means for sizes, total demand for bounds and weights. Done in steps, because ten thousand guests
 * of a day in four resources are forty-six megabytes to pass over.
 */
import { take } from '../memory';
import {
  BLOCK,
  ENDLESS,
  blockShift,
  blocks,
  capacity,
  classes,
  coreCount,
  guestCount,
  items,
  kinds,
  needOf,
  perCore,
  perGuest,
  points,
  readLayout,
  resources,
  rowBegin,
  rowCount,
  rowEnd,
  rows,
} from './layout';
import { at32, at64, put32, put64, skip64, take32, take64 } from '../words';

/** kinds x rows: an empty host's room. */
export let emptyRoom: usize = 0;
/** classes x items x blocks: the largest demand within the block. */
export let blockMax: usize = 0;
/** items x points, f32: mean demand within the point as a share of the largest capacity. */
export let shape: usize = 0;
/** points, f32: from a point's summed integers to a share of capacity. */
export let pointScale: usize = 0;
/** points: the resource of each. */
export let pointResource: usize = 0;
/** resources: points of each. */
export let pointCount: usize = 0;
/** blocks x 4: where what becomes one number for each block is four at first. */
export let fourOf: usize = 0;
/** items x resources, f64. */
export let peak: usize = 0;
export let mean: usize = 0;
/** rows, i64: demand of all items, in their cheapest class. */
export let rowTotal: usize = 0;
/** resources: the largest capacity of any kind. */
export let largest: usize = 0;
/** resources, f64: how often the largest capacity the worst row's demand is, divided by the largest such ratio. */
export let scarcity: usize = 0;

let next: i32 = 0;
let classOf: i32 = 0;
/** resources, i64: what the cheapest class adds over all items. */
let added: usize = 0;

/** Takes the regions; `prepareStep` fills them. */
export function beginPrepare(): void {
  readLayout();
  emptyRoom = take((<usize>kinds * <usize>rows) << 2);
  blockMax = take((<usize>classes * <usize>items * <usize>blocks) << 2);
  shape = take((<usize>items * <usize>points) << 2);
  pointScale = take32(points);
  fourOf = take((<usize>blocks) << 4);
  pointResource = take32(points);
  pointCount = take32(resources);
  peak = take((<usize>items * <usize>resources) << 3);
  mean = take((<usize>items * <usize>resources) << 3);
  rowTotal = take64(rows);
  largest = take32(resources);
  scarcity = take64(resources);
  added = take64(resources);
  next = 0;
  classOf = classes - 1;
  fillRoom();
  fillPoints();
}

function fillRoom(): void {
  for (let j = 0; j < kinds; j++) {
    const room = emptyRoom + ((<usize>j * <usize>rows) << 2);
    for (let r = 0; r < rows; r++) put32(room, r, ENDLESS);
    for (let d = 0; d < resources; d++) {
      const c = at32(capacity, j * resources + d);
      const from = at32(rowBegin, d);
      for (let r = from; r < at32(rowEnd, d); r++) put32(room, r, c);
      if (c > at32(largest, d)) put32(largest, d, c);
    }
  }
}

/** Points after the last resource have scale 0, so that they weigh nothing. */
function fillPoints(): void {
  const per = blocks > 0 ? BLOCK : 1;
  for (let d = 0; d < resources; d++) {
    const from = at32(rowBegin, d);
    const c = at32(largest, d);
    const scale = c > 0 ? <f32>(<f64>(1 << blockShift) / (<f64>per * <f64>c)) : <f32>0;
    for (let p = from / per; p * per < at32(rowEnd, d); p++) {
      store<f32>(pointScale + ((<usize>p) << 2), scale);
      put32(pointResource, p, d);
      put32(pointCount, d, at32(pointCount, d) + 1);
    }
  }
}

/** Prepares some items, about `budget` units of work; false while there is more to do. */
export function prepareStep(budget: i32): bool {
  let left = budget;
  while (classOf > 0) {
    while (next < items) {
      if (left <= 0) return false;
      addTo(needOf(0, next), needOf(classOf, next), classOf, next);
      maxima(classOf, next++);
      left -= 2 + (rows >> 3);
    }
    next = 0;
    classOf--;
  }
  while (next < items) {
    if (left <= 0) return false;
    total(next);
    addTo(needOf(0, next), needOf(0, next), 0, next);
    maxima(0, next);
    describe(next++);
    left -= 4 + (rows >> 2);
  }
  weigh();
  return true;
}

/** need = demand + what the item's guests and cores add, in class c; beyond ENDLESS it is ENDLESS + 1. */
function addTo(from: usize, to: usize, c: i32, i: i32): void {
  for (let d = 0; d < resources; d++) {
    const extra = extraOf(c, i, d);
    const begin = at32(rowBegin, d);
    const end = at32(rowEnd, d);
    if (extra == 0) {
      if (from != to)
        memory.copy(to + ((<usize>begin) << 2), from + ((<usize>begin) << 2), (<usize>(end - begin)) << 2);
      continue;
    }
    for (let r = begin; r < end; r++) {
      const sum = <i64>at32(from, r) + extra;
      put32(to, r, sum > <i64>ENDLESS ? ENDLESS + 1 : <i32>sum);
    }
  }
}

function extraOf(c: i32, i: i32, d: i32): i64 {
  const k = c * resources + d;
  return <i64>at32(guestCount, i) * <i64>at32(perGuest, k) + <i64>at32(coreCount, i) * <i64>at32(perCore, k);
}

function maxima(c: i32, i: i32): void {
  if (blocks == 0) return;
  let row = needOf(c, i);
  let out = blockMax + (((<usize>c * <usize>items + <usize>i) * <usize>blocks) << 2);
  for (let b = 0; b < blocks; b++, row += 64, out += 4) {
    const v = i32x4.max_s(
      i32x4.max_s(v128.load(row), v128.load(row, 16)),
      i32x4.max_s(v128.load(row, 32), v128.load(row, 48)),
    );
    const w = i32x4.max_s(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
    store<i32>(out, i32x4.extract_lane(i32x4.max_s(w, v128.shuffle<i32>(w, w, 1, 0, 3, 2)), 0));
  }
}

/** Adds the item's demand to every row's total, and to `added` what its cheapest class adds. */
function total(i: i32): void {
  let row = needOf(0, i);
  let sum = rowTotal;
  for (let r = 0; r < rows; r += 4, row += 16, sum += 32) {
    const v = v128.load(row);
    v128.store(sum, i64x2.add(v128.load(sum), i64x2.extend_low_i32x4_s(v)));
    v128.store(sum, i64x2.add(v128.load(sum, 16), i64x2.extend_high_i32x4_s(v)), 16);
  }
  for (let d = 0; d < resources; d++) {
    let least = extraOf(0, i, d);
    for (let c = 1; c < classes; c++) least = min(least, extraOf(c, i, d));
    store<i64>(added + ((<usize>d) << 3), load<i64>(added + ((<usize>d) << 3)) + least);
  }
}

/** Shape, peaks and means of item i, from its demand in class 0. */
function describe(i: i32): void {
  writeShape(needOf(0, i), shape + ((<usize>i * <usize>points) << 2));
  for (let d = 0; d < resources; d++) {
    const begin = at32(rowBegin, d);
    const count = at32(rowCount, d);
    let most = 0;
    let sum: i64 = 0;
    for (let r = begin; r < begin + count; r++) {
      const v = at32(needOf(0, i), r);
      if (v > most) most = v;
      sum += v;
    }
    put64(peak, i * resources + d, <f64>most);
    put64(mean, i * resources + d, <f64>sum / <f64>count);
  }
}

/** The shape of some rows: the sum within each point, scaled. */
export function writeShape(from: usize, to: usize): void {
  if (blocks == 0) {
    for (let p: usize = 0; p < (<usize>rows) << 2; p += 16) {
      const v = f32x4.convert_i32x4_s(v128.load(from + p));
      v128.store(to + p, f32x4.mul(v, v128.load(pointScale + p)));
    }
    return;
  }
  let row = from;
  for (let out = fourOf, end = out + ((<usize>blocks) << 4); out < end; row += 64, out += 16) {
    let a = v128.load(row);
    let b = v128.load(row, 16);
    let c = v128.load(row, 32);
    let d = v128.load(row, 48);
    if (blockShift > 0) {
      a = i32x4.shr_s(a, blockShift);
      b = i32x4.shr_s(b, blockShift);
      c = i32x4.shr_s(c, blockShift);
      d = i32x4.shr_s(d, blockShift);
    }
    v128.store(out, i32x4.add(i32x4.add(a, b), i32x4.add(c, d)));
  }
  for (let p: usize = 0, four = fourOf; p < (<usize>blocks) << 2; p += 16, four += 64) {
    const ab = pairs(v128.load(four), v128.load(four, 16));
    const v = pairs(ab, pairs(v128.load(four, 32), v128.load(four, 48)));
    v128.store(to + p, f32x4.mul(f32x4.convert_i32x4_s(v), v128.load(pointScale + p)));
  }
}

/** Sums of neighbours: two of a, then two of b. */
function pairs(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}

/** Row totals with what is added, and how scarce each resource is. */
function weigh(): void {
  let most = 0.0;
  for (let d = 0; d < resources; d++) {
    const begin = at32(rowBegin, d);
    let worst: i64 = 0;
    for (let r = begin; r < at32(rowEnd, d); r++) {
      const at = skip64(rowTotal, r);
      const sum = load<i64>(at) + load<i64>(added + ((<usize>d) << 3));
      store<i64>(at, sum);
      if (sum > worst) worst = sum;
    }
    const c = at32(largest, d);
    const ratio = c > 0 ? <f64>worst / <f64>c : 0.0;
    put64(scarcity, d, ratio);
    if (ratio > most) most = ratio;
  }
  if (most == 0) return;
  for (let d = 0; d < resources; d++) put64(scarcity, d, at64(scarcity, d) / most);
}
