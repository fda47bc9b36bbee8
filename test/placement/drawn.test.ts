import { describe, expect, it, test } from 'vitest';
import type { Facts, Guest } from '../../src/estate/guest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { explainHosts, explainMemory, explainOverhead } from '../../src/placement/explain';
import { modelOf } from '../../src/placement/model';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from './estates';

const HOST = { ...DEFAULT_HOST, cores: 4, rating: 1, memory: 1000 };

/** A plan by hand: `on[i]` is the host of item i. */
function drawn(guests: Guest[], slots: number, on: number[], options: Partial<FoldOptions> = {}) {
  const hosts = options.hosts ?? [HOST];
  const model = modelOf(estateOf(guests, slots), { ...OPTIONS, ...options, hosts });
  const kinds = Math.max(...on) + 1;
  const plan = { hostKind: new Int32Array(kinds), hostOf: Int32Array.from(on) };
  const plannedHosts = explainHosts(model, model.items, plan);
  return {
    model,
    hosts: plannedHosts,
    overhead: explainOverhead(model, plannedHosts),
    memory: explainMemory(model, plannedHosts),
  };
}
const one = (name: string, busy: number[], used: number, facts: Partial<Facts> = {}) =>
  guest(name, { busy, usedMiB: busy.map(() => used) }, { cores: 1, rating: 1, ...facts });
const rounded = (values: ArrayLike<number> | undefined) => Array.from(values ?? [], (v) => +v.toFixed(4));

describe('a host that is drawn', () => {
  it('has its load in every slot, of what varies and of what is the same at all times', () => {
    const guests = [
      guest('A', { busy: [10, 30, 20], usedMiB: [100, 300, 200] }, { cores: 1, rating: 1 }),
      guest('B', { busy: [50, 50, 50] }, { cores: 1, rating: 1, memory: 64 }),
    ];
    const { hosts } = drawn(guests, 3, [0, 0], { overrides: { ballooning: 1 } });
    expect(rounded(hosts[0].load.cpu)).toEqual([0.6, 0.8, 0.7]);
    expect(rounded(hosts[0].load.memory)).toEqual([164, 364, 264]);
    expect(hosts[0].blocks).toBeNull();
    expect(hosts[0].peak).toMatchObject({ cpu: expect.closeTo(0.8, 6), memory: 364 });
    const still = drawn(guests, 3, [0, 0]);
    expect(rounded(still.hosts[0].load.memory)).toEqual([364]);
  });

  it('binds where it is fullest, first by the order of resources, then by time', () => {
    const binding = (busy: number[], used: number) =>
      drawn([one('A', busy, used)], busy.length, [0]).hosts[0].binding;
    expect(binding([40, 40], 100)).toEqual({ resource: 'cpu', slot: 0, fraction: expect.closeTo(0.1, 6) });
    expect(binding([0, 40, 40], 50)).toMatchObject({ resource: 'cpu', slot: 1 });
    expect(binding([40, 40], 101)).toEqual({
      resource: 'memory',
      slot: null,
      fraction: expect.closeTo(0.101, 6),
    });
    expect(binding([0], 0)).toEqual({ resource: 'cpu', slot: null, fraction: 0 });
    // What is not limited does not bind.
    const free = { ...HOST, memory: null };
    expect(drawn([one('A', [1], 1e6)], 1, [0], { hosts: [free] }).hosts[0].binding.resource).toBe('cpu');
  });

  it.each<[string, Guest[], Partial<FoldOptions>, string | null]>([
    // 484 + 32 are taken, and so much again is more than 1,000.
    ['what each guest costs', [one('A', [1], 484)], { overrides: { guestMemory: 32 } }, 'memory'],
    ['all of what is left', [one('A', [1], 468)], { overrides: { guestMemory: 32 } }, null],
    ['one that fits', [one('A', [1], 600), one('B', [1], 200)], {}, null],
    ['none that fits', [one('A', [1], 600), one('B', [1], 300)], {}, 'memory'],
    ['the fuller of two', [one('A', [95], 501, { cores: 4 })], {}, 'cpu'],
    ['the first of two that are as full', [one('A', [60], 600, { cores: 4 })], {}, 'cpu'],
    ['a guest of which nothing is known', [one('A', [60], 900), guest('B', { busy: [1] })], {}, null],
    [
      'pages that are there already',
      [one('A', [1], 600, { image: 'I' })],
      { overrides: { sharing: 0.5 } },
      null,
    ],
    ['pages that are not', [one('A', [1], 667, { image: 'I' })], { overrides: { sharing: 0.5 } }, 'memory'],
    // 501 of 1,000 are taken, and of 501 again 1.503 are shared: a whole page is.
    ['whole pages alone', [one('A', [1], 501, { image: 'I' })], { overrides: { sharing: 0.003 } }, 'memory'],
    ['no pages of nobody', [one('A', [1], 501)], { overrides: { sharing: 0.5 } }, 'memory'],
    ['a guest whose processors are its own', [one('A', [100], 10, { cores: 3, dedicated: true })], {}, null],
    // At its fullest, in the second slot, the first alone has room; in the first slot none has.
    [
      'any slot',
      [one('A', [80, 0], 1, { cores: 2 }), one('B', [30, 90], 1, { cores: 3 })],
      { hosts: [{ ...HOST, cores: 1, rating: 4 }] },
      'cpu',
    ],
    [
      'any slot, and there is room',
      [one('A', [80, 0], 1, { cores: 2 }), one('B', [30, 90], 1, { cores: 3 })],
      { hosts: [{ ...HOST, cores: 1, rating: 4.2 }] },
      null,
    ],
  ])('is asked for room for one more: %s', (_, guests, options, blocks) => {
    const slots = guests[0].measures.busy!.length;
    expect(
      drawn(
        guests,
        slots,
        guests.map(() => 0),
        options,
      ).hosts[0].blocks,
    ).toBe(blocks);
  });

  it('that carries nobody is stopped by nothing', () => {
    const kept = { ...HOST, reserveMemory: 900 };
    const { hosts } = drawn([one('A', [1], 10)], 1, [1], { hosts: [kept] });
    expect(hosts.map(({ name, guests, blocks }) => [name, guests, blocks])).toEqual([
      ['Host 1', [], null],
      ['Host 2', ['A'], null],
    ]);
    expect(hosts[0].binding).toEqual({ resource: 'memory', slot: null, fraction: expect.closeTo(0.9, 6) });
  });

  it('names its guests from the busiest on, and then in their order', () => {
    const guests = [
      one('A', [10, 20], 1, { together: 't' }),
      one('B', [20, 5], 1),
      one('C', [20, 0], 1, { together: 't' }),
      guest('D', { usedMiB: [1, 1] }),
      one('E', [0, 90], 1),
    ];
    const { hosts } = drawn(guests, 2, [0, 0, 0, 0]);
    expect(hosts[0].guests).toEqual(['E', 'A', 'B', 'C', 'D']);
    expect(hosts[0].processorByGuest.map(rounded)).toEqual([
      [0, 0.9],
      [0.1, 0.2],
      [0.2, 0.05],
      [0.2, 0],
      [0, 0],
    ]);
  });

  it('saves the shareable pages of each image but the largest, in whole MiB', () => {
    const saved = (guests: Guest[], sharing: number) => {
      const { hosts, memory } = drawn(
        guests,
        1,
        guests.map(() => 0),
        {
          overrides: { sharing },
          hosts: [{ ...HOST, memory: 1e6 }],
        },
      );
      const own = guests.reduce((sum, { measures }) => sum + measures.usedMiB![0], 0);
      const told = memory.find(({ id }) => id === 'shared')?.value ?? 0;
      expect(hosts[0].peak.memory).toBe(own + told);
      return 0 - told;
    };
    const I = { image: 'I' };
    expect(saved([one('A', [1], 101, I), one('B', [1], 101, I), one('C', [1], 205, I)], 0.5)).toBe(100);
    expect(saved([one('A', [1], 101, I), one('B', [1], 101, { image: 'J' })], 0.5)).toBe(0);
    expect(saved([one('A', [1], 101), one('B', [1], 101)], 0.5)).toBe(0);
    expect(saved([one('A', [1], 1, I), one('B', [1], 1, I)], 0.5)).toBe(0);
  });
});

describe('where the load of the fullest moment comes from', () => {
  const part = (parts: readonly { id: string; value: number; note: string }[], id: string) =>
    parts.find((each) => each.id === id);

  it('is nothing where there is no host, or no processor figure', () => {
    const { model } = drawn([one('A', [1], 1)], 1, [0]);
    expect(explainOverhead(model, [])).toEqual({ slot: 0, parts: [] });
    expect(explainMemory(model, [])).toEqual([]);
    const still = drawn([guest('A', { usedMiB: [10] })], 1, [0]);
    expect(still.overhead).toEqual({ slot: 0, parts: [] });
    expect(still.memory.map(({ id }) => id)).toEqual(['need', 'free']);
    expect(drawn([guest('A', { busy: [10] })], 1, [0]).memory).toEqual([]);
  });

  it('is the first of moments that are as full, over all hosts together', () => {
    const guests = [one('A', [10, 50, 40], 1), one('B', [10, 30, 40], 1)];
    const { overhead } = drawn(guests, 3, [0, 1]);
    expect(overhead.slot).toBe(1);
    expect(part(overhead.parts, 'work')!.value).toBeCloseTo(0.8, 6);
    expect(part(overhead.parts, 'free')!.value).toBeCloseTo(7.2, 6);
  });

  it('is that of servers that have a place', () => {
    const { overhead, memory } = drawn([one('A', [10], 100), one('B', [50], 300)], 1, [0, -1]);
    expect(part(overhead.parts, 'work')!.value).toBeCloseTo(0.1, 6);
    expect(part(memory, 'need')!.value).toBe(100);
  });

  it('leaves nothing free on a host that is too full', () => {
    const { overhead, memory } = drawn([one('A', [100], 1001, { cores: 5 })], 1, [0]);
    expect(overhead.parts.map(({ id }) => id)).toEqual(['work']);
    expect(memory.map(({ id }) => id)).toEqual(['need']);
    const just = drawn([one('A', [100], 1000, { cores: 4 })], 1, [0]);
    expect([just.overhead.parts, just.memory].map((parts) => parts.map(({ id }) => id))).toEqual([
      ['work'],
      ['need'],
    ]);
  });

  it('counts threads that stay idle beside a guest without SMT', () => {
    const threads = { ...HOST, threads: 8 };
    const { overhead } = drawn(
      [one('A', [40], 1, { smt: 'no' }), one('B', [40], 1, { smt: 'no' })],
      1,
      [0, 0],
      {
        profile: 'hyperv',
        overrides: {
          threadYield: 0.25,
          scheduling: 0,
          vmm: 0,
          emulation: 1,
          ioPath: 0,
          contextSwitch: 0,
          nested: 0,
        },
        hosts: [threads],
      },
    );
    expect(part(overhead.parts, 'work')!.value).toBeCloseTo(0.8, 6);
    expect(part(overhead.parts, 'idle-threads')!.value).toBeCloseTo(0.2, 6);
  });

  test.each<[string, RegExp, Partial<FoldOptions['overrides']>]>([
    ['emulation', /f = 0\.01, k = 51\.$/, { nested: 0 }],
    ['emulation', /k = 51; nested paging 2\.6 % of all work\.$/, { nested: 0.0256 }],
    ['scheduling', /^0\.0123 processors for each guest\.$/, { scheduling: 0.012345 }],
    ['vmm', /^0\.235 processors of each host, and reserves\.$/, { vmm: 0.23456 }],
  ])('says of %s: %s', (id, words, overrides) => {
    const { overhead } = drawn(
      [guest('A', { busy: [40], privileged: [20] }, { cores: 1, rating: 1 })],
      1,
      [0],
      {
        overrides: { privileged: 0.01, emulation: 51, scheduling: 0.01, vmm: 0.1, ...overrides },
      },
    );
    expect(part(overhead.parts, id)!.note).toMatch(words);
  });

  it.each([
    [null, 4, false],
    [4, 4, false],
    [8, 4, true],
    [2, 4, false],
  ])('speaks of second threads where a host has them: %s of %i cores', (threads, cores, said) => {
    const kinds = [HOST, { ...HOST, name: 'b', threads, cores }];
    const { model } = drawn([one('A', [1], 1)], 1, [0], {
      hosts: kinds,
      overrides: { threadYield: 0.12345 },
    });
    const plan = { hostKind: Int32Array.of(0, 1), hostOf: Int32Array.of(0) };
    const { parts } = explainOverhead(model, explainHosts(model, model.items, plan));
    expect(part(parts, 'free')!.note).toBe(
      `What is left of all hosts then${said ? ' (a second hardware thread counts for 0.123 of a core, an assumption)' : ''}.`,
    );
  });
});

describe('what each guest costs in memory', () => {
  test.each<[string, number, Partial<FoldOptions>]>([
    ['For each guest: 0.5 MiB.', 2 * 0.5, { overrides: { guestMemory: 0.5 } }],
    [
      'For each guest: 0.5 MiB for each virtual processor.',
      0.5 * (1 + 3),
      { overrides: { vcpuMemory: 0.5 } },
    ],
    ['For each guest: 1.23 % of its RAM.', 0.0123456 * 300, { overrides: { memoryShare: 0.0123456 } }],
    [
      'For each guest: 24 MiB, 8 MiB for each virtual processor, 1 % of its RAM.',
      48 + 32 + 3,
      { overrides: { guestMemory: 24, vcpuMemory: 8, memoryShare: 0.01 } },
    ],
  ])('%s', (note, mib, options) => {
    const guests = [one('A', [1], 100), one('B', [1], 200, { cores: 3 })];
    const { memory } = drawn(guests, 1, [0, 0], options);
    expect(memory.find(({ id }) => id === 'guests')).toMatchObject({ note, value: expect.closeTo(mib, 6) });
  });

  it('is by its product’s own table where there is one', () => {
    const { memory } = drawn([one('A', [1], 100)], 1, [0], { profile: 'vsphere8' });
    expect(memory.find(({ id }) => id === 'guests')!.note).toMatch(/^For each guest: by /);
  });
});
