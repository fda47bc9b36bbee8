import { beforeAll, describe, expect, it } from 'vitest';
import {
  ReadyByHosts,
  keepReady,
  keepsReady,
  numbersTried,
  readyStudy,
  type ReadyPoint,
} from '../../src/decide/flight/keep-ready';
import { openLocalHost } from '../../src/dispatch/local';
import { repairman } from '../../src/dispatch/oracles';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold, type KnownFold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from '../placement/estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const options: FoldOptions = {
  ...OPTIONS,
  profile: 'kvm',
  present: 'kvm',
  hosts: [{ ...DEFAULT_HOST, cores: 2, rating: 1 }],
  overrides: { scheduling: 0, vmm: 0 },
};
/** Eight servers of 40 % of a core: two hosts of two cores carry them at 80 %. */
const estate = estateOf(
  Array.from({ length: 8 }, (_, k) =>
    guest(`G${k}`, { busy: [40] }, { cores: 1, rating: 1, measured: 'host' }),
  ),
  1,
);
async function byHosts(): Promise<ReadyByHosts> {
  let known: KnownFold | null = null;
  await fold(estate, options, engine, { onResult: (result) => (known = result) });
  return new ReadyByHosts(estate, options, engine, openLocalHost, known!);
}
const point = (hosts: number, high: number | null): ReadyPoint => ({
  hosts,
  ready: high === null ? null : { low: 0, high, mean: high / 2, se: 0 },
  guest: 'G',
  on: 'Host 1',
});

describe('a limit on ready', () => {
  it('has plans that wait less the more hosts they have, as the repairman says, and none once each has a core', async () => {
    const by = await byHosts();
    expect([by.fewest, by.numbers]).toEqual([2, [2, 3, 4, 5, 7]]);
    const two = await by.at(2);
    // Four servers of 40 % on two processors.
    const theory = repairman(4, 2, 4, 6).readyEach;
    expect(Math.abs(two.ready!.mean - theory) / theory).toBeLessThan(0.15);
    const four = await by.at(4);
    expect([four.hosts, four.ready!.high]).toEqual([4, 0]);
    expect(await by.at(9)).toEqual({ hosts: 9, ready: null, guest: '', on: '' });
    const study = await readyStudy(estate, engine, { options: { ...options, exactly: 5 } }, openLocalHost);
    expect(study.count).toBe(5);
    expect(await study.line(0)).toEqual(two);
  });

  it('is kept by the first number that was tried whose plan keeps it, no fewer than are shown', async () => {
    const highs = new Map([
      [2, 0.2],
      [3, null],
      [4, 0.05],
      [5, 0.01],
    ]);
    const asked: number[] = [];
    const by = {
      fewest: 2,
      numbers: [2, 3, 4, 5],
      at: async (hosts: number) => (asked.push(hosts), point(hosts, highs.get(hosts) ?? null)),
    };
    expect(await keepReady(by, 5, 2)).toMatchObject({ kept: true, hosts: 4, fewest: 2, limit: 5 });
    expect(asked).toEqual([2, 3, 4]);
    expect(await keepReady(by, 4.9, 2)).toMatchObject({ kept: true, hosts: 5 });
    expect(await keepReady(by, 30, 3)).toMatchObject({ kept: true, hosts: 4 });
    expect(await keepReady(by, 0.5, 2)).toMatchObject({ kept: false, hosts: 2 });
    const cut = { ...by, at: async () => Promise.reject(new DOMException('cut', 'AbortError')) };
    expect(await keepReady(cut, 5, 2, AbortSignal.abort())).toBeNull();
    await expect(keepReady(cut, 5, 2)).rejects.toThrow('cut');
  });

  it('counts the highest that was ranged over, and no plan keeps nothing', () => {
    expect([keepsReady(point(1, 0.05), 5), keepsReady(point(1, 0.0501), 5)]).toEqual([true, false]);
    expect(keepsReady(point(1, null), 100)).toBe(false);
  });

  it('tries numbers one by one and then in larger steps, none above what there is to place', () => {
    expect(numbersTried(13, 1000)).toEqual([13, 14, 15, 16, 18, 21, 25, 31]);
    expect(numbersTried(3, 4)).toEqual([3, 4]);
    expect(numbersTried(3, 3)).toEqual([3]);
  });
});
