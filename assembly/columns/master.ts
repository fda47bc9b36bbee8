import { take } from '../memory';
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
  kindCost = take((<usize>(kindCount + 1)) << 3);
  kindRow = take((<usize>(kindCount + 1)) << 2);
  for (let k = 0; k <= kindCount; k++) {
    store<f64>(kindCost + ((<usize>k) << 3), 1.0);
    store<i32>(kindRow + ((<usize>k) << 2), -1);
  }
  startReinvert(m + min(m, most) * m);
  rightHand = take((<usize>m) << 3);
  dual = take((<usize>m) << 3);
  reduced = take((<usize>columnRoom) << 3);
  weight = take((<usize>columnRoom) << 3);
  surplusWeight = take((<usize>m) << 3);
  first = take((<usize>m) << 2);
  pivots = 0;
  failures = 0;
}

/** The first basis: column j covers type j alone, and no host is counted. */
export function firstBasis(typeCount: i32): void {
  for (let i = 0; i < m; i++) store<i32>(first + ((<usize>i) << 2), i < typeCount ? i : -1);
  returnToFirst();
}

function returnToFirst(): void {
  clearPlaces(columns);
  for (let i = 0; i < m; i++) {
    const j = load<i32>(first + ((<usize>i) << 2));
    place(j < 0 ? i : m + j, i);
  }
  beginReinvert();
  refresh();
}

/** Sets what row `i` must cover. Rows that need nothing more are shifted down, so that their duals vanish. */
export function setRightHand(i: i32, need: i32): void {
  const shift = SHIFT * (0.5 + <f64>((<u32>i * 2654435761) >> 8) / 33554432.0);
  store<f64>(rightHand + ((<usize>i) << 3), need > 0 ? <f64>need + shift : -shift);
  refresh();
}

/** Sets how many hosts row `i` allows. */
export function setHosts(i: i32, count: i32): void {
  store<f64>(rightHand + ((<usize>i) << 3), -(<f64>count) - SHIFT);
  refresh();
}

/** Says that columns or right-hand sides have changed since the last solution. */
export function refresh(): void {
  fresh = false;
  checked = false;
}

/** Reduced cost of pattern `j` under the present duals. */
export function priceOf(j: i32): f64 {
  let sum = load<f64>(kindCost + ((<usize>kindOf(j)) << 3));
  const end = entryBegin(j + 1);
  for (let e = entryBegin(j); e < end; e++)
    sum -=
      load<f64>(dual + ((<usize>load<i32>(entryType + ((<usize>e) << 2))) << 3)) *
      <f64>load<i32>(entryCopies + ((<usize>e) << 2));
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
  for (let i = 0; i < m; i++) store<f64>(surplusWeight + ((<usize>i) << 3), 1.0);
  for (let j = 0; j < columns; j++) {
    store<f64>(reduced + ((<usize>j) << 3), priceOf(j));
    store<f64>(weight + ((<usize>j) << 3), 1.0);
  }
  spend(entryBegin(columns));
  stalled = 0;
  fresh = true;
}

/** The largest difference between what the basic values cover and what they should. */
function drift(): f64 {
  memory.copy(pivotRow, rightHand, (<usize>m) << 3);
  for (let i = 0; i < m; i++) {
    const v = load<i32>(basic + ((<usize>i) << 2));
    const x = load<f64>(value + ((<usize>i) << 3));
    if (v < m) store<f64>(pivotRow + ((<usize>v) << 3), load<f64>(pivotRow + ((<usize>v) << 3)) + x);
    else
      for (let e = entryBegin(v - m), end = entryBegin(v - m + 1); e < end; e++) {
        const at = pivotRow + ((<usize>load<i32>(entryType + ((<usize>e) << 2))) << 3);
        store<f64>(at, load<f64>(at) - x * <f64>load<i32>(entryCopies + ((<usize>e) << 2)));
      }
  }
  let most = 0.0;
  for (let i = 0; i < m; i++) most = max(most, Math.abs(load<f64>(pivotRow + ((<usize>i) << 3))));
  return most;
}

function mostNegative(): i32 {
  let least = -INFEASIBLE;
  let at = -1;
  for (let i = 0; i < m; i++) {
    const x = load<f64>(value + ((<usize>i) << 3));
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
    const d = load<f64>(dual + ((<usize>i) << 3));
    if (d >= -PROFIT || load<i32>(surplusAt + ((<usize>i) << 2)) >= 0) continue;
    const score = (d * d) / load<f64>(surplusWeight + ((<usize>i) << 3));
    if (score > best) {
      best = score;
      v = i;
      if (bland) return v;
    }
  }
  for (let j = 0; j < columns; j++) {
    const d = load<f64>(reduced + ((<usize>j) << 3));
    if (d >= -PROFIT || load<i32>(patternAt + ((<usize>j) << 2)) >= 0) continue;
    const score = (d * d) / load<f64>(weight + ((<usize>j) << 3));
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
    const a = load<f64>(entering + ((<usize>i) << 3));
    if (a > PIVOT) longest = min(longest, (max(0.0, load<f64>(value + ((<usize>i) << 3))) + FEASIBLE) / a);
  }
  let at = -1;
  let most = 0.0;
  for (let i = 0; i < m; i++) {
    const a = load<f64>(entering + ((<usize>i) << 3));
    if (a > most && a > PIVOT && max(0.0, load<f64>(value + ((<usize>i) << 3))) <= longest * a) {
      most = a;
      at = i;
    }
  }
  spend(2 * m);
  if (at < 0) return false;
  step(at, enter, max(0.0, load<f64>(value + ((<usize>at) << 3))) / most);
  return true;
}

function dualStep(at: i32): bool {
  readPivotRow(at);
  let shortest = Infinity;
  for (let i = 0; i < m; i++) {
    const a = load<f64>(pivotRow + ((<usize>i) << 3));
    if (a > PIVOT && load<i32>(surplusAt + ((<usize>i) << 2)) < 0)
      shortest = min(shortest, (max(0.0, load<f64>(dual + ((<usize>i) << 3))) + PROFIT) / a);
  }
  for (let j = 0; j < columns; j++) {
    if (load<i32>(patternAt + ((<usize>j) << 2)) >= 0) continue;
    const a = -inPivotRow(j);
    if (a > PIVOT) shortest = min(shortest, (max(0.0, load<f64>(reduced + ((<usize>j) << 3))) + PROFIT) / a);
  }
  let most = 0.0;
  let enter = -1;
  for (let i = 0; i < m; i++) {
    const a = load<f64>(pivotRow + ((<usize>i) << 3));
    if (a <= PIVOT || a <= most || load<i32>(surplusAt + ((<usize>i) << 2)) >= 0) continue;
    if (max(0.0, load<f64>(dual + ((<usize>i) << 3))) <= shortest * a) {
      most = a;
      enter = i;
    }
  }
  for (let j = 0; j < columns; j++) {
    if (load<i32>(patternAt + ((<usize>j) << 2)) >= 0) continue;
    // A ratio above the shortest cannot be chosen, so most rows of the pivot need not be reckoned twice.
    const d = max(0.0, load<f64>(reduced + ((<usize>j) << 3)));
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
  const pivot = load<f64>(entering + ((<usize>at) << 3));
  if (Math.abs(pivot) < PIVOT * 0.1) return false;
  step(at, enter, load<f64>(value + ((<usize>at) << 3)) / pivot);
  return true;
}

/** Product of the pivot row with pattern `j`. */
function inPivotRow(j: i32): f64 {
  let sum = 0.0;
  const end = entryBegin(j + 1);
  for (let e = entryBegin(j); e < end; e++)
    sum +=
      load<f64>(pivotRow + ((<usize>load<i32>(entryType + ((<usize>e) << 2))) << 3)) *
      <f64>load<i32>(entryCopies + ((<usize>e) << 2));
  return sum;
}

/** Brings `enter` into the basis at position `at` with value `theta`, and moves values, duals and weights along. */
function step(at: i32, enter: i32, theta: f64): void {
  readPivotRow(at);
  const pivot = load<f64>(entering + ((<usize>at) << 3));
  const old = load<i32>(basic + ((<usize>at) << 2));
  const profit =
    enter < m ? load<f64>(dual + ((<usize>enter) << 3)) : load<f64>(reduced + ((<usize>(enter - m)) << 3));
  const slope = profit / pivot;
  const own =
    enter < m
      ? load<f64>(surplusWeight + ((<usize>enter) << 3))
      : load<f64>(weight + ((<usize>(enter - m)) << 3));
  const reference = own / (pivot * pivot);

  const f = f64x2.splat(theta);
  for (let i: usize = 0, end = (<usize>lead) << 3; i < end; i += 16)
    v128.store(value + i, f64x2.sub(v128.load(value + i), f64x2.mul(f, v128.load(entering + i))));
  store<f64>(value + ((<usize>at) << 3), theta);

  for (let i = 0; i < m; i++) {
    const a = load<f64>(pivotRow + ((<usize>i) << 3));
    if (a == 0.0) continue;
    store<f64>(dual + ((<usize>i) << 3), load<f64>(dual + ((<usize>i) << 3)) + slope * a);
    const w = surplusWeight + ((<usize>i) << 3);
    store<f64>(w, max(load<f64>(w), a * a * reference));
  }
  for (let j = 0; j < columns; j++) {
    if (load<i32>(patternAt + ((<usize>j) << 2)) >= 0) continue;
    const a = inPivotRow(j);
    if (a == 0.0) continue;
    const d = reduced + ((<usize>j) << 3);
    store<f64>(d, load<f64>(d) - slope * a);
    const w = weight + ((<usize>j) << 3);
    store<f64>(w, max(load<f64>(w), a * a * reference));
  }
  spend(<i64>m + columns + entryBegin(columns));

  exchange(at, enter);
  if (enter < m) store<f64>(dual + ((<usize>enter) << 3), 0.0);
  else store<f64>(reduced + ((<usize>(enter - m)) << 3), 0.0);
  if (old < m) {
    store<f64>(dual + ((<usize>old) << 3), -slope);
    store<f64>(surplusWeight + ((<usize>old) << 3), max(1.0, reference));
  } else {
    store<f64>(reduced + ((<usize>(old - m)) << 3), -slope);
    store<f64>(weight + ((<usize>(old - m)) << 3), max(1.0, reference));
  }
  stalled = Math.abs(theta * profit) < 1e-12 ? stalled + 1 : 0;
  checked = false;
  pivots++;
}
