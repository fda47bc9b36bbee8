import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Era } from '../../src/counters/circumstances';
import { correct } from '../../src/counters/correct';
import { partRange, rangesOf } from '../../src/counters/interval';
import type { Part } from '../../src/counters/interval';
import { recorded } from '../estate/recordings';
import { coverage, holdAgainst, meanOf, shareOf } from './coverage/coverage';
import { Draws, simulate } from './coverage/host';
import type { Kind, Machine, Scene } from './coverage/host';

const TERMS = { tickMs: 15.625, sliceMs: 50 };
/** So many ticks that chance plays no part. */
const LONG = 1e12;

describe('the interval of a process', () => {
  // The J rows of the sampling oracles: used, used + ready, true share of kind B, and what it showed of all (stacked
  // ticks to the woken thread): closed forms, which no simulation of this project gave.
  it.each([
    [0.2246, 0.7847, 0.0431, 0.4379],
    [0.0914, 0.6676, 0.091, 0.4423],
    [0.035, 0.883, 0.3273, 0.8851],
  ])('of a guest that used %d holds the true share of closed forms', (used, sum, truth, shown) => {
    const [b, a] = [shown, 1 - shown].map((share) =>
      partRange({ shown: share * sum, sum, used, waited: sum - used, ticks: LONG }, TERMS),
    );
    expect(b.low / used).toBeLessThan(truth);
    expect(b.high / used).toBeGreaterThan(truth);
    expect(a.low / used).toBeLessThan(1 - truth);
    expect(a.high / used).toBeGreaterThan(1 - truth);
  });

  it('solves m = (1 - e) s + e d, the odds of d being those of s times slice over shortest burst', () => {
    const part = { shown: 0.3, sum: 0.8, used: 0.5, waited: 0.3, ticks: LONG };
    const { low, high } = partRange(part, TERMS);
    const e = 1 - 0.5 / 0.8;
    const shownFor = (s: number, ratio: number) => {
      const odds = (ratio * s) / (1 - s);
      return 0.8 * ((1 - e) * s + (e * odds) / (1 + odds));
    };
    expect(shownFor(low / 0.5, 50)).toBeCloseTo(0.3, 4);
    expect(shownFor(high / 0.5, 1 / 50)).toBeCloseTo(0.3, 4);
    // A longest burst of 200 ms ends the ratio where slices are longer still.
    const longer = partRange(part, { ...TERMS, sliceMs: 1000 });
    expect(shownFor(longer.low / 0.5, 200)).toBeCloseTo(0.3, 4);
  });

  it('is two standard errors of a count wide each way where nothing comes late', () => {
    // 0.1 of 10,000 ticks: 1,000 of them, give or take 31.6; one more where the next was about to fall.
    const { low, high } = partRange({ shown: 0.1, sum: 0.4, used: 0.4, waited: 0, ticks: 10_000 }, TERMS);
    expect(low).toBeCloseTo(0.1 - 2 * 0.00316228, 6);
    expect(high).toBeCloseTo(0.1 + 2 * 0.00316228 + 0.0001, 6);
  });

  it('is chance alone for a guest that never goes idle', () => {
    const part = { shown: 0.3, sum: 1, used: 0.5, waited: 0.5, ticks: LONG };
    const steady = partRange(part, TERMS);
    expect(steady.high - steady.low).toBeLessThan(0.001);
    const resting = partRange({ ...part, sum: 0.99, waited: 0.49 }, TERMS);
    expect(resting.high - resting.low).toBeGreaterThan(0.2);
  });

  it('is narrower where late ticks do not stack up: each is of a turn, which has a shortest burst at least', () => {
    // 0.05 used and 0.2 late: a turn of 3.9 ms on average, of which a process that begins it has 1 ms or more.
    const part = { shown: 0.05, sum: 0.25, used: 0.05, waited: 0.6, ticks: LONG };
    const any = partRange(part, TERMS);
    const { low } = partRange(part, { ...TERMS, era: '2012' });
    expect(low).toBeGreaterThan(any.low);
    const [s, e, kept] = [low / 0.05, 0.8, 0.2 / (0.05 * 15.625)];
    expect((1 - e) * s + (e * s) / kept).toBeCloseTo(0.2, 4);
  });

  const part = fc.record<Part>({
    shown: fc.double({ min: 0, max: 1, noNaN: true }),
    sum: fc.double({ min: 0, max: 1, noNaN: true }),
    used: fc.double({ min: 0, max: 1, noNaN: true }),
    waited: fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: 1, noNaN: true })),
    ticks: fc.double({ min: 1, max: 1e6, noNaN: true }),
  });
  const era = fc.constantFrom<Era>('not known', '2012');
  it('lies within what the guest used, and holds the proportional part', () => {
    fc.assert(
      fc.property(part, fc.double({ min: 1, max: 1000, noNaN: true }), era, (drawn, sliceMs, era) => {
        const each = { ...drawn, sum: Math.max(drawn.sum, drawn.shown) };
        const { low, high } = partRange(each, { ...TERMS, sliceMs, era });
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(each.used + 1e-12);
        const proportional = each.sum > 0 ? (each.used * each.shown) / each.sum : 0;
        expect(low).toBeLessThanOrEqual(proportional + 1e-9);
        expect(high).toBeGreaterThanOrEqual(proportional - 1e-9);
      }),
    );
  });

  it('grows with what its guest waited, and never with the length of the log', () => {
    const width = (waited: number, ticks: number) => {
      const { low, high } = partRange({ shown: 0.2, sum: 0.3 + waited, used: 0.3, waited, ticks }, TERMS);
      return high - low;
    };
    for (const [less, more] of [
      [0, 0.03],
      [0.03, 0.1],
      [0.1, 0.3],
    ])
      expect(width(less, 4000)).toBeLessThan(width(more, 4000));
    expect(width(0.1, 40_000)).toBeLessThan(width(0.1, 4000));
  });

  it('takes all that it waited for late where ticks were lost: how many of them were stacked cannot be seen', () => {
    const lost = { shown: 0.1, sum: 0.25, used: 0.3, waited: 0.2, ticks: LONG };
    const { low, high } = partRange(lost, TERMS);
    const same = partRange({ ...lost, used: 0.05, waited: 0.2 }, TERMS);
    expect(low / 0.3).toBeCloseTo(same.low / 0.05, 3);
    expect(high / 0.3).toBeCloseTo(same.high / 0.05, 3);
    expect(high - low).toBeGreaterThan(0.2);
  });

  it('is told of nothing where a log has no figure, and of everything where no tick fell', () => {
    const none = partRange({ shown: NaN, sum: 0.3, used: 0.2, waited: 0, ticks: 100 }, TERMS);
    expect([none.low, none.high]).toEqual([NaN, NaN]);
    expect(partRange({ shown: 0, sum: 0, used: 0.2, waited: 0, ticks: 100 }, TERMS)).toEqual({
      low: 0,
      high: 0.2,
    });
  });
});

describe('the intervals of a correction', () => {
  const log = (busy: number[], a: number[], b: number[]) =>
    recorded(
      'DB01',
      busy.map((_, k) => 60_000 * k),
      { busy },
      {
        facts: { cores: 1 },
        processSeries: [
          { name: 'a', values: Float32Array.from(a) },
          { name: 'b', values: Float32Array.from(b) },
        ],
      },
    );
  const times = [0, 60_000, 120_000, 180_000];

  it('are told for each sample and for the whole, in which chance evens out', () => {
    const guest = log([60, 60, 60, 60], [20, 20, 20, 20], [40, 40, 40, 40]);
    const host = recorded('DB01', times, { runCores: [0.5, 0.5, 0.5, NaN], ready: [10, 10, 10, NaN] });
    const { processes, width, within } = rangesOf(correct(guest, host), TERMS);
    expect(processes.map(({ name }) => name)).toEqual(['b', 'a']);
    const [{ low, high, mean }] = processes;
    expect(low[3]).toBeNaN();
    expect(mean.low).toBeGreaterThan(low[0]);
    expect(mean.high).toBeLessThan(high[0]);
    expect(mean.corrected).toBeCloseTo(1 / 3, 6);
    expect(width).toBeCloseTo((high[0] - low[0]) / 0.5, 1);
    expect(within).toBeGreaterThanOrEqual(mean.measured - mean.low);
  });

  it('are about what its processes showed where the meter stands', () => {
    const guest = log([60, 60, 60, 60], [20, 20, 20, 20], [40, 40, 40, 40]);
    const host = recorded('DB01', times, {
      usedCores: [0.78, 0.78, 0.78, 0.78],
      ready: [0.1, 0.1, 0.1, 0.1],
    });
    const { processes, within } = rangesOf(correct(guest, host), TERMS);
    expect(processes[0].mean.low).toBeLessThan(0.4);
    expect(processes[0].mean.high).toBeGreaterThan(0.4);
    expect(within).toBeLessThan(0.02);
  });
});

describe('stated intervals against an independent simulation', () => {
  const exponential = (process: number, mean: number, weight = 1): Kind => ({
    process,
    mean,
    weight,
    burst: 'exponential',
  });
  const hog: Machine = { vcpus: 1, threads: [{ vcpu: 0, wait: 0, kinds: [exponential(0, 100)] }] };
  const beside = (own: Machine, more: Partial<Scene> = {}): Scene => ({
    processors: own.vcpus,
    slice: 50,
    tick: 15.625,
    late: 'burst',
    rate: 2,
    idleFirst: false,
    machines: [own, ...Array.from({ length: own.vcpus }, () => hog)],
    ...more,
  });
  const mixed = (a: number, b: number): Machine => ({
    vcpus: 1,
    threads: [{ vcpu: 0, wait: 20, kinds: [exponential(0, a, 0.1), exponential(1, b, 0.9)] }],
  });
  const apart = (vcpus: number): Machine => ({
    vcpus,
    threads: [
      { vcpu: 0, wait: 60, kinds: [exponential(0, 12)] },
      { vcpu: vcpus - 1, wait: 15, kinds: [exponential(1, 1.5)] },
    ],
  });

  const plain = { speed: 1, listed: 'all', run: true, skipped: null, era: 'not known' } as const;

  it('the simulator gives the closed forms of the first J row', () => {
    for (const [idleFirst, meter, shown] of [
      [true, 0.4138, 0.0234],
      [false, 0.7847, 0.4379],
    ] as const) {
      const scene = beside(mixed(200, 1), { tick: 10, idleFirst });
      const [{ used, ready, shown: own, idleShown }] = simulate(scene, new Draws(3), 4000, 1);
      const total = used[0] + used[1];
      expect(total).toBeCloseTo(0.2246, 2);
      expect(total + ready).toBeCloseTo(0.7847, 2);
      expect(1 - idleShown).toBeCloseTo(meter, 2);
      expect(used[1] / total).toBeCloseTo(0.0431, 2);
      expect(own[1] / (own[0] + own[1])).toBeCloseTo(shown, 2);
    }
  });

  it.each<[string, Scene]>([
    ['bursts of 20 and 2 ms', beside(mixed(20, 2))],
    ['bursts of 200 and 1 ms', beside(mixed(200, 1))],
    ['bursts of 3 ms, both', beside(mixed(3, 3))],
    ['a thread for each', beside(apart(1))],
    ['bursts of 20 and 2 ms, idle first', beside(mixed(20, 2), { idleFirst: true })],
    ['two processors', beside(apart(2))],
  ])('hold both processes: %s', async (_, scene) => {
    const intervals = simulate(scene, new Draws(11), 60, 8);
    const told = [];
    for (const each of intervals)
      told.push(...(await holdAgainst({ ...plain, scene, seconds: 60 }, [each, each])));
    expect(told).toHaveLength(16);
    expect(shareOf(told, ({ held }) => held)).toBeGreaterThanOrEqual(0.93);
  });

  it.each<[string, Scene['late'], 'not known' | 'vista' | '2012', number, number]>([
    ['all that was not listed is lost ticks where so many never came', 'discard', 'vista', 0, 0.75],
    ['and so where the era says that none was skipped', 'delay', 'vista', 0, 0.75],
    ['and hold where idle processors skipped some', 'discard', '2012', 0.4, 1],
  ])('are narrower where clock interrupts tell: %s', async (_, late, era, skipped, times) => {
    const scene = beside(apart(1), { late });
    const intervals = simulate(scene, new Draws(21), 300, 2);
    for (const run of [true, false]) {
      const part = { ...plain, scene, seconds: 300, listed: 1, run, era } as const;
      const without = await holdAgainst(part, intervals);
      const told = await holdAgainst({ ...part, skipped }, intervals);
      const width = (some: typeof told) => Math.max(...some.map((each) => each.width));
      expect(width(told)).toBeLessThan(times * width(without) + 1e-9);
      expect(told.every(({ held, meanHeld }) => held && meanHeld)).toBe(true);
    }
  });

  it('hold in 93 of 100 random guests or more, and are no answer from nothing to the total', async () => {
    const told = await coverage(30, 1);
    expect(told.length).toBeGreaterThanOrEqual(55);
    expect(shareOf(told, ({ held }) => held)).toBeGreaterThanOrEqual(0.93);
    expect(shareOf(told, ({ meanHeld }) => meanHeld)).toBeGreaterThanOrEqual(0.93);
    expect(meanOf(told, ({ width }) => width)).toBeLessThan(0.75);
    for (const some of [told.filter(({ whole }) => !whole), told.filter(({ run }) => !run)]) {
      expect(some.length).toBeGreaterThanOrEqual(10);
      expect(shareOf(some, ({ held }) => held)).toBeGreaterThanOrEqual(0.93);
    }
  });
});
