/**
 * Whether an item would fit a host if one or two of its members left. A few rows decide nearly always: those at which
 * the item lacks room now, because what leaves must free at least that much there. Rows at which a candidate failed
 * join these, so that the next candidate fails sooner.
 */
import { blockMax } from './derive';
import { spend } from './fit';
import {
  BLOCK,
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
  rows,
  sharedFrom,
  sharedTo,
} from './layout';
import {
  WITNESSES,
  blockMin,
  firstMember,
  kindOf,
  needOn,
  nextMember,
  roomOf,
  sharedOf,
  witnessRoom,
  witnessRow,
} from './hosts';
import { hasImage } from './shared';
import { at32, put32, take32 } from '../words';

const FILTERS: i32 = 8;

let item: i32 = 0;
let host: i32 = 0;
let row: usize = 0;
let room: usize = 0;
/** Rows at which the item lacks room, how much, how many, and which to replace next. */
let filterRow: usize = 0;
let filterLack: usize = 0;
let filters: i32 = 0;
let oldest: i32 = 0;
/** Blocks that may lack room: from block maxima and minima. */
let openBlocks: usize = 0;
let openCount: i32 = 0;

/** Takes the regions. */
export function takeEjection(): void {
  filterRow = take32(FILTERS);
  filterLack = take32(FILTERS);
  openBlocks = take32(blocks);
}

/** Turns to item u and host h, which does not hold it as it is. */
export function considerHost(u: i32, h: i32): void {
  item = u;
  host = h;
  row = needOn(h, u);
  room = roomOf(h);
  filters = 0;
  oldest = 0;
  if (blocks > 0) {
    const at = (<usize>h * <usize>WITNESSES) << 2;
    for (let k: usize = 0; k < (<usize>WITNESSES) << 2; k += 4) {
      const r = load<i32>(witnessRow + at + k);
      const lack = at32(row, r) - load<i32>(witnessRoom + at + k);
      if (lack > 0) learn(r, lack);
    }
  }
  openCount = -1;
}

/** Finds the blocks that may lack room, when they are first needed. */
function findOpen(): void {
  const need =
    blockMax +
    (((<usize>at32(kindClass, at32(kindOf, host)) * <usize>items + <usize>item) * <usize>blocks) << 2);
  const least = blockMin + ((<usize>host * <usize>blocks) << 2);
  openCount = 0;
  for (let b = 0; b < blocks; b += 4) {
    const at = (<usize>b) << 2;
    let open = i32x4.bitmask(i32x4.gt_s(v128.load(need + at), v128.load(least + at)));
    for (; open != 0; open &= open - 1) put32(openBlocks, openCount++, b + ctz(open));
  }
  spend(1 + (blocks >> 3));
}

function learn(r: i32, lack: i32): void {
  if (images > 0 && r >= sharedFrom && r < sharedTo) return;
  const k = filters < FILTERS ? filters++ : oldest;
  oldest = k + 1 < FILTERS ? k + 1 : 0;
  put32(filterRow, k, r);
  put32(filterLack, k, lack);
}

/** Whether the item fits the host once members e and f (-1: none) have left. */
export function fitsWithout(e: i32, f: i32): bool {
  const rowE = needOn(host, e);
  const rowF: usize = f < 0 ? 0 : needOn(host, f);
  for (let k = 0; k < filters; k++) {
    const r = at32(filterRow, k);
    const freed = at32(rowE, r) + (f < 0 ? 0 : at32(rowF, r));
    if (freed < at32(filterLack, k)) return false;
  }
  spend(1);
  if (apartGroups > 0 && clashWithout(e, f)) return false;
  if (images > 0) return sharedFitsWithout(e, f, rowE, rowF);
  if (blocks == 0) return rowsFitWithout(rowE, rowF, 0, rows);
  if (openCount < 0) findOpen();
  for (let k = 0; k < openCount; k++) {
    const from = at32(openBlocks, k) * BLOCK;
    if (!rowsFitWithout(rowE, rowF, from, from + BLOCK)) {
      spend(k);
      return false;
    }
  }
  spend(openCount);
  return true;
}

function rowsFitWithout(rowE: usize, rowF: usize, from: i32, to: i32): bool {
  for (let r = from; r < to; r += 4) {
    const at = (<usize>r) << 2;
    let left = i32x4.add(v128.load(room + at), v128.load(rowE + at));
    if (rowF != 0) left = i32x4.add(left, v128.load(rowF + at));
    const over = i32x4.gt_s(v128.load(row + at), left);
    if (!v128.any_true(over)) continue;
    const failed = r + ctz(i32x4.bitmask(over));
    learn(failed, at32(row, failed) - at32(room, failed));
    return false;
  }
  return true;
}

function clashWithout(e: i32, f: i32): bool {
  const end = at32(apartStart, item + 1);
  for (let k = at32(apartStart, item); k < end; k++) {
    for (let m = at32(firstMember, host); m >= 0; m = at32(nextMember, m)) {
      if (m != e && m != f && inGroup(m, at32(apartId, k))) return true;
    }
  }
  return false;
}

function inGroup(m: i32, g: i32): bool {
  for (let k = at32(apartStart, m); k < at32(apartStart, m + 1); k++) if (at32(apartId, k) == g) return true;
  return false;
}

/** With shared pages, all rows are added up plainly, those of the shared resource with what the change of pages is. */
function sharedFitsWithout(e: i32, f: i32, rowE: usize, rowF: usize): bool {
  const change = sharedChange(item, host, e, f);
  spend(rows >> 4);
  for (let r = 0; r < rows; r++) {
    const left = <i64>at32(room, r) + at32(rowE, r) + (f < 0 ? 0 : at32(rowF, r)) - at32(row, r);
    if (left < (r >= sharedFrom && r < sharedTo ? change : 0)) return false;
  }
  return true;
}

/** By how much host h's shared pages change when u comes and members e and f (-1: none) leave. */
function sharedChange(u: i32, h: i32, e: i32, f: i32): i64 {
  let change: i64 = 0;
  for (let k = at32(imageStart, u); k < at32(imageStart, u + 1); k++) {
    const g = at32(imageId, k);
    change += max(at32(imageSize, k), sharedOf(g, h, e, f)) - sharedOf(g, h, -1, -1);
  }
  return change + leaving(u, -1, h, e, e, f) + (f < 0 ? 0 : leaving(u, e, h, f, e, f));
}

/** The change by m's images, except those of u and of `counted` (-1: none), which are counted already. */
function leaving(u: i32, counted: i32, h: i32, m: i32, e: i32, f: i32): i64 {
  let change: i64 = 0;
  for (let k = at32(imageStart, m); k < at32(imageStart, m + 1); k++) {
    const g = at32(imageId, k);
    if (hasImage(u, g) || (counted >= 0 && hasImage(counted, g))) continue;
    change += sharedOf(g, h, e, f) - sharedOf(g, h, -1, -1);
  }
  return change;
}
