/**
 * Where everything of one folding problem lies in the arena: the words of this kernel's wire. The host writes all but
 * `points`, and the regions that they point to (src/engine/packing/wire.ts has their names), then calls `prepare`.
 *
 * Where resources have few slots, rows follow each other and are padded to a multiple of 4. Else they are blocked:
 * each resource is padded to a multiple of BLOCK by repeating its last row, which changes nothing about what fits, so
 * that no block holds rows of two resources. Rows after the last resource have no demand and endless room.
 */

/** Rows in a block of the two-level fit test. */
export const BLOCK: i32 = 16;
/** The room of a row after the last resource, and more than any demand that fits somewhere. */
export const ENDLESS: i32 = 1 << 30;

export let items: i32 = 0;
export let resources: i32 = 0;
/** Padded rows of an item or a host, a multiple of 4; where blocked, of 4 * BLOCK. */
export let rows: i32 = 0;
/** rows / BLOCK where the rows are blocked, else 0. */
export let blocks: i32 = 0;
/** Length of a shape: what scores are computed from. One number for a block, or for a row where there are no blocks. */
export let points: i32 = 0;
export let kinds: i32 = 0;
/** Kinds of equal perGuest and perCore form a class: an item's demand differs between classes only. */
export let classes: i32 = 0;
export let images: i32 = 0;
export let apartGroups: i32 = 0;
/** The rows (padding too) of the shared resource, from and to (exclusive). */
export let sharedFrom: i32 = 0;
export let sharedTo: i32 = 0;
/** Candidates that a host-centred construction chooses among at most, where rows are few and there is one kind. */
export let pool: i32 = 0;
/** Right shift that keeps the sum over a block within 31 bits. */
export let blockShift: i32 = 0;

/** resources: first row, number of rows before padding, and the end of the rows after padding. */
export let rowBegin: usize = 0;
export let rowCount: usize = 0;
export let rowEnd: usize = 0;
/** classes x items x rows: class 0 arrives as the demand alone, and `prepare` adds what guests and cores add. */
export let need: usize = 0;
export let guestCount: usize = 0;
export let coreCount: usize = 0;
export let onlyKind: usize = 0;
/** kinds x resources. */
export let capacity: usize = 0;
/** classes x resources. */
export let perGuest: usize = 0;
export let perCore: usize = 0;
/** Per kind. */
export let kindCount: usize = 0;
export let kindPrice: usize = 0;
export let kindClass: usize = 0;
export let imageStart: usize = 0;
export let imageId: usize = 0;
export let imageSize: usize = 0;
export let apartStart: usize = 0;
export let apartId: usize = 0;

/** Completes the layout once the host has written its words. */
export function readLayout(): void {
  points = blocks > 0 ? blocks : rows;
  assert(
    rows % 4 == 0 && (blocks == 0 || (blocks % 4 == 0 && blocks * BLOCK == rows)),
    'layout: rows not padded',
  );
}

/** Rows of item i as hosts of class c see it. @inline */
export function needOf(c: i32, i: i32): usize {
  return need + (((<usize>c * <usize>items + <usize>i) * <usize>rows) << 2);
}
