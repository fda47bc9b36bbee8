import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCertificate } from '../../../src/engine/columns/certificate';
import { simpleCertificate } from '../../../src/engine/columns/simple';
import type { LowerBound, PackingKernel } from '../../../src/engine/packing/kernel';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { kernelOf, load } from '../packing/kernels';
import { bruteForce, randomProblem } from '../packing/problems';
import { draws } from './builds';
import { often } from '../../often';

let kernel: PackingKernel;
beforeAll(async () => {
  kernel = await kernelOf('release');
});

function boundOf(problem: FoldProblem): LowerBound {
  load(kernel, problem);
  while (!kernel.bound(1e9));
  return kernel.lowerBound;
}

describe('a bound of the packing kernel', () => {
  it('gets a certificate that is as high, holds on its own, and is never above the cheapest plan', () => {
    const by: Record<string, number> = {};
    let compared = 0;
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 7 }), fc.boolean(), (seed, items, plain) => {
        const problem = randomProblem(seed, { items, plain, manySlots: seed % 5 === 0 });
        const bound = boundOf(problem);
        const certificate = simpleCertificate(problem, bound)!;
        expect(certificate, bound.by).not.toBeNull();
        by[bound.by] = (by[bound.by] ?? 0) + 1;
        expect(certificate.bound).toBeGreaterThanOrEqual(bound.cost);
        const verdict = verifyCertificate(problem, certificate);
        expect(verdict.why).not.toContain('makes');
        expect(verdict).toMatchObject({ valid: true, bound: certificate.bound });
        const least = bruteForce(problem);
        if (least === Infinity) return;
        compared++;
        expect(certificate.bound).toBeLessThanOrEqual(least);
      }),
      { seed: 31, numRuns: often(600) },
    );
    expect(compared).toBeGreaterThan(often(200));
    expect(Object.keys(by)).toEqual(expect.arrayContaining(['total', 'clique']));
  });

  it('gets one whatever argument holds it, on sizes of every range', () => {
    const by: Record<string, number> = {};
    for (let seed = 0; seed < 120; seed++) {
      const below = draws(seed);
      const rows = 1 + below(4);
      const least = 5 + below(35);
      const problem = staticProblem(
        Int32Array.from({ length: (20 + below(60)) * rows }, () => least + below(60 - least / 2)),
        new Int32Array(rows).fill(100),
      );
      const bound = boundOf(problem);
      const certificate = simpleCertificate(problem, bound)!;
      expect(certificate, `${seed} ${bound.by} ${bound.resource}`).not.toBeNull();
      expect(certificate.bound).toBeGreaterThanOrEqual(bound.cost);
      const verdict = verifyCertificate(problem, certificate, 2e7);
      expect(verdict, `${seed} ${bound.by} ${bound.resource}`).toMatchObject({ valid: true });
      const name = bound.by === 'dual' && bound.resource < 0 ? 'sum' : bound.by;
      by[name] = (by[name] ?? 0) + 1;
    }
    expect(Object.keys(by).sort()).toEqual(['clique', 'dual', 'sum', 'total']);
  });

  it('that the named argument does not reach gets none', () => {
    const problem = staticProblem(Int32Array.of(6, 6, 6), Int32Array.of(10));
    expect(simpleCertificate(problem, { cost: 3, by: 'total', resource: 0, slot: 0 })).toBeNull();
    expect(simpleCertificate(problem, { cost: 3, by: 'clique', resource: -1, slot: -1 })).toMatchObject({
      weights: [1, 1, 1],
      most: [1],
      bound: 3,
    });
  });
});
