import type { Finding } from '../../estate/finding';
import { InputError } from '../../estate/finding';
import type { Experiment, ExperimentInput } from '../../dispatch/experiment';
import { parseExperiment } from '../../dispatch/parse';
import {
  applyChanges,
  CUSTOM,
  FROM_HOST,
  readLink,
  writeChanges,
  type LinkedExperiment,
} from '../../dispatch/link';
import { METER_PRESETS, OPENING, type MeterPreset } from '../../sampling/presets';

/** Which of its meters the guest is asked by: what is not idle, or what its processes are charged. */
export type Meter = 'processor' | 'process';

/** "Guess first": not asked; asked and not yet said; or what was said, %. */
export type Guess = 'off' | 'first' | number;

/** A demonstration as the address holds it: a preset and what differs, and what that comes to. */
export interface Specimen {
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
export function presetOf(id: string): MeterPreset | undefined {
  return METER_PRESETS.find((each) => each.id === id);
}

const opening = presetOf(OPENING)!;

/** A guest that came from elsewhere, by its whole description: it starts from nothing but itself. */
const ownPreset = (id: string, experiment: ExperimentInput): MeterPreset => ({
  id,
  title: experiment.guests[0].name ?? 'A guest of your own',
  short: 'Your own',
  point: 'What the meter of this guest would show, beside the neighbours that it has.',
  text: 'Its load and its neighbours came with the link; lengths of its bursts that nobody measured are assumed.',
  question: 'What will the meter of this guest show?',
  claim: null,
  experiment,
  tries: [],
});

/**
 * What a text says; the opening demonstration for none. What is wrong in it is left out, field by field, and is told.
 */
export function specimenOf(link: string): Specimen {
  const { base, changes } = readLink(link || OPENING);
  const known = presetOf(base);
  const said = (path: string) => changes.find(([each]) => each === path)?.[1];
  const problems: Finding[] = [];
  const wrong = (where: string, text: string) =>
    problems.push({ level: 'warning', where: `link: ${where}`, text });

  const guess = guessOf(said(GUESS));
  if (guess === null)
    wrong(
      GUESS,
      `found ${JSON.stringify(said(GUESS))}, expected a number from 0 to 100, or “first”; nothing is asked.`,
    );
  const meter = said(METER);
  if (meter !== undefined && meter !== 'processor' && meter !== 'process')
    wrong(METER, `found ${JSON.stringify(meter)}, expected “processor” or “process”.`);
  const finish = (preset: MeterPreset, input: ExperimentInput): Specimen => ({
    link,
    preset,
    input,
    experiment: parseExperiment(input),
    meter: meter === 'processor' || meter === 'process' ? meter : meterOf(preset),
    guess: guess ?? 'off',
    problem: problems[0] ?? null,
  });

  const own = changes.filter(([path]) => path !== METER && path !== GUESS);
  if (known)
    return finish(
      known,
      applied(known, own, (finding) => problems.push(finding)),
    );
  if (base !== CUSTOM && base !== FROM_HOST) {
    wrong(
      'demonstration',
      `found “${base.slice(0, 60)}”, expected one of ${METER_PRESETS.map(({ id }) => id).join(', ')}.`,
    );
    return finish(opening, opening.experiment);
  }
  const input = applyChanges({}, own) as ExperimentInput;
  const finding = problemOf(input);
  if (!finding) return finish(ownPreset(base, input), input);
  problems.push({ ...finding, where: `link: ${finding.where}` });
  return finish(opening, opening.experiment);
}

/** The preset with the changes made, less those that make no sense. */
function applied(
  preset: MeterPreset,
  changes: LinkedExperiment['changes'],
  tell: (finding: Finding) => void,
): ExperimentInput {
  let kept = changes;
  for (;;) {
    const input = applyChanges(preset.experiment, kept) as ExperimentInput;
    const finding = problemOf(input);
    if (!finding) return input;
    tell({ ...finding, where: `link: ${finding.where}`, text: `${finding.text} It is left out.` });
    const path = finding.where.replace(/\[(\d+)\]/g, '.$1');
    const rest = kept.filter(([each]) => !overlap(each, path));
    if (rest.length === kept.length) return preset.experiment;
    kept = rest;
  }
}

/** The text for the address of a demonstration that started from a preset; empty for the one that is shown anyway. */
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
  const text = parts.join(';');
  return text === OPENING ? '' : text;
}

function guessOf(value: unknown): Guess | null {
  if (value === undefined || value === 'off') return 'off';
  if (value === 'first') return 'first';
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : null;
}

function problemOf(input: unknown): Finding | null {
  try {
    const { threads } = parseExperiment(input).guests[0];
    if (threads.length > 0) return null;
    const text = 'found no thread, expected at least one in the guest that is watched.';
    return { level: 'error', where: 'guests[0].threads', text };
  } catch (error) {
    if (error instanceof InputError) return error.finding;
    throw error;
  }
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
