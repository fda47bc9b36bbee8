/**
 * Bounds by dual-feasible functions: a function f with sum f(x) <= 1 over every set of sizes that fits turns sizes
 * into sizes whose continuous bound still holds, and is often higher. Three families, on single rows and on weighted
 * sums of rows (any host that holds a set holds its weighted sum):
 * - Martello and Toth (1990), L2: large sizes become whole hosts, small ones vanish;
 * - Fekete and Schepers, "New classes of fast lower bounds for bin packing problems" (2001), u(k);
 * - Carlier, Clautiaux and Moukrim, "New reduction procedures and lower bounds for the two-dimensional bin packing
 *   problem" (2007), f2.
 * Hosts of unequal kinds all count as large as the largest. Shared pages are left out.
 */
import { largest, rowTotal } from './derive';
import { spend, work } from './fit';
import { blocks, classes, items, needOf, resources, rowBegin, rowCount } from './layout';
import { sortByKeys } from './radix';
import { take } from '../memory';
import { at32, put32, take32, take64 } from '../words';

/** Thresholds tried at most in each family that has them (fewer where items are many), and multiples tried of u(k). */
const THRESHOLDS: i32 = 200;
const FEWEST: i32 = 20;
const EVALUATIONS: i32 = 400000;
const MULTIPLES: i32 = 40;
/** Weighted sums scale each capacity to this. */
const SCALE: i64 = (<i64>1) << 32;
/** Rows tried of each resource that has many: those of largest total. */
const ROWS: i32 = 3;

/** The largest bound, and its row: resource and slot, or -1 and -1 for a weighted sum. */
export let dualHosts: i32 = 0;
export let dualResource: i32 = -1;
export let dualRow: i32 = -1;

/** items, i64: sizes; those up to half the room, and in what order. */
let sizes: usize = 0;
let small: usize = 0;
let rank: usize = 0;
/** THRESHOLDS, i64, and how many there are. */
let threshold: usize = 0;
let thresholds: i32 = 0;
let room: i64 = 0;
let resourceNow: i32 = -1;
let rowNow: i32 = -1;
/** Per resource: its rows to try, -1 where there are fewer. */
let tried: usize = 0;
let source: i32 = 0;
let step: i32 = -1;

/** Takes the regions. */
export function takeDual(): void {
  sizes = take64(items);
  small = take64(items);
  rank = take32(items);
  threshold = take64(THRESHOLDS);
  tried = take((<usize>(resources * ROWS)) << 2);
}

/** Starts over. */
export function beginDual(): void {
  dualHosts = 0;
  source = 0;
  step = -1;
  for (let d = 0; d < resources; d++) pickRows(d);
  spend(resources);
}

/** The rows of largest total, each at least a block from the others where rows are blocked. */
function pickRows(d: i32): void {
  const begin = at32(rowBegin, d);
  for (let k = 0; k < ROWS; k++) {
    let best = -1;
    for (let r = begin; r < begin + at32(rowCount, d); r++) {
      let near = false;
      for (let m = 0; m < k; m++) near = near || abs(at32(tried, d * ROWS + m) - r) < (blocks > 0 ? 16 : 1);
      if (near) continue;
      if (best < 0 || load<i64>(rowTotal + ((<usize>r) << 3)) > load<i64>(rowTotal + ((<usize>best) << 3)))
        best = r;
    }
    put32(tried, d * ROWS + k, best);
  }
}

/** Tries functions on source after source; true when all are done. */
export function dualStep(budget: i32): bool {
  const until = work + budget;
  while (work < until) {
    if (step < 0) {
      if (!nextSource()) return true;
      step = 0;
      continue;
    }
    apply(step);
    spend(1 + (items >> 1));
    if (++step >= 3 * thresholds + MULTIPLES) {
      step = -1;
      source++;
    }
  }
  return false;
}

/** Sources: each picked row, then the sum of all resources' worst rows, then pairs of them at 1:1, 2:1, 3:1, 1:2, 1:3. */
function nextSource(): bool {
  const single = resources * ROWS;
  for (; source < single; source++) {
    const r = at32(tried, source);
    if (r < 0) continue;
    const d = source / ROWS;
    resourceNow = d;
    rowNow = r - at32(rowBegin, d);
    room = <i64>at32(largest, d);
    for (let i = 0; i < items; i++) putSize(i, leastNeed(i, r));
    sortSizes();
    return true;
  }
  if (resources < 2) return false;
  resourceNow = -1;
  rowNow = -1;
  let k = source - single;
  if (k == 0) {
    startSum();
    for (let d = 0; d < resources; d++) addRow(d, 1);
    sortSizes();
    return true;
  }
  k--;
  const pair = k / 5;
  const mix = k % 5;
  let left = pair;
  for (let d = 0; d < resources; d++) {
    const others = resources - 1 - d;
    if (left >= others) {
      left -= others;
      continue;
    }
    startSum();
    addRow(d, mix == 1 ? 2 : mix == 2 ? 3 : 1);
    addRow(d + 1 + left, mix == 3 ? 2 : mix == 4 ? 3 : 1);
    sortSizes();
    return true;
  }
  return false;
}

function startSum(): void {
  room = 0;
  for (let i = 0; i < items; i++) putSize(i, 0);
}

function addRow(d: i32, times: i64): void {
  const c = <i64>at32(largest, d);
  if (c == 0) return;
  const weight = (times * SCALE) / c;
  const r = at32(tried, d * ROWS);
  room += weight * c;
  for (let i = 0; i < items; i++) putSize(i, sizeOf(i) + weight * leastNeed(i, r));
}

/** Item i's need in row r in its cheapest class. */
function leastNeed(i: i32, r: i32): i64 {
  let least = at32(needOf(0, i), r);
  for (let c = 1; c < classes; c++) least = min(least, at32(needOf(c, i), r));
  return <i64>least;
}

function sizeOf(i: i32): i64 {
  return wholeAt(sizes, i);
}

function putSize(i: i32, v: i64): void {
  putWhole(sizes, i, v);
}

function wholeAt(at: usize, k: i32): i64 {
  return load<i64>(at + ((<usize>k) << 3));
}

function putWhole(at: usize, k: i32, v: i64): void {
  store<i64>(at + ((<usize>k) << 3), v);
}

/** Distinct sizes up to half the room, ascending, thinned out evenly where they are many. */
function sortSizes(): void {
  let count = 0;
  for (let i = 0; i < items; i++) {
    const v = sizeOf(i);
    if (v > 0 && 2 * v <= room) putWhole(small, count++, v);
  }
  sortByKeys(rank, small, count, false);
  let distinct = 0;
  for (let k = 0; k < count; k++) if (k == 0 || ranked(k) != ranked(k - 1)) distinct++;
  const most = min(distinct, min(THRESHOLDS, max(FEWEST, EVALUATIONS / items)));
  thresholds = 0;
  for (let k = 0, d = 0; thresholds < most; k++) {
    if (k > 0 && ranked(k) == ranked(k - 1)) continue;
    if (d++ != <i32>((<i64>thresholds * <i64>distinct) / most)) continue;
    putWhole(threshold, thresholds++, ranked(k));
  }
  spend(items);
}

/** The k-th smallest of the small sizes. */
function ranked(k: i32): i64 {
  return wholeAt(small, at32(rank, k));
}

/** One function on the present source. */
function apply(k: i32): void {
  if (room == 0) return;
  if (k < 2 * thresholds) {
    const at = k < thresholds ? k : k - thresholds;
    const l = wholeAt(threshold, at) + (k < thresholds ? 0 : 1);
    if (2 * l <= room) raise(largeWhole(l), room);
  } else if (k < 3 * thresholds) {
    const l = wholeAt(threshold, k - 2 * thresholds);
    raise(stairs(l), 2 * (room / l));
  } else {
    const m = <i64>(k - 3 * thresholds + 1);
    raise(multiples(m), room * m);
  }
}

function raise(sum: i64, per: i64): void {
  const hosts = <i32>((sum + per - 1) / per);
  if (hosts <= dualHosts) return;
  dualHosts = hosts;
  dualResource = resourceNow;
  dualRow = rowNow;
}

function largeWhole(l: i64): i64 {
  let sum: i64 = 0;
  for (let i = 0; i < items; i++) {
    const v = sizeOf(i);
    sum += v > room - l ? room : v >= l ? v : 0;
  }
  return sum;
}

function stairs(l: i64): i64 {
  const steps = room / l;
  let sum: i64 = 0;
  for (let i = 0; i < items; i++) {
    const v = sizeOf(i);
    sum += 2 * v > room ? 2 * (steps - (room - v) / l) : 2 * v == room ? steps : 2 * (v / l);
  }
  return sum;
}

function multiples(m: i64): i64 {
  let sum: i64 = 0;
  for (let i = 0; i < items; i++) {
    const v = sizeOf(i);
    const p = (m + 1) * v;
    sum += p % room == 0 ? v * m : (p / room) * room;
  }
  return sum;
}
