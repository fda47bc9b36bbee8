import { take } from '../memory';
import { spend } from './work';

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
  rowOf = take(n << 2);
  stepOf = take(n << 2);
  diagonal = take(n << 3);
  lowerBegin = take((n + 1) << 2);
  lowerRow = take(triangle << 2);
  lowerValue = take(triangle << 3);
  upperBegin = take((n + 1) << 2);
  upperRow = take(triangle << 2);
  upperValue = take(triangle << 3);
  steps = 0;
}

/** Forgets the factors. */
export function clearFactors(): void {
  steps = 0;
  memory.fill(stepOf, 0xff, (<usize>m) << 2);
}

/** Whether row `i` has not been pivoted on. */
export function isOpen(i: i32): bool {
  return load<i32>(stepOf + ((<usize>i) << 2)) < 0;
}

/** Takes the column f64[m] at `x` through the lower factor as far as it is made. */
export function eliminate(x: usize): void {
  for (let k = 0; k < steps; k++) {
    const v = load<f64>(x + ((<usize>load<i32>(rowOf + ((<usize>k) << 2))) << 3));
    if (v == 0.0) continue;
    const from = load<i32>(lowerBegin + ((<usize>k) << 2));
    const end = load<i32>(lowerBegin + ((<usize>(k + 1)) << 2));
    for (let e = <usize>from; e < <usize>end; e++) {
      const to = x + ((<usize>load<i32>(lowerRow + (e << 2))) << 3);
      store<f64>(to, load<f64>(to) - v * load<f64>(lowerValue + (e << 3)));
    }
    spend(end - from);
  }
  spend(steps);
}

/** Adds the eliminated column at `x` to the factors, pivoted on row `r`, which is open and where it is not zero. */
export function addFactor(x: usize, r: i32): void {
  const k = <usize>steps;
  const pivot = load<f64>(x + ((<usize>r) << 3));
  let lower = <usize>load<i32>(lowerBegin + (k << 2));
  let upper = <usize>load<i32>(upperBegin + (k << 2));
  for (let i = 0; i < m; i++) {
    const v = load<f64>(x + ((<usize>i) << 3));
    if (i == r || Math.abs(v) < 1e-13) continue;
    if (isOpen(i)) {
      store<i32>(lowerRow + (lower << 2), i);
      store<f64>(lowerValue + (lower << 3), v / pivot);
      lower++;
    } else {
      store<i32>(upperRow + (upper << 2), i);
      store<f64>(upperValue + (upper << 3), v);
      upper++;
    }
  }
  store<i32>(rowOf + (k << 2), r);
  store<i32>(stepOf + ((<usize>r) << 2), steps);
  store<f64>(diagonal + (k << 3), pivot);
  steps++;
  store<i32>(lowerBegin + ((k + 1) << 2), <i32>lower);
  store<i32>(upperBegin + ((k + 1) << 2), <i32>upper);
  spend(m);
}

/** Solves basis * result = x, in place, f64[m]: rows in, positions out. */
export function solveFactors(x: usize): void {
  eliminate(x);
  for (let k = m - 1; k >= 0; k--) {
    const at = x + ((<usize>load<i32>(rowOf + ((<usize>k) << 2))) << 3);
    if (load<f64>(at) == 0.0) continue;
    const v = load<f64>(at) / load<f64>(diagonal + ((<usize>k) << 3));
    store<f64>(at, v);
    const from = load<i32>(upperBegin + ((<usize>k) << 2));
    const end = load<i32>(upperBegin + ((<usize>(k + 1)) << 2));
    for (let e = <usize>from; e < <usize>end; e++) {
      const to = x + ((<usize>load<i32>(upperRow + (e << 2))) << 3);
      store<f64>(to, load<f64>(to) - v * load<f64>(upperValue + (e << 3)));
    }
    spend(end - from);
  }
  spend(m);
}

/** Solves result * basis = c, in place, f64[m]: positions in, rows out. */
export function solveFactorsTransposed(c: usize): void {
  for (let k = 0; k < m; k++) {
    const at = c + ((<usize>load<i32>(rowOf + ((<usize>k) << 2))) << 3);
    let sum = load<f64>(at);
    for (
      let e = <usize>load<i32>(upperBegin + ((<usize>k) << 2)),
        end = <usize>load<i32>(upperBegin + ((<usize>(k + 1)) << 2));
      e < end;
      e++
    )
      sum -= load<f64>(upperValue + (e << 3)) * load<f64>(c + ((<usize>load<i32>(upperRow + (e << 2))) << 3));
    store<f64>(at, sum / load<f64>(diagonal + ((<usize>k) << 3)));
  }
  for (let k = m - 1; k >= 0; k--) {
    const from = <usize>load<i32>(lowerBegin + ((<usize>k) << 2));
    const end = <usize>load<i32>(lowerBegin + ((<usize>(k + 1)) << 2));
    if (from == end) continue;
    const at = c + ((<usize>load<i32>(rowOf + ((<usize>k) << 2))) << 3);
    let sum = load<f64>(at);
    for (let e = from; e < end; e++)
      sum -= load<f64>(lowerValue + (e << 3)) * load<f64>(c + ((<usize>load<i32>(lowerRow + (e << 2))) << 3));
    store<f64>(at, sum);
  }
  spend(2 * m + load<i32>(upperBegin + ((<usize>m) << 2)) + load<i32>(lowerBegin + ((<usize>m) << 2)));
}
