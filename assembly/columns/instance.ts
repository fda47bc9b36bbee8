import { take } from '../memory';

/**
 * The packing problem that columns are made for: identical items are one *type* with a number of copies, and a
 * *pattern* is a choice of copies of types that fits a host: in each row the sizes add up to at most the capacity.
 */

/** Number of item types. */
export let types: i32 = 0;
/** Number of rows (what must fit). */
export let rows: i32 = 0;
/** Rows rounded up to a multiple of 4, so that four are compared at once; the room between holds zeros. */
export let stride: i32 = 0;
/** i32[types x stride]: sizes, 0 .. 2^30. */
export let sizes: usize = 0;
/** i32[stride]: capacities, 0 .. 2^30. */
export let capacity: usize = 0;
/** i32[types]: copies of each type that a plan must hold. */
export let demand: usize = 0;
/** i32[types]: copies of each type that one pattern may hold now; at the outset what fits a host. */
export let limit: usize = 0;
/** f64[types x rows]: size over capacity (0 where the capacity is 0). */
export let share: usize = 0;
/** The most items that a pattern can hold. */
export let mostInPattern: i32 = 0;

/** Makes room for an instance; the host then fills sizes, capacity and demand, and calls `finishInstance`. */
export function startInstance(typeCount: i32, rowCount: i32): void {
  types = typeCount;
  rows = rowCount;
  stride = (rowCount + 3) & ~3;
  sizes = take((<usize>types * <usize>stride) << 2);
  capacity = take((<usize>stride) << 2);
  demand = take((<usize>types) << 2);
  limit = take((<usize>types) << 2);
  share = take((<usize>types * <usize>rows) << 3);
}

/** Derives shares, limits and the longest pattern from what the host has written. */
export function finishInstance(): void {
  mostInPattern = 0;
  for (let t = 0; t < types; t++) {
    let copies = load<i32>(demand + ((<usize>t) << 2));
    for (let r = 0; r < rows; r++) {
      const size = load<i32>(sizes + ((<usize>(t * stride + r)) << 2));
      const room = load<i32>(capacity + ((<usize>r) << 2));
      if (size > 0) copies = min(copies, room / size);
      store<f64>(share + ((<usize>(t * rows + r)) << 3), room > 0 ? <f64>size / <f64>room : 0.0);
    }
    assert(copies > 0, 'instance: every type must have a copy that fits an empty host');
    store<i32>(limit + ((<usize>t) << 2), copies);
    mostInPattern += copies;
  }
}

/** How many copies of type `t` one pattern may hold now. */
export function copyLimit(t: i32): i32 {
  return load<i32>(limit + ((<usize>t) << 2));
}

/** Whether one more item of type `t` fits into what is left, i32[stride]. */
export function fitsIn(t: i32, room: usize): bool {
  const size = sizes + ((<usize>(t * stride)) << 2);
  for (let r: usize = 0, end = (<usize>stride) << 2; r < end; r += 16)
    if (v128.any_true(i32x4.gt_s(v128.load(size + r), v128.load(room + r)))) return false;
  return true;
}

/** Takes type `t` out of what is left (`sign` 1), or gives it back (-1). */
export function occupy(t: i32, room: usize, sign: i32): void {
  const size = sizes + ((<usize>(t * stride)) << 2);
  const s = i32x4.splat(sign);
  for (let r: usize = 0, end = (<usize>stride) << 2; r < end; r += 16)
    v128.store(room + r, i32x4.sub(v128.load(room + r), i32x4.mul(v128.load(size + r), s)));
}
