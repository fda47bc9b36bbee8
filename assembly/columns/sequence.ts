import { take } from '../memory';
import { basic, m } from './basis';
import { entryBegin, entryType } from './patterns';
import { spend } from './work';

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
  order = take(n << 2);
  orderRow = take(n << 2);
  rowCount = take(n << 2);
  rowBegin = take((n + 2) << 2);
  rowColumn = take((<usize>entryRoom) << 2);
  columnLeft = take(n << 2);
  rowLeft = take(n << 2);
  stack = take(n << 2);
  done = take(n);
  rowDone = take(n);
}

function lengthOf(v: i32): i32 {
  return v < m ? 1 : entryBegin(v - m + 1) - entryBegin(v - m);
}

function rowAt(v: i32, e: i32): i32 {
  return v < m ? v : load<i32>(entryType + ((<usize>(entryBegin(v - m) + e)) << 2));
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
    const v = load<i32>(basic + ((<usize>i) << 2));
    const length = lengthOf(v);
    store<i32>(columnLeft + ((<usize>i) << 2), length);
    for (let e = 0; e < length; e++) bump(rowCount, rowAt(v, e), 1);
    spend(length + 2);
  }
  memory.copy(rowLeft, rowCount, (<usize>m) << 2);
  let sum = 0;
  for (let r = 0; r < m; r++) {
    store<i32>(rowBegin + ((<usize>r) << 2), sum);
    sum += load<i32>(rowCount + ((<usize>r) << 2));
  }
  // Filling moves each begin to its end; afterwards row r begins where row r - 1 ends.
  for (let i = 0; i < m; i++) {
    const v = load<i32>(basic + ((<usize>i) << 2));
    for (let e = 0, length = lengthOf(v); e < length; e++) {
      const r = rowAt(v, e);
      store<i32>(rowColumn + ((<usize>load<i32>(rowBegin + ((<usize>r) << 2))) << 2), i);
      bump(rowBegin, r, 1);
    }
  }
}

function bump(counts: usize, at: i32, by: i32): i32 {
  const to = counts + ((<usize>at) << 2);
  const now = load<i32>(to) + by;
  store<i32>(to, now);
  return now;
}

function put(i: i32, r: i32): void {
  store<i32>(order + ((<usize>placed) << 2), load<i32>(basic + ((<usize>i) << 2)));
  store<i32>(orderRow + ((<usize>placed) << 2), r);
  store<u8>(done + <usize>i, 1);
  if (r >= 0) store<u8>(rowDone + <usize>r, 1);
  placed++;
}

function takeSingleColumns(): void {
  let top = 0;
  for (let i = 0; i < m; i++)
    if (load<i32>(columnLeft + ((<usize>i) << 2)) == 1) {
      store<i32>(stack + ((<usize>top) << 2), i);
      top++;
    }
  while (top > 0) {
    top--;
    const i = load<i32>(stack + ((<usize>top) << 2));
    if (load<i32>(columnLeft + ((<usize>i) << 2)) != 1) continue;
    const v = load<i32>(basic + ((<usize>i) << 2));
    let r = -1;
    for (let e = 0, length = lengthOf(v); e < length; e++) {
      const row = rowAt(v, e);
      bump(rowLeft, row, -1);
      if (!load<u8>(rowDone + <usize>row)) r = row;
    }
    put(i, r);
    const from = r == 0 ? 0 : load<i32>(rowBegin + ((<usize>(r - 1)) << 2));
    for (let k = from, end = load<i32>(rowBegin + ((<usize>r) << 2)); k < end; k++) {
      const other = load<i32>(rowColumn + ((<usize>k) << 2));
      if (bump(columnLeft, other, -1) == 1 && !load<u8>(done + <usize>other)) {
        store<i32>(stack + ((<usize>top) << 2), other);
        top++;
      }
    }
  }
}

function takeSingleRows(): void {
  let top = 0;
  for (let r = 0; r < m; r++)
    if (load<i32>(rowLeft + ((<usize>r) << 2)) == 1 && !load<u8>(rowDone + <usize>r)) {
      store<i32>(stack + ((<usize>top) << 2), r);
      top++;
    }
  while (top > 0) {
    top--;
    const r = load<i32>(stack + ((<usize>top) << 2));
    if (load<u8>(rowDone + <usize>r)) continue;
    let i = -1;
    const from = r == 0 ? 0 : load<i32>(rowBegin + ((<usize>(r - 1)) << 2));
    for (let k = from, end = load<i32>(rowBegin + ((<usize>r) << 2)); k < end; k++) {
      const column = load<i32>(rowColumn + ((<usize>k) << 2));
      if (!load<u8>(done + <usize>column)) i = column;
    }
    if (i < 0) continue;
    put(i, r);
    const v = load<i32>(basic + ((<usize>i) << 2));
    for (let e = 0, length = lengthOf(v); e < length; e++) {
      const row = rowAt(v, e);
      if (bump(rowLeft, row, -1) == 1 && !load<u8>(rowDone + <usize>row)) {
        store<i32>(stack + ((<usize>top) << 2), row);
        top++;
      }
    }
  }
}

function takeRest(): void {
  for (let length = 1; placed < m; length++)
    for (let i = 0; i < m; i++)
      if (!load<u8>(done + <usize>i) && min(length, m) >= load<i32>(columnLeft + ((<usize>i) << 2)))
        put(i, -1);
}
