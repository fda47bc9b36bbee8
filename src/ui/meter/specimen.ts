import type { Finding } from '../../estate/finding';
import type { Experiment, ExperimentInput } from '../../dispatch/experiment';
import { todays, withoutRules } from '../../dispatch/earlier-rules';
import { applyChanges, CUSTOM, readLink, writeChanges } from '../../dispatch/link';
import { FROM_HOST } from '../../dispatch/measured';
import { parseExperiment } from '../../dispatch/parse';
import { check, ofLink, repair, type Checked } from '../../dispatch/repair-link';
import { SHAPES, type Meter, type Shape } from '../../sampling/ask';
import { METER_PRESETS, OPENING, type MeterPreset } from '../../sampling/presets';
import type { Guessed } from './guess/judge';

/** "Guess first": not asked; asked and not yet said; or what was said. */
export type Guess = 'off' | 'first' | Guessed;

/** A demonstration as the address holds it: a preset and what differs, and what that comes to. */
export interface MeterSpecimen {
  /** Its text in the address. */
  readonly link: string;
  readonly preset: MeterPreset;
  readonly input: ExperimentInput;
  readonly experiment: Experiment;
  readonly meter: Meter;
  readonly guess: Guess;
  /** What in the text could not be used. */
  readonly problem: Finding | null;
}

/** Presets whose point is about processes. */
const OF_PROCESSES: ReadonlySet<string> = new Set(['lost', 'catch-up']);
const METER = 'meter';
const GUESS = 'guess';

/** The meter that makes a preset's point. */
export function meterOf(preset: MeterPreset): Meter {
  return OF_PROCESSES.has(preset.id) ? 'process' : 'processor';
}

/** The demonstration of this name; undefined for none. */
function meterPresetOf(id: string): MeterPreset | undefined {
  return METER_PRESETS.find((each) => each.id === id);
}

const opening = meterPresetOf(OPENING)!;

/** A guest that came from elsewhere, by its whole description: it starts from nothing but itself. */
const ownPreset = (id: string, experiment: ExperimentInput): MeterPreset => ({
  id,
  title: experiment.guests[0].name ?? 'A guest of your own',
  short: 'Your own',
  point: 'What the meter of this guest would show, beside the neighbours that it has.',
  text: 'Its load and its neighbours came with the link; lengths of its bursts that nobody measured are assumed.',
  question: '',
  claim: null,
  experiment,
  tries: [],
});

/**
 * What a text says; the opening demonstration for none. What is wrong in it is left out, field by field, and is told.
 */
export function meterSpecimenOf(link: string): MeterSpecimen {
  const { base, changes: all } = readLink(link || OPENING);
  const { changes, earlier } = withoutRules(all);
  const known = meterPresetOf(base);
  const said = (path: string) => changes.find(([each]) => each === path)?.[1];
  const problems: Finding[] = [];
  const wrong = (where: string, text: string) =>
    problems.push({ level: 'warning', where: `link: ${where}`, text });

  const guess = guessOf(said(GUESS));
  if (guess === null)
    wrong(
      GUESS,
      `found ${JSON.stringify(said(GUESS))}, expected a number from 0 to 100, “first”, or one of ${SHAPES.join(', ')}; nothing is asked.`,
    );
  const meter = said(METER);
  if (meter !== undefined && meter !== 'processor' && meter !== 'process')
    wrong(METER, `found ${JSON.stringify(meter)}, expected “processor” or “process”.`);
  const finish = (preset: MeterPreset, input: ExperimentInput): MeterSpecimen => ({
    link,
    preset,
    input: earlier ? todays(input) : input,
    experiment: parseExperiment(earlier ? todays(input) : input),
    meter: meter === 'processor' || meter === 'process' ? meter : meterOf(preset),
    guess: guess ?? 'off',
    problem: problems[0] ?? null,
  });

  const own = changes.filter(([path]) => path !== METER && path !== GUESS);
  if (known) {
    const { input, problem } = repair(known.experiment, own, watched);
    if (problem) problems.push(problem);
    return finish(known, input);
  }
  if (base !== CUSTOM && base !== FROM_HOST) {
    wrong(
      'demonstration',
      `found “${base.slice(0, 60)}”, expected story, or one of ${METER_PRESETS.map(({ id }) => id).join(', ')}.`,
    );
    return finish(opening, opening.experiment);
  }
  const { input, experiment, problem } = watched(applyChanges({}, own));
  if (experiment) return finish(ownPreset(base, input), input);
  problems.push(ofLink(problem, 'The first demonstration is shown.'));
  return finish(opening, opening.experiment);
}

/** The text for the address of a demonstration that started from a preset. */
export function linkOf(
  preset: MeterPreset,
  input: ExperimentInput,
  meter: Meter,
  guess: Guess = 'off',
): string {
  const base = preset.id === CUSTOM || preset.id === FROM_HOST ? {} : preset.experiment;
  const parts = [writeChanges(preset.id, input, base as ExperimentInput)];
  if (meter !== meterOf(preset)) parts.push(`${METER}=${meter}`);
  if (guess !== 'off') parts.push(`${GUESS}=${guess}`);
  return parts.join(';');
}

function guessOf(value: unknown): Guess | null {
  if (value === undefined || value === 'off') return 'off';
  if (value === 'first') return 'first';
  if (SHAPES.includes(value as Shape)) return value as Shape;
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : null;
}

/** An experiment with a guest whose meter has something to measure. */
function watched(input: unknown): Checked {
  const checked = check(input);
  if (!checked.experiment || checked.experiment.guests[0].threads.length > 0) return checked;
  const text = 'found no thread, expected at least one in the guest that is watched.';
  return { input, experiment: null, problem: { level: 'error', where: 'guests[0].threads', text } };
}
