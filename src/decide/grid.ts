import type { Answer } from '../dispatch/answer';
import type { Experiment } from '../dispatch/experiment';
import { completeExperiment, parseExperiment } from '../dispatch/parse';
import type { RunHost } from '../dispatch/run';
import { runExperiment } from '../dispatch/run';
import { InputError } from '../estate/finding';
import type { LineOf } from './run-study';
import type { Axis, Study } from './study';
import { WHOLE, studyOf } from './check-study';
import { caseAt, caseCount } from './study';

/** What an experiment of a grid showed, without the seconds that took; or why no host can be like that. */
export type ExperimentLine = Omit<Answer, 'seconds'> | { readonly refused: { where: string; why: string } };

/**
 * An experiment over all combinations of values. The paths speak of the whole experiment, defaults filled in.
 * @param vary values by path, such as `{"sliceMs": [10, 50], "guests.0.count": [1, 2, 4]}`
 * @throws InputError at `experiment...`, or at `vary.PATH[i]` where a value is out of its field's range; combinations
 *   that contradict themselves have lines that say so, unless all do
 */
export function gridStudy(
  experiment: unknown,
  vary: Readonly<Record<string, readonly unknown[]>>,
): Study<Experiment> {
  const base = under('experiment', () => completeExperiment(experiment));
  const axes = Object.entries(vary).map(([path, values]): Axis => ({
    settings: values.map((value) => ({ [path]: value })),
  }));
  const study = under('vary', () => studyOf({ base, axes }));
  for (const [k, path] of Object.keys(vary).entries()) {
    const alone = studyOf({ base, axes: [axes[k]] });
    for (let i = 0; i < caseCount(alone); i++)
      under(`vary.${path}[${i}]`, () => completeExperiment(caseAt(alone, i).of), path);
  }
  refuseAllContradictory(study);
  return study;
}

/** Simulates a case. */
export function experimentLine(runHost: RunHost): LineOf<Experiment, ExperimentLine> {
  return async ({ of }, signal) => {
    const refused = contradiction(of);
    if (refused) return { refused: { where: refused.finding.where, why: refused.finding.text } };
    const { seconds: _, ...answer } = await runExperiment(parseExperiment(of), runHost, { signal });
    return answer;
  };
}

function refuseAllContradictory(study: Study<Experiment>): void {
  let first: InputError | null = null;
  for (let i = 0; i < caseCount(study); i++) {
    const refused = contradiction(caseAt(study, i).of);
    if (!refused) return;
    first ??= refused;
  }
  if (first)
    under('experiment', () => {
      throw first;
    });
}

function contradiction(experiment: Experiment): InputError | null {
  try {
    parseExperiment(experiment);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** Says of a refusal within a part of the study where that part is. @param known the field that `where` names already */
function under<T>(where: string, work: () => T, known?: string): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where: within, text, fix } = error.finding;
    if (within === WHOLE) throw new InputError(where, text, fix);
    if (known === undefined) throw new InputError(`${where}.${within}`, text, fix);
    const same = within.replaceAll(/\[(\d+)\]/g, '.$1') === known;
    throw new InputError(where, same ? text : `${within}: ${text}`, fix);
  }
}
