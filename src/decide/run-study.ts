import { inOrder } from '../engine/in-order';
import type { LaneOptions } from '../engine/in-order';
import { caseAt, caseCount } from './study';
import type { Case, Study } from './study';

/**
 * What a case comes to, as plain JSON: nothing of when or where it ran. Rejects where the signal cuts it short, since
 * half a case is none.
 */
export type LineOf<B, L> = (one: Case<B>, signal?: AbortSignal) => Promise<L>;

export interface StudyOptions<L> extends LaneOptions {
  /** The cases to run, by index; all of them where none are named. */
  readonly cases?: readonly number[];
  /** Called with each line, in the order of `cases`. @param done lines until now, this one included */
  readonly onLine?: (line: L, index: number, done: number) => void;
}

/** @returns the lines in the order of `cases`; where the signal stopped it, those before the first that is not whole */
export async function runStudy<B, L>(
  study: Study<B>,
  lineOf: LineOf<B, L>,
  { cases = indices(caseCount(study)), onLine, ...options }: StudyOptions<L> = {},
): Promise<L[]> {
  const lines: L[] = [];
  try {
    await inOrder(
      cases.length,
      (k) => lineOf(caseAt(study, cases[k]), options.signal),
      (line, k) => {
        lines.push(line);
        onLine?.(line, cases[k], lines.length);
      },
      options,
    );
  } catch (error) {
    if (!options.signal?.aborted) throw error;
  }
  return lines;
}

/** The cases of one of several shards: every so many, so that the dear ends of a grid are dealt out evenly. */
export function casesOf(shard: number, shards: number, count: number): number[] {
  return indices(Math.max(0, Math.ceil((count - shard) / shards))).map((k) => shard + k * shards);
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
