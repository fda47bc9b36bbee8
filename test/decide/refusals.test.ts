import { describe, expect, it, test } from 'vitest';
import { studyOf } from '../../src/decide/check-study';
import { daysEnough, daysKnown, daysKnownWords, type DaysKnown } from '../../src/decide/days-known';
import { KeptPlans, type KeptPlan } from '../../src/decide/kept-plans';
import { shardsFor } from '../../src/decide/shards';
import { caseAt, caseCount, type Axis } from '../../src/decide/study';
import { parseStudyFile } from '../../src/decide/study-file';
import { SWEEPS, canSweep, readSweep, writeSweep, type SweepName } from '../../src/decide/sweep/fields';
import { told, type Uncertainty } from '../../src/decide/uncertainty';
import type { UncertaintyLine } from '../../src/decide/uncertain';
import type { Risk, RiskPoint } from '../../src/decide/risk';
import { parseExperiment } from '../../src/dispatch/parse';

const base = { a: 1, list: [{ x: 1 }, { x: 2 }], empty: [], nothing: null, deep: { b: { c: 1 } }, none: {} };
const settings = (...each: Record<string, unknown>[]): Axis => ({ settings: each });

describe('a study is refused', () => {
  test.each([
    [
      'more draws than may be',
      [],
      1_000_001,
      'samples: found 1000001; expected a whole number from 1 to 1000000',
    ],
    ['no draw', [], 0, 'samples: found 0;'],
    ['half a draw', [], 1.5, 'samples: found 1.5;'],
    ['an axis without settings', [settings()], 1, 'axes[0]: found no setting; expected one at least'],
    ['a value twice', [settings({ a: 1 }, { a: 2 }, { a: 1 })], 1, 'a: found 1 a second time'],
    ['one place by two axes', [settings({ a: 1 }), settings({ a: 2 })], 1, 'a: found beside a;'],
    [
      'a place within another',
      [settings({ deep: {} }), settings({ 'deep.b': 2 })],
      1,
      'deep.b: found beside deep;',
    ],
    [
      'a place around another',
      [settings({ 'deep.b': 2 }), settings({ deep: {} })],
      1,
      'deep: found beside deep.b;',
    ],
    [
      'a place that is not there',
      [settings({ 'no.x': 1 })],
      1,
      'no.x: no such place: the base has a, list, empty, nothing, deep, none.',
    ],
    ['a place in a number', [settings({ 'a.b': 1 })], 1, 'a.b: no such place: a is 1, with nothing in it.'],
    [
      'a place in nothing',
      [settings({ 'nothing.b': 1 })],
      1,
      'nothing.b: no such place: nothing is null, with nothing in it.',
    ],
    [
      'one beyond the last of a list',
      [settings({ 'list.2': 1 })],
      1,
      'list.2: no such place: list is a list; expected 0 to 1 after it.',
    ],
    [
      'one of an empty list',
      [settings({ 'empty.0': 1 })],
      1,
      'empty.0: no such place: empty is an empty list.',
    ],
    [
      'one of a list that is no number',
      [settings({ 'list.01': 1 })],
      1,
      'list.01: no such place: list is a list;',
    ],
    ['a place without a name', [settings({ 'deep.': 1 })], 1, 'deep.: no such place: deep has b.'],
    [
      'a place in an object without any',
      [settings({ 'none.x.y': 1 })],
      1,
      'none.x.y: no such place: none has nothing.',
    ],
    [
      'a range the wrong way round',
      [{ path: 'a', drawn: { low: 3, likely: 2, high: 4 } }],
      1,
      'a: found 3, 2, 4; expected low, likely and high in this order',
    ],
    [
      'a likely above the high',
      [{ path: 'a', drawn: { low: 1, likely: 5, high: 4 } }],
      1,
      'a: found 1, 5, 4;',
    ],
    [
      'a range without an end',
      [{ path: 'a', drawn: { low: 1, likely: 5, high: Infinity } }],
      1,
      'a: found 1, 5, Infinity;',
    ],
    [
      'too many cases',
      [
        settings(...Array.from({ length: 1001 }, (_, a) => ({ a }))),
        settings(...Array.from({ length: 1000 }, (_, b) => ({ 'deep.b': b }))),
      ],
      1,
      'study: found 1001000 cases; expected at most 1000000. Vary less.',
    ],
  ] as [string, Axis[], number, string][])('for %s', (_, axes, samples, words) => {
    expect(() => studyOf({ base, axes, samples })).toThrow(words);
  });

  test.each([
    [
      'a place that its base leaves out, where there is something to have it',
      [settings({ 'deep.b.new': 1 })],
    ],
    ['the last of a list', [settings({ 'list.1.x': 1 })]],
    ['two beside each other, of which one begins like the other', [settings({ a: 2 }), settings({ ab: 1 })]],
    ['a range of one value', [{ path: 'a', drawn: { low: 2, likely: 2, high: 2 } }]],
  ] as [string, Axis[]][])('not for %s', (_, axes) => {
    expect(caseCount(studyOf({ base, axes }))).toBe(1);
  });

  it('not for a million cases', () => {
    expect(studyOf({ base, axes: [], samples: 1_000_000 }).samples).toBe(1_000_000);
  });
});

describe('the cases of a study', () => {
  const study = studyOf({
    base,
    axes: [
      settings({ a: 1 }, { a: 2 }),
      { path: 'deep.b.c', drawn: { low: 0, likely: 1, high: 2 } },
      settings({ 'list.0.x': 5 }, { 'list.0.x': 6 }, { 'list.0.x': 7 }),
    ],
    samples: 2,
    seed: 4,
  });
  it('turn the last axis fastest, and within it the draws, which are the same in all of them', () => {
    const cases = Array.from({ length: 12 }, (_, i) => caseAt(study, i));
    expect(cases.map(({ set }) => [set.a, set['list.0.x']])).toEqual(
      [1, 2].flatMap((a) =>
        [5, 6, 7].flatMap((x) => [
          [a, x],
          [a, x],
        ]),
      ),
    );
    const drawn = cases.map(({ of }) => of.deep.b.c);
    expect(drawn).toEqual(Array.from({ length: 12 }, (_, i) => drawn[i % 2]));
    expect(drawn[0]).not.toBe(drawn[1]);
    expect(cases[3].of.list).toEqual([{ x: 6 }, { x: 2 }]);
    expect(cases[3].of.empty).toBe(base.empty);
  });
  test.each([-1, 12, 0.5, NaN])('are none at %s', (index) => {
    expect(() => caseAt(study, index)).toThrow(`case ${index} of a study that has 12`);
  });
});

describe('shards that are to be run again', () => {
  it.each([20, 21])('are named up to twenty: %i are missing of a prime number of cases', (count) => {
    // Of 97 cases, shards of one case each make up for these alone.
    const missing = Array.from({ length: count }, (_, k) => k * k * 0 + k * 4 + (k % 2));
    expect(shardsFor(missing, 97).length).toBe(count === 20 ? 20 : 0);
  });
});

describe('a study file', () => {
  const fold = (more: object) => ({ kind: 'fold', files: ['a.csv'], samples: 5, ...more });
  const range = { other: [0, 10, 20] };
  test.each([
    ['no object', [], 'study: found no object;'],
    ['nothing', null, 'study: found no object;'],
    ['no kind', {}, 'kind: found nothing; expected "fold" or "dispatch".'],
    ['another kind', { kind: 'x' }, 'kind: found "x"; expected "fold" or "dispatch".'],
    ['no file', fold({ files: [] }), 'files: found an empty list; expected a list of one file at least.'],
    ['no draw', fold({ samples: 0 }), 'samples: found 0; expected a whole number from 1 to 1000000.'],
    ['too many draws', fold({ samples: 1_000_001 }), 'samples: found 1000001;'],
    ['half a draw', fold({ samples: 1.5 }), 'samples: found 1.5;'],
    [
      'options that are none',
      fold({ options: [] }),
      'options: found an empty list; expected an object of options.',
    ],
    [
      'growth of two numbers',
      fold({ growth: { other: [1, 2] } }),
      'growth.other: found a list of 2; expected a list of three numbers: low, likely and high, % a year.',
    ],
    [
      'growth in words',
      fold({ growth: { other: [1, 2, '3'] } }),
      'growth.other: found a list of 3; expected a list of three numbers',
    ],
    [
      'growth of no class',
      fold({ growth: { shoes: [1, 2, 3] } }),
      'growth.shoes: found "shoes", which is no name of a field here',
    ],
    [
      'a horizon without growth',
      fold({ horizon: 12 }),
      'horizon: found without growth; expected how much loads grow until then.',
    ],
    [
      'a seed below zero',
      fold({ seed: -1 }),
      'seed: found -1; expected a whole number from 0 to 2147483647.',
    ],
    ['a seed too large', fold({ seed: 2 ** 31 }), 'seed: found 2147483648;'],
    ['no work', fold({ work: 0 }), 'work: found 0; expected a whole number from 1 to 1000000.'],
    ['too much work', fold({ work: 1_000_001 }), 'work: found 1000001;'],
    [
      'nothing that varies',
      { kind: 'dispatch', experiment: {}, vary: {} },
      'vary: found an object; expected an object of one path at least, each with a list of values.',
    ],
    ['a list that varies', { kind: 'dispatch', experiment: {}, vary: [1] }, 'vary: found a list of 1;'],
    [
      'values that are no list',
      { kind: 'dispatch', experiment: {}, vary: { a: 3 } },
      'vary.a: found 3; expected a list of one value at least.',
    ],
    ['no values', { kind: 'dispatch', experiment: {}, vary: { a: [] } }, 'vary.a: found an empty list;'],
  ])('of %s is refused', (_, json, words) => {
    expect(() => parseStudyFile(json)).toThrow(words);
  });

  it('has seed 1, one step of work and no options where it says nothing', () => {
    expect(parseStudyFile(fold({}))).toEqual({
      kind: 'fold',
      files: ['a.csv'],
      samples: 5,
      options: {},
      seed: 1,
      work: 1,
    });
    expect(
      parseStudyFile(fold({ growth: range, horizon: 12, seed: 0, work: 1_000_000, samples: 1_000_000 })),
    ).toMatchObject({
      growth: { other: { low: 0, likely: 10, high: 20 } },
      horizon: 12,
      seed: 0,
    });
    expect(parseStudyFile(fold({ seed: 2 ** 31 - 1 }))).toMatchObject({ seed: 2 ** 31 - 1 });
    const vary = { sliceMs: [10] };
    expect(parseStudyFile({ kind: 'dispatch', experiment: {}, vary })).toEqual({
      kind: 'dispatch',
      experiment: {},
      vary,
    });
  });
});

describe('a sweep', () => {
  const burst = { kind: 'exponential', meanMs: 20 } as const;
  const wait = { kind: 'exponential', meanMs: 60 } as const;
  const service = { kind: 'constant', meanMs: 4 } as const;
  const experiment = parseExperiment({
    policy: 'when-ready',
    processors: 6,
    durationS: 10,
    sliceMs: 30,
    guests: [
      {
        name: 'office',
        count: 4,
        vcpus: 2,
        cap: 0.123456,
        weight: 3,
        threads: [
          { burst, wait, vcpu: 0 },
          { burst, wait: { kind: 'exponential', meanMs: 180 }, vcpu: 1 },
        ],
      },
      { name: 'web', count: 2, threads: [{ arrivals: { perSecond: 50 }, service }] },
      { name: 'hog', count: 2, threads: [{ burst, wait: { kind: 'never' } }] },
      { name: 'idle', count: 2, threads: [] },
    ],
  });
  const steps = Array.from({ length: 12 }, (_, k) => k + 1);
  const TABLE: [SweepName, number, number, number[], number, object][] = [
    ['slice', 0, 30, [1, 2, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200], 7, { sliceMs: 7 }],
    ['processors', 0, 6, steps, 7, { processors: 7 }],
    // Six processors and 4, 2, 2, 2 guests are two times 3 and 2, 1, 1, 1.
    [
      'pool',
      0,
      6,
      [3, 6, 9, 12, 18, 24, 36, 48],
      9,
      { processors: 9, 'guests.0.count': 6, 'guests.1.count': 3, 'guests.2.count': 3, 'guests.3.count': 3 },
    ],
    ['count', 1, 2, steps, 7, { 'guests.1.count': 7 }],
    ['weight', 0, 3, [0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 16], 7, { 'guests.0.weight': 7 }],
    ['cap', 0, 12.3456, [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 7, { 'guests.0.cap': 0.07 }],
    ['cap', 0, 12.3456, [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 12.3456, { 'guests.0.cap': 0.123456 }],
    // 20 ms of 80 are 25 %; at 40 % bursts of 20 ms are 30 ms apart.
    [
      'load',
      0,
      25,
      [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95],
      40,
      { 'guests.0.threads.0.wait.meanMs': 30, 'guests.0.threads.1.wait.meanMs': 30 },
    ],
    [
      'load',
      0,
      25,
      [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95],
      25,
      { 'guests.0.threads.0.wait.meanMs': 60, 'guests.0.threads.1.wait.meanMs': 180 },
    ],
    // 50 requests of 4 ms a second are 20 %; at 10 % there are 25.
    [
      'load',
      1,
      20,
      [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95],
      10,
      { 'guests.1.threads.0.arrivals.perSecond': 25 },
    ],
  ];
  test.each(TABLE)(
    'of %s of guest %i has %d now, tries %j, and at %d sets %j',
    (name, g, now, values, value, set) => {
      expect(SWEEPS[name].now(experiment, g)).toBe(now);
      expect(SWEEPS[name].values(experiment, g)).toEqual(values);
      expect(SWEEPS[name].set(experiment, g, value)).toEqual(set);
    },
  );

  it('splits virtual processors among as many guests as they go into', () => {
    expect(SWEEPS.split.values(experiment, 0)).toEqual([1, 2, 4, 8]);
    expect(SWEEPS.split.now(experiment, 0)).toBe(4);
    expect(SWEEPS.split.set(experiment, 0, 2)).toMatchObject({ 'guests.0.count': 2, 'guests.0.vcpus': 4 });
    expect(SWEEPS.vcpus.values()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(SWEEPS.vcpus.set(experiment, 0, 1)).toMatchObject({
      'guests.0.vcpus': 1,
      'guests.0.threads': [{ vcpu: 0 }, { vcpu: 0 }],
    });
    const many = parseExperiment({
      policy: 'when-ready',
      processors: 1,
      durationS: 1,
      guests: [{ count: 128, threads: [] }],
    });
    expect(SWEEPS.split.values(many, 0)).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  test.each([
    ['slice', true],
    ['count.3', true],
    ['count.4', false],
    ['load.2', false],
    ['load.3', false],
    ['load', true],
    ['constructor', false],
  ])('by the word %s of a link is there: %s', (word, there) => {
    expect(readSweep(word, experiment) !== null).toBe(there);
  });

  it('is a word of a link', () => {
    expect(writeSweep({ name: 'slice', guest: 1 })).toBe('slice');
    expect(writeSweep({ name: 'cap', guest: 1 })).toBe('cap.1');
  });

  it('of what never ends, does nothing or waits for a device is none', () => {
    const of = (thread: object) =>
      parseExperiment({ policy: 'when-ready', processors: 1, durationS: 1, guests: [{ threads: [thread] }] });
    const can = (thread: object) => canSweep(of(thread), { name: 'load', guest: 0 });
    expect(can({ burst, wait })).toBe(true);
    expect(can({ burst, wait: { kind: 'constant', meanMs: 0 } })).toBe(false);
    expect(
      canSweep(
        parseExperiment({
          policy: 'when-ready',
          processors: 1,
          durationS: 1,
          sliceMs: 'never',
          guests: [{}],
        }),
        {
          name: 'slice',
          guest: 0,
        },
      ),
    ).toBe(false);
  });
});

describe('what some days would have bought, in words', () => {
  const point = (machines: number, over: number) => ({ machines, over }) as RiskPoint;
  const row = (days: number, machines: number | null, over = 0, proof: number | null = null): DaysKnown => ({
    days,
    taken: machines === null ? null : point(machines, over),
    proof: proof === null ? null : point(proof, 0.02),
  });
  const words = (...rows: DaysKnown[]) => daysKnownWords(rows, 0.01).replaceAll('\u00a0', ' ');
  test.each([
    [
      [row(1, 1)],
      'From the first day alone 1 host would have been taken: over capacity in 0 % of host-slots on the next day measured. That was within 1 %; one test does not tell how long is long enough.',
    ],
    [
      [row(1, 3, 0.01, 2), row(2, 4)],
      'From the first day alone 3 hosts would have been taken: over capacity in 1 % of host-slots on the next day measured. The fewest then were 2, over in 2 %. From the first 2 days alone 4 hosts would have been taken: over capacity in 0 % of host-slots on the next day measured. Each of these numbers of days was enough: every day after kept within 1 %.',
    ],
    [[row(1, 3, 0.5), row(2, 4), row(3, 4)], 'From 2 days on every day after kept within 1 %.'],
    [
      [row(1, 3), row(2, null)],
      'From the first 2 days alone a number of hosts that was not tried would have been taken. Not even the most of them told enough: the day after was not within 1 %. Measure longer.',
    ],
  ])('%#', (rows, text) => {
    expect(words(...rows)).toContain(text);
  });

  test.each([
    [[row(1, 3), row(2, 3)], 1],
    [[row(1, 3), row(2, 3, 0.0101), row(3, 3)], 3],
    [[row(1, 3), row(2, 3, 0.01), row(3, 3)], 1],
    [[row(1, 3), row(2, 3, 0.5)], null],
    [[row(1, null), row(2, 3)], 2],
    [[], null],
  ])('enough were %j: %s', (rows, enough) => {
    expect(daysEnough(rows, 0.01)).toBe(enough);
  });

  it('adds a host to what one day tells, and none to what tests on several tell', () => {
    const tested = [point(4, 0.5), point(5, 0), point(6, 0)];
    const next = [point(4, 1), point(5, 0.4), point(6, 0.2)];
    const risk = (days: number) =>
      ({ byDays: [{ days, tested, next, proof: point(4, 0) }] }) as unknown as Risk;
    expect(daysKnown(risk(1), 0.01)[0].taken).toEqual(point(6, 0.2));
    expect(daysKnown(risk(2), 0.01)[0].taken).toEqual(point(5, 0.4));
  });
});

describe('plans that are kept', () => {
  const plan = (bytes: number, more: object = {}) =>
    ({
      folded: { problem: { demand: new Int32Array(bytes / 4), items: 7, capacity: new Int32Array(1) } },
      work: 5,
      value: 3,
      unplaced: 0,
      lowerBound: 1,
      ...more,
    }) as unknown as KeptPlan;
  it('fill so many bytes, and no more, the newest whatever it takes', () => {
    const kept = new KeptPlans(44);
    kept.keep('a', plan(16));
    kept.keep('b', plan(20));
    expect([kept.get('a', 5), kept.get('b', 5)].every(Boolean)).toBe(true);
    // Asked anew, a plan takes the place of what was known of its question, and is the newest.
    kept.keep('a', plan(16));
    expect(kept.get('b', 5)).toBeDefined();
    kept.keep('c', plan(16));
    expect([kept.get('a', 5), kept.get('b', 5), kept.get('c', 5)].map(Boolean)).toEqual([true, false, true]);
    kept.keep('d', plan(400));
    expect([kept.get('a', 5), kept.get('c', 5), kept.get('d', 5)].map(Boolean)).toEqual([false, false, true]);
  });
  it('by seconds are apart from those by steps', () => {
    const kept = new KeptPlans();
    kept.keep('a', plan(4, { work: null, seconds: 1 }));
    expect([kept.get('a'), kept.get('a', 5)].map(Boolean)).toEqual([true, false]);
    expect(kept.bestWithin('a', 100)).toBeUndefined();
    kept.keep('a', plan(4, { work: 0 }));
    expect(kept.get('a', 0)?.work).toBe(0);
    expect(kept.bestWithin('a', 0)?.work).toBe(0);
  });
});

describe('what draws come to', () => {
  const end = (figure: string, which: 'low' | 'high', hosts: number): UncertaintyLine => ({
    kind: 'end',
    figure,
    end: which,
    hosts,
    need: 1,
  });
  const sample = (hosts: number): UncertaintyLine => ({ kind: 'sample', hosts, need: 1, own: 0, full: [] });
  it('is shares by number of hosts, and what each figure can change once both of its ends are known', () => {
    const lines = [
      end('vmm', 'low', 2),
      end('vmm', 'high', 4),
      end('days', 'low', 3),
      sample(10),
      sample(2),
      sample(10),
      sample(3),
    ];
    const expected: Uncertainty = {
      samples: 4,
      hosts: { 2: 0.25, 3: 0.25, 10: 0.5 },
      tornado: [{ parameter: 'vmm', low: 2, high: 4 }],
    };
    expect(told(lines)).toEqual(expected);
    expect(Object.keys(told(lines).hosts)).toEqual(['2', '3', '10']);
    expect(told([])).toEqual({ samples: 0, hosts: {}, tornado: [] });
  });
});
