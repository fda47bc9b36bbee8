import { describe, expect, it, vi } from 'vitest';
import { staticProblem } from '../../src/engine/packing/problem';
import { countedLeast, leastBetween, worthEstimating } from '../../src/placement/estimate';

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
