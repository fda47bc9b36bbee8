import type { FoldProblem } from '../packing/problem';
import type { Pattern } from './kernel';
import { linearImages, trimShared } from './shared-pages';

/**
 * What columns are made for: identical items are one *type*; a *pattern* is a choice of copies of types that fits a
 * host, where in each row the sizes add up to at most the capacity.
 */
export interface PatternInstance {
  readonly types: number;
  readonly rows: number;
  /** types x rows, row-major. */
  readonly sizes: Int32Array;
  /** Length rows. */
  readonly capacity: Int32Array;
  /** Per type: the number of copies, at least 1. */
  readonly demand: Int32Array;
  /** Per type: the items that are its copies, ascending. */
  readonly items: readonly Int32Array[];
}

/** An instance made of a folding problem, and what of the problem it leaves out. */
export interface Relaxation {
  readonly instance: PatternInstance;
  /**
   * Whether every pattern is a set of items that the problem allows on one host. If not, a lower bound holds all the
   * same, because the instance allows all that the problem allows, but a plan made of patterns may not.
   */
  readonly exact: boolean;
  /**
   * The largest part of a pattern found that the problem allows on one host: the pattern itself where the instance is
   * exact; null where hosts of several kinds leave it open what a host is.
   */
  readonly trim: ((pattern: Pattern) => Pattern) | null;
  /** What is left out, in a planner's words. */
  readonly leftOut: readonly string[];
}

/**
 * The vector packing instance that allows on a host everything that the problem allows there. Apart-groups become
 * rows of capacity 1. Of several kinds of host, the largest capacity of each resource and the smallest overhead count.
 * Shared pages of an image count once where every item brings it, and else in equal parts for as many of its users as
 * a host could hold at all: the largest of k is at least the k-th part of the sum.
 * @param rowLimit only that many rows of demand are kept, those in which the demand weighs most; by default as many
 * as the memory of a page has room for
 */
export function relax(problem: FoldProblem, rowLimit = roomForRows(problem)): Relaxation {
  const leftOut: string[] = [];
  if (problem.kinds > 1) leftOut.push('each host counts with the largest capacity of any kind');
  if (problem.images > 0 && problem.sharedResource >= 0)
    leftOut.push('shared pages count in parts for each guest, not once for each host');
  const demand = linearRows(problem);
  let kept = demand.rows.filter((row) => binds(row, demand.items));
  const whole = kept.length <= rowLimit;
  if (!whole) {
    const load = (row: Row) => row.need.reduce((a, b) => a + b, 0) / Math.max(1, row.capacity);
    kept = [...kept].sort((a, b) => load(b) - load(a)).slice(0, rowLimit);
    leftOut.push(`only ${rowLimit} of ${demand.rows.length} rows (resource and time slot) count`);
  }
  const rows = [...kept, ...apartRows(problem)];
  if (rows.length === 0) rows.push({ capacity: 1, need: new Int32Array(problem.items) });
  const exact = leftOut.length === 0;
  const instance = aggregate(problem, rows);
  if (exact) return { instance, exact, leftOut, trim: (pattern) => pattern };
  const sound = problem.kinds === 1 && whole;
  return {
    instance,
    exact,
    leftOut,
    trim: sound ? (pattern) => trimShared(problem, instance, pattern) : null,
  };
}

/** Sizes (items times rows) that a kernel holds without trouble: 12 bytes each. */
const MOST_SIZES = 8e6;

function roomForRows(problem: FoldProblem): number {
  return Math.max(64, Math.floor(MOST_SIZES / Math.max(1, problem.items)));
}

interface Row {
  readonly capacity: number;
  /** Per item. */
  readonly need: Int32Array;
}

/** Whether all items together can exceed the row. */
function binds(row: Row, items: number): boolean {
  let sum = 0;
  for (let i = 0; i < items; i++) sum += row.need[i];
  return sum > row.capacity;
}

/** Each (resource, slot) row with the overheads that add up in it. */
function linearRows(problem: FoldProblem): { items: number; rows: Row[] } {
  const { items, resources, kinds, rowStart } = problem;
  const total = rowStart[resources];
  const over = (per: Int32Array, d: number) =>
    Math.min(...Array.from({ length: kinds }, (_, j) => per[j * resources + d]));
  const rows: Row[] = [];
  for (let d = 0; d < resources; d++) {
    const perGuest = over(problem.perGuest, d);
    const perCore = over(problem.perCore, d);
    let capacity = Math.max(...Array.from({ length: kinds }, (_, j) => problem.capacity[j * resources + d]));
    const shared = d === problem.sharedResource ? linearImages(problem, perGuest, capacity) : null;
    if (shared) capacity -= shared.once;
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      const need = new Int32Array(items);
      for (let i = 0; i < items; i++)
        need[i] =
          problem.demand[i * total + r] +
          problem.guestCount[i] * perGuest +
          problem.coreCount[i] * perCore +
          (shared ? shared.parts[i] : 0);
      rows.push({ capacity, need });
    }
  }
  return { items, rows };
}

/** One row of capacity 1 for each apart-group with two members or more. */
function apartRows(problem: FoldProblem): Row[] {
  const rows = Array.from({ length: problem.apartGroups }, () => ({
    capacity: 1,
    need: new Int32Array(problem.items),
  }));
  for (let i = 0; i < problem.items; i++)
    for (let e = problem.apartStart[i]; e < problem.apartStart[i + 1]; e++)
      rows[problem.apartId[e]].need[i] = 1;
  return rows.filter((row) => binds(row, problem.items));
}

/** Gathers items that are alike in all rows, and in their images, into types, in the order of their first copies. */
function aggregate(problem: FoldProblem, rows: readonly Row[]): PatternInstance {
  const imagesOf = (i: number) => {
    const [from, to] = [problem.imageStart[i], problem.imageStart[i + 1]];
    return `${problem.imageId.subarray(from, to)} ${problem.imageSize.subarray(from, to)}`;
  };
  const alike = (i: number, j: number) =>
    rows.every((row) => row.need[i] === row.need[j]) && imagesOf(i) === imagesOf(j);
  const found: number[][] = [];
  const byHash = new Map<number, number[][]>();
  for (let i = 0; i < problem.items; i++) {
    let hash = 0;
    for (const { need } of rows) hash = (Math.imul(hash, 31) + need[i]) | 0;
    const near = byHash.get(hash) ?? [];
    byHash.set(hash, near);
    const same = near.find(([first]) => alike(i, first));
    if (same) same.push(i);
    else near.push(found[found.push([i]) - 1]);
  }
  const groups = found.map((copies) => Int32Array.from(copies));
  const sizes = new Int32Array(groups.length * rows.length);
  groups.forEach((copies, t) => rows.forEach((row, r) => (sizes[t * rows.length + r] = row.need[copies[0]])));
  return {
    types: groups.length,
    rows: rows.length,
    sizes,
    capacity: Int32Array.from(rows, (row) => row.capacity),
    demand: Int32Array.from(groups, (copies) => copies.length),
    items: groups,
  };
}

/** How many copies of each type fit an empty host together (0 when one alone does not). */
export function copiesThatFit(instance: PatternInstance): Int32Array {
  const { rows, sizes, capacity, demand } = instance;
  return demand.map((copies, t) => {
    for (let r = 0; r < rows; r++) {
      const size = sizes[t * rows + r];
      if (size > 0) copies = Math.min(copies, Math.floor(capacity[r] / size));
    }
    return copies;
  });
}
