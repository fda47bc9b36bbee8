import { describe, expect, it } from 'vitest';
import { busiestHours, hostsNeeded, Suffices } from '../../src/decide/suffices';
import { allTogether, busiestStretch, dayProfiles, QUARTERS } from '../../src/decide/day-profile';
import { staticProblem, type FoldProblem } from '../../src/engine/packing/problem';
import type { Item } from '../../src/placement/model';
import { estateOf, guest, OPTIONS } from '../placement/estates';
import { randomProblem } from '../engine/packing/problems';

/** What an item asks of a resource of the first kind of host, row by row. */
const asks = (problem: FoldProblem, i: number, d: number): number[] => {
  const rows = problem.rowStart[problem.resources];
  const [from, to] = [problem.rowStart[d], problem.rowStart[d + 1]];
  const beside = problem.guestCount[i] * problem.perGuest[d] + problem.coreCount[i] * problem.perCore[d];
  return [...problem.demand.subarray(i * rows + from, i * rows + to)].map((value) => value + beside);
};
const range = (n: number) => Array.from({ length: n }, (_, k) => k);
const plus = (a: readonly number[], b: readonly number[]) => b.map((value, k) => value + (a[k] ?? 0));
const sumOf = (lists: number[][]) => lists.reduce(plus, []);

describe('sums over a plan, beside sums by another hand', () => {
  const problems = range(40).map((seed) =>
    randomProblem(seed + 1, { items: 1 + (seed % 7), kinds: 1, manySlots: seed % 4 === 0 }),
  );

  it('tell how many hosts the fullest row of all items fills', () => {
    for (const problem of problems) {
      const parts = range(problem.resources).flatMap((d) =>
        sumOf(range(problem.items).map((i) => asks(problem, i, d))).map(
          (sum) => sum / Math.max(1, problem.capacity[d]),
        ),
      );
      expect(hostsNeeded(problem)).toBeCloseTo(Math.max(...parts), 12);
    }
    expect(hostsNeeded(staticProblem(Int32Array.of(3), Int32Array.of(0)))).toBe(3);
  });

  it.each([1, 2, 3, 1000])('tell the fullest hour of each host, of %i slots', (slots) => {
    for (const problem of problems) {
      // Every fourth item has no host.
      const hostOf = Int32Array.from(range(problem.items), (i) => (i % 4 === 3 ? -1 : i % 3));
      const hours = range(4).map((h) => {
        const on = range(problem.items).filter((i) => hostOf[i] === h);
        const parts = range(problem.resources).flatMap((d) => {
          const row = sumOf(on.map((i) => asks(problem, i, d)));
          const long = Math.min(slots, row.length);
          return range(row.length - long + 1).map((t) => {
            const hour = row.slice(t, t + long);
            return long === 0 ? 0 : hour.reduce((a, b) => a + b, 0) / long / Math.max(1, problem.capacity[d]);
          });
        });
        return Math.max(0, ...parts);
      });
      busiestHours(problem, hostOf, 4, slots).forEach((part, h) => expect(part).toBeCloseTo(hours[h], 9));
    }
    expect(
      busiestHours(staticProblem(Int32Array.of(3), Int32Array.of(0)), Int32Array.of(0), 1, slots),
    ).toEqual([3]);
  });
});

describe('how many hosts suffice for a draw', () => {
  const never = {
    fold: () => Promise.reject(new Error('nothing is folded')),
  };
  const items = (count: number) => range(count).map((g): Item => ({ guests: [g] }) as unknown as Item);
  const problem = (...demand: number[]) => staticProblem(Int32Array.from(demand), Int32Array.of(10));
  const count = (likely: number[], standing: number[], draw: number[]) => {
    const of = problem(...draw);
    return new Suffices(
      never,
      { problem: problem(...likely), items: items(likely.length) },
      Int32Array.from(standing),
      1,
    ).count(of, items(draw.length), hostsNeeded(of));
  };
  it.each([
    ['as many as stand, where their plan holds', [6, 6, 4, 4], [0, 1, 0, 1], [6, 6, 4, 4], 2],
    ['one where all shrink to the brim of it', [6, 6, 4, 4], [0, 1, 0, 1], [3, 3, 2, 2], 1],
    ['more where the brim is passed', [6, 6, 4, 4], [0, 1, 0, 1], [3, 3, 2, 3], 2],
    // One of two hosts is over: too large a part for moving guests, and nowhere to move to.
    ['one for each where all are large', [6, 6, 4, 4], [0, 1, 0, 1], [7, 7, 7, 7], 4],
    // One of four is over: 7 and 4 on a host of 10, and beside 9 there is no room for either.
    [
      'one more, where nothing can be moved on as many',
      [5, 4, 5, 4, 5, 4, 5, 4],
      [0, 0, 1, 1, 2, 2, 3, 3],
      [7, 4, 5, 4, 5, 4, 5, 4],
      5,
    ],
    // As before, but one other has room for the 7, which is what relieves the host most.
    [
      'as many, where what is over moves to where there is room',
      [5, 4, 5, 4, 5, 4, 3],
      [0, 0, 1, 1, 2, 2, 3],
      [7, 4, 5, 4, 5, 4, 3],
      4,
    ],
    ['none of none', [6, 6], [0, 1], [], 0],
  ])('is %s', async (_, likely, standing, draw, hosts) => {
    expect(await count(likely, standing, draw)).toBe(hosts);
  });

  it('is what the plan that stands leaves when its emptiest hosts are given up', async () => {
    // Three hosts, one of a single guest of 2: the others have 4 and 3 of room.
    const of = [3, 3, 4, 3, 2];
    expect(await count(of, [0, 0, 1, 1, 2], of)).toBe(2);
  });
});

describe('the day of all servers', () => {
  const HOUR = 3_600_000;
  const load = (of: (q: number) => number) => Float32Array.from({ length: QUARTERS }, (_, q) => of(q));

  it('is the sum of what was measured of each', () => {
    const all = allTogether([
      { name: 'A', load: load((q) => (q === 3 ? NaN : 2)) },
      { name: 'B', load: load((q) => (q < 4 ? 1 : 0)) },
    ]);
    expect([...all.subarray(0, 6)]).toEqual([3, 3, 3, 1, 2, 2]);
  });

  it.each([
    ['in the middle of it', 8, (q: number) => (q >= 20 && q < 28 ? 5 : 1), 20],
    ['round midnight', 8, (q: number) => (q >= 92 || q < 4 ? 5 : 1), 92],
    ['at the first of equal ones', 4, (q: number) => (q % 32 < 4 ? 5 : 1), 0],
    ['however little that is', 8, (q: number) => (q >= 20 && q < 28 ? 0.05 : 0.01), 20],
    ['where nothing is known of the rest', 2, (q: number) => (q === 50 ? 5 : NaN), 49],
  ])('is busiest %s', (_, long, of, begins) => {
    expect(busiestStretch(load(of), long)).toBe(begins);
  });

  const days = (step: number, start: number, busy: number[]) =>
    dayProfiles(
      {
        ...estateOf([guest('A', { busy }, { cores: 1, rating: 2 })], busy.length),
        grid: { start, step, slots: busy.length, align: 'wall' },
      },
      { ...OPTIONS, overrides: {} },
    )[0].load;

  it('of those whose two busiest hours stand out most comes first', () => {
    const hours = (of: (h: number) => number) => range(24).map(of);
    const names = dayProfiles(
      {
        ...estateOf(
          [
            guest('flat and high', { busy: hours(() => 90) }),
            guest('an hour', { busy: hours((h) => (h === 5 ? 60 : 1)) }),
            guest('two hours', { busy: hours((h) => (h === 5 || h === 6 ? 40 : 1)) }),
            guest('three hours', { busy: hours((h) => (h >= 5 && h < 8 ? 40 : 1)) }),
            guest('round midnight', { busy: hours((h) => (h === 23 || h === 0 ? 50 : 1)) }),
            guest('unknown but for a load', { busy: hours((h) => (h < 12 ? 9 : NaN)) }),
          ],
          24,
        ),
        grid: { start: 0, step: HOUR, slots: 24, align: 'wall' },
      },
      { ...OPTIONS, overrides: {} },
    ).map(({ name }) => name);
    expect(names).toEqual([
      'round midnight',
      'two hours',
      'three hours',
      'an hour',
      'unknown but for a load',
      'flat and high',
    ]);
  });

  it.each([
    [20, 1],
    [22, 1],
    [23, 2],
    [30, 2],
  ])('has a slot of %i minutes stand for %i quarters of an hour', (minutes, quarters) => {
    const long = days((minutes * HOUR) / 60, 0, [50, NaN]);
    expect([...long].filter((v) => v > 0)).toHaveLength(quarters);
  });

  it('takes the mean of the slots of a quarter of an hour, a slot of hours for all of its quarters', () => {
    // Six slots of five minutes from 00:00 on.
    const five = days(HOUR / 12, 0, [10, 20, 30, 50, 50, NaN]);
    expect([...five.subarray(0, 3)].map((v) => +v.toFixed(4))).toEqual([0.4, 1, NaN]);
    const long = days(6 * HOUR, 20 * HOUR, [10, 100]);
    // From 20:00 to 02:00, and on to 08:00.
    expect([79, 80, 95, 0, 7, 8, 31, 32].map((q) => +long[q].toFixed(4))).toEqual([
      NaN,
      0.2,
      0.2,
      0.2,
      0.2,
      2,
      2,
      NaN,
    ]);
    expect(+days(HOUR, -HOUR, [50, 0])[92].toFixed(4)).toBe(1);
  });
});
