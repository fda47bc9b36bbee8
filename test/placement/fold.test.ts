import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { policiesBeside } from '../../src/decide/policies';
import { fold } from '../../src/placement/fold';
import { dataPath, lacksData } from '../data';
import { OPTIONS, anyEstate, anyOptions, estateOf, guest } from './estates';
import { recheck } from './recheck';
import { often } from '../often';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

describe('every plan', () => {
  it('keeps capacity, ceilings, groups, dedicated processors, page sharing and inventory when added up again', async () => {
    await fc.assert(
      fc.asyncProperty(anyEstate, anyOptions, async (estate, options) => {
        const answer = await fold(estate, options, engine, { sides: policiesBeside });
        expect(recheck(estate, options, answer)).toEqual([]);
      }),
      { seed: 7, numRuns: often(300) },
    );
  });

  it('and every better plan shown on the way does too', async () => {
    await fc.assert(
      fc.asyncProperty(anyEstate, anyOptions, async (estate, options) => {
        const shown: string[][] = [];
        await fold(estate, { ...options, work: 8 }, engine, {
          sides: policiesBeside,
          onProgress: ({ answer }) => shown.push(recheck(estate, options, answer())),
        });
        expect(shown.flat()).toEqual([]);
      }),
      { seed: 8, numRuns: often(60) },
    );
  });
});

describe('servers that are placed together', () => {
  it('are refused where their demands together are more than the fold can count', async () => {
    const heavy = { memory: 2 ** 30, together: 'pair' };
    const estate = estateOf(
      ['A', 'B'].map((name) => guest(name, { busy: [10], memoryUsed: [2 ** 30] }, heavy)),
      1,
    );
    await expect(fold(estate, OPTIONS, engine)).rejects.toThrow(/A, B.*together; expected at most/s);
  });
});

describe('the fold over time', () => {
  it('lets peaks that never meet share a host, and peaks that coincide not', async () => {
    const meet = estateOf(
      [guest('A', { busy: [60, 5] }, { cores: 4 }), guest('B', { busy: [60, 5] }, { cores: 4 })],
      2,
    );
    const miss = estateOf(
      [guest('A', { busy: [60, 5] }, { cores: 4 }), guest('B', { busy: [5, 60] }, { cores: 4 })],
      2,
    );
    expect((await fold(meet, OPTIONS, engine)).hostCount).toBe(2);
    const answer = await fold(miss, OPTIONS, engine, { sides: policiesBeside });
    expect(answer.hostCount).toBe(1);
    expect(answer.proved).toBe(true);
    expect(answer.policies).toEqual({ 'peak-of-sums': 1, 'sum-of-p95': 2, 'sum-of-peaks': 2 });
    expect(answer.hosts[0].binding).toMatchObject({ resource: 'cpu', fraction: 0.65 });
  });

  it('counts the same hosts in each of the three ways where there is one slot, however short a search', async () => {
    const estate = estateOf([guest('A', { busy: [60] }), guest('B', { busy: [10] })], 1);
    const { policies, hostCount } = await fold(estate, OPTIONS, engine, {
      sides: (_options, _hostsBy, tell) => Promise.resolve(tell({ 'sum-of-p95': 9, 'sum-of-peaks': 9 })),
    });
    expect(policies).toEqual({
      'peak-of-sums': hostCount,
      'sum-of-p95': hostCount,
      'sum-of-peaks': hostCount,
    });
    // Where no time is left, nothing of it is unknown.
    const late = await fold(estate, { ...OPTIONS, seconds: 60 }, engine, {
      sides: policiesBeside,
      until: performance.now(),
    });
    expect(late.policies['sum-of-peaks']).toBe(late.hostCount);
    expect(late.findings.filter(({ where }) => where === 'policies')).toEqual([]);
  });

  it('adds demand up in the three ways', async () => {
    const estate = estateOf([guest('A', { busy: [60, 10] }), guest('B', { busy: [10, 40] })], 2);
    const { demand } = await fold(estate, OPTIONS, engine);
    expect(demand.cpu!['sum-of-peaks']).toBeCloseTo(2, 9);
    expect(demand.cpu!['peak-of-sums']).toBeCloseTo(1.4, 6);
  });
});

describe('page sharing', () => {
  const ten = (image: (i: number) => string) =>
    estateOf(
      Array.from({ length: 10 }, (_, i) =>
        guest(`G${i}`, { busy: [1], usedMiB: [1000] }, { image: image(i) }),
      ),
      1,
    );
  const options = {
    ...OPTIONS,
    hosts: [{ ...DEFAULT_HOST, memory: 100_000 }],
    overrides: { sharing: 0.444 },
  };

  it('ten identical guests with sharable fraction .444 share 40 %', async () => {
    const answer = await fold(
      ten(() => 'NT4'),
      options,
      engine,
    );
    expect(answer.hosts[0].peak.memory! / 10_000).toBeCloseTo(1 - 0.4, 2);
  });

  it('ten different guests share nothing', async () => {
    const answer = await fold(ten(String), options, engine);
    expect(answer.hosts[0].peak.memory).toBe(10_000);
  });

  it('decides who goes where: two images on two hosts are folded by image', async () => {
    const estate = estateOf(
      Array.from({ length: 8 }, (_, i) =>
        guest(`G${i}`, { busy: [1], usedMiB: [1000] }, { image: i % 2 ? 'A' : 'B' }),
      ),
      1,
    );
    // Four of one image need 4,000 - 3 x 900 = 1,300; two and two need 2,200.
    const tight = {
      ...OPTIONS,
      hosts: [{ ...DEFAULT_HOST, memory: 1300 }],
      overrides: { sharing: 0.9 },
      work: 500,
    };
    const answer = await fold(estate, tight, engine);
    expect(answer.hostCount).toBe(2);
    expect(recheck(estate, tight, answer)).toEqual([]);
  });
});

describe('10 guests on ESX', () => {
  it('cost 720 MB beyond their own need', async () => {
    const estate = estateOf(
      Array.from({ length: 10 }, (_, i) => guest(`G${i}`, { usedMiB: [500], busy: [1] })),
      1,
    );
    const options = {
      ...OPTIONS,
      profile: 'esx2',
      overrides: { shadow: 0 },
      hosts: [{ ...DEFAULT_HOST, memory: 65_536 }],
    } as const;
    const answer = await fold(estate, options, engine);
    expect(answer.hosts[0].peak.memory).toBe(5000 + 720);
    expect(
      answer.memory.find((p) => p.id === 'guests')!.value + answer.memory.find((p) => p.id === 'vmm')!.value,
    ).toBe(720);
  });
});

describe('an answer', () => {
  it('tells what scheduling each guest cost, as it was typed or by the profile', async () => {
    const estate = estateOf([guest('A', { busy: [5] })], 1);
    const of = async (change: object) => (await fold(estate, { ...OPTIONS, ...change }, engine)).scheduling;
    expect(await of({ profile: 'esx3' })).toBe(0.008);
    expect(await of({ profile: 'esx3', overrides: { scheduling: 0.02 } })).toBe(0.02);
    expect(await of({ profile: 'native' })).toBe(0);
  });
});

describe('who does not fold', () => {
  it('is named with the reason', async () => {
    const estate = estateOf(
      [
        guest('FOUR', { busy: [1] }, { cores: 4 }),
        guest('KEPT', { busy: [1] }, { native: true }),
        guest('HUGE', { busy: [100], usedMiB: [1e6] }),
        guest('WIN', { busy: [1] }, { os: 'Windows Server 2003' }),
      ],
      1,
    );
    const esx = await fold(estate, { ...OPTIONS, profile: 'esx2' }, engine);
    expect(esx.native.map((n) => [n.guest, n.why.slice(0, 28)])).toEqual([
      ['FOUR', '4 processors; VMware ESX 2 a'],
      ['KEPT', 'kept native by choice'],
      ['HUGE', 'needs 1004000 MiB of memory;'],
    ]);
    const xen = await fold(estate, { ...OPTIONS, profile: 'xen2006' }, engine);
    expect(xen.native.find((n) => n.guest === 'WIN')?.why).toMatch(/cannot host Windows/);
  });

  it('a server that says twice whom it is kept apart from is folded like one that says it once', async () => {
    const estate = estateOf([guest('A', { busy: [10] }, { apart: 'sql; sql' })], 1);
    expect((await fold(estate, OPTIONS, engine)).native).toEqual([]);
  });

  it('a group to be kept together and apart at once is refused in words', async () => {
    const both = { together: 't', apart: 'x' };
    const estate = estateOf([guest('A', { busy: [1] }, both), guest('B', { busy: [1] }, both)], 1);
    const answer = await fold(estate, OPTIONS, engine);
    expect(answer.native[0].why).toMatch(/together \(t\) and apart \(x\) at once/);
  });

  it('a group whose servers belong on different hosts is refused in words', async () => {
    const hosts = [
      { ...DEFAULT_HOST, name: 'a' },
      { ...DEFAULT_HOST, name: 'b' },
    ];
    const of = (host: string) => guest(host, { busy: [1] }, { together: 't', host });
    const answer = await fold(estateOf([of('a'), of('b')], 1), { ...OPTIONS, hosts }, engine);
    expect(answer.native[0].why).toMatch(
      /group t is to be kept together, but its servers are to be on a and on b/,
    );
  });

  it('natively, every server keeps its machine', async () => {
    const estate = estateOf([guest('A', { busy: [50] }), guest('B', { busy: [50] })], 1);
    const answer = await fold(estate, { ...OPTIONS, profile: 'native' }, engine);
    expect(answer.hostCount).toBe(2);
    expect(answer.hosts.map((h) => h.guests)).toEqual([['A'], ['B']]);
  });
});

describe('hosts to spare', () => {
  const estate = estateOf(
    Array.from({ length: 6 }, (_, i) => guest(`G${i}`, { busy: [100] }, { cores: 1 })),
    1,
  );

  it('of one kind are as many more as may fail', async () => {
    const answer = await fold(estate, { ...OPTIONS, failures: 1 }, engine);
    expect(answer.hostCount).toBe(2);
    expect(answer.withFailures).toEqual({ tolerated: 1, hostCount: 3 });
  });

  it('of unequal kinds are those that carry everything, whichever host fails, also where sizes cannot be compared', async () => {
    const hosts = [
      { ...DEFAULT_HOST, name: 'big', cores: 6, rating: 2, count: 1 },
      { ...DEFAULT_HOST, name: 'small', cores: 3, rating: 2, count: 3 },
    ];
    const answer = await fold(estate, { ...OPTIONS, hosts, failures: 1 }, engine);
    expect(answer.hostCount).toBe(1);
    expect(answer.withFailures).toEqual({ tolerated: 1, hostCount: 3 });
    const crossed = [hosts[0], { ...hosts[1], memory: 1e6 }];
    const other = await fold(
      estate,
      { ...OPTIONS, hosts: [{ ...crossed[0], memory: 10 }, crossed[1]], failures: 1 },
      engine,
    );
    // No server asks for memory: two small hosts have the six processors of the big one.
    expect(other.withFailures).toEqual({ tolerated: 1, hostCount: 3 });
    expect(other.findings.some((f) => f.where === 'hosts that may fail')).toBe(false);
  });
});

const planetlab = 'traces/planetlab_20110303_cpu_percent.csv';
describe.skipIf(lacksData(planetlab))('the PlanetLab day (skipped where the trace is absent)', () => {
  it('has a peak of sums of 14,326 %, p95s of 24,305 % and peaks of 49,807 %', async () => {
    const rows = readFileSync(dataPath(planetlab), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const names = rows[0].slice(1);
    const guests = names.map((name, g) => guest(name, { busy: rows.slice(1).map((r) => Number(r[g + 1])) }));
    const estate = estateOf(guests, rows.length - 1);
    expect([guests.length, rows.length - 1]).toEqual([1052, 288]);
    const hosts = [{ ...DEFAULT_HOST, cores: 8, rating: 1 }];
    const { estimate: _, ...only } = engine;
    const answer = await fold(estate, { ...OPTIONS, hosts, work: 1 }, only);
    const { 'sum-of-peaks': peaks, 'sum-of-p95': p95, 'peak-of-sums': sums } = answer.demand.cpu!;
    expect([sums, p95, peaks].map((v) => Math.round(100 * v))).toEqual([14_326, 24_305, 49_807]);
    expect(recheck(estate, { ...OPTIONS, hosts }, answer)).toEqual([]);
  });
});
