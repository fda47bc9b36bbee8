import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { CHOICES } from '../../src/dispatch/choices';
import { NUMBERS } from '../../src/dispatch/fields';
import { experimentJsonSchema } from '../../src/dispatch/json-schema';
import { setAt } from '../../src/dispatch/link';
import { guestNames, hostModel } from '../../src/dispatch/model';
import { InputError } from '../../src/estate/finding';
import { anyJson, anyName } from '../names';
import { often } from '../often';

const least = { processors: 2, policy: 'round-robin', durationS: 10, guests: [{}] };
const withThread = (thread: object, rest: object = {}) => ({
  ...least,
  ...rest,
  guests: [{ threads: [thread] }],
});

interface JsonSchema {
  readonly [key: string]: unknown;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

function refusal(json: unknown): InputError {
  try {
    parseExperiment(json);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error(`accepted ${JSON.stringify(json)}`);
}

describe('an experiment', () => {
  it('needs only processors, policy, guests and a duration; all else has its default', () => {
    const experiment = parseExperiment(least);
    expect(experiment).toMatchObject({
      sliceMs: 50,
      slots: 'yield',
      boost: false,
      skewMs: 3,
      replications: 30,
      seed: 1,
    });
    expect(experiment.guests[0].clock).toMatchObject({
      tickMs: 15.625,
      delivery: 'burst',
      order: 'thread-first',
    });
    for (const field of Object.keys(least))
      expect(refusal({ ...least, [field]: undefined }).finding.where).toBe(field);
  });

  it('reads a policy by the word that it had before', () => {
    const of = (policy: string) => parseExperiment({ processors: 2, policy, durationS: 1, guests: [{}] });
    expect(of('relaxed-each')).toEqual(of('relaxed-esx4'));
  });

  it('reads the same when its normal form is written and read again', () => {
    const time = fc.oneof(
      fc.record({
        kind: fc.constantFrom('constant', 'uniform', 'exponential'),
        meanMs: fc.double({ min: 0.01, max: 1e3, noNaN: true }),
      }),
      fc.record({
        kind: fc.constant('trace'),
        ms: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 }),
      }),
    );
    const thread = fc.oneof(
      fc.record({ burst: time, wait: fc.oneof(time, fc.constant({ kind: 'never' })) }, { requiredKeys: [] }),
      fc.record({ arrivals: fc.constant({ perSecond: 0.1 }), service: time }),
    );
    const guest = fc.record(
      {
        name: fc.constantFrom('a', 'b'),
        count: fc.integer({ min: 1, max: 3 }),
        threads: fc.array(thread, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.array(guest, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...Object.keys(CHOICES.policy.options)),
        (guests, policy) => {
          const once = parseExperiment({ ...least, policy, guests });
          expect(parseExperiment(JSON.parse(JSON.stringify(once)))).toEqual(once);
        },
      ),
      { numRuns: often(100), seed: 7 },
    );
  });

  const refused: [string, unknown, string, RegExp][] = [
    ['a field that does not exist', { ...least, colour: 1 }, 'colour', /no such field/],
    [
      'a field that does not exist, deep inside',
      withThread({ burst: { kind: 'constant', meanMs: 1, max: 2 } }),
      'guests[0].threads[0].burst.max',
      /no such field/,
    ],
    [
      'a negative time',
      withThread({ burst: { kind: 'exponential', meanMs: -1 } }),
      'guests[0].threads[0].burst.meanMs',
      /found -1, expected a number from 0/,
    ],
    ['a negative duration', { ...least, durationS: -1 }, 'durationS', /found -1/],
    [
      'a text for a number',
      { ...least, processors: '2' },
      'processors',
      /found "2", expected a whole number from 1 to 256/,
    ],
    ['half a processor', { ...least, processors: 1.5 }, 'processors', /found 1.5/],
    ['more than 256 processors', { ...least, processors: 257 }, 'processors', /found 257/],
    ['a policy nobody knows', { ...least, policy: 'fifo' }, 'policy', /"strict-cosched"/],
    [
      'a burst of an unknown kind',
      withThread({ burst: { kind: 'normal', meanMs: 1 } }),
      'guests[0].threads[0].burst.kind',
      /found "normal"/,
    ],
    ['a slice of nothing', { ...least, sliceMs: 0 }, 'sliceMs', /found 0/],
    ['no guests', { ...least, guests: [] }, 'guests', /at least one guest/],
    [
      'a thread on a vCPU that its guest has not',
      withThread({ vcpu: 1 }),
      'guests[0].threads[0].vcpu',
      /vCPU 1, expected a vCPU from 0 to 0/,
    ],
    [
      'I/O to a device that is not there',
      withThread({ io: { device: 'tape' } }),
      'guests[0].threads[0].io.device',
      /"tape"/,
    ],
    [
      'an affinity to a processor that is not there',
      { ...least, guests: [{ affinity: [0, 2] }] },
      'guests[0].affinity[1]',
      /processor 2, expected a processor from 0 to 1/,
    ],
    [
      'more dedicated processors than there are',
      { ...least, guests: [{ vcpus: 2, dedicated: true }, { dedicated: true }] },
      'guests[1].dedicated',
      /3 dedicated processors/,
    ],
    [
      'guests that share when every processor is dedicated',
      { ...least, guests: [{ count: 2, dedicated: true }, {}] },
      'guests[1]',
      /all 2 processors dedicated/,
    ],
    [
      'a gang that can never start',
      { ...least, policy: 'pairs', guests: [{ vcpus: 3 }] },
      'guests[0].vcpus',
      /3 vCPUs that must start together on 2/,
    ],
    [
      'more than 1,024 vCPUs',
      { ...least, guests: [{ count: 1000 }, { count: 25 }] },
      'guests[1].count',
      /1025 vCPUs/,
    ],
    [
      'housekeeping that takes all',
      { ...least, housekeeping: 0.5, guests: [{ count: 4 }] },
      'housekeeping',
      /4 guests, all of the host/,
    ],
    [
      'more requests than the kernel holds',
      {
        ...least,
        devices: [{ name: 'd', serviceMs: { kind: 'constant', meanMs: 1 } }],
        guests: [{ count: 100, threads: [{ io: { device: 'd', perBurst: 1000 } }] }],
      },
      'guests[0].threads',
      /100000 requests/,
    ],
    [
      'more traced times than the kernel holds',
      {
        ...least,
        guests: [{ count: 900, threads: [{ burst: { kind: 'trace', ms: new Array(2000).fill(1) } }] }],
      },
      'guests[0].threads',
      /1800000 traced/,
    ],
    [
      'neither burst nor wait',
      withThread({ burst: { kind: 'constant', meanMs: 0 }, wait: { kind: 'constant', meanMs: 0 } }),
      'guests[0].threads[0].burst',
      /0 ms together/,
    ],
    [
      'a thread that never waits and never works',
      withThread({ burst: { kind: 'constant', meanMs: 0 }, wait: { kind: 'never' } }),
      'guests[0].threads[0].burst',
      /without a wait/,
    ],
    [
      'a mixture without weight',
      withThread({
        burst: { kind: 'mixture', parts: [{ label: 'a', weight: 0, kind: 'constant', meanMs: 1 }] },
      }),
      'guests[0].threads[0].burst.parts',
      /weight above 0/,
    ],
    [
      'a queue that grows without end',
      withThread({ arrivals: { perSecond: 100 }, service: { kind: 'constant', meanMs: 10 } }),
      'guests[0].threads[0].arrivals.perSecond',
      /never ends/,
    ],
    [
      'arrivals beside bursts',
      withThread({
        arrivals: { perSecond: 1 },
        service: { kind: 'constant', meanMs: 1 },
        burst: { kind: 'constant', meanMs: 1 },
      }),
      'guests[0].threads[0].burst',
      /either/,
    ],
    [
      'arrivals without a service',
      withThread({ arrivals: { perSecond: 1 } }),
      'guests[0].threads[0].service',
      /beside arrivals/,
    ],
    [
      'two devices of one name',
      {
        ...least,
        devices: [
          { name: 'd', serviceMs: { kind: 'constant', meanMs: 1 } },
          { name: 'd', serviceMs: { kind: 'constant', meanMs: 1 } },
        ],
      },
      'devices[1].name',
      /second time/,
    ],
  ];
  it.each(refused)('is refused with %s', (_, json, where, text) => {
    const { finding } = refusal(json);
    expect(finding.where).toBe(where);
    expect(finding.text).toMatch(text);
  });

  it('is refused at the edge of every range', () => {
    const top = [
      'processors',
      'skewMs',
      'switchUs',
      'housekeeping',
      'interruptUs',
      'durationS',
      'warmupS',
      'replications',
      'seed',
    ] as const;
    for (const name of top) {
      const { min, max } = NUMBERS[name];
      expect(refusal({ ...least, [name]: min - 1 }).finding.where).toBe(name);
      expect(refusal({ ...least, [name]: max * 2 }).finding.where).toBe(name);
      expect(parseExperiment({ ...least, [name]: max })).toHaveProperty(name, max);
    }
  });
});

describe('the JSON schema', () => {
  it('names every field with its default, its range and what it is', () => {
    const schema = experimentJsonSchema() as JsonSchema;
    expect(schema.required).toEqual(['processors', 'policy', 'guests', 'durationS']);
    expect(schema.properties.sliceMs.default).toBe(50);
    expect(schema.properties.processors).toMatchObject({ type: 'integer', minimum: 1, maximum: 256 });
    const guest = schema.properties.guests.items!.properties;
    expect(guest.clock.properties.tickMs).toMatchObject({ default: 15.625, minimum: 0.1 });
    expect(guest.clock.properties.delivery.default).toBe('burst');
    expect(schema.additionalProperties).toBe(false);
  });
});

describe("the host's model", () => {
  it('counts in 100 ns and writes out guests with a count', () => {
    const experiment = parseExperiment({
      ...least,
      switchUs: 5,
      guests: [
        { name: 'db', count: 2 },
        { name: 'web', sliceMs: 'never', threads: [{ wait: { kind: 'never' } }] },
      ],
    });
    const model = hostModel(experiment);
    expect(guestNames(experiment)).toEqual(['db#1', 'db#2', 'web']);
    expect(model).toMatchObject({ slice: 500_000, switchCost: 50, duration: 100_000_000 });
    expect(model.guests.map(({ slice }) => slice)).toEqual([null, null, Infinity]);
    expect(model.guests[0].clock.tick).toBe(156_250);
    expect(model.guests[2].threads[0].wait).toBeNull();
  });

  it('numbers the kinds of burst of a mixture by label', () => {
    const parts = [
      { label: 'A', weight: 0.1, kind: 'exponential', meanMs: 200 },
      { label: 'B', weight: 0.6, kind: 'exponential', meanMs: 1 },
      { label: 'A', weight: 0.3, kind: 'constant', meanMs: 2 },
    ];
    const [thread] = hostModel(parseExperiment(withThread({ burst: { kind: 'mixture', parts } }))).guests[0]
      .threads;
    expect(thread.labels).toBe(2);
    expect(thread.burst).toMatchObject({ parts: [{ label: 0 }, { label: 1 }, { label: 0 }] });
  });
});

describe('an experiment with names from outside', () => {
  it('is run or refused in words, whatever its fields are called', () => {
    const base = { processors: 1, policy: 'round-robin', durationS: 1, guests: [{ threads: [{}] }] };
    fc.assert(
      fc.property(
        anyName,
        anyJson,
        fc.constantFrom('', 'guests.0', 'guests.0.threads.0', 'idle'),
        (name, value, at) => {
          const path = at ? [...at.split('.'), name] : [name];
          try {
            const experiment = parseExperiment(setAt(base, path, value));
            expect(experiment.guests[0].threads).toHaveLength(1);
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
            const words = error.finding.text.replace(/found "(?:[^"\\]|\\.)*"/g, '');
            expect(words).not.toMatch(/\bnever\b|\[object|Invalid |Received |undefined|Object\b/);
          }
        },
      ),
      { seed: 13, numRuns: often(1000) },
    );
  });
});
