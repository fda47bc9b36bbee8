import { describe, expect, it } from 'vitest';
import type { FoldEngine, EngineHooks } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { PlanRequest, PlanProgress } from '../../src/decide/planner';
import { KeptPlans, type KeptPlan } from '../../src/decide/kept-plans';
import { Planner } from '../../src/decide/planner';
import { isBetter, meritOf } from '../../src/decide/better';
import type { FoldAnswer } from '../../src/placement/answer';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { EVERY_CASE } from '../often';

const sample: PlanRequest = { ...DEFAULT_SCENARIO, sample: true, readings: [] };
const WORK = 20;

/** An engine that makes no estimate, of which nothing is asked here. */
async function engineOf(): Promise<FoldEngine> {
  const { estimate: _, ...engine } = await createLocalEngine();
  return engine;
}

describe('a planner', () => {
  it('goes on from what is known where the same is asked with other seconds, and begins anew for all else', async () => {
    const engine = await engineOf();
    let besides = 0;
    const asked: Parameters<FoldEngine['fold']>[] = [];
    const planner = new Planner({
      ...engine,
      fold: (problem, budget, hooks) => {
        asked.push([problem, budget, hooks]);
        const onFirst: EngineHooks['onFirst'] = (first, on) =>
          hooks!.onFirst!(first, {
            fold: (...side) => {
              besides++;
              return on.fold(...side);
            },
          });
        return engine.fold(problem, budget, hooks?.onFirst ? { ...hooks, onFirst } : hooks);
      },
    });
    const plan = async (change: Partial<PlanRequest>) => {
      asked.length = 0;
      besides = 0;
      const updates: PlanProgress[] = [];
      await planner.plan({ ...sample, ...change }, (update) => updates.push(update));
      const whole = asked.filter(([, budget]) => budget.seconds !== undefined || budget.work === WORK);
      expect(whole).toHaveLength(1);
      const [problem, , hooks] = whole[0];
      return { problem, known: hooks?.known, answer: updates.at(-1)!.answer! };
    };
    const first = await plan({ seconds: 0.05 });
    expect(first.known).toBeUndefined();
    expect(besides).toBeGreaterThan(0);
    const more = await plan({ seconds: 0.1 });
    // What stands beside the plan is known too.
    expect(besides).toBe(0);
    expect(more.answer.policies).toEqual({
      ...first.answer.policies,
      [sample.policy]: more.answer.hostCount,
    });
    if (more.answer.hostCount === first.answer.hostCount)
      expect(more.answer.withFailures).toEqual(first.answer.withFailures);
    expect(more.problem).toBe(first.problem);
    expect(more.known!.lowerBound).toBe(first.answer.lowerBound);
    expect(more.answer.course[0]).toMatchObject({ seconds: 0, value: first.answer.hostCount });
    expect(more.answer.hostCount).toBeLessThanOrEqual(first.answer.hostCount);
    expect((await plan({ seconds: 0.1, seed: 2 })).known).toBeUndefined();
    expect((await plan({ seconds: 0.1, seed: 2, policy: 'sum-of-p95' })).known).toBeUndefined();
    // Work is to give the same answer whatever was folded before.
    expect((await plan({ work: WORK })).known).toBeUndefined();
  });

  it('gives whoever goes back to a choice the very plan that stood there, searching nothing', async () => {
    const engine = await engineOf();
    let folds = 0;
    const planner = new Planner({
      ...engine,
      fold: (...given) => {
        folds++;
        return engine.fold(...given);
      },
    });
    const plan = async (change: Partial<PlanRequest>, signal?: AbortSignal) => {
      const before = folds;
      const updates: PlanProgress[] = [];
      await planner.plan({ ...sample, ...change }, (update) => updates.push(update), signal);
      const { answer, took } = updates.at(-1)!;
      return { answer: answer!, took, folds: folds - before };
    };
    // Small hosts, so that nothing is proved at once.
    const hosts = [{ ...sample.hosts[0], cores: 3, memory: 9000 }];
    await plan({ hosts, seconds: 0.05 });
    const longer = await plan({ hosts, seconds: 0.1 });
    expect(longer.folds).toBeGreaterThan(0);
    await plan({ hosts, seconds: 0.05, policy: 'sum-of-peaks' });
    const again = await plan({ hosts, seconds: 0.05 });
    expect(again.folds).toBe(0);
    expect(again.answer).toEqual(longer.answer);
    expect(again.took).toBe(longer.took);
    // Its proof can be checked, as that of the plan in sight.
    if (again.answer.proof) expect(await planner.recheck()).not.toBeNull();
  });

  it('goes on with a search that was stopped, from the plan that it had', async () => {
    const planner = new Planner(await engineOf());
    const hosts = [{ ...sample.hosts[0], cores: 3, memory: 9000 }];
    const plan = async (signal?: AbortSignal) => {
      const updates: PlanProgress[] = [];
      await planner.plan({ ...sample, hosts, seconds: 0.1 }, (update) => updates.push(update), signal);
      return updates.at(-1)!;
    };
    const stopped = await plan(AbortSignal.abort());
    expect(stopped.answer!.endedBy).toBe('cancelled');
    const whole = await plan();
    expect(whole.answer!.endedBy).not.toBe('cancelled');
    expect(whole.answer!.hostCount).toBeLessThanOrEqual(stopped.answer!.hostCount);
  });
});

describe('a planner that searches by steps', () => {
  const hosts = [{ ...sample.hosts[0], cores: 3, memory: 9000 }];
  const start = async () => {
    const planner = new Planner(await engineOf());
    return async (work: number, signal?: AbortSignal) => {
      const updates: PlanProgress[] = [];
      await planner.plan({ ...sample, hosts, work }, (update) => updates.push(update), signal);
      const shown = updates.flatMap(({ answer }) => (answer ? [answer] : []));
      const { course: _, ...answer } = shown.at(-1)!;
      return { answer, shown: shown.map(meritOf) };
    };
  };

  it('finds the same after a shorter look as at once, shows nothing worse meanwhile, and gives the shorter back', async () => {
    const plan = await start();
    const little = await plan(2);
    const more = await plan(8);
    expect(more.answer).toEqual((await (await start())(8)).answer);
    expect(more.answer).not.toEqual(little.answer);
    expect(more.shown.filter((each) => isBetter(meritOf(little.answer as FoldAnswer), each))).toEqual([]);
    expect((await plan(2)).answer).toEqual(little.answer);
    expect(little.answer.search).toEqual({ work: 2, seconds: null, steps: 2, seed: 1 });
  });

  it.runIf(EVERY_CASE)(
    'keeps what it had where a longer look is stopped, and then searches it whole',
    async () => {
      const plan = await start();
      const whole = await plan(2);
      const stopped = await plan(5000, AbortSignal.abort());
      expect(stopped.answer).toEqual({ ...whole.answer, endedBy: 'cancelled' });
      expect((await plan(6)).answer).toEqual((await (await start())(6)).answer);
    },
  );
});

describe('kept plans', () => {
  const plan = (bytes: number, changes: Partial<KeptPlan> = {}) =>
    ({
      folded: { problem: { demand: new Int32Array(bytes / 4) } },
      work: null,
      seconds: 1,
      ...changes,
    }) as unknown as KeptPlan;

  it('are found by steps, and the best of those within so many', () => {
    const kept = new KeptPlans();
    const of = (work: number, value: number) => plan(4, { work, value, unplaced: 0, lowerBound: 1 });
    for (const each of [of(10, 9), of(20, 7), of(30, 8), of(99, 6)]) kept.keep('a', each);
    kept.keep('b', of(10, 1));
    expect(kept.get('a', 20)?.value).toBe(7);
    expect(kept.bestWithin('a', 30)?.value).toBe(7);
    expect(kept.bestWithin('a', 10)?.value).toBe(9);
    expect(kept.bestWithin('a', 9)).toBeUndefined();
  });

  it('are forgotten from the oldest on where they take too much, but for the newest', () => {
    const kept = new KeptPlans(100);
    kept.keep('a', plan(40));
    kept.keep('b', plan(40));
    // Kept once more, it is the newest, and counted once.
    kept.keep('a', plan(40));
    expect([kept.get('a'), kept.get('b')]).not.toContain(undefined);
    kept.keep('c', plan(40));
    expect(kept.get('b')).toBeUndefined();
    expect([kept.get('a'), kept.get('c')]).not.toContain(undefined);
    kept.keep('d', plan(400));
    expect([kept.get('a'), kept.get('c')]).toEqual([undefined, undefined]);
    expect(kept.get('d')).toBeDefined();
  });
});
