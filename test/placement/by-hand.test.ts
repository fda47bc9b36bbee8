import { describe, expect, it, test } from 'vitest';
import type { Foldable } from '../../src/placement/foldable';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { staticProblem, type FoldProblem } from '../../src/engine/packing/problem';
import type { Facts } from '../../src/estate/guest';
import { RESOURCES } from '../../src/estate/resource';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { PROFILES } from '../../src/overhead/profiles';
import type { FoldAnswer, PlannedHost, Proof } from '../../src/placement/answer';
import { splitByFit } from '../../src/placement/alone';
import { countsOf } from '../../src/placement/carrying';
import { demandTotals } from '../../src/placement/demand-totals';
import { foldable } from '../../src/placement/foldable';
import { belowWords, fullestOf } from '../../src/placement/fullest';
import { guestRows } from '../../src/placement/guest-row';
import { leastHosts } from '../../src/placement/least-hosts';
import { hostsCost, machinesFor } from '../../src/placement/machines';
import { modelOf, type FoldModel, type Item } from '../../src/placement/model';
import { nativeAnswer } from '../../src/placement/native';
import { whyLeftOver, whyTooLarge } from '../../src/placement/no-room';
import { inMoney, objectiveOf, reaches } from '../../src/placement/objective';
import type { FoldOptions } from '../../src/placement/options';
import { outagesOf } from '../../src/placement/outages';
import { allRoom, cannotFit, isPairs } from '../../src/placement/proves';
import { recheckProof, type Provable } from '../../src/placement/recheck';
import { barrierOf, refusalFindings, whyRefused, type Refused } from '../../src/placement/refusal';
import { Rehearsal } from '../../src/placement/rehearsal';
import { whyNoFewer, whyNoPlan } from '../../src/placement/why-no-plan';
import { randomProblem } from '../engine/packing/problems';
import { estateOf, guest, OPTIONS } from './estates';

const range = (n: number) => Array.from({ length: n }, (_, k) => k);
const kind = { ...DEFAULT_HOST, name: 'h', cores: 1, rating: 1, memory: 1000 };
const options: FoldOptions = { ...OPTIONS, present: 'native', hosts: [kind] };
const NEVER: FoldEngine = { fold: () => Promise.reject(new Error('nothing is folded')) };

describe('ways in which hosts fail', () => {
  const ways = (hosts: number[], n: number): string[] => {
    // Every host by itself, then by kinds.
    const each = hosts.flatMap((count, j) => Array<number>(count).fill(j));
    const sets = range(2 ** each.length)
      .map((bits) => each.filter((_, k) => bits & (1 << k)))
      .filter((set) => set.length === Math.min(n, each.length));
    return [
      ...new Set(sets.map((set) => hosts.map((_, j) => set.filter((k) => k === j).length).join())),
    ].sort();
  };
  test.each([
    [[3], 1],
    [[3], 5],
    [[2, 1], 2],
    [[2, 3, 1], 3],
    [[0, 2], 1],
    [[1, 1, 1, 1], 2],
    [[], 2],
  ])('of %j hosts by kind, %i together', (hosts, n) => {
    const found = outagesOf(hosts, n)!;
    expect(found.map((way) => way.join()).sort()).toEqual(ways(hosts, n));
  });
  it('are not all tried where they are more than four hundred', () => {
    // One of so many kinds: as many ways.
    expect(outagesOf(Array<number>(400).fill(1), 1)).toHaveLength(400);
    expect(outagesOf(Array<number>(401).fill(1), 1)).toBeNull();
  });
  it('are counted by kind', () => {
    expect(countsOf({ hostKind: Int32Array.of(1, 0, 1), hostOf: Int32Array.of() }, 3)).toEqual([1, 2, 0]);
  });
});

describe('why no fewer hosts do', () => {
  it('is the row that all servers together fill most hosts of the largest with', () => {
    for (const seed of range(40)) {
      const problem = randomProblem(seed + 500, { items: 1 + (seed % 9) });
      const { items, resources, rowStart, demand, capacity, kinds } = problem;
      const rows = rowStart[resources];
      const all = range(resources).flatMap((resource) => {
        const room = Math.max(1, ...range(kinds).map((j) => capacity[j * resources + resource]));
        return range(rowStart[resource + 1] - rowStart[resource]).map((slot) => {
          const needed = range(items).reduce(
            (sum, i) => sum + demand[i * rows + rowStart[resource] + slot],
            0,
          );
          return { hosts: Math.max(1, Math.ceil(needed / room)), resource, slot, needed, room };
        });
      });
      const most = Math.max(...all.map(({ hosts }) => hosts));
      const expected =
        most === 1
          ? { hosts: 1, resource: 0, slot: 0, needed: 0, room: 0 }
          : all.find(({ hosts }) => hosts === most);
      expect(leastHosts(problem)).toEqual(expected);
    }
  });

  const model = {
    resources: [RESOURCES.cpu, RESOURCES.memory],
    estate: estateOf([], 2),
  } as unknown as FoldModel;
  const timed = {
    ...staticProblem(Int32Array.of(1, 2, 3), Int32Array.of(5, 5)),
    items: 1,
    rowStart: Int32Array.of(0, 2, 3),
  };
  test.each([
    [
      0,
      1,
      'no plan has 3: all servers together take 12.35 GHz of processor at 1970-01-01 00:05, and one host holds at most 2 GHz, so 4 are the least.',
    ],
    [
      1,
      0,
      'no plan has 3: all servers together take 12350 MiB of memory, and one host holds at most 2000 MiB, so 4 are the least.',
    ],
  ])('is said of resource %i in slot %i', (resource, slot, words) => {
    const { quantum } = model.resources[resource];
    const [needed, room] =
      resource === 0 ? [12.345 / quantum, 2 / quantum] : [12_350 / quantum, 2000 / quantum];
    expect(whyNoFewer(model, timed, { hosts: 4, resource, slot, needed, room }, 3)).toBe(words);
  });
  it('is said of servers by twos, and of points', () => {
    const result = {
      lowerBound: 4,
      boundBy: 'pairs',
      simple: null,
      certificate: null,
      plan: { hostOf: Int32Array.of() },
      history: [],
    };
    expect(whyNoPlan(model, timed, result as never, 3)).toBe(
      'no plan has 3: 4 servers are so large, or kept apart so, that no two of them share a host; 4 are the least.',
    );
    expect(whyNoPlan(model, timed, { ...result, boundBy: 'none' } as never, 3)).toContain(
      'no plan has 3: it is proved that 4 are the least (each server has some points',
    );
  });
});

describe('days under a plan, added up', () => {
  const day = (busy: number[][], used = 100) =>
    estateOf(
      busy.map((values, k) =>
        guest(`G${k}`, { busy: values, usedMiB: values.map(() => used) }, { cores: 1, rating: 1 }),
      ),
      busy[0].length,
    );
  const planned = [
    [10, 10, 10, 10],
    [10, 10, 10, 10],
    [10, 10, 10, 10],
  ];
  const plan = { hostKind: Int32Array.of(0, 0), hostOf: Int32Array.of(0, 0, 1) };
  const addUp = (busy: number[][], used?: number, more: Partial<FoldOptions> = {}) =>
    new Rehearsal(day(planned), { ...options, ...more }, NEVER).addUp(day(busy, used), plan);
  const quiet = [10, 10, 10, 10];
  test.each([
    ['nothing over', [quiet, quiet, quiet], { over: 0, overCeiling: 0, worst: 0.2, hostsHit: 0 }],
    [
      'full to the brim',
      [[50, 50, 50, 50], [50, 50, 50, 50], quiet],
      { over: 0, overCeiling: 0, worst: 1, hostsHit: 0 },
    ],
    [
      'over in two slots of one of two hosts',
      [[60, 60, 50, 10], [60, 50, 50, 10], quiet],
      { over: 2 / 8, overCeiling: 2 / 8, worst: 1.2, hostsHit: 0.5 },
    ],
    [
      'over on both',
      [[101, 0, 0, 0], quiet.map(() => 0), [0, 0, 0, 150]],
      { over: 2 / 8, overCeiling: 2 / 8, worst: 1.5, hostsHit: 1 },
    ],
  ])('come to %s', (_, busy, overload) => {
    const found = addUp(busy);
    for (const [field, value] of Object.entries(overload))
      expect(found[field as 'over'], field).toBeCloseTo(value, 5);
  });
  it('are over the ceiling before they are over all that there is, and memory is full at all times', () => {
    const busy = [[40, 39, 60, 10], [41, 41, 60, 10], quiet];
    const found = addUp(busy, 100, { ceilings: { cpu: 80 } });
    expect([found.over, found.overCeiling]).toEqual([1 / 8, 2 / 8]);
    // Two of 600 MiB are over 1000 in each slot, one is not.
    const memory = addUp([quiet, quiet, quiet], 600);
    expect([memory.over, memory.hostsHit]).toEqual([0.5, 0.5]);
    expect(memory.worst).toBeCloseTo(1.2, 5);
  });
  it('is made of as many hosts as there are, and none of more', async () => {
    const rehearsal = new Rehearsal(day(planned), { ...options, hosts: [{ ...kind, count: 2 }] }, NEVER);
    expect(await rehearsal.plan('evened', 3, 1, 8)).toBeNull();
    expect([rehearsal.items, rehearsal.least]).toEqual([3, 1]);
  });
});

describe('why there is no room, beside sums by another hand', () => {
  const resources = [RESOURCES.cpu, RESOURCES.memory, RESOURCES.iops].map((resource) => ({
    ...resource,
    quantum: 1,
  }));
  const modelFor = (problem: FoldProblem) =>
    ({
      resources,
      estate: estateOf(
        range(problem.items).map((i) => guest(`G${i}`, {})),
        100,
      ),
      items: range(problem.items).map((i): Item => ({ guests: [i] })),
      options: { hosts: range(problem.kinds).map((j) => ({ ...kind, name: `kind ${j}` })) },
    }) as unknown as FoldModel;
  /** Of each resource of a host that has some items: what one more asks in its fullest row, and what is left there. */
  const excesses = (problem: FoldProblem, j: number, on: number[], i: number) => {
    const rows = problem.rowStart[problem.resources];
    const images = (items: number[]) => {
      const most = new Map<number, number>();
      for (const k of items)
        for (let e = problem.imageStart[k]; e < problem.imageStart[k + 1]; e++)
          most.set(problem.imageId[e], Math.max(most.get(problem.imageId[e]) ?? 0, problem.imageSize[e]));
      return [...most.values()].reduce((a, b) => a + b, 0);
    };
    return range(problem.resources).map((d) => {
      const cell = j * problem.resources + d;
      const beside = (k: number) =>
        problem.guestCount[k] * problem.perGuest[cell] + problem.coreCount[k] * problem.perCore[cell];
      const pages = (items: number[]) => (d === problem.sharedResource ? images(items) : 0);
      const slots = range(problem.rowStart[d + 1] - problem.rowStart[d]).map((t) => {
        const at = (k: number) => problem.demand[k * rows + problem.rowStart[d] + t];
        const used = on.reduce((sum, k) => sum + at(k) + beside(k), 0) + pages(on);
        return {
          t,
          used,
          need: at(i) + beside(i) + pages([...on, i]) - pages(on),
          room: problem.capacity[cell] - used,
        };
      });
      const fullest = slots.reduce((a, b) => (b.need - b.room > a.need - a.room ? b : a));
      return {
        d,
        ...fullest,
        excess: (fullest.need - fullest.room) / Math.max(1, problem.capacity[cell]),
        timed: slots.length > 1,
      };
    });
  };
  const wordsOf = (model: FoldModel, of: ReturnType<typeof excesses>[number], name: string) => {
    const { label, unit } = model.resources[of.d];
    const say = (value: number) => `${Number(value.toPrecision(4))} ${unit}`;
    const minute = of.t * 5;
    const when = of.timed
      ? ` at 1970-01-01 ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      : '';
    return `needs ${say(of.need)} of ${label}${when}; ${name} has room for ${say(of.room)}`;
  };

  it('on an empty host of any kind', () => {
    let lacking = 0;
    for (const seed of range(60)) {
      const problem = randomProblem(seed + 900, { items: 4, manySlots: seed % 5 === 0, scale: 40 });
      const model = modelFor({ ...problem, capacity: problem.capacity });
      const tight = { ...problem, capacity: problem.capacity.map((room) => Math.ceil(room / 2)) };
      whyTooLarge(model, tight).forEach((why, i) => {
        const kinds = range(tight.kinds).filter((j) => tight.onlyKind[i] < 0 || tight.onlyKind[i] === j);
        const worst = kinds.map((j) => ({
          j,
          ...excesses(tight, j, [], i).reduce((a, b) => (b.excess > a.excess ? b : a)),
        }));
        if (worst.some(({ excess }) => excess <= 0)) {
          expect(why).toBeNull();
          return;
        }
        lacking++;
        const closest = worst.reduce((a, b) => (b.excess < a.excess ? b : a));
        expect(why).toBe(wordsOf(model, closest, `kind ${closest.j}`));
      });
    }
    expect(lacking).toBeGreaterThan(20);
  });

  it('on the hosts of a plan, or beside whom it may not be', () => {
    let [lacking, apart] = [0, 0];
    for (const seed of range(120)) {
      const made = randomProblem(seed + 1300, { items: 5, scale: 60 });
      const problem = { ...made, capacity: made.capacity.map((room) => room * (seed % 2 ? 4 : 1)) };
      const model = modelFor(problem);
      // The last has no host; the others are on two.
      const hostOf = Int32Array.of(0, 0, 1, 1, -1);
      const hostKind = Int32Array.of(0, problem.kinds - 1);
      const why = whyLeftOver(model, problem, model.items, { hostKind, hostOf }, ['Host 1', 'Host 2'])(4);
      const groups = (k: number) => [
        ...problem.apartId.subarray(problem.apartStart[k], problem.apartStart[k + 1]),
      ];
      const places = [
        [0, 1],
        [2, 3],
      ].flatMap((on, h) => {
        const only = problem.onlyKind[4];
        if (only >= 0 && only !== hostKind[h]) return [];
        const worst = excesses(problem, hostKind[h], on, 4).reduce((a, b) => (b.excess > a.excess ? b : a));
        return [
          {
            h,
            ...worst,
            enemy:
              worst.excess <= 0
                ? on.find((k) => groups(k).some((word) => groups(4).includes(word)))
                : undefined,
          },
        ];
      });
      if (places.some(({ excess, enemy }) => excess <= 0 && enemy === undefined))
        expect(why).toBe('the search ended before it had a place');
      else if (places.length === 0) expect(why).toBe('no host of that name');
      else if (places.some(({ enemy }) => enemy !== undefined)) {
        apart++;
        const { enemy, h } = places.findLast((place) => place.enemy !== undefined)!;
        expect(why).toBe(`kept apart from G${enemy} on Host ${h + 1}, where it would fit`);
      } else {
        lacking++;
        const closest = places.reduce((a, b) => (b.excess < a.excess ? b : a));
        expect(why).toBe(wordsOf(model, closest, `Host ${closest.h + 1}`));
      }
    }
    expect(Math.min(lacking, apart)).toBeGreaterThan(2);
  });

  it('for a group that is to be together and apart at once, or on two hosts', () => {
    const of = (a: Partial<Facts>, b: Partial<Facts>) => {
      const estate = estateOf(
        [a, b].map((facts, k) => guest(`G${k}`, { busy: [10] }, { cores: 1, together: 't', ...facts })),
        1,
      );
      const hosts = ['big', 'small'].map((name) => ({ ...kind, name }));
      const model = modelOf(estate, { ...options, hosts });
      return splitByFit(model, staticProblem(Int32Array.of(1, 1), Int32Array.of(5, 5))).tooLarge.map(
        ({ why }) => why,
      );
    };
    expect(of({ apart: 'x; y' }, { apart: 'z;y' })).toEqual([
      'G0 and G1 are to be kept together (t) and apart (y) at once',
    ]);
    expect(of({ host: 'big' }, { host: 'small' })).toEqual([
      'group t is to be kept together, but its servers are to be on big and on small',
    ]);
    expect(of({ host: 'big' }, { host: 'elsewhere', apart: 'x' })).toEqual([]);
  });
});

describe('what a proof comes to', () => {
  const kinds = (...each: [count: number | null, most: number][]) =>
    each.map(([count, most]) => ({ kind: 'k', price: 1, count, most }));
  test.each([
    [kinds([2, 3], [1, 5]), 11],
    [kinds([null, 3]), Infinity],
    [kinds([null, 0], [2, 2]), 4],
    [kinds([0, 7]), 0],
  ])('of %j is room for %d points', (of, room) => {
    expect(allRoom({ kinds: of })).toBe(room);
  });
  const proof = {
    measure: null,
    points: [1, 1].map((points) => ({ guests: ['a'], points })),
    kinds: kinds([2, 1]),
    total: 2,
    cases: undefined,
  } as unknown as Proof;
  it('is that some find no room where their points are more than there is', () => {
    const unplaced = [{ guest: 'a', why: '' }];
    expect(cannotFit({ unplaced, proof: { ...proof, total: 3 } })).toBe(true);
    expect(cannotFit({ unplaced, proof })).toBe(false);
    expect(cannotFit({ unplaced: [], proof: { ...proof, total: 3 } })).toBe(false);
    expect(cannotFit({ unplaced, proof: null })).toBe(false);
  });
  test.each([
    [{}, true],
    [{ measure: { resource: 'cpu', slot: null, size: 1 } }, false],
    [{ cases: { count: 2, without: 1 } }, false],
    [{ points: [{ guests: ['a'], points: 1 }] }, false],
    [{ points: [1, 2].map((points) => ({ guests: ['a'], points })) }, false],
    [{ kinds: kinds([2, 1], [1, 2]) }, false],
  ])('is of pairs alone: %j', (change, pairs) => {
    expect(isPairs({ ...proof, ...change } as Proof)).toBe(pairs);
  });

  const check = async (change: object, verdict: object) => {
    const asked: unknown[] = [];
    const engine = {
      ...NEVER,
      verify: (...of: unknown[]) => (asked.push(of[2]), Promise.resolve(verdict)),
    } as unknown as FoldEngine;
    const told = await recheckProof(
      { problem: {}, certificate: {}, proof: { ...proof, ...change } } as unknown as Provable,
      engine,
    );
    expect(asked).toEqual([1e9]);
    return { ...told!, why: told!.why.replace(/\d+\.\d s/, 'T s') };
  };
  const valid = { valid: true, undecided: false };
  it('is checked anew, and said in words', async () => {
    expect(await check({}, valid)).toEqual({
      valid: true,
      undecided: false,
      why: 'Looked again for two of them that fit one host together: there are none (T s).',
    });
    expect((await check({ measure: { resource: 'cpu', slot: 1, size: 1 } }, valid)).why).toBe(
      'Added everything up anew, and looked for servers that fit one host and need more than it has: there are none (T s).',
    );
    expect((await check({ cases: { count: 1200, without: 1 } }, valid)).why).toContain(
      'in each of 1,200 cases of which',
    );
    expect((await check({ kinds: kinds([2, 1500]), total: 3000 }, valid)).why).toBe(
      'Looked again for servers that fit one host and have more points than 1,500: there are none, and all together have 3,000 (T s).',
    );
    expect((await check({ kinds: kinds([2, 15], [2, 9]) }, valid)).why).toContain(
      'more points than 15 (k) or 9 (k):',
    );
    expect(await check({}, { valid: false, undecided: true })).toEqual({
      valid: false,
      undecided: true,
      why: 'After T s the check gave up: with so many servers it cannot look at every set here.',
    });
    expect(await check({}, { valid: false, undecided: false, why: 'no' })).toEqual({
      valid: false,
      undecided: false,
      why: 'no',
    });
    expect(await recheckProof({} as Provable, NEVER)).toBeNull();
  });
});

describe('money', () => {
  const host = (price: number | null) => ({ ...kind, price });
  test.each<[(number | null)[], 'hosts' | 'cost', number[], number, boolean]>([
    [[5], 'hosts', [1], 1, false],
    [[5, null], 'hosts', [1, 1], 1, false],
    [[0, 0], 'hosts', [1, 1], 1, false],
    [[0, 5], 'cost', [0, 1], 5, false],
    [[4, 6], 'cost', [2, 3], 2, false],
    [[1.25, 0.5], 'cost', [5, 2], 0.25, false],
    [[1.000001, 1], 'cost', [1_000_001, 1_000_000], 1e-6, false],
    // A third is no whole number of millionths.
    [[1 / 3, 1], 'cost', [333_333, 1_000_000], 1e-6, true],
  ])('of %j counts as', (prices, counted, units, unit, rounded) => {
    const found = objectiveOf(prices.map(host));
    expect(found).toMatchObject({ of: counted, rounded });
    expect([...found.prices]).toEqual(units);
    expect(found.unit).toBeCloseTo(unit, 12);
  });
  it('that cannot be counted to the cent is rounded down, none of it to nothing', () => {
    const prices = [2 ** 31 + 0.01, 1];
    const { prices: units, unit, rounded } = objectiveOf(prices.map(host));
    expect(rounded).toBe(true);
    units.forEach((count, k) => {
      expect(count * unit).toBeLessThanOrEqual(prices[k] + 1e-6);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(2 ** 30);
    });
    // The finest power of ten that holds it.
    expect(units[0]).toBeGreaterThan(2 ** 30 / 10);
  });
  it('is never more than the real sum where it was rounded', () => {
    const exact = { of: 'cost', prices: Int32Array.of(), unit: 1e-7, rounded: false } as const;
    expect(inMoney(6, exact)).toBe(0.000001);
    expect(inMoney(6, { ...exact, rounded: true })).toBe(0);
    expect(inMoney(10, { ...exact, rounded: true })).toBe(0.000001);
    expect(inMoney(3, { ...exact, unit: 0.1 })).toBe(0.3);
  });
  it('reaches a cost but for rounding', () => {
    expect([
      reaches(10, 10),
      reaches(9.9999996, 10),
      reaches(9.999999, 10),
      reaches(1e8 - 1e-5, 1e8),
      reaches(1e8 - 1e-4, 1e8),
    ]).toEqual([true, true, false, true, false]);
  });
  it('of hosts is known where each price is', () => {
    expect(hostsCost([host(0.1), host(0.2)])).toBe(0.3);
    expect(hostsCost([host(1), host(null)])).toBeNull();
    expect(hostsCost([])).toBe(0);
  });
  const counts = {
    hostCount: 3,
    native: [{ guest: 'a', why: '' }],
    unplaced: [
      { guest: 'b', why: '' },
      { guest: 'c', why: '' },
    ],
  };
  test.each([
    [0, null, { total: 6, spare: 0 }],
    [1, 5, { total: 8, spare: 2 }],
    [1, null, { total: 6, spare: null }],
  ])('buys hosts, spares and machines: of %i that may fail, %s', (tolerated, hostCount, expected) => {
    expect(machinesFor(counts, { tolerated, hostCount }, 9)).toEqual({
      carrying: 3,
      native: 1,
      unplaced: 2,
      cost: 9,
      ...expected,
    });
  });
});

describe('the fullest moment', () => {
  const resources = [RESOURCES.cpu, RESOURCES.memory];
  const host = (load: Record<string, number[]>, capacity: Record<string, number>) =>
    ({
      load: Object.fromEntries(Object.entries(load).map(([id, v]) => [id, Float32Array.from(v)])),
      capacity,
    }) as unknown as PlannedHost;
  test.each([
    [
      'the first of equal ones',
      [host({ cpu: [1, 4, 4] }, { cpu: 8 }), host({ cpu: [4, 0, 0] }, { cpu: 8 })],
      { fraction: 0.5, host: 0, resource: 'cpu', slot: 1 },
    ],
    [
      'a level',
      [host({ cpu: [1, 4], memory: [600] }, { cpu: 8, memory: 1000 })],
      { fraction: Math.fround(0.6), host: 0, resource: 'memory', slot: null },
    ],
    [
      'what has a limit',
      [host({ cpu: [1, 4], memory: [600] }, { cpu: 8, memory: Infinity })],
      { fraction: 0.5, host: 0, resource: 'cpu', slot: 1 },
    ],
    ['nothing where nothing is asked', [host({ cpu: [0, 0] }, { cpu: 8 })], null],
  ])('is %s', (_, hosts, expected) => {
    const found = fullestOf({ hosts, resources });
    if (expected === null) expect(found).toBeNull();
    else expect(found).toEqual({ ...expected, fraction: expect.closeTo(expected.fraction, 6) as number });
  });
  test.each([
    [0.5, '50.0 %'],
    [0.98765, '98.7 %'],
    [1, '100.0 %'],
  ])('stays below %d: %s', (bound, words) => {
    expect(belowWords(bound)).toBe(words);
  });
});

describe('a row of the guest table', () => {
  const row = (busy: number[], facts: Partial<Facts> = {}, measures: Record<string, number[]> = {}) =>
    guestRows(
      estateOf(
        [guest('A', { ...(busy.length ? { busy } : {}), ...measures }, { cores: 2, rating: 1, ...facts })],
        Math.max(1, busy.length),
      ),
      { ...options, profile: 'esx2', hosts: [{ ...kind, rating: 3 }] },
    )[0];
  it('has its use in GHz: mean, percentile, peak and a picture', () => {
    const found = row([...range(39).map((k) => k), NaN, 80]);
    // Two cores of 1 GHz: 1 % is 0.02 GHz. Of forty values the thirty-eighth.
    expect(found.mean).toBeCloseTo(((38 * 39) / 2 + 80) / 40 / 50, 5);
    expect(found.p95).toBeCloseTo(37 / 50, 5);
    expect(found.peak).toBeCloseTo(1.6, 5);
    expect(found.spark).toHaveLength(41);
    expect(found.p95Of).toBe(41);
  });
  it('has a picture of at most 96 points that loses no peak', () => {
    expect(row(range(96).map(() => 1)).spark).toHaveLength(96);
    const found = row(range(192).map((k) => (k === 7 ? 100 : k < 2 ? NaN : 10))).spark;
    expect(found).toHaveLength(96);
    expect([...found.subarray(0, 5)].map((v) => +v.toFixed(3))).toEqual([NaN, 0.2, 0.2, 2, 0.2]);
    expect(found[95]).toBeCloseTo(0.2, 6);
    expect(row(range(192).map((k) => (k === 191 ? 100 : 10))).spark[95]).toBeCloseTo(2, 6);
  });
  it('has nothing of what was not measured', () => {
    const found = row([], { rating: null });
    expect(found).toMatchObject({ mean: NaN, p95: NaN, peak: NaN, memoryNeed: null, netSpeedUp: null });
    expect(found.spark).toHaveLength(0);
  });
  it('has the most memory that it ever needed, and what a faster clock gains', () => {
    const found = row(
      [50, 50],
      { memory: 1024 },
      { availableMiB: [1000, 700], privileged: [50, 50], interrupt: [0, 0], dpc: [0, 0] },
    );
    expect(found.memoryNeed).toBe(324);
    // All of it is in the kernel: 3 times the clock, 1 + f (k - 1) times the work.
    const { privileged, emulation } = PROFILES.esx2.parameters;
    expect(found.netSpeedUp).toBeCloseTo(3 / (1 + privileged.likely * (emulation.likely - 1)), 6);
    // A host's clock of 3 GHz is half as fast again as its own of 2, and nothing of it is in the kernel.
    const user = { privileged: [0], interrupt: [0], dpc: [0] };
    expect(row([50], { rating: 2 }, user).netSpeedUp).toBeCloseTo(1.5, 6);
  });
});

describe('who takes no part', () => {
  const demand = (memory: number, shareable = 0) =>
    ({ series: { memory: Float64Array.of(memory) }, shareable }) as never;
  const why = (profile: keyof typeof PROFILES, facts: Partial<Facts>, memory = 100, shareable = 0) =>
    whyRefused(guest('A', {}, facts), PROFILES[profile], demand(memory, shareable));
  test.each([
    ['esx2', { native: true }, null, 'kept native by choice'],
    ['esx2', { cores: 3 }, 'processors', '3 processors; VMware ESX 2 allows 2'],
    ['xen2006', { os: 'Windows 2003' }, 'windows', `${PROFILES.xen2006.label} cannot host Windows`],
    ['xen2006', { os: 'WinXP' }, 'windows', `${PROFILES.xen2006.label} cannot host Windows`],
    [
      'xen2006',
      { os: '' },
      'system',
      `its system is not known, and ${PROFILES.xen2006.label} cannot host Windows: say what it runs`,
    ],
  ] as const)('%s %j', (profile, facts, rule, words) => {
    expect(why(profile, facts)).toEqual({ rule, why: words });
  });
  it('is nobody who keeps the rules', () => {
    expect(why('esx2', { cores: 2, os: 'Windows' })).toBeNull();
    expect(why('xen2006', { os: 'Darwin Linux' })).toBeNull();
    expect(why('single-image', { bits: 32, os: 'Linux' }, 4096)).toBeNull();
    expect(why('single-image', { bits: 64, os: 'Linux' }, 5000)).toBeNull();
    expect(why('single-image', { bits: 32, os: 'Linux' }, 5000, 904)).toBeNull();
    expect(why('single-image', { bits: 32, os: 'Linux' }, 5000, 903)).toMatchObject({
      rule: 'bits',
      why: 'a workload of 32 bits that needs 4097 MiB; under one image it keeps within 4096 MiB of address space',
    });
  });

  const refused = (rule: Refused['rule'], n: number): Refused[] =>
    range(n).map((k) => ({ guest: `G${k}`, rule, why: '' }));
  const four = estateOf(
    range(4).map((k) => guest(`G${k}`, {})),
    1,
  );
  it('is most of the servers where more than half are refused by one rule', () => {
    expect(barrierOf(refused('processors', 2), 4, PROFILES.esx2)).toBeNull();
    expect(barrierOf(refused('processors', 3), 4, PROFILES.esx2)).toEqual({
      what: 'VMware ESX 2 allows 2 virtual processors',
      those: 'have more',
      servers: 3,
      use: 'vsphere8',
    });
    expect(barrierOf(refused('windows', 3), 4, PROFILES.xen2006)).toMatchObject({
      those: 'run it',
      use: 'vsphere8',
    });
    expect(barrierOf(refused('bits', 3), 4, PROFILES['single-image'])).toMatchObject({
      what: 'Under one image a workload of 32 bits keeps within 4 GiB',
      use: 'vsphere8',
    });
    expect(barrierOf(refused('system', 4), 4, PROFILES.xen2006)).toBeNull();
    const [finding] = refusalFindings(refused('processors', 3), four, PROFILES.esx2);
    expect(finding.text).toBe(
      'One rule keeps 3 of 4 servers on machines of their own: a guest has at most 2 processors.',
    );
    expect(refusalFindings(refused('processors', 2), four, PROFILES.esx2)).toEqual([]);
  });
  it.each([4, 5])('is asked for its system: of %i the names, or how many', (n) => {
    const [finding] = refusalFindings(refused('system', n), four, PROFILES.xen2006);
    expect(finding.where).toBe(n === 4 ? 'G0, G1, G2, G3' : '5 servers');
  });
});

describe('demand in all', () => {
  it('is the sum of peaks, of percentiles, and the peak of the sum', () => {
    const values = range(40).map((k) => k + 1);
    const estate = estateOf(
      [
        guest('A', { busy: values }, { cores: 1, rating: 1 }),
        guest('B', { busy: values.toReversed() }, { cores: 1, rating: 1 }),
      ],
      40,
    );
    const { model, fitting }: Foldable = foldable(estate, { ...options, profile: 'bare' });
    const { cpu } = demandTotals(model, fitting);
    expect(cpu!['sum-of-peaks']).toBeCloseTo(0.8, 6);
    expect(cpu!['sum-of-p95']).toBeCloseTo(0.76, 6);
    expect(cpu!['peak-of-sums']).toBeCloseTo(0.41, 6);
    expect(demandTotals(model, fitting.slice(0, 1)).cpu!['peak-of-sums']).toBeCloseTo(0.4, 6);
  });

  it('of servers that all keep their machines is each one’s own', () => {
    const estate = estateOf(
      [
        guest('A', { busy: [20, 60] }, { cores: 2, rating: 1, memory: 500 }),
        guest('B', {}, { cores: 1, rating: 1 }),
      ],
      2,
    );
    const answer: FoldAnswer = nativeAnswer(modelOf(estate, { ...options, profile: 'native', failures: 2 }));
    expect(answer).toMatchObject({
      hostCount: 2,
      lowerBound: 2,
      proved: true,
      withFailures: { tolerated: 2, hostCount: null },
      policies: { 'peak-of-sums': 2 },
      search: { work: 0, steps: 0 },
    });
    const [a, b] = answer.hosts;
    expect(a.binding).toEqual({ resource: 'cpu', slot: 1, fraction: expect.closeTo(0.6, 6) as number });
    expect([a.capacity.cpu, a.capacity.memory]).toEqual([2, 500]);
    expect(b).toMatchObject({ capacity: { memory: Infinity }, kind: { count: 1, cores: 1 } });
    expect(b.binding.fraction).toBe(0);
    expect(answer.machines).toEqual({ total: 2, carrying: 2, spare: 0, native: 0, unplaced: 0, cost: null });
  });
});
