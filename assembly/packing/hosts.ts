/**
 * The state of a plan in the making: hosts, what room each has left, and who is on it. One state serves
 * constructions and search in turn. A host's rows are taken from the arena when it is first opened and used again.
 */
import { take } from '../memory';
import { emptyRoom, fourOf, writeShape } from './derive';
import {
  apartGroups,
  apartId,
  apartStart,
  blocks,
  imageId,
  imageSize,
  imageStart,
  images,
  items,
  kindClass,
  kindCount,
  kinds,
  needOf,
  points,
  rows,
  sharedFrom,
  sharedTo,
} from './layout';
import { at32, put32, skip32, take32 } from '../words';

/** Rows remembered for each host at which items failed to fit: most others fail there too. */
export const WITNESSES: i32 = 4;

/** Hosts open now. */
export let hosts: i32 = 0;
/** Per host. */
export let kindOf: usize = 0;
export let members: usize = 0;
export let firstMember: usize = 0;
/** Per host: address of its rows of room left. Where rows are few, hosts lie one after the other from `rooms` on. */
export let roomAt: usize = 0;
export let rooms: usize = 0;
/** hosts x blocks: the least room within the block. */
export let blockMin: usize = 0;
/** hosts x points, f32: the room's shape. */
export let roomShape: usize = 0;
/** hosts x WITNESSES: the rows, and the room at them now. */
export let witnessRow: usize = 0;
export let witnessRoom: usize = 0;
/** Per item: its host or -1, and its neighbours in the host's list. */
export let hostOf: usize = 0;
export let nextMember: usize = 0;
let previousMember: usize = 0;
/** hosts x apartWords: the groups present. */
let apartBits: usize = 0;
let apartWords: i32 = 0;
/** Per kind: hosts open. */
export let kindUsed: usize = 0;
/** Whether shapes are kept up; first fit needs none. */
export let shapesKept: bool = true;

/** Takes the regions for at most one host for each item. */
export function takeHosts(): void {
  const n = <usize>items;
  hosts = 0;
  apartWords = (apartGroups + 31) >> 5;
  kindOf = take32(n);
  members = take32(n);
  firstMember = take32(n);
  roomAt = take32(n);
  rooms = blocks == 0 ? take((n * <usize>rows) << 2) : 0;
  blockMin = take((n * <usize>blocks) << 2);
  roomShape = take((n * <usize>points) << 2);
  witnessRow = take((n * <usize>WITNESSES) << 2);
  witnessRoom = take((n * <usize>WITNESSES) << 2);
  hostOf = take32(n);
  nextMember = take32(n);
  previousMember = take32(n);
  apartBits = take((n * <usize>apartWords) << 2);
  kindUsed = take32(kinds);
}

/** Closes every host and takes every item off. */
export function clearHosts(keepShapes: bool): void {
  hosts = 0;
  shapesKept = keepShapes;
  memory.fill(hostOf, 0xff, (<usize>items) << 2);
  memory.fill(kindUsed, 0, (<usize>kinds) << 2);
}

/** Whether the inventory has another host of kind j. */
export function kindLeft(j: i32): bool {
  const count = at32(kindCount, j);
  return hosts < items && (count < 0 || at32(kindUsed, j) < count);
}

/** Opens an empty host of kind j and returns its index. */
export function openHost(j: i32): i32 {
  const h = hosts++;
  put32(kindUsed, j, at32(kindUsed, j) + 1);
  if (load<u32>(roomAt + ((<usize>h) << 2)) == 0) {
    const size = (<usize>rows) << 2;
    put32(roomAt, h, <i32>(blocks == 0 ? rooms + <usize>h * size : take(size)));
  }
  put32(kindOf, h, j);
  put32(members, h, 0);
  put32(firstMember, h, -1);
  memory.copy(roomOf(h), emptyRoom + ((<usize>j * <usize>rows) << 2), (<usize>rows) << 2);
  for (let k = 0; k < WITNESSES; k++) put32(witnessRow, h * WITNESSES + k, 0);
  memory.fill(apartBits + ((<usize>h * <usize>apartWords) << 2), 0, (<usize>apartWords) << 2);
  summarise(h);
  return h;
}

/** Closes an empty host: the last one takes its place, and its index is then free. */
export function closeHost(h: i32): void {
  if (ASC_OPTIMIZE_LEVEL == 0) assert(at32(members, h) == 0, 'hosts: only an empty host can be closed');
  const j = at32(kindOf, h);
  put32(kindUsed, j, at32(kindUsed, j) - 1);
  const last = --hosts;
  if (h == last) return;
  if (blocks == 0) memory.copy(roomOf(h), roomOf(last), (<usize>rows) << 2);
  else {
    const room = at32(roomAt, h);
    put32(roomAt, h, at32(roomAt, last));
    put32(roomAt, last, room);
  }
  put32(kindOf, h, at32(kindOf, last));
  put32(members, h, at32(members, last));
  put32(firstMember, h, at32(firstMember, last));
  memory.copy(
    witnessRow + ((<usize>h * <usize>WITNESSES) << 2),
    witnessRow + ((<usize>last * <usize>WITNESSES) << 2),
    WITNESSES << 2,
  );
  const words = (<usize>apartWords) << 2;
  memory.copy(apartBits + <usize>h * words, apartBits + <usize>last * words, words);
  for (let i = at32(firstMember, h); i >= 0; i = at32(nextMember, i)) put32(hostOf, i, h);
  summarise(h);
}

/** Address of the rows of room left on host h. @inline */
export function roomOf(h: i32): usize {
  return <usize>load<u32>(roomAt + ((<usize>h) << 2));
}

/** Rows of item i as host h sees it. @inline */
export function needOn(h: i32, i: i32): usize {
  return needOf(at32(kindClass, at32(kindOf, h)), i);
}

/** Enters item i in host h's list and groups, leaving its rows of room as they are: `place` does both. */
export function link(i: i32, h: i32): void {
  const first = at32(firstMember, h);
  put32(hostOf, i, h);
  put32(nextMember, i, first);
  put32(previousMember, i, -1);
  if (first >= 0) put32(previousMember, first, i);
  put32(firstMember, h, i);
  put32(members, h, at32(members, h) + 1);
  markApart(i, h, true);
}

/** Puts item i on host h, whether it fits or not is the caller's to know. */
export function place(i: i32, h: i32): void {
  const shared = images > 0 ? sharedGrowth(i, h, -1, -1) : 0;
  link(i, h);
  if (blocks > 0 && shared == 0) {
    takeRows(h, needOn(h, i));
    return;
  }
  let room = roomOf(h);
  const end = skip32(room, rows);
  let row = needOn(h, i);
  for (; room < end; room += 16, row += 16) v128.store(room, i32x4.sub(v128.load(room), v128.load(row)));
  if (shared != 0) growRoom(h, -shared);
  summarise(h);
}

/** Takes item i out of its host's list and groups alone. */
export function unlink(i: i32): void {
  const h = at32(hostOf, i);
  const before = at32(previousMember, i);
  const after = at32(nextMember, i);
  if (before >= 0) put32(nextMember, before, after);
  else put32(firstMember, h, after);
  if (after >= 0) put32(previousMember, after, before);
  put32(hostOf, i, -1);
  put32(members, h, at32(members, h) - 1);
  markApart(i, h, false);
}

/** Takes item i off its host. */
export function remove(i: i32): void {
  const h = at32(hostOf, i);
  unlink(i);
  let room = roomOf(h);
  const end = skip32(room, rows);
  let row = needOn(h, i);
  for (; room < end; room += 16, row += 16) v128.store(room, i32x4.add(v128.load(room), v128.load(row)));
  const shared = images > 0 ? sharedGrowth(i, h, -1, -1) : 0;
  if (shared != 0) growRoom(h, shared);
  summarise(h);
}

function growRoom(h: i32, by: i32): void {
  const room = roomOf(h);
  for (let r = sharedFrom; r < sharedTo; r++) put32(room, r, at32(room, r) + by);
}

/** Takes rows from host h's room, and what is least in each block on the way. */
function takeRows(h: i32, need: usize): void {
  let room = roomOf(h);
  let row = need;
  for (let out = fourOf, end = out + ((<usize>blocks) << 4); out < end; room += 64, row += 64, out += 16) {
    const a = i32x4.sub(v128.load(room), v128.load(row));
    const b = i32x4.sub(v128.load(room, 16), v128.load(row, 16));
    const c = i32x4.sub(v128.load(room, 32), v128.load(row, 32));
    const d = i32x4.sub(v128.load(room, 48), v128.load(row, 48));
    v128.store(room, a);
    v128.store(room, b, 16);
    v128.store(room, c, 32);
    v128.store(room, d, 48);
    v128.store(out, i32x4.min_s(i32x4.min_s(a, b), i32x4.min_s(c, d)));
  }
  describeRoom(h);
}

/** Block minima, shape and witnesses of host h after its room changed. */
function summarise(h: i32): void {
  let room = roomOf(h);
  for (let out = fourOf, end = out + ((<usize>blocks) << 4); out < end; room += 64, out += 16) {
    const ab = i32x4.min_s(v128.load(room), v128.load(room, 16));
    v128.store(out, i32x4.min_s(ab, i32x4.min_s(v128.load(room, 32), v128.load(room, 48))));
  }
  describeRoom(h);
}

/** Block minima of host h, from four of which each block's is the least; its shape and witnesses. */
function describeRoom(h: i32): void {
  const room = roomOf(h);
  let out = blockMin + ((<usize>h * <usize>blocks) << 2);
  for (let from = fourOf, end = from + ((<usize>blocks) << 4); from < end; from += 64, out += 16) {
    const ab = lesser(v128.load(from), v128.load(from, 16));
    v128.store(out, lesser(ab, lesser(v128.load(from, 32), v128.load(from, 48))));
  }
  if (shapesKept) writeShape(room, roomShape + ((<usize>h * <usize>points) << 2));
  const at = (<usize>h * <usize>WITNESSES) << 2;
  for (let k: usize = 0; k < (<usize>WITNESSES) << 2; k += 4) {
    store<i32>(witnessRoom + at + k, at32(room, load<i32>(witnessRow + at + k)));
  }
}

/** The lesser of neighbours: two of a, then two of b. */
function lesser(a: v128, b: v128): v128 {
  return i32x4.min_s(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}

/** Remembers that an item failed at `row` of host h; the oldest witness goes. */
export function witness(h: i32, row: i32): void {
  const at = (<usize>h * <usize>WITNESSES) << 2;
  const rowsHeld = v128.load(witnessRow + at);
  const roomHeld = v128.load(witnessRoom + at);
  v128.store(witnessRow + at, i32x4.replace_lane(v128.shuffle<i32>(rowsHeld, rowsHeld, 0, 0, 1, 2), 0, row));
  const room = at32(roomOf(h), row);
  v128.store(
    witnessRoom + at,
    i32x4.replace_lane(v128.shuffle<i32>(roomHeld, roomHeld, 0, 0, 1, 2), 0, room),
  );
}

function markApart(i: i32, h: i32, on: bool): void {
  const end = at32(apartStart, i + 1);
  for (let k = at32(apartStart, i); k < end; k++) {
    const g = at32(apartId, k);
    const word = h * apartWords + (g >> 5);
    const bit = 1 << (g & 31);
    put32(apartBits, word, on ? at32(apartBits, word) | bit : at32(apartBits, word) & ~bit);
  }
}

/** Whether some item on host h but `without` (-1: none) shares an apart-group with item i. */
export function apartClash(i: i32, h: i32, without: i32): bool {
  const end = at32(apartStart, i + 1);
  for (let k = at32(apartStart, i); k < end; k++) {
    const g = at32(apartId, k);
    const held = (at32(apartBits, h * apartWords + (g >> 5)) >> (g & 31)) & 1;
    // No two on a host are of one group: where `without` is of it, no other is.
    if (held && (without < 0 || !isApart(without, g))) return true;
  }
  return false;
}

function isApart(i: i32, g: i32): bool {
  for (let k = at32(apartStart, i); k < at32(apartStart, i + 1); k++) if (at32(apartId, k) == g) return true;
  return false;
}

/** The largest share of image g that the members of host h bring, leaving out two of them (-1 for none). */
export function sharedOf(g: i32, h: i32, without: i32, orWithout: i32): i32 {
  let most = 0;
  for (let m = at32(firstMember, h); m >= 0; m = at32(nextMember, m)) {
    if (m == without || m == orWithout) continue;
    const end = at32(imageStart, m + 1);
    for (let k = at32(imageStart, m); k < end; k++) {
      if (at32(imageId, k) == g) most = max(most, at32(imageSize, k));
    }
  }
  return most;
}

/**
 * By how much host h's shared pages would grow with item i, two members (-1 for none) being left out on both sides.
 * At most ENDLESS + 1, so that it never overflows.
 */
export function sharedGrowth(i: i32, h: i32, without: i32, orWithout: i32): i32 {
  let sum: i64 = 0;
  const end = at32(imageStart, i + 1);
  for (let k = at32(imageStart, i); k < end; k++) {
    const more = at32(imageSize, k) - sharedOf(at32(imageId, k), h, without, orWithout);
    if (more > 0) sum += more;
  }
  return sum > <i64>(1 << 30) ? (1 << 30) + 1 : <i32>sum;
}
