/** Instances at the limits of what they may hold, and all that a temporal one asks of a fold. */
import { expect, it } from 'vitest';
import { LARGEST } from '../../../src/engine/packing/problem';
import { readInstance, readTemporalInstance, readVectorInstance } from '../../../src/intake/vbp';

const told = (read: () => { readonly items: number }): number | string => {
  try {
    return read().items;
  } catch (error) {
    return (error as Error).message;
  }
};

it.each([
  ['1\n10\n0\n', 0],
  ['0\n', /^a:1:1: found 0; expected the number of dimensions, from 1 to 10000\./],
  [`10000\n${'1 '.repeat(10_000)}\n0\n`, 0],
  ['10001\n', /^a:1:1: found 10001; expected the number of dimensions, from 1 to 10000\./],
  [`1\n${LARGEST}\n1\n${LARGEST} 1\n`, 1],
  [`1\n${LARGEST + 1}\n`, /^a:2:1: found \d+; expected the capacity in dimension 1, from 0 to \d+\./],
  ['1\n10\n1\n10 1\n', 1],
  ['1\n10\n1\n11 1\n', /^a:4:1: found 11; expected the size .* at most the capacity 10\./],
  ['2\n10 10\n2\n1 1 3\n1 1 999998\n', /^a:5:5: found 999998; expected the demand .*, from 0 to 999997\./],
  ['1\n10\n1000001\n', /^a:3:1: found 1000001; expected the number of item types, from 0 to 1000000\./],
  ['1\n10\n1\n+1 2\n', 2],
  [
    '1\n10\n1\n1 2 \n\n  3',
    /^a:6:3: found "3"; expected the end of the file after the demand of item type 1, /,
  ],
  [`1\n10\n1\n1 ${'x'.repeat(30)}`, /^a:4:3: found "x{20}"; expected/],
  [`1\n10\n1\n1 2 ${'x'.repeat(30)}`, /^a:4:5: found "x{20}"; expected the end/],
])('vectors: %j', (text, said) => {
  const read = told(() => readVectorInstance(text, 'a'));
  if (typeof said === 'number') expect(read).toBe(said);
  else expect(read).toMatch(said);
});

it.each([
  ['1 10 0 0\n0 0 1 10\n', 1],
  ['1 10 0 0\n0 0 0 10\n', /^a:2:5: found 0; expected the end of item 1 of 1, after its start,, from 1 to/],
  ['1 10 0 0\n0 0 1 11\n', /^a:2:7: found 11; expected the size of item 1 of 1, at most the capacity 10\./],
  ['1000001 10 0 0\n', /^a:1:1: found 1000001; expected the number of items, from 0 to 1000000\./],
  ['1 10 0\n', /^a:2:1: the file ends; expected the fourth field, which is not used\./],
  ['1 10 0 0\n0 0 1 1\n7', /^a:3:1: found "7"; expected the end of the file after item 1, the last\./],
])('over time: %j', (text, said) => {
  const read = told(() => readTemporalInstance(text, 'a'));
  if (typeof said === 'number') expect(read).toBe(said);
  else expect(read).toMatch(said);
});

it.each([
  ['1 10\n', 1],
  ['1 0 1', 0],
])('three numbers in its first line tell one over time: %j', (text, vector) =>
  expect(String(told(() => readInstance(text, 'a'))).includes('item type')).toBe(vector === 1),
);

it('one over time asks for what is active alone: no spread, no image, any kind of host', () => {
  const { rowStart, capacity, items, resources, demand, ...rest } = readTemporalInstance(
    '3 10 0 0\n0 0 5 4\n1 5 9 3\n2 6 8 2\n',
    'a',
  );
  expect([items, resources, [...capacity], [...rowStart], [...demand]]).toEqual([
    3,
    1,
    [10],
    [0, 2],
    // At 0 the first alone; at 6 the others, of which the second began at 5.
    [4, 0, 0, 3, 0, 2],
  ]);
  const { perGuest, perCore, apartStart, imageStart, guestCount, coreCount, onlyKind } = rest;
  expect(
    [perGuest, perCore, apartStart, imageStart, guestCount, coreCount, onlyKind].map((each) => [...each]),
  ).toEqual([[0], [0], [0, 0, 0, 0], [0, 0, 0, 0], [1, 1, 1], [0, 0, 0], [-1, -1, -1]]);
});

it('one of no items has a row, and nothing in it', () => {
  const { items, rowStart, demand } = readTemporalInstance('0 10 0 0\n', 'a');
  expect([items, [...rowStart], demand.length]).toEqual([0, [0, 1], 0]);
});
