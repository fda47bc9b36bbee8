import { describe, expect, it, vi } from 'vitest';
import { plantedOverADay } from '../../bench/packing-instances';
import { estimateHosts } from '../../src/engine/count/estimate';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { staticProblem } from '../../src/engine/packing/problem';
import { countedLeast, leastBetween, worthEstimating } from '../../src/placement/estimate';
import { fold, type AnswerProgress } from '../../src/placement/fold';
import { OPTIONS, estateOf, guest } from './estates';

describe('where the least number of hosts likely lies', () => {
  it('is told from the count, within bound and plan', () => {
    expect(leastBetween(88, 78, 90)).toEqual({ least: 84, most: 90, counted: 88 });
    expect(leastBetween(80, 78, 90)).toEqual({ least: 78, most: 83, counted: 80 });
    expect(leastBetween(60, 78, 90)).toEqual({ least: 78, most: 81, counted: 60 });
  });

  it('is not told where that is no more than bound and plan say, or beside them', () => {
    expect(leastBetween(12.4, 12, 12)).toBeNull();
    expect(leastBetween(12.5, 12, 13)).toBeNull();
    expect(leastBetween(100, 78, 90)).toBeNull();
    expect(leastBetween(null, 78, 90)).toBeNull();
  });
});

describe('plans are counted', () => {
  const problem = staticProblem(new Int32Array(90).fill(1), Int32Array.of(10));
  const plan = (hosts: number) => ({
    hostKind: new Int32Array(hosts),
    hostOf: Int32Array.from({ length: 90 }, (_, i) => i % hosts),
  });
  const open = { plan: plan(12), lowerBound: 10, proved: false };

  it('where bound and plan lie apart', () => {
    expect(worthEstimating(problem, open)).toBe(true);
    expect(worthEstimating(problem, { ...open, lowerBound: 11 })).toBe(false);
    expect(worthEstimating(problem, { ...open, proved: true })).toBe(false);
  });

  it('not where hosts hold few, some found no room, or money counts', () => {
    expect(worthEstimating(problem, { ...open, plan: plan(41) })).toBe(false);
    const without = plan(12);
    without.hostOf[3] = -1;
    expect(worthEstimating(problem, { ...open, plan: without })).toBe(false);
    expect(worthEstimating({ ...problem, kindPrice: Int32Array.of(7) }, open)).toBe(false);
  });

  it('by an engine that can', async () => {
    const estimate = vi.fn(async () => 11.2);
    const result = { ...open } as Parameters<typeof countedLeast>[2];
    expect(await countedLeast({ fold: vi.fn(), estimate }, problem, result, 3)).toBe(11.2);
    expect(await countedLeast({ fold: vi.fn() }, problem, result, 3)).toBeNull();
    await countedLeast({ fold: vi.fn(), estimate }, problem, { ...result, proved: true }, 3);
    expect(estimate).toHaveBeenCalledExactlyOnceWith(problem, 3, undefined);
  });
});

describe('an answer', () => {
  /** Three of these fill a host of 8 GHz: 22 hosts for 66. */
  const estate = estateOf(
    Array.from({ length: 66 }, (_, i) =>
      guest(`S${i}`, { busy: [100, 100] }, { cores: 1, rating: 2.4, memory: 64 }),
    ),
    2,
  );
  const engineOf = async (counted: number | null) => {
    const local = await createLocalEngine();
    const estimate = vi.fn(async () => counted);
    const engine: FoldEngine = {
      ...local,
      estimate,
      async fold(...of) {
        const open = {
          lowerBound: 19,
          proved: false,
          boundBy: 'none',
          simple: null,
          certificate: null,
        } as const;
        return { ...(await local.fold(...of)), ...open, endedBy: 'work' };
      },
    };
    return { engine, estimate };
  };

  it('tells where the fewest likely lie once nothing is searched for any more', async () => {
    const { engine, estimate } = await engineOf(20);
    const told: unknown[] = [];
    const onProgress = (news: AnswerProgress) => void told.push(news.answer().estimate);
    const answer = await fold(estate, OPTIONS, engine, { onProgress });
    expect(answer).toMatchObject({ hostCount: 22, lowerBound: 19, proved: false });
    expect(answer.estimate).toEqual({ least: 19, most: 20, counted: 20 });
    expect(estimate).toHaveBeenCalledTimes(1);
    expect(told.every((each) => each === null)).toBe(true);
    expect(told.length).toBeGreaterThan(0);
  });

  it('has none where plans are not counted, or its plan is proved or only a part of something else', async () => {
    const { engine, estimate } = await engineOf(null);
    expect((await fold(estate, OPTIONS, engine)).estimate).toBeNull();
    expect(estimate).toHaveBeenCalledTimes(1);
    await fold(estate, OPTIONS, engine, { plain: true });
    await fold(estate, OPTIONS, engine, { even: false });
    const proved = await fold(estate, OPTIONS, { ...(await createLocalEngine()), estimate });
    expect(proved).toMatchObject({ proved: true, estimate: null });
    expect(estimate).toHaveBeenCalledTimes(1);
  });

  it('is counted by the engine of the page and of the command line alike', async () => {
    const engine = await createLocalEngine();
    const made = plantedOverADay(10, 8, 2, 3);
    expect(await engine.estimate!(made, 4)).toBe(await estimateHosts(made, 4));
    expect(await engine.estimate!(made, 4, AbortSignal.abort())).toBeNull();
  });
});
