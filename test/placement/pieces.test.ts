import { describe, expect, it, test } from 'vitest';
import { LARGEST, staticProblem, type FoldPlan } from '../../src/engine/packing/problem';
import type { Facts } from '../../src/estate/guest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { basisOf, measuredWords } from '../../src/placement/basis';
import { demandTotals } from '../../src/placement/demand-totals';
import { foldable } from '../../src/placement/foldable';
import { fullestOf } from '../../src/placement/fullest';
import { gaugeOf } from '../../src/placement/gauge';
import { leastHosts } from '../../src/placement/least-hosts';
import { modelOf } from '../../src/placement/model';
import { namedPlan, planByName } from '../../src/placement/named-plan';
import { problemOf } from '../../src/placement/problem';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from './estates';

const HOST = { ...DEFAULT_HOST, cores: 4, rating: 1, memory: 1000 };
const one = (name: string, busy: number[], used: number[], facts: Partial<Facts> = {}) =>
  guest(name, { busy, usedMiB: used }, { cores: 1, rating: 1, ...facts });
const plan = (hostKind: number[], hostOf: number[]): FoldPlan => ({
  hostKind: Int32Array.from(hostKind),
  hostOf: Int32Array.from(hostOf),
});

describe('what hosts have in all and servers ask, unrounded', () => {
  const overrides = {
    scheduling: 0.02,
    vmm: 0.1,
    guestMemory: 32,
    vmmMemory: 300,
    sharing: 0.5,
    ballooning: 1,
  };
  const hosts = [
    { ...HOST, reserveMemory: 100 },
    { ...HOST, name: 'b', cores: 8, memory: null },
  ];
  const options: FoldOptions = { ...OPTIONS, hosts, overrides, ceilings: { cpu: 50 } };
  const model = modelOf(
    estateOf(
      [
        one('A', [10.01, 30], [301.5, 401.5], { image: 'I' }),
        guest('B', { usedMiB: [50, 70] }, { cores: 1, rating: 1 }),
        one('C', [50, 50], [64, 64], { dedicated: true, cores: 2 }),
      ],
      2,
    ),
    options,
  );
  const rounded = (values: ArrayLike<number>) => Array.from(values, (v) => +v.toFixed(2));

  it('is by kind and resource, ceilings not taken off', () => {
    const gauge = gaugeOf(model, 'peak-of-sums', model.items, problemOf(model, 'peak-of-sums'));
    // In MHz and MiB.
    expect(rounded(gauge.whole)).toEqual([4000, 1000, 8000, Infinity]);
    expect(rounded(gauge.fixed)).toEqual([100, 400, 100, 300]);
    expect(rounded(gauge.perGuest)).toEqual([20, 32, 20, 32]);
    expect(rounded(gauge.perCore)).toEqual([500, 0, 500, 0]);
    // Half of the least of A is shared: 150 whole pages of 301.5.
    expect(rounded(gauge.demand)).toEqual([
      ...[100.1, 300, 151.5, 251.5],
      ...[0, 0, 50, 70],
      ...[0, 0, 64, 64],
    ]);
  });
  it('is one value for each resource where time does not count', () => {
    const gauge = gaugeOf(model, 'sum-of-peaks', model.items, problemOf(model, 'sum-of-peaks'));
    expect(rounded(gauge.demand)).toEqual([300, 251.5, 0, 70, 0, 64]);
  });
  it('adds up in three ways, whatever the policy', () => {
    const totals = demandTotals(model, model.items);
    expect(Object.keys(totals)).toEqual(['cpu', 'memory']);
    expect(totals.memory!['sum-of-peaks']).toBeCloseTo(401.5 + 70 + 64, 3);
    expect(totals.memory!['peak-of-sums']).toBeCloseTo(401.5 + 70 + 64, 3);
    expect(totals.cpu!['sum-of-peaks']).toBeCloseTo(0.3 + 1, 3);
    expect(demandTotals(model, model.items.slice(1)).cpu!['peak-of-sums']).toBeCloseTo(1, 3);
    // The 19th of twenty values is their 95th percentile; a level has one.
    const busy = [90, ...new Array<number>(19).fill(10)];
    const flat = (value: number) => new Array<number>(20).fill(value);
    const still = modelOf(estateOf([one('A', busy, flat(100)), one('B', flat(20), flat(50))], 20), {
      ...options,
      overrides: {},
    });
    const { cpu, memory } = demandTotals(still, still.items);
    expect(rounded(Object.values(cpu!))).toEqual([1.1, 0.3, 1.1]);
    expect(rounded(Object.values(memory!))).toEqual([150, 150, 150]);
    const lent = modelOf(
      estateOf([one('A', [1, 1], [300, 100]), guest('B', { busy: [1, 1] }, { memory: 64 })], 2),
      options,
    );
    expect(rounded(Object.values(demandTotals(lent, lent.items).memory!))).toEqual([364, 364, 364]);
    const rules = modelOf(estateOf([one('A', [10], [10])], 1), {
      ...options,
      hosts: [{ ...HOST, vcpuPerCore: 2 }],
    });
    expect(rules.resources.map(({ id }) => id)).toContain('vcpu');
    expect(Object.keys(demandTotals(rules, rules.items))).not.toContain('vcpu');
  });
});

describe('the fewest that a sum over all allows', () => {
  const least = (sizes: number[], capacity: number[], dimensions = 1) =>
    leastHosts({
      ...staticProblem(Int32Array.from(sizes), Int32Array.from(capacity.slice(0, dimensions))),
      kinds: capacity.length / dimensions,
      capacity: Int32Array.from(capacity),
    });
  test.each<[number[], number[], number, object]>([
    [[5, 5], [10], 1, { hosts: 1, resource: 0, slot: 0, needed: 0, room: 0 }],
    [[5, 6], [10], 1, { hosts: 2, resource: 0, slot: 0, needed: 11, room: 10 }],
    [[10, 10, 10], [10], 1, { hosts: 3, needed: 30, room: 10 }],
    [[1, 9, 1, 9], [10, 10], 2, { hosts: 2, resource: 1, needed: 18 }],
    [[6, 6, 6], [4, 10], 1, { hosts: 2, room: 10 }],
    [[LARGEST, 1], [LARGEST], 1, { hosts: 2 }],
    [[3], [0], 1, { hosts: 3, room: 1 }],
  ])('%j in %j', (sizes, capacity, dimensions, expected) => {
    expect(least(sizes, capacity, dimensions)).toMatchObject(expected);
  });
});

it('is of any slot of any resource, by the largest kind', () => {
  const problem = {
    ...staticProblem(Int32Array.of(1, 1), Int32Array.of(10)),
    kinds: 2,
    resources: 2,
    rowStart: Int32Array.of(0, 1, 3),
    demand: Int32Array.from([1, 2, 30, 1, 2, 31]),
    capacity: Int32Array.of(10, 10, 9, 20),
  };
  expect(leastHosts(problem)).toEqual({ hosts: 4, resource: 1, slot: 1, needed: 61, room: 20 });
});

describe('a plan by names', () => {
  const guests = ['A', 'B', 'C', 'D'].map((name, i) => one(name, [10], [10], { together: i < 2 ? 't' : '' }));
  const of = foldable(estateOf(guests, 1), { ...OPTIONS, hosts: [HOST] });
  it('is the same the other way round', () => {
    const named = [
      { kind: 0, guests: ['C'] },
      { kind: 0, guests: ['A', 'B'] },
    ];
    expect(namedPlan(of, named)).toEqual(plan([0, 0], [1, 0, -1]));
    expect(planByName(of, namedPlan(of, named))).toEqual(named);
  });
});

describe('the fullest moment of a plan', () => {
  const resources = [{ id: 'cpu' }, { id: 'memory' }] as never;
  const host = (cpu: number[], room: number | undefined, memory: number[] = [0]) =>
    ({
      load: { cpu: Float32Array.from(cpu), memory: Float32Array.from(memory) },
      capacity: { cpu: room, memory: 100 },
    }) as never;
  test.each<[string, never[], object | null]>([
    [
      'is the first of those that are as full',
      [host([1, 2, 2], 4), host([2], 4)],
      { fraction: 0.5, host: 0, resource: 'cpu', slot: 1 },
    ],
    ['is of any host', [host([1], 4), host([3, 0], 4)], { fraction: 0.75, host: 1, slot: 0 }],
    ['may be a level', [host([1, 1], 4, [50])], { fraction: 0.5, resource: 'memory', slot: null }],
    ['is of what is limited', [host([9], Infinity, [1])], { resource: 'memory' }],
    ['is of what is known', [host([9], undefined, [1])], { resource: 'memory' }],
    [
      'is of what was folded',
      [{ ...(host([9], 4, [1]) as object), load: { memory: Float32Array.of(1) } } as never],
      { resource: 'memory' },
    ],
    ['is nowhere on an idle host', [host([0], 4)], null],
    ['is nowhere without hosts', [], null],
  ])('%s', (_, hosts, expected) => {
    const found = fullestOf({ hosts, resources });
    if (expected) expect(found).toMatchObject(expected);
    else expect(found).toBeNull();
  });
});

describe('what was measured, in words', () => {
  const words = (slots: number, coverage: number, assumedUse: string[] = []) =>
    measuredWords({
      basis: { ...basisOf(estateOf([], 1)), coverage },
      grid: estateOf([], slots).grid,
      assumedUse: assumedUse as never,
    });
  test.each([
    [words(2, 0.876), '88 % measured'],
    [words(1, 1), 'one figure for each server, no times'],
    [words(2, 1, ['A']), '100 % measured, the use of 1 server assumed'],
    [words(2, 1, new Array<string>(1200).fill('A')), '100 % measured, the use of 1,200 servers assumed'],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });
});
