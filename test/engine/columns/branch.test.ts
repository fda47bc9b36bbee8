import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchAndPrice } from '../../../src/engine/columns/branch';
import type { ColumnKernel } from '../../../src/engine/columns/kernel';
import { boundByMixes } from '../../../src/engine/columns/mixes';
import { proofFault } from '../../../src/engine/columns/proof-fault';
import { leavesOf, type ProofTree } from '../../../src/engine/columns/proof-tree';
import { checkPlan } from '../../../src/engine/packing/check';
import { staticProblem, type FoldPlan, type FoldProblem } from '../../../src/engine/packing/problem';
import { often } from '../../often';
import { bruteForce, randomProblem } from '../packing/problems';
import { draws, kernelOf } from './builds';
import { catalogue } from './catalogue';
import { firstMisfit } from './first-misfit';
import { groetzsch } from './groetzsch';
import { relax } from './relax';

const costOf = (problem: FoldProblem, plan: FoldPlan) =>
  plan.hostKind.reduce((sum, j) => sum + problem.kindPrice[j], 0);

/** Branches from nothing: what they prove of the goal, and the cheapest plan that they come by. */
function branched(kernel: ColumnKernel, problem: FoldProblem, goal: number) {
  const { instance, exact } = relax(problem);
  const plans: FoldPlan[] = [];
  const least = () => Math.min(...plans.map((plan) => costOf(problem, plan)));
  const offer = (plan: FoldPlan) => plans.push(plan);
  const beaten = () => least() < goal;
  const steps = branchAndPrice({ kernel, problem, instance, exact, seed: 1, goal, beaten, offer }, []);
  for (;;) {
    const next = steps.next();
    if (next.done) return { proof: next.value, plans, least: least(), exact };
  }
}

/** The least that hosts cost which carry the total of both rows: all mixes are tried. */
function cheapestMix({ items, demand, kinds, capacity, kindPrice }: FoldProblem): number {
  const totals = [0, 1].map((r) =>
    Array.from({ length: items }, (_, i) => demand[2 * i + r]).reduce((a, b) => a + b),
  );
  let least = Infinity;
  const mix = (j: number, left: readonly number[], cost: number): void => {
    if (left.every((n) => n <= 0)) least = Math.min(least, cost);
    else if (cost < least && j < kinds)
      for (let n = 0; n <= 20; n++)
        mix(
          j + 1,
          left.map((need, r) => need - n * capacity[2 * j + r]),
          cost + n * kindPrice[j],
        );
  };
  mix(0, totals, 0);
  return least;
}

function runOut<T>(steps: Generator<void, T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

const countsOf = (tree: ProofTree): number =>
  'pair' in tree
    ? countsOf(tree.together) + countsOf(tree.apart)
    : 'kind' in tree
      ? 1 + countsOf(tree.atMost) + countsOf(tree.more)
      : 0;

describe('branches', () => {
  it('prove the cost that brute force finds and no more, and find the plan where more is asked', async () => {
    const kernel = await kernelOf('release');
    const tally = { cases: 0, counts: 0 };
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 3, max: 6 }), fc.nat(2), (seed, items, way) => {
        const problem =
          way === 0
            ? randomProblem(seed, { items, kinds: 1 + (seed & 1) })
            : catalogue(seed, items, 2, way === 2);
        if (firstMisfit(problem) >= 0) return;
        const least = bruteForce(problem);
        if (least === Infinity) return;
        const { proof, exact } = branched(kernel, problem, least);
        // Where pages are shared, no more is proved than what their linear parts allow.
        if (!exact && !proof) return;
        tally.cases++;
        expect(proofFault(problem, proof!, least)).toBeNull();
        expect(proofFault(problem, proof!, least + 1)?.outcome).toBe('fails');
        if (countsOf(proof!) > 0) tally.counts++;
        const more = branched(kernel, problem, least + 1);
        expect(more.proof).toBeNull();
        for (const plan of more.plans) expect(checkPlan(problem, plan)).toEqual([]);
        if (exact) expect(more.least).toBe(least);
      }),
      { seed: 5, numRuns: often(80) },
    );
    expect(tally.cases).toBeGreaterThan(often(50));
    expect(tally.counts).toBeGreaterThan(often(8));
  });

  it('by the numbers of hosts of each kind prove what the cheapest mix costs that carries every row', () => {
    const tally = { higher: 0 };
    fc.assert(
      fc.property(fc.integer(), fc.nat(1), (seed, more) => {
        const below = draws(seed);
        const kinds = 2 + more;
        const drawn = catalogue(seed, 20, kinds, false);
        const problem: FoldProblem = {
          ...drawn,
          capacity: Int32Array.from({ length: 2 * kinds }, () => 40 + below(80)),
          perGuest: new Int32Array(2 * kinds),
          onlyKind: new Int32Array(20).fill(-1),
        };
        const { instance } = relax(problem);
        const from = { step: 1, lower: 0, upper: Infinity };
        const found = runOut(boundByMixes(instance, problem.items, kinds, from))!;
        expect(found.bound).toBe(cheapestMix(problem));
        expect(proofFault(problem, found.cases, found.bound)).toBeNull();
        expect(proofFault(problem, found.cases, found.bound + 1)?.outcome).toBe('fails');
        if (leavesOf(found.cases) > 1) tally.higher++;
      }),
      { seed: 7, numRuns: often(60) },
    );
    expect(tally.higher).toBeGreaterThanOrEqual(often(5));
  });

  it('tell hosts with many processors from cheap ones with as much memory', () => {
    // 7 hosts' worth of processor and 4.9 of memory; a host for 3, and one for 5 with twice the processor.
    const problem: FoldProblem = {
      ...staticProblem(
        Int32Array.from({ length: 28 }, (_, e) => (e % 2 ? 35 : 50)),
        Int32Array.of(100, 100),
      ),
      kinds: 2,
      capacity: Int32Array.of(100, 100, 200, 100),
      perGuest: new Int32Array(4),
      perCore: new Int32Array(4),
      kindCount: Int32Array.of(-1, -1),
      kindPrice: Int32Array.of(3, 5),
    };
    const { instance } = relax(problem);
    const from = { step: 1, lower: 0, upper: Infinity };
    const found = runOut(boundByMixes(instance, problem.items, 2, from))!;
    // For 18, which the processor alone asks for, there are 6 small ones, or 1 and 3 large with too little memory.
    expect(found.bound).toBe(19);
    expect(proofFault(problem, found.cases, 19)).toBeNull();
    expect(proofFault(problem, found.cases, 20)?.outcome).toBe('fails');
  });

  it('by pairs prove four hosts for the graph of Groetzsch, where weights alone say three', async () => {
    const problem = groetzsch();
    const kernel = await kernelOf('release');
    const { proof } = branched(kernel, problem, 4);
    expect(leavesOf(proof!)).toBeGreaterThan(2);
    expect(proofFault(problem, proof!, 4)).toBeNull();
    const five = branched(kernel, problem, 5);
    expect(five).toMatchObject({ proof: null, least: 4 });
    expect(checkPlan(problem, five.plans.at(-1)!)).toEqual([]);
  });
});
