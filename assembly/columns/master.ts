import {
  basic,
  clearPlaces,
  entering,
  exchange,
  lead,
  m,
  patternAt,
  pivotRow,
  place,
  readPivotRow,
  solveColumn,
  solveDuals,
  solveValues,
  startBasis,
  surplusAt,
  value,
  worn,
} from './basis';
import { columns, entryBegin, entryCopies, entryType, kindOf } from './patterns';
import { beginReinvert, reinverting, reinvertStep, startReinvert } from './reinvert';
import { updateCount } from './updates';
import { exhausted, spend } from './work';
import { at32, at64, put32, put64, skip64, take32, take64 } from '../words';

/**
 * The set-covering master: minimise what patterns cost (fractions allowed) such that every type is covered and no
 * more hosts of a kind are used than there are: min c x, A x - s = b, x, s >= 0. Revised simplex, primal after columns were added, dual after the right-hand side
 * changed, both from the basis that is there.
 *
 * Against cycling the right-hand side is shifted by a small amount of its own in each row (Charnes 1952, Wolfe 1963);
 * duals do not depend on it, and bounds are proved in integers elsewhere. A long run without progress falls back to
 * the smallest index (Bland 1977).
 */

/** f64[m]: what each row must cover now, shifted. */
export let rightHand: usize = 0;
/** f64[m]: the dual value of each row, which is also the reduced cost of its surplus. */
export let dual: usize = 0;
/** f64[maxColumns]: reduced cost of each pattern. */
export let reduced: usize = 0;
/** f64[kinds + 1]: what a pattern costs by its kind of host; the last entry is what an item without a host costs. */
export let kindCost: usize = 0;
/** i32[kinds + 1]: the row in which hosts of each kind are counted, or -1. */
export let kindRow: usize = 0;
/** Pivots made so far. */
export let pivots: i32 = 0;

/** What `solveMaster` came to. */
export const RUNNING: i32 = 0;
export const OPTIMAL: i32 = 1;
export const FAILED: i32 = 2;

const FEASIBLE: f64 = 1e-9;
const INFEASIBLE: f64 = 1e-7;
const PROFIT: f64 = 1e-9;
const PIVOT: f64 = 1e-7;
const SHIFT: f64 = 1e-5;

let weight: usize = 0;
let surplusWeight: usize = 0;
/** i32[m]: the column of the first basis in each position, or -1 for the surplus. */
export let first: usize = 0;
let stalled: i32 = 0;
let fresh: bool = false;
let checked: bool = false;
let failures: i32 = 0;

/**
 * Makes room for a master of `rowCount` rows over at most `columnRoom` patterns of at most `most` entries, on
 * `kindCount` kinds of host that each cost 1 and are not counted until the host writes otherwise.
 */
export function startMaster(rowCount: i32, columnRoom: i32, most: i32, kindCount: i32): void {
  startBasis(rowCount, columnRoom);
  kindCost = take64(kindCount + 1);
  kindRow = take32(kindCount + 1);
  for (let k = 0; k <= kindCount; k++) {
    put64(kindCost, k, 1.0);
    put32(kindRow, k, -1);
  }
  startReinvert(m + min(m, most) * m);
  rightHand = take64(m);
  dual = take64(m);
  reduced = take64(columnRoom);
  weight = take64(columnRoom);
  surplusWeight = take64(m);
  first = take32(m);
  pivots = 0;
  failures = 0;
}

/** The first basis: column j covers type j alone, and no host is counted. */
export function firstBasis(typeCount: i32): void {
  for (let i = 0; i < m; i++) put32(first, i, i < typeCount ? i : -1);
  returnToFirst();
}

function returnToFirst(): void {
  clearPlaces(columns);
  for (let i = 0; i < m; i++) {
    const j = at32(first, i);
    place(j < 0 ? i : m + j, i);
  }
  beginReinvert();
  refresh();
}

/** Sets what row `i` must cover. Rows that need nothing more are shifted down, so that their duals vanish. */
export function setRightHand(i: i32, need: i32): void {
  const shift = SHIFT * (0.5 + <f64>((<u32>i * 2654435761) >> 8) / 33554432.0);
  put64(rightHand, i, need > 0 ? <f64>need + shift : -shift);
  refresh();
}

/** Sets how many hosts row `i` allows. */
export function setHosts(i: i32, count: i32): void {
  put64(rightHand, i, -(<f64>count) - SHIFT);
  refresh();
}

/** Says that columns or right-hand sides have changed since the last solution. */
export function refresh(): void {
  fresh = false;
  checked = false;
}

/** Reduced cost of pattern `j` under the present duals. */
export function priceOf(j: i32): f64 {
  let sum = at64(kindCost, kindOf(j));
  const end = entryBegin(j + 1);
  for (let e = entryBegin(j); e < end; e++) sum -= at64(dual, at32(entryType, e)) * <f64>at32(entryCopies, e);
  return sum;
}

/** Works towards an optimal basis until it is found or the budget is used. */
export function solveMaster(): i32 {
  while (!exhausted()) {
    if (reinverting) {
      reinvertStep();
      fresh = false;
      continue;
    }
    if (!fresh) {
      startAgain();
      continue;
    }
    if (worn()) {
      beginReinvert();
      continue;
    }
    const leaving = mostNegative();
    if (leaving >= 0) {
      if (!dualStep(leaving)) return restart() ? RUNNING : FAILED;
      continue;
    }
    const enter = mostProfitable();
    if (enter >= 0) {
      if (!primalStep(enter)) return restart() ? RUNNING : FAILED;
      continue;
    }
    if (checked) {
      if (ASC_OPTIMIZE_LEVEL == 0) assert(drift() < 1e-4, 'master: the basis does not cover what it should');
      failures = 0;
      return OPTIMAL;
    }
    checked = true;
    if (drift() > 1e-7) beginReinvert();
    else startAgain();
  }
  return RUNNING;
}

/** After a step that numbers have made impossible: invert anew, at the second time start from the first basis. */
function restart(): bool {
  if (++failures > 20) return false;
  if (updateCount > 0) beginReinvert();
  else returnToFirst();
  return true;
}

/** Reckons values, duals and reduced costs from the inverse. */
function startAgain(): void {
  solveValues(rightHand);
  solveDuals(dual, kindCost);
  for (let i = 0; i < m; i++) put64(surplusWeight, i, 1.0);
  for (let j = 0; j < columns; j++) {
    put64(reduced, j, priceOf(j));
    put64(weight, j, 1.0);
  }
  spend(entryBegin(columns));
  stalled = 0;
  fresh = true;
}

/** The largest difference between what the basic values cover and what they should. */
function drift(): f64 {
  memory.copy(pivotRow, rightHand, (<usize>m) << 3);
  for (let i = 0; i < m; i++) {
    const v = at32(basic, i);
    const x = at64(value, i);
    if (v < m) put64(pivotRow, v, at64(pivotRow, v) + x);
    else
      for (let e = entryBegin(v - m), end = entryBegin(v - m + 1); e < end; e++) {
        const at = skip64(pivotRow, at32(entryType, e));
        store<f64>(at, load<f64>(at) - x * <f64>at32(entryCopies, e));
      }
  }
  let most = 0.0;
  for (let i = 0; i < m; i++) most = max(most, Math.abs(at64(pivotRow, i)));
  return most;
}

function mostNegative(): i32 {
  let least = -INFEASIBLE;
  let at = -1;
  for (let i = 0; i < m; i++) {
    const x = at64(value, i);
    if (x < least) {
      least = x;
      at = i;
      if (stalled > 4 * m) break;
    }
  }
  spend(m);
  return at;
}

/** The entering variable by reduced cost over reference weights (Devex, Harris 1973). */
function mostProfitable(): i32 {
  const bland = stalled > 4 * m;
  let best = 0.0;
  let v = -1;
  for (let i = 0; i < m; i++) {
    const d = at64(dual, i);
    if (d >= -PROFIT || at32(surplusAt, i) >= 0) continue;
    const score = (d * d) / at64(surplusWeight, i);
    if (score > best) {
      best = score;
      v = i;
      if (bland) return v;
    }
  }
  for (let j = 0; j < columns; j++) {
    const d = at64(reduced, j);
    if (d >= -PROFIT || at32(patternAt, j) >= 0) continue;
    const score = (d * d) / at64(weight, j);
    if (score > best) {
      best = score;
      v = m + j;
      if (bland) return v;
    }
  }
  spend(m + columns);
  return v;
}

function primalStep(enter: i32): bool {
  solveColumn(enter);
  // Harris's two passes: the longest step within the tolerance, then the steadiest pivot that allows it.
  let longest = Infinity;
  for (let i = 0; i < m; i++) {
    const a = at64(entering, i);
    if (a > PIVOT) longest = min(longest, (max(0.0, at64(value, i)) + FEASIBLE) / a);
  }
  let at = -1;
  let most = 0.0;
  for (let i = 0; i < m; i++) {
    const a = at64(entering, i);
    if (a > most && a > PIVOT && max(0.0, at64(value, i)) <= longest * a) {
      most = a;
      at = i;
    }
  }
  spend(2 * m);
  if (at < 0) return false;
  step(at, enter, max(0.0, at64(value, at)) / most);
  return true;
}

function dualStep(at: i32): bool {
  readPivotRow(at);
  let shortest = Infinity;
  for (let i = 0; i < m; i++) {
    const a = at64(pivotRow, i);
    if (a > PIVOT && at32(surplusAt, i) < 0) shortest = min(shortest, (max(0.0, at64(dual, i)) + PROFIT) / a);
  }
  for (let j = 0; j < columns; j++) {
    if (at32(patternAt, j) >= 0) continue;
    const a = -inPivotRow(j);
    if (a > PIVOT) shortest = min(shortest, (max(0.0, at64(reduced, j)) + PROFIT) / a);
  }
  let most = 0.0;
  let enter = -1;
  for (let i = 0; i < m; i++) {
    const a = at64(pivotRow, i);
    if (a <= PIVOT || a <= most || at32(surplusAt, i) >= 0) continue;
    if (max(0.0, at64(dual, i)) <= shortest * a) {
      most = a;
      enter = i;
    }
  }
  for (let j = 0; j < columns; j++) {
    if (at32(patternAt, j) >= 0) continue;
    // A ratio above the shortest cannot be chosen, so most rows of the pivot need not be reckoned twice.
    const d = max(0.0, at64(reduced, j));
    if (d > shortest * 1e4) continue;
    const a = -inPivotRow(j);
    if (a > PIVOT && a > most && d <= shortest * a) {
      most = a;
      enter = m + j;
    }
  }
  spend(3 * (m + <i64>entryBegin(columns)));
  if (enter < 0) return false;
  solveColumn(enter);
  const pivot = at64(entering, at);
  if (Math.abs(pivot) < PIVOT * 0.1) return false;
  step(at, enter, at64(value, at) / pivot);
  return true;
}

/** Product of the pivot row with pattern `j`. */
function inPivotRow(j: i32): f64 {
  let sum = 0.0;
  const end = entryBegin(j + 1);
  for (let e = entryBegin(j); e < end; e++)
    sum += at64(pivotRow, at32(entryType, e)) * <f64>at32(entryCopies, e);
  return sum;
}

/** Brings `enter` into the basis at position `at` with value `theta`, and moves values, duals and weights along. */
function step(at: i32, enter: i32, theta: f64): void {
  readPivotRow(at);
  const pivot = at64(entering, at);
  const old = at32(basic, at);
  const profit = enter < m ? at64(dual, enter) : at64(reduced, enter - m);
  const slope = profit / pivot;
  const own = enter < m ? at64(surplusWeight, enter) : at64(weight, enter - m);
  const reference = own / (pivot * pivot);

  const f = f64x2.splat(theta);
  for (let i: usize = 0, end = (<usize>lead) << 3; i < end; i += 16)
    v128.store(value + i, f64x2.sub(v128.load(value + i), f64x2.mul(f, v128.load(entering + i))));
  put64(value, at, theta);

  for (let i = 0; i < m; i++) {
    const a = at64(pivotRow, i);
    if (a == 0.0) continue;
    put64(dual, i, at64(dual, i) + slope * a);
    const w = skip64(surplusWeight, i);
    store<f64>(w, max(load<f64>(w), a * a * reference));
  }
  for (let j = 0; j < columns; j++) {
    if (at32(patternAt, j) >= 0) continue;
    const a = inPivotRow(j);
    if (a == 0.0) continue;
    const d = skip64(reduced, j);
    store<f64>(d, load<f64>(d) - slope * a);
    const w = skip64(weight, j);
    store<f64>(w, max(load<f64>(w), a * a * reference));
  }
  spend(<i64>m + columns + entryBegin(columns));

  exchange(at, enter);
  if (enter < m) put64(dual, enter, 0.0);
  else put64(reduced, enter - m, 0.0);
  if (old < m) {
    put64(dual, old, -slope);
    put64(surplusWeight, old, max(1.0, reference));
  } else {
    put64(reduced, old - m, -slope);
    put64(weight, old - m, max(1.0, reference));
  }
  stalled = Math.abs(theta * profit) < 1e-12 ? stalled + 1 : 0;
  checked = false;
  pivots++;
}
