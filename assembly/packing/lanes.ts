/**
 * Candidates of a host-centred construction laid out row by row instead of item by item, so that four items are
 * tested and scored at a time. Only where rows are few, one class of kinds and no shared pages; the sums and their
 * order are those of score.ts, so that plans are the same either way.
 */
import { take } from '../memory';
import { shape } from './derive';
import { allowed, spend } from './fit';
import { hostOf, roomOf } from './hosts';
import { ENDLESS, blocks, classes, images, items, needOf, rows } from './layout';
import { factorOf, offsetOf, stay } from './score';
import { at32, put32, take32 } from '../words';

/** Whether a problem's candidates are laid out so. */
export let laned: bool = false;

/** Length of each lane, a multiple of 4, and how much of it is in use; items of it that have been placed. */
let room: i32 = 0;
let count: i32 = 0;
let placed: i32 = 0;
/** rows x room: needs and shapes; per place: factor, offset, item. */
let needs: usize = 0;
let shapes: usize = 0;
let factors: usize = 0;
let offsets: usize = 0;
let ids: usize = 0;
/** Where the item last found best lies. */
let foundAt: i32 = 0;

/** Takes the regions. */
export function takeLanes(): void {
  laned = blocks == 0 && classes == 1 && images == 0;
  if (!laned) return;
  room = (items + 3) & ~3;
  needs = take((<usize>rows * <usize>room) << 2);
  shapes = take((<usize>rows * <usize>room) << 2);
  factors = take32(room);
  offsets = take32(room);
  ids = take32(room);
}

/** Lays out the items that have no host. */
export function fillLanes(): void {
  count = 0;
  for (let i = 0; i < items; i++) {
    if (at32(hostOf, i) >= 0) continue;
    put32(ids, count, i);
    store<f32>(factors + ((<usize>count) << 2), factorOf(i));
    store<f32>(offsets + ((<usize>count) << 2), offsetOf(i));
    for (let r = 0; r < rows; r++) {
      put32(needs, r * room + count, at32(needOf(0, i), r));
      put32(shapes, r * room + count, at32(shape, i * rows + r));
    }
    count++;
  }
  for (let k = count; k < ((count + 3) & ~3); k++) put32(needs, k, ENDLESS + 1);
  placed = 0;
  spend((items * rows) >> 3);
}

/** Closes up the places of items that have been placed, once they are a quarter. */
export function closeUp(): void {
  if (placed * 4 < count) return;
  fillLanes();
}

/** Takes out the item found last. */
export function takeFound(): void {
  put32(needs, foundAt, ENDLESS + 1);
  placed++;
}

/** The item of the best score among those that host h holds, or -1. */
export function bestInLanes(h: i32): i32 {
  const left = roomOf(h);
  const stride = (<usize>room) << 2;
  let best = -1;
  let most: f32 = -Infinity;
  const end = ((<usize>count + 3) & ~3) << 2;
  for (let k: usize = 0; k < end; k += 16) {
    let over = i32x4.splat(0);
    for (let r: usize = 0, at = needs + k; r < (<usize>rows) << 2; r += 4, at += stride) {
      over = v128.or(over, i32x4.gt_s(v128.load(at), v128.load32_splat(left + r)));
    }
    if (i32x4.all_true(over)) continue;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let r: usize = 0, at = shapes + k; r < (<usize>rows) << 2; r += 16, at += stride << 2) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(stay + r), v128.load(at)));
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(stay + r, 4), v128.load(at + stride)));
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(stay + r, 8), v128.load(at + (stride << 1))));
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(stay + r, 12), v128.load(at + stride * 3)));
    }
    const product = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    const score = f32x4.add(f32x4.mul(v128.load(factors + k), product), v128.load(offsets + k));
    let record = i32x4.bitmask(v128.andnot(f32x4.gt(score, f32x4.splat(most)), over));
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
      const at = <i32>(k >> 2) + lane;
      if (s <= most || !allowed(at32(ids, at), h)) continue;
      most = s;
      best = at32(ids, at);
      foundAt = at;
    }
  }
  spend((count * rows) >> 4);
  return best;
}
