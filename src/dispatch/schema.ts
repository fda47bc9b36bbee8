import * as v from 'valibot';
import { rangeOf } from '../estate/field';
import { CHOICES } from './choices';
import { LIMITS, NUMBERS } from './fields';
import type { ChoiceField } from './choices';
import type { NumberField, NumberName } from './fields';

// The message of every part of the schema is what was expected; `parseExperiment` adds where and what was found.

/** A required number of the table. */
function required(name: NumberName) {
  const field: NumberField = NUMBERS[name];
  const expected = rangeOf(field);
  const description = `${field.help}${field.unit ? ` Unit: ${field.unit}.` : ''}`;
  return v.pipe(
    v.number(expected),
    field.whole ? v.integer(expected) : v.finite(expected),
    v.minValue(field.min, expected),
    v.maxValue(field.max, expected),
    v.title(field.label),
    v.description(description),
  );
}

/** A number of the table that has a default. */
function number(name: NumberName) {
  return v.optional(required(name), NUMBERS[name].default!);
}

type ChoiceText = Pick<ChoiceField<string>, 'label' | 'help'>;

/** One of the words of a choice. */
function word<T extends string>(field: { readonly options: Readonly<Record<T, string>> } & ChoiceText) {
  const words = Object.keys(field.options) as [T, ...T[]];
  const meanings = words.map((each) => `${each}: ${field.options[each]}`).join('; ');
  return v.pipe(
    v.picklist(words, oneOf(words)),
    v.metadata({ title: field.label, description: `${field.help} ${meanings}.` }),
  );
}

function choice<T extends string>(
  field: { readonly options: Readonly<Record<T, string>>; readonly default: NoInfer<T> } & ChoiceText,
) {
  return v.optional(word(field), field.default);
}

function oneOf(words: readonly string[]): string {
  return `one of ${words.map((each) => JSON.stringify(each)).join(', ')}`;
}

/** An object of just these fields; an unknown one is refused by name. */
function record<E extends v.ObjectEntries>(entries: E) {
  const known = Object.keys(entries).join(', ');
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') return `no such field (the fields here are ${known})`;
    return issue.received === 'undefined'
      ? 'a value: this field is required'
      : `an object with the fields ${known}`;
  });
}

function text(title: string, description: string) {
  return v.pipe(
    v.string('a text'),
    v.check((value) => value.trim() !== '' && value.length <= 200, 'a text of 1 to 200 letters'),
    v.metadata({ title, description }),
  );
}

function list<S extends v.GenericSchema>(each: S, max: number, expected: string) {
  return v.pipe(v.array(each, expected), v.maxLength(max, `at most ${max} of them`));
}

const flag = (title: string, description: string) =>
  v.pipe(v.boolean('true or false'), v.metadata({ title, description }));

const constant = { kind: v.literal('constant'), meanMs: required('meanMs') };
const uniform = { kind: v.literal('uniform'), meanMs: required('meanMs') };
const exponential = { kind: v.literal('exponential'), meanMs: required('meanMs') };
const part = {
  label: text('Label', 'Name of this kind of burst in the answer.'),
  weight: required('partWeight'),
};
const trace = record({
  kind: v.literal('trace'),
  ms: v.pipe(
    list(required('meanMs'), LIMITS.traceMs, 'a list of times in ms'),
    v.minLength(1, 'at least one time'),
    v.metadata({ description: 'Lengths in ms, replayed in order, then again from the first.' }),
  ),
});
const mixture = record({
  kind: v.literal('mixture'),
  parts: v.pipe(
    list(
      v.variant(
        'kind',
        [
          record({ ...part, ...constant }),
          record({ ...part, ...uniform }),
          record({ ...part, ...exponential }),
        ],
        oneOf(['constant', 'uniform', 'exponential']),
      ),
      LIMITS.parts,
      'a list of parts',
    ),
    v.minLength(1, 'at least one part'),
  ),
});
const plain = [record(constant), record(uniform), record(exponential), mixture, trace] as const;
const KINDS = ['constant', 'uniform', 'exponential', 'mixture', 'trace'];

const Time = v.variant('kind', [...plain], oneOf(KINDS));
const Wait = v.variant('kind', [...plain, record({ kind: v.literal('never') })], oneOf([...KINDS, 'never']));

const sliceMs = v.pipe(
  v.union([required('sliceMs'), v.literal('never')], `${rangeOf(NUMBERS.sliceMs)}, or "never"`),
  v.metadata({ title: NUMBERS.sliceMs.label, description: `${NUMBERS.sliceMs.help} Unit: ms.` }),
);

const Thread = record({
  vcpu: number('vcpu'),
  burst: v.optional(Time),
  wait: v.optional(Wait),
  arrivals: v.optional(
    record({
      kind: v.optional(v.literal('poisson', '"poisson"'), 'poisson'),
      perSecond: required('perSecond'),
    }),
  ),
  service: v.optional(Time),
  start: choice(CHOICES.start),
  process: v.optional(text('Process', 'Name of the process that the thread belongs to.'), 'app'),
  privileged: v.optional(
    record({ share: number('privilegedShare'), f: number('privilegedF'), k: number('privilegedK') }),
    {},
  ),
  io: v.optional(
    record({ device: text('Device', 'Name of one of the devices.'), perBurst: number('perBurst') }),
  ),
});

const Clock = record({
  tickMs: number('tickMs'),
  phase: v.optional(
    v.pipe(
      v.union(
        [
          v.pipe(v.number(), v.minValue(0, 'a number from 0 to 1'), v.maxValue(1, 'a number from 0 to 1')),
          v.literal('random'),
        ],
        '"random", or a number from 0 to 1',
      ),
      v.metadata({ title: 'Phase', description: 'When the first tick falls due, as a part of the tick.' }),
    ),
    'random',
  ),
  delivery: choice(CHOICES.delivery),
  rate: number('rate'),
  giveUpS: number('giveUpS'),
  lose: number('lose'),
  tsc: choice(CHOICES.tsc),
  tscReadUs: number('tscReadUs'),
  order: choice(CHOICES.order),
  idleTick: choice(CHOICES.idleTick),
  denominator: choice(CHOICES.denominator),
});

const Guest = record({
  name: v.optional(text('Name', 'Name of the guest, or of its kind.')),
  count: number('count'),
  vcpus: number('vcpus'),
  weight: number('weight'),
  cap: number('cap'),
  dedicated: v.optional(
    flag('Dedicated', 'The guest gets processors of its own, one for each vCPU: the highest numbers.'),
    false,
  ),
  affinity: v.optional(
    v.pipe(
      list(
        v.pipe(v.number('a processor number'), v.integer('a processor number')),
        LIMITS.processors,
        'a list of processor numbers',
      ),
      v.metadata({
        title: 'Affinity',
        description: 'Processors, from 0, that the guest may run on; empty: all.',
      }),
    ),
    [],
  ),
  sliceMs: v.optional(sliceMs),
  interruptUs: number('guestInterruptUs'),
  dpcUs: number('guestDpcUs'),
  threads: v.optional(list(Thread, LIMITS.threads, 'a list of threads'), [{}]),
  clock: v.optional(Clock, {}),
});

const Device = record({
  name: text('Name', 'Name of the device.'),
  serviceMs: Time,
  servers: number('servers'),
});

/** The experiment as a person or a program writes it: everything but four fields may be left out. */
export const ExperimentSchema = record({
  processors: required('processors'),
  policy: word(CHOICES.policy),
  sliceMs: v.optional(sliceMs, NUMBERS.sliceMs.default),
  slots: choice(CHOICES.slots),
  boost: v.optional(
    flag('Wake boost', 'A guest that wakes goes to the front of the queue and takes a processor.'),
    false,
  ),
  skewMs: number('skewMs'),
  idle: v.optional(
    record({
      detect: choice(CHOICES.detect),
      checkMs: number('checkMs'),
      probability: number('probability'),
    }),
    {},
  ),
  switchUs: number('switchUs'),
  housekeeping: number('housekeeping'),
  interruptUs: number('interruptUs'),
  timerUs: number('timerUs'),
  devices: v.optional(list(Device, LIMITS.devices, 'a list of devices'), []),
  guests: v.pipe(list(Guest, LIMITS.vcpus, 'a list of guests'), v.minLength(1, 'at least one guest')),
  durationS: required('durationS'),
  warmupS: number('warmupS'),
  replications: number('replications'),
  seed: number('seed'),
});
