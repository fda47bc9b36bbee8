/** What the parts of one file hold together, and what stands only where there is one part. */
import { expect, it } from 'vitest';
import type { Reading } from '../../src/estate/recording';
import type { DecimalSeen } from '../../src/estate/settle-decimals';
import { joinedParts } from '../../src/intake/joined';

const NOTHING = { recordings: [], counters: [], findings: [] } as const;
const part = (more: object) => ({ ...NOTHING, rows: 0, columns: 0, ...more }) as unknown as Reading;
const sign = (more: Partial<DecimalSeen>): DecimalSeen => ({
  sign: '.',
  custom: '.',
  own: null,
  proves: [],
  open: null,
  said: false,
  ...more,
});

it('rows are added, and of columns the most', () => {
  const joined = joinedParts([part({ rows: 3, columns: 9 }), part({ rows: 4, columns: 2 })]);
  expect([joined.rows, joined.columns]).toEqual([7, 9]);
});

it('lists follow each other, and a part that has none adds none', () => {
  const names = ['recordings', 'leftOut', 'counters', 'findings', 'questions', 'understood'] as const;
  for (const name of names) {
    const joined = joinedParts([part({ [name]: ['a', 'b'] }), part({}), part({ [name]: ['c'] })]);
    expect(joined[name]).toEqual(['a', 'b', 'c']);
  }
});

it('shape and dates are those of the only part, the first rows those of the first', () => {
  const own = { shape: '2-ab', dates: { order: 'dmy' }, first: [['a']] };
  expect(joinedParts([part(own)])).toMatchObject(own);
  const two = joinedParts([part(own), part({ ...own, first: [['b']] })]);
  expect([two.shape, two.dates, two.first]).toEqual([undefined, undefined, [['a']]]);
  for (const name of ['shape', 'dates', 'first', 'decimal'])
    expect(Object.hasOwn(joinedParts([part({})]), name)).toBe(false);
});

it.each([
  ['the one that may have to be read again', [sign({ own: '.' }), sign({ own: ',' })], 1],
  ['else the one that is open', [sign({ own: '.' }), sign({ open: '1,234' })], 1],
  ['not one that is open and has its own', [sign({ own: '.' }), sign({ own: '.', open: '1,234' })], 0],
  ['the first of those', [sign({ own: ',', custom: ',' }), sign({ own: ',' })], 0],
  ['before one that is open', [sign({ open: '1,234' }), sign({ own: ',' })], 1],
  ['else the first', [sign({}), sign({ own: '.' })], 0],
])('of how numbers are written, %s stands for all', (_, decimals, stands) => {
  expect(joinedParts(decimals.map((decimal) => part({ decimal }))).decimal).toEqual(decimals[stands]);
});

it('what any part proves all prove, each once', () => {
  const parts = [sign({ proves: ['.'] }), sign({ proves: [',', '.'] })].map((decimal) => part({ decimal }));
  expect(joinedParts([...parts, part({})]).decimal?.proves).toEqual(['.', ',']);
});
