import { take } from '../memory';
import { spend } from './work';

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
  pivotAt = take((<usize>UPDATE_ROOM) << 2);
  pivot = take((<usize>UPDATE_ROOM) << 3);
  begin = take((<usize>(UPDATE_ROOM + 1)) << 2);
  entryRow = take(entries << 2);
  entryValue = take(entries << 3);
  updateCount = 0;
}

/** Forgets all exchanges: the basis has been factored. */
export function clearUpdates(): void {
  updateCount = 0;
}

/** Adds the exchange at `position` of the column f64[m]. */
export function update(position: i32, column: usize): void {
  const k = <usize>updateCount;
  let e = <usize>load<i32>(begin + (k << 2));
  store<i32>(pivotAt + (k << 2), position);
  store<f64>(pivot + (k << 3), load<f64>(column + ((<usize>position) << 3)));
  for (let i = 0; i < m; i++) {
    const x = load<f64>(column + ((<usize>i) << 3));
    if (i == position || Math.abs(x) < 1e-13) continue;
    store<i32>(entryRow + (e << 2), i);
    store<f64>(entryValue + (e << 3), x);
    e++;
  }
  store<i32>(begin + ((k + 1) << 2), <i32>e);
  updateCount++;
  spend(m);
}

/** Takes a vector f64[m] in terms of the factored basis to one in terms of the present basis. */
export function applyUpdates(x: usize): void {
  for (let k = 0; k < updateCount; k++) {
    const at = x + ((<usize>load<i32>(pivotAt + ((<usize>k) << 2))) << 3);
    if (load<f64>(at) == 0.0) continue;
    const v = load<f64>(at) / load<f64>(pivot + ((<usize>k) << 3));
    const end = load<i32>(begin + ((<usize>(k + 1)) << 2));
    const from = load<i32>(begin + ((<usize>k) << 2));
    for (let e = <usize>from; e < <usize>end; e++) {
      const to = x + ((<usize>load<i32>(entryRow + (e << 2))) << 3);
      store<f64>(to, load<f64>(to) - v * load<f64>(entryValue + (e << 3)));
    }
    store<f64>(at, v);
    spend(end - from + 1);
  }
}

/** The transposed: takes costs f64[m] by present positions to costs by positions of the factored basis. */
export function applyUpdatesTransposed(c: usize): void {
  for (let k = updateCount - 1; k >= 0; k--) {
    const at = c + ((<usize>load<i32>(pivotAt + ((<usize>k) << 2))) << 3);
    const end = load<i32>(begin + ((<usize>(k + 1)) << 2));
    const from = load<i32>(begin + ((<usize>k) << 2));
    let sum = load<f64>(at);
    for (let e = <usize>from; e < <usize>end; e++)
      sum -= load<f64>(entryValue + (e << 3)) * load<f64>(c + ((<usize>load<i32>(entryRow + (e << 2))) << 3));
    store<f64>(at, sum / load<f64>(pivot + ((<usize>k) << 3)));
    spend(end - from + 1);
  }
}
