/**
 * Candidates of a host-centred construction laid out row by row instead of item by item, so that four items are
 * tested and scored at a time. Only where rows are few, one class of kinds and no shared pages; the sums and their
 * order are those of score.ts, so that plans are the same either way. Candidates lie in leaves, which a tree of boxes
 * searches (candidate-tree.ts). Where there is one kind of host, at most `pool` of them wait at a time and others follow
 * in steps of the golden ratio, whatever their order: a choice looks among so many, and a plan takes about as long for
 * each item however many there are.
 */
import { take } from '../memory';
import { emptyRoom, shape } from './derive';
import { allowed, rowsFit, spend } from './fit';
import { hostOf, roomOf } from './hosts';
import { ENDLESS, blocks, classes, images, items, kinds, needOf, pool, rows } from './layout';
import { factorOf, offsetOf, stay } from './score';
import { at32, put32, take32 } from '../words';

/** Candidates in a leaf at most. */
const LEAF: i32 = 16;
const GOLDEN: f64 = 0.6180339887498949;

/** Whether a problem's candidates are laid out so. */
export let laned: bool = false;
/** Candidates when they were laid out last, a permutation of them, and how many leaves they lie in: a power of two. */
export let count: i32 = 0;
export let list: usize = 0;
export let leaves: i32 = 1;
/** Places of a leaf, a multiple of 4; leaves at most. */
export let leafSize: i32 = LEAF;
export let mostLeaves: i32 = 1;
/** The best so far of the search under way: its item (-1: none), score and place. */
export let best: i32 = -1;
export let most: f32 = 0;
let foundAt: i32 = 0;

/** Candidates at a time at most. */
let room: i32 = 0;
/** Items that have been candidates, the one that is next, and from each to the one that follows it. */
let entered: i32 = 0;
let next: i32 = 0;
let step: i32 = 1;
/** Candidates placed since they were laid out. */
let placed: i32 = 0;
/** Fours of places, each rows x 4: needs and shapes. Per place: factor, offset, item (-1: none). */
let needs: usize = 0;
let shapes: usize = 0;
let factors: usize = 0;
let offsets: usize = 0;
let ids: usize = 0;

/** Takes the regions. */
export function takeLanes(): void {
  laned = blocks == 0 && classes == 1 && images == 0;
  if (!laned) return;
  room = kinds == 1 ? min(items, pool) : items;
  mostLeaves = leavesFor(room);
  const places = <usize>mostLeaves * LEAF;
  list = take32(room);
  needs = take((places * <usize>rows) << 2);
  shapes = take((places * <usize>rows) << 2);
  factors = take32(places);
  offsets = take32(places);
  ids = take32(places);
  step = max(1, <i32>(<f64>items * GOLDEN));
  while (divisor(step, items) > 1) step++;
}

function divisor(a: i32, b: i32): i32 {
  return b == 0 ? a : divisor(b, a % b);
}

function leavesFor(candidates: i32): i32 {
  let some = 1;
  while (some * LEAF < candidates) some <<= 1;
  return some;
}

/** Starts anew: no item has been a candidate. */
export function clearLanes(): void {
  count = 0;
  placed = 0;
  leaves = 0;
  entered = 0;
  next = 0;
}

/** Lists the candidates that have no host, and those that follow; `layLeaf` then lays them out. */
export function listCandidates(): void {
  let held = 0;
  for (let k = 0; k < leaves * leafSize; k++) {
    const i = at32(ids, k);
    if (i >= 0 && at32(hostOf, i) < 0) put32(list, held++, i);
  }
  for (; held < room && entered < items; entered++) {
    // With one kind, what no empty host holds would only wait.
    if (kinds > 1 || rowsFit(needOf(0, next), emptyRoom, 0, rows) < 0) put32(list, held++, next);
    next += step;
    if (next >= items) next -= items;
  }
  count = held;
  leaves = leavesFor(held);
  leafSize = max(4, ((held + leaves - 1) / leaves + 3) & ~3);
  placed = 0;
  spend((held * rows) >> 3);
}

/** Whether so many have been placed that the others are to close up, and whether others then follow. */
export function isThin(): bool {
  return placed * 4 >= count;
}
export function othersFollow(): bool {
  return entered < items;
}

/** Fills a leaf with those from `from` to `to` of the list. */
export function layLeaf(leaf: i32, from: i32, to: i32): void {
  for (let k = 0; k < leafSize; k++) {
    const place = leaf * leafSize + k;
    const four = (<usize>(place >> 2) * <usize>rows) << 4;
    const lane = (<usize>(place & 3)) << 2;
    const i = from + k < to ? at32(list, from + k) : -1;
    put32(ids, place, i);
    if (i < 0) {
      store<i32>(needs + four + lane, ENDLESS + 1);
      continue;
    }
    store<f32>(factors + ((<usize>place) << 2), factorOf(i));
    store<f32>(offsets + ((<usize>place) << 2), offsetOf(i));
    const need = needOf(0, i);
    const from = shape + ((<usize>i * <usize>rows) << 2);
    for (let r: usize = 0; r < (<usize>rows) << 2; r += 4) {
      store<i32>(needs + four + (r << 2) + lane, load<i32>(need + r));
      store<i32>(shapes + four + (r << 2) + lane, load<i32>(from + r));
    }
  }
}

/** The item at a place, -1 where there is none, or none any more. */
export function waitingAt(place: i32): i32 {
  return at32(ids, place);
}

/** Takes out the item found last, and returns its leaf. */
export function takeFound(): i32 {
  store<i32>(
    needs + ((<usize>(foundAt >> 2) * <usize>rows) << 4) + ((<usize>(foundAt & 3)) << 2),
    ENDLESS + 1,
  );
  put32(ids, foundAt, -1);
  placed++;
  return foundAt / leafSize;
}

/** Forgets the search before. */
export function seekBest(): void {
  best = -1;
  most = -Infinity;
}

/** Looks through a leaf for an item that host h holds with a score above the best so far, or as high and earlier. */
export function seekInLeaf(leaf: i32, h: i32): void {
  const left = roomOf(h);
  const first = leaf * leafSize;
  const size = (<usize>rows) << 4;
  let need = needs + <usize>(first >> 2) * size;
  let form = shapes + <usize>(first >> 2) * size;
  for (let k = first; k < first + leafSize; k += 4, need += size, form += size) {
    let over = i32x4.splat(0);
    for (let r: usize = 0; r < (<usize>rows) << 2; r += 4)
      over = v128.or(over, i32x4.gt_s(v128.load(need + (r << 2)), v128.load32_splat(left + r)));
    if (i32x4.all_true(over)) continue;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let r: usize = 0, at = form; r < (<usize>rows) << 2; r += 16, at += 64) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(stay + r), v128.load(at)));
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(stay + r, 4), v128.load(at, 16)));
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(stay + r, 8), v128.load(at, 32)));
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(stay + r, 12), v128.load(at, 48)));
    }
    const product = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    const places = (<usize>k) << 2;
    const score = f32x4.add(f32x4.mul(v128.load(factors + places), product), v128.load(offsets + places));
    let record = i32x4.bitmask(v128.andnot(f32x4.ge(score, f32x4.splat(most)), over));
    for (; record != 0; record &= record - 1) {
      const lane = ctz(record);
      const s =
        lane < 2
          ? lane == 0
            ? f32x4.extract_lane(score, 0)
            : f32x4.extract_lane(score, 1)
          : lane == 2
            ? f32x4.extract_lane(score, 2)
            : f32x4.extract_lane(score, 3);
      const i = at32(ids, k + lane);
      if (s < most || (s == most && best >= 0 && i > best) || !allowed(i, h)) continue;
      most = s;
      best = i;
      foundAt = k + lane;
    }
  }
}
