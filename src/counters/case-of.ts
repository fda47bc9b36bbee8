import type { Assumptions } from './assumptions';
import type { Correction } from './correct';
import { meanOf, meansOf, waitedOf } from './samples';
import type { CorrectionCase } from './uncertainty';

/** Interval that is simulated where no log says one, s. */
export const USUAL_WINDOW_S = 60;
const LONGEST_WINDOW_S = 600;

/** The case that stands for a whole correction: its mean figures, over the time between two samples. */
export function caseOf({ samples, step }: Correction, assumed: Assumptions): CorrectionCase {
  const used = Math.min(1, meanOf(samples.map((s) => s.used)));
  const waited = samples.map(waitedOf);
  const told = waited.some((v) => v === v);
  // A host that does not tell: late ticks that stack up show as busy for as long as the guest waited.
  const ready = told ? meanOf(waited) : excess(samples);
  return {
    ...assumed,
    used,
    ready: Math.min(1, Math.max(0, ready)),
    ...(told ? {} : { untold: true }),
    windowS: Math.min(LONGEST_WINDOW_S, Math.max(1, step / 1000)),
  };
}

/** What the meter shows more than was used, in the intervals of which both logs tell. */
function excess(samples: Correction['samples']): number {
  const { intervals, measured, used } = meansOf(samples);
  return intervals ? measured - used : 0;
}
