import * as v from 'valibot';
import { READY_LIMIT } from '../dispatch/ready';
import { CLASS_IDS, FACTS, FACT_IDS, type FactField, type Facts } from '../estate/fact-fields';
import { rangeOf, type StatedNumber } from '../estate/field';
import { GROWTH, HORIZON } from '../estate/growth';
import { RESCHEDULING } from '../estate/rescheduled';
import { MEASURES, type MeasureId } from '../estate/measure';
import { PLATFORM_IDS } from '../estate/platforms';
import { RESOURCE_IDS } from '../estate/resource';
import { FORMAT_LABELS, type FormatId } from '../intake/formats';
import { DEFAULT_HOST, type HostSpec } from '../overhead/host';
import { HOST_FIELDS, HOST_FIELD_IDS, type HostField } from '../overhead/host-fields';
import { PARAMETERS } from '../overhead/parameters';
import { CEILING } from '../overhead/reserve';
import { POLICIES } from '../placement/options';
import { byName } from './by-name';
import type { Scenario } from './choices';
import { VIEWS } from './views';

const VIEW_IDS = VIEWS.map(({ id }) => id);

const ASSUMED_USE = { unit: '%', min: 0, max: 100 };

/** One schema for the link, the saved file and the command line; each field stands alone, so that one can fall back. */
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100)));

/** A number of a table, refused with the range that it has there. */
function within(field: Pick<StatedNumber, 'unit' | 'min' | 'max' | 'whole'>) {
  const expected = rangeOf(field);
  return v.pipe(
    v.number(expected),
    field.whole ? v.integer(expected) : v.finite(expected),
    v.minValue(field.min, expected),
    v.maxValue(field.max, expected),
  );
}

function hostNumber(field: HostField): v.GenericSchema {
  const { default: usual } = field;
  if (field.required) return within(field);
  return usual === null ? v.optional(v.nullable(within(field)), null) : v.optional(within(field), usual);
}

function factValue(field: FactField): v.GenericSchema {
  switch (field.kind) {
    case 'number':
      return field.empty === null ? within(field) : v.nullable(within(field));
    case 'choice':
      return v.picklist(field.options.map(([value]) => value));
    case 'flag':
      return v.boolean();
    case 'text':
      return v.string();
  }
}

function forEach<K extends string, T>(ids: readonly K[], of: (id: K) => T): Readonly<Record<K, T>> {
  return Object.fromEntries(ids.map((id) => [id, of(id)])) as Record<K, T>;
}

export const hostSchema = v.strictObject({
  name: v.optional(v.string(), DEFAULT_HOST.name),
  ...forEach(HOST_FIELD_IDS, (id) => hostNumber(HOST_FIELDS[id])),
}) as v.GenericSchema<unknown, HostSpec>;

export const factsSchema = v.partial(
  v.strictObject(forEach(FACT_IDS, (id) => factValue(FACTS[id]))),
) as v.GenericSchema<unknown, Partial<Facts>>;

/** A clock is off by a hundred years at most, minutes. */
const MOST_SHIFT = 60 * 24 * 366 * 100;

const measureName = v.picklist(Object.keys(MEASURES) as MeasureId[]);
/** What a person says of files of one shape; units and names are looked at when a file is read. */
const readingSchema = v.strictObject({
  format: v.exactOptional(v.picklist(Object.keys(FORMAT_LABELS) as FormatId[])),
  dateOrder: v.exactOptional(v.picklist(['mdy', 'dmy'])),
  decimal: v.exactOptional(v.picklist(['.', ','])),
  wideMeasure: v.exactOptional(measureName),
  mapping: v.exactOptional(
    byName(
      v.union([
        v.string(),
        v.strictObject({
          measure: v.picklist([...Object.keys(MEASURES), 'ignore'] as (MeasureId | 'ignore')[]),
          unit: v.exactOptional(v.string()),
          server: v.exactOptional(v.string()),
        }),
      ]),
    ),
  ),
});

export const scenarioFields = {
  version: v.number(),
  view: v.picklist(VIEW_IDS, `one of the views ${VIEW_IDS.join(', ')}`),
  sample: v.boolean(),
  profile: v.picklist(PLATFORM_IDS),
  present: v.picklist(['', ...PLATFORM_IDS]),
  hosts: v.pipe(v.array(hostSchema), v.minLength(1), v.maxLength(100)),
  ceilings: v.partial(v.strictObject(forEach(RESOURCE_IDS, () => within(CEILING)))),
  policy: v.picklist(POLICIES.map(({ id }) => id)),
  failures: v.pipe(whole, v.maxValue(100)),
  overrides: v.partial(
    v.strictObject(
      Object.fromEntries(
        PARAMETERS.map((p) => [p.id, v.pipe(v.number(), v.minValue(p.min), v.maxValue(p.max))]),
      ),
    ),
  ),
  thresholds: v.strictObject({
    interruptShare: notNegative,
    transfersPerGHz: notNegative,
    networkPerGHz: notNegative,
  }),
  slotMinutes: v.pipe(positive, v.maxValue(7 * 24 * 60)),
  align: v.picklist(['wall', 'time-of-day', 'time-of-week']),
  aggregate: v.picklist(['mean', 'p95', 'max']),
  meter: v.pipe(v.string(), v.maxLength(4000)),
  dispatch: v.pipe(v.string(), v.maxLength(100_000)),
  mend: v.pipe(v.string(), v.maxLength(1000)),
  typed: v.strictObject({ shown: share, used: share, ready: share }),
  edits: byName(factsSchema),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)),
  work: v.pipe(v.number(), v.integer(), v.minValue(1)),
  tolerance: v.pipe(positive, v.maxValue(1)),
  assumeUse: v.optional(
    v.partial(v.strictObject(forEach([...CLASS_IDS, 'other'], () => within(ASSUMED_USE)))),
  ),
  growth: v.optional(v.partial(v.strictObject(forEach([...CLASS_IDS, 'other'], () => within(GROWTH))))),
  horizon: v.optional(within(HORIZON)),
  ready: v.optional(within(READY_LIMIT)),
  sheets: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
  paper: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  decide: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  shifts: v.optional(byName(v.pipe(v.number(), v.minValue(-MOST_SHIFT), v.maxValue(MOST_SHIFT)))),
  rescheduled: v.optional(
    byName(
      v.strictObject({
        from: within(RESCHEDULING.from),
        minutes: within(RESCHEDULING.minutes),
        by: within(RESCHEDULING.by),
      }),
    ),
  ),
  mapped: v.optional(byName(readingSchema)),
  // Its rules are looked at when they are used.
  licences: v.optional(v.looseObject({ hostfold: v.literal('licences') })),
  exactly: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  seconds: v.optional(v.pipe(notNegative, v.maxValue(3600))),
} as const satisfies Readonly<Record<keyof Scenario, v.GenericSchema>>;
