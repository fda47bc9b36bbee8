import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastCost } from '../../../src/engine/columns/least-cost';
import { often } from '../../often';

/** By trying every number of hosts. */
function tried(total: number, most: number[], prices: number[], counts: number[]): number {
  let best = Infinity;
  const visit = (j: number, left: number, cost: number): void => {
    if (left <= 0) best = Math.min(best, cost);
    if (left <= 0 || j === most.length) return;
    const enough = most[j] > 0 ? Math.ceil(left / most[j]) : 0;
    for (let n = counts[j] < 0 ? enough : Math.min(enough, counts[j]); n >= 0; n--)
      visit(j + 1, left - n * most[j], cost + n * prices[j]);
  };
  visit(0, total, 0);
  if (best < Infinity) return best;
  return most.reduce((sum, m, j) => sum + (m > 0 ? prices[j] * counts[j] : 0), 0);
}

describe('the least that hosts cost', () => {
  it('is that of the best whole numbers of hosts, within the inventory (every number tried)', () => {
    const kind = fc.record({
      most: fc.integer({ min: 0, max: 12 }),
      price: fc.integer({ min: 0, max: 9 }),
      count: fc.integer({ min: -1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(kind, { minLength: 1, maxLength: 4 }), fc.nat(60), (kinds, total) => {
        const most = kinds.map((k) => k.most);
        const prices = kinds.map((k) => k.price);
        const counts = kinds.map((k) => (k.most === 0 ? Math.max(0, k.count) : k.count));
        expect(leastCost(total, most, prices, counts)).toBe(tried(total, most, prices, counts));
      }),
      { seed: 21, numRuns: often(1500) },
    );
  });

  it('of one kind is its price for each host begun', () => {
    expect(leastCost(22, [10], [1], [-1])).toBe(3);
    expect(leastCost(20, [10], [7], [-1])).toBe(14);
    expect(leastCost(0, [10], [7], [-1])).toBe(0);
  });

  it('is that of all hosts where even these do not suffice', () => {
    expect(leastCost(100, [10, 5], [3, 2], [2, 1])).toBe(8);
  });

  it('is exact beyond the numbers that a double holds in products', () => {
    const most = 2 ** 40 + 1;
    expect(leastCost(most * 1000, [most], [2 ** 30], [-1])).toBe(1000 * 2 ** 30);
    expect(leastCost(most * 1000 + 1, [most], [2 ** 30], [-1])).toBe(1001 * 2 ** 30);
  });

  it('stays between divisible hosts and whole ones where whole numbers take too long', () => {
    const most = [99991, 99989, 99971, 99961, 99929, 99923, 99907, 99901];
    const prices = [99998, 99997, 99990, 99989, 99970, 99969, 99960, 99959];
    const total = 12_345_678;
    const least = leastCost(total, most, prices, new Array(8).fill(-1));
    const rates = most.map((m, j) => prices[j] / m);
    expect(least).toBeGreaterThanOrEqual(Math.floor(total * Math.min(...rates)));
    expect(least).toBeLessThanOrEqual(Math.ceil(total / most[0]) * prices[0]);
  });
});
