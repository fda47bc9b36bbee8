import { take } from '../memory';
import { entryBegin, entryCopies, entryType } from './pool';
import { spend } from './work';

/**
 * The basis of the master and its inverse, dense and by columns: solving for an entering column is a sum of whole
 * columns, and a pivot touches only the columns in which the pivot row is not zero.
 *
 * A *variable* is a surplus (0 .. m - 1: minus the unit column of its row) or a pattern (m + j: column j of the pool).
 */

/** Number of rows of the master: one for each item type. */
export let m: i32 = 0;
/** Rows rounded up to an even number, so that two are reckoned at once. */
export let lead: i32 = 0;
/** f64[m columns x lead]: the inverse of the basis. */
export let inverse: usize = 0;
/** i32[m]: the variable that is basic in each position. */
export let basic: usize = 0;
/** f64[lead]: its value. */
export let value: usize = 0;
/** f64[lead]: the entering column in terms of the basis. */
export let entering: usize = 0;
/** f64[m]: one row of the inverse. */
export let pivotRow: usize = 0;
/** i32[m]: position of each surplus in the basis, or -1. */
export let surplusAt: usize = 0;
/** i32[maxColumns]: position of each pattern in the basis, or -1. */
export let patternAt: usize = 0;

/** Makes room for a basis of `rowCount` rows over at most `columnRoom` patterns. */
export function startBasis(rowCount: i32, columnRoom: i32): void {
  m = rowCount;
  lead = (rowCount + 1) & ~1;
  inverse = take((<usize>m * <usize>lead) << 3);
  basic = take((<usize>m) << 2);
  value = take((<usize>lead) << 3);
  entering = take((<usize>lead) << 3);
  pivotRow = take((<usize>m) << 3);
  surplusAt = take((<usize>m) << 2);
  patternAt = take((<usize>columnRoom) << 2);
}

/** Forgets where every variable is, and makes the inverse that of the unit matrix. */
export function clearBasis(columnCount: i32): void {
  memory.fill(inverse, 0, (<usize>m * <usize>lead) << 3);
  memory.fill(surplusAt, 0xff, (<usize>m) << 2);
  memory.fill(patternAt, 0xff, (<usize>columnCount) << 2);
  for (let i = 0; i < m; i++) store<f64>(inverse + ((<usize>(i * lead + i)) << 3), 1.0);
  spend(<i64>m * <i64>m);
}

/** Notes that variable `v` is basic at `position`, or (-1) not basic. */
export function place(v: i32, position: i32): void {
  if (v < m) store<i32>(surplusAt + ((<usize>v) << 2), position);
  else store<i32>(patternAt + ((<usize>(v - m)) << 2), position);
  if (position >= 0) store<i32>(basic + ((<usize>position) << 2), v);
}

/** Writes the column of variable `v`, in terms of the basis, to `entering`. */
export function solveColumn(v: i32): void {
  memory.fill(entering, 0, (<usize>lead) << 3);
  if (v < m) {
    addScaled(v, -1.0);
    return;
  }
  for (let e = entryBegin(v - m), end = entryBegin(v - m + 1); e < end; e++)
    addScaled(load<i32>(entryType + ((<usize>e) << 2)), <f64>load<i32>(entryCopies + ((<usize>e) << 2)));
}

function addScaled(column: i32, factor: f64): void {
  const from = inverse + ((<usize>(column * lead)) << 3);
  const f = f64x2.splat(factor);
  for (let i: usize = 0, end = (<usize>lead) << 3; i < end; i += 16)
    v128.store(entering + i, f64x2.add(v128.load(entering + i), f64x2.mul(f, v128.load(from + i))));
  spend(lead);
}

/** Writes the row of the inverse that belongs to `position` to `pivotRow`. */
export function readPivotRow(position: i32): void {
  let at = inverse + ((<usize>position) << 3);
  const step = (<usize>lead) << 3;
  for (let c: usize = 0, end = (<usize>m) << 3; c < end; c += 8, at += step)
    store<f64>(pivotRow + c, load<f64>(at));
  spend(m);
}

/** Replaces the variable at `position` by `v`, whose column is in `entering` and whose pivot row is in `pivotRow`. */
export function exchange(position: i32, v: i32): void {
  const pivot = load<f64>(entering + ((<usize>position) << 3));
  const old = load<i32>(basic + ((<usize>position) << 2));
  const end = (<usize>lead) << 3;
  for (let c = 0; c < m; c++) {
    const p = load<f64>(pivotRow + ((<usize>c) << 3));
    if (p == 0.0) continue;
    const ratio = p / pivot;
    const f = f64x2.splat(ratio);
    const column = inverse + ((<usize>(c * lead)) << 3);
    for (let i: usize = 0; i < end; i += 16)
      v128.store(column + i, f64x2.sub(v128.load(column + i), f64x2.mul(f, v128.load(entering + i))));
    store<f64>(column + ((<usize>position) << 3), ratio);
    spend(lead);
  }
  if (old >= 0) place(old, -1);
  place(v, position);
}

/** Multiplies the inverse by a right-hand side f64[m], into `value`. */
export function solveValues(rightHand: usize): void {
  memory.fill(value, 0, (<usize>lead) << 3);
  for (let c = 0; c < m; c++) {
    const f = f64x2.splat(load<f64>(rightHand + ((<usize>c) << 3)));
    const column = inverse + ((<usize>(c * lead)) << 3);
    for (let i: usize = 0, end = (<usize>lead) << 3; i < end; i += 16)
      v128.store(value + i, f64x2.add(v128.load(value + i), f64x2.mul(f, v128.load(column + i))));
  }
  spend(<i64>m * <i64>m);
}

/** Copies the basis and its inverse to `to` (see `basisBytes`). */
export function saveBasis(to: usize): void {
  memory.copy(to, basic, (<usize>m) << 2);
  memory.copy(to + ((<usize>lead) << 2), inverse, (<usize>m * <usize>lead) << 3);
  spend((<i64>m * <i64>m) >> 2);
}

/** Brings back a saved basis, over the `columnCount` patterns that are in the pool now. */
export function restoreBasis(from: usize, columnCount: i32): void {
  memory.fill(surplusAt, 0xff, (<usize>m) << 2);
  memory.fill(patternAt, 0xff, (<usize>columnCount) << 2);
  for (let i = 0; i < m; i++) place(load<i32>(from + ((<usize>i) << 2)), i);
  memory.copy(inverse, from + ((<usize>lead) << 2), (<usize>m * <usize>lead) << 3);
  spend((<i64>m * <i64>m) >> 2);
}

/** Bytes that a saved basis takes. */
export function basisBytes(): usize {
  return ((<usize>lead) << 2) + ((<usize>m * <usize>lead) << 3) + 16;
}
