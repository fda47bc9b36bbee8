import { beforeAll, describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/engine/packing/check';
import { laneSeed, runFold, type PackingProgress } from '../../../src/engine/packing/fold';
import type { PackingKernel } from '../../../src/engine/packing/kernel';
import { staticProblem } from '../../../src/engine/packing/problem';
import { kernelOf } from './kernels';
import { draws, randomProblem } from './problems';

const next = draws(4);
const hard = staticProblem(
  Int32Array.from({ length: 600 }, () => 50 + Math.floor(450 * next())),
  Int32Array.of(1000, 1000, 1000),
);

describe('a fold', () => {
  let kernel: PackingKernel;
  beforeAll(async () => {
    kernel = await kernelOf('release');
  });

  it('gives the same answer for the same seed and work', async () => {
    const first = await runFold(kernel, hard, { seed: 1, work: 5 });
    const again = await runFold(await kernelOf('release'), hard, { seed: 1, work: 5 });
    expect(again.plan).toEqual(first.plan);
    expect(first).toMatchObject({ endedBy: 'work', steps: 5, fraction: 1 });
    expect(checkPlan(hard, first.plan)).toEqual([]);
  });

  it('tells each better plan once, and never a worse one', async () => {
    const told: PackingProgress[] = [];
    const outcome = await runFold(kernel, hard, { seed: 1, work: 5 }, (p) => told.push(p));
    const plans = told.filter((p) => p.plan && p.phase !== 'done');
    const counts = plans.map((p) => p.plan!.hostKind.length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts[0]).toBeGreaterThan(outcome.hosts);
    expect(plans.every((p) => p.hosts === p.plan!.hostKind.length && p.lowerBound <= p.hosts)).toBe(true);
  });

  it('says that it is proved only where the plan meets the bound', async () => {
    const easy = staticProblem(new Int32Array(12).fill(34), Int32Array.of(100));
    expect(await runFold(kernel, easy, { seed: 1, work: 5 })).toMatchObject({
      proved: true,
      hosts: 6,
      lowerBound: 6,
      endedBy: 'proof',
      steps: 0,
    });
    expect(await runFold(kernel, hard, { seed: 1, work: 1 })).toMatchObject({ proved: false });
  });

  it('ends with what is known when it is told to stop', async () => {
    let asked = 0;
    const outcome = await runFold(kernel, hard, { seed: 1, work: 1e6, shouldStop: () => ++asked > 10 });
    expect(outcome.endedBy).toBe('cancelled');
    expect(checkPlan(hard, outcome.plan)).toEqual([]);
  });

  it('hears messages between steps', async () => {
    let stop = false;
    setTimeout(() => (stop = true), 30);
    const outcome = await runFold(kernel, hard, { seed: 1, seconds: 30, shouldStop: () => stop });
    expect(outcome.endedBy).toBe('cancelled');
  });

  it('stops at a target', async () => {
    const first = await runFold(kernel, hard, { seed: 1 });
    const target = first.cost - 1;
    expect(await runFold(kernel, hard, { seed: 1, work: 200, target })).toMatchObject({
      endedBy: 'target',
      cost: target,
    });
  });

  it('in lanes that exchange plans at barriers gives the same answer on one kernel and on several', async () => {
    const lanes = async (kernels: PackingKernel[]) => {
      let best = (await runFold(kernels[0], hard, { seed: 1 })).plan;
      for (let round = 0; round < 2; round++) {
        const plans = [];
        for (let lane = 0; lane < 3; lane++) {
          const options = { seed: laneSeed(1, lane, round), work: 2, start: best };
          plans.push((await runFold(kernels[lane % kernels.length], hard, options)).plan);
        }
        for (const plan of plans) if (plan.hostKind.length < best.hostKind.length) best = plan;
      }
      return best;
    };
    const several = [await kernelOf('release'), await kernelOf('release'), await kernelOf('release')];
    expect(await lanes(several)).toEqual(await lanes([kernel]));
  });

  it('leaves out of an inventory only what has no room, and says how many', async () => {
    const problem = { ...randomProblem(1, { items: 20, plain: true }), kindCount: Int32Array.of(2) };
    const outcome = await runFold(kernel, problem, { seed: 1, work: 3 });
    expect(outcome.unplaced).toBe(outcome.plan.hostOf.filter((h) => h < 0).length);
    expect(outcome.unplaced).toBeGreaterThan(0);
    expect(outcome.proved).toBe(false);
  });

  it('of nothing is no hosts, proved', async () => {
    const outcome = await runFold(kernel, staticProblem(new Int32Array(0), Int32Array.of(1)), {
      seed: 1,
      work: 5,
    });
    expect(outcome).toMatchObject({ hosts: 0, proved: true, lowerBound: 0 });
  });
});
