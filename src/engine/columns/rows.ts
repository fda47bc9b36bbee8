import type { FoldProblem } from '../packing/problem';
import { linearImages } from './shared-pages';

/** One (resource, slot) row in which sizes add up: demand, and what comes on top for each item on a kind of host. */
export interface LinearRow {
  /** Index of the row in the problem. */
  readonly row: number;
  /** Per kind: capacity, less what is on every host. */
  readonly capacity: readonly number[];
  /** Per kind: what each item adds to its demand. */
  readonly extra: readonly Float64Array[];
  /** How often the largest host is filled by all items together. */
  readonly load: number;
  /** Whether all items together can exceed a host of some kind. */
  readonly binds: boolean;
}

/** Elementary operations between two breaths. */
export const BREATH = 2e6;
/** Sizes beyond this fit no host. */
const ENDLESS = 2 ** 30 + 1;

/** Every row of the problem; rows of the shared resource twice, by the two ways in which pages add up. */
export function* rowsOf(problem: FoldProblem): Generator<void, LinearRow[]> {
  const { items, resources, kinds, rowStart, demand } = problem;
  const total = rowStart[resources];
  const sums = new Float64Array(total);
  for (let i = 0, done = 0; i < items; i++) {
    for (let r = 0, at = i * total; r < total; r++, at++) sums[r] += demand[at];
    if ((done += total) > BREATH) {
      done = 0;
      yield;
    }
  }
  const rows: LinearRow[] = [];
  for (let d = 0; d < resources; d++) {
    const each = Array.from({ length: kinds }, (_, j) => {
      const over = overheads(problem, d, j);
      const capacity = problem.capacity[j * resources + d];
      if (d !== problem.sharedResource || problem.images === 0) return [{ capacity, extra: over }];
      return linearImages(problem, j, capacity).map(({ once, parts }) => ({
        capacity: capacity - once,
        extra: over.map((e, i) => e + parts[i]),
      }));
    });
    for (let way = 0; way < each[0].length; way++) {
      const capacity = each.map((ways) => ways[way].capacity);
      const extra = each.map((ways) => ways[way].extra);
      const added = extra.map((of) => of.reduce((a, b) => a + b, 0));
      const largest = Math.max(1, ...capacity);
      const least = Math.min(...added);
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++)
        rows.push({
          row: r,
          capacity,
          extra,
          load: (sums[r] + least) / largest,
          binds: capacity.some((room, j) => sums[r] + added[j] > room),
        });
    }
    yield;
  }
  return rows;
}

/** The rows that can be exceeded. */
export function bindingRows(rows: readonly LinearRow[]): LinearRow[] {
  return rows.filter(({ binds }) => binds);
}

/**
 * The rows without those that no set of items exceeds unless it exceeds the one before or after them that stays: in
 * which no item takes more. Where guests come and go, these are most slots.
 */
export function* undominated(problem: FoldProblem, rows: readonly LinearRow[]): Generator<void, LinearRow[]> {
  const { items, demand } = problem;
  const total = problem.rowStart[problem.resources];
  let done = 0;
  const within = (a: LinearRow, b: LinearRow) => {
    let i = 0;
    while (i < items && demand[i * total + a.row] <= demand[i * total + b.row]) i++;
    done += i;
    return i === items;
  };
  const kept: LinearRow[] = [];
  for (const row of rows) {
    const near = () => kept.length > 0 && kept[kept.length - 1].extra === row.extra;
    while (near() && within(kept[kept.length - 1], row)) kept.pop();
    if (!near() || !within(row, kept[kept.length - 1])) kept.push(row);
    if (done > BREATH / 8) {
      done = 0;
      yield;
    }
  }
  return kept;
}

/** Rows to begin with: of each resource the heaviest in each of some equal stretches of time, about `count` in all. */
export function spreadRows(rows: readonly LinearRow[], count: number): LinearRow[] {
  const series = new Map<readonly Float64Array[], LinearRow[]>();
  for (const row of rows) series.set(row.extra, [...(series.get(row.extra) ?? []), row]);
  const each = Math.max(1, Math.floor(count / series.size));
  return [...series.values()].flatMap((of) => {
    const stretches = Math.min(each, of.length);
    return Array.from({ length: stretches }, (_, k) => {
      const from = Math.floor((k * of.length) / stretches);
      const to = Math.floor(((k + 1) * of.length) / stretches);
      return of.slice(from, to).reduce((a, b) => (b.load > a.load ? b : a));
    });
  });
}

function overheads(problem: FoldProblem, d: number, j: number): Float64Array {
  const { items, resources, guestCount, coreCount, perGuest, perCore } = problem;
  const at = j * resources + d;
  return Float64Array.from(
    { length: items },
    (_, i) => guestCount[i] * perGuest[at] + coreCount[i] * perCore[at],
  );
}

/** Writes what the first item of each group takes in each row on hosts of kind `j` to sizes[group * stride + row]. */
export function* fill(
  problem: FoldProblem,
  rows: readonly LinearRow[],
  groups: readonly Int32Array[],
  j: number,
  sizes: Int32Array,
  stride: number,
): Generator<void, void> {
  const total = problem.rowStart[problem.resources];
  let done = 0;
  for (let t = 0; t < groups.length; t++) {
    const [i] = groups[t];
    for (let r = 0; r < rows.length; r++)
      sizes[t * stride + r] = Math.min(
        ENDLESS,
        problem.demand[i * total + rows[r].row] + rows[r].extra[j][i],
      );
    if ((done += rows.length * 4) > BREATH) {
      done = 0;
      yield;
    }
  }
}
