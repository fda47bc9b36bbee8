import { describe, expect, it, test } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { staticProblem, type FoldPlan, type FoldProblem } from '../../src/engine/packing/problem';
import { Carrying, type CarryingMemory } from '../../src/placement/carrying';
import { leastSafe, outagesOf } from '../../src/placement/outages';

const plan = (hostKind: number[], hostOf: number[]): FoldPlan => ({
  hostKind: Int32Array.from(hostKind),
  hostOf: Int32Array.from(hostOf),
});

describe('ways in which hosts fail', () => {
  test.each<[number[], number, number[][] | null]>([
    [[2], 1, [[1]]],
    [[2], 2, [[2]]],
    [[1], 2, [[1]]],
    [
      [2, 1],
      1,
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      [2, 1],
      2,
      [
        [2, 0],
        [1, 1],
      ],
    ],
    [[0, 3], 1, [[0, 1]]],
    [[1, 1], 0, [[0, 0]]],
  ])('of %j, %i at once', (hosts, n, ways) => {
    expect(outagesOf(hosts, n)).toEqual(ways);
  });
  it('are counted up to 400', () => {
    // One of each of so many kinds.
    expect(outagesOf(new Array<number>(400).fill(1), 1)).toHaveLength(400);
    expect(outagesOf(new Array<number>(401).fill(1), 1)).toBeNull();
  });

  /** What carries everything: so much room in all, by kind. */
  const carrying = (room: number[], need: number, more: { small?: boolean; known?: number } = {}) => {
    const asked: string[] = [];
    const by = (hosts: readonly number[], known = false) => {
      asked.push(`${hosts.join()}${known ? ' known' : ''}`);
      const has = hosts.reduce((sum, n, j) => sum + n * room[j], 0);
      return Promise.resolve(has >= (known ? (more.known ?? need) : need) ? plan([0], [0]) : null);
    };
    const it = { by, small: more.small ?? true, spent: false } as unknown as Carrying;
    return { it, asked };
  };
  test.each<[string, number[], number, number[], number[], number[], number, object, number[] | null]>([
    ['one more of the same', [4], 8, [2], [9], [1], 1, {}, [3]],
    ['two more where two fail', [4], 8, [2], [9], [1], 2, {}, [4]],
    ['the cheapest that is enough', [4, 2], 8, [2, 0], [9, 9], [3, 1], 1, {}, [2, 2]],
    ['of what costs the same, the fewest', [4, 2], 8, [2, 0], [9, 9], [2, 1], 1, {}, [3, 0]],
    ['nothing where all there is does not', [4], 8, [2], [2], [1], 1, {}, null],
    ['with folds where these cost little', [4], 8, [2], [9], [1], 1, { known: 1e9 }, [3]],
    ['by what is known, first', [4, 2], 8, [2, 0], [9, 9], [3, 1], 1, { small: false }, [2, 2]],
    [
      'thinned out where nothing is known',
      [4, 2],
      8,
      [2, 0],
      [3, 3],
      [3, 1],
      1,
      { small: false, known: 1e9 },
      [2, 2],
    ],
    [
      'of all there is, the dearest first',
      [4, 2],
      8,
      [2, 0],
      [4, 3],
      [1, 3],
      1,
      { small: false, known: 1e9 },
      [3, 0],
    ],
  ])('stand by: %s', async (_, room, need, own, most, price, n, more, hosts) => {
    const { it: by } = carrying(room, need, more);
    const safe = await leastSafe(by, own, most, price, n);
    expect(safe?.hosts ?? null).toEqual(hosts);
    expect(safe?.outages.map(({ failed }) => failed) ?? null).toEqual(hosts && outagesOf(hosts, n));
  });
  it('are asked of what is known alone, where folds are dear', async () => {
    const { it: by, asked } = carrying([4], 8, { small: false });
    await leastSafe(by, [2], [9], [1], 1);
    expect(asked).toEqual(['2 known']);
  });
});

describe('which sets of hosts carry a problem', () => {
  /** Four items of 4 in hosts of 8 and of 4. */
  const problem: FoldProblem = {
    ...staticProblem(Int32Array.of(4, 4, 4, 4), Int32Array.of(8)),
    kinds: 2,
    capacity: Int32Array.of(8, 4),
    perGuest: new Int32Array(2),
    perCore: new Int32Array(2),
    kindCount: Int32Array.of(9, 9),
    kindPrice: Int32Array.of(1, 1),
  };
  function carrying(plans: (hosts: number[], work: number) => FoldPlan, most = 9, late = () => false) {
    const asked: [number[], number | undefined, boolean | undefined][] = [];
    const engine = {
      fold: (of: FoldProblem, { work }: { work?: number }, hooks: { atOnce?: boolean }) => {
        asked.push([[...of.kindCount], work, hooks.atOnce]);
        return Promise.resolve({ plan: plans([...of.kindCount], work!) });
      },
    } as unknown as FoldEngine;
    const memory: CarryingMemory = { carried: [], refused: [] };
    const it = new Carrying(problem, engine, { seed: 1, work: 2 }, memory, most, late);
    return { it, asked, memory };
  }
  const two = plan([0, 0], [0, 0, 1, 1]);
  const none = plan([], [-1, -1, -1, -1]);

  it('is folded once, and stands for all larger ones', async () => {
    const { it: by, asked } = carrying(() => two);
    expect(await by.by([2, 0])).toBe(two);
    expect(await by.by([2, 0])).toBe(two);
    expect(await by.by([3, 1])).toBe(two);
    expect(asked).toEqual([[[2, 0], 2, true]]);
  });
  it('is looked for twice as hard, once more, and stands for all smaller ones', async () => {
    const { it: by, asked, memory } = carrying(() => none);
    expect([by.small, await by.by([2, 1])]).toEqual([true, null]);
    expect(asked.map(([, work]) => work)).toEqual([2, 4]);
    expect(await by.by([2, 0])).toBeNull();
    expect([asked.length, memory.refused]).toEqual([2, [[2, 1]]]);
    const second = carrying((_, work) => (work === 4 ? two : none));
    expect(await second.it.by([2, 0])).toBe(two);
  });
  it('needs no fold where all together have too little, or just enough to try', async () => {
    const { it: by, asked, memory } = carrying(() => none);
    expect(await by.by([1, 1])).toBeNull();
    expect([asked.length, memory.refused]).toEqual([0, [[1, 1]]]);
    await by.by([1, 2]);
    expect(asked).toHaveLength(2);
  });
  it('takes over from what is known, one for one, where each has the room', async () => {
    const small = plan([1, 1, 1, 1], [0, 1, 2, 3]);
    const { it: by, asked, memory } = carrying(() => none);
    memory.carried.push(small);
    const moved = await by.by([4, 0]);
    expect([...moved!.hostKind]).toEqual([0, 0, 0, 0]);
    expect([...(await by.by([1, 3]))!.hostKind].sort()).toEqual([0, 1, 1, 1]);
    expect(asked).toEqual([]);
    // No small one takes over what a large one holds.
    memory.carried.length = 0;
    memory.carried.push(two);
    expect(await by.by([1, 3], true)).toBeNull();
    expect(asked).toEqual([]);
  });
  it('is not known to fail where time or folds ran out', async () => {
    let over = false;
    const { it: by, memory } = carrying(
      () => ((over = true), none),
      9,
      () => over,
    );
    expect(await by.by([2, 0])).toBeNull();
    expect([by.spent, memory.refused]).toEqual([true, []]);
    const few = carrying(() => none, 1);
    expect(await few.it.by([2, 0])).toBeNull();
    expect([few.it.spent, few.asked.length]).toEqual([true, 1]);
  });
  it('needs as much of every resource at every moment, with what each server costs', async () => {
    // Two resources of two slots and of one; every item takes one more of the second wherever it is.
    const of: FoldProblem = {
      ...problem,
      resources: 2,
      rowStart: Int32Array.of(0, 2, 3),
      demand: Int32Array.from([1, 3, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1]),
      capacity: Int32Array.of(5, 8, 4, 5),
      perGuest: Int32Array.of(0, 1, 0, 1),
      perCore: new Int32Array(4),
    };
    const folded = async (counts: number[]) => {
      let folds = 0;
      const engine = { fold: () => (folds++, Promise.resolve({ plan: none })) } as unknown as FoldEngine;
      await new Carrying(of, engine, { seed: 1 }, { carried: [], refused: [] }, 1, () => false).by(counts);
      return folds;
    };
    // 8 are asked of the first in its second slot, and 8 of the second.
    expect([await folded([1, 0]), await folded([0, 1]), await folded([1, 1]), await folded([0, 2])]).toEqual([
      0, 0, 1, 1,
    ]);
    const short = { ...of, capacity: Int32Array.of(9, 7, 4, 5) };
    const engine = { fold: () => Promise.reject(new Error('folded')) } as unknown as FoldEngine;
    const by = new Carrying(short, engine, { seed: 1 }, { carried: [], refused: [] }, 1, () => false);
    expect(await by.by([1, 0])).toBeNull();
  });
  it('costs next to nothing up to 20,000 numbers', () => {
    const small = (items: number, rows: number) =>
      new Carrying(
        { ...problem, items, rowStart: Int32Array.of(0, rows) },
        null as never,
        { seed: 1 },
        { carried: [], refused: [] },
        1,
        () => false,
      ).small;
    expect([small(200, 100), small(20_001, 1), small(1, 20_001)]).toEqual([true, false, false]);
  });
  it('is no plan that leaves somebody out, or breaks a rule', async () => {
    const open = carrying(() => plan([0], [0, 0, -1, -1]));
    expect(await open.it.by([2, 2])).toBeNull();
    const { it: by } = carrying(() => plan([1, 1], [0, 0, 1, 1]));
    expect(await by.by([2, 2])).toBeNull();
  });
});
