import { take } from '../memory';
import { basic, m } from './basis';
import { entryBegin, entryType } from './patterns';
import { spend } from './work';
import { at32, put32, skip32, take32 } from '../words';

/**
 * The order in which the columns of a basis are factored, so that little fills in: first, again and again, columns
 * with a single row left; then columns with a row that no other column left has; the rest by their number of rows.
 * The first two kinds leave nothing to eliminate. (Compare Suhl and Suhl, "Computing sparse LU factorizations for
 * large-scale linear programming bases", 1990.)
 */

/** i32[m]: variables in the order of factoring. */
export let order: usize = 0;
/** i32[m]: the row to pivot on, or -1 where the numbers decide. */
export let orderRow: usize = 0;
/** i32[m]: how many columns of the basis hold each row. */
export let rowCount: usize = 0;

let rowBegin: usize = 0;
let rowColumn: usize = 0;
let columnLeft: usize = 0;
let rowLeft: usize = 0;
let stack: usize = 0;
let done: usize = 0;
let rowDone: usize = 0;
let placed: i32 = 0;

/** Makes room; `entryRoom` is the most entries that m columns can have. */
export function startSequence(entryRoom: i32): void {
  const n = <usize>m;
  order = take32(n);
  orderRow = take32(n);
  rowCount = take32(n);
  rowBegin = take32(n + 2);
  rowColumn = take32(entryRoom);
  columnLeft = take32(n);
  rowLeft = take32(n);
  stack = take32(n);
  done = take(n);
  rowDone = take(n);
}

function lengthOf(v: i32): i32 {
  return v < m ? 1 : entryBegin(v - m + 1) - entryBegin(v - m);
}

function rowAt(v: i32, e: i32): i32 {
  return v < m ? v : at32(entryType, entryBegin(v - m) + e);
}

/** Orders the columns of the present basis. */
export function sequenceBasis(): void {
  countRows();
  placed = 0;
  memory.fill(done, 0, <usize>m);
  memory.fill(rowDone, 0, <usize>m);
  takeSingleColumns();
  takeSingleRows();
  takeRest();
}

function countRows(): void {
  memory.fill(rowCount, 0, (<usize>m) << 2);
  for (let i = 0; i < m; i++) {
    const v = at32(basic, i);
    const length = lengthOf(v);
    put32(columnLeft, i, length);
    for (let e = 0; e < length; e++) bump(rowCount, rowAt(v, e), 1);
    spend(length + 2);
  }
  memory.copy(rowLeft, rowCount, (<usize>m) << 2);
  let sum = 0;
  for (let r = 0; r < m; r++) {
    put32(rowBegin, r, sum);
    sum += at32(rowCount, r);
  }
  // Filling moves each begin to its end; afterwards row r begins where row r - 1 ends.
  for (let i = 0; i < m; i++) {
    const v = at32(basic, i);
    for (let e = 0, length = lengthOf(v); e < length; e++) {
      const r = rowAt(v, e);
      put32(rowColumn, at32(rowBegin, r), i);
      bump(rowBegin, r, 1);
    }
  }
}

function bump(counts: usize, at: i32, by: i32): i32 {
  const to = skip32(counts, at);
  const now = load<i32>(to) + by;
  store<i32>(to, now);
  return now;
}

function put(i: i32, r: i32): void {
  put32(order, placed, at32(basic, i));
  put32(orderRow, placed, r);
  store<u8>(done + <usize>i, 1);
  if (r >= 0) store<u8>(rowDone + <usize>r, 1);
  placed++;
}

function takeSingleColumns(): void {
  let top = 0;
  for (let i = 0; i < m; i++)
    if (at32(columnLeft, i) == 1) {
      put32(stack, top, i);
      top++;
    }
  while (top > 0) {
    top--;
    const i = at32(stack, top);
    if (at32(columnLeft, i) != 1) continue;
    const v = at32(basic, i);
    let r = -1;
    for (let e = 0, length = lengthOf(v); e < length; e++) {
      const row = rowAt(v, e);
      bump(rowLeft, row, -1);
      if (!load<u8>(rowDone + <usize>row)) r = row;
    }
    put(i, r);
    const from = r == 0 ? 0 : at32(rowBegin, r - 1);
    for (let k = from, end = at32(rowBegin, r); k < end; k++) {
      const other = at32(rowColumn, k);
      if (bump(columnLeft, other, -1) == 1 && !load<u8>(done + <usize>other)) {
        put32(stack, top, other);
        top++;
      }
    }
  }
}

function takeSingleRows(): void {
  let top = 0;
  for (let r = 0; r < m; r++)
    if (at32(rowLeft, r) == 1 && !load<u8>(rowDone + <usize>r)) {
      put32(stack, top, r);
      top++;
    }
  while (top > 0) {
    top--;
    const r = at32(stack, top);
    if (load<u8>(rowDone + <usize>r)) continue;
    let i = -1;
    const from = r == 0 ? 0 : at32(rowBegin, r - 1);
    for (let k = from, end = at32(rowBegin, r); k < end; k++) {
      const column = at32(rowColumn, k);
      if (!load<u8>(done + <usize>column)) i = column;
    }
    if (i < 0) continue;
    put(i, r);
    const v = at32(basic, i);
    for (let e = 0, length = lengthOf(v); e < length; e++) {
      const row = rowAt(v, e);
      if (bump(rowLeft, row, -1) == 1 && !load<u8>(rowDone + <usize>row)) {
        put32(stack, top, row);
        top++;
      }
    }
  }
}

function takeRest(): void {
  for (let length = 1; placed < m; length++)
    for (let i = 0; i < m; i++)
      if (!load<u8>(done + <usize>i) && min(length, m) >= at32(columnLeft, i)) put(i, -1);
}
