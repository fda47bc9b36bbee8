import { beforeAll, describe, expect, it } from 'vitest';
import { licencesStudy } from '../../src/decide/licences';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { usualRules } from '../../src/licences/usual';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { OPTIONS, estateOf, guest } from '../placement/estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const BIG = { ...DEFAULT_HOST, name: 'big', cores: 16, sockets: 2, rating: 2, memory: 65_536 };
/** Forty servers of half a core, thirty of them under Windows: two hosts of 16 cores, or two half empty. */
const estate = estateOf(
  Array.from({ length: 40 }, (_, i) =>
    guest(
      `S${i}`,
      { busy: [50, 50] },
      { cores: 1, rating: 2, memory: 512, os: i % 4 === 3 ? 'Debian' : 'Windows Server 2022' },
    ),
  ),
  2,
);
const names = estate.guests.map(({ name }) => name);
const windows = names.filter((_, i) => i % 4 !== 3);
const ask = {
  options: { ...OPTIONS, hosts: [BIG] },
  hosts: [0, 1].map((h) => ({ kind: 0, guests: names.filter((_, i) => i % 2 === h) })),
  apart: [],
  machines: { total: 2, carrying: 2, spare: 0, native: 0, unplaced: 0, cost: null },
};

describe('licences of a plan that stands', () => {
  it('set Standard beside Datacenter on each host, and gather where that costs less, both totals told', async () => {
    const study = licencesStudy(estate, engine, ask);
    expect(study.count).toBe(2);
    const stands = await study.line(0);
    // Of each twenty on a host the even ones are all under Windows; of the odd ones ten are.
    expect(stands.gathered).toBeNull();
    expect(
      stands.hosts.map(({ offers }) => offers.map(({ by, times, price }) => [by, times, price])),
    ).toEqual([
      [
        ['windows-standard', 10, 10_690],
        ['windows-datacenter', 1, 6155],
      ],
      [
        ['windows-standard', 5, 5345],
        ['windows-datacenter', 1, 6155],
      ],
    ]);
    expect(stands.bill.hosts.map(({ by }) => by)).toEqual(['windows-datacenter', 'windows-standard']);
    expect(stands.bill.total).toBe(6155 + 5345);
    const gathered = await study.line(1);
    expect(gathered.gathered).toBe('Windows Server');
    // All thirty on one host: Datacenter, once.
    expect(gathered.bill.total).toBe(6155);
    expect(gathered.hosts.flatMap(({ guests }) => guests).toSorted()).toEqual(names.toSorted());
    const [full] = gathered.hosts.filter(({ offers }) => offers.length > 0);
    expect(windows.filter((name) => !full.guests.includes(name))).toEqual([]);
  });

  it('are the same line again where gathering gains nothing', async () => {
    const rules = usualRules();
    const free = {
      ...rules,
      products: rules.products.map((product) => ({
        ...product,
        guests: { ...product.guests, system: ['linux'] },
      })),
    };
    const study = licencesStudy(estate, engine, { ...ask, licences: free });
    expect(await study.line(1)).toEqual(await study.line(0));
    expect((await study.line(1)).gathered).toBeNull();
  });

  it('refuse rules that are none, by their path', () => {
    const rules = structuredClone(usualRules()) as unknown as { products: { ways: { unit: string }[] }[] };
    rules.products[0].ways[0].unit = 'thread';
    expect(() =>
      licencesStudy(estate, engine, { ...ask, licences: rules as unknown as Record<string, unknown> }),
    ).toThrow('products[0].ways[0].unit: found "thread"; expected one of core, socket, host');
  });
});
