import { describe, expect, it } from 'vitest';
import type { MeasureId } from '../../src/estate/measure';
import type { Recording } from '../../src/estate/recording';
import {
  MeasureSeries,
  amountWords,
  coverageWords,
  seriesFindings,
  silentServers,
} from '../../src/intake/series';
import { qualityFindings } from '../../src/intake/quality';

const times = (...seconds: number[]) => Float64Array.from(seconds, (s) => 1000 * s);

describe('figures within what can be believed', () => {
  const made = (measure: MeasureId, values: readonly number[], server = 'a') => {
    const series = new MeasureSeries(server, measure);
    for (const value of values) series.push(value);
    return series;
  };

  it.each([
    [
      'busy',
      [0, 50, 100],
      [0, 50, 100],
      { present: 3, clamped: 0, negative: 0, greatest: 100, impossible: [] },
    ],
    ['busy', [100.5, NaN, -1], [100, NaN, NaN], { present: 1, clamped: 1, negative: 1, greatest: 100.5 }],
    ['usedMiB', [1, 1e30, 2], [1, NaN, 2], { present: 2, clamped: 0, impossible: [1], wildest: 1e30 }],
    ['usedMiB', [1e31, 1e32, 1e31], [NaN, NaN, NaN], { present: 0, impossible: [0, 1, 2], wildest: 1e32 }],
  ] as const)('%s of %j', (measure, values, kept, seen) => {
    const series = made(measure, values);
    expect([...series.take()]).toEqual(kept);
    expect(series).toMatchObject(seen);
  });

  it.each([
    [[0, 1, 2, 3], true],
    [[1, 2, 3], true],
    [[1, 2, 4], false],
    [[5], false],
    [[0, NaN, 1], true],
    [[100, 101, 102], false],
  ])('%j count their rows: %j', (values, counting) => {
    expect(made('busy', values).counting).toBe(counting);
  });

  it('rows in which a measure was not there are missing', () => {
    const series = made('busy', [1]);
    series.padTo(3);
    series.padTo(2);
    expect([[...series.take()], series.length, series.present]).toEqual([[1, NaN, NaN], 3, 1]);
  });

  const words = (series: readonly MeasureSeries[]) =>
    seriesFindings(series, 'a.csv').map(({ level, text, fix, doubt }) => ({
      said: `${level}: ${text}`,
      fix: fix?.slice(0, 20),
      ...(doubt ? { doubt } : {}),
    }));
  const CLIPPED = 'If the column is not';

  it.each([
    [
      [110, 50],
      'info: 1 sample of processor busy above 100 % (the greatest 110) on a: read as 100.',
      undefined,
    ],
    [
      [110.5, 50],
      'warning: 1 sample of processor busy above 100 % (the greatest 110.5) on a: read as 100.',
      CLIPPED,
    ],
    [
      [200, ...Array<number>(99).fill(5)],
      'info: 1 sample of processor busy above 100 % (the greatest 200) on a: read as 100.',
      undefined,
    ],
    [
      [200, ...Array<number>(98).fill(5)],
      'warning: 1 sample of processor busy above 100 % (the greatest 200) on a: read as 100.',
      CLIPPED,
    ],
  ])('above the ceiling by much and often, or not: %j', (values, said, fix) => {
    expect(words([made('busy', values)])).toEqual([
      { said, fix, ...(fix ? { doubt: { of: 'clipped', servers: 1 } } : {}) },
    ]);
  });

  it('what is impossible and what is negative is told by server', () => {
    expect(
      words([made('usedMiB', [1e31, 5]), made('usedMiB', [-1, -2], 'b'), made('usedMiB', [5], 'c')]),
    ).toEqual([
      {
        said: 'warning: 1 sample of memory needed that no machine has (the greatest 1e+31 MiB) on a: left out.',
        fix: 'If they are true, th',
      },
      { said: 'warning: 2 samples of memory needed below zero on b: read as missing.', fix: undefined },
    ]);
    expect(words([made('usedMiB', [Infinity])])[0].said).toContain('(the greatest above 10^38 MiB)');
    expect(words([made('busy', [1])])).toEqual([]);
  });

  it('how much of the rows holds each measure is told, rounded down', () => {
    const rows = (count: number) => ({ length: count }) as ArrayLike<number>;
    const of = (...parts: [number, MeasureSeries[]][]) =>
      coverageWords(parts.map(([count, series]) => ({ times: rows(count), series })));
    expect(of([2, [made('busy', [1, 2])]])).toBe('processor busy 100 %');
    expect(of([2000, [made('busy', Array<number>(1999).fill(1))]])).toBe('processor busy 99.9 %');
    expect(of([3, [made('busy', [1, NaN, NaN])]])).toBe('processor busy 33.3 %');
    expect(of([2, [made('busy', [NaN, NaN])]])).toBe('');
    expect(
      of([2, [made('busy', [1, 2])]], [2, [made('busy', [1, NaN], 'b'), made('ready', [1, 2], 'b')]]),
    ).toMatch(/^processor busy 75 %, .* 100 %$/);
  });

  it('measures and servers are counted, and servers without figures are named once', () => {
    expect(amountWords([made('busy', [1]), made('ready', [1])])).toBe('2 measures of a');
    expect(amountWords([made('busy', [1]), made('busy', [1], 'b')])).toBe('2 measures of 2 servers');
    const known = [{ guest: 'c', why: 'off' }];
    const told = [{ server: 'a' } as Recording];
    expect(silentServers(['a', 'b', 'c', 'b'], told, 'x.csv', known)).toEqual([
      ...known,
      { guest: 'b', why: 'x.csv names it and holds no figure of its load' },
    ]);
  });
});

describe('what looks wrong in figures that could be true', () => {
  const said = (measure: MeasureId, values: readonly number[], at = values.map((_, k) => 15 * k)) => {
    const series = new MeasureSeries('a', measure);
    for (const value of values) series.push(value);
    return qualityFindings(
      [{ server: 'a', times: times(...at), series: [series] }],
      new Map([[series, series.take()]]),
      'x.csv',
    ).map(({ level, text }) => `${level}: ${text.replace(/: .*/, '')}`);
  };
  const still = (count: number, value = 5) => Array<number>(count).fill(value);

  it('a meter that stands still in enough rows', () => {
    const told = ['warning: Processor busy never changes on a'];
    const least = [...Array(60).keys()].find((count) => said('busy', still(count)).length > 0)!;
    expect(least).toBeGreaterThan(5);
    expect(said('busy', [...still(least - 1), NaN])).toEqual([]);
    expect(said('busy', [NaN, ...still(least)])).toEqual(told);
    expect(said('busy', still(least, 0))).toEqual(told);
    expect(said('busy', [...still(least), 6])).toEqual([]);
    expect(said('usedMiB', still(least))).toEqual([]);
  });

  it.each([
    ['usedMiB', [10, 5000], []],
    [
      'usedMiB',
      [10, 5001],
      ['warning: Memory needed of a changes 500-fold and more from one sample to the next'],
    ],
    ['usedMiB', [5000, 10], []],
    [
      'usedMiB',
      [5001, 10],
      ['warning: Memory needed of a changes 500-fold and more from one sample to the next'],
    ],
    [
      'usedMiB',
      [10, 0, 5001],
      ['warning: Memory needed of a changes 500-fold and more from one sample to the next'],
    ],
    ['usedMiB', [10, NaN, 20, 0], []],
    ['usedMiB', [10, 1000, 100_000], []],
    ['diskMBs', [10, 50_000], []],
  ] as const)('%s of %j changes its unit: %j', (measure, values, words) => {
    expect(said(measure, values)).toEqual(words);
  });

  it.each([
    [[1, 1, 2], [0, 0, 15], ['info: 1 row of a stands twice, time and values alike.']],
    [[1, 1, 1], [0, 0, 0], ['info: 2 rows of a stand twice, time and values alike.']],
    [[NaN, NaN, 2], [0, 0, 15], ['info: 1 row of a stands twice, time and values alike.']],
    [[1, 2, 3], [0, 0, 15], []],
    [[1, 1, 2], [0, 15, 30], []],
  ])('%j at %j: %j', (values, at, words) => {
    expect(said('busy', values, at)).toEqual(words);
  });
});
