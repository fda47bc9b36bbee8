import { describe, expect, it } from 'vitest';
import { growthAxes } from '../../src/decide/growth';
import { Planner } from '../../src/decide/planner';
import type { PlanProgress, PlanRequest } from '../../src/decide/planner';
import { mean } from '../../src/estate/statistics';
import { caseAt } from '../../src/decide/study';
import { studyOf } from '../../src/decide/check-study';
import { toHash } from '../../src/scenario/link';
import { fromHash } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';

describe('growth as an axis', () => {
  it('draws a rate for each class that has a range', () => {
    const axes = growthAxes(
      { database: { low: 5, likely: 10, high: 30 }, other: { low: 3, likely: 3, high: 3 } },
      24,
    );
    const study = studyOf({ base: { growth: { other: 3 } }, axes, samples: 50 });
    const rates = Array.from({ length: 50 }, (_, i) => caseAt(study, i).set['growth.database'] as number);
    expect(Math.min(...rates)).toBeGreaterThan(5);
    expect(Math.max(...rates)).toBeLessThan(30);
    expect(new Set(rates).size).toBe(50);
    expect(Object.keys(caseAt(study, 0).set)).toEqual(['growth.database']);
  });

  it('refuses ranges that cannot be meant', () => {
    const at = (low: number, likely: number, high: number) => () =>
      growthAxes({ other: { low, likely, high } }, 12);
    expect(at(-120, 0, 5)).toThrow('growth.other: found -120 % a year');
    expect(at(5, 2, 9)).toThrow('expected low, likely and high in this order');
    expect(() => growthAxes({ other: { low: 0, likely: 1, high: 2 } }, 0)).toThrow('found 0 months');
  });
});

describe('a scenario of later', () => {
  it('says so in its link, and folds what servers ask for then, beside figures as they were measured', async () => {
    const scenario = { ...DEFAULT_SCENARIO, growth: { database: 40, other: 30 }, horizon: 36 };
    const hash = toHash(scenario);
    expect(hash).toContain('growth=database:40,other:30&horizon=36');
    const read = fromHash(hash);
    expect(read.findings).toEqual([]);
    expect(read.scenario).toMatchObject({ growth: scenario.growth, horizon: 36 });
    const planner = new Planner({ fold: () => Promise.reject(new Error('not here')) });
    const rowsOf = async (request: PlanRequest) => {
      const told: PlanProgress[] = [];
      await planner.plan(request, (update) => told.push(update)).catch(() => {});
      return told[0].rows;
    };
    const now: PlanRequest = { ...DEFAULT_SCENARIO, readings: [] };
    const later: PlanRequest = { ...now, growth: scenario.growth, horizon: 36 };
    const [a, b] = [planner.estateOf(now), planner.estateOf(later)];
    const g = a.guests.findIndex(({ facts }) => facts.class === 'database');
    expect(mean(b.guests[g].measures.busy!)).toBeCloseTo(mean(a.guests[g].measures.busy!) * 1.4 ** 3, 2);
    expect(b.findings.some(({ where }) => where === 'growth')).toBe(true);
    expect(planner.estateOf(now)).toEqual(a);
    expect(await rowsOf(later)).toEqual(await rowsOf(now));
  });

  it.each([
    ['growth=other:-150', 'growth.other', '-150', 'from -100 to 1000 % a year'],
    ['growth=web:5&horizon=0', 'horizon', '0', 'from 1 to 240 months'],
  ])('tells what is wrong with %s', (part, path, found, expected) => {
    const { findings } = fromHash(`/fold?v=3&${part}`);
    expect(findings).toHaveLength(1);
    expect(findings[0].where).toBe(`link: ${path}`);
    expect(findings[0].text).toContain(found);
    expect(findings[0].text).toContain(expected);
  });
});
