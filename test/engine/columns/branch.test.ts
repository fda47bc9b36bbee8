import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchAndPrice } from '../../../src/engine/columns/branch';
import type { ColumnKernel } from '../../../src/engine/columns/kernel';
import { proofFault } from '../../../src/engine/columns/proof-fault';
import { leavesOf, type ProofTree } from '../../../src/engine/columns/proof-tree';
import { checkPlan } from '../../../src/engine/packing/check';
import type { FoldPlan, FoldProblem } from '../../../src/engine/packing/problem';
import { often } from '../../often';
import { bruteForce, randomProblem } from '../packing/problems';
import { kernelOf } from './builds';
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
