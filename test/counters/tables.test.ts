import { describe, expect, it, test } from 'vitest';
import type { Answer } from '../../src/dispatch/answer';
import type { Experiment } from '../../src/dispatch/experiment';
import { caseOf } from '../../src/counters/case-of';
import { clockTicks, missingTicks } from '../../src/counters/clock-ticks';
import type { Correction } from '../../src/counters/correct';
import { doubts, verdicts } from '../../src/counters/correction-words';
import { hostShares, speedOf } from '../../src/counters/host-time';
import { sampleLogs } from '../../src/counters/sample';
import {
  isTold,
  meanOf,
  meansOf,
  meansTogether,
  waitedOf,
  type CorrectedSample,
} from '../../src/counters/samples';
import { meterVerdict } from '../../src/counters/verdict';
import { recorded, MINUTE } from '../estate/recordings';

const range = (n: number) => Array.from({ length: n }, (_, k) => k);
const sample = (part: Partial<CorrectedSample>): CorrectedSample => ({
  time: 0,
  measured: 0.5,
  used: 0.4,
  charged: 0.4,
  ready: 0.1,
  costop: NaN,
  ...part,
});

describe('the sample day of Meter', () => {
  const asked: Experiment[] = [];
  const figure = (value: number) => ({ mean: value, se: 0, sd: 0 });
  const run = (experiment: Experiment) => {
    const k = asked.push(experiment);
    const thread = (n: number) => ({ share: figure(n * k), used: figure(0.1 * n * k) });
    return Promise.resolve({
      guests: [
        {
          used: figure(k / 100),
          ready: figure(k / 200),
          measured: { processor: figure(k / 50), threads: [thread(1), thread(2)] },
          threads: [thread(1), thread(2)],
        },
      ],
    } as unknown as Answer);
  };

  it('is 48 half hours of one guest, its host and what only the simulation knows', async () => {
    const { guest, host, truth } = await sampleLogs(run);
    expect(asked).toHaveLength(48);
    const start = Date.UTC(2006, 4, 10);
    for (const { times } of [guest, host])
      expect([...times]).toEqual(range(48).map((k) => start + (k + 1) * 30 * MINUTE));
    expect(guest).toMatchObject({
      server: 'WEB01',
      source: 'sample guest',
      processes: ['requests', 'report'],
      zone: { name: 'UTC', biasMinutes: 0 },
      facts: { cores: 1, measured: 'guest' },
    });
    expect(host).toMatchObject({
      server: 'WEB01',
      source: 'sample host',
      processes: [],
      facts: { cores: 1, measured: 'host' },
    });
    expect(guest.measures.busy![9]).toBeCloseTo(20, 4);
    expect([host.measures.usedCores![9], host.measures.ready![9]].map((v) => +v.toFixed(4))).toEqual([
      0.1, 5,
    ]);
    expect(guest.processSeries!.map(({ name, values }) => [name, values[9]])).toEqual([
      ['requests', 1000],
      ['report', 2000],
    ]);
    expect([...truth].map(([name, values]) => [name, +values[9].toFixed(6)])).toEqual([
      ['requests', 1],
      ['report', 2],
    ]);
  });

  it('has quiet nights, a morning and an afternoon, and a report from ten to four', () => {
    // [half hour, own load, neighbours' load, report's load], by the two bells of the day.
    const bells = (h: number) =>
      Math.exp(-(((h - 10.5) / 2.6) ** 2)) + 0.85 * Math.exp(-(((h - 15.5) / 2.2) ** 2));
    for (const [k, report] of [
      [0, 0.02],
      [19, 0.02],
      [20, 0.16],
      [21, 0.16],
      [31, 0.16],
      [32, 0.02],
      [47, 0.02],
    ]) {
      const day = bells(k / 2);
      const mean = (burst: number, load: number) => (burst * (1 - load)) / load;
      const { guests, ...rest } = asked[k];
      expect(rest).toMatchObject({
        processors: 1,
        policy: 'round-robin',
        durationS: 20,
        warmupS: 1,
        replications: 1,
        seed: 1 + k,
      });
      const [web, neighbour] = guests;
      expect([web.name, web.count, neighbour.name, neighbour.count]).toEqual(['WEB01', 1, 'neighbour', 2]);
      const of = ({ burst, wait, process }: (typeof web.threads)[number]) =>
        [process, (burst as { meanMs: number }).meanMs, (wait as { meanMs: number }).meanMs] as const;
      const [requests, long] = web.threads.map(of);
      expect(requests.slice(0, 2)).toEqual(['requests', 2]);
      expect(requests[2]).toBeCloseTo(mean(2, 0.04 + 0.13 * day), 9);
      expect(long.slice(0, 2)).toEqual(['report', 80]);
      expect(long[2]).toBeCloseTo(mean(80, report), 9);
      const [, burst, wait] = of(neighbour.threads[0]);
      expect([burst, +wait.toFixed(6)]).toEqual([40, +mean(40, Math.min(0.75, 0.05 + 0.6 * day)).toFixed(6)]);
    }
    // By day neighbours are as busy as they may be.
    expect((asked[21].guests[1].threads[0].wait as { meanMs: number }).meanMs).toBeLessThan(30);
  });
});

describe('intervals of two logs', () => {
  test.each([
    [0.1, NaN, 0.1],
    [0.1, 0.2, 0.3],
    [NaN, 0.2, 0.2],
    [NaN, NaN, NaN],
  ])('ready %d and co-stop %d are %d waited', (ready, costop, waited) => {
    const found = waitedOf({ ready, costop });
    if (Number.isNaN(waited)) expect(found).toBeNaN();
    else expect(found).toBeCloseTo(waited, 12);
  });
  it('count where both tell', () => {
    expect([isTold(sample({})), isTold(sample({ used: NaN })), isTold(sample({ measured: NaN }))]).toEqual([
      true,
      false,
      false,
    ]);
    const means = meansOf([
      sample({}),
      sample({ measured: 0.7, used: 0.2, charged: 0.8, ready: 0.3, costop: 0.1 }),
      sample({ used: NaN, measured: 99 }),
    ]);
    const expected = { intervals: 2, measured: 0.6, used: 0.3, charged: 0.6, ready: 0.2, waited: 0.25 };
    for (const [field, value] of Object.entries(expected))
      expect(means[field as 'used'], field).toBeCloseTo(value, 12);
    expect(meansOf([]).intervals).toBe(0);
    expect(meansTogether(Float64Array.of(1, NaN, 3), Float64Array.of(2, 5, 4))).toEqual([2, 3]);
    expect(meanOf([NaN, 2, 4])).toBe(3);
    expect(meanOf([NaN])).toBe(0);
  });
  it('stand as one case, at most a whole processor and ten minutes', () => {
    const of = (samples: CorrectedSample[], step = 30_000) =>
      caseOf({ samples, step } as unknown as Correction, {} as never);
    const two = of([sample({}), sample({ used: 0.6, ready: 0.3 })]);
    expect([two.used, two.ready, two.windowS].map((v) => +v.toFixed(9))).toEqual([0.5, 0.2, 30]);
    expect(two).not.toHaveProperty('untold');
    expect(of([sample({ used: 1.5, ready: 1.5 })])).toMatchObject({ used: 1, ready: 1 });
    // Where the host does not tell, what the meter shows too much was waited.
    const untold = of([sample({ ready: NaN, measured: 0.7 })]);
    expect([untold.untold, +untold.ready.toFixed(9)]).toEqual([true, 0.3]);
    expect(of([sample({ ready: NaN, measured: 0.2 })]).ready).toBe(0);
    expect(of([sample({ ready: NaN, measured: NaN })]).ready).toBe(0);
    expect([of([sample({})], 100).windowS, of([sample({})], 1e9).windowS]).toEqual([1, 600]);
  });
});

describe('the verdict on a meter', () => {
  const correction = (samples: CorrectedSample[], more: object = {}) =>
    ({ samples, stands: false, scaled: false, basis: 'time', slack: 0.01, ...more }) as unknown as Correction;
  const rows = (...trust: string[]) => trust.map((each) => ({ trust: each })) as never;
  const words = (of: Correction | null, trusts: string[] = [], place?: 'physical' | 'none') =>
    meterVerdict(of, null, rows(...trusts), place).words;
  const off = (measured: number, used: number, ready = 0.2) =>
    correction([sample({ measured, used, ready })]);
  test.each([
    [
      null,
      ['no', 'no', 'yes'],
      undefined,
      'How far off this guest’s meter is, its host’s log would tell; of 3 counters 2 are not to be trusted.',
    ],
    [
      null,
      ['no'],
      undefined,
      'How far off this guest’s meter is, its host’s log would tell; of 1 counter one is not to be trusted.',
    ],
    [
      null,
      ['yes', 'with care'],
      undefined,
      'How far off this guest’s meter is, its host’s log would tell; of 2 counters none is not to be trusted.',
    ],
    [null, [], undefined, 'How far off this guest’s meter is, its host’s log would tell.'],
    [null, ['no'], 'physical', 'A physical machine: no host keeps its ticks, and its meters are right.'],
    [null, ['no'], 'none', 'This guest’s meters are right: it hardly waits for a processor.'],
    [off(0.5, 0.4), [], 'physical', 'A physical machine: no host keeps its ticks, and its meters are right.'],
    [correction([]), [], undefined, 'How far off this guest’s meter is, its host’s log would tell.'],
    [off(0.5, 0.4), [], undefined, 'This guest’s meter is 10.0 points too high.'],
    [
      off(0.4, 0.5),
      ['no'],
      undefined,
      'This guest’s meter is 10.0 points too low; of 1 counter one is not to be trusted.',
    ],
    [off(0.5, 0.4996), [], undefined, 'This guest’s meter is right on average.'],
    [off(0.5, 0.4994), [], undefined, 'This guest’s meter is 0.1 points too high.'],
    [
      off(0.402, 0.4, 0.004),
      [],
      undefined,
      'This guest’s meters are right, to within 0.4 points: it waited for 0.4 % of its time only.',
    ],
    [
      off(0.41, 0.4, 0.004),
      [],
      undefined,
      'This guest’s meters are right, to within 1.0 points: it waited for 0.4 % of its time only.',
    ],
    [off(0.5, 0.4, 0.004), [], undefined, 'This guest’s meter is 10.0 points too high.'],
    [
      correction([sample({ ready: 0.004 })], { stands: true }),
      [],
      undefined,
      'This guest’s meters are right, to within 10.0 points: it waited for 0.4 % of its time only.',
    ],
    [
      correction([sample({ ready: 0.004 })], { stands: true, basis: 'charged' }),
      [],
      undefined,
      'This guest’s meters are right, to within 0.4 points: it waited for 0.4 % of its time only.',
    ],
    [
      correction([sample({ ready: 0.05 })], { scaled: true }),
      [],
      undefined,
      'How far off this guest’s meter is, % Used cannot tell, since it counts clock speed: by about 5.0 points at most, for so long it waited.',
    ],
    [
      correction([sample({ ready: 0.2 })], { scaled: true }),
      [],
      undefined,
      'This guest’s meter is 10.0 points too high if its clock ran at nominal speed, which % Used alone cannot tell.',
    ],
  ] as const)('%#', (of, trusts, place, said) => {
    expect(words(of as Correction | null, [...trusts], place)).toBe(said);
  });
  it('has its figures', () => {
    expect(meterVerdict(off(0.5, 0.4), null, rows('no', 'yes'))).toMatchObject({
      counters: 2,
      untrusted: 1,
      right: false,
      off: expect.closeTo(0.1, 9) as number,
    });
    expect(meterVerdict(null, null, rows())).toMatchObject({
      off: NaN,
      right: false,
      contention: 'not known',
    });
    expect(meterVerdict(null, null, rows(), 'none')).toMatchObject({ off: 0, right: true });
    expect(meterVerdict(off(0.401, 0.4, 0.004), { within: 0.03 } as never, rows()).words).toContain(
      'to within 3.0 points',
    );
  });
});

describe('what a correction shows', () => {
  const standing = (more: object = {}) =>
    ({ basis: 'time', stands: false, scaled: false, speed: NaN, ...more }) as Parameters<typeof verdicts>[1];
  const texts = (samples: CorrectedSample[], more?: object) =>
    verdicts(samples, standing(more)).map(({ text }) => text);
  const TOTALS = /^Totals are the host's\./;
  test.each([
    [[], {}, ['In no interval is there a figure of both logs.']],
    [
      [sample({})],
      {},
      [
        "Over one interval the guest's meter showed 50.0 %; it had a processor for 40.0 %: 10.0 points too much. It was ready and waited for 10.0 % of the time.",
        TOTALS,
      ],
    ],
    [
      [sample({}), sample({ measured: 0.3 })],
      { basis: 'charged' },
      [
        "Over 2 intervals the guest's meter showed 40.0 %; its host charged it 40.0 %: 0.0 points too much. It was ready and waited for 10.0 % of the time.",
        TOTALS,
      ],
    ],
    [
      [sample({ measured: 0.3, costop: 0.05 })],
      {},
      [
        "Over one interval the guest's meter showed 30.0 %; it had a processor for 40.0 %: 10.0 points too little. It was ready and waited for 15.0 % of the time, co-stop of 5.0 % included.",
        TOTALS,
      ],
    ],
    [
      [sample({ ready: NaN })],
      {},
      [
        "Over one interval the guest's meter showed 50.0 %; it had a processor for 40.0 %: 10.0 points too much.",
        TOTALS,
      ],
    ],
    [
      [sample({})],
      { stands: true },
      [
        "Over one interval the guest's meter showed 50.0 %; it had a processor for 40.0 %. It was ready and waited for 10.0 % of the time. Its ticks came when they were due: the meter is right and stays as it is; so small a difference is % Overlap and chance.",
      ],
    ],
    [
      [sample({})],
      { stands: true, basis: 'charged' },
      [
        "Over one interval the guest's meter showed 50.0 %; its host charged it 40.0 %. It was ready and waited for 10.0 % of the time. Its ticks came when they were due: the meter is right and stays as it is; % Used differs by clock speed and the host's own work.",
      ],
    ],
    [
      [sample({})],
      { scaled: true },
      [
        "Over one interval the guest's meter showed 50.0 %; it had a processor for 40.0 %. It was ready and waited for 10.0 % of the time. % Used is scaled by clock speed: it cannot tell how far off the meter is.",
        TOTALS,
      ],
    ],
    [
      [sample({ used: 1.03 }), sample({ used: 1.02 }), sample({ used: 2, measured: NaN })],
      {},
      ['In 1 of 2 intervals it held more than all its processors.', /^Over 2 intervals/, TOTALS],
    ],
    [
      [sample({ used: 1.03 })],
      { basis: 'charged' },
      [
        'In 1 of one interval its host charged it more than all its processors.',
        /^Over one interval/,
        TOTALS,
      ],
    ],
  ] as const)('%#', (samples, more, said) => {
    const found = texts([...samples], more);
    expect(found).toHaveLength(said.length);
    said.forEach((each, k) =>
      typeof each === 'string' ? expect(found[k]).toBe(each) : expect(found[k]).toMatch(each),
    );
  });

  const log = (busy: number) =>
    recorded(
      'A',
      range(4).map((k) => k * MINUTE),
      { busy: [busy, busy, busy, busy] },
      { source: 'guest.csv' },
    );
  const host = recorded(
    'A',
    range(4).map((k) => k * MINUTE),
    { usedCores: [0.4, 0.4, 0.4, 0.4] },
    { source: 'host.csv' },
  );
  const doubted = (samples: CorrectedSample[], basis: 'time' | 'charged' = 'time') =>
    doubts(log(50), host, 0, samples, basis).map(({ where, text }) => `${where}: ${text}`);
  const many = (part: Partial<CorrectedSample>) => range(8).map(() => sample(part));
  test.each([
    [[], 'time', []],
    [
      [sample({})],
      'time',
      [
        'guest.csv: Both logs tell of one interval only: what is mended holds for it, and from fewer than 8 nobody can see whether the clocks agree.',
      ],
    ],
    [
      range(7).map(() => sample({})),
      'time',
      [
        'guest.csv: Both logs tell of 7 intervals only: what is mended holds for those, and from fewer than 8 nobody can see whether the clocks agree.',
      ],
    ],
    [many({}), 'time', []],
    // A difference of 10 points, of a guest that waited for 5: as much as chance and 5 points may do; and for 4.
    [many({ measured: 0.5, used: 0.375, ready: 0.078_125 }), 'time', []],
    [
      many({ measured: 0.5, used: 0.375, ready: 0.07 }),
      'time',
      [
        'host.csv: Meter and host differ by 12.5 points, and the guest waited for 7.0 % only: late ticks cannot do that.',
      ],
    ],
    [many({ measured: 0.5, used: 0.375, ready: NaN }), 'time', []],
    // % Used may be off by clock speed.
    [many({ measured: 0.5, used: 0.375, ready: 0.07 }), 'charged', []],
    [
      many({ measured: 0.5, used: 0.125, ready: 0.07 }),
      'charged',
      [
        'host.csv: Meter and host differ by 37.5 points, and the guest waited for 7.0 % only: late ticks cannot do that.',
      ],
    ],
    [many({ measured: 0.25, used: 0.5, ready: 0.07 }), 'charged', []],
    [
      many({ measured: 0.25, used: 0.5625, ready: 0.07 }),
      'charged',
      [
        'host.csv: Meter and host differ by 31.3 points, and the guest waited for 7.0 % only: late ticks cannot do that.',
      ],
    ],
  ] as const)('is doubted where it must be, %#', (samples, basis, said) => {
    expect(doubted([...samples], basis)).toEqual(said);
  });
});

describe('a host’s figures', () => {
  const shares = (measures: Record<string, number[]>, processors = 2) =>
    hostShares(recorded('A', [0, MINUTE], measures), processors, 2, (values) => values);
  it('are parts of the guest’s processors, time before what was charged', () => {
    const both = shares({
      usedCores: [1, 2],
      runCores: [0.5, 1],
      overlap: [20, NaN],
      ready: [50, 10],
      costop: [4, 2],
      systemTime: [10, 20],
    });
    expect(both.basis).toBe('time');
    const near = (values: Float64Array) => [...values].map((v) => +v.toFixed(6));
    expect(near(both.charged)).toEqual([0.5, 1]);
    expect(near(both.run)).toEqual([0.25, 0.5]);
    expect(near(both.used)).toEqual([0.15, 0.5]);
    expect(near(both.ready)).toEqual([0.25, 0.05]);
    expect(near(both.costop)).toEqual([0.02, 0.01]);
    expect(near(both.system)).toEqual([0.05, 0.1]);
    expect(near(shares({ usedCores: [1, 2], runCores: [0.1, 1], overlap: [50, 0] }).used)).toEqual([0, 0.5]);
    const charged = shares({ usedCores: [1, 2] });
    expect([charged.basis, near(charged.used), near(charged.ready)]).toEqual([
      'charged',
      [0.5, 1],
      [NaN, NaN],
    ]);
  });
  it('tell how fast its processors ran, of the intervals of which both tell', () => {
    expect(speedOf({ charged: Float64Array.of(3, NaN, 5), run: Float64Array.of(2, 9, 2) })).toBe(2);
    expect(speedOf({ charged: Float64Array.of(3), run: Float64Array.of(0) })).toBeNaN();
  });
});

describe('ticks that are missing', () => {
  const of = (
    rates: number[],
    busy: number[] | null,
    era: 'xp' | '2012' = '2012',
    processors: number | undefined = 1,
  ) =>
    clockTicks(
      recorded(
        'A',
        rates.map((_, k) => k * MINUTE),
        { clockTicks: rates, ...(busy ? { busy } : {}) },
      ),
      era,
      processors,
    )!;
  it.each([
    [
      [64, 64],
      [80, 90],
      '2012',
      1,
      'Ticks missing: 0 % (64.0 a second for each processor where 64 are expected; 2 busy samples).',
    ],
    [
      [32, 64],
      [80, 79.9],
      '2012',
      1,
      'Ticks missing: 50 % (32.0 a second for each processor where 64 are expected; 1 busy sample).',
    ],
    [
      [64, NaN],
      null,
      'xp',
      2,
      'Ticks missing: 50 % (32.0 a second for each processor where 64 are expected; 1 sample).',
    ],
    [
      [70.25],
      [90],
      '2012',
      1,
      'Ticks missing: 0 % (70.3 a second for each processor where 64 are expected; 1 busy sample).',
    ],
    [
      [71],
      [90],
      '2012',
      1,
      'Ticks missing: not to be told. There were 71.0 a second for each processor where 64 are expected (1 busy sample): a program has asked for a faster clock.',
    ],
    [
      [64],
      [50],
      '2012',
      1,
      'Ticks missing: not to be told. In no sample were its processors 80 % busy, and an idle one skips ticks since Windows 8.',
    ],
    [
      [64],
      null,
      '2012',
      1,
      'Ticks missing: not to be told. In no sample were its processors 80 % busy, and an idle one skips ticks since Windows 8.',
    ],
  ] as const)('of %j a second at %j %% busy', (rates, busy, era, processors, words) => {
    expect(of([...rates], busy && [...busy], era, processors).words).toBe(words);
  });
  it('are not to be told of an unknown number of processors, nor without the counter', () => {
    expect(clockTicks(recorded('A', [0], { clockTicks: [64] }), '2012')!.words).toContain(
      'They are those of all processors',
    );
    expect(clockTicks(recorded('A', [0], { busy: [64] }), '2012', 1)).toBeNull();
    expect(of([71], [90])).toMatchObject({
      perSecond: expect.closeTo(71, 4) as number,
      missing: NaN,
      samples: 1,
    });
    expect(of([32], [90])).toMatchObject({ missing: 0.5, samples: 1 });
  });
  test.each([
    // [a second of all processors, processors, ms of a slot, busy, era; from, to]
    [64, 1, 15_625, 1, 'xp', -0.002, 0.002],
    [32, 1, 15_625, 1, 'xp', 0.498, 0.502],
    [64, 2, 15_625, 1, 'vista', 0.498, 0.502],
    [32, 1, 15_625, 0.75, '2012', 0.248, 0.502],
    [32, 1, 15_625, 1.2, '2012', 0.498, 0.502],
    [70, 1, 15_625, 1, 'xp', -0.09575, -0.09175],
    [72, 1, 15_625, 1, 'xp', NaN, NaN],
  ] as const)(
    'of %i a second for %i processors are a range',
    (rate, processors, step, busy, era, low, high) => {
      const found = missingTicks(Float32Array.of(rate), () => busy, {
        processors,
        tickMs: 15.625,
        step,
        era,
      });
      for (const [value, expected] of [
        [found.low[0], low],
        [found.high[0], high],
      ]) {
        if (Number.isNaN(expected)) expect(value).toBeNaN();
        else expect(value).toBeCloseTo(expected, 9);
      }
    },
  );
});
