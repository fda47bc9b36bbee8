import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold, type KnownFold } from '../../src/placement/fold';
import { fullestOf } from '../../src/placement/fullest';
import { Rehearsal } from '../../src/placement/rehearsal';
import { OPTIONS, estateOf, guest } from './estates';
import { recheck } from './recheck';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** Twelve servers that are busy at the same two moments; hosts of 8 GHz hold five of them, of 1.6 GHz each. */
const estate = estateOf(
  Array.from({ length: 12 }, (_, i) =>
    guest(`S${i}`, { busy: [80, 80] }, { cores: 1, rating: 2, memory: 512 }),
  ),
  2,
);

describe('the plan that is shown', () => {
  it('is evened on as few hosts as there can be, and tells how even any plan could be', async () => {
    const answer = await fold(estate, OPTIONS, engine);
    expect(answer.hostCount).toBe(3);
    expect(answer.hosts.map(({ guests }) => guests.length)).toEqual([4, 4, 4]);
    // 4 x 1.6 of 8 GHz.
    expect(fullestOf(answer)!.fraction).toBeCloseTo(0.8, 6);
    expect(answer.evened!.bound).toBeCloseTo(0.8, 5);
    expect(answer.evened!.bound!).toBeLessThanOrEqual(fullestOf(answer)!.fraction);
  });

  it('has exactly as many hosts as were asked for, while bound and proof speak of the fewest', async () => {
    const options = { ...OPTIONS, exactly: 6 };
    const answer = await fold(estate, options, engine);
    expect(answer.hosts.map(({ guests }) => guests.length)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(answer).toMatchObject({ hostCount: 6, lowerBound: 3, proved: true, evened: { fewest: 3 } });
    expect(answer.evened!.bound).toBeCloseTo(0.4, 5);
    expect(answer.policies['peak-of-sums']).toBe(3);
    expect(recheck(estate, options, answer)).toEqual([]);
  });

  it('is as it was found where fewest moves win', async () => {
    let known: KnownFold | null = null;
    const answer = await fold(estate, OPTIONS, engine, { even: false, onResult: (of) => (known = of) });
    expect(answer.evened).toEqual({ bound: null, fewest: 3 });
    const again = await fold(estate, { ...OPTIONS, exactly: 4 }, engine, { known: known!, settled: true });
    expect(again.hostCount).toBe(4);
    expect(again.proved).toBe(true);
  });
});

describe('where the kernel that evens is refused or fails', () => {
  const failed = 'the even kernel speaks version 1 with 27 words; this page expects version 2.';
  const without: FoldEngine = {
    fold: (...of) => engine.fold(...of),
    even: () =>
      Promise.resolve({ plan: null, fullest: Infinity, spread: Infinity, steps: 0, bound: null, failed }),
  };
  it('the plan stands as it was found, and a finding names the kernel', async () => {
    const answer = await fold(estate, OPTIONS, without);
    expect(answer).toMatchObject({ hostCount: 3, proved: true, evened: { bound: null } });
    expect(answer.findings.filter(({ where }) => where === 'plan')).toEqual([
      { level: 'warning', where: 'plan', text: expect.stringContaining(failed), fix: expect.any(String) },
    ]);
  });

  it('no plan is tested as if none were found', async () => {
    const rehearsal = new Rehearsal(estate, OPTIONS, without);
    await expect(rehearsal.plan('evened', 3, 1, 8)).rejects.toThrow(failed);
  });
});

describe('a number of hosts that cannot be', () => {
  const asking = (exactly: number, hosts = OPTIONS.hosts) =>
    fold(estate, { ...OPTIONS, hosts, exactly }, engine);
  const small = { ...DEFAULT_HOST, name: 'small', cores: 4, rating: 2, memory: 8192 };

  it.each([
    [
      'below the bound',
      2,
      OPTIONS.hosts,
      /hosts: no plan has 2: all servers together take 19.2 GHz.*so 3 are the least/,
    ],
    ['above the servers', 13, OPTIONS.hosts, /no plan has 13: there are 12 servers or groups/],
    ['above the inventory', 5, [{ ...small, count: 4 }], /no plan has 5: there are 4/],
    [
      'below the bound where money is what counts',
      1,
      [
        { ...small, price: 1 },
        { ...small, name: 'large', cores: 8, price: 9 },
      ],
      /no plan has 1: .*so 2 are the least/,
    ],
  ])('is refused in words: %s', async (_, exactly, hosts, why) => {
    await expect(asking(exactly, hosts)).rejects.toThrow(why);
  });

  it('is had with dearer hosts where the cheapest mix has more', async () => {
    const hosts = [
      { ...small, price: 1 },
      { ...small, name: 'large', cores: 8, price: 9 },
    ];
    expect((await asking(3, hosts)).hostCount).toBe(3);
    expect((await asking(2, hosts)).hosts.map(({ kind }) => kind.name)).toEqual(['large', 'large']);
  });
});
