import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyCertificate } from '../../../src/engine/columns/certificate';
import { firstMisfit } from './first-misfit';
import { relax } from './relax';
import { spreadRows, type LinearRow } from '../../../src/engine/columns/rows';
import { runColumns } from './run-columns';
import { violatedRows } from '../../../src/engine/columns/violated';
import { checkPlan } from '../../../src/engine/packing/check';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { bruteForce, randomProblem } from '../packing/problems';
import { kernelOf } from './builds';
import { often } from '../../often';

/** Guests that come and go: demand per slot, one resource. */
function slots(demand: readonly (readonly number[])[], capacity: number): FoldProblem {
  const base = staticProblem(new Int32Array(demand.length), Int32Array.of(capacity));
  return {
    ...base,
    rowStart: Int32Array.of(0, demand[0].length),
    demand: Int32Array.from(demand.flat()),
  };
}

describe('rows of resource and slot', () => {
  it('that follow from a neighbour do not count', () => {
    const { instance } = relax(
      slots(
        [
          [5, 5, 5, 0, 0],
          [0, 4, 4, 4, 0],
          [0, 0, 6, 6, 6],
          [6, 0, 0, 3, 3],
        ],
        8,
      ),
    );
    // The third slot holds all of the second, the fourth all of the fifth.
    expect([...instance.kinds[0].sizes]).toEqual([5, 5, 0, 0, 4, 4, 0, 6, 6, 6, 0, 3]);
  });

  it('begin with the heaviest of each stretch of time and resource', () => {
    const extra = [new Float64Array(1)];
    const other = [new Float64Array(1)];
    const row = (index: number, of: readonly Float64Array[], load: number): LinearRow => ({
      row: index,
      capacity: [1],
      extra: of,
      load,
      binds: true,
    });
    const rows = [3, 9, 2, 1, 4, 8].map((load, r) => row(r, extra, load));
    rows.push(row(6, other, 5));
    expect(spreadRows(rows, 4).map((r) => r.row)).toEqual([1, 5, 6]);
  });

  it('are added where patterns exceed them most', () => {
    const problem = slots(
      [
        [5, 1, 7, 1],
        [4, 1, 6, 9],
      ],
      10,
    );
    const { instance } = relax(problem);
    const extra = [new Float64Array(2)];
    const left = [0, 1, 2, 3].map((r) => ({ row: r, capacity: [10], extra, load: 1, binds: true }));
    const used = [{ pattern: { kind: 0, types: [0, 1], copies: [1, 1] }, times: 0.5 }];
    const found = violatedRows(problem, instance, used, left, 5).next();
    expect((found.value as LinearRow[]).map((r) => r.row)).toEqual([2]);
  });

  it('give plans that hold in all of them and bounds that hold, from a few rows on', async () => {
    const kernel = await kernelOf('release');
    const tally = { cases: 0, met: 0, proved: 0 };
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 7 }), async (seed, items) => {
        const problem = randomProblem(seed, { items, manySlots: true, kinds: 1 + (seed & 1) });
        if (firstMisfit(problem) >= 0) return;
        const least = bruteForce(problem);
        if (least === Infinity) return;
        const rowStart = { atOnce: 0, first: 2 };
        const result = await runColumns(kernel, problem, { seed: 1, work: 6000, rowStart });
        tally.cases++;
        expect(result.lowerBound).toBeLessThanOrEqual(least);
        expect(verifyCertificate(problem, result.certificate)).toMatchObject({
          valid: true,
          bound: result.lowerBound,
        });
        if (!result.plan) return;
        expect(checkPlan(problem, result.plan)).toEqual([]);
        expect(result.cost).toBeGreaterThanOrEqual(least);
        if (result.cost === least) tally.met++;
        if (result.ended === 'proved') tally.proved++;
      }),
      { seed: 47, numRuns: often(150) },
    );
    expect(tally.met / tally.cases).toBeGreaterThan(0.9);
    expect(tally.proved / tally.cases).toBeGreaterThan(0.8);
  });
});
