/**
 * What an evening works on: the words of this kernel's wire. Loads are sixteen-bit parts of what a host has, FULL being
 * all of it, rounded to the nearest: they guide the search, and whoever takes a plan over adds it up anew.
 *
 * Rows lie and are looked at in chunks of CHUNK rows of one resource, its last filled up with rows that nothing asks
 * for: within a resource, and among chunks, what is fullest over all items comes first.
 */

/** What a whole host counts. A load stays below four of these, so that no sum passes 15 bits. */
export const FULL: i32 = 8192;
/** Rows in a chunk: two vectors. */
export const CHUNK: i32 = 16;

export let items: i32 = 0;
/** Hosts of the plan, each of a kind. */
export let hosts: i32 = 0;
export let kinds: i32 = 0;
export let resources: i32 = 0;
export let chunks: i32 = 0;
/** Members that a host may have: more than any needs, or else a limit of the search alone. */
export let mostMembers: i32 = 0;
export let apartGroups: i32 = 0;
export let images: i32 = 0;
/** The resource with shared pages; -1: none. */
export let sharedResource: i32 = 0;

/** chunks: the resource of each. */
export let chunkResource: usize = 0;
/** kinds x items x chunks x CHUNK, i16: what an item takes of a host of that kind. */
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
