import { describe, expect, it } from 'vitest';
import { shown } from '../../src/estate/expected';
import { scaleFrom, sizeIn } from '../../src/intake/units';
import { crowd } from '../../src/estate/crowd';
import { duration, plural, quoted, thousands } from '../../src/intake/words';
import { stampIn } from '../../src/intake/tools/document';

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

describe('what findings are made of', () => {
  it.each([
    [0, '0 s'],
    [15 * SECOND, '15 s'],
    [99 * SECOND, '99 s'],
    [100 * SECOND, '1.67 min'],
    [99 * MINUTE, '99 min'],
    [100 * MINUTE, '1.67 h'],
    [48 * HOUR, '48 h'],
    [48.9 * HOUR, '48.9 h'],
    [49 * HOUR, '2.04 days'],
    [30 * DAY, '30 days'],
  ])('a stretch of %d ms is %s', (ms, words) => expect(duration(ms)).toBe(words));

  it.each([
    [0, '0'],
    [999.4, '999'],
    [999.5, '1,000'],
    [1000, '1,000'],
    [-1, '-1'],
    [1234567, '1,234,567'],
  ])('%d in thousands is %s', (value, words) => expect(thousands(value)).toBe(words));

  it.each([
    [0, '0 rows'],
    [1, '1 row'],
    [2, '2 rows'],
    [1200, '1,200 rows'],
  ])('%d of a noun are %s', (value, words) => expect(plural(value, 'row')).toBe(words));

  it.each([
    ['', ''],
    ['a', 'a'],
    ['a b', 'a and b'],
    ['a b c d', 'a, b, c and d'],
    ['a b c d e', 'a, b, c and 2 more'],
  ])('names "%s" are told as "%s"', (names, words) =>
    expect(crowd(names.split(' ').filter(Boolean))).toBe(words),
  );

  it('a cell is quoted on one line, and short', () => {
    expect(quoted(' a\n\tb ')).toBe('"a b"');
    expect(quoted('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
    expect(quoted('x'.repeat(61))).toBe(`"${'x'.repeat(57)}..."`);
  });

  it.each([
    [undefined, 'nothing'],
    ['x'.repeat(58), `"${'x'.repeat(58)}"`],
    ['x'.repeat(59), `"${'x'.repeat(56)}..."`],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [{}, 'an object'],
    [null, 'null'],
    [NaN, 'no number'],
    [1.5, '1.5'],
  ])('%j is shown as %s', (value, words) => expect(shown(value)).toBe(words));
});

describe('units', () => {
  // One of each size in the unit of a measure: MiB of memory, MB/s of disks, GiB of space.
  it.each([
    ['bits', 'bits', 1 / 8 / 2 ** 20, 1 / 8e6, 1 / 8 / 2 ** 30],
    ['kbit', 'kbits', 1e3 / 8 / 2 ** 20, 1e3 / 8e6, 1e3 / 8 / 2 ** 30],
    ['Mbit', 'mbits', 1e6 / 8 / 2 ** 20, 1e6 / 8e6, 1e6 / 8 / 2 ** 30],
    ['Gbit', 'gbits', 1e9 / 8 / 2 ** 20, 1e9 / 8e6, 1e9 / 8 / 2 ** 30],
    ['bytes', 'bytes', 2 ** -20, 1e-6, 2 ** -30],
    ['KB', 'K', 2 ** -10, 1e-3, 2 ** -20],
    ['MB', 'M', 1, 1, 2 ** -10],
    ['GB', 'G', 2 ** 10, 1e3, 1],
    ['TB', 'T', 2 ** 20, 2 ** 40 / 1e6, 2 ** 10],
  ])('%s', (word, size, memory, disk, space) => {
    expect(sizeIn(word)).toBe(size);
    expect(scaleFrom(word, 'usedMiB')).toBeCloseTo(memory, 12);
    expect(scaleFrom(word, 'diskMBs')! / disk).toBeCloseTo(1, 12);
    expect(scaleFrom(word, 'spaceGiB')! / space).toBeCloseTo(1, 12);
  });

  it.each([
    ['cpu MHz', 0.001],
    ['cpu GHz', 1],
    ['cpu', null],
  ])('%s is %j GHz', (name, scale) => expect(scaleFrom(name, 'usedGHz')).toBe(scale));
});

describe('moments in documents', () => {
  const [S, MS] = [1_767_571_200, 1_767_571_200_000];
  it.each([
    [S, MS],
    [MS, MS],
    [1e11, 1e14],
    [1.1e11, 1.1e11],
    ['2026-01-05T00:00Z', MS],
    ['2026-01-05T00:00:00', MS],
    ['2026-01-05T01:00:00+01:00', MS],
    ['2026-01-05', NaN],
    [null, NaN],
  ])('%j', (written, ms) => expect(stampIn(written)).toBe(ms));
});
