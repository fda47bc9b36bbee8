import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PackingKernel } from '../../../src/engine/packing/kernel';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { BUILDS, kernelOf, load } from './kernels';
import { bruteForce, randomProblem } from './problems';

function bound(kernel: PackingKernel, problem: FoldProblem, budget = 1e9) {
  load(kernel, problem);
  while (!kernel.bound(budget));
  return kernel.lowerBound;
}

describe.each(BUILDS)('lower bounds of the %s kernel', (build) => {
  let kernel: PackingKernel;
  beforeAll(async () => {
    kernel = await kernelOf(build);
  });

  it('never exceed what the cheapest plan costs', () => {
    let held = 0;
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        fc.boolean(),
        (seed, items, manySlots, plain) => {
          const problem = randomProblem(seed, { items, manySlots, plain });
          const least = bruteForce(problem);
          if (least === Infinity) return;
          held++;
          expect(bound(kernel, problem).cost).toBeLessThanOrEqual(least);
        },
      ),
      { seed: 11, numRuns: build === 'release' ? 500 : 100 },
    );
    expect(held).toBeGreaterThan(30);
  });

  it('do not depend on the size of a step', () => {
    for (let seed = 0; seed < 20; seed++) {
      const problem = randomProblem(seed, { items: 30, manySlots: seed % 2 === 0 });
      expect(bound(kernel, problem, 10)).toEqual(bound(kernel, problem));
    }
  });

  it('name the resource and the slot whose total demand needs most hosts', () => {
    const demand = Int32Array.of(1, 4, 2, 2, 1, 4, 2, 2, 1, 4, 2, 2);
    const problem: FoldProblem = {
      ...staticProblem(demand, Int32Array.of(10)),
      items: 3,
      rowStart: Int32Array.of(0, 4),
      guestCount: new Int32Array(3).fill(1),
      coreCount: new Int32Array(3),
      onlyKind: new Int32Array(3).fill(-1),
      imageStart: new Int32Array(4),
      apartStart: new Int32Array(4),
    };
    expect(bound(kernel, problem)).toEqual({ cost: 2, by: 'total', resource: 0, slot: 1 });
  });

  it('count items of which no two share a host', () => {
    const problem = staticProblem(Int32Array.of(6, 1, 1, 6, 3, 5, 5, 6), Int32Array.of(10, 10));
    expect(bound(kernel, problem)).toMatchObject({ cost: 3, by: 'clique' });
  });

  it('see that three items of just over a third fill a host like two', () => {
    const problem = staticProblem(new Int32Array(12).fill(34), Int32Array.of(100));
    expect(bound(kernel, problem)).toMatchObject({ cost: 6, by: 'dual', resource: 0, slot: 0 });
  });

  it('count the pages of one image once', () => {
    const plain = staticProblem(new Int32Array(4), Int32Array.of(10));
    const problem: FoldProblem = {
      ...plain,
      sharedResource: 0,
      images: 1,
      imageStart: Int32Array.of(0, 1, 2, 3, 4),
      imageId: new Int32Array(4),
      imageSize: Int32Array.of(9, 8, 7, 6),
    };
    expect(bound(kernel, problem).cost).toBe(1);
  });

  it('buy capacity at the best price first, in whole prices', () => {
    const plain = staticProblem(new Int32Array(10).fill(3), Int32Array.of(10, 4).slice(0, 1));
    const problem: FoldProblem = {
      ...plain,
      kinds: 2,
      capacity: Int32Array.of(10, 4),
      perGuest: new Int32Array(2),
      perCore: new Int32Array(2),
      kindCount: Int32Array.of(2, -1),
      kindPrice: Int32Array.of(2, 1),
    };
    // 20 of 30 for 2 x 2, the other 10 in fours: 2.5, so 3.
    expect(bound(kernel, problem).cost).toBeGreaterThanOrEqual(7);
    expect(bruteForce(problem)).toBeGreaterThanOrEqual(bound(kernel, problem).cost);
  });
});
