/**
 * Sixteen-bit rows for searching where rows are many: demands rounded up and capacities down to a power of two that
 * keeps the largest capacity within (LEAST, 2 * LEAST], so that what fits here fits, at half the memory to touch.
 * A host's row holds its load plus BIAS minus its capacity less a margin, so that what is above BIAS is overload.
 */
import { take } from '../memory';
import { largest } from './derive';
import { spend, work } from './fit';
import { firstMember, hosts, kindOf, nextMember } from './hosts';
import { sharedChange, sharedOn } from './shared';
import {
  BLOCK,
  blocks,
  capacity,
  classes,
  images,
  items,
  kindClass,
  kinds,
  needOf,
  resources,
  rowBegin,
  rowCount,
  rowEnd,
  rows,
  sharedFrom,
  sharedTo,
} from './layout';
import { at32, put32, skip64, take32 } from '../words';

/** Rows summed before a limit is looked at: a multiple of 32 that divides the padded rows. */
const CHUNK: i32 = 64;
/** Rows of a host that are looked at before all others: its fullest, where an overload shows first. */
const FULLEST: usize = 12;
const LEAST: i32 = 8191;
const BIAS: i32 = 32768;
/** No demand counts as more: two capacities at least, and a host's row still cannot pass 16 bits unnoticed. */
const MOST: i32 = 32767;
/** Of resources that vary over time, loads count as overload from this part below capacity: room for noise. */
const MARGIN: i32 = 100;
/** One share of a capacity, about: a sum of overloads is divided by it. */
export const SHARE: f32 = 12288;

/** classes x items x rows, u16. */
let needs: usize = 0;
/** kinds x rows, u16: an empty host's rows. */
let empty: usize = 0;
/** kinds x rows, u16: what a host's rows must not pass. */
let limits: usize = 0;
/** hosts x rows, u16, and for how many hosts there is room. */
let loads: usize = 0;
let room: i32 = 0;
/** rows, u16, all 0: what no item needs. */
let nothing: usize = 0;
/** Per resource: right shift, negative for a left one. */
let shifts: usize = 0;
/** Per host: the chunk at which a sum passed its limit last, where the next sum begins. */
let chunkOf: usize = 0;
/** hosts x FULLEST, pairs of u32: the offset of a row and what stands there, the fullest row first. */
let fullest: usize = 0;
/** Per host: its shared pages, and the shift of the resource that they are of. */
let pages: usize = 0;
let sharedResource: i32 = 0;
let bytes: usize = 0;
/** Items (of all classes) whose demand is rounded. */
let rounded: i32 = 0;

/** Takes the regions. */
export function takeRows16(): void {
  rounded = 0;
  room = 0;
  if (blocks == 0) return;
  bytes = (<usize>rows) << 1;
  needs = take(<usize>classes * <usize>items * bytes);
  empty = take(<usize>kinds * bytes);
  limits = take(<usize>kinds * bytes);
  nothing = take(bytes);
  shifts = take32(resources);
  chunkOf = take32(items);
  fullest = take((<usize>items * FULLEST) << 3);
  pages = take32(items);
  for (let d = 0; d < resources; d++) {
    let shift = 0;
    const c = at32(largest, d);
    while (c >> shift > 2 * LEAST) shift++;
    while (c > 0 && shift <= 0 && c << -shift <= LEAST) shift--;
    put32(shifts, d, shift);
    if (at32(rowBegin, d) == sharedFrom) sharedResource = d;
  }
  for (let j = 0; j < kinds; j++) {
    memory.fill(limits + <usize>j * bytes, 0xff, bytes);
    for (let d = 0; d < resources; d++) {
      const shift = at32(shifts, d);
      const c = at32(capacity, j * resources + d);
      const half = shift < 0 ? c << -shift : c >> shift;
      const margin = at32(rowCount, d) > BLOCK ? half / MARGIN : 0;
      fill(empty + <usize>j * bytes, d, BIAS - half + margin);
      fill(limits + <usize>j * bytes, d, BIAS + margin);
    }
  }
}

function fill(row: usize, d: i32, value: i32): void {
  for (let r = at32(rowBegin, d); r < at32(rowEnd, d); r++) store<u16>(row + ((<usize>r) << 1), <u16>value);
}

/** Rounds demands until all are done or the work is; true when all are. */
export function roundNeeds(until: i32): bool {
  const all = blocks == 0 ? 0 : classes * items;
  while (rounded < all) {
    if (work >= until) return false;
    const from = needOf(0, rounded);
    const to = needs + <usize>rounded * bytes;
    for (let d = 0; d < resources; d++) roundRows(from, to, d);
    rounded++;
    spend(rows >> 4);
  }
  return true;
}

function roundRows(from: usize, to: usize, d: i32): void {
  const shift = at32(shifts, d);
  for (let r = at32(rowBegin, d); r < at32(rowEnd, d); r++) {
    store<u16>(to + ((<usize>r) << 1), <u16>roundUp(at32(from, r), shift));
  }
}

function roundUp(v: i32, shift: i32): i32 {
  return min(shift < 0 ? min(v, MOST) << -shift : (v + (1 << shift) - 1) >> shift, MOST);
}

function needRow(h: i32, i: i32): usize {
  if (i < 0) return nothing;
  return needs + <usize>(at32(kindClass, at32(kindOf, h)) * items + i) * bytes;
}

function loadRow(h: i32): usize {
  return loads + <usize>h * bytes;
}

/** Makes room for the rows of every open host; `loadHost` then adds them up. */
export function makeLoads(): void {
  if (hosts <= room) return;
  room = hosts;
  loads = take(<usize>room * bytes);
}

/** Adds up the rows of host h; false where one would pass 16 bits. */
export function loadHost(h: i32): bool {
  put32(chunkOf, h, 0);
  put32(pages, h, 0);
  memory.copy(loadRow(h), empty + <usize>at32(kindOf, h) * bytes, bytes);
  const first = at32(firstMember, h);
  for (let m = first; m >= 0; m = at32(nextMember, m)) {
    if (!mayExchange(h, -1, m)) return false;
    exchangeRows(h, -1, m);
    spend(rows >> 6);
  }
  if (images > 0) {
    const held = sharedOn(h, first, nextMember);
    if (held > 2 * at32(largest, sharedResource)) return false;
    addPages(h, held);
  }
  findFullest(h);
  return true;
}

/** Adds to host h's shared pages. */
function addPages(h: i32, change: i32): void {
  const by = pagesBy(h, change);
  put32(pages, h, at32(pages, h) + change);
  for (let r = sharedFrom; r < sharedTo; r++) {
    const at = loadRow(h) + ((<usize>r) << 1);
    store<u16>(at, <u16>(<i32>load<u16>(at) + by));
  }
}

/** By how much host h's rows of the shared resource grow when its pages change by `change`. */
function pagesBy(h: i32, change: i32): i32 {
  const now = at32(pages, h);
  const shift = at32(shifts, sharedResource);
  return roundUp(now + change, shift) - roundUp(now, shift);
}

/** Whether all rows of host h stay within 16 bits when `out` leaves and `into` comes (-1: none). */
export function mayExchange(h: i32, out: i32, into: i32): bool {
  const mine = loadRow(h);
  const rowIn = needRow(h, into);
  const rowOut = needRow(h, out);
  const most = i16x8.splat(-1);
  let full = i16x8.splat(0);
  for (let x: usize = 0; x < bytes; x += 16) {
    const left = i16x8.sub(v128.load(mine + x), v128.load(rowOut + x));
    full = v128.or(full, i16x8.eq(i16x8.add_sat_u(left, v128.load(rowIn + x)), most));
  }
  if (v128.any_true(full)) return false;
  const by = images > 0 ? pagesBy(h, sharedChange(h, out, into)) : 0;
  if (by > 0) {
    for (let r = sharedFrom; r < sharedTo; r++) {
      if (overOf(h, rowIn, rowOut, r) + by + BIAS > <i32>u16.MAX_VALUE) return false;
    }
  }
  return true;
}

function overOf(h: i32, rowIn: usize, rowOut: usize, r: i32): i32 {
  const x = (<usize>r) << 1;
  return <i32>load<u16>(loadRow(h) + x) + <i32>load<u16>(rowIn + x) - <i32>load<u16>(rowOut + x) - BIAS;
}

function exchangeRows(h: i32, out: i32, into: i32): void {
  const mine = loadRow(h);
  const rowIn = needRow(h, into);
  const rowOut = needRow(h, out);
  for (let x: usize = 0; x < bytes; x += 16) {
    const left = i16x8.sub(v128.load(mine + x), v128.load(rowOut + x));
    v128.store(mine + x, i16x8.add(left, v128.load(rowIn + x)));
  }
}

/** Makes an exchange in host h's rows, its lists being as before; `mayExchange` has said yes. */
export function exchange16(h: i32, out: i32, into: i32): void {
  exchangeRows(h, out, into);
  if (images > 0) addPages(h, sharedChange(h, out, into));
  findFullest(h);
}

/** Finds host h's fullest rows by insertion, those of the resource with shared pages apart: they may shrink again. */
function findFullest(h: i32): void {
  const mine = loadRow(h);
  const list = fullest + ((<usize>h * FULLEST) << 3);
  const last = skip64(list, FULLEST - 1);
  memory.fill(list, 0, FULLEST << 3);
  for (let x: usize = 0; x < bytes; x += 16) {
    const least = i16x8.splat(load<u16>(last, 4));
    if (!v128.any_true(i16x8.gt_u(v128.load(mine + x), least))) continue;
    for (let y = x; y < x + 16; y += 2) {
      const r = <i32>(y >> 1);
      const level = load<u16>(mine + y);
      if (level <= load<u16>(last, 4) || (r >= sharedFrom && r < sharedTo)) continue;
      let at = last;
      for (; at > list && load<u16>(at - 4) < level; at -= 8) store<u64>(at, load<u64>(at - 8));
      store<u32>(at, <u32>y);
      store<u32>(at, level, 4);
    }
  }
}

/**
 * The part of `overload16` that host h's fullest rows make up, or some part of it past `limit`: what passes a limit
 * here passes it there, and nearly all that does is told by these few rows.
 */
export function overloadFullest(h: i32, out: i32, into: i32, limit: i32): i32 {
  const rowIn = needRow(h, into);
  const rowOut = needRow(h, out);
  let sum = 0;
  let at = fullest + ((<usize>h * FULLEST) << 3);
  for (const end = skip64(at, FULLEST); at < end && sum <= limit; at += 8) {
    const x = <usize>load<u32>(at);
    sum += max(load<i32>(at, 4) + <i32>load<u16>(rowIn + x) - <i32>load<u16>(rowOut + x) - BIAS, 0);
  }
  // The whole sum counts no more than that where it overflows.
  return min(sum, <i32>u16.MAX_VALUE);
}

/** Whether some row of host h passes its capacity. */
export function passesCapacity(h: i32): bool {
  const mine = loadRow(h);
  const most = limits + <usize>at32(kindOf, h) * bytes;
  let over = i16x8.splat(0);
  for (let x: usize = 0; x < bytes; x += 16) {
    over = v128.or(over, i16x8.gt_u(v128.load(mine + x), v128.load(most + x)));
  }
  return v128.any_true(over);
}

/** The sum of overloads of host h's rows if `out` left and `into` came (-1: none), or some part of it past `limit`. */
export function overload16(h: i32, out: i32, into: i32, limit: i32): i32 {
  const change = images > 0 ? sharedChange(h, out, into) : 0;
  if (change == 0) return sumOver(h, out, into, limit);
  const by = pagesBy(h, change);
  let more = 0;
  for (let r = sharedFrom; r < sharedTo; r++) {
    const over = overOf(h, needRow(h, into), needRow(h, out), r);
    more += max(over + by, 0) - max(over, 0);
  }
  spend(1);
  return sumOver(h, out, into, limit - more) + more;
}

function sumOver(h: i32, out: i32, into: i32, limit: i32): i32 {
  const mine = loadRow(h);
  const rowIn = needRow(h, into);
  const rowOut = needRow(h, out);
  const bias = i16x8.splat(<i16>BIAS);
  const first = <usize>at32(chunkOf, h);
  const size: usize = (<usize>CHUNK) << 1;
  let sum = 0;
  let x = first;
  do {
    let over = i16x8.splat(0);
    for (const end = x + size; x < end; x += 32) {
      const a = i16x8.sub(i16x8.add(v128.load(mine + x), v128.load(rowIn + x)), v128.load(rowOut + x));
      const b = i16x8.sub(
        i16x8.add(v128.load(mine + x, 16), v128.load(rowIn + x, 16)),
        v128.load(rowOut + x, 16),
      );
      over = i16x8.add_sat_u(over, i16x8.sub_sat_u(a, bias));
      over = i16x8.add_sat_u(over, i16x8.sub_sat_u(b, bias));
    }
    spend(1);
    if (v128.any_true(over)) {
      const four = i32x4.extadd_pairwise_i16x8_u(over);
      const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
      sum += i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
      if (sum > limit) {
        put32(chunkOf, h, <i32>(x - size));
        return sum;
      }
    }
    if (x == bytes) x = 0;
  } while (x != first);
  return sum;
}
