import { describe, expect, it, test } from 'vitest';
import type {
  EngineHooks,
  FoldBudget,
  FoldEngine,
  FoldProgress,
  FoldResult,
} from '../../src/engine/fold-engine';
import type { FoldPlan, FoldProblem } from '../../src/engine/packing/problem';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold, type FoldHooks, type KnownFold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from './estates';

/** Twelve servers whose peaks do not coincide. */
const ESTATE = estateOf(
  Array.from({ length: 12 }, (_, i) =>
    guest(`S${i}`, { busy: i % 2 ? [10, 5] : [5, 10] }, { cores: 1, rating: 2 }),
  ),
  2,
);

/** A plan of so many hosts, items dealt in turn. */
const planOf = ({ items }: FoldProblem, hosts: number): FoldPlan => ({
  hostKind: new Int32Array(hosts),
  hostOf: Int32Array.from({ length: items }, (_, i) => i % hosts),
});
const resultOf = (problem: FoldProblem, hosts: number, more: Partial<FoldResult> = {}): FoldResult => ({
  plan: planOf(problem, hosts),
  cost: hosts,
  lowerBound: 1,
  boundBy: 'none',
  simple: null,
  certificate: null,
  leftOut: [],
  proved: false,
  endedBy: 'work',
  history: [],
  seconds: 0,
  steps: 1,
  ...more,
});

interface Call {
  readonly what: 'fold' | 'even' | 'estimate';
  readonly budget?: FoldBudget;
  readonly hooks?: EngineHooks;
}
/** An engine that is asked, and finds plans of so many hosts. */
function asked(
  hosts = 4,
  more: Partial<FoldResult> = {},
  during: (problem: FoldProblem, hooks: EngineHooks) => void = () => undefined,
) {
  const calls: Call[] = [];
  const engine: FoldEngine = {
    async fold(problem, budget, hooks = {}) {
      calls.push({ what: 'fold', budget, hooks });
      const result = resultOf(problem, hosts, more);
      await hooks.onFirst?.(result, engine);
      if (hooks.onProgress) during(problem, hooks);
      return result;
    },
    even(problem, _, { start }) {
      calls.push({ what: 'even' });
      const bound = { fraction: 0.25 } as never;
      const plan = planOf(problem, start.hostKind.length);
      return Promise.resolve({ plan, fullest: 0.5, spread: 1, steps: 1, bound });
    },
    estimate() {
      calls.push({ what: 'estimate' });
      return Promise.resolve(2);
    },
  };
  return { engine, calls, names: () => calls.map(({ what }) => what) };
}
const folded = (of: ReturnType<typeof asked>, hooks: FoldHooks = {}, options: Partial<FoldOptions> = {}) =>
  fold(ESTATE, { ...OPTIONS, ...options }, of.engine, hooks);

describe('what a fold asks of its engine', () => {
  test.each<[string, FoldHooks, Partial<FoldResult>, string[]]>([
    ['all of it', {}, {}, ['fold', 'even', 'estimate']],
    ['hosts alone', { plain: true }, {}, ['fold']],
    ['a plan as it is found', { even: false }, {}, ['fold']],
    ['what was stopped', {}, { endedBy: 'cancelled' }, ['fold']],
    ['what is proved', {}, { proved: true, endedBy: 'proof' }, ['fold', 'even']],
    ['a gap of one host', {}, { lowerBound: 3 }, ['fold', 'even']],
    ['after its end', { until: 0 }, {}, ['fold', 'even']],
  ])('%s', async (_, hooks, more, names) => {
    const of = asked(4, more);
    await folded(of, hooks);
    expect(of.names()).toEqual(names);
    expect(of.calls[0].hooks!.certify).toBe(!hooks.plain);
  });

  test.each<[Partial<FoldOptions>, FoldHooks, FoldBudget]>([
    [{ work: 7, seed: 3 }, {}, { seed: 3, work: 7 }],
    [{ work: 7, seconds: 5 }, {}, { seed: 1, seconds: 5 }],
    [{ seconds: 5 }, { until: 0 }, { seed: 1, seconds: 0 }],
    [{ work: 7 }, { until: 0 }, { seed: 1, work: 7 }],
  ])('with %j and %j for no longer than that', async (options, hooks, budget) => {
    const of = asked();
    await folded(of, { plain: true, ...hooks }, options);
    expect(of.calls[0].budget).toEqual(budget);
  });

  it('within the time that is left, in seconds', async () => {
    const of = asked();
    await folded(of, { plain: true, until: performance.now() + 50_000 }, { seconds: 5 });
    const { seconds } = of.calls[0].budget!;
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThanOrEqual(50);
  });

  it('goes on from what is known: no second count of plans', async () => {
    const of = asked();
    let known: KnownFold | undefined;
    await folded(of, { onResult: (result) => (known = result) });
    of.calls.length = 0;
    const again = await folded(of, { known });
    expect(of.names()).toEqual(['fold', 'even']);
    expect(of.calls[0].hooks!.known).toBe(known!.result);
    expect(again.estimate).toMatchObject({ counted: 2 });
  });

  it('takes a search that has nothing left to try for one that did its work', async () => {
    expect((await folded(asked(4, { endedBy: 'exhausted' }))).endedBy).toBe('work');
    expect((await folded(asked(4, { endedBy: 'time' }))).endedBy).toBe('time');
  });
});

describe('hosts with the overheads at their ends', () => {
  /** The profile whose figures have ranges. */
  const ranged: Partial<FoldOptions> = { profile: 'esx3', failures: 0 };
  const sides: FoldHooks['sides'] = () => Promise.resolve();

  it('are counted in short searches, where other policies are', async () => {
    const of = asked();
    const answer = await folded(of, { sides }, ranged);
    expect(of.names()).toEqual(['fold', 'even', 'estimate', 'fold', 'fold']);
    for (const { budget, hooks } of of.calls.slice(3)) {
      expect(budget).toEqual({ seed: 1, work: 2 });
      expect(hooks).toMatchObject({ atOnce: true });
    }
    expect(answer.basis.overheadHosts).toEqual({ low: 4, high: 4 });
    const not = asked();
    expect((await folded(not, {}, ranged)).basis.overheadHosts).toBeNull();
    const plain = asked();
    await folded(plain, { sides, plain: true }, ranged);
    const none = asked();
    await folded(none, { sides }, { ...ranged, profile: 'bare' });
    expect(
      [not.names(), plain.names(), none.names()].map((names) => names.filter((n) => n === 'fold')),
    ).toEqual([['fold'], ['fold'], ['fold']]);
  });

  it('are not once time is over, or somebody stops', async () => {
    const late = asked();
    expect((await folded(late, { sides, until: 0 }, ranged)).basis.overheadHosts).toBeNull();
    const stop = new AbortController();
    const stopped = asked(4, {}, () => stop.abort());
    expect((await folded(stopped, { sides, signal: stop.signal }, ranged)).basis.overheadHosts).toBeNull();
    expect([late, stopped].map((of) => of.names().filter((n) => n === 'fold'))).toEqual([['fold'], ['fold']]);
  });

  it('that are known are not counted again', async () => {
    let known: KnownFold | undefined;
    await folded(asked(), { sides, onResult: (result) => (known = result) }, ranged);
    const of = asked();
    const answer = await folded(of, { sides, known }, ranged);
    expect(of.names()).toEqual(['fold', 'even']);
    expect(answer.basis.overheadHosts).toEqual({ low: 4, high: 4 });
  });
});

describe('news of a fold', () => {
  it('are fresh where plan or bound changed, and there are none before a plan', async () => {
    const news: [boolean, number, number, number][] = [];
    let first: FoldPlan;
    const of = asked(3, {}, (problem, { onProgress }) => {
      first = planOf(problem, 4);
      const tell = (more: Partial<FoldProgress>) =>
        onProgress!({ plan: null, cost: 4, lowerBound: 1, history: [], fraction: 0, ...more });
      tell({ fraction: 0.1 });
      tell({ plan: first, fraction: 0.2 });
      tell({ fraction: 0.3 });
      tell({ lowerBound: 2, fraction: 0.4 });
      tell({ lowerBound: 2, plan: planOf(problem, 3), fraction: 0.5 });
    });
    await folded(of, {
      onProgress: ({ fresh, fraction, answer }) => {
        const { hostCount, lowerBound } = answer();
        news.push([fresh, fraction, hostCount, lowerBound]);
      },
    });
    expect(news).toEqual([
      [true, 0.2, 4, 1],
      [false, 0.3, 4, 1],
      [true, 0.4, 4, 2],
      [true, 0.5, 3, 2],
    ]);
  });

  it('are of what stands beside the first plan, too, but for hosts alone', async () => {
    const told = async (hooks: FoldHooks) => {
      const news: boolean[] = [];
      const engine: FoldEngine = {
        async fold(problem, _, { onProgress, onFirst } = {}) {
          const result = resultOf(problem, 4);
          onProgress?.({ plan: result.plan, cost: 4, lowerBound: 1, history: [], fraction: 0 });
          await onFirst?.(result, engine);
          return result;
        },
      };
      await fold(ESTATE, OPTIONS, engine, { ...hooks, onProgress: ({ fresh }) => news.push(fresh) });
      return news;
    };
    expect(await told({})).toEqual([true, true]);
    expect(await told({ plain: true })).toEqual([true]);
  });
});

describe('what is known and settled', () => {
  async function known(options: Partial<FoldOptions> = {}) {
    let of: KnownFold | undefined;
    await folded(asked(), { onResult: (result) => (of = result) }, options);
    return of!;
  }
  it('is the answer, without another search', async () => {
    const of = asked();
    const answer = await folded(of, { known: await known(), settled: true });
    expect([of.names(), answer.hostCount]).toEqual([[], 4]);
  });
  it('is the plan of as many hosts as are asked for, evened', async () => {
    const of = asked();
    const answer = await folded(of, { known: await known(), settled: true }, { exactly: 6 });
    expect([of.names(), answer.hostCount, answer.evened!.fewest]).toEqual([['even'], 6, 4]);
    const same = asked();
    await folded(same, { known: await known(), settled: true }, { exactly: 4 });
    expect(same.names()).toEqual([]);
  });
  it('shows a plan that is given, of which no bound is known', async () => {
    const of = asked();
    const before = await known({ failures: 1 });
    const drills: unknown[] = [];
    const answer = await folded(
      of,
      {
        known: before,
        settled: true,
        given: planOf(before.problem, 5),
        onDrill: (drill) => drills.push(drill),
      },
      { failures: 1 },
    );
    expect([of.names(), answer.hostCount, answer.evened]).toEqual([[], 5, { bound: null, fewest: 4 }]);
    expect(answer.withFailures).toEqual({ tolerated: 1, hostCount: 6 });
    expect(drills).toEqual([expect.objectContaining({ tolerated: 1, hosts: 6, carried: true })]);
  });
  it('is no answer where nothing is known', async () => {
    const of = asked();
    await folded(of, { settled: true });
    expect(of.names()[0]).toBe('fold');
  });
});

describe('hosts by other policies', () => {
  const two = [
    { ...DEFAULT_HOST, name: 'a', cores: 4, rating: 2 },
    { ...DEFAULT_HOST, name: 'b', cores: 8, rating: 2 },
  ];
  const count = async (of: ReturnType<typeof asked>, hooks: FoldHooks = {}) => {
    const counted: (number | null | string)[] = [];
    const answer = await folded(
      of,
      {
        sides: async (options, hostsBy, tell) => {
          for (const policy of ['sum-of-p95', 'sum-of-peaks'] as const) {
            const hosts = await hostsBy({ ...options, policy, work: 2 }).catch(String);
            counted.push(hosts);
            if (typeof hosts !== 'string') tell({ [policy]: hosts });
          }
        },
        ...hooks,
      },
      { hosts: two },
    );
    return { counted, answer };
  };

  it('are counted once for each', async () => {
    const of = asked();
    const { counted, answer } = await count(of);
    // Asked again for the evened plan, all is known.
    expect(counted).toEqual([4, 4, 4, 4]);
    expect(of.names().filter((name) => name === 'fold')).toHaveLength(3);
    expect(answer.policies).toEqual({ 'peak-of-sums': 4, 'sum-of-p95': 4, 'sum-of-peaks': 4 });
  });
  it('are none where somebody has no place', async () => {
    const plan = { hostKind: new Int32Array(4), hostOf: new Int32Array(12).fill(-1, 11) };
    const { counted, answer } = await count(asked(4, { plan }));
    expect(counted.slice(0, 2)).toEqual([null, null]);
    expect(answer.policies['sum-of-p95']).toBeNull();
  });
  it('are not known once time is over, and that is said', async () => {
    const { counted, answer } = await count(asked(), { until: 0 });
    expect(counted.every((each) => typeof each === 'string')).toBe(true);
    expect(answer.findings.filter(({ where }) => where === 'policies')).toHaveLength(1);
  });
});
