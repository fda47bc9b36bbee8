import type { Experiment, ExperimentInput } from '../../../dispatch/experiment';
import { parseExperiment } from '../../../dispatch/parse';
import { FIRST_PRESET, presetOf } from '../../../dispatch/lab-presets';
import { todays, withoutRules } from '../../../dispatch/earlier-rules';
import { applyChanges, CUSTOM, readLink, setAt, writeLink } from '../../../dispatch/link';
import type { LinkedExperiment } from '../../../dispatch/link';
import { FROM_HOST } from '../../../dispatch/measured';
import type { Preset } from '../../../dispatch/presets';
import { check, ofLink, repair } from '../../../dispatch/repair-link';
import type { Finding } from '../../../estate/finding';
import { own } from '../../../estate/own';
import type { Edit } from '../events';

/** An experiment as the address and the editors hold it: as it was written, and what it comes to. */
export interface Specimen {
  /** Its text in the address. */
  readonly link: string;
  /** Id of the preset that it started from, or `custom`, or `host`. */
  readonly base: string;
  readonly preset: Preset | undefined;
  /** As written, fields with a default left out. */
  readonly input: ExperimentInput;
  readonly experiment: Experiment;
  /** How many changes to the preset are in force. */
  readonly changes: number;
  /** What in the text could not be used and was left out. */
  readonly problem: Finding | null;
}

/** What the text in an address says; the first preset for none. What is wrong in it falls back by field, and is told. */
export function specimenOf(link: string | undefined): Specimen {
  const text = link || FIRST_PRESET.id;
  const { base, changes: all } = readLink(text);
  const { changes, earlier } = withoutRules(all);
  const specimen = read(text, base, changes);
  return earlier ? specimenOf(rewritten(specimen, todays(specimen.input))) : specimen;
}

function read(text: string, base: string, changes: LinkedExperiment['changes']): Specimen {
  const preset = presetOf(base);
  if (preset) {
    const { changes: kept, ...rest } = repair(preset.experiment, changes);
    return { link: text, base, preset, ...rest, changes: kept.length };
  }
  if (base !== CUSTOM && base !== FROM_HOST)
    return fallBack(text, {
      level: 'error',
      where: 'link',
      text: `found the preset “${base.slice(0, 60)}”, expected one of those in the list.`,
      fix: 'The first one is shown.',
    });
  const { input, experiment, problem } = check(applyChanges({}, changes));
  return experiment
    ? { link: text, base, preset, input, experiment, changes: changes.length, problem }
    : fallBack(text, ofLink(problem, 'The first preset is shown.'));
}

/** The same experiment written anew, as a text for the address. */
export function rewritten({ base, preset }: Specimen, input: ExperimentInput): string {
  return writeLink(base, input, preset?.experiment);
}

/** The experiment with some fields changed, as a text for the address. */
export function edited(specimen: Specimen, edits: readonly Edit[]): string {
  const input = edits.reduce<unknown>(
    (so, { path, value }) => setThrough(so, specimen.experiment, path.map(String), value),
    specimen.input,
  );
  return rewritten(specimen, input as ExperimentInput);
}

/** Sets a field; what was left out on its way is taken from the complete experiment first. */
function setThrough(input: unknown, whole: unknown, path: readonly string[], value: unknown): unknown {
  let [given, known] = [input, whole];
  for (const [i, key] of path.slice(0, -1).entries()) {
    known = known && own(known as Record<string, unknown>, key);
    const next = own(given as Record<string, unknown>, key);
    if (next === undefined && known !== undefined)
      return setAt(setAt(input, path.slice(0, i + 1), known), path, value);
    given = next ?? {};
  }
  return setAt(input, path, value);
}

/** Whether anything was changed since the preset was chosen. */
export function isChanged({ preset, changes }: Specimen): boolean {
  return preset !== undefined && changes > 0;
}

function fallBack(link: string, problem: Finding): Specimen {
  const { id: base, experiment: input } = FIRST_PRESET;
  return {
    link,
    base,
    preset: FIRST_PRESET,
    input,
    experiment: parseExperiment(input),
    changes: 0,
    problem,
  };
}
