import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyCertificate } from '../../../src/engine/columns/certificate';
import { firstMisfit } from './first-misfit';
import { runColumns } from './run-columns';
import { checkPlan } from '../../../src/engine/packing/check';
import { staticProblem, type FoldPlan, type FoldProblem } from '../../../src/engine/packing/problem';
import { bruteForce, randomProblem } from '../packing/problems';
import { BUILDS, kernelOf } from './builds';
import { catalogue } from './catalogue';
import { often } from '../../often';

const costOf = (problem: FoldProblem, plan: FoldPlan) =>
  plan.hostKind.reduce((sum, j) => sum + problem.kindPrice[j], 0);

describe.each(BUILDS)('column generation over several kinds of host in the %s build', (build) => {
  it('finds the cheapest mix that brute force finds, and bounds it', async () => {
    const kernel = await kernelOf(build);
    const tally = { cases: 0, met: 0, proved: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 3, max: 7 }),
        fc.integer({ min: 2, max: 3 }),
        fc.boolean(),
        async (seed, items, kinds, limited) => {
          const problem = catalogue(seed, items, kinds, limited);
          if (firstMisfit(problem) >= 0) return;
          const least = bruteForce(problem);
          if (least === Infinity) return;
          const result = await runColumns(kernel, problem, { seed: 1, work: 4000 });
          tally.cases++;
          expect(result.lowerBound).toBeLessThanOrEqual(least);
          expect(verifyCertificate(problem, result.certificate)).toMatchObject({
            valid: true,
            bound: result.lowerBound,
          });
          if (!result.plan) return;
          expect(checkPlan(problem, result.plan)).toEqual([]);
          expect([...result.plan.hostOf].every((h) => h >= 0)).toBe(true);
          expect(costOf(problem, result.plan)).toBe(result.cost);
          expect(result.cost).toBeGreaterThanOrEqual(least);
          if (result.cost === least) tally.met++;
          if (result.ended === 'proved') tally.proved++;
        },
      ),
      { seed: 41, numRuns: often(build === 'debug' ? 60 : 250) },
    );
    expect(tally.met / tally.cases).toBeGreaterThan(0.97);
    expect(tally.proved / tally.cases).toBeGreaterThan(0.8);
  });

  it('keeps every rule there is, and never claims too much', async () => {
    const kernel = await kernelOf(build);
    const tally = { cases: 0, plans: 0, met: 0, proved: 0 };
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 6 }), async (seed, items) => {
        const problem = randomProblem(seed, { items, kinds: 1 + (seed & 1) + ((seed >> 1) & 1) });
        if (firstMisfit(problem) >= 0) return;
        const least = bruteForce(problem);
        const result = await runColumns(kernel, problem, { seed: 1, work: 2000 });
        expect(result.lowerBound).toBeLessThanOrEqual(least);
        expect(verifyCertificate(problem, result.certificate)).toMatchObject({ valid: true });
        tally.cases++;
        if (!result.plan) return;
        tally.plans++;
        expect(checkPlan(problem, result.plan)).toEqual([]);
        expect(result.cost).toBeGreaterThanOrEqual(least);
        if (result.cost === least) tally.met++;
        if (result.ended === 'proved') tally.proved++;
      }),
      { seed: 43, numRuns: often(build === 'debug' ? 80 : 300) },
    );
    expect(tally.met / tally.plans).toBeGreaterThan(0.95);
  });
});

describe('an inventory', () => {
  it('of too few hosts makes no plan, and the bound is what all of them cost', async () => {
    const problem: FoldProblem = {
      ...staticProblem(Int32Array.of(6, 6, 6), Int32Array.of(10)),
      kindCount: Int32Array.of(2),
      kindPrice: Int32Array.of(5),
    };
    const result = await runColumns(await kernelOf('release'), problem, { seed: 1, work: 2000 });
    expect(result).toMatchObject({ plan: null, lowerBound: 10 });
  });

  it('of two kinds that are too few has no bound beyond what all of them cost', async () => {
    const problem: FoldProblem = {
      ...staticProblem(Int32Array.of(6, 6, 6), Int32Array.of(10)),
      kinds: 2,
      capacity: Int32Array.of(10, 10),
      perGuest: new Int32Array(2),
      perCore: new Int32Array(2),
      kindCount: Int32Array.of(1, 1),
      kindPrice: Int32Array.of(5, 4),
    };
    const result = await runColumns(await kernelOf('release'), problem, { seed: 1, work: 2000 });
    expect(result).toMatchObject({ plan: null, lowerBound: 9 });
  });

  it('of cheap hosts is used up before dear ones are bought', async () => {
    const problem: FoldProblem = {
      ...staticProblem(new Int32Array(12).fill(4), Int32Array.of(10)),
      kinds: 2,
      capacity: Int32Array.of(10, 10),
      perGuest: new Int32Array(2),
      perCore: new Int32Array(2),
      kindCount: Int32Array.of(2, -1),
      kindPrice: Int32Array.of(1, 10),
    };
    const result = await runColumns(await kernelOf('release'), problem, { seed: 1, work: 5000 });
    expect(result).toMatchObject({ cost: 42, lowerBound: 42, hosts: 6, ended: 'proved' });
  });
});
