import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/engine/packing/check';
import type { PackingKernel } from '../../../src/engine/packing/kernel';
import { portfolio } from '../../../src/engine/packing/portfolio';
import { LARGEST, staticProblem, type FoldPlan, type FoldProblem } from '../../../src/engine/packing/problem';
import { BUILDS, construct, kernelOf, load } from './kernels';
import { bruteForce, draws, randomProblem } from './problems';
import { often } from '../../often';

/** Every plan that a search of so many units comes upon, first the one that it starts from. */
function plansOf(
  kernel: PackingKernel,
  problem: FoldProblem,
  units: number,
  budget = 20000,
  seed = 5n,
  slice?: number,
): FoldPlan[] {
  const plans = [construct(kernel, problem, portfolio(1)[0])];
  kernel.beginSearch(seed);
  for (let left = units; left > 0; left -= kernel.workDone + 1) {
    const now = Math.min(left, budget);
    let step = kernel.search(now, slice);
    for (; step === 'paused'; step = kernel.search(now, slice)) left -= kernel.workDone;
    if (step === 'done') break;
    if (step === 'better') plans.push(kernel.plan());
  }
  return plans;
}

const costOf = (problem: FoldProblem, plan: FoldPlan) =>
  plan.hostKind.reduce((sum, j) => sum + problem.kindPrice[j], 0);

describe.each(BUILDS)('search of the %s kernel', (build) => {
  let kernel: PackingKernel;
  beforeAll(async () => {
    kernel = await kernelOf(build);
  });

  it('never breaks a rule, and every plan it tells is better than the one before', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 40 }),
        fc.boolean(),
        fc.constantFrom(50, 1000, LARGEST),
        (seed, items, manySlots, scale) => {
          const problem = randomProblem(seed, { items, manySlots, scale });
          const plans = plansOf(kernel, problem, 60000);
          for (const plan of plans) expect(checkPlan(problem, plan)).toEqual([]);
          for (let k = 1; k < plans.length; k++) {
            const left = (plan: FoldPlan) => plan.hostOf.filter((h) => h < 0).length;
            expect(left(plans[k])).toBeLessThanOrEqual(left(plans[k - 1]));
            if (left(plans[k]) === left(plans[k - 1])) {
              expect(costOf(problem, plans[k])).toBeLessThan(costOf(problem, plans[k - 1]));
            }
          }
        },
      ),
      { seed: 3, numRuns: build === 'release' ? often(150) : 25 },
    );
  });

  it('refuses no exchange by a few full rows that all rows would allow, even where overloads overflow', () => {
    // The debug kernel holds each refusal to the whole sum.
    for (let seed = 1; seed <= 6; seed++) {
      const next = draws(seed);
      const below = (n: number) => Math.floor(next() * n);
      const items = 12 + below(12);
      const slots = 168;
      const demand = Int32Array.from({ length: items * slots }, (_, k) => {
        const slot = k % slots;
        return slot < 96 && slot % 8 === 0 ? 100 + below(60) : 5 + below(20);
      });
      const flat = staticProblem(new Int32Array(items), Int32Array.of(1000));
      const problem = { ...flat, rowStart: Int32Array.of(0, slots), demand };
      for (const plan of plansOf(kernel, problem, 300000)) expect(checkPlan(problem, plan)).toEqual([]);
    }
  });

  it('finds the optimum of small problems', () => {
    let found = 0;
    let tried = 0;
    for (let seed = 0; seed < 60; seed++) {
      const problem = randomProblem(seed, { items: 7, plain: true, manySlots: seed % 3 === 0 });
      const least = bruteForce(problem);
      if (least === Infinity) continue;
      tried++;
      const plan = plansOf(kernel, problem, 100000).at(-1)!;
      if (plan.hostKind.length === least) found++;
    }
    expect(tried).toBeGreaterThan(20);
    expect(found).toBe(tried);
  });

  it('repeats itself with the same seed, whatever the size of a step', () => {
    const next = draws(1);
    const demand = Int32Array.from({ length: 400 }, () => 5 + Math.floor(45 * next()));
    const problem = staticProblem(demand, Int32Array.of(100, 100));
    const once = plansOf(kernel, problem, 300000).at(-1);
    expect(plansOf(kernel, problem, 300000).at(-1)).toEqual(once);
    expect(plansOf(kernel, problem, 300000, 1000).at(-1)).toEqual(once);
  });

  it('does the same however its steps are sliced', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 60 }),
        fc.boolean(),
        fc.constantFrom(1, 30, 700),
        fc.constantFrom(1500, 20000),
        (seed, items, manySlots, slice, budget) => {
          const problem = randomProblem(seed, { items, manySlots, scale: 1000, plain: seed % 3 === 0 });
          const whole = plansOf(kernel, problem, 40000, budget);
          expect(plansOf(kernel, problem, 40000, budget, 5n, slice)).toEqual(whole);
        },
      ),
      { seed: 11, numRuns: build === 'release' ? often(120) : 20 },
    );
  });

  it('closes several hosts at a time alike, however its steps are sliced', () => {
    // So many hosts that annealing closes more of them at a time once that is easy.
    const next = draws(4);
    const demand = Int32Array.from({ length: 3000 }, () => 20 + Math.floor(250 * next()));
    const problem = staticProblem(demand, Int32Array.of(1000, 1000));
    const units = build === 'release' ? 3_000_000 : 300_000;
    const whole = plansOf(kernel, problem, units, 100_000);
    expect(plansOf(kernel, problem, units, 100_000, 5n, 3000)).toEqual(whole);
    expect(whole.length).toBeGreaterThan(2);
  });

  it('goes on from a plan that another kernel found, and depends on plan and seed alone', () => {
    const next = draws(2);
    const demand = Int32Array.from({ length: 400 }, () => 5 + Math.floor(45 * next()));
    const problem = staticProblem(demand, Int32Array.of(100, 100));
    const plan = construct(kernel, problem, portfolio(1)[1]);
    const onwards = () => {
      kernel.adopt(plan);
      expect(kernel.cost).toBe(plan.hostKind.length);
      kernel.beginSearch(9n);
      for (let k = 0; k < 30; k++) kernel.search(10000);
      return kernel.plan();
    };
    const once = onwards();
    plansOf(kernel, problem, 50000, 20000, 77n);
    expect(onwards()).toEqual(once);
    load(kernel, problem);
    expect(onwards()).toEqual(once);
  });

  it('places what an inventory had no room for in the first plan, where there is a way', () => {
    // First fit puts 6+3 and 5+3 and then has no room for 3; 6+3 and 5+5 ... the only full plan is 6+4, 5+5, 4+3+3.
    const problem: FoldProblem = {
      ...staticProblem(Int32Array.of(6, 5, 5, 4, 4, 3, 3), Int32Array.of(10)),
      kindCount: Int32Array.of(3),
    };
    const plans = plansOf(kernel, problem, 200000);
    expect(plans.at(-1)!.hostOf.every((h) => h >= 0)).toBe(true);
  });

  it('draws every large host that there is in place of two small ones, the last one too', () => {
    // Six full hosts of 10 for 10 each; one of 20 for 12 holds what two of them do.
    const sizes = Array.from({ length: 6 }, () => [4, 3, 3]).flat();
    for (const count of [1, 2, 3]) {
      const problem: FoldProblem = {
        ...staticProblem(Int32Array.from(sizes), Int32Array.of(10)),
        kinds: 2,
        capacity: Int32Array.of(10, 20),
        perGuest: new Int32Array(2),
        perCore: new Int32Array(2),
        kindCount: Int32Array.of(-1, count),
        kindPrice: Int32Array.of(10, 12),
      };
      load(kernel, problem);
      kernel.adopt({
        hostOf: Int32Array.from(sizes, (_, i) => Math.floor(i / 3)),
        hostKind: new Int32Array(6),
      });
      kernel.beginSearch(1n);
      for (let k = 0; k < 20; k++) kernel.search(10_000);
      expect(costOf(problem, kernel.plan())).toBe(12 * count + 10 * (6 - 2 * count));
    }
  });

  it('ends when nothing can be tried: no hosts, or items that fit nowhere', () => {
    const problem = staticProblem(Int32Array.of(9, 9), Int32Array.of(5));
    construct(kernel, problem, portfolio(1)[0]);
    kernel.beginSearch(1n);
    expect(kernel.search(1000)).toBe('done');
  });
});
