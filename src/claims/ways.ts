import { presetOf } from '../dispatch/lab-presets';
import { CUSTOM, writeChanges, writeLink, writePair } from '../dispatch/link';
import type { ExperimentInput } from '../dispatch/experiment';
import { METER_PRESETS } from '../sampling/presets';
import type { ClaimView, KnobsAt } from './claim';

const NOTHING = {} as ExperimentInput;

/** The text for the link of a view with the very experiment of a claim, its knobs as they stand. */
export function wayOf({ view, preset, shows }: ClaimView, at: KnobsAt): string {
  const [first, second] = shows(at);
  if (preset === CUSTOM) return writeLink(CUSTOM, first, undefined);
  if (view === 'meter') {
    const base = METER_PRESETS.find(({ id }) => id === preset)?.experiment ?? NOTHING;
    return writeChanges(preset, first, base);
  }
  const text = (of: ExperimentInput) => writeLink(preset, of, presetOf(preset)?.experiment);
  return writePair(text(first), second ? text(second) : null);
}
