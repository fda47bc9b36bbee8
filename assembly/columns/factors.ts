import { spend } from './work';
import { at32, at64, put32, put64, skip64, take32, take64 } from '../words';

/**
 * Triangular factors of the basis: step k takes one column, pivots it on one row, and leaves a column of the lower
 * factor (what other rows lose when that row is eliminated) and one of the upper (what rows pivoted before hold of
 * it). Left-looking elimination (compare Gilbert and Peierls 1988); the order of columns comes from `sequence`.
 */

/** Steps done: m when the basis is factored. */
export let steps: i32 = 0;

let m: i32 = 0;
let rowOf: usize = 0;
let diagonal: usize = 0;
let lowerBegin: usize = 0;
let lowerRow: usize = 0;
let lowerValue: usize = 0;
let upperBegin: usize = 0;
let upperRow: usize = 0;
let upperValue: usize = 0;
let stepOf: usize = 0;

/** Makes room for factors of `rowCount` rows: never more than two full triangles. */
export function startFactors(rowCount: i32): void {
  m = rowCount;
  const n = <usize>m;
  const triangle = (n * (n + 1)) / 2;
  rowOf = take32(n);
  stepOf = take32(n);
  diagonal = take64(n);
  lowerBegin = take32(n + 1);
  lowerRow = take32(triangle);
  lowerValue = take64(triangle);
  upperBegin = take32(n + 1);
  upperRow = take32(triangle);
  upperValue = take64(triangle);
  steps = 0;
}

/** Forgets the factors. */
export function clearFactors(): void {
  steps = 0;
  memory.fill(stepOf, 0xff, (<usize>m) << 2);
}

/** Whether row `i` has not been pivoted on. */
export function isOpen(i: i32): bool {
  return at32(stepOf, i) < 0;
}

/** Takes the column f64[m] at `x` through the lower factor as far as it is made. */
export function eliminate(x: usize): void {
  for (let k = 0; k < steps; k++) {
    const v = at64(x, at32(rowOf, k));
    if (v == 0.0) continue;
    const from = at32(lowerBegin, k);
    const end = at32(lowerBegin, k + 1);
    for (let e = <usize>from; e < <usize>end; e++) {
      const to = skip64(x, at32(lowerRow, e));
      store<f64>(to, load<f64>(to) - v * at64(lowerValue, e));
    }
    spend(end - from);
  }
  spend(steps);
}

/** Adds the eliminated column at `x` to the factors, pivoted on row `r`, which is open and where it is not zero. */
export function addFactor(x: usize, r: i32): void {
  const k = <usize>steps;
  const pivot = at64(x, r);
  let lower = <usize>at32(lowerBegin, k);
  let upper = <usize>at32(upperBegin, k);
  for (let i = 0; i < m; i++) {
    const v = at64(x, i);
    if (i == r || Math.abs(v) < 1e-13) continue;
    if (isOpen(i)) {
      put32(lowerRow, lower, i);
      put64(lowerValue, lower, v / pivot);
      lower++;
    } else {
      put32(upperRow, upper, i);
      put64(upperValue, upper, v);
      upper++;
    }
  }
  put32(rowOf, k, r);
  put32(stepOf, r, steps);
  put64(diagonal, k, pivot);
  steps++;
  put32(lowerBegin, k + 1, <i32>lower);
  put32(upperBegin, k + 1, <i32>upper);
  spend(m);
}

/** Solves basis * result = x, in place, f64[m]: rows in, positions out. */
export function solveFactors(x: usize): void {
  eliminate(x);
  for (let k = m - 1; k >= 0; k--) {
    const at = skip64(x, at32(rowOf, k));
    if (load<f64>(at) == 0.0) continue;
    const v = load<f64>(at) / at64(diagonal, k);
    store<f64>(at, v);
    const from = at32(upperBegin, k);
    const end = at32(upperBegin, k + 1);
    for (let e = <usize>from; e < <usize>end; e++) {
      const to = skip64(x, at32(upperRow, e));
      store<f64>(to, load<f64>(to) - v * at64(upperValue, e));
    }
    spend(end - from);
  }
  spend(m);
}

/** Solves result * basis = c, in place, f64[m]: positions in, rows out. */
export function solveFactorsTransposed(c: usize): void {
  for (let k = 0; k < m; k++) {
    const at = skip64(c, at32(rowOf, k));
    let sum = load<f64>(at);
    for (let e = <usize>at32(upperBegin, k), end = <usize>at32(upperBegin, k + 1); e < end; e++)
      sum -= at64(upperValue, e) * at64(c, at32(upperRow, e));
    store<f64>(at, sum / at64(diagonal, k));
  }
  for (let k = m - 1; k >= 0; k--) {
    const from = <usize>at32(lowerBegin, k);
    const end = <usize>at32(lowerBegin, k + 1);
    if (from == end) continue;
    const at = skip64(c, at32(rowOf, k));
    let sum = load<f64>(at);
    for (let e = from; e < end; e++) sum -= at64(lowerValue, e) * at64(c, at32(lowerRow, e));
    store<f64>(at, sum);
  }
  spend(2 * m + at32(upperBegin, m) + at32(lowerBegin, m));
}
