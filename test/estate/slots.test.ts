import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onSlots, overlay, toMeans, toSlots } from '../../src/estate/slots';
import { medianInterval, nearestRank, percentile } from '../../src/estate/statistics';

const times = (...minutes: number[]) => Float64Array.from(minutes, (m) => m * 60_000);
const STEP = 300_000;

describe('samples become slots', () => {
  it('takes the mean, the maximum, the minimum or the 95th percentile of the samples in a slot', () => {
    const t = times(0, 1, 2, 3, 5);
    const v = Float32Array.of(1, 2, 3, 10, 4);
    expect([...toSlots(t, v, 0, STEP, 2, 'mean')]).toEqual([4, 4]);
    expect([...toSlots(t, v, 0, STEP, 2, 'max')]).toEqual([10, 4]);
    expect([...toSlots(t, v, 0, STEP, 2, 'min')]).toEqual([1, 4]);
    expect([...toSlots(t, v, 0, STEP, 2, 'p95')]).toEqual([10, 4]);
  });

  it('leaves a slot without a sample missing, never zero', () => {
    const t = times(0, 1, 2, 11, 12, 13);
    const slots = toSlots(t, new Float32Array(6).fill(7), 0, STEP, 3, 'mean');
    expect([...slots]).toEqual([7, NaN, 7]);
  });

  it('lets an hourly sample stand for the hour before it', () => {
    const t = times(0, 60, 120);
    const slots = toSlots(t, Float32Array.of(1, 2, 3), 0, STEP, 25, 'mean');
    expect(slots[0]).toBe(1);
    expect([...slots.slice(1, 13)]).toEqual(new Array(12).fill(2));
    expect([...slots.slice(13)]).toEqual(new Array(12).fill(3));
  });

  it('does not bridge a hole that the sampling interval does not explain', () => {
    const t = times(0, 60, 120, 600, 660);
    const slots = toSlots(t, new Float32Array(5).fill(1), 0, STEP, 133, 'mean');
    expect(slots[60]).toBeNaN();
  });

  it('skips samples that are not numbers, and times outside the window', () => {
    const t = times(-5, 0, 1, 500);
    const slots = toSlots(t, Float32Array.of(9, NaN, 3, 9), 0, STEP, 1, 'max');
    expect([...slots]).toEqual([3]);
  });

  it('does not depend on the order of the samples', () => {
    const sample = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 2, maxLength: 30 }),
        fc.constantFrom('max', 'min', 'p95'),
        (samples, how) => {
          const of = (list: [number, number][]) =>
            [
              ...toSlots(
                times(...list.map((s) => s[0])),
                Float32Array.from(list, (s) => s[1]),
                0,
                20 * 60_000,
                6,
                how as 'max',
              ),
            ].map((v) => v);
          const sorted = [...samples].sort((a, b) => a[0] - b[0]);
          const other = [...sorted].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
          expect(of(other)).toEqual(of(sorted));
        },
      ),
      { seed: 1 },
    );
  });
});

describe('a clock that was set back', () => {
  it.each([
    ['mean', [1, 9, 3, 4]],
    ['max', [1, 9, 3, 4]],
    ['min', [1, 2, 1, 4]],
  ] as const)('counts the worse of two tellings of a slot, each by itself: %s', (how, expected) => {
    const t = times(0, 5, 10, 5, 10, 15);
    const v = Float32Array.of(1, 2, 3, 9, 1, 4);
    expect([...onSlots(t, v, { start: 0, slots: 4 }, STEP, how)]).toEqual(expected);
  });

  it('is one that goes back once in four rows or more seldom; one in no order is one telling', () => {
    const of = (t: Float64Array, ...v: number[]) => [
      ...onSlots(t, Float32Array.from(v), { start: 0, slots: 2 }, STEP, 'mean'),
    ];
    expect(of(times(0, 5, 0, 5), 1, 2, 3, 5)).toEqual([3, 5]);
    expect(of(times(0, 5, 0), 1, 2, 3)).toEqual([2, 2]);
  });
});

describe('a hole', () => {
  it.each([
    [85, true],
    [90, true],
    [95, false],
  ])('after an hourly sample is held by the next one %i minutes later: %s', (late, held) => {
    const t = times(0, 60, 120, 120 + late);
    const slots = toSlots(t, Float32Array.of(1, 2, 3, 4), 0, STEP, 45, 'mean');
    expect([...slots.slice(25, 24 + late / 5)].every((v) => (held ? v === 4 : Number.isNaN(v)))).toBe(true);
  });
});

describe('means of logs that are compared', () => {
  const means = (t: Float64Array, v: number[], slots: number) => [
    ...toMeans(t, Float32Array.from(v), STEP, 0, STEP, slots),
  ];

  it('leave a row without a figure open, and fill a row that is missing', () => {
    expect(means(times(0, 5, 10, 15), [1, NaN, 3, 4], 4)).toEqual([1, NaN, 3, 4]);
    expect(means(times(0, 10, 15), [1, 3, 4], 4)).toEqual([1, 3, 3, 4]);
    expect(means(times(0, 10, 15), [1, NaN, 4], 4)).toEqual([1, NaN, NaN, 4]);
    expect(means(times(0, 5, 15), [1, NaN, 4], 4)).toEqual([1, NaN, 4, 4]);
  });

  it('do not depend on the order of the rows', () => {
    expect(means(times(15, 10, 0), [4, 3, 1], 4)).toEqual([1, 3, 3, 4]);
  });
});

describe('days laid over each other', () => {
  it('keeps the worst of all days in each slot', () => {
    expect([...overlay(Float32Array.of(1, 2, 5, NaN), 2, 0, 'max')]).toEqual([5, 2]);
    expect([...overlay(Float32Array.of(1, 2, 5, NaN), 2, 0, 'min')]).toEqual([1, 2]);
    expect([...overlay(Float32Array.of(1, 2, 5, NaN), 2, 1, 'max')]).toEqual([2, 5]);
  });
});

describe('percentiles', () => {
  it('are nearest rank: the value at position ceil(q n)', () => {
    const twenty = Float32Array.from({ length: 20 }, (_, i) => i + 1);
    expect(percentile(twenty, 0.95)).toBe(19);
    expect(percentile(Float32Array.of(3, NaN, 1, 2), 0.5)).toBe(2);
    expect(nearestRank([5], 0.95)).toBe(5);
    expect(nearestRank([], 0.95)).toBeNaN();
  });

  it('the sampling interval is the median step, whatever the gaps', () => {
    expect(medianInterval(times(0, 5, 10, 15, 500, 505))).toBe(STEP);
    expect(medianInterval(times(3))).toBeNaN();
  });
});
