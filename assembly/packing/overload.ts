/** By how much a host is overloaded, in shares of capacity summed over rows, before and after an exchange. */
import { largest } from './derive';
import { spend, work } from './fit';
import { SHARE, overloadFullest, overload16 } from './rows16';
import { needOn, roomOf } from './hosts';
import { blocks, images, resources, rowBegin, rowEnd, rows, sharedFrom, sharedTo } from './layout';
import { sharedChange } from './shared';
import { at32, take32 } from '../words';

/** More than any overload allowed. */
export const TOO_MUCH: f32 = 3.0e38;

/** The same in sixteen-bit rows. */
const MOST: i32 = i32.MAX_VALUE >> 1;

/** No host is overloaded by more than this, so that rooms stay above -2^29 and nothing overflows. */
export let ceiling: f32 = 0;
/** rows, f32: what turns an integer overload into a share of capacity. */
let rowScale: usize = 0;

/** Takes the regions. */
export function takeOverload(): void {
  rowScale = take32(rows);
  let most = 1;
  for (let d = 0; d < resources; d++) {
    const c = at32(largest, d);
    most = max(most, c);
    for (let r = at32(rowBegin, d); r < at32(rowEnd, d); r++) {
      store<f32>(rowScale + ((<usize>r) << 2), c > 0 ? <f32>(1.0 / <f64>c) : <f32>1);
    }
  }
  ceiling = blocks > 0 ? 100000 : <f32>(<f64>(1 << 29) / <f64>most);
}

function inRows16(limit: f32): i32 {
  return limit < 100000 ? <i32>(limit * SHARE) : MOST;
}

/** Whether a few rows tell that the overloads of hosts h and g together pass `limit` when h's item a and g's b change places. */
export function surelyPasses(h: i32, a: i32, g: i32, b: i32, limit: f32): bool {
  if (blocks == 0) return false;
  spend(4);
  const most = inRows16(limit);
  let sum = g < 0 ? 0 : overloadFullest(g, b, a, most);
  if (sum <= most) sum += overloadFullest(h, a, b, most - sum);
  if (ASC_OPTIMIZE_LEVEL == 0 && sum > most) {
    const before = work;
    const all = overload16(h, a, b, MOST) + (g < 0 ? 0 : overload16(g, b, a, MOST));
    assert(all > most, 'overload: a few rows tell more than all');
    spend(before - work);
  }
  return sum > most;
}

/** The overload of host h if `out` left and `into` came (-1: none), or anything above `limit` once that is passed. @inline */
export function overload(h: i32, out: i32, into: i32, limit: f32): f32 {
  if (blocks > 0) return <f32>overload16(h, out, into, inRows16(limit)) / SHARE;
  spend(1);
  const room = roomOf(h);
  const rowIn: usize = into < 0 ? 0 : needOn(h, into);
  const rowOut: usize = out < 0 ? 0 : needOn(h, out);
  const sum = sumRows(room, rowIn, rowOut);
  if (images == 0) return sum;
  const change = sharedChange(h, out, into);
  if (change == 0) return sum;
  let more: f32 = 0;
  for (let r = sharedFrom; r < sharedTo; r++) {
    const over = overOf(room, rowIn, rowOut, r);
    const then = max(<i64>over + change, 0) - max(over, 0);
    more += <f32>then * load<f32>(rowScale + ((<usize>r) << 2));
  }
  // The last bits of the two sums may differ: what is left of an overload that is gone is none.
  const all = sum + more;
  return all > 1.0e-6 * sum ? all : isFree(room, rowIn, rowOut, change) ? 0 : <f32>1.0e-9;
}

/** @inline */
function sumRows(room: usize, rowIn: usize, rowOut: usize): f32 {
  let sum = f32x4.splat(0);
  const zero = i32x4.splat(0);
  for (let x: usize = 0; x < (<usize>rows) << 2; x += 16) {
    let over = i32x4.neg(v128.load(room + x));
    if (rowIn != 0) over = i32x4.add(over, v128.load(rowIn + x));
    if (rowOut != 0) over = i32x4.sub(over, v128.load(rowOut + x));
    over = i32x4.max_s(over, zero);
    sum = f32x4.add(sum, f32x4.mul(f32x4.convert_i32x4_s(over), v128.load(rowScale + x)));
  }
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

function overOf(room: usize, rowIn: usize, rowOut: usize, r: i32): i32 {
  return (rowIn == 0 ? 0 : at32(rowIn, r)) - (rowOut == 0 ? 0 : at32(rowOut, r)) - at32(room, r);
}

/** Whether no row is overloaded once the shared pages have changed. */
function isFree(room: usize, rowIn: usize, rowOut: usize, change: i32): bool {
  for (let r = 0; r < rows; r++) {
    const over = <i64>overOf(room, rowIn, rowOut, r);
    if (over + (r >= sharedFrom && r < sharedTo ? change : 0) > 0) return false;
  }
  return true;
}

/** The row of host h whose overload is the largest share of capacity. */
export function worstRowOf(h: i32): i32 {
  const room = roomOf(h);
  let worst = 0;
  let most: f32 = 0;
  for (let r = 0; r < rows; r++) {
    const over = <f32>-at32(room, r) * load<f32>(rowScale + ((<usize>r) << 2));
    if (over > most) {
      most = over;
      worst = r;
    }
  }
  return worst;
}
