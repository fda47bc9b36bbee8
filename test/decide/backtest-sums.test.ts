import { describe, expect, it, test } from 'vitest';
import { Backtest, hostsTried, type TrialLine } from '../../src/decide/backtest';
import { caseCount } from '../../src/decide/study';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { OPTIONS, estateOf, guest } from '../placement/estates';

const HOUR = 3_600_000;
const hosts = [{ ...OPTIONS.hosts[0], cores: 1, rating: 1, memory: null }];
/** Servers at 50 % of a host, over days of four slots. */
function backtest(days: number, servers: number, fewest: number, folds: Partial<FoldEngine> = {}) {
  const busy = new Array<number>(4 * days).fill(50);
  const estate = estateOf(
    Array.from({ length: servers }, (_, k) => guest(`S${k}`, { busy }, { cores: 1, rating: 1 })),
    busy.length,
  );
  const engine = { fold: () => Promise.reject(new Error('not asked')), ...folds };
  const grid = { ...estate.grid, step: 6 * HOUR };
  return new Backtest({ ...estate, grid }, { ...OPTIONS, seed: 3, hosts }, engine, fewest);
}

type Deal = TrialLine['deal'];
const line = (deal: Deal, machines: number, on: number, seed: number, over: number | null): TrialLine => {
  const trial = { deal, hosts: machines, on, days: Math.max(1, on), seed };
  if (over === null) return { ...trial, over };
  return { ...trial, over, overCeiling: 2 * over, worst: 3 * over, hostsHit: over / 2 };
};
const near = (value: number) => expect.closeTo(value, 12) as number;

describe('trials of three days', () => {
  const own = backtest(3, 10, 6);
  const lines = [
    line('evened', 7, 2, 3, 0),
    line('evened', 6, 2, 3, 0),
    line('evened', 6, 2, 4, 0.2),
    line('evened', 6, 1, 3, 0.2),
    line('evened', 6, 1, 4, 0.4),
    line('evened', 5, 1, 3, 0.5),
    line('evened', 5, 1, 4, null),
    line('equal-means', 5, 0, 3, 0.1),
    line('equal-means', 6, 1, 3, 0.5),
    line('peak-of-sums', 7, 1, 3, 0.3),
    line('peak-of-sums', 8, 2, 3, 0.1),
  ];
  it('come to points by number of hosts, without those for which some trial found no plan', () => {
    const risk = own.riskOf(lines, 0.2);
    expect(risk).toMatchObject({ days: 3, fewest: 6, tolerance: 0.2, chosen: 6 });
    expect(risk.curve).toEqual([
      // Means of 0.1 and 0.3 for the two draws: a standard error of 0.1.
      {
        machines: 6,
        over: near(0.2),
        error: near(0.1),
        overCeiling: near(0.4),
        worst: near(0.6),
        hostsHit: near(0.1),
      },
      { machines: 7, over: 0, error: 0, overCeiling: 0, worst: 0, hostsHit: 0 },
    ]);
    expect(risk.equalMeans.map(({ machines, over }) => [machines, over])).toEqual([[6, 0.5]]);
    expect(risk.policies.map(({ policy, machines, over }) => [policy, machines, over])).toEqual([
      ['peak-of-sums', 8, near(0.2)],
    ]);
    expect(risk.done).toBeCloseTo(11 / caseCount(own.study), 12);
    expect(own.riskOf(lines, 0.19).chosen).toBe(7);
  });
  it('tell what fewer days would have told, and how their plans did on the next', () => {
    const pairs = (points: readonly { machines: number; over: number }[]) =>
      points.map(({ machines, over }) => [machines, +over.toFixed(12)]);
    const [one, two, ...none] = own.riskOf(lines, 0.2).byDays;
    expect(none).toEqual([]);
    expect([one.days, pairs(one.tested), pairs(one.next), one.proof?.machines]).toEqual([
      1,
      [[5, 0.1]],
      [[6, 0.3]],
      7,
    ]);
    expect([two.days, pairs(two.tested), pairs(two.next), two.proof?.machines]).toEqual([
      2,
      [[6, 0.3]],
      [
        [6, 0.1],
        [7, 0],
      ],
      8,
    ]);
    // Without a trial of the fewest, nothing is said of it.
    expect(own.riskOf(lines.slice(0, 9), 0.2).byDays.map(({ proof }) => proof)).toEqual([null, null]);
    expect(own.riskOf([], 0.2)).toMatchObject({ curve: [], policies: [], byDays: [], chosen: null, done: 0 });
  });
  it('are of eight draws, each of the one day first, then of each day tested', () => {
    const [draws, plans] = own.study.axes as unknown as { settings: Record<string, string | number>[] }[];
    expect(draws.settings).toEqual([3, 4, 5, 6, 7, 8, 9, 10].map((seed) => ({ seed })));
    const told = plans.settings.map(({ deal, hosts, days, on }) => `${deal} ${hosts} ${days} ${on}`);
    const tried = [5, 6, 7, 8, 9, 10];
    expect(told.slice(0, 6)).toEqual(tried.map((n) => `equal-means ${n} 1 0`));
    expect(told.slice(6, 18)).toEqual(
      ['evened', 'equal-means'].flatMap((deal) => tried.map((n) => `${deal} ${n} 1 1`)),
    );
    expect(told.slice(18, 21).map((text) => text.replace(/^\S+ /, ''))).toEqual(
      new Array<string>(3).fill('0 1 1'),
    );
    expect(told.at(-1)).toMatch(/ 0 2 2$/);
    expect(told).toHaveLength(6 + 2 * 15);
  });
});

describe('trials of other logs', () => {
  it('are tested on six days at most, the first and the last among them', () => {
    const { settings } = backtest(9, 2, 1).study.axes[1] as { settings: Record<string, unknown>[] };
    expect([...new Set(settings.map(({ on }) => on))]).toEqual([0, 1, 2, 4, 5, 7, 8]);
  });
  it('of one day are its own tests, by equal means', () => {
    const own = backtest(1, 10, 6);
    expect(own.study.axes[0]).toMatchObject({ settings: { length: 16 } });
    const risk = own.riskOf([line('equal-means', 6, 0, 3, 0.1), line('equal-means', 5, 0, 3, 0.3)], 0.2);
    expect(risk.curve.map(({ machines, over }) => [machines, over])).toEqual([
      [5, 0.3],
      [6, 0.1],
    ]);
    expect(risk).toMatchObject({ chosen: 6, byDays: [], policies: [] });
  });
  test.each([
    [20, 1000, 20, [19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]],
    [22, 1000, 22, [21, 22, 23, 24, 25, 26, 27, 29, 30, 31, 32, 33]],
    [1, 1000, 1, [1, 2, 3, 4, 5, 6]],
    [10, 11, 2, [5, 6, 7, 8, 9, 10, 11]],
    [11, 1000, 11, [10, 11, 12, 13, 14, 15, 16, 17]],
  ])('of %i hosts at fewest try, of %i at most and %i at least, %j', (fewest, most, least, tried) => {
    expect(hostsTried(fewest, most, least)).toEqual(tried);
  });
});
