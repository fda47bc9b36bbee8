import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMeans, toSlots } from '../../src/estate/slots';
import {
  largest,
  mean,
  medianInterval,
  nearestRank,
  percentile,
  sortedValues,
} from '../../src/estate/statistics';
import { MINUTE } from './recordings';
import { often } from '../often';

describe('a percentile by nearest rank', () => {
  it.each([
    [1, 95, 1],
    [2, 50, 1],
    [3, 50, 2],
    [19, 95, 19],
    [20, 95, 19],
    [21, 95, 20],
    [40, 95, 38],
    [100, 55, 55],
    [100, 95, 95],
    [101, 95, 96],
    [288, 95, 274],
    [5, 100, 5],
    [5, 1, 1],
  ])('of 1 to %i at %i %% is the value at position %i', (n, q, rank) => {
    const sorted = Float64Array.from({ length: n }, (_, i) => i + 1);
    expect(nearestRank(sorted, q / 100)).toBe(rank);
  });

  it('is the value at position ceil(q n), reckoned in whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 100 }), (n, q) => {
        // ceil(q n / 100) without fractions.
        const position = Math.floor((q * n + 99) / 100);
        expect(
          nearestRank(
            Float64Array.from({ length: n }, (_, i) => i + 1),
            q / 100,
          ),
        ).toBe(position);
      }),
      { seed: 1, numRuns: often(300) },
    );
  });

  it('leaves q of the values at or below it, and fewer below, whatever their order and holes', () => {
    const value = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(NaN));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 100 }),
        (values, q) => {
          const known = values.filter((v) => !Number.isNaN(v));
          const p = percentile(Float32Array.from(values), q / 100);
          if (known.length === 0) {
            expect(p).toBeNaN();
            return;
          }
          expect(known).toContain(p);
          expect(100 * known.filter((v) => v <= p).length).toBeGreaterThanOrEqual(q * known.length);
          expect(100 * known.filter((v) => v < p).length).toBeLessThan(q * known.length);
        },
      ),
      { seed: 2 },
    );
  });

  it('of nothing is not a number', () => {
    expect(nearestRank([], 0.5)).toBeNaN();
    expect(percentile(Float32Array.of(NaN), 0.5)).toBeNaN();
  });
});

describe('simple statistics', () => {
  it('count only what was measured', () => {
    const series = Float32Array.of(NaN, 3, 1, NaN, 8);
    expect([...sortedValues(series)]).toEqual([1, 3, 8]);
    expect(mean(series)).toBe(4);
    expect(largest(series)).toBe(8);
  });

  it('have no mean of nothing, and no largest value below 0', () => {
    expect(mean(Float32Array.of(NaN))).toBeNaN();
    expect(mean(new Float32Array(0))).toBeNaN();
    expect(largest(Float32Array.of(-5, NaN))).toBe(0);
  });

  it.each([
    ['the usual step, not the first', [0, 60, 65, 70, 75, 80], 5],
    ['the upper of two in the middle', [0, 10, 15], 10],
    ['of steps forward only', [0, 10, 5, 15, 15, 25], 10],
  ])('know the interval of samples: %s', (_, minutes, interval) => {
    expect(medianInterval(Float64Array.from(minutes))).toBe(interval);
  });

  it('know no interval without a step forward', () => {
    for (const times of [[], [3], [3, 3], [5, 4, 3]])
      expect(medianInterval(Float64Array.from(times))).toBeNaN();
  });

  it('know the interval of a long log from a thousand of its steps', () => {
    // 5,000 steps of 60, but for every fourth of 300.
    let at = 0;
    const times = Float64Array.from({ length: 5001 }, (_, k) => (at += k % 4 ? 60 : 300));
    expect(medianInterval(times)).toBe(60);
  });
});

describe('a sample stands for the time since the one before it', () => {
  const STEP = 5 * MINUTE;
  /** Slots between the last two of samples that come every `interval` minutes, the last of them after `gap`. */
  const between = (interval: number, gap: number) => {
    const regular = Array.from({ length: 10 }, (_, k) => k * interval);
    const minutes = [...regular, regular[9] + gap];
    const times = Float64Array.from(minutes, (m) => m * MINUTE);
    const values = Float32Array.from(minutes, (_, k) => (k === 10 ? 7 : 1));
    const last = Math.floor((minutes[10] * MINUTE) / STEP);
    const before = Math.floor((minutes[9] * MINUTE) / STEP);
    const series = toSlots(times, values, 0, STEP, last + 1, 'max');
    return [...series.slice(before + 1, last)];
  };

  it.each([
    [60, 60, true],
    [60, 90, true],
    [60, 95, false],
    [60, 120, false],
    [10, 15, true],
    [10, 20, false],
    [5, 10, true],
    [5, 15, false],
    [3, 10, true],
    [2.5, 10, false],
    [1, 10, false],
  ])('for one and a half intervals: of %d minutes, over a gap of %d: %s', (interval, gap, held) => {
    const filled = between(interval, gap);
    expect(filled.length).toBeGreaterThan(0);
    expect(filled).toEqual(filled.map(() => (held ? 7 : NaN)));
  });

  it('but the first for no time before it', () => {
    const times = Float64Array.of(10 * MINUTE, 20 * MINUTE, 30 * MINUTE);
    expect([...toSlots(times, Float32Array.of(1, 2, 3), 0, STEP, 8, 'mean')]).toEqual([
      NaN,
      NaN,
      1,
      2,
      2,
      3,
      3,
      NaN,
    ]);
  });

  it('in the slot in which it falls, the first moment of a slot included and of the next not', () => {
    const times = Float64Array.of(0, STEP - 1, STEP, 2 * STEP);
    const values = Float32Array.of(1, 3, 5, 9);
    expect([...toSlots(times, values, 0, STEP, 2, 'mean')]).toEqual([2, 5]);
    expect([...toSlots(times, values, 0, STEP, 2, 'p95')]).toEqual([3, 5]);
    expect([...toMeans(times, values, MINUTE, 0, STEP, 2)]).toEqual([2, 5]);
  });
});
