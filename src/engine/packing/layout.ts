/** How a problem's rows are padded and its kinds classed for the kernel (assembly/packing/layout.ts says why). */
import type { FoldProblem } from './problem';

/** Rows in a block. */
export const BLOCK = 16;
/** Fewer rows than this stay unblocked: a block would touch as much as it saves. */
export const BLOCKED_FROM = 64;

export interface Layout {
  readonly rows: number;
  /** 0 where rows are not blocked. */
  readonly blocks: number;
  readonly rowBegin: Int32Array;
  readonly rowCount: Int32Array;
  readonly rowEnd: Int32Array;
  /** Per kind: its class; kinds of one class add the same for guests and cores. */
  readonly kindClass: Int32Array;
  readonly classes: number;
  /** Right shift that keeps the sum of a block of capacities within 31 bits. */
  readonly blockShift: number;
}

/** Lays out the rows and classes of a problem. */
export function layoutOf(problem: FoldProblem): Layout {
  const { resources, rowStart } = problem;
  const blocked = rowStart[resources] >= BLOCKED_FROM;
  const rowBegin = new Int32Array(resources);
  const rowCount = new Int32Array(resources);
  const rowEnd = new Int32Array(resources);
  let row = 0;
  for (let d = 0; d < resources; d++) {
    const count = rowStart[d + 1] - rowStart[d];
    rowBegin[d] = row;
    rowCount[d] = count;
    row += blocked ? Math.ceil(count / BLOCK) * BLOCK : count;
    rowEnd[d] = row;
  }
  const rows = blocked ? Math.ceil(row / (4 * BLOCK)) * 4 * BLOCK : Math.max(4, Math.ceil(row / 4) * 4);
  let most = 0;
  for (const c of problem.capacity) if (c > most) most = c;
  return {
    rows,
    blocks: blocked ? rows / BLOCK : 0,
    rowBegin,
    rowCount,
    rowEnd,
    ...classesOf(problem),
    blockShift: blocked && most > 2 ** 26 ? 4 : 0,
  };
}

function classesOf(problem: FoldProblem): { kindClass: Int32Array; classes: number } {
  const { kinds, resources, perGuest, perCore } = problem;
  const seen = new Map<string, number>();
  const kindClass = new Int32Array(kinds);
  for (let j = 0; j < kinds; j++) {
    const from = j * resources;
    const key = [perGuest, perCore].map((per) => per.subarray(from, from + resources).join(',')).join('/');
    if (!seen.has(key)) seen.set(key, seen.size);
    kindClass[j] = seen.get(key)!;
  }
  return { kindClass, classes: seen.size };
}

/** The images that more than one item has, renumbered from 0; -1 where only one item has it: nobody shares it. */
export function sharedImages(problem: FoldProblem): { id: Int32Array; count: number } {
  const users = new Int32Array(problem.images);
  for (const g of problem.imageId) users[g]++;
  const id = new Int32Array(problem.images).fill(-1);
  let count = 0;
  if (problem.sharedResource >= 0) {
    for (let g = 0; g < problem.images; g++) if (users[g] > 1) id[g] = count++;
  }
  return { id, count };
}
