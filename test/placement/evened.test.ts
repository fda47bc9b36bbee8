import { describe, expect, it, test } from 'vitest';
import type { FoldEngine, FoldResult } from '../../src/engine/fold-engine';
import type { EvenJob } from '../../src/engine/even/run';
import type { Gauge } from '../../src/engine/even/gauge';
import { staticProblem, type FoldPlan, type FoldProblem } from '../../src/engine/packing/problem';
import type { Facts } from '../../src/estate/guest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { evened, hostsThere, largestHosts, moreHosts, plentyOf } from '../../src/placement/evening';
import { foldable } from '../../src/placement/foldable';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from './estates';

const HOST = { ...DEFAULT_HOST, cores: 4, rating: 1, memory: 1000 };
const one = (name: string, busy: number[], used: number[], facts: Partial<Facts> = {}) =>
  guest(name, { busy, usedMiB: used }, { cores: 1, rating: 1, ...facts });
const plan = (hostKind: number[], hostOf: number[]): FoldPlan => ({
  hostKind: Int32Array.from(hostKind),
  hostOf: Int32Array.from(hostOf),
});

/** Kinds of hosts with so much of two resources. */
const gaugeWith = (...whole: number[][]): Gauge => ({
  whole: Float64Array.from(whole.flat()),
  fixed: new Float64Array(2 * whole.length),
  perGuest: new Float64Array(2 * whole.length),
  perCore: new Float64Array(2 * whole.length),
  demand: new Float32Array(0),
});
const problemWith = (more: Partial<FoldProblem>): FoldProblem => ({
  ...staticProblem(Int32Array.of(1, 1), Int32Array.of(10, 10)),
  ...more,
});

describe('hosts that are added to a plan', () => {
  const kinds = (prices: number[], counts: number[]) =>
    problemWith({
      kinds: prices.length,
      kindPrice: Int32Array.from(prices),
      kindCount: Int32Array.from(counts),
    });
  test.each<[string, number[], number[], number[][], number[], number, number[]]>([
    [
      'are the cheapest',
      [3, 2],
      [-1, -1],
      [
        [1, 1],
        [9, 9],
      ],
      [0],
      3,
      [0, 1, 1],
    ],
    [
      'of these the largest',
      [1, 1],
      [-1, -1],
      [
        [4, 4],
        [4, 5],
      ],
      [],
      1,
      [1],
    ],
    [
      'of these the first',
      [1, 1],
      [-1, -1],
      [
        [4, 4],
        [4, 4],
      ],
      [],
      1,
      [0],
    ],
    [
      'of what is left of them',
      [1, 2],
      [2, -1],
      [
        [4, 4],
        [4, 4],
      ],
      [0, 0],
      3,
      [0, 0, 1],
    ],
    [
      'one may be left',
      [1, 2],
      [2, -1],
      [
        [4, 4],
        [4, 4],
      ],
      [0],
      3,
      [0, 0, 1],
    ],
    [
      'none that there are none of',
      [1, 2],
      [0, 5],
      [
        [4, 4],
        [4, 4],
      ],
      [],
      1,
      [1],
    ],
    // 3/4 + 8/4 are more than 4/4 + 4/4.
    [
      'sizes add up over resources',
      [1, 1],
      [-1, -1],
      [
        [4, 4],
        [3, 8],
      ],
      [],
      1,
      [1],
    ],
    [
      'in parts of what the first has',
      [1, 1],
      [-1, -1],
      [
        [1, 100],
        [2, 60],
      ],
      [],
      1,
      [1],
    ],
    [
      'without what is not limited',
      [1, 1],
      [-1, -1],
      [
        [4, Infinity],
        [5, Infinity],
      ],
      [],
      1,
      [1],
    ],
    [
      'not by what one alone limits',
      [1, 1],
      [-1, -1],
      [
        [4, Infinity],
        [3, 9],
      ],
      [],
      1,
      [0],
    ],
  ])('%s', (_, prices, counts, whole, has, hosts, expected) => {
    expect([...moreHosts(kinds(prices, counts), gaugeWith(...whole), Int32Array.from(has), hosts)]).toEqual(
      expected,
    );
  });
  it('of the same size come in the order of their kinds', () => {
    const two = kinds([1, 1], [-1, -1]);
    expect([...largestHosts(two, gaugeWith([2, 2], [2, 2]), Int32Array.of(1, 0, 1), 3)]).toEqual([0, 1, 1]);
  });
  it('or are left of it are its largest', () => {
    const three = kinds([1, 1, 1], [-1, -1, -1]);
    const gauge = gaugeWith([2, 2], [9, 9], [5, 5]);
    expect([...largestHosts(three, gauge, Int32Array.of(0, 2, 1, 2), 3)]).toEqual([1, 2, 2]);
  });
  test.each([
    [[3, 4], 7],
    [[0, 2], 2],
    [[3, -1], Infinity],
    [[-1, -1], Infinity],
    [[0, 0], 0],
  ])('are limited by an inventory of %j to %d', (counts, most) => {
    expect(hostsThere(kinds([1, 1], counts))).toBe(most);
  });
});

describe('evening', () => {
  /** Ten servers that each fill half a host in one slot. */
  const guests = Array.from({ length: 10 }, (_, i) => one(`S${i}`, [50, 40], [10, 10]));
  const host = { ...HOST, cores: 1, count: 20 };
  const of = foldable(estateOf(guests, 2), { ...OPTIONS, hosts: [host] });
  const found = (hosts: number, more: Partial<FoldResult> = {}): FoldResult => ({
    plan: plan(
      new Array<number>(hosts).fill(0),
      guests.map((_, i) => i % hosts),
    ),
    cost: hosts,
    lowerBound: 5,
    boundBy: 'none',
    simple: null,
    certificate: null,
    leftOut: [],
    proved: true,
    endedBy: 'proof',
    history: [],
    seconds: 0,
    steps: 0,
    ...more,
  });
  const even = async (
    options: Partial<FoldOptions>,
    result: FoldResult,
    known: Parameters<typeof evened>[2] = null,
    budget: { seed: number; work?: number; seconds?: number } = { seed: 7, work: 0.5 },
    answer: object = {},
    change: Partial<FoldProblem> = {},
    byCount: FoldResult | null = null,
  ) => {
    const jobs: EvenJob[] = [];
    const engine: FoldEngine = {
      fold: () => (byCount ? Promise.resolve(byCount) : Promise.reject(new Error('no fold'))),
      even(problem, _, job) {
        jobs.push(job);
        const hosts = job.start.hostKind.length;
        const dealt = plan(
          [...job.start.hostKind],
          Array.from({ length: problem.items }, (__, i) => i % hosts),
        );
        const bound = { fraction: 0.4 } as never;
        return Promise.resolve({ plan: dealt, fullest: 0, spread: 0, steps: 0, bound, ...answer });
      },
    };
    const model = { ...of.model, options: { ...of.model.options, ...options } };
    const ask = { model, items: of.fitting, problem: { ...of.problem, ...change }, engine, budget };
    return { jobs, shown: await evened(ask, result, known) };
  };

  it('begins with what was found, for as many steps as the search had, and knows the bound', async () => {
    const { jobs, shown } = await even({}, found(5));
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ seed: 7n, steps: 0.5, bounded: true, afresh: false });
    expect(shown).toMatchObject({ fewest: 5, bound: { fraction: 0.4 } });
  });
  test.each([
    [{ seed: 1, work: 1e9 }, plentyOf(of.problem)],
    [{ seed: 1, seconds: 0.01 }, 0.4],
    [{ seed: 1, seconds: 1e9 }, plentyOf(of.problem)],
    [{ seed: 1 }, 0],
  ])('with %j takes %d steps', async (budget, steps) => {
    expect((await even({}, found(5), null, budget)).jobs[0].steps).toBeCloseTo(steps, 9);
  });
  it('gains little beyond 20,000 moves for each server, of which a long one takes more', () => {
    // 20,000 x 10 x (3 + 3 rows / 150) / 700,000.
    expect(of.problem.rowStart[of.problem.resources]).toBe(3);
    expect(plentyOf(of.problem)).toBeCloseTo(0.862857, 6);
  });
  it('onto more hosts deals all anew, but not where it was done before', async () => {
    const { jobs, shown } = await even({ exactly: 7 }, found(5));
    expect(jobs[0]).toMatchObject({ afresh: true });
    expect([jobs[0].start.hostKind.length, shown.plan.hostKind.length, shown.fewest]).toEqual([7, 7, 5]);
    const again = await even({ exactly: 7 }, found(5), shown);
    expect(again.jobs[0]).toMatchObject({ afresh: false, start: shown.plan });
    expect((await even({ exactly: 6 }, found(5), shown)).jobs[0].afresh).toBe(true);
  });
  it('by another policy is bound by the fullest moment all the same', async () => {
    const { jobs, shown } = await even({ policy: 'sum-of-peaks' }, found(5));
    expect(jobs.map(({ bounded, steps }) => [bounded, steps])).toEqual([
      [false, 0.5],
      [true, 0],
    ]);
    expect(jobs[1].start).toEqual(shown.plan);
    expect(shown.bound).toEqual({ fraction: 0.4 });
  });
  it('leaves what it cannot even', async () => {
    const open = found(5, { plan: plan([0], [0, 0, ...new Array<number>(8).fill(-1)]) });
    expect(await even({}, open)).toEqual({ jobs: [], shown: { plan: open.plan, bound: null, fewest: 1 } });
    const none = found(1, { plan: plan([], []) });
    expect((await even({}, none)).jobs).toEqual([]);
    const failed = await even({}, found(5), null, undefined, { plan: null, failed: 'broken' });
    expect(failed.shown).toMatchObject({ fewest: 5, bound: null, failed: 'broken', plan: found(5).plan });
  });
  test.each<[number, FoldResult, object, RegExp]>([
    [11, found(5), {}, /no plan has 11: there are 10 servers or groups to place/],
    [4, found(5), {}, /no plan has 4: /],
    [
      5,
      found(6),
      { plan: null },
      /no plan of 5 was found; the fewest found is 6, and only below 5 it is proved/,
    ],
    [5, found(6), { plan: null, failed: 'broken' }, /a plan of 5 could not be looked for: broken/],
  ])('onto %i hosts is refused', async (exactly, result, answer, words) => {
    await expect(even({ exactly }, result, null, undefined, answer)).rejects.toThrow(words);
  });
  it('onto all that there are is no more than that', async () => {
    const few = { kindCount: Int32Array.of(7) };
    const onto = (exactly: number) => even({ exactly }, found(5), null, undefined, {}, few);
    expect((await onto(7)).shown.plan.hostKind).toHaveLength(7);
    await expect(onto(8)).rejects.toThrow('no plan has 8: there are 7.');
    expect((await even({ exactly: 10 }, found(5))).shown.plan.hostKind).toHaveLength(10);
  });
  it('onto fewer than the cheapest has takes what counting hosts finds', async () => {
    const dear = { kindPrice: Int32Array.of(3) };
    const onto = (exactly: number, byCount: FoldResult) =>
      even({ exactly }, found(8), null, undefined, {}, dear, byCount);
    const six = await onto(6, found(6));
    expect([six.jobs.length, six.jobs[0].anyPlan, six.shown.plan.hostKind.length]).toEqual([1, undefined, 6]);
    expect((await onto(7, found(6))).jobs.map(({ anyPlan }) => anyPlan)).toEqual([undefined]);
    const five = await onto(5, found(6));
    expect(five.jobs.map(({ anyPlan }) => anyPlan)).toEqual([true, undefined]);
    // A plan that leaves somebody out is none to begin with.
    const open = found(6, { plan: plan([0, 0, 0, 0, 0, 0], [-1, ...new Array<number>(9).fill(0)]) });
    expect((await onto(6, open)).jobs.map(({ anyPlan }) => anyPlan)).toEqual([true, undefined]);
    // Where hosts are what counts, nothing is folded again.
    expect((await even({ exactly: 7 }, found(8))).jobs.map(({ anyPlan }) => anyPlan)).toEqual([
      true,
      undefined,
    ]);
  });
  it('onto fewer than were found looks for any plan of so many', async () => {
    const { jobs, shown } = await even({ exactly: 5 }, found(6));
    expect(jobs[0]).toMatchObject({ anyPlan: true, steps: 0.5 });
    expect([...new Set(jobs[0].start.hostOf)]).toEqual([-1]);
    expect(shown.plan.hostKind).toHaveLength(5);
  });
});
