import { describe, expect, it } from 'vitest';
import {
  clockFindings,
  customaryOrder,
  dateFindings,
  encodingWords,
  offsetWords,
} from '../../src/intake/writing';
import type { Input } from '../../src/intake/format';

describe('how a file is written, in words', () => {
  const input = (delimiter: string, decimal = '.', encoding = 'utf-8', plain = false) =>
    ({
      head: {
        encoding: { encoding, plain },
        dialect: { delimiter: delimiter.charCodeAt(0), decimal: decimal.charCodeAt(0) },
      },
    }) as Input;

  it.each([
    [',', '.', 'utf-8', true, 'Plain ASCII, cells parted by commas'],
    [';', ',', 'utf-8', false, 'UTF-8, cells parted by semicolons, decimal commas'],
    ['\t', '.', 'utf-16le', false, 'UTF-16, cells parted by tabs'],
    ['|', '.', 'utf-16be', false, 'UTF-16 (big endian), cells parted by strokes'],
    ['#', '.', 'cp850', false, 'code page 850 of the console, cells parted by "#"'],
  ] as const)('%j', (delimiter, decimal, encoding, plain, words) => {
    const of = input(delimiter, decimal, encoding, plain);
    expect([encodingWords(of), encodingWords(of, false)]).toEqual([words, words.replace(/, cells.*/, '')]);
  });

  it.each([
    [0, ''],
    [60, '+1'],
    [-60, '-1'],
    [330, '+5:30'],
    [-210, '-3:30'],
    [5, '+0:05'],
    [765, '+12:45'],
  ])('%d minutes from UTC: "%s"', (minutes, words) => expect(offsetWords(minutes)).toBe(words));

  it('of a clock it is said that it counts, that it has a zone, and that the zone moves', () => {
    const said = (clock: Parameters<typeof clockFindings>[1]) =>
      clockFindings('x', clock).map(({ level, text }) => `${level}: ${text}`);
    expect(said({ kind: 'calendar', zoned: 0 })).toEqual([]);
    expect(said({ kind: 'elapsed', zoned: 0 })).toEqual([
      'guess: The times are counted from the beginning and not from a date: the first is taken as 1970-01-01 00:00.',
    ]);
    expect(said({ kind: 'calendar', zoned: 3, offset: 120, moved: 0 })).toEqual([
      'info: Times carry a time zone (UTC+2); they are kept as the clock reads there.',
    ]);
    expect(said({ kind: 'calendar', zoned: 3, offset: null })).toEqual([
      'info: Times carry a time zone (UTC); they are kept as the clock reads there.',
    ]);
    expect(said({ kind: 'calendar', zoned: 3, offset: 120, moved: 2 })).toEqual([
      'info: Times carry a time zone, and it changes (2 times of another than UTC+2): all are kept by the first, so that a doubled hour stays apart.',
    ]);
  });

  it.each([
    ['dmy', 'told', 0, []],
    [
      'mdy',
      'custom',
      0,
      ['guess: Dates are read with the month before day: no day above 12 tells which it is.'],
    ],
    [
      'dmy',
      'span',
      0,
      [
        'guess: Dates are read with the day before month: the other order would spread the log over a much longer time.',
      ],
    ],
    [
      'dmy',
      'told',
      1,
      [
        'warning: 1 date can only be read the other way round than the rest (day before month): a spreadsheet changed some dates and not others.',
      ],
    ],
  ])('dates %s by %s, %d odd', (order, by, odd, words) => {
    const settled = { order, by, odd } as Parameters<typeof dateFindings>[1];
    expect(dateFindings('x', settled).map(({ level, text }) => `${level}: ${text}`)).toEqual(words);
  });

  it('semicolons or decimal commas come from where the day stands first', () => {
    const orders = [input(','), input(';'), input('\t', ','), input('\t')].map(customaryOrder);
    expect(orders).toEqual(['mdy', 'dmy', 'dmy', 'mdy']);
  });
});
