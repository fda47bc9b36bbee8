import { beforeAll, describe, expect, it } from 'vitest';
import { evenBound } from '../../../src/engine/even/bound';
import { gaugeOfProblem } from '../../../src/engine/even/gauge';
import type { EvenKernel } from '../../../src/engine/even/kernel';
import { occupied } from '../../../src/engine/even/occupy';
import { withoutEmpty } from '../../../src/engine/even/without-empty';
import { evenPlan } from '../../../src/engine/even/run';
import { staticProblem, type FoldPlan } from '../../../src/engine/packing/problem';
import { draws, randomProblem } from '../packing/problems';
import { evenKernel, mostEven, randomGauge, wrongs } from './kernels';

const nowhere = (items: number, hostKind: Int32Array): FoldPlan => ({
  hostKind,
  hostOf: new Int32Array(items).fill(-1),
});
/** Items of one resource in one slot, on hosts of 100. */
const sizes = (...of: number[]) => staticProblem(Int32Array.from(of), Int32Array.of(100));
const hosts = (count: number) => new Int32Array(count);

describe('evened plans', () => {
  let debug: EvenKernel;
  let release: EvenKernel;
  beforeAll(async () => {
    debug = await evenKernel('debug');
    release = await evenKernel('release');
  });

  it('keep every rule, and are as even as the best of all plans of tiny estates', async () => {
    let met = 0;
    let all = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const next = draws(seed);
      const drawn = randomProblem(seed, { items: 2 + Math.floor(next() * 4), scale: 300 });
      const problem = { ...drawn, kindCount: drawn.kindCount.map(() => -1) };
      const gauge = randomGauge(problem, seed);
      const hostKind = Int32Array.from({ length: 2 + Math.floor(next() * 2) }, () =>
        Math.floor(next() * problem.kinds),
      );
      const least = mostEven(problem, gauge, hostKind);
      const job = { start: nowhere(problem.items, hostKind), seed: BigInt(seed), steps: 0.05 };
      const { plan, fullest } = await evenPlan(debug, problem, gauge, job);
      if (plan) expect(wrongs(problem, plan)).toEqual([]);
      expect(fullest).toBeGreaterThanOrEqual(least - 1e-9);
      if (least === Infinity) continue;
      all++;
      if (fullest <= least + 1e-9) met++;
    }
    expect(all).toBeGreaterThan(10);
    // What is left: the annealing is not exhaustive, and host counts as its sixteen bits see them.
    expect(met / all).toBeGreaterThan(0.95);
  });

  it('are the same for the same seed and steps, in either build', async () => {
    const problem = randomProblem(5, { items: 24, manySlots: true, plain: true, scale: 40_000 });
    const roomy = { ...problem, capacity: problem.capacity.map((c) => 9 * c) };
    const gauge = gaugeOfProblem(roomy);
    const job = { start: nowhere(24, hosts(5)), seed: 7n, steps: 0.3 };
    const first = await evenPlan(release, roomy, gauge, job);
    expect(first.plan).not.toBeNull();
    expect(await evenPlan(release, roomy, gauge, job)).toEqual(first);
    expect(await evenPlan(debug, roomy, gauge, job)).toEqual(first);
  });

  it('find a plan where only exchanges lead to one', async () => {
    // 60 + 40, 55 + 45, 52 + 48: each full to the last unit; placing the largest first where least is does so too.
    const problem = sizes(48, 52, 45, 55, 40, 60);
    const start = { hostKind: hosts(3), hostOf: Int32Array.of(0, 0, 1, 1, 2, 2) };
    const gauge = { ...gaugeOfProblem(problem), whole: Float64Array.of(100) };
    const spoilt = { ...start, hostOf: Int32Array.of(0, 1, 1, 2, 2, 0) };
    const job = { start: spoilt, seed: 1n, steps: 0.1, anyPlan: true };
    const { plan, fullest } = await evenPlan(debug, problem, gauge, job);
    expect(plan && wrongs(problem, plan)).toEqual([]);
    expect(fullest).toBe(1);
  });

  it('level the rest where one large server fixes the fullest moment', async () => {
    const problem = sizes(90, ...new Array<number>(40).fill(5));
    const start = nowhere(41, hosts(5));
    const { plan, fullest, spread } = await evenPlan(debug, problem, gaugeOfProblem(problem), {
      start,
      seed: 1n,
      steps: 0.5,
    });
    expect(fullest).toBe(0.9);
    // 40 of 5 over the four others: 50 each.
    expect(spread).toBeCloseTo(0.81 + 4 * 0.25, 9);
    expect(plan && new Set(plan.hostOf).size).toBe(5);
  });

  it('never leave what they were given for something fuller', async () => {
    const problem = randomProblem(11, { items: 12, plain: true, scale: 1000 });
    const roomy = { ...problem, capacity: problem.capacity.map((c) => 8 * c) };
    const gauge = gaugeOfProblem(roomy);
    const start = { hostKind: hosts(3), hostOf: Int32Array.from({ length: 12 }, (_, i) => i % 3) };
    const none = await evenPlan(debug, roomy, gauge, { start, seed: 1n, steps: 0 });
    const some = await evenPlan(debug, roomy, gauge, { start, seed: 1n, steps: 0.1 });
    expect(none.fullest).toBeGreaterThan(0);
    expect(some.fullest).toBeLessThanOrEqual(none.fullest);
  });
});

describe('bounds on the fullest moment', () => {
  const bound = (problem: ReturnType<typeof sizes>, k: number) =>
    evenBound(problem, gaugeOfProblem(problem), k);

  it('are never above what the best plan of a tiny estate comes to', () => {
    for (let seed = 100; seed < 140; seed++) {
      const next = draws(seed);
      const drawn = randomProblem(seed, { items: 2 + Math.floor(next() * 4), scale: 300 });
      const problem = { ...drawn, kindCount: drawn.kindCount.map(() => -1) };
      const gauge = randomGauge(problem, seed);
      const hostKind = Int32Array.from({ length: 2 + Math.floor(next() * 2) }, () =>
        Math.floor(next() * problem.kinds),
      );
      const { fraction } = evenBound(problem, gauge, hostKind.length);
      expect(fraction).toBeLessThanOrEqual(mostEven(problem, gauge, hostKind) + 1e-9);
    }
  });

  it.each([
    ['the mean of the fullest row', sizes(20, 20, 20, 20), 2, 0.4, 'mean'],
    ['the largest server alone', sizes(90, 10, 10), 3, 0.9, 'alone'],
    ['the two smallest of the k + 1 largest', sizes(40, 40, 40), 2, 0.8, 'together'],
    ['the three smallest of the 2k + 1 largest', sizes(30, 30, 30, 30, 30), 2, 0.9, 'together'],
  ])('rest on %s', (_, problem, k, fraction, by) => {
    const found = bound(problem, k);
    expect(found.by).toBe(by);
    expect(found.fraction).toBeCloseTo(fraction, 6);
  });

  it('rest on pairs that are full at different moments', () => {
    // Any two of three are at 60 together in some slot; no slot alone shows it.
    const problem = {
      ...sizes(0, 0, 0),
      rowStart: Int32Array.of(0, 3),
      demand: Int32Array.of(30, 30, 0, 30, 0, 30, 0, 30, 30),
    };
    const found = bound(problem, 2);
    expect(found.by).toBe('pairs');
    expect(found.fraction).toBeCloseTo(0.6, 4);
  });
});

describe('hosts that carry nothing', () => {
  it('are given a server where one can be spared', () => {
    const problem = sizes(50, 10, 10);
    const plan = occupied(problem, { hostKind: hosts(3), hostOf: Int32Array.of(0, 1, 1) });
    expect(new Set(plan.hostOf).size).toBe(3);
  });
  it('are left out where none can', () => {
    const plan = withoutEmpty(occupied(sizes(50), { hostKind: hosts(2), hostOf: Int32Array.of(1) }));
    expect(plan).toEqual({ hostKind: hosts(1), hostOf: Int32Array.of(0) });
  });
});
