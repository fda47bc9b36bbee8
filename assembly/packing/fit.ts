/**
 * Whether an item fits a host. Exact, and mostly decided without touching the rows: first the rows at which others
 * failed on this host, then block maxima of demand against block minima of room, and only in blocks that these leave
 * open the rows themselves.
 */
import { blockMax } from './derive';
import {
  BLOCK,
  apartGroups,
  blocks,
  classes,
  images,
  items,
  kindClass,
  needOf,
  onlyKind,
  rows,
  sharedFrom,
  sharedTo,
} from './layout';
import {
  WITNESSES,
  apartClash,
  blockMin,
  hosts,
  kindOf,
  needOn,
  roomOf,
  rooms,
  sharedGrowth,
  witness,
  witnessRoom,
  witnessRow,
} from './hosts';
import { at32 } from '../words';

/** Work done since it was last set to 0, in units of about one block of rows. */
export let work: i32 = 0;

/** Adds to the work done. */
export function spend(units: i32): void {
  work += units;
}

/** Sets the work done back to 0. */
export function startWork(): void {
  work = 0;
}

/** Whether item i is known not to fit host h by the host's witnesses alone. @inline */
function witnessed(h: i32, row: usize): bool {
  const at = (<usize>h * <usize>WITNESSES) << 2;
  const rowsAt = witnessRow + at;
  const roomIs = witnessRoom + at;
  return (
    at32(row, load<i32>(rowsAt)) > load<i32>(roomIs) ||
    at32(row, load<i32>(rowsAt, 4)) > load<i32>(roomIs, 4) ||
    at32(row, load<i32>(rowsAt, 8)) > load<i32>(roomIs, 8) ||
    at32(row, load<i32>(rowsAt, 12)) > load<i32>(roomIs, 12)
  );
}

/** Whether item i fits host h, by every rule. @inline */
export function fits(i: i32, h: i32): bool {
  return mayFit(i, h) && fitsUnwitnessed(i, h);
}

/** The cheap part of the test: where it says no, item i does not fit host h. @inline */
export function mayFit(i: i32, h: i32): bool {
  work++;
  const row = needOn(h, i);
  return blocks == 0 ? rowsFit(row, roomOf(h), 0, rows) < 0 : !witnessed(h, row);
}

/** The rest of the test, where `mayFit` said yes. */
export function fitsUnwitnessed(i: i32, h: i32): bool {
  if (blocks > 0) {
    const failed = failingRow(i, h);
    if (failed >= 0) {
      witness(h, failed);
      return false;
    }
  }
  return allowed(i, h);
}

/**
 * The first host from `from` on that may hold item i; `hosts` where there is none. Hosts of few rows lie one after
 * the other, so that most of these tests are one comparison of one vector.
 */
export function nextThatMayFit(i: i32, from: i32): i32 {
  let h = from;
  if (classes > 1) {
    while (h < hosts && !mayFit(i, h)) h++;
    return h;
  }
  const row = needOf(0, i);
  if (blocks > 0) {
    while (h < hosts && witnessed(h, row)) h++;
    work += 1 + h - from;
    return h;
  }
  if (rows == 4) {
    const need = v128.load(row);
    let at = rooms + ((<usize>h) << 4);
    for (; h < hosts; h++, at += 16) if (!v128.any_true(i32x4.gt_s(need, v128.load(at)))) break;
  } else {
    while (h < hosts && rowsFit(row, roomOf(h), 0, rows) >= 0) h++;
  }
  work += 1 + ((h - from) >> 2);
  return h;
}

/** The first row found at which blocked item i does not fit host h, or -1. */
export function failingRow(i: i32, h: i32): i32 {
  const c = at32(kindClass, at32(kindOf, h));
  const need = blockMax + (((<usize>c * <usize>items + <usize>i) * <usize>blocks) << 2);
  const least = blockMin + ((<usize>h * <usize>blocks) << 2);
  const row = needOn(h, i);
  const room = roomOf(h);
  const end = blocks;
  work += 1 + (end >> 3);
  for (let b = 0; b < end; b += 4) {
    const at = (<usize>b) << 2;
    let open = i32x4.bitmask(i32x4.gt_s(v128.load(need + at), v128.load(least + at)));
    while (open != 0) {
      const k = b + ctz(open);
      open &= open - 1;
      work++;
      const failed = rowsFit(row, room, k * BLOCK, k * BLOCK + BLOCK);
      if (failed >= 0) return failed;
    }
  }
  return -1;
}

/** The first row in [from, to), both multiples of 4, at which the need is more than the room, or -1. */
export function rowsFit(need: usize, room: usize, from: i32, to: i32): i32 {
  for (let r = from; r < to; r += 4) {
    const at = (<usize>r) << 2;
    const over = i32x4.gt_s(v128.load(need + at), v128.load(room + at));
    if (v128.any_true(over)) return r + ctz(i32x4.bitmask(over));
  }
  return -1;
}

/** The rules that are not rows: the kind asked for, apart-groups, and shared pages. */
export function allowed(i: i32, h: i32): bool {
  if (!kindAllowed(i, at32(kindOf, h))) return false;
  if (apartGroups > 0 && apartClash(i, h, -1)) return false;
  return images == 0 || sharedFits(i, h);
}

/** Whether item i may be on hosts of kind j. @inline */
export function kindAllowed(i: i32, j: i32): bool {
  const only = at32(onlyKind, i);
  return only < 0 || only == j;
}

function sharedFits(i: i32, h: i32): bool {
  const growth = sharedGrowth(i, h, -1, -1);
  if (growth == 0) return true;
  const row = needOn(h, i);
  const room = roomOf(h);
  for (let r = sharedFrom; r < sharedTo; r++) {
    if (at32(room, r) - at32(row, r) < growth) return false;
  }
  return true;
}
