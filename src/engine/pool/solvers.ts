import type { FoldProblem } from '../packing/problem';
import type { Solver } from './solver';
import type { PackingSearch } from './packing-search';

/** Those who work on a fold. */
export interface Solvers {
  /** Makes first plans, on this thread. */
  readonly first: Pick<PackingSearch, 'construct'>;
  /** On this thread too. */
  readonly home: Solver;
  /** Whether `home` goes on while workers run; else this thread is left to whoever uses it. */
  readonly homeWorks: boolean;
  /**
   * WorkerPool for a problem, `most` of them at most, started where they do not run yet; none where there is no way to
   * start any.
   */
  workers(problem: FoldProblem, most?: number): readonly Promise<Solver>[];
  /** Ends a worker that does not answer, or has failed. */
  drop(solver: Solver): void;
  /** Hears that a fold has ended and its workers have nothing to do. */
  rest(): void;
}

/** Memory that all kernels together stay under. */
const MOST_BYTES = 900 * 2 ** 20;
/** Bytes that a worker needs for each number of a problem (in its kernel, and as it was sent) and for each item. */
const BYTES_PER_SIZE = 12;
const BYTES_PER_ITEM = 512;
/**
 * Sizes (items times rows) and items beyond which columns are not generated: a thousand guests with 1,152 rows gained
 * neither a bound nor a host by columns in 75 s, and search on that thread gained one in 20 s.
 */
const MOST_COLUMN_SIZES = 4e5;
const MOST_COLUMN_ITEMS = 4000;

/** Numbers in a problem: items times rows. */
function sizesOf(problem: FoldProblem): number {
  return problem.items * problem.rowStart[problem.resources];
}

/** How many workers, of `most`, a problem leaves memory for beside this thread; at least one. */
export function workersFor(problem: FoldProblem, most: number): number {
  const each = sizesOf(problem) * BYTES_PER_SIZE + problem.items * BYTES_PER_ITEM + 2 ** 24;
  return Math.max(1, Math.min(most, Math.floor(MOST_BYTES / each) - 1));
}

/** Whether columns are worth their memory and time. It depends on the problem alone, and so answers do not change. */
export function columnsPay(problem: FoldProblem): boolean {
  return problem.items <= MOST_COLUMN_ITEMS && sizesOf(problem) <= MOST_COLUMN_SIZES;
}
