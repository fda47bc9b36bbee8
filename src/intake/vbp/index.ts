import type { FoldProblem } from '../../engine/packing/problem';
import { readTemporalInstance } from './temporal';
import { readVectorInstance } from './vector';

export { readTemporalInstance, readVectorInstance };

/**
 * Reads an instance of either kind. A temporal one has at least three numbers on its first line, a vector one has its number of
 * dimensions alone there.
 * @param file its name, for messages
 * @throws InputError naming file, line and column, what was found and what was expected
 */
export function readInstance(text: string, file: string): FoldProblem {
  const first = /^\s*(.*)/.exec(text)![1].trim().split(/\s+/);
  return first.length > 2 ? readTemporalInstance(text, file) : readVectorInstance(text, file);
}
