import { describe, expect, it, test } from 'vitest';
import type { FoldBudget, FoldEngine, FoldResult } from '../../src/engine/fold-engine';
import type { EvenAnswer, EvenJob } from '../../src/engine/even/run';
import type { Gauge } from '../../src/engine/even/gauge';
import { staticProblem, type FoldPlan, type FoldProblem } from '../../src/engine/packing/problem';
import type { Carrying } from '../../src/placement/carrying';
import { evened, hostsThere, largestHosts, moreHosts, plentyOf } from '../../src/placement/evening';
import { foldable } from '../../src/placement/foldable';
import type { FoldOptions } from '../../src/placement/options';
import { leastSafe, outagesOf } from '../../src/placement/outages';
import { Rehearsal } from '../../src/placement/rehearsal';
import { OPTIONS, estateOf, guest } from './estates';

/** Kinds of hosts: how many there are, what one costs, what it has of two resources. */
const inventory = (...kinds: [count: number, price: number, ...whole: number[]][]) => {
  const resources = 2;
  const problem = {
    kinds: kinds.length,
    resources,
    kindCount: Int32Array.from(kinds, ([count]) => count),
    kindPrice: Int32Array.from(kinds, ([, price]) => price),
  } as FoldProblem;
  const gauge = { whole: Float64Array.from(kinds.flatMap(([, , ...whole]) => whole)) } as Gauge;
  return { problem, gauge };
};

describe('hosts of an inventory', () => {
  test.each<[string, Parameters<typeof inventory>, number[], number, number[]]>([
    [
      'the cheapest first',
      [
        [-1, 2, 9, 9],
        [-1, 1, 1, 1],
      ],
      [0],
      3,
      [0, 1, 1],
    ],
    [
      'of those that cost the same the largest',
      [
        [-1, 1, 4, 4],
        [-1, 1, 4, 8],
        [-1, 1, 4, 6],
      ],
      [],
      2,
      [1, 1],
    ],
    [
      'of equal ones the first',
      [
        [-1, 1, 4, 4],
        [-1, 1, 4, 4],
      ],
      [],
      1,
      [0],
    ],
    [
      'as many as there are, then others',
      [
        [2, 1, 4, 4],
        [-1, 3, 4, 4],
      ],
      [0],
      4,
      [0, 0, 1, 1],
    ],
    ['none where there are enough', [[1, 1, 4, 4]], [0], 1, [0]],
    // What is without limit tells nothing of size.
    [
      'by what is limited',
      [
        [-1, 1, 4, Infinity],
        [-1, 1, 5, 1],
      ],
      [],
      1,
      [1],
    ],
  ])('are taken besides those of a plan: %s', (_, kinds, has, hosts, taken) => {
    const { problem, gauge } = inventory(...kinds);
    expect([...moreHosts(problem, gauge, Int32Array.from(has), hosts)]).toEqual(taken);
  });
  test.each([
    [[0, 1, 2], 2, [1, 2]],
    [[2, 2, 0, 0], 3, [2, 2, 0]],
    [[3, 0], 1, [0]],
    [[0, 0], 0, []],
  ])('of a plan are the largest ones: of %j %i', (has, hosts, taken) => {
    const { problem, gauge } = inventory([1, 1, 4, 4], [1, 1, 4, 9], [1, 1, 8, 4], [1, 1, 4, 4]);
    expect([...largestHosts(problem, gauge, Int32Array.from(has), hosts)]).toEqual(taken);
  });
  test.each([
    [[3, 4], 7],
    [[3, -1], Infinity],
    [[0], 0],
  ])('are there: %j', (counts, there) => {
    expect(hostsThere(inventory(...counts.map((n): [number, number] => [n, 1])).problem)).toBe(there);
  });
  it('are evened by steps that grow with servers and rows', () => {
    const of = (items: number, rows: number) =>
      plentyOf({
        ...staticProblem(new Int32Array(items), Int32Array.of(1)),
        rowStart: Int32Array.of(0, rows),
      });
    // 20,000 moves for each of 35 items, each of 3 and a 150th for each row, in steps of 700,000.
    expect(of(35, 150)).toBeCloseTo(4, 9);
    expect(of(70, 150)).toBeCloseTo(8, 9);
    expect(of(35, 300)).toBeCloseTo(5, 9);
  });
});

describe('what a plan is evened with', () => {
  const estate = estateOf(
    [40, 40, 40].map((busy, k) => guest(`S${k}`, { busy: [busy, busy] }, { cores: 1, rating: 1, memory: 1 })),
    2,
  );
  const hosts = [{ ...OPTIONS.hosts[0], cores: 1, rating: 1, memory: null }];
  const found = {
    plan: { hostKind: Int32Array.of(0, 0), hostOf: Int32Array.of(0, 0, 1) },
    lowerBound: 2,
  } as unknown as FoldResult;
  const asked = async (
    options: Partial<FoldOptions>,
    budget: Partial<FoldBudget>,
    known: FoldPlan | null = null,
  ) => {
    const jobs: EvenJob[] = [];
    const even: FoldEngine['even'] = (_, __, job) => {
      jobs.push(job);
      const bound = job.bounded ? { value: 0.5 } : null;
      return Promise.resolve({ plan: null, bound } as unknown as EvenAnswer);
    };
    const { model, fitting: items, problem } = foldable(estate, { ...OPTIONS, hosts, ...options });
    const engine = { fold: () => Promise.reject(new Error('not asked')), even };
    const ask = { model, items, problem, engine, budget: { seed: 3, ...budget } };
    const shown = await evened(ask, found, known && { plan: known, bound: null, fewest: 2 });
    return { jobs, shown };
  };
  const PLENTY = (20_000 * 3 * (3 + 3 / 150)) / 700_000;

  it('is the plan as it was found, with the steps that the search had, or what is plenty', async () => {
    const { jobs, shown } = await asked({}, { work: 0.01 });
    expect(jobs).toEqual([{ start: found.plan, afresh: false, seed: 3n, steps: 0.01, bounded: true }]);
    expect(shown).toEqual({ plan: found.plan, bound: { value: 0.5 }, fewest: 2 });
    expect((await asked({}, { seconds: 0.001 })).jobs[0].steps).toBeCloseTo(0.04, 9);
    expect((await asked({}, { work: 99 })).jobs[0].steps).toBeCloseTo(PLENTY, 2);
    expect((await asked({}, {})).jobs[0].steps).toBe(0);
  });
  it('is filled from nothing where there are to be more hosts, but for what is known of as many', async () => {
    const { jobs } = await asked({ exactly: 3 }, { work: 1 });
    expect(jobs[0]).toMatchObject({ afresh: true, start: { hostKind: { length: 3 } } });
    const three = { hostKind: new Int32Array(3), hostOf: Int32Array.of(0, 1, 2) };
    const again = await asked({ exactly: 3 }, { work: 1 }, three);
    expect(again.jobs[0]).toMatchObject({ afresh: false });
    expect(again.jobs[0].start).toBe(three);
    // Known of another number, it is no start.
    expect((await asked({}, { work: 1 }, three)).jobs[0].start).toBe(found.plan);
  });
  it('is bounded by its fullest moment, whatever counts as demand', async () => {
    const { jobs, shown } = await asked({ policy: 'sum-of-peaks' }, { work: 1 });
    expect(jobs.map(({ bounded, steps, seed }) => [bounded, steps > 0, seed])).toEqual([
      [false, true, 3n],
      [true, false, 0n],
    ]);
    expect(shown.bound).toEqual({ value: 0.5 });
  });
  it('is refused where no plan has so many hosts', async () => {
    await expect(asked({ exactly: 4 }, {})).rejects.toThrow(
      'hosts: no plan has 4: there are 3 servers or groups to place, and a host that carries none is not bought.',
    );
    const two = [{ ...hosts[0], count: 2 }];
    await expect(asked({ exactly: 3, hosts: two }, {})).rejects.toThrow('hosts: no plan has 3: there are 2.');
  });
});

describe('ways in which hosts fail', () => {
  test.each([
    [[2], 1, [[1]]],
    [
      [2, 1],
      1,
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      [2, 2],
      2,
      [
        [2, 0],
        [1, 1],
        [0, 2],
      ],
    ],
    [[1], 2, [[1]]],
    [[3], 0, [[0]]],
  ])('of %j %i at once', (hosts, n, ways) => {
    expect(outagesOf(hosts, n)).toEqual(ways);
  });
  it('are 400 at most', () => {
    // k kinds of one host each, two of which fail: k (k - 1) / 2 ways; 28 kinds have 378, 29 have 406.
    expect(outagesOf(new Array<number>(28).fill(1), 2)).toHaveLength(378);
    expect(outagesOf(new Array<number>(29).fill(1), 2)).toBeNull();
    expect(outagesOf(new Array<number>(400).fill(1), 1)).toHaveLength(400);
    expect(outagesOf(new Array<number>(401).fill(1), 1)).toBeNull();
  });

  const plan = {} as FoldPlan;
  /** What carries everything wherever so much strength is left, by kind. */
  const carrying = (strength: readonly number[], need: number, more: Partial<Carrying> = {}) =>
    ({
      small: true,
      spent: false,
      by: (hosts: readonly number[]) =>
        Promise.resolve(hosts.reduce((sum, count, j) => sum + count * strength[j], 0) >= need ? plan : null),
      ...more,
    }) as unknown as Carrying;
  const safe = async (of: Carrying, standing: number[], most: number[], price: number[], n = 1) =>
    (await leastSafe(of, standing, most, price, n))?.hosts ?? null;

  test.each<[string, number[], number, number[], number[], number[], number, number[] | null]>([
    ['one more of one kind', [1], 3, [3], [9], [1], 1, [4]],
    ['two more, whichever two fail', [1], 3, [3], [9], [1], 2, [5]],
    ['the cheaper kind', [1, 1], 3, [3, 0], [9, 9], [5, 2], 1, [3, 1]],
    ['one large for a large', [3, 1], 4, [1, 1], [9, 9], [2, 1], 1, [2, 1]],
    ['three small ones where these cost less', [3, 1], 4, [1, 1], [9, 9], [4, 1], 1, [1, 4]],
    ['none where the inventory has no more', [1], 3, [3], [3], [1], 1, null],
  ])(
    'are answered by the cheapest hosts beside the plan’s: %s',
    async (_, strength, need, standing, most, price, n, hosts) => {
      expect(await safe(carrying(strength, need), standing, most, price, n)).toEqual(hosts);
      // By what is known alone, where a fold costs much, it comes to the same here.
      expect(await safe(carrying(strength, need, { small: false }), standing, most, price, n)).toEqual(hosts);
    },
  );
  it('are answered by thinning out all that there is where hardly any set is known', async () => {
    const of = carrying([1], 3, { small: false });
    const known = {
      ...of,
      by: (hosts: readonly number[], alone = false) => (alone ? Promise.resolve(null) : of.by(hosts)),
    };
    expect(await safe(known as unknown as Carrying, [3], [40], [1])).toEqual([4]);
    const spent = { ...known, spent: true };
    expect(await safe(spent as unknown as Carrying, [3], [40], [1])).toBeNull();
  });
});

describe('days added up under a plan', () => {
  const engine = { fold: () => Promise.reject(new Error('not asked')) } satisfies FoldEngine;
  const host = { ...OPTIONS.hosts[0], cores: 1, rating: 1, memory: 1000 };
  const options = { ...OPTIONS, hosts: [host], ceilings: { cpu: 80 } };
  const day = (a: number[], b: number[], c: number[], memory = 100) =>
    estateOf(
      [a, b, c].map((busy, k) =>
        guest(`S${k}`, { busy, usedMiB: busy.map(() => memory) }, { cores: 1, rating: 1, memory: 1000 }),
      ),
      a.length,
    );
  const plan: FoldPlan = { hostKind: Int32Array.of(0, 0), hostOf: Int32Array.of(0, 0, 1) };
  const known = new Rehearsal(day([10], [10], [10]), options, engine);
  test.each([
    [
      'within',
      [30, 40, 20],
      [30, 40, 20],
      [0, 0, 80],
      100,
      { over: 0, overCeiling: 0, worst: 0.8, hostsHit: 0 },
    ],
    [
      'above a ceiling once',
      [30, 41, 20],
      [30, 41, 20],
      [0, 0, 0],
      100,
      { over: 0, overCeiling: 1 / 6, worst: 0.82, hostsHit: 0 },
    ],
    [
      'full to the brim',
      [50, 10, 10],
      [50, 10, 10],
      [0, 0, 0],
      100,
      { over: 0, overCeiling: 1 / 6, worst: 1, hostsHit: 0 },
    ],
    [
      'above all of it twice',
      [60, 60, 41],
      [60, 60, 41],
      [0, 0, 0],
      100,
      { over: 2 / 6, overCeiling: 3 / 6, worst: 1.2, hostsHit: 0.5 },
    ],
    [
      'on both hosts',
      [60, 0, 0],
      [60, 0, 0],
      [0, 101, 0],
      100,
      { over: 2 / 6, overCeiling: 2 / 6, worst: 1.2, hostsHit: 1 },
    ],
    [
      'in what does not vary',
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      600,
      { over: 3 / 6, overCeiling: 3 / 6, worst: 1.2, hostsHit: 0.5 },
    ],
  ])('come to %s', (_, a, b, c, memory, overload) => {
    const found = known.addUp(day(a, b, c, memory), plan);
    for (const [field, value] of Object.entries(overload))
      expect(found[field as keyof typeof found], field).toBeCloseTo(value, 5);
  });
  it('come to nothing where there is no host', () => {
    const none = { hostKind: new Int32Array(0), hostOf: Int32Array.of(-1, -1, -1) };
    expect(known.addUp(day([1], [1], [1]), none)).toEqual({ over: 0, overCeiling: 0, worst: 0, hostsHit: 0 });
  });
});
