import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import type { FoldAnswer } from '../placement/answer';
import type { FoldOptions } from '../placement/options';
import { alternative, alternativeSettings, type Alternative } from './alternatives';
import { studyOf } from './check-study';
import { runStudy } from './run-study';

/**
 * Folds the estate under every profile that stands for a real choice.
 * @param licences what those of a plan come to
 * @returns a row for each, until the signal aborts
 */
export function compare(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  signal?: AbortSignal,
  licences?: (answer: FoldAnswer) => number | null,
): Promise<Alternative[]> {
  return runStudy(
    studyOf({
      base: { ...options, exactly: undefined },
      axes: [{ settings: alternativeSettings(options) }],
    }),
    ({ of }, stop) => alternative(estate, of, engine, { signal: stop, licences }),
    { signal },
  );
}
