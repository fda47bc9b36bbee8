import { describe, expect, it } from 'vitest';
import { RowLines } from '../../src/intake/row-lines';
import { lookAlong, spanWords, timesFindings } from '../../src/intake/times';

const [SECOND, MINUTE] = [1000, 60_000];
const T = Date.UTC(2026, 0, 5, 10);
const times = (...seconds: number[]) => Float64Array.from(seconds, (s) => T + s * SECOND);

describe('times in the order in which they were written', () => {
  const nothing = { repeated: 0, backwards: 0, backAt: -1, backBy: 0, gaps: 0, longestGap: 0, gapAt: -1 };
  it.each([
    ['none', [], { first: Infinity, last: -Infinity, step: 0, wholeMinutes: true }],
    ['one', [60], { first: T + MINUTE, last: T + MINUTE, step: 0, wholeMinutes: true }],
    ['even ones', [0, 15, 30], { first: T, last: T + 30 * SECOND, step: 15 * SECOND, wholeMinutes: false }],
    ['whole minutes', [0, 60, 120], { step: MINUTE, wholeMinutes: true }],
    ['a second beside a minute, at the end', [0, 60, 121], { wholeMinutes: false }],
    ['repeated ones', [0, 15, 15, 30], { repeated: 1, step: 15 * SECOND }],
    ['mostly repeated ones', [0, 0, 0, 15], { repeated: 2, step: 0, gaps: 0 }],
    [
      'a step back',
      [0, 15, 5, 20, 10],
      { backwards: 2, backAt: 2, backBy: 10 * SECOND, first: T, last: T + 20 * SECOND },
    ],
    ['three steps at once', [0, 15, 30, 75, 90], { gaps: 0 }],
    ['a little more', [0, 15, 30, 76, 91], { gaps: 1, longestGap: 46 * SECOND, gapAt: 3 }],
    ['two holes alike', [0, 15, 30, 130, 145, 245], { gaps: 2, longestGap: 100 * SECOND, gapAt: 3 }],
    ['the second the longer', [0, 15, 30, 130, 145, 345], { gaps: 2, longestGap: 200 * SECOND, gapAt: 5 }],
  ] as const)('%s', (_, seconds, seen) => {
    expect(lookAlong(times(...seconds))).toMatchObject({ ...nothing, ...seen });
  });

  it('the usual step of a long log is a median of steps all over it', () => {
    const long = Float64Array.from(
      { length: 20_000 },
      (_, k) => (k < 9000 ? k : 9000 + 2 * (k - 9000)) * SECOND,
    );
    expect(lookAlong(long).step).toBe(2 * SECOND);
  });

  it.each([
    [[0, 15, 30], '2026-01-05 10:00:00 to 2026-01-05 10:00:30 (30 s), a sample every 15 s'],
    [[0], 'one moment, 2026-01-05 10:00:00'],
    [[], 'no time'],
    [[0, 0, 0, 15], '2026-01-05 10:00:00 to 2026-01-05 10:00:15 (15 s)'],
    [[0, 15.003, 30.006], '2026-01-05 10:00:00 to 2026-01-05 10:00:30 (30 s), a sample every 15 s'],
    [[0, 7.003, 14.006], '2026-01-05 10:00:00 to 2026-01-05 10:00:14 (14 s), a sample every 7 s'],
    [[0, 5, 10], '2026-01-05 10:00:00 to 2026-01-05 10:00:10 (10 s), a sample every 5 s'],
    [[0, 2.504, 5.008], '2026-01-05 10:00:00 to 2026-01-05 10:00:05 (5.01 s), a sample every 2.5 s'],
  ])('%j: %s', (seconds, words) => {
    expect(spanWords(lookAlong(times(...seconds)))).toBe(words);
  });

  it('a figure without a time is of no date', () => {
    expect(spanWords(lookAlong(Float64Array.of(0)))).toBe('one moment, no time');
  });

  const said = (...seconds: number[]) =>
    timesFindings(lookAlong(times(...seconds)), 'a.csv', (row) => `a.csv:${row}`).map(
      ({ level, where, text }) => `${level} ${where}: ${text}`,
    );
  const SUMMER = ': the end of summer time, it seems. Of the doubled hour the worse is used, slot by slot.';
  const APPENDED =
    ': logs were appended out of order, it seems. All samples are kept at the times they carry.';
  it.each([
    [
      'an hour back',
      [0, 600, 4200, 600, 1200, 1800],
      `warning a.csv:3: Time runs backwards once, first by 60 min${SUMMER}`,
    ],
    [
      'a minute more than an hour',
      [3660, 0],
      `warning a.csv:1: Time runs backwards once, first by 61 min${SUMMER}`,
    ],
    ['still more', [3661, 0], `warning a.csv:1: Time runs backwards once, first by 61 min${APPENDED}`],
    [
      'less than half an hour',
      [1440, 0],
      `warning a.csv:1: Time runs backwards once, first by 24 min${APPENDED}`,
    ],
    [
      'a little more than that',
      [1441, 0],
      `warning a.csv:1: Time runs backwards once, first by 24 min${SUMMER}`,
    ],
    ['twice', [10, 0, 10, 0], `warning a.csv:1: Time runs backwards 2 times, first by 10 s${APPENDED}`],
  ])('%s is told', (_, seconds, words) => {
    expect(said(...seconds)).toContain(words);
  });

  it.each([
    [
      [0, 0, 0, 0, 60, 60, 60],
      [
        'warning a.csv: Times hold whole minutes only and repeat 5 times: a spreadsheet dropped the seconds. Samples of one minute are taken together.',
      ],
    ],
    [[0, 0, 0, 60], ['info a.csv: 2 samples have the time of the one before.']],
    [[0, 0, 0, 0, 61], ['info a.csv: 3 samples have the time of the one before.']],
    [[0, 60, 60, 120], ['info a.csv: 1 sample has the time of the one before.']],
    [[0, 60, 120, 180, 240, 240, 240, 240], ['info a.csv: 3 samples have the time of the one before.']],
    [[0, 15, 30], []],
  ])('of repeated times %j: %j', (seconds, words) => {
    expect(said(...seconds)).toEqual(words);
  });

  it.each([
    [
      [0, 60, 120, 3780, 3840],
      'info a.csv:3: 1 gap, the longest 61 min: the beginning of summer time, it may be.',
    ],
    [[0, 60, 120, 3419, 3479], 'info a.csv:3: 1 gap, the longest 55 min. What is missing stays missing.'],
    [
      [0, 60, 120, 3421, 3481],
      'info a.csv:3: 1 gap, the longest 55 min: the beginning of summer time, it may be.',
    ],
    [
      [0, 60, 120, 4139, 4199],
      'info a.csv:3: 1 gap, the longest 67 min: the beginning of summer time, it may be.',
    ],
    [[0, 60, 120, 4140, 4200], 'info a.csv:3: 1 gap, the longest 67 min. What is missing stays missing.'],
    [
      [0, 60, 120, 3780, 3840, 7500, 7560],
      'info a.csv:3: 2 gaps, the longest 61 min. What is missing stays missing.',
    ],
  ])('of holes %j: %s', (seconds, words) => {
    expect(said(...seconds)).toEqual([words]);
  });

  it('the line of a row is told through heads and blank lines between', () => {
    const lines = new RowLines();
    expect(lines.lineOf(3)).toBe(4);
    for (const [row, line] of [
      [0, 2],
      [1, 3],
      [2, 6],
      [3, 7],
      [4, 9],
    ] as const)
      lines.note(row, line);
    expect([0, 1, 2, 3, 4, 5].map((row) => lines.lineOf(row))).toEqual([2, 3, 6, 7, 9, 10]);
  });
});
