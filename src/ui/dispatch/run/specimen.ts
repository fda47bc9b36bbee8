import type { Experiment, ExperimentInput } from '../../../dispatch/experiment';
import { parseExperiment } from '../../../dispatch/parse';
import { FIRST_PRESET, presetOf } from '../../../dispatch/lab-presets';
import { todays, withoutRules } from '../../../dispatch/earlier-rules';
import { applyChanges, CUSTOM, readLink, setAt, writeLink } from '../../../dispatch/link';
import type { LinkedExperiment } from '../../../dispatch/link';
import { FROM_HOST, NEXT } from '../../../dispatch/measured';
import type { Preset } from '../../../dispatch/preset';
import { check, ofLink, repair } from '../../../dispatch/repair-link';
import type { Finding } from '../../../estate/finding';
import { own } from '../../../estate/own';
import { readSweep, writeSweep, type Sweep } from '../../../decide/sweep/fields';
import type { Edit } from '../events';

/** Where a text says what is swept: a mark, and no field of the experiment. */
const SWEEP = 'sweep';
/** It says that nothing is, where the preset would. */
const NO_SWEEP = 'none';

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
  /** The changes to the preset that are in force. */
  readonly changed: LinkedExperiment['changes'];
  /** How many they are. */
  readonly changes: number;
  /** The field that is swept beside it. */
  readonly sweep: Sweep | null;
  /** What in the text could not be used and was left out. */
  readonly problem: Finding | null;
}

/** What the text in an address says; the first preset for none. What is wrong in it falls back by field, and is told. */
export function specimenOf(link: string | undefined): Specimen {
  const text = link || FIRST_PRESET.id;
  const { base, changes: all } = readLink(text);
  const { changes: some, earlier } = withoutRules(all);
  const changes = some.filter(([path]) => path !== SWEEP);
  const mark = some.find(([path]) => path === SWEEP)?.[1];
  const specimen = swept(read(text, base, changes), mark);
  return earlier ? specimenOf(rewritten(specimen, todays(specimen.input))) : specimen;
}

function swept(specimen: Omit<Specimen, 'sweep'>, mark: unknown): Specimen {
  const wanted = mark === undefined ? specimen.preset?.sweep : String(mark);
  const sweep = wanted ? readSweep(wanted, specimen.experiment) : null;
  const lost = mark !== undefined && mark !== NO_SWEEP && !sweep;
  const problem = lost
    ? ofLink(
        {
          level: 'warning',
          where: SWEEP,
          text: `found “${String(mark).slice(0, 60)}”, expected a field that this experiment has and that can be swept, such as slice or count.0.`,
        },
        'Nothing is swept.',
      )
    : null;
  return { ...specimen, sweep, problem: specimen.problem ?? problem };
}

function read(text: string, base: string, changes: LinkedExperiment['changes']): Omit<Specimen, 'sweep'> {
  const preset = presetOf(base);
  if (preset) {
    const { changes: kept, ...rest } = repair(preset.experiment, changes);
    return { link: text, base, preset, ...rest, changed: kept, changes: kept.length };
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
    ? {
        link: text,
        base,
        preset,
        input,
        experiment,
        changed: changes,
        changes: changes.length,
        problem,
      }
    : fallBack(text, ofLink(problem, 'The first preset is shown.'));
}

/** The same experiment written anew, as a text for the address. */
export function rewritten({ base, preset, sweep }: Specimen, input: ExperimentInput): string {
  return sweeping(writeLink(base, input, preset?.experiment), sweep);
}

/** A text for the address, and what is swept beside its experiment. */
export function sweeping(link: string, sweep: Sweep | null): string {
  const { base, changes } = readLink(link);
  const usual = presetOf(base)?.sweep ?? NO_SWEEP;
  const wanted = sweep ? writeSweep(sweep) : NO_SWEEP;
  const plain = changes.some(([path]) => path === SWEEP) ? link.replace(/;sweep=[^;]*/, '') : link;
  return wanted === usual ? plain : `${plain}${NEXT}${SWEEP}=${wanted}`;
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

function fallBack(link: string, problem: Finding): Omit<Specimen, 'sweep'> {
  const { id: base, experiment: input } = FIRST_PRESET;
  return {
    link,
    base,
    preset: FIRST_PRESET,
    input,
    experiment: parseExperiment(input),
    changed: [],
    changes: 0,
    problem,
  };
}
