import { expect, test } from 'vitest';
import { isBetter, meritOf, type Merit } from '../../src/decide/better';
import { ANSWER } from '../report/answer';

const merit = (unplaced: number, value: number, lowerBound: number): Merit => ({
  unplaced,
  value,
  lowerBound,
});

test.each<[string, Merit, Merit, boolean]>([
  ['places more', merit(1, 9, 1), merit(2, 3, 3), true],
  ['places less', merit(2, 3, 3), merit(1, 9, 1), false],
  ['has fewer hosts', merit(0, 4, 1), merit(0, 5, 5), true],
  ['has more hosts', merit(0, 5, 5), merit(0, 4, 1), false],
  ['is nearer to its bound', merit(0, 5, 4), merit(0, 5, 3), true],
  ['is farther from it', merit(0, 5, 3), merit(0, 5, 4), false],
  ['is as good', merit(0, 5, 4), merit(0, 5, 4), false],
])('a plan that %s is better, or is not', (_, a, b, better) => {
  expect(isBetter(a, b)).toBe(better);
});

test.each([
  ['hosts', 700, ANSWER.hostCount],
  ['cost', 700, 700],
  ['cost', null, 0],
] as const)('where %s count, a plan of a price of %s is worth %d', (objective, cost, value) => {
  expect(meritOf({ ...ANSWER, objective, cost, lowerBound: 2 })).toEqual({
    unplaced: ANSWER.unplaced.length,
    value,
    lowerBound: 2,
  });
});
