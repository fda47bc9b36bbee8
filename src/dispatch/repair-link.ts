import { InputError, type Finding } from '../estate/finding';
import type { Experiment, ExperimentInput } from './experiment';
import { applyChanges, type LinkedExperiment } from './link';
import { parseExperiment } from './parse';

/** An experiment as it was written, and what it comes to or what is wrong with it. */
export type Checked =
  | { readonly input: ExperimentInput; readonly experiment: Experiment; readonly problem: null }
  | { readonly input: unknown; readonly experiment: null; readonly problem: Finding };

/** The experiment that a JSON value describes, or what is wrong with it. */
export function check(input: unknown): Checked {
  try {
    return { input: input as ExperimentInput, experiment: parseExperiment(input), problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { input, experiment: null, problem: error.finding };
  }
}

/** A preset with the changes of a link that can be made, and the first thing in it that could not be used. */
export interface Repaired {
  readonly input: ExperimentInput;
  readonly experiment: Experiment;
  /** The changes that are in force. */
  readonly changes: LinkedExperiment['changes'];
  readonly problem: Finding | null;
}

/**
 * Makes the changes that a link asks for: each that is at fault is left out, and the rest counts. Where none of them
 * can be blamed for what is wrong, the preset stands as it is.
 * @param preset an experiment that is valid by itself
 * @param checked what an experiment has to pass
 * @throws InputError where the preset by itself does not pass
 */
export function repair(
  preset: ExperimentInput,
  changes: LinkedExperiment['changes'],
  checked: (input: unknown) => Checked = check,
): Repaired {
  let kept = changes;
  let problem: Finding | null = null;
  for (;;) {
    const { input, experiment, problem: wrong } = checked(applyChanges(preset, kept));
    if (experiment) return { input, experiment, changes: kept, problem };
    if (kept.length === 0) throw new InputError(wrong.where, wrong.text, wrong.fix);
    problem ??= ofLink(wrong, 'It is left out.');
    const path = wrong.where.replace(/\[(\d+)\]/g, '.$1');
    const rest = kept.filter(([each]) => !overlap(each, path));
    kept = rest.length < kept.length ? rest : [];
  }
}

/** What is wrong with a link, and what is done about it. */
export function ofLink({ where, text, fix }: Finding, done: string): Finding {
  return { level: 'warning', where: `link: ${where}`, text, fix: fix ?? done };
}

/** Whether one path of keys is the other, or leads to it. */
function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
