/** Search where hosts differ: prices, counts, rules for kinds, shared pages, and inventories that are too small. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/engine/packing/check';
import type { PackingKernel } from '../../../src/engine/packing/kernel';
import { portfolio } from '../../../src/engine/packing/portfolio';
import { staticProblem, type FoldPlan, type FoldProblem } from '../../../src/engine/packing/problem';
import { BUILDS, construct, kernelOf } from './kernels';
import { bestOfInventory, bruteForce, randomProblem } from './problems';
import { often } from '../../often';

const costOf = (problem: FoldProblem, plan: FoldPlan) =>
  plan.hostKind.reduce((sum, j) => sum + problem.kindPrice[j], 0);
const unplacedIn = (plan: FoldPlan) => plan.hostOf.filter((h) => h < 0).length;

/** The plan after a search of so many units from first fit alone. */
function searched(kernel: PackingKernel, problem: FoldProblem, units: number, seed = 5n): FoldPlan {
  construct(kernel, problem, portfolio(1)[0]);
  kernel.beginSearch(seed);
  for (let left = units; left > 0; left -= kernel.workDone + 1) {
    if (kernel.search(Math.min(left, 20_000)) === 'done') break;
  }
  return kernel.plan();
}

/** One resource, kinds of the given capacities, prices and counts (-1: as many as needed). */
function mix(demand: number[], capacity: number[], price: number[], count: number[]): FoldProblem {
  return {
    ...staticProblem(Int32Array.from(demand), Int32Array.of(1)),
    kinds: capacity.length,
    capacity: Int32Array.from(capacity),
    perGuest: new Int32Array(capacity.length),
    perCore: new Int32Array(capacity.length),
    kindCount: Int32Array.from(count),
    kindPrice: Int32Array.from(price),
  };
}

describe.each(BUILDS)('search among kinds of hosts by the %s kernel', (build) => {
  let kernel: PackingKernel;
  beforeAll(async () => {
    kernel = await kernelOf(build);
  });

  it('gives two small hosts up for a large one', () => {
    // First fit opens the small kind, of better value, three times for 9 + 9 + 9; one large host costs less than two.
    const problem = mix([9, 9, 9], [10, 30], [4, 11], [-1, -1]);
    expect(costOf(problem, searched(kernel, problem, 400_000))).toBe(11);
  });

  it('gives a large host up for small ones', () => {
    const problem = mix([6, 6, 6, 6], [25, 6], [100, 24], [-1, -1]);
    expect(costOf(problem, searched(kernel, problem, 400_000))).toBe(96);
  });

  it('turns a host into one of a cheaper kind that still holds what it carries', () => {
    const problem = mix([10, 10, 10, 3], [30, 4], [30, 7], [-1, -1]);
    expect(costOf(problem, searched(kernel, problem, 400_000))).toBe(37);
  });

  it('uses no more hosts of a kind than there are', () => {
    const problem = mix([9, 9, 9, 9, 9], [10, 30], [4, 20], [2, -1]);
    const plan = searched(kernel, problem, 400_000);
    expect(checkPlan(problem, plan)).toEqual([]);
    expect(costOf(problem, plan)).toBe(bruteForce(problem));
  });

  it('finds the cheapest plan of nearly all small problems with every rule, and no invalid one', () => {
    let tried = 0;
    let found = 0;
    for (let seed = 0; seed < (build === 'release' ? 150 : 40); seed++) {
      const problem = randomProblem(seed, { items: 6, manySlots: seed % 3 === 0 });
      const least = bruteForce(problem);
      if (least === Infinity) continue;
      tried++;
      const plan = searched(kernel, problem, 300_000);
      expect(checkPlan(problem, plan)).toEqual([]);
      expect(costOf(problem, plan)).toBeGreaterThanOrEqual(least);
      if (costOf(problem, plan) === least && unplacedIn(plan) === 0) found++;
    }
    expect(tried).toBeGreaterThan(10);
    expect(found / tried).toBeGreaterThanOrEqual(0.95);
  });

  it('leaves as few items out of an inventory that is too small as can be, nearly always', () => {
    let tried = 0;
    let found = 0;
    for (let seed = 0; seed < (build === 'release' ? 120 : 30); seed++) {
      const random = randomProblem(seed, { items: 6, manySlots: seed % 3 === 0 });
      const problem = { ...random, kindCount: random.kindCount.map((_, j) => (j + seed) % 3) };
      const best = bestOfInventory(problem);
      if (best.unplaced === 0) continue;
      tried++;
      const plan = searched(kernel, problem, 300_000);
      expect(checkPlan(problem, plan)).toEqual([]);
      expect(unplacedIn(plan)).toBeGreaterThanOrEqual(best.unplaced);
      if (unplacedIn(plan) === best.unplaced) found++;
    }
    expect(tried).toBeGreaterThan(10);
    expect(found / tried).toBeGreaterThanOrEqual(0.95);
  });
});

describe('the release and the debug build of search', () => {
  it('find the same plans, with every rule and without', async () => {
    const release = await kernelOf('release');
    const debug = await kernelOf('debug');
    for (let seed = 0; seed < often(24); seed++) {
      const shape = { items: 12 + seed, manySlots: seed % 2 === 0, plain: seed % 4 < 2 };
      const problem = randomProblem(seed, shape);
      expect(searched(debug, problem, 60_000, 3n)).toEqual(searched(release, problem, 60_000, 3n));
    }
  });
});
