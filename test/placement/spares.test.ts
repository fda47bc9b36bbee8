import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { Facts } from '../../src/estate/guest';
import type { HostSpec } from '../../src/overhead/host';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import type { Drill } from '../../src/placement/spares';
import { OPTIONS, estateOf, guest } from './estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** The one cheap host that there is, 8 GHz; its guest takes nearly all of it, so that nothing smaller carries it. */
const USED: HostSpec = {
  ...DEFAULT_HOST,
  name: 'used',
  cores: 4,
  rating: 2,
  memory: 1000,
  iops: 100,
  disk: 100,
  net: 100,
  space: 100,
  vcpuPerCore: 2,
  price: 1,
  count: 1,
};
const OTHER: HostSpec = { ...USED, name: 'other', price: 100, count: null };
const LOAD = { busy: [99], usedMiB: [990], transfers: [99], diskMBs: [99], networkMBs: [99], spaceGiB: [99] };

async function hostsWith(
  other: Partial<HostSpec>,
  facts: Partial<Facts> = {},
  more: Partial<FoldOptions> = {},
  used: Partial<HostSpec> = {},
) {
  const estate = estateOf([guest('G', LOAD, { cores: 4, rating: 2, ...facts })], 1);
  const hosts = [
    { ...USED, ...used },
    { ...OTHER, ...other },
  ];
  const answer = await fold(estate, { ...OPTIONS, hosts, failures: 1, work: 4, ...more }, engine);
  expect(answer.hosts.map(({ kind }) => kind.name)).toEqual(['used']);
  return answer.withFailures.hostCount;
}

describe('a host of another kind stands in for one that fails', () => {
  it.each<[string, Partial<HostSpec>]>([
    ['as large in everything', {}],
    ['more cores, each slower, that do as much', { cores: 8, rating: 1 }],
    ['more cores that do more', { cores: 5 }],
    ['faster cores', { rating: 3 }],
    // No rule of the fold keeps a guest of four processors from two that do as much.
    ['fewer cores that do more', { cores: 2, rating: 8, vcpuPerCore: null }],
    ['slower cores with a second thread each: 4 x 1.6 x 1.25', { rating: 1.6, threads: 8 }],
    ['not limited', { memory: null, iops: null, disk: null, net: null, space: null, vcpuPerCore: null }],
    ['as much memory after what is kept back', { memory: 1100, reserveMemory: 100 }],
    ['as many processors after what is kept back', { cores: 6, reserveCores: 2 }],
    ['at least one of it', { count: 1 }],
  ])('with %s', async (_, other) => {
    expect(await hostsWith(other)).toBe(2);
  });

  it.each<[string, Partial<HostSpec>]>([
    ['slower cores', { rating: 1.9 }],
    ['more cores that do less', { cores: 8, rating: 0.9 }],
    ['less memory', { memory: 980 }],
    ['fewer disk operations', { iops: 98 }],
    ['less disk throughput', { disk: 98 }],
    ['less network', { net: 98 }],
    ['less disk space', { space: 98 }],
    ['fewer virtual processors', { vcpuPerCore: 0.9 }],
    ['less memory after what is kept back', { reserveMemory: 100 }],
    ['fewer processors after what is kept back', { reserveCores: 1 }],
    ['more of one and less of another', { memory: 2000, disk: 50 }],
    ['none of it', { count: 0 }],
  ])('but not with %s', async (_, other) => {
    expect(await hostsWith(other)).toBeNull();
  });

  it('but not for a guest that must stay on its kind', async () => {
    expect(await hostsWith({}, { host: 'used' })).toBeNull();
    expect(await hostsWith({}, { host: 'nowhere' })).toBe(2);
    // Where the larger kind stands by, which of the two it is does not help the guest of the other.
    expect(await hostsWith({ memory: 2000 }, { host: 'used' })).toBeNull();
    expect(await hostsWith({}, { host: 'used' }, {}, { count: 2 })).toBe(2);
  });

  it('as many as may fail, where there are so many', async () => {
    expect(await hostsWith({ count: 2 }, {}, { failures: 2 })).toBe(3);
    expect(await hostsWith({ count: 1 }, {}, { failures: 2 })).toBeNull();
    expect(await hostsWith({}, {}, { failures: 0 })).toBe(1);
  });

  it('of its own kind before a dearer one', async () => {
    expect(await hostsWith({ memory: 1 }, {}, {}, { count: 2 })).toBe(2);
  });
});

describe('where nothing stands in for all, the largest stand by', () => {
  const six = estateOf(
    Array.from({ length: 6 }, (_, i) => guest(`G${i}`, { busy: [100] }, { cores: 1, rating: 1 })),
    1,
  );
  const kind = (name: string, cores: number, count: number | null) => ({
    ...DEFAULT_HOST,
    name,
    cores,
    rating: 1,
    count,
  });
  const spares = async (failures: number, ...hosts: HostSpec[]) =>
    (await fold(six, { ...OPTIONS, hosts, failures, work: 8 }, engine)).withFailures.hostCount;

  it.each<[string, number, [number, number | null][], number | null]>([
    [
      'the one large host is spared, three of two cores carry all',
      1,
      [
        [6, 1],
        [2, 3],
      ],
      4,
    ],
    [
      'two are spared: the large one and the larger of the rest',
      2,
      [
        [6, 1],
        [3, 1],
        [2, 3],
      ],
      5,
    ],
    [
      'those that are left carry too little',
      1,
      [
        [6, 1],
        [2, 2],
      ],
      null,
    ],
    [
      'kinds of which there are none do not stand by',
      1,
      [
        [8, 0],
        [6, 1],
        [2, 3],
      ],
      4,
    ],
  ])('%s', async (_, failures, kinds, hosts) => {
    const named = kinds.map(([cores, count], k) => kind(`k${k}`, cores, count));
    expect(await spares(failures, ...named)).toBe(hosts);
    // In whatever order the kinds are given.
    expect(await spares(failures, ...named.toReversed())).toBe(hosts);
  });

  it('of two kinds of which neither is as large in everything, each outage has a plan of its own', async () => {
    // The one of six cores carries all; without it two of five do.
    expect(await spares(1, kind('a', 6, 1), kind('b', 5, 9))).toBe(3);
  });

  it('also where what each guest costs differs from kind to kind', async () => {
    // Scheduling costs 0.02 of a core for each guest, in the measure of the core: 0.12 of 6.2 GHz for six, or 0.37 of 6.22.
    const guests = Array.from({ length: 6 }, (_, i) =>
      guest(`G${i}`, { busy: [100] }, { cores: 1, rating: 1 }),
    );
    const overrides = { scheduling: 0.02 };
    const hosts = [
      { ...kind('slow', 6.2, 1), price: 1 },
      { ...kind('fast', 1, 2), cores: 2, rating: 3.11, price: 2 },
    ];
    const answer = await fold(
      estateOf(guests, 1),
      { ...OPTIONS, hosts, overrides, failures: 1, work: 8 },
      engine,
    );
    expect(answer.hosts.map(({ kind: { name } }) => name)).toEqual(['slow']);
    // As much processor, but six guests ask three times as much of it for scheduling: two are needed in its place.
    expect(answer.withFailures.hostCount).toBe(3);
  });

  it('says why where no number can be told', async () => {
    const why = async (options: Partial<FoldOptions>) => {
      const { findings, withFailures } = await fold(
        six,
        { ...OPTIONS, failures: 1, work: 8, ...options },
        engine,
      );
      expect(withFailures.hostCount).toBeNull();
      return findings.filter(({ where }) => where === 'hosts that may fail').map(({ text }) => text);
    };
    expect(await why({ hosts: [kind('a', 6, 1)] })).toEqual([
      '2 hosts would be needed to spare 1; there are 1.',
    ]);
    expect(await why({ hosts: [kind('a', 6, 3)], failures: 3 })).toEqual([
      '4 hosts would be needed to spare 3; there are 3.',
    ]);
    expect(await why({ hosts: [kind('a', 2, 1)] })).toEqual([
      expect.stringMatching(/Not every server has a place/),
    ]);
    expect(await why({ hosts: [kind('a', 6, 1), kind('b', 0.5, 1)], failures: 2 })).toEqual([
      '2 hosts are all that there are, and 2 may fail.',
    ]);
    expect(await why({ hosts: [kind('a', 6, 1), kind('b', 2, 2)] })).toEqual([
      expect.stringMatching(/^With 1 x a gone no plan for every server was found/),
    ]);
  });
});

describe('a drill', () => {
  const drilled = async (options: Partial<FoldOptions>) => {
    const estate = estateOf(
      Array.from({ length: 4 }, (_, i) => guest(`G${i}`, { busy: [100] }, { cores: 2, rating: 2 })),
      1,
    );
    let drill: Drill | null | undefined;
    await fold(estate, { ...OPTIONS, failures: 1, work: 4, ...options }, engine, {
      onDrill: (d) => (drill = d),
    });
    return drill;
  };

  it('fails each host in turn', async () => {
    expect(await drilled({})).toEqual({
      tolerated: 1,
      hosts: 3,
      carried: true,
      failures: [0, 1].map((host) => ({ host, carried: true, unplaced: [] })),
    });
  });

  it('is none where no host may fail, or none stands by', async () => {
    expect(await drilled({ failures: 0 })).toBeNull();
    expect(await drilled({ hosts: [{ ...OPTIONS.hosts[0], count: 2 }] })).toBeNull();
  });
});
