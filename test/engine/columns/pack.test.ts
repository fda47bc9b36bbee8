import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyCertificate } from '../../../src/engine/columns/certificate';
import { packProblem, type PackOptions } from '../../../src/engine/columns/pack';
import { PackingKernel } from '../../../src/engine/packing/kernel';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { faultOf } from './brute';
import { draws, kernelOf } from './builds';

const kernels = async () => ({
  columns: await kernelOf('release'),
  packing: await PackingKernel.create(
    readFileSync(new URL('../../../build/packing.release.wasm', import.meta.url)),
  ),
});
const pack = async (problem: FoldProblem, options: PackOptions) =>
  packProblem(await kernels(), problem, options);

/** `count` items of three sizes in 20 .. 60, hosts of 150. */
function randomProblem(count: number, seed: number): FoldProblem {
  const below = draws(seed);
  return staticProblem(
    Int32Array.from({ length: count * 3 }, () => 20 + below(41)),
    Int32Array.of(150, 150, 150),
  );
}

describe('packing by constructions, search and columns in turns', () => {
  it('proves its plan, with a certificate that holds on its own', async () => {
    const problem = randomProblem(60, 4);
    const result = await pack(problem, { seed: 1, work: 400 });
    expect(result).toMatchObject({ endedBy: 'proof', proved: true, hosts: result.lowerBound });
    expect(faultOf(problem, result.plan)).toBe('');
    if (result.certificate)
      expect(verifyCertificate(problem, result.certificate)).toMatchObject({
        valid: true,
        bound: result.hosts,
      });
  });

  it('gives the same answer for the same seed and work', async () => {
    const problem = randomProblem(150, 5);
    const [one, two] = [
      await pack(problem, { seed: 3, work: 40 }),
      await pack(problem, { seed: 3, work: 40 }),
    ];
    expect(two.plan).toEqual(one.plan);
    expect([two.lowerBound, two.steps, two.endedBy]).toEqual([one.lowerBound, one.steps, one.endedBy]);
  });

  it('stops when it is asked to, with a plan that holds', async () => {
    const problem = randomProblem(300, 6);
    let asked = 0;
    const result = await pack(problem, { seed: 1, shouldStop: () => ++asked > 60 });
    expect(['cancelled', 'proof']).toContain(result.endedBy);
    expect(faultOf(problem, result.plan)).toBe('');
    expect(result.lowerBound).toBeLessThanOrEqual(result.hosts);
  });
});
