import * as v from 'valibot';
import { refusalOf } from '../estate/expected';
import { CLASS_IDS } from '../estate/fact-fields';
import { InputError } from '../estate/finding';
import type { Growth } from '../estate/growth';
import { MOST_CASES } from './check-study';
import { SAMPLE_WORK } from './uncertainty';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** Per cent a year: low, likely, high. */
const range = v.pipe(
  v.custom<readonly [number, number, number]>(
    (value) => Array.isArray(value) && value.length === 3 && value.every((each) => typeof each === 'number'),
    'a list of three numbers: low, likely and high, % a year',
  ),
  v.transform(([low, likely, high]) => ({ low, likely, high })),
);
const byClass = Object.fromEntries(
  ([...CLASS_IDS, 'other'] as const).map((id) => [id, v.optional(range)]),
) as { readonly [K in keyof Growth]-?: v.OptionalSchema<typeof range, undefined> };

const schemas = {
  fold: v.strictObject({
    kind: v.literal('fold'),
    files: v.pipe(v.array(v.string()), v.minLength(1, 'a list of one file at least')),
    /** Options of the fold by name. */
    options: v.optional(v.custom<Readonly<Record<string, unknown>>>(isRecord, 'an object of options'), {}),
    samples: whole(1, MOST_CASES),
    /** Drawn by class of server, beyond the growth among the options. */
    growth: v.optional(v.strictObject(byClass)),
    /** Months. */
    horizon: v.optional(v.number()),
    /** Days are drawn, too, where several were measured. */
    days: v.optional(v.boolean()),
    seed: v.optional(whole(0, 2 ** 31 - 1), 1),
    /** Kernel steps for each case. */
    work: v.optional(whole(1, 1_000_000), SAMPLE_WORK),
  }),
  dispatch: v.strictObject({
    kind: v.literal('dispatch'),
    experiment: v.unknown(),
    vary: v.custom<Readonly<Record<string, readonly unknown[]>>>(
      (value) => isRecord(value) && Object.keys(value).length > 0,
      'an object of one path at least, each with a list of values',
    ),
  }),
};

/** A study as it is written down: a fold under sampled overheads, or an experiment over a grid. */
export type StudyFile = {
  readonly [K in keyof typeof schemas]: v.InferOutput<(typeof schemas)[K]>;
}[keyof typeof schemas];

/** @throws InputError whose `where` is the field's path, saying what was found and what was expected */
export function parseStudyFile(json: unknown): StudyFile {
  if (!isRecord(json))
    throw new InputError('study', 'found no object; expected one with kind, and what that kind asks for.');
  const kind = json.kind;
  if (kind !== 'fold' && kind !== 'dispatch')
    throw new InputError(
      'kind',
      `found ${kind === undefined ? 'nothing' : JSON.stringify(kind)}; expected "fold" or "dispatch".`,
    );
  const schema = schemas[kind];
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    const { path, found, expected } = refusalOf(parsed.issues[0], schema);
    throw new InputError(path, `found ${found}; expected ${expected}.`);
  }
  const file = parsed.output;
  if (file.kind === 'dispatch') Object.entries(file.vary).forEach(refuseNoList);
  else if (file.horizon !== undefined && file.growth === undefined)
    throw new InputError(
      'horizon',
      'found without growth; expected how much loads grow until then.',
      'Give "growth": {"other": [0, 10, 20]}: low, likely and high, % a year.',
    );
  return file;
}

function refuseNoList([path, values]: [string, unknown]): void {
  if (Array.isArray(values) && values.length > 0) return;
  const found = Array.isArray(values) ? 'an empty list' : JSON.stringify(values);
  throw new InputError(`vary.${path}`, `found ${found}; expected a list of one value at least.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
