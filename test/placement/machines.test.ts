import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { HostSpec } from '../../src/overhead/host';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import { hostsCost } from '../../src/placement/machines';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from './estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** Six servers that each take one of two processors of 1 GHz. */
const six = estateOf(
  Array.from({ length: 6 }, (_, k) => guest(`G${k}`, { busy: [100, 100] }, { rating: 1, cores: 1 })),
  2,
);
const two: HostSpec = { ...DEFAULT_HOST, name: 'two', cores: 2, rating: 1, memory: null, price: 10 };
const buy = async (options: Partial<FoldOptions>, estate = six) =>
  (await fold(estate, { ...OPTIONS, work: 4, hosts: [two], ...options }, engine)).machines;

describe('what to buy', () => {
  it('is the hosts that carry and those that stand by, with the price of both', async () => {
    expect(await buy({ failures: 2 })).toEqual({
      total: 5,
      carrying: 3,
      spare: 2,
      native: 0,
      unplaced: 0,
      cost: 50,
    });
    expect(await buy({ failures: 0 })).toMatchObject({ total: 3, spare: 0, cost: 30 });
  });

  it('counts a machine for each server that no host carries, so that carrying less is never cheaper', async () => {
    const big = guest('BIG', { busy: [100, 100] }, { rating: 1, cores: 3 });
    const seven = estateOf([...six.guests, big], 2);
    expect(await buy({ failures: 1 }, seven)).toMatchObject({ total: 5, carrying: 3, spare: 1, native: 1 });
    const few = await buy({ failures: 0, hosts: [{ ...two, count: 2 }] });
    expect(few).toEqual({ total: 4, carrying: 2, spare: 0, native: 0, unplaced: 2, cost: 20 });
  });

  it('promises no spare where none is known, and no price without one for each', async () => {
    expect(await buy({ failures: 1, hosts: [{ ...two, count: 3 }] })).toMatchObject({
      total: 3,
      spare: null,
      cost: null,
    });
    expect(await buy({ failures: 1, hosts: [{ ...two, price: null }] })).toMatchObject({
      total: 4,
      cost: null,
    });
  });

  it('prices what stands by by its own kind: the largest go, and smaller ones carry', async () => {
    const large = { ...two, name: 'large', cores: 6, price: 100, count: 1 };
    const small = { ...two, price: 30, count: 3 };
    // One large host carries all for 100; when it fails, three small ones do, for 90.
    expect(await buy({ failures: 1, hosts: [large, small] })).toMatchObject({
      spare: 1,
      total: 4,
      cost: 190,
    });
  });

  it('is a machine for each server where every server keeps its own', async () => {
    expect(await buy({ profile: 'native', failures: 1 })).toMatchObject({ total: 6, carrying: 6, spare: 0 });
  });

  it('adds money up without its last rounding error', () => {
    expect(
      hostsCost([
        { ...two, price: 0.1 },
        { ...two, price: 0.2 },
      ]),
    ).toBe(0.3);
    expect(hostsCost([two, { ...two, price: null }])).toBeNull();
  });
});
