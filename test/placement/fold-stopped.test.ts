import { describe, expect, it } from 'vitest';
import type { EngineHooks, FoldEngine } from '../../src/engine/fold-engine';
import type { FoldProblem } from '../../src/engine/packing/problem';
import { fold, type CountSides, type FoldHooks } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from './estates';

const ESTATE = estateOf(
  Array.from({ length: 6 }, (_, i) => guest(`S${i}`, { busy: [10, 5] }, { cores: 1, rating: 2 })),
  2,
);
const BESIDE = { profile: 'esx3', failures: 0 } as const satisfies Partial<FoldOptions>;

/** An engine that finds two hosts, on which the last `open` servers have no place where it is asked beside the plan. */
function engineWith(beside: (hooks: EngineHooks, nth: number) => void | Promise<void>, open = 0): FoldEngine {
  let nth = 0;
  const engine: FoldEngine = {
    async fold({ items }: FoldProblem, _, hooks = {}) {
      const hostOf = Int32Array.from({ length: items }, (__, i) => i % 2);
      if (hooks.atOnce) hostOf.fill(-1, items - open);
      const result = {
        plan: { hostKind: new Int32Array(2), hostOf },
        cost: 2,
        lowerBound: 2,
        boundBy: 'none',
        simple: null,
        certificate: null,
        leftOut: [],
        proved: true,
        endedBy: 'proof',
        history: [],
        seconds: 0,
        steps: 0,
      } as const;
      if (hooks.atOnce) await beside(hooks, nth++);
      await hooks.onFirst?.(result, engine);
      return result;
    },
  };
  return engine;
}
/** Two policies are asked for beside the first plan and beside the last; then the ends of the overheads. */
const FIRST_END = 4;

/** What came of each policy that was asked for. */
async function asked(engine: FoldEngine, hooks: FoldHooks, options: Partial<FoldOptions> = BESIDE) {
  const came: string[] = [];
  const sides: CountSides = async (of, hostsBy) => {
    for (const policy of ['sum-of-p95', 'sum-of-peaks'] as const)
      came.push(
        await hostsBy({ ...of, policy }).then(
          (hosts) => String(hosts),
          () => 'stopped',
        ),
      );
  };
  const answer = await fold(ESTATE, { ...OPTIONS, ...options }, engine, { sides, ...hooks });
  return { came: came.slice(0, 2), answer };
}

describe('a search beside the plan', () => {
  it.each([
    ['and left somebody out is not known', 1, 'stopped'],
    ['once it has a whole plan is known', 0, '2'],
  ])('that is stopped %s', async (_, open, known) => {
    const stop = new AbortController();
    const engine = engineWith(() => stop.abort(), open);
    const { came } = await asked(engine, { signal: stop.signal });
    expect(came).toEqual([known, known]);
  });

  it('that leaves somebody out knows that there is no plan for all', async () => {
    const { came, answer } = await asked(
      engineWith(() => undefined, 1),
      {},
    );
    expect(came).toEqual(['null', 'null']);
    expect(answer.basis.overheadHosts).toEqual({ low: 2, high: null });
  });

  it('is told the signal that ends it', async () => {
    const stop = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    await asked(
      engineWith(({ signal }) => void signals.push(signal)),
      { signal: stop.signal },
    );
    expect(signals.map((signal) => signal?.aborted)).toEqual(signals.map(() => false));
    stop.abort();
    expect(signals.map((signal) => signal?.aborted)).toEqual(signals.map(() => true));
  });

  it('ends with the time of all, while it goes on', async () => {
    const began = performance.now();
    let ended = false;
    const engine = engineWith(async ({ signal }, nth) => {
      if (nth > 0) return;
      await new Promise<void>((resolve) => signal!.addEventListener('abort', () => resolve()));
      ended = true;
    });
    const { came, answer } = await asked(engine, { until: began + 20 });
    expect(ended).toBe(true);
    expect(came).toEqual(['stopped', 'stopped']);
    expect(answer.basis.overheadHosts).toBeNull();
    expect(answer.findings.map(({ where }) => where)).toContain('policies');
  });
});

describe('an end of the overheads', () => {
  it('whose search fails is an error, and one that is stopped is not', async () => {
    const broken = engineWith((_, nth) => {
      if (nth === FIRST_END) throw new Error('broken');
    });
    await expect(asked(broken, {})).rejects.toThrow('broken');
    const stop = new AbortController();
    const stopped = engineWith((_, nth) => {
      if (nth !== FIRST_END) return;
      stop.abort();
      throw new Error('stopped');
    });
    const { answer } = await asked(stopped, { signal: stop.signal });
    expect(answer.basis.overheadHosts).toBeNull();
    expect(answer.hostCount).toBe(2);
  });

  it('that was counted before the other was stopped is no range', async () => {
    const stop = new AbortController();
    const engine = engineWith((_, nth) => {
      if (nth === FIRST_END + 1) stop.abort();
    });
    const { answer } = await asked(engine, { signal: stop.signal });
    expect(answer.basis.overheadHosts).toBeNull();
  });
});
