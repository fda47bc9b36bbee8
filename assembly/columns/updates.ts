import { spend } from './work';
import { at32, at64, put32, put64, skip64, take32, take64 } from '../words';

/**
 * The exchanges since the basis was last factored, in product form (Dantzig and Orchard-Hays 1954): each is the unit
 * matrix but for one column, the entering column in terms of the basis before it.
 */

/** How many exchanges find room. */
export const UPDATE_ROOM: i32 = 80;
/** How many there are. */
export let updateCount: i32 = 0;

let m: i32 = 0;
let pivotAt: usize = 0;
let pivot: usize = 0;
let begin: usize = 0;
let entryRow: usize = 0;
let entryValue: usize = 0;

/** Makes room for exchanges of a basis of `rowCount` rows. */
export function startUpdates(rowCount: i32): void {
  m = rowCount;
  const entries = <usize>m * <usize>UPDATE_ROOM;
  pivotAt = take32(UPDATE_ROOM);
  pivot = take64(UPDATE_ROOM);
  begin = take32(UPDATE_ROOM + 1);
  entryRow = take32(entries);
  entryValue = take64(entries);
  updateCount = 0;
}

/** Forgets all exchanges: the basis has been factored. */
export function clearUpdates(): void {
  updateCount = 0;
}

/** Adds the exchange at `position` of the column f64[m]. */
export function update(position: i32, column: usize): void {
  const k = <usize>updateCount;
  let e = <usize>at32(begin, k);
  put32(pivotAt, k, position);
  put64(pivot, k, at64(column, position));
  for (let i = 0; i < m; i++) {
    const x = at64(column, i);
    if (i == position || Math.abs(x) < 1e-13) continue;
    put32(entryRow, e, i);
    put64(entryValue, e, x);
    e++;
  }
  put32(begin, k + 1, <i32>e);
  updateCount++;
  spend(m);
}

/** Takes a vector f64[m] in terms of the factored basis to one in terms of the present basis. */
export function applyUpdates(x: usize): void {
  for (let k = 0; k < updateCount; k++) {
    const at = skip64(x, at32(pivotAt, k));
    if (load<f64>(at) == 0.0) continue;
    const v = load<f64>(at) / at64(pivot, k);
    const end = at32(begin, k + 1);
    const from = at32(begin, k);
    for (let e = <usize>from; e < <usize>end; e++) {
      const to = skip64(x, at32(entryRow, e));
      store<f64>(to, load<f64>(to) - v * at64(entryValue, e));
    }
    store<f64>(at, v);
    spend(end - from + 1);
  }
}

/** The transposed: takes costs f64[m] by present positions to costs by positions of the factored basis. */
export function applyUpdatesTransposed(c: usize): void {
  for (let k = updateCount - 1; k >= 0; k--) {
    const at = skip64(c, at32(pivotAt, k));
    const end = at32(begin, k + 1);
    const from = at32(begin, k);
    let sum = load<f64>(at);
    for (let e = <usize>from; e < <usize>end; e++) sum -= at64(entryValue, e) * at64(c, at32(entryRow, e));
    store<f64>(at, sum / at64(pivot, k));
    spend(end - from + 1);
  }
}
