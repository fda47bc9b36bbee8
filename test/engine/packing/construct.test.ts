import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/engine/packing/check';
import type { PackingKernel } from '../../../src/engine/packing/kernel';
import { portfolio } from '../../../src/engine/packing/portfolio';
import { LARGEST, staticProblem } from '../../../src/engine/packing/problem';
import { constructReference } from './reference';
import { BUILDS, construct, kernelOf } from './kernels';
import { randomProblem } from './problems';
import { often } from '../../often';

const problems = fc.record({
  seed: fc.integer(),
  items: fc.integer({ min: 0, max: 14 }),
  manySlots: fc.boolean(),
  scale: fc.constantFrom(20, 100, 1e6, LARGEST),
});
const runs = (numRuns: number) => ({ seed: 7, numRuns: often(numRuns) });

describe.each(BUILDS)('constructions of the %s kernel', (build) => {
  let kernel: PackingKernel;
  beforeAll(async () => {
    kernel = await kernelOf(build);
  });

  it('make the same plans as the slow reference', () => {
    fc.assert(
      fc.property(problems, fc.nat(), ({ seed, ...shape }, pick) => {
        const problem = randomProblem(seed, shape);
        const all = portfolio(problem.kinds);
        const construction = all[pick % all.length];
        expect(construct(kernel, problem, construction)).toEqual(constructReference(problem, construction));
      }),
      runs(build === 'release' ? 600 : 150),
    );
  });

  it('make the same plans as the slow reference where many items wait for a host', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 15, max: 70 }), fc.nat(), (seed, items, pick) => {
        const problem = randomProblem(seed, { items, manySlots: seed % 4 !== 0, scale: 1000 });
        const all = portfolio(problem.kinds).filter((c) => c.measure === undefined);
        const construction = all[pick % all.length];
        expect(construct(kernel, problem, construction)).toEqual(constructReference(problem, construction));
      }),
      runs(build === 'release' ? 200 : 40),
    );
  });

  it('choose out of a pool as the slow reference does, whatever its size', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 15, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (seed, items, pool, pick) => {
          const problem = randomProblem(seed, { items, kinds: 1, scale: 1000 });
          const all = portfolio(1).filter((c) => c.measure === undefined);
          const construction = all[pick % all.length];
          const plan = construct(kernel, problem, construction, 50, pool);
          expect(plan).toEqual(constructReference(problem, construction, pool));
          expect(checkPlan(problem, plan)).toEqual([]);
        },
      ),
      runs(build === 'release' ? 200 : 40),
    );
  });

  it('fill a host beyond its pool with those that follow', () => {
    const problem = staticProblem(new Int32Array(90).fill(1), Int32Array.of(30));
    const construction = portfolio(1)[1];
    expect(construct(kernel, problem, construction, 1e9, 8).hostKind.length).toBe(3);
  });

  it('choose the first of items that score alike, however different they are', () => {
    const demand = Int32Array.from({ length: 80 }, (_, k) => (k % 4 === 0 || k % 4 === 3 ? 6 : 5));
    const plan = construct(kernel, staticProblem(demand, Int32Array.of(8, 8)), portfolio(1)[1]);
    expect([...plan.hostOf]).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it('never break a rule, and leave an item out only where it fits no host that is left', () => {
    fc.assert(
      fc.property(problems, ({ seed, ...shape }) => {
        const problem = randomProblem(seed, { ...shape, items: shape.items * 3 });
        for (const construction of portfolio(problem.kinds)) {
          expect(checkPlan(problem, construct(kernel, problem, construction))).toEqual([]);
        }
      }),
      runs(build === 'release' ? 60 : 15),
    );
  });

  it('give the same plan whatever the size of a step', () => {
    fc.assert(
      fc.property(problems, fc.constantFrom(1, 7, 100), fc.nat(), ({ seed, ...shape }, budget, pick) => {
        const problem = randomProblem(seed, shape);
        const all = portfolio(problem.kinds);
        const construction = all[pick % all.length];
        expect(construct(kernel, problem, construction, budget)).toEqual(
          construct(kernel, problem, construction),
        );
      }),
      runs(60),
    );
  });

  it('need no host for no items', () => {
    const problem = staticProblem(new Int32Array(0), Int32Array.of(5, 5));
    for (const construction of portfolio(1)) {
      expect(construct(kernel, problem, construction).hostKind.length).toBe(0);
    }
  });

  it('put items without demand on one host', () => {
    const problem = staticProblem(new Int32Array(12), Int32Array.of(5, 0));
    for (const construction of portfolio(1)) {
      expect(construct(kernel, problem, construction).hostKind.length).toBe(1);
    }
  });

  it('leave an item that fits no host without one, and place the others', () => {
    const problem = staticProblem(Int32Array.of(3, 9, 2, 9, 1), Int32Array.of(5));
    for (const construction of portfolio(1)) {
      const plan = construct(kernel, problem, construction);
      expect([...plan.hostOf].map((h) => h < 0)).toEqual([false, true, false, true, false]);
    }
  });

  it('add up the largest numbers without overflow', () => {
    const demand = Int32Array.from({ length: 40 }, (_, i) => (i % 2 ? LARGEST : LARGEST / 2));
    const problem = staticProblem(demand, Int32Array.of(LARGEST, LARGEST));
    for (const construction of portfolio(1)) {
      const plan = construct(kernel, problem, construction);
      expect(checkPlan(problem, plan)).toEqual([]);
      expect(plan.hostKind.length).toBe(20);
    }
  });
});
