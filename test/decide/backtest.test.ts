import { beforeAll, describe, expect, it } from 'vitest';
import { Backtest, hostsTried } from '../../src/decide/backtest';
import { daysEnough, daysKnown, daysKnownWords } from '../../src/decide/days-known';
import { chosenOf, type Risk, type RiskPoint } from '../../src/decide/risk';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { daysMeasured, daysOf, onlyDays } from '../../src/estate/days';
import type { Estate } from '../../src/estate/estate';
import { OPTIONS, estateOf, guest } from '../placement/estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const HOUR = 3_600_000;
/** Servers of one core of 1 GHz over days of four slots. */
function measured(series: readonly (readonly number[])[]): Estate {
  const guests = series.map((busy, i) =>
    guest(`S${i}`, { busy: [...busy] }, { cores: 1, rating: 1, memory: 512 }),
  );
  const estate = estateOf(guests, series[0].length);
  return { ...estate, grid: { ...estate.grid, step: 6 * HOUR } };
}
/** Ten servers at 50 % on the first day, and on each later one at that times a factor. */
const rising = (...factors: number[]) =>
  measured(
    Array.from({ length: 10 }, () =>
      [1, ...factors].flatMap((factor) => new Array<number>(4).fill(50 * factor)),
    ),
  );
const hosts = [{ ...OPTIONS.hosts[0], cores: 1, rating: 1, memory: null }];
const backtest = (estate: Estate, fewest: number) =>
  new Backtest(estate, { ...OPTIONS, hosts }, engine, fewest);

describe('days', () => {
  it('are stretches of 24 hours of which half was measured', () => {
    const gap = measured([[...new Array<number>(4).fill(10), ...new Array<number>(4).fill(NaN), 20, 20, 20]]);
    expect(daysOf(gap)).toEqual([
      { from: 0, to: 4 },
      { from: 8, to: 11 },
    ]);
    const last = onlyDays(gap, daysOf(gap).slice(1));
    expect([...last.guests[0].measures.busy!]).toEqual([20, 20, 20]);
    expect(last.grid).toMatchObject({ start: 8 * 6 * HOUR, slots: 3 });
  });

  it('are none that test a plan where each server was measured on one of its own, and those are counted', () => {
    const hole = new Array<number>(4).fill(NaN);
    const alone = (day: number) => [0, 1, 2].flatMap((at) => (at === day ? [9, 9, 9, 9] : hole));
    const estate = measured([alone(0), alone(1), alone(2)]);
    expect(daysOf(estate)).toEqual([]);
    expect(daysMeasured(estate)).toBe(3);
    expect(() => backtest(estate, 1)).toThrow(/on no day were half of the servers measured/);
  });

  it('are one where slots are laid over each other', () => {
    const estate = rising(1);
    expect(daysOf({ ...estate, grid: { ...estate.grid, align: 'time-of-day' } })).toHaveLength(1);
  });
});

describe('a backtest', () => {
  it('plans on the first days and adds up the next', async () => {
    // 10 x 0.5 GHz fill 5 hosts to the brim; a fifth more needs 6, of which some hold two, so 1.2 of 1 GHz, until 10.
    const risk = await backtest(rising(1.2), 5).run(0.001);
    expect(risk).toMatchObject({ days: 2, fewest: 5, tolerance: 0.001, done: 1 });
    const at = new Map(risk.curve.map((point) => [point.machines, point]));
    // Four hosts hold eight.
    expect(at.has(4)).toBe(false);
    expect(at.get(5)).toMatchObject({ over: 1, error: 0, hostsHit: 1 });
    expect(at.get(5)!.worst).toBeCloseTo(1.2, 5);
    expect(at.get(8)!.over).toBeCloseTo(2 / 8, 6);
    expect(at.get(10)!.over).toBe(0);
    expect(risk.chosen).toBe(10);
    expect(risk.equalMeans.find(({ machines }) => machines === 8)?.over).toBeCloseTo(2 / 8, 6);
  });

  it('walks forward, and tells what the first days alone would have bought and how that did on the next', async () => {
    // 10 x 0.5 GHz for two days, then a fifth more: two on one host of 1 GHz are over.
    const risk = await backtest(rising(1, 1.2), 6).run(0.3);
    // Nobody saw the third day coming from the second: half of the tests are without fault.
    expect(risk.curve.find(({ machines }) => machines === 6)!.over).toBeCloseTo((0 + 4 / 6) / 2, 6);
    expect(risk.chosen).toBe(7);
    const [one, two] = risk.byDays;
    // Of one day, deals of equal means on that very day: five hosts hold it; of two, plans of the first on the second.
    expect(one.days).toBe(1);
    expect(one.tested.find(({ machines }) => machines === 5)?.over).toBe(0);
    expect(two.tested.find(({ machines }) => machines === 5)?.over).toBe(0);
    expect(one.proof).toMatchObject({ machines: 5, over: 0 });
    // Nobody saw the third day coming, whoever took as few as were needed by then.
    expect(two.proof).toMatchObject({ machines: 5, over: 1, error: 0 });
    const rows = daysKnown(risk, 0.3);
    expect(rows.map(({ days, taken }) => [days, taken?.machines, taken?.over])).toEqual([
      [1, 6, 0],
      [2, 5, 1],
    ]);
    expect(daysEnough(rows, 0.3)).toBeNull();
    expect(daysKnownWords(rows, 0.3).replaceAll('\u00a0', ' ')).toMatch(
      /^From the first day alone 6 hosts would have been taken: over capacity in 0 % of host-slots on the next day measured\. The fewest then were 5, over in 0 %\. From the first 2 days alone 5 hosts .* 100 % .* The fewest then were 5, over in 100 %\. Not even the most of them told enough: the day after was not within 30 %\. Measure longer\.$/,
    );
  });

  it('takes what the tests up to then would have, once a rise was seen', async () => {
    // The rise of the second day is what the test on it tells: with two days known ten are taken, and the third keeps.
    const risk = await backtest(rising(1.2, 1.2), 10).run(0.001);
    const rows = daysKnown(risk, 0.001);
    expect(rows.map(({ days, taken, proof }) => [days, taken?.machines, proof?.machines])).toEqual([
      [1, 6, 5],
      [2, 10, 10],
    ]);
    // Six hosts hold ten: four of them two.
    expect(rows[0].taken!.over).toBeCloseTo(4 / 6, 6);
    expect(rows[0].proof!.over).toBe(1);
    expect(rows[1].taken!.over).toBe(0);
    expect(daysEnough(rows, 0.001)).toBe(2);
    expect(daysKnownWords(rows, 0.001)).toContain('From 2 days on every day after kept within 0.1\u00a0%.');
  });

  it('takes hosts of several kinds as an inventory has them', async () => {
    // Two of 2 GHz and four of 1 GHz. On all six two large ones hold three servers each and four small ones one: a fifth
    // more still fits. Three hosts, the large ones and a small, are full to the brim and all over; seven there are not.
    const [host] = hosts;
    const kinds = [
      { ...host, count: 4 },
      { ...host, cores: 2, count: 2 },
    ];
    const risk = await new Backtest(rising(1.2), { ...OPTIONS, hosts: kinds }, engine, 3).run(0.001);
    const at = new Map(risk.curve.map((point) => [point.machines, point.over]));
    expect(at.get(3)).toBe(1);
    expect(at.get(6)).toBe(0);
    expect(at.has(2)).toBe(false);
    expect(at.has(7)).toBe(false);
    expect(risk.chosen).toBe(6);
    expect(risk.equalMeans.map(({ machines }) => machines)).toContain(6);
  });

  it('of one day deals by means alone, with sixteen draws', async () => {
    const test = backtest(rising(), 5);
    const risk = await test.run(0.001);
    expect(test.study.axes[0]).toMatchObject({ settings: { length: 16 } });
    expect(risk).toMatchObject({ days: 1, chosen: 5 });
    expect(risk.curve).toEqual(risk.equalMeans);
  });

  it('comes to the same whoever makes its trials, and when', async () => {
    const [one, two] = [await backtest(rising(1.1), 5).run(0.01), await backtest(rising(1.1), 5).run(0.01)];
    expect(two).toEqual(one);
  });
});

describe('what some days would have bought', () => {
  const point = (machines: number, over: number) => ({ machines, over }) as RiskPoint;
  const risk = (tested: RiskPoint[], proof: number) =>
    ({
      byDays: [{ days: 2, tested, next: [point(7, 0.1), point(8, 0)], proof: point(proof, 1) }],
    }) as unknown as Risk;
  it('is not known where fewer hosts than were tried might have done', () => {
    expect(daysKnown(risk([point(7, 0), point(8, 0)], 5), 0.01)[0].taken).toBeNull();
    expect(daysKnown(risk([point(7, 0), point(8, 0)], 7), 0.01)[0].taken).toEqual(point(7, 0.1));
    expect(daysKnown(risk([point(7, 0.1), point(8, 0)], 5), 0.01)[0].taken).toEqual(point(8, 0));
    expect(daysKnown(risk([point(7, 0.1), point(8, 0.1)], 5), 0.01)[0].taken).toBeNull();
  });
});

describe('the number that risk picks', () => {
  const curve = (...over: number[]) => over.map((each, k) => ({ machines: 5 + k, over: each }));
  it.each([
    ['the fewest within the tolerance', curve(0.1, 0.01, 0.001, 0), 0.01, 6],
    ['not one that more hosts are over by chance', curve(0.001, 0.02, 0.005, 0), 0.01, 7],
    ['none where none keeps within it', curve(0.1, 0.05), 0.01, null],
  ])('is %s', (_, points, tolerance, chosen) => {
    expect(chosenOf(points, tolerance, 5)).toBe(chosen);
  });

  it('carries all that was measured, whatever fewer hosts did on the days kept back', () => {
    expect(chosenOf(curve(0, 0, 0), 0.01, 6)).toBe(6);
  });

  it('is one of those tried: each from below the fewest on, or wider apart where they are many', () => {
    expect(hostsTried(4, 100)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(hostsTried(4, 6)).toEqual([3, 4, 5, 6]);
    // Where the first day asked for fewer, some of these too, and five less at most.
    expect(hostsTried(8, 100, 6)).toEqual([6, 7, 8, 9, 10, 11, 12, 13]);
    expect(hostsTried(8, 100, 1)[0]).toBe(3);
    const many = hostsTried(200, 1e6);
    expect(many).toHaveLength(12);
    expect([many[0], many[1], many.at(-1)]).toEqual([199, 200, 300]);
  });
});
