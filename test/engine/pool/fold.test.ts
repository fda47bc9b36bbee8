import { describe, expect, it } from 'vitest';
import { verifyCertificate, type Certificate } from '../../../src/engine/columns/certificate';
import type { FoldResult } from '../../../src/engine/fold-engine';
import { createLocalEngine } from '../../../src/engine/local';
import type { EvenJob } from '../../../src/engine/even/run';
import type { FoldPlan } from '../../../src/engine/packing/problem';
import type { Solver } from '../../../src/engine/pool/solver';
import { Race } from '../../../src/engine/pool/race';
import { Incumbent } from '../../../src/engine/pool/incumbent';
import { faultOf } from '../columns/brute';
import { createEngine } from '../../../src/engine/pool/engine';
import { openSolver } from '../../../src/engine/pool/kernels';
import { casesOf, EVERY_CASE } from '../../often';
import { engineOf, manyRows, randomProblem } from './solvers';

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
  const cases = [
    [60, 4, 200],
    [120, 11, 3],
    [150, 5, 90],
    [200, 9, 21],
  ] as const;
  it.each(casesOf(cases, cases.slice(0, 1)))(
    'gives %i items (seed %i, %i steps) the same answer on one, two and three solvers',
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

  it('is never worse for more of it', async () => {
    const problem = randomProblem(150, 5);
    const engine = await engineOf(2);
    const found: FoldResult[] = [];
    for (const work of [1, 7, 33, 60]) found.push(await engine.fold(problem, { seed: 3, work }));
    const falling = (values: number[]) => values.every((value, k) => k === 0 || value <= values[k - 1]);
    expect(falling(found.map(({ cost }) => cost))).toBe(true);
    expect(falling(found.map(({ lowerBound }) => -lowerBound))).toBe(true);
    expect(found[0].cost).toBeGreaterThan(found[3].cost);
  });

  it('gives the same answer where the worker of columns fails on its way', async () => {
    const problem = randomProblem(200, 9);
    const budget = { seed: 3, work: 40 };
    const whole = await (await engineOf(2)).fold(problem, budget);
    let jobs = 0;
    const failing = await engineOf(3, {
      ...inPage,
      wrap: (solver) => ({
        ...solver,
        generate: (...job) => (++jobs === 2 ? fails() : solver.generate(...job)),
      }),
    });
    expect(answerOf(await failing.fold(problem, budget))).toEqual(answerOf(whole));
    expect(jobs).toBeGreaterThan(3);
  });

  it('also evens for one host fewer where rows are many, and goes on from what that gives', async () => {
    const problem = manyRows();
    const asked: EvenJob[] = [];
    const engine = await engineOf(2, {
      ...inPage,
      wrap: (solver) => ({
        ...solver,
        generate: fails,
        search: async (_, { steps = 0 }) => ({ plan: null, steps, exhausted: false }),
        // Nobody looks whether it keeps any rule: whoever asks takes the plan.
        even: async (_, __, job) => {
          asked.push(job);
          const { hostKind } = job.start;
          const hostOf = job.start.hostOf.map((_, i) => i % hostKind.length);
          return { plan: { hostKind, hostOf }, fullest: 1, spread: 1, steps: job.steps, bound: null };
        },
      }),
    });
    let first: number | null = null;
    const { plan, lowerBound } = await engine.fold(
      problem,
      { seed: 3, work: 200 },
      { onFirst: async (known) => void (first = known.plan.hostKind.length) },
    );
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.map(({ start }) => start.hostKind.length)).toEqual(asked.map((_, k) => first! - 1 - k));
    for (const { start, anyPlan, steps } of asked) {
      expect(start.hostOf.every((h) => h === -1)).toBe(true);
      expect(anyPlan && steps > 0).toBe(true);
    }
    expect(new Set(asked.map(({ seed }) => seed)).size).toBe(asked.length);
    expect(plan.hostKind.length).toBe(lowerBound);
  });

  it('and the same again on an engine that has folded before', async () => {
    const engine = await createLocalEngine();
    const problem = randomProblem(150, 5);
    const first = await engine.fold(problem, { seed: 3, work: 60 });
    await engine.fold(randomProblem(40, 6), { seed: 1, work: 20 });
    expect(answerOf(await engine.fold(problem, { seed: 3, work: 60 }))).toEqual(answerOf(first));
    expect(answerOf(await engine.fold(problem, { seed: 4, work: 60 }))).not.toEqual(answerOf(first));
  });
});

describe('a fold by constructions, search and columns', () => {
  it.each([1, 2, 3])(
    'proves its plan on %i solvers, with a certificate that holds on its own',
    async (solvers) => {
      const problem = randomProblem(60, 4);
      const engine = await engineOf(solvers);
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

  it.each([1, 2])('stops when it is asked to, on %i solvers, with a plan that holds', async (solvers) => {
    const problem = randomProblem(300, 6);
    const engine = await engineOf(solvers);
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

/** As in a page with many cores: this thread conducts and can search, no more. */
const inPage = { homeWorks: false, generates: false };
const fails = () => Promise.reject(new Error('out of memory'));
const never = () => new Promise<never>(() => {});
const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a worker that fails', () => {
  it('leaves the fold to the others', async () => {
    const problem = randomProblem(150, 5);
    const engine = await engineOf(3, { wrap: (solver) => ({ ...solver, search: fails }) });
    const result = await engine.fold(problem, { seed: 1, seconds: 0.5 });
    expect(faultOf(problem, result.plan)).toBe('');
    expect(['time', 'proof']).toContain(result.endedBy);
  });

  it('leaves it to this thread where all others fail too', async () => {
    const wrap = (solver: Solver) => ({ ...solver, search: fails, generate: fails });
    const engine = await engineOf(3, { ...inPage, wrap });
    const result = await engine.fold(randomProblem(150, 5), { seed: 1, work: 2 });
    expect(result.steps).toBeGreaterThan(0);
  });

  it.runIf(EVERY_CASE)('is let go, and changes no answer to a budget of work', async () => {
    const problem = randomProblem(200, 9);
    const budget = { seed: 3, work: 90 };
    const gone = new Set<Solver>();
    let searches = 0;
    const wrap = (solver: Solver): Solver => ({
      ...solver,
      search: (...job) => (searches++ > 0 ? fails() : solver.search(...job)),
    });
    const engine = await engineOf(3, { wrap, drop: (solver) => void gone.add(solver) });
    const whole = await (await engineOf(1)).fold(problem, budget);
    expect(answerOf(await engine.fold(problem, budget))).toEqual(answerOf(whole));
    expect(gone.size).toBe(2);
  });
});

describe('a proof that is wanted', () => {
  const problem = randomProblem(200, 8);

  it('comes from a worker that columns wait for, and that is left to finish it', async () => {
    const gone: Solver[] = [];
    const wrap = (solver: Solver): Solver => {
      let made: Promise<void> = Promise.resolve();
      return {
        ...solver,
        certify: (...of) => (made = later(500)).then(() => solver.certify(...of)),
        generate: () => made.then(fails),
        search: () => made.then(fails),
      };
    };
    const engine = await engineOf(2, { ...inPage, wrap, drop: (solver) => void gone.push(solver) });
    const result = await engine.fold(problem, { seed: 1, seconds: 0.1 }, { certify: true });
    expect(result.certificate).not.toBeNull();
    expect(gone).toEqual([]);
  });

  it('is not waited for long when the budget has ended, nor its worker kept', async () => {
    const gone: Solver[] = [];
    const wrap = (solver: Solver): Solver => ({ ...solver, certify: never });
    const engine = await engineOf(2, { ...inPage, wrap, drop: (solver) => void gone.push(solver) });
    const result = await engine.fold(problem, { seed: 1, seconds: 0.1 }, { certify: true });
    expect(['time', 'proof']).toContain(result.endedBy);
    expect(gone).toHaveLength(1);
  });

  it('is not waited for when work is cancelled', async () => {
    const engine = await engineOf(2, { ...inPage, wrap: (solver) => ({ ...solver, certify: never }) });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 300);
    const result = await engine.fold(
      problem,
      { seed: 1, work: 1e6 },
      { certify: true, signal: abort.signal },
    );
    expect(result.endedBy).toBe('cancelled');
  });
});

describe('a check', () => {
  const problem = randomProblem(150, 5);
  const empty: Certificate = { weights: Array<number>(150).fill(0), most: [0], bound: 0 };

  it('waits for the fold under way', async () => {
    const log: string[] = [];
    const engine = await engineOf(2, { ...inPage, rest: () => log.push('rest') });
    const fold = engine.fold(problem, { seed: 1, work: 20 }).then(() => log.push('fold'));
    await Promise.all([fold, engine.verify!(problem, empty).then(() => log.push('check'))]);
    expect(log).toEqual(['rest', 'fold', 'rest', 'check']);
  });

  it('gives way to a fold that is asked for meanwhile', async () => {
    const closed = new AbortController();
    const ends = new Promise<never>((_, reject) => {
      closed.signal.addEventListener('abort', () => reject(new Error('The worker has ended.')));
    });
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const verify = () => {
      begin();
      return ends;
    };
    const wrap = (solver: Solver): Solver => ({ ...solver, verify });
    const engine = await engineOf(2, { ...inPage, wrap, drop: () => closed.abort() });
    const check = engine.verify!(problem, empty);
    const ended = expect(check).rejects.toThrow(/has ended/);
    await begun;
    expect((await engine.fold(problem, { seed: 1, work: 20 })).plan.hostOf).not.toContain(-1);
    await ended;
  });
});

describe('a fold that is stopped before its first plan', () => {
  it('makes that plan all the same', async () => {
    const engine = await createLocalEngine();
    const problem = randomProblem(400, 9);
    const result = await engine.fold(problem, { seed: 1, seconds: 20 }, { signal: AbortSignal.abort() });
    expect(result.endedBy).toBe('cancelled');
    expect(result.plan.hostOf).not.toContain(-1);
    expect(faultOf(problem, result.plan)).toBe('');
  });
});

describe('a fold that goes on from an earlier one', () => {
  it.each([1, 2, 3])('begins with its plan and bound, and loses neither, on %i solvers', async (solvers) => {
    const engine = await engineOf(solvers);
    const problem = randomProblem(200, 9);
    const known = await engine.fold(problem, { seed: 3, work: 1 });
    const told: [number, number][] = [];
    const more = await engine.fold(
      problem,
      { seed: 3, work: 3 },
      { known, onProgress: ({ cost, lowerBound }) => told.push([cost, lowerBound]) },
    );
    expect(more.history[0]).toEqual({ seconds: 0, value: known.cost, bound: known.lowerBound });
    for (const [cost, bound] of told) {
      expect(cost).toBeLessThanOrEqual(known.cost);
      expect(bound).toBeGreaterThanOrEqual(known.lowerBound);
    }
    expect(faultOf(problem, more.plan)).toBe('');
    expect(more.steps).toBeGreaterThan(known.steps);
    if (more.certificate) expect(verifyCertificate(problem, more.certificate).bound).toBe(more.lowerBound);
  });

  it('has nothing left to do where the earlier one proved its plan', async () => {
    const engine = await engineOf(2);
    const problem = randomProblem(60, 4);
    const known = await engine.fold(problem, { seed: 1, seconds: 20 });
    expect(known.proved).toBe(true);
    const { steps, history, endedBy } = await engine.fold(problem, { seed: 1, seconds: 20 }, { known });
    expect([steps, history.length, endedBy]).toEqual([known.steps, 1, 'proof']);
  });

  it('goes on with columns where they were left, and with other draws in its search', async () => {
    const home = await openSolver();
    const firsts: boolean[] = [];
    const seeds: bigint[] = [];
    // Once both have had a turn it is enough, however long a busy machine takes for that.
    let both = new AbortController();
    const heard = () => firsts.length > 0 && seeds.length > 0 && both.abort();
    const watched: Solver = {
      ...home,
      generate(problem, job, hooks) {
        firsts.push(job.first);
        heard();
        return home.generate(problem, job, hooks);
      },
      search(problem, job, hooks) {
        seeds.push(job.seed);
        heard();
        return home.search(problem, job, hooks);
      },
    };
    const engine = createEngine({
      first: home.packing,
      home: watched,
      homeWorks: true,
      workers: () => [],
      drop() {},
      rest() {},
    });
    const problem = randomProblem(200, 9);
    const folded = (known?: FoldResult) => {
      both = new AbortController();
      return engine.fold(problem, { seed: 3, seconds: 60 }, { known, signal: both.signal });
    };
    const known = await folded();
    expect(known.proved).toBe(false);
    const before = seeds.splice(0);
    expect(firsts.splice(0)[0]).toBe(true);
    await folded(known);
    expect(firsts).not.toContain(true);
    expect(seeds.length).toBeGreaterThan(0);
    expect(seeds.filter((seed) => before.includes(seed))).toEqual([]);
  });
});

describe('a lane of search', () => {
  it('goes on from a better plan of another lane, though it had nothing to try from its own', async () => {
    const problem = randomProblem(20, 1);
    const plan = (hosts: number): FoldPlan => ({
      hostKind: new Int32Array(hosts),
      hostOf: Int32Array.from({ length: 20 }, (_, i) => i % hosts),
    });
    const starts: number[] = [];
    const solver = (search: Solver['search']): Solver => ({
      generates: false,
      search,
      generate: fails,
      even: fails,
      estimate: fails,
      certify: fails,
      verify: fails,
      close() {},
    });
    const home = solver(async (_, { start }) => {
      starts.push(start.hostKind.length);
      await later(60);
      return { plan: null, steps: 1, exhausted: true };
    });
    const worker = solver(async (_, { start }) => {
      await later(20);
      return { plan: start.hostKind.length > 9 ? plan(9) : null, steps: 1, exhausted: true };
    });
    const incumbent = new Incumbent(problem, () => 0);
    incumbent.offer(plan(10));
    const solvers = {
      first: null!,
      home,
      homeWorks: true,
      workers: () => [Promise.resolve(worker)],
      drop() {},
    };
    const signal = new AbortController().signal;
    const race = new Race({ ...solvers, rest() {} }, problem, 1, 20, incumbent, signal, false, () => {});
    expect(await race.run()).toBe('exhausted');
    expect(starts).toEqual([10, 9]);
  });
});
