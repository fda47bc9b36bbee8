import type { CaseKind, CorrectionUncertainty } from './uncertainty';

/** What the case means for the parts of the processes, in one or two sentences. */
export const CASE_WORDS: Readonly<Record<CaseKind, string>> = {
  'always ready':
    'The guest always has work: every moment is as likely to be hit by a tick as any other, and the parts are unbiased.',
  undisturbed:
    'The guest hardly waits for a processor: its ticks come when they are due, and the parts are unbiased.',
  'not told':
    'No log tells how long the guest waits for a processor, so nobody can say whether its ticks come when they are due; simulated is a guest that does not wait.',
  'bursts restart the slice':
    'The guest goes idle between bursts, so each burst starts a turn afresh and late ticks hit whatever starts it: the parts are biased.',
};

/** Whether the simulated host waits as the guest did; the words say how far it comes where not. */
export function mismatch({ case: c, host }: CorrectionUncertainty): string | null {
  const far = (found: number, wanted: number) => Math.abs(found - wanted) > 0.02 + 0.1 * wanted;
  if (!far(host.used, c.used) && !far(host.ready, c.ready)) return null;
  const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
  return `With these assumptions a guest uses ${percent(host.used)} and waits ${percent(host.ready)}, not the ${percent(c.used)} and ${percent(c.ready)} that were measured: the interval is of another guest. Change the bursts, the slice or the neighbours.`;
}
