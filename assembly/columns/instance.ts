import { take } from '../memory';
import { at32, put64, skip32, skip64, take32 } from '../words';

/**
 * The packing problem that columns are made for: identical items are one *type* with a number of copies, hosts come
 * in *kinds*, and a *pattern* is a choice of copies of types that fits a host of one kind: in each row the sizes add
 * up to at most the capacity. Sizes may differ by kind. One kind at a time is *selected*; pricing works on that one.
 */

/** Number of item types. */
export let types: i32 = 0;
/** Number of rows (what must fit). */
export let rows: i32 = 0;
/** Rows rounded up to a multiple of 4, so that four are compared at once; the room between holds zeros. */
export let stride: i32 = 0;
/** Number of kinds of host. */
export let kinds: i32 = 0;
/** The kind that is selected. */
export let kind: i32 = 0;
/** i32[types]: copies of each type that a plan must hold. */
export let demand: usize = 0;
/** The most items that a pattern can hold. */
export let mostInPattern: i32 = 0;

// Of the kind that is selected:
/** i32[types x stride]: sizes, 0 .. 2^30. */
export let sizes: usize = 0;
/** i32[stride]: capacities, up to 2^30; below 0 where nothing fits. */
export let capacity: usize = 0;
/** i32[types]: copies of each type that one pattern may hold now; at the outset what fits a host. */
export let limit: usize = 0;
/** f64[types x rows]: size over capacity (0 where the capacity is 0). */
export let share: usize = 0;
/** f64[rows]: the weights of the rows that served best, per share of capacity. */
export let multipliers: usize = 0;

let allSizes: usize = 0;
let allCapacities: usize = 0;
let allLimits: usize = 0;
let allShares: usize = 0;
let allMultipliers: usize = 0;

/**
 * Makes room for an instance; the host then fills demand and, kind by kind, sizes, capacity and limit, and calls
 * `finishKind` for each.
 */
export function startInstance(typeCount: i32, rowCount: i32, kindCount: i32): void {
  types = typeCount;
  rows = rowCount;
  kinds = kindCount;
  stride = (rowCount + 3) & ~3;
  const each = <usize>types * <usize>kinds;
  allSizes = take((each * <usize>stride) << 2);
  allCapacities = take((<usize>kinds * <usize>stride) << 2);
  allLimits = take32(each);
  allShares = take((each * <usize>rows) << 3);
  allMultipliers = take((<usize>kinds * <usize>rows) << 3);
  demand = take32(types);
  mostInPattern = 0;
  selectKind(0);
}

/** Selects the kind that sizes, capacity, limit and weights of rows are of from now on. */
export function selectKind(k: i32): void {
  kind = k;
  const before = <usize>k * <usize>types;
  sizes = allSizes + ((before * <usize>stride) << 2);
  capacity = skip32(allCapacities, k * stride);
  limit = skip32(allLimits, before);
  share = allShares + ((before * <usize>rows) << 3);
  multipliers = skip64(allMultipliers, k * rows);
}

/** Derives shares of types `from` .. `to` - 1 of the selected kind from what the host has written. */
export function finishTypes(from: i32, to: i32): void {
  for (let t = from; t < to; t++) {
    const size = skip32(sizes, t * stride);
    const out = skip64(share, t * rows);
    for (let r: usize = 0; r < <usize>rows; r++) {
      const room = at32(capacity, r);
      put64(out, r, room > 0 ? <f64>at32(size, r) / <f64>room : 0.0);
    }
  }
}

/** Completes the selected kind once all its types are finished. */
export function finishKind(): void {
  let sum = 0;
  for (let t = 0; t < types; t++) sum += at32(limit, t);
  mostInPattern = max(mostInPattern, sum);
  for (let r = 0; r < rows; r++) put64(multipliers, r, 1.0 / <f64>rows);
}

/** How many copies of type `t` one pattern may hold now. */
export function copyLimit(t: i32): i32 {
  return at32(limit, t);
}

/** Whether one more item of type `t` fits into what is left, i32[stride]. */
export function fitsIn(t: i32, room: usize): bool {
  const size = skip32(sizes, t * stride);
  for (let r: usize = 0, end = (<usize>stride) << 2; r < end; r += 16)
    if (v128.any_true(i32x4.gt_s(v128.load(size + r), v128.load(room + r)))) return false;
  return true;
}

/** Takes type `t` out of what is left (`sign` 1), or gives it back (-1). */
export function occupy(t: i32, room: usize, sign: i32): void {
  const size = skip32(sizes, t * stride);
  const s = i32x4.splat(sign);
  for (let r: usize = 0, end = (<usize>stride) << 2; r < end; r += 16)
    v128.store(room + r, i32x4.sub(v128.load(room + r), i32x4.mul(v128.load(size + r), s)));
}
