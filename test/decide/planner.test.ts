import { describe, expect, it } from 'vitest';
import type { FoldEngine, EngineHooks } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { PlanRequest, PlanProgress } from '../../src/decide/planner';
import { KeptPlans, type KeptPlan } from '../../src/decide/kept-plans';
import { Planner } from '../../src/decide/planner';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';

const sample: PlanRequest = { ...DEFAULT_SCENARIO, sample: true, readings: [] };
const WORK = 20;

describe('a planner', () => {
  it('goes on from what is known where the same is asked with other seconds, and begins anew for all else', async () => {
    const engine = await createLocalEngine();
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
    expect((await plan({ work: WORK })).known).toBeUndefined();
  });

  it('gives whoever goes back to a choice the very plan that stood there, searching nothing', async () => {
    const engine = await createLocalEngine();
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
      const { answer, searched } = updates.at(-1)!;
      return { answer: answer!, searched, folds: folds - before };
    };
    // Small hosts, so that nothing is proved at once.
    const hosts = [{ ...sample.hosts[0], cores: 3, memory: 9000 }];
    const first = await plan({ hosts, seconds: 0.2 });
    expect(first.searched).toBeUndefined();
    const longer = await plan({ hosts, seconds: 0.4 });
    expect(longer.folds).toBeGreaterThan(0);
    await plan({ hosts, seconds: 0.2, policy: 'sum-of-peaks' });
    const again = await plan({ hosts, seconds: 0.2 });
    expect(again.folds).toBe(0);
    expect(again.answer).toEqual(longer.answer);
    expect(again.searched?.budget).toBe(0.4);
    // Its proof can be checked, as that of the plan in sight.
    if (again.answer.proof) expect(await planner.recheck()).not.toBeNull();
  });

  it('goes on with a search that was stopped, from the plan that it had', async () => {
    const planner = new Planner(await createLocalEngine());
    const hosts = [{ ...sample.hosts[0], cores: 3, memory: 9000 }];
    const plan = async (signal?: AbortSignal) => {
      const updates: PlanProgress[] = [];
      await planner.plan({ ...sample, hosts, seconds: 0.3 }, (update) => updates.push(update), signal);
      return updates.at(-1)!;
    };
    const stopped = await plan(AbortSignal.abort());
    expect(stopped.answer!.endedBy).toBe('cancelled');
    const whole = await plan();
    expect(whole.searched).toBeUndefined();
    expect(whole.answer!.endedBy).not.toBe('cancelled');
    expect(whole.answer!.hostCount).toBeLessThanOrEqual(stopped.answer!.hostCount);
  });
});

describe('kept plans', () => {
  const plan = (bytes: number) =>
    ({
      folded: { problem: { demand: new Int32Array(bytes / 4) } },
      seconds: 1,
      took: 1,
    }) as unknown as KeptPlan;

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
