/**
 * What an evening works on: the words of this kernel's wire. Loads are sixteen-bit parts of what a host has, FULL being
 * all of it, rounded to the nearest: they guide the search, and whoever takes a plan over adds it up anew.
 *
 * Rows run resource by resource, each padded to a multiple of LANES by rows that nothing asks for, and are looked at in
 * chunks of at most CHUNK rows of one resource.
 */

/** What a whole host counts. A load stays below four of these, so that no sum passes 15 bits. */
export const FULL: i32 = 8192;
/** Rows in a vector, and rows in a chunk at most: so many squares of CLAMP keep within 31 bits a lane. */
export const LANES: i32 = 8;
export const CHUNK: i32 = 64;

export let items: i32 = 0;
/** Hosts of the plan, each of a kind. */
export let hosts: i32 = 0;
export let kinds: i32 = 0;
export let resources: i32 = 0;
/** Padded rows. */
export let rows: i32 = 0;
export let chunks: i32 = 0;
/** Members that a host may have: more than any needs, or else a limit of the search alone. */
export let mostMembers: i32 = 0;
export let apartGroups: i32 = 0;
export let images: i32 = 0;
/** Rows, from and to, of the resource with shared pages. */
export let sharedFrom: i32 = 0;
export let sharedTo: i32 = 0;

/** chunks: first row, row after the last, resource. */
export let chunkFrom: usize = 0;
export let chunkTo: usize = 0;
export let chunkResource: usize = 0;
/** kinds x items x rows, i16: what an item takes of a host of that kind. */
export let needs: usize = 0;
/** kinds x resources: what is gone before the first guest, what must not be passed, and what levelling aims below. */
export let base: usize = 0;
export let limit: usize = 0;
export let level: usize = 0;
/** kinds, f64: a shared page as part of FULL. */
export let pageScale: usize = 0;
export let hostKind: usize = 0;
/** items: the host of each where the search starts, -1 for those that it is to place itself; in which order. */
export let start: usize = 0;
export let order: usize = 0;
export let onlyKind: usize = 0;
export let apartStart: usize = 0;
export let apartId: usize = 0;
export let imageStart: usize = 0;
export let imageId: usize = 0;
export let imageSize: usize = 0;
