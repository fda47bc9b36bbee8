import type { FoldProblem } from '../packing/problem';
import type { HostKind, Pattern, PatternInstance } from './pattern';
import { bindingRows, BREATH, fill, rowsOf, undominated, type LinearRow } from './rows';
import { trimToHost } from './trim';
import { gatherTypes } from './types';

/** An instance made of a folding problem, and what of the problem it leaves out. */
export interface Relaxation {
  readonly instance: PatternInstance;
  /**
   * Whether every pattern is a set of items that the problem allows on one host. If not, a lower bound holds all the
   * same, because the instance allows all that the problem allows, but a plan made of patterns may not.
   */
  readonly exact: boolean;
  /** Whether no row that could be exceeded is left out. */
  readonly whole: boolean;
  /** The largest part of a pattern found that the problem allows on one host. */
  readonly trim: (pattern: Pattern) => Pattern;
  /** What is left out, in a planner's words. */
  readonly leftOut: readonly string[];
}

/** What instances of one problem are made of. */
export interface Survey {
  readonly problem: FoldProblem;
  /** How many rows (resource and slot) the problem has. */
  readonly all: number;
  /** The rows that can be exceeded, but those that follow from their neighbours. */
  readonly rows: readonly LinearRow[];
  /** The types: items that are alike in all of these rows. */
  readonly groups: readonly Int32Array[];
}

/** Looks a problem over, in steps of some milliseconds. */
export function* survey(problem: FoldProblem): Generator<void, Survey> {
  const all = yield* rowsOf(problem);
  const rows = yield* undominated(problem, bindingRows(all));
  return { problem, all: all.length, rows, groups: yield* gatherTypes(problem, rows) };
}

/**
 * The vector packing instance that allows on a host everything that the problem allows there. Apart-groups become
 * rows of capacity 1; shared pages become numbers that add up (see `linearImages`).
 * @param chosen the rows that count, of those surveyed
 */
export function* relaxed(of: Survey, chosen: readonly LinearRow[]): Generator<void, Relaxation> {
  const { problem, rows, groups, all } = of;
  const leftOut: string[] = [];
  if (problem.images > 0 && problem.sharedResource >= 0)
    leftOut.push('shared pages count in parts for each guest, not once for each host');
  const whole = chosen.length === rows.length;
  if (!whole) leftOut.push(`only ${chosen.length} of ${all} rows (resource and time slot) count`);
  const instance = yield* instanceOf(problem, chosen, groups);
  const exact = leftOut.length === 0;
  const trim = exact
    ? (pattern: Pattern) => pattern
    : (pattern: Pattern) => trimToHost(problem, instance, pattern);
  return { instance, exact, whole, leftOut, trim };
}

/** The instance of chosen rows, and of one row for each apart-group that can be broken. */
function* instanceOf(
  problem: FoldProblem,
  chosen: readonly LinearRow[],
  groups: readonly Int32Array[],
): Generator<void, PatternInstance> {
  const apart = apartRows(problem, groups);
  const rows = Math.max(1, chosen.length + apart.length);
  const kinds: HostKind[] = [];
  for (let j = 0; j < problem.kinds; j++) {
    if (problem.kindCount[j] === 0) continue;
    const capacity = new Int32Array(rows).fill(1);
    chosen.forEach((row, r) => (capacity[r] = row.capacity[j]));
    const sizes = new Int32Array(groups.length * rows);
    yield* fill(problem, chosen, groups, j, sizes, rows);
    apart.forEach((has, e) => {
      for (let t = 0; t < groups.length; t++) sizes[t * rows + chosen.length + e] = has[t];
    });
    yield;
    const fit = yield* copiesOf(problem, groups, j, sizes, capacity);
    kinds.push({ kind: j, sizes, capacity, fit, price: problem.kindPrice[j], count: problem.kindCount[j] });
    yield;
  }
  return {
    types: groups.length,
    rows,
    demand: Int32Array.from(groups, (copies) => copies.length),
    items: groups,
    kinds,
  };
}

/** Per type: copies that fit an empty host of kind `j` together. */
function* copiesOf(
  problem: FoldProblem,
  groups: readonly Int32Array[],
  j: number,
  sizes: Int32Array,
  capacity: Int32Array,
): Generator<void, Int32Array> {
  const rows = capacity.length;
  const fit = new Int32Array(groups.length);
  const some = Math.max(1, Math.floor(BREATH / (4 * rows)));
  for (let t = 0; t < groups.length; t++) {
    if (t % some === some - 1) yield;
    const only = problem.onlyKind[groups[t][0]];
    if (only >= 0 && only !== j) continue;
    let copies = groups[t].length;
    for (let r = 0; r < rows && copies > 0; r++) {
      const size = sizes[t * rows + r];
      if (size > capacity[r]) copies = 0;
      else if (size > 0) copies = Math.min(copies, Math.floor(capacity[r] / size));
    }
    fit[t] = copies;
  }
  return fit;
}

/** For each apart-group with two members or more: per type, 1 for its members. */
function apartRows(problem: FoldProblem, groups: readonly Int32Array[]): Int32Array[] {
  const members = new Int32Array(problem.apartGroups);
  for (const g of problem.apartId) members[g]++;
  const rows = Array.from(members, (count) => (count > 1 ? new Int32Array(groups.length) : null));
  groups.forEach(([first], t) => {
    for (let e = problem.apartStart[first]; e < problem.apartStart[first + 1]; e++) {
      const row = rows[problem.apartId[e]];
      if (row) row[t] = 1;
    }
  });
  return rows.filter((row) => row !== null);
}
