import type { Experiment, ExperimentInput } from '../../../dispatch/experiment';
import { parseExperiment } from '../../../dispatch/parse';
import { FIRST_PRESET, presetOf } from '../../../dispatch/lab-presets';
import { applyChanges, CUSTOM, FROM_HOST, readLink, setAt, writeLink } from '../../../dispatch/link';
import type { Preset } from '../../../dispatch/presets';
import { InputError, type Finding } from '../../../estate/finding';
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
  const { base, changes } = readLink(text);
  const preset = presetOf(base);
  if (!preset && base !== CUSTOM && base !== FROM_HOST) {
    const found = `found the preset “${base.slice(0, 60)}”, expected one of those in the list`;
    return fallBack(text, { level: 'error', where: 'link', text: `${found}. The first one is shown.` });
  }
  let kept = changes;
  let problem: Finding | null = null;
  for (;;) {
    const checked = check(applyChanges(preset?.experiment ?? {}, kept));
    if (checked.experiment)
      return {
        link: text,
        base,
        preset,
        input: checked.input as ExperimentInput,
        experiment: checked.experiment,
        changes: kept.length,
        problem,
      };
    problem ??= { ...checked.problem, where: `link: ${checked.problem.where}` };
    const path = checked.problem.where.replace(/\[(\d+)\]/g, '.$1');
    const blamed = kept.filter(([each]) => overlap(each, path));
    if (blamed.length === 0 || !preset)
      return preset && kept.length ? pure(text, preset, problem) : fallBack(text, problem);
    kept = kept.filter((each) => !blamed.includes(each));
  }
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

export type Checked =
  | { readonly input: unknown; readonly experiment: Experiment; readonly problem: null }
  | { readonly input: unknown; readonly experiment: null; readonly problem: Finding };

/** The experiment that a JSON value describes, or what is wrong with it. */
export function check(input: unknown): Checked {
  try {
    return { input, experiment: parseExperiment(input), problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { input, experiment: null, problem: error.finding };
  }
}

/** Whether anything was changed since the preset was chosen. */
export function isChanged({ preset, changes }: Specimen): boolean {
  return preset !== undefined && changes > 0;
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function fallBack(link: string, problem: Finding): Specimen {
  return pure(link, FIRST_PRESET, problem);
}

function pure(link: string, preset: Preset, problem: Finding): Specimen {
  const { id: base, experiment: input } = preset;
  return { link, base, preset, input, experiment: parseExperiment(input), changes: 0, problem };
}
