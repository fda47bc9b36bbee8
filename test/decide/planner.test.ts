import { describe, expect, it } from 'vitest';
import type { FoldEngine, EngineHooks } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { PlanRequest, PlanProgress } from '../../src/decide/planner';
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
});
