import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGrowth, grown, growthFactor, growthOf, growthWords, times } from '../../src/estate/growth';
import { InputError } from '../../src/estate/finding';
import { modelOf } from '../../src/placement/model';
import { OPTIONS, anyEstate, estateOf, guest } from '../placement/estates';

describe('growth', () => {
  it('is compound: 10 % a year are 21 % in two years, and nothing is left of -100 %', () => {
    expect(growthFactor(10, 24)).toBeCloseTo(1.21, 12);
    expect(growthFactor(44, 6)).toBeCloseTo(1.2, 12);
    expect(growthFactor(-50, 12)).toBe(0.5);
    expect(growthFactor(-100, 7)).toBe(0);
    expect(growthFactor(0, 100)).toBe(1);
  });

  it('is that of a class, else that of all others, else none', () => {
    const growth = { database: 20, other: 5 };
    expect(growthOf(growth, { class: 'database' })).toBe(20);
    expect(growthOf(growth, { class: 'web' })).toBe(5);
    expect(growthOf(growth, { class: '' })).toBe(5);
    expect(growthOf({ database: 20 }, { class: 'web' })).toBe(0);
    expect(growthWords(growth)).toBe('20 % a year for database, 5 % a year for all others');
  });

  it('multiplies what a server asks for, each by the rate of its class, and leaves waits as they are', () => {
    const facts = { memory: 1000, floor: 200, cores: 2 };
    const measures = { busy: [10, NaN, 60], availableMiB: [400, 300, 500], ready: [3, 3, 3], transfers: [7] };
    const estate = estateOf(
      [guest('A', measures, { ...facts, class: 'database' }), guest('B', measures, facts)],
      3,
    );
    const { guests, findings } = grown(estate, { database: 100 }, 12);
    const [a, b] = guests;
    expect([...a.measures.busy!]).toEqual([20, NaN, 120]);
    expect([...a.measures.availableMiB!]).toEqual([800, 600, 1000]);
    expect([...a.measures.ready!]).toEqual([3, 3, 3]);
    expect(a.facts).toMatchObject({ memory: 2000, floor: 400, cores: 2 });
    expect(b).toBe(estate.guests[1]);
    expect(findings.map(({ where }) => where)).toEqual(['growth', 'A']);
  });

  it('makes demand so many times as large, in each resource and each slot', () => {
    fc.assert(
      fc.property(anyEstate, fc.integer({ min: 1, max: 40 }), (estate, percent) => {
        const options = { ...OPTIONS, profile: 'bare' as const };
        const whole = { ...estate, guests: estate.guests.map((g) => times(g, 2 ** (percent / 10))) };
        const before = modelOf(estate, options).demands;
        const after = modelOf(whole, options).demands;
        after.forEach(({ series }, g) => {
          for (const id of ['cpu', 'iops'] as const)
            series[id]?.forEach((value, t) =>
              expect(value).toBeCloseTo(before[g].series[id]![t] * 2 ** (percent / 10), 2),
            );
        });
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [{ other: -101 }, 12, 'growth.other: found -101 % a year; expected a number from -100 to 1000 % a year.'],
    [{ web: 1001 }, 12, 'growth.web: found 1001 % a year'],
    [{ web: NaN }, 12, 'growth.web: found NaN % a year'],
    [{ other: 5 }, 0, 'horizon: found 0 months; expected a whole number from 1 to 240 months. Today needs'],
    [{ other: 5 }, 2.5, 'horizon: found 2.5 months'],
    [{ other: 5 }, 241, 'horizon: found 241 months'],
  ])('refuses %j over %d months', (growth, months, words) => {
    expect(() => checkGrowth(growth, months)).toThrow(InputError);
    expect(() => checkGrowth(growth, months)).toThrow(words);
  });

  it('of nothing is the very estate', () => {
    const estate = estateOf([guest('A', { busy: [1] })], 1);
    expect(grown(estate, { other: 0 }, 12)).toBe(estate);
  });
});
