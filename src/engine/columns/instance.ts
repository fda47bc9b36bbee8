import type { FoldProblem } from '../packing/problem';
import type { Pattern } from './kernel';
import { bindingRows, BREATH, fill, rowsOf, undominated, type LinearRow } from './rows';
import { trimToHost } from './trim';
import { gatherTypes } from './types';

/** Hosts of one kind, as columns see them. */
export interface HostKind {
  /** Its index in the problem. */
  readonly kind: number;
  /** types x rows, row-major. */
  readonly sizes: Int32Array;
  /** Length rows. */
  readonly capacity: Int32Array;
  /** Per type: copies that fit an empty host together; 0 where it may not be there. */
  readonly fit: Int32Array;
  readonly price: number;
  /** How many there are, or -1 for any number. */
  readonly count: number;
}

/**
 * What columns are made for: identical items are one *type*; a *pattern* is a kind of host and a choice of copies of
 * types that fits one, where in each row the sizes add up to at most the capacity.
 */
export interface PatternInstance {
  readonly types: number;
  readonly rows: number;
  /** Per type: the number of copies, at least 1. */
  readonly demand: Int32Array;
  /** Per type: the items that are its copies, ascending. */
  readonly items: readonly Int32Array[];
  /** The kinds of which there are any. */
  readonly kinds: readonly HostKind[];
}

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

/** The same at once, with all rows or the heaviest `rowLimit`. */
export function relax(problem: FoldProblem, rowLimit = Infinity): Relaxation {
  const of = finished(survey(problem));
  const heaviest = [...of.rows].sort((a, b) => b.load - a.load).slice(0, rowLimit);
  return finished(relaxed(of, of.rows.length <= rowLimit ? of.rows : heaviest));
}

function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
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

/** Per kind: what a host costs, in parts of the dearest. */
export function hostCosts({ kinds }: PatternInstance): Float64Array {
  const dearest = Math.max(1, ...kinds.map(({ price }) => price));
  return Float64Array.from(kinds, ({ price }) => price / dearest);
}

/** Per type: the most copies that fit an empty host of any kind together (0 when one alone does not). */
export function copiesThatFit(instance: PatternInstance): Int32Array {
  return instance.demand.map((_, t) => instance.kinds.reduce((most, { fit }) => Math.max(most, fit[t]), 0));
}
