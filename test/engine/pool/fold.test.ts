import { describe, expect, it } from 'vitest';
import { verifyCertificate } from '../../../src/engine/columns/certificate';
import type { FoldResult } from '../../../src/engine/fold-engine';
import { createLocalEngine } from '../../../src/engine/local';
import type { FoldPlan } from '../../../src/engine/packing/problem';
import { faultOf } from '../columns/brute';
import { engineOf, randomProblem } from './crews';

/** What must not depend on who works. */
const answerOf = ({ plan, cost, lowerBound, certificate, endedBy, steps, history }: FoldResult) => ({
  plan: { hostKind: [...plan.hostKind], hostOf: [...plan.hostOf] },
  cost,
  lowerBound,
  certificate,
  endedBy,
  steps,
  history: history.map(({ value, bound }) => [value, bound]),
});

describe('a budget of work', () => {
  it.each([
    [60, 4, 400],
    [150, 5, 90],
    [200, 9, 41],
    [120, 11, 3],
  ])(
    'gives %i items (seed %i, %i steps) the same answer on one, two and three members',
    async (n, s, work) => {
      const problem = randomProblem(n, s);
      const on = async (engine: Awaited<ReturnType<typeof engineOf>>) =>
        answerOf(await engine.fold(problem, { seed: 3, work }));
      const one = await on(await engineOf(1));
      expect(await on(await engineOf(2))).toEqual(one);
      expect(await on(await engineOf(3))).toEqual(one);
      // As in a page: this thread conducts, and workers have all the kernels.
      expect(await on(await engineOf(3, { homeWorks: false, generates: false }))).toEqual(one);
      expect(one.steps).toBeLessThanOrEqual(work);
    },
  );

  it('and the same again on an engine that has folded before', async () => {
    const engine = await createLocalEngine();
    const problem = randomProblem(150, 5);
    const first = await engine.fold(problem, { seed: 3, work: 90 });
    await engine.fold(randomProblem(40, 6), { seed: 1, work: 20 });
    expect(answerOf(await engine.fold(problem, { seed: 3, work: 90 }))).toEqual(answerOf(first));
    expect(answerOf(await engine.fold(problem, { seed: 4, work: 90 }))).not.toEqual(answerOf(first));
  });
});

describe('a fold by constructions, search and columns', () => {
  it.each([1, 2, 3])(
    'proves its plan on %i members, with a certificate that holds on its own',
    async (members) => {
      const problem = randomProblem(60, 4);
      const engine = await engineOf(members);
      const result = await engine.fold(problem, { seed: 1, seconds: 20 });
      expect(result).toMatchObject({ endedBy: 'proof', proved: true, cost: result.lowerBound });
      expect(faultOf(problem, result.plan)).toBe('');
      expect(result.certificate).not.toBeNull();
      expect(verifyCertificate(problem, result.certificate!)).toMatchObject({
        valid: true,
        bound: result.cost,
      });
      expect(await engine.verify!(problem, result.certificate!)).toMatchObject({ valid: true });
    },
  );

  it('tells of plans that only get better, and of bounds that only rise, until they meet', async () => {
    const problem = randomProblem(200, 8);
    const told: FoldPlan[] = [];
    const engine = await engineOf(2);
    const result = await engine.fold(
      problem,
      { seed: 1, seconds: 1 },
      { onProgress: ({ plan }) => plan && told.push(plan) },
    );
    const counts = told.map((plan) => plan.hostKind.length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(new Set(counts).size).toBe(counts.length);
    expect(told.map((plan) => faultOf(problem, plan)).filter(Boolean)).toEqual([]);
    expect(told.at(-1)).toEqual(result.plan);
    const { history } = result;
    expect(history.at(-1)).toMatchObject({ value: result.cost, bound: result.lowerBound });
    for (let k = 1; k < history.length; k++) {
      expect(history[k].seconds).toBeGreaterThanOrEqual(history[k - 1].seconds);
      expect(history[k].value).toBeLessThanOrEqual(history[k - 1].value);
      expect(history[k].bound).toBeGreaterThanOrEqual(history[k - 1].bound);
    }
  });

  it('waits for what is done between the first plan and the search, small folds among it', async () => {
    const problem = randomProblem(150, 5);
    const engine = await engineOf(1);
    const little: number[] = [];
    const result = await engine.fold(
      problem,
      { seed: 3, work: 90 },
      {
        onFirst: async (first, within) => {
          expect(faultOf(problem, first.plan)).toBe('');
          little.push((await within.fold(randomProblem(30, 2), { seed: 1, work: 2 })).cost);
        },
      },
    );
    expect(little).toHaveLength(1);
    expect(answerOf(result)).toEqual(answerOf(await engine.fold(problem, { seed: 3, work: 90 })));
  });

  it.each([1, 2])('stops when it is asked to, on %i members, with a plan that holds', async (members) => {
    const problem = randomProblem(300, 6);
    const engine = await engineOf(members);
    for (const budget of [{ seconds: 60 }, { work: 1e6 }]) {
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 150);
      const result = await engine.fold(problem, { seed: 1, ...budget }, { signal: abort.signal });
      expect(['cancelled', 'proof']).toContain(result.endedBy);
      expect(faultOf(problem, result.plan)).toBe('');
      expect(result.lowerBound).toBeLessThanOrEqual(result.cost);
    }
  });

  it('knows constructions and instant bounds only where there is no budget', async () => {
    const result = await (await engineOf(1)).fold(randomProblem(150, 5), { seed: 1 });
    expect(result.steps).toBe(0);
    expect(result.plan.hostOf).not.toContain(-1);
  });
});

describe('a worker that fails', () => {
  it('leaves the fold to the others', async () => {
    const problem = randomProblem(150, 5);
    const engine = await engineOf(3, {
      wrap: (member) => ({ ...member, search: () => Promise.reject(new Error('out of memory')) }),
    });
    const result = await engine.fold(problem, { seed: 1, seconds: 0.5 });
    expect(faultOf(problem, result.plan)).toBe('');
    expect(['time', 'proof']).toContain(result.endedBy);
  });
});
