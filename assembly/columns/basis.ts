import {
  applyUpdates,
  applyUpdatesTransposed,
  startUpdates,
  update,
  UPDATE_ROOM,
  updateCount,
} from './updates';
import { solveFactors, solveFactorsTransposed, startFactors } from './factors';
import { entryBegin, entryCopies, entryType, kindOf } from './patterns';
import { spend } from './work';
import { at32, at64, put32, put64, take32, take64 } from '../words';

/**
 * The basis of the master. A *variable* is a surplus (0 .. m - 1: minus the unit column of its row) or a pattern
 * (m + j: column j). A basic variable has a *position*, the row on which it was pivoted. The basis is held
 * as triangular factors (see `factors`) and, since these were made, one elementary matrix for each exchange (see
 * `updates`).
 */

/** Number of rows of the master: one for each item type, and one for each kind of host that is counted. */
export let m: i32 = 0;
/** Rows rounded up to an even number, so that two are reckoned at once. */
export let lead: i32 = 0;
/** i32[m]: the variable that is basic in each position. */
export let basic: usize = 0;
/** f64[lead]: its value. */
export let value: usize = 0;
/** f64[lead]: the entering column in terms of the basis. */
export let entering: usize = 0;
/** f64[m]: one row of the inverse of the basis. */
export let pivotRow: usize = 0;
/** i32[m]: position of each surplus in the basis, or -1. */
export let surplusAt: usize = 0;
/** i32[maxColumns]: position of each pattern in the basis, or -1. */
export let patternAt: usize = 0;

/** Makes room for a basis of `rowCount` rows over at most `columnRoom` patterns. */
export function startBasis(rowCount: i32, columnRoom: i32): void {
  m = rowCount;
  lead = (rowCount + 1) & ~1;
  basic = take32(m);
  value = take64(lead);
  entering = take64(lead);
  pivotRow = take64(m);
  surplusAt = take32(m);
  patternAt = take32(columnRoom);
  startFactors(m);
  startUpdates(m);
}

/** Forgets where every variable is. */
export function clearPlaces(columnCount: i32): void {
  memory.fill(surplusAt, 0xff, (<usize>m) << 2);
  memory.fill(patternAt, 0xff, (<usize>columnCount) << 2);
}

/** Notes that variable `v` is basic at `position`, or (-1) not basic. */
export function place(v: i32, position: i32): void {
  if (v < m) put32(surplusAt, v, position);
  else put32(patternAt, v - m, position);
  if (position >= 0) put32(basic, position, v);
}

/** Writes the column of variable `v` to `to`, f64[m], which holds zeros. */
export function scatter(v: i32, to: usize): void {
  if (v < m) {
    put64(to, v, -1.0);
    return;
  }
  for (let e = entryBegin(v - m), end = entryBegin(v - m + 1); e < end; e++)
    put64(to, at32(entryType, e), <f64>at32(entryCopies, e));
}

/** Writes the column of variable `v`, in terms of the basis, to `entering`. */
export function solveColumn(v: i32): void {
  memory.fill(entering, 0, (<usize>lead) << 3);
  scatter(v, entering);
  solveFactors(entering);
  applyUpdates(entering);
}

/** Writes the row of the inverse that belongs to `position` to `pivotRow`. */
export function readPivotRow(position: i32): void {
  memory.fill(pivotRow, 0, (<usize>m) << 3);
  put64(pivotRow, position, 1.0);
  applyUpdatesTransposed(pivotRow);
  solveFactorsTransposed(pivotRow);
}

/** Writes the duals of a basis whose patterns cost f64[kinds + 1] by kind, and surpluses nothing, to `to`, f64[m]. */
export function solveDuals(to: usize, cost: usize): void {
  for (let i = 0; i < m; i++) {
    const v = at32(basic, i);
    put64(to, i, v >= m ? at64(cost, kindOf(v - m)) : 0.0);
  }
  applyUpdatesTransposed(to);
  solveFactorsTransposed(to);
}

/** Reckons the values of the basic variables for a right-hand side f64[m]. */
export function solveValues(rightHand: usize): void {
  memory.copy(value, rightHand, (<usize>m) << 3);
  solveFactors(value);
  applyUpdates(value);
}

/** Replaces the variable at `position` by `v`, whose column is in `entering`. */
export function exchange(position: i32, v: i32): void {
  place(at32(basic, position), -1);
  place(v, position);
  update(position, entering);
}

/** Whether the basis should be factored anew before the next exchange. */
export function worn(): bool {
  return updateCount == UPDATE_ROOM;
}

/** Copies which variables are basic to `to`, i32[m]. */
export function saveBasis(to: usize): void {
  memory.copy(to, basic, (<usize>m) << 2);
  spend(m);
}

/** Brings back a saved basis, over the `columnCount` patterns that there are now; it must then be factored. */
export function restoreBasis(from: usize, columnCount: i32): void {
  clearPlaces(columnCount);
  for (let i = 0; i < m; i++) place(at32(from, i), i);
  spend(m);
}

/** Bytes that a saved basis takes. */
export function basisBytes(): usize {
  return (<usize>m) << 2;
}
