/**
 * Random swaps of two items between hosts: they change which room is left where, without changing what is placed.
 * A swap is taken when it makes rooms more unequal, or nearly so, because full hosts beside open ones are what lets
 * an item in.
 */
import { nextBelow, nextUnit } from '../random';
import { blockMax, shape } from './derive';
import { fits, kindAllowed, spend } from './fit';
import { BLOCK, apartGroups, blocks, images, items, kindClass, points, rows } from './layout';
import {
  WITNESSES,
  blockMin,
  hostOf,
  kindOf,
  needOn,
  place,
  remove,
  roomOf,
  roomShape,
  witness,
  witnessRow,
} from './hosts';
import { pointWeight } from './score';
import { at32 } from '../words';

/** A swap is taken even if the sum of squared rooms falls by this much. */
const TOLERANCE: f32 = 0.02;
/** A worse one is taken with this probability. */
const ANYWAY: f64 = 0.05;

/** Tries one random swap. */
export function trySwap(): void {
  const a = nextBelow(items);
  const b = nextBelow(items);
  const ha = at32(hostOf, a);
  const hb = at32(hostOf, b);
  spend(1);
  if (ha < 0 || hb < 0 || ha == hb) return;
  const anyway = nextUnit() < ANYWAY;
  if (!kindAllowed(a, at32(kindOf, hb)) || !kindAllowed(b, at32(kindOf, ha))) return;
  if (!changes(ha, a, b) || !changes(hb, b, a)) return;
  if (!anyway && gain(a, b, ha, hb) <= -TOLERANCE) return;
  remove(a);
  remove(b);
  if (images > 0 || apartGroups > 0 ? fits(b, ha) && fits(a, hb) : true) {
    place(b, ha);
    place(a, hb);
  } else {
    place(a, ha);
    place(b, hb);
  }
  spend(4 + (blocks << 2));
}

/** Whether the rows of host h hold `comes` once `goes` has left; shared pages and groups aside. */
function changes(h: i32, goes: i32, comes: i32): bool {
  const out = needOn(h, goes);
  const into = needOn(h, comes);
  const room = roomOf(h);
  if (blocks == 0) return rowsHold(room, out, into, 0, rows) < 0;
  const at = h * WITNESSES;
  for (let k = 0; k < WITNESSES; k++) {
    const r = at32(witnessRow, at + k);
    if (at32(into, r) - at32(out, r) > at32(room, r)) return false;
  }
  const c = at32(kindClass, at32(kindOf, h));
  const most = blockMax + (((<usize>c * <usize>items + <usize>comes) * <usize>blocks) << 2);
  const least = blockMin + ((<usize>h * <usize>blocks) << 2);
  spend(1 + (blocks >> 3));
  for (let b = 0; b < blocks; b += 4) {
    const x = (<usize>b) << 2;
    let open = i32x4.bitmask(i32x4.gt_s(v128.load(most + x), v128.load(least + x)));
    for (; open != 0; open &= open - 1) {
      const from = (b + ctz(open)) * BLOCK;
      spend(1);
      const failed = rowsHold(room, out, into, from, from + BLOCK);
      if (failed < 0) continue;
      witness(h, failed);
      return false;
    }
  }
  return true;
}

function rowsHold(room: usize, out: usize, into: usize, from: i32, to: i32): i32 {
  for (let r = from; r < to; r += 4) {
    const x = (<usize>r) << 2;
    const over = i32x4.gt_s(v128.load(into + x), i32x4.add(v128.load(room + x), v128.load(out + x)));
    if (v128.any_true(over)) return r + ctz(i32x4.bitmask(over));
  }
  return -1;
}

/** By how much the weighted sum of squared rooms grows when a and b change hosts. */
function gain(a: i32, b: i32, ha: i32, hb: i32): f32 {
  const shapeA = shape + ((<usize>a * <usize>points) << 2);
  const shapeB = shape + ((<usize>b * <usize>points) << 2);
  const roomA = roomShape + ((<usize>ha * <usize>points) << 2);
  const roomB = roomShape + ((<usize>hb * <usize>points) << 2);
  let sum = f32x4.splat(0);
  spend(1 + (points >> 4));
  for (let p: usize = 0; p < (<usize>points) << 2; p += 16) {
    const t = f32x4.sub(v128.load(shapeA + p), v128.load(shapeB + p));
    // (A + t)^2 + (B - t)^2 - A^2 - B^2 = 2t (A - B + t)
    const change = f32x4.mul(t, f32x4.add(f32x4.sub(v128.load(roomA + p), v128.load(roomB + p)), t));
    sum = f32x4.add(sum, f32x4.mul(v128.load(pointWeight + p), change));
  }
  const all =
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    f32x4.extract_lane(sum, 2) +
    f32x4.extract_lane(sum, 3);
  return all * 2;
}
