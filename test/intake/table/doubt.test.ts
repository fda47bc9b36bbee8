/** What is in doubt of a table whose headers name no measure. */
import { describe, expect, it } from 'vitest';
import type { MeasureId } from '../../../src/estate/measure';
import { headOf } from '../../../src/intake/head';
import { MeasureSeries } from '../../../src/intake/series';
import { isTable } from '../../../src/intake/table/ask';
import {
  isNoName,
  oddOnes,
  phrasesAmong,
  speaksOfNothing,
  whyNotBusy,
} from '../../../src/intake/table/doubt';
import { Pairs } from '../../../src/intake/table/pairs';
import { rescale } from '../../../src/intake/table/rescale';

it.each([
  ['Weekday', true],
  ['date/time', true],
  ['  hours ', true],
  ['---', true],
  ['', true],
  ['web01', false],
  ['time zone', false],
  ['7', false],
])('"%s" is a time or nothing: %j', (header, nothing) => expect(speaksOfNothing(header)).toBe(nothing));

it.each([
  ['12', true],
  ['-1,5 %', true],
  ['2026-01-05 10:00', true],
  ['orders/s', true],
  ['orders / hour', true],
  ['inlet (°C)', true],
  ['full %', true],
  ['size [MB]', true],
  ['rows (count of all)', true],
  ['web01', false],
  ['mail 2', false],
  ['a/b', false],
])('"%s" can be no name: %j', (header, none) => expect(isNoName(header)).toBe(none));

it.each([
  [['a b', 'c', 'd'], 1],
  [['a b', 'c'], 0],
  [['a b', 'c d', 'e'], 0],
  [['a b', 'c d', 'e', 'f', 'g'], 2],
  [['a_ b', ' c ', 'd'], 0],
  [[], 0],
])('of %j so many are phrases among names: %d', (headers, count) =>
  expect(phrasesAmong(headers)).toBe(count),
);

describe('values that nothing but custom takes for per cent', () => {
  const why = (values: readonly number[], measure: MeasureId = 'busy', known: 'guess' | 'name' = 'guess') => {
    const series = new MeasureSeries('a', measure, 1, { unit: null, known });
    for (const value of values) series.push(value);
    return whyNotBusy(series)?.replace('Its header names no measure, and ', '') ?? null;
  };
  const more = (count: number, value = 5) => Array<number>(count).fill(value);
  const BELOW = 'values below zero are no % of processors.';
  const COUNTS = 'its values count the rows.';
  const above = (most: string) => `values up to ${most} are no % of processors.`;

  it.each([
    [[110, 5], null],
    [[111, 5], above('111')],
    [[111, ...more(99)], null],
    [[111, ...more(98)], above('111')],
    [[1234567.8, 5], above('1234570')],
    [[-1, ...more(9)], null],
    [[-1, ...more(8)], BELOW],
    [[...Array(11).keys()], null],
    [[...Array(12).keys()], COUNTS],
    [[50, 60], null],
  ])('%j', (values, words) => expect(why(values)).toBe(words));

  it('are in no doubt under a name or of another measure', () => {
    expect([why([500, 5], 'busy', 'name'), why([500, 5], 'transfers')]).toEqual([null, null]);
  });
});

it.each([
  ['a busy, b busy, page transfers', ['page']],
  ['a busy usedMiB, b usedMiB usedGHz, page transfers', ['page']],
  ['a busy, b usedCores, page transfers usedMiB', []],
  ['a busy, page transfers', []],
  ['a busy, b busy, c transfers, d usedMiB', []],
  ['a busy, b busy, c busy, d transfers, e usedMiB', ['d', 'e']],
] as const)('of %s these are more likely quantities: %j', (text, odd) => {
  const measures = text.split(', ').map((each): [string, MeasureId[]] => {
    const [name, ...ids] = each.split(' ');
    return [name, ids as MeasureId[]];
  });
  expect([...oddOnes(new Map(measures))]).toEqual(odd);
});

describe('a beginning looks like a table', () => {
  const lines = (count: number, line: string) => Array<string>(count).fill(line);
  it.each([
    ['two rows under names', ['a,b', '1,x', '2,y'], true],
    ['one row', ['a,b', '1,x'], false],
    ['nothing', [], false],
    ['one name', ['a,1', '1,x', '2,y'], false],
    ['half of the heads names', ['a,b,c,1,2,3', '1,,,,,', '2,,,,,'], true],
    ['fewer', ['a,b,c,1,2,3,4', '1,,,,,,', '2,,,,,,'], false],
    ['nine of ten rows as long', ['a,b', ...lines(9, '1,x'), '1'], true],
    ['fewer rows as long', ['a,b', ...lines(8, '1,x'), '1'], false],
    ['figures in more than four of five rows', ['a,b', ...lines(5, '1,x'), 'y,x'], true],
    ['in four of five', ['a,b', ...lines(4, '1,x'), 'y,x'], false],
    ['no figures', ['a,b', 'x,y', 'x,y'], false],
    ['figures with signs', ['a,b', 'x,-1.5 %', 'x,2 000'], true],
  ])('%s: %j', (_, text, table) =>
    expect(isTable(headOf(new TextEncoder().encode(`${text.join('\n')}\n`), true))).toBe(table),
  );
});

it('pairs are numbered as they come, each once, however large their parts', () => {
  const pairs = new Pairs();
  const last = 2 ** 26 - 1;
  const asked = [
    [0, 0],
    [0, last],
    [1, 0],
    [last, 0],
    [last, last],
    [0, 1],
    [1, 1],
  ] as const;
  for (let again = 0; again < 2; again++)
    expect(asked.map(([a, b]) => pairs.number(a, b))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

describe('a unit that only the size of the values tells', () => {
  const said = (
    measure: MeasureId,
    servers: readonly (readonly number[])[],
    { unit = null, known = 'name' }: { unit?: string | null; known?: 'name' | 'guess' } = {},
  ) => {
    const taken = new Map(
      servers.map((values, k) => {
        const series = new MeasureSeries(`s${k}`, measure, 1, { unit, known });
        for (const value of values) series.push(value);
        return [series, series.take()];
      }),
    );
    const findings = rescale(taken, 'a.csv');
    return [
      [...taken.values()].map((values) => [...values]),
      findings.map(({ text, fix, doubt }) => `${text} ${fix} (${doubt?.servers})`),
    ];
  };
  const SHARES =
    'No value of processor busy is above 1: they are taken as shares of one, and multiplied by 100. If the servers were idle all the time, write the values with a % in the header.';
  const PERCENT = (most: string) =>
    `No unit in the header of processor busy; values up to ${most} are taken as %. Write the unit into the header (cpu %).`;
  const MEMORY = (most: string, unit: string) =>
    `No unit in the header of memory needed; values up to ${most} are taken as ${unit}. Write the unit into the header (memory MB, memory GB).`;

  it.each([
    ['busy', [[0.5, 1]], [[50, 100]], [`${SHARES} (1)`]],
    ['busy', [[0.5], [1]], [[50], [100]], [`${SHARES} (2)`]],
    ['busy', [[0.5], [2]], [[0.5], [2]], [`${PERCENT('2')} (2)`]],
    ['busy', [[0, 1]], [[0, 1]], [`${PERCENT('1')} (1)`]],
    ['usedMiB', [[0.5, 0.5]], [[512, 512]], [`${MEMORY('0.5', 'GiB')} (1)`]],
    ['usedMiB', [[256, 1]], [[262_144, 1024]], [`${MEMORY('256', 'GiB')} (1)`]],
    ['usedMiB', [[257, 1]], [[257, 1]], [`${MEMORY('257', 'MiB')} (1)`]],
    ['usedMiB', [[4096.4, NaN]], [[Math.fround(4096.4), NaN]], [`${MEMORY('4096', 'MiB')} (1)`]],
    [
      'diskMBs',
      [[0.5]],
      [[0.5]],
      [
        'No unit in the header of disk throughput; values up to 0.5 are taken as MB/s. Write the unit into the header (such as MB/s). (1)',
      ],
    ],
  ] as const)('%s of %j', (measure, values, kept, words) =>
    expect(said(measure, values)).toEqual([kept, words]),
  );

  it('is told by nobody where the header says it, or no header names a measure', () => {
    expect(said('usedMiB', [[1]], { unit: 'MiB' })).toEqual([[[1]], []]);
    expect(said('usedMiB', [[1]], { known: 'guess' })).toEqual([[[1]], []]);
  });
});
