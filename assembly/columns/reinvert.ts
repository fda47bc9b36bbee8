import {
  basic,
  clearBasis,
  entering,
  exchange,
  inverse,
  lead,
  m,
  place,
  readPivotRow,
  solveColumn,
} from './basis';
import { take } from '../memory';
import { columns, entryBegin } from './pool';
import { spend } from './work';

/**
 * Builds the inverse anew from the basic columns, one column a step: every column enters at the free position where
 * it weighs most. Surplus columns go first and patterns by their length, which keeps most of the inverse empty.
 */

let waiting: usize = 0;
let taken: usize = 0;
let next: i32 = 0;
/** Whether a reinversion is under way. */
export let reinverting: bool = false;

/** Makes room for reinversions. */
export function startReinvert(): void {
  waiting = take((<usize>m) << 2);
  taken = take(<usize>m);
  reinverting = false;
}

/** Begins a reinversion of the present basis. */
export function beginReinvert(): void {
  let count = 0;
  for (let i = 0; i < m; i++) {
    const v = load<i32>(basic + ((<usize>i) << 2));
    if (v >= m) continue;
    store<i32>(waiting + ((<usize>count) << 2), v);
    count++;
  }
  for (let length = 1; count < m; length++)
    for (let i = 0; i < m; i++) {
      const v = load<i32>(basic + ((<usize>i) << 2));
      if (v < m || entryBegin(v - m + 1) - entryBegin(v - m) != length) continue;
      store<i32>(waiting + ((<usize>count) << 2), v);
      count++;
    }
  clearBasis(columns);
  memory.fill(basic, 0xff, (<usize>m) << 2);
  memory.fill(taken, 0, <usize>m);
  next = 0;
  reinverting = true;
}

/**
 * Enters the next column.
 * @returns false when the basis has turned out singular: the column was left out, and the surplus of a row that no
 * column was left for must take its place (the caller starts again from a basis that is known to be good)
 */
export function reinvertStep(): bool {
  const v = load<i32>(waiting + ((<usize>next) << 2));
  solveColumn(v);
  let at = -1;
  let most = 1e-7;
  for (let i = 0; i < m; i++) {
    const size = Math.abs(load<f64>(entering + ((<usize>i) << 3)));
    if (size > most && !load<u8>(taken + <usize>i)) {
      most = size;
      at = i;
    }
  }
  spend(m);
  if (at < 0) {
    reinverting = false;
    return false;
  }
  if (v < m && at == v) negateRow(v);
  else {
    readPivotRow(at);
    exchange(at, v);
  }
  store<u8>(taken + <usize>at, 1);
  if (++next == m) reinverting = false;
  return true;
}

/** A surplus that enters in its own row while that row is still a unit row. */
function negateRow(v: i32): void {
  const at = inverse + ((<usize>(v * lead + v)) << 3);
  store<f64>(at, -load<f64>(at));
  place(v, v);
}
