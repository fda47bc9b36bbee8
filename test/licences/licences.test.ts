import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Licensing, type LicensedPlan } from '../../src/licences/bill';
import { cheapest, type LicensedMachine } from '../../src/licences/machine';
import { packsPrice } from '../../src/licences/packs';
import { parseLicenceRules } from '../../src/licences/parse';
import { usualRules } from '../../src/licences/usual';
import type { LicenceRules } from '../../src/licences/rules';
import { DEFAULT_HOST } from '../../src/overhead/host';
import type { ProfileId } from '../../src/overhead/profiles';
import { guest } from '../placement/estates';
import { often } from '../often';

const RULES = usualRules();
const [WINDOWS, SQL, VMWARE, PROXMOX] = RULES.products;
const STANDARD = 1069;
const DATACENTER = 6155;

const machine = (cores: number, sockets: number, under: ProfileId | null = 'esx3'): LicensedMachine => ({
  cores,
  sockets,
  under,
});
const named = (n: number, cores = 2) => Array.from({ length: n }, (_, k) => ({ name: `g${k}`, cores }));

describe('Windows Server, as Microsoft’s rules count it', () => {
  // [sockets, cores of the host, cores that are licensed]
  it.each([
    ['one processor of 4 cores: 16 a host at least', 1, 4, 16],
    ['two of 4: 8 a processor, 16 together', 2, 8, 16],
    ['two of 8: as many as there are', 2, 16, 16],
    ['two of 10', 2, 20, 20],
    ['four of 4: 8 a processor', 4, 16, 32],
    ['one of 17: in packs of two', 1, 17, 18],
    ['two of 32', 2, 64, 64],
  ])('%s', (_, sockets, cores, licensed) => {
    const [licence] = cheapest(WINDOWS, named(1), machine(cores, sockets), RULES)!;
    expect(licence.way.id).toBe('windows-standard');
    expect(licence.price).toBeCloseTo((licensed / 16) * STANDARD, 6);
  });

  // Standard again for each further two guests; Datacenter costs 6155 / 1069 = 5.76 of it, so from the eleventh on.
  it.each([
    [1, 'windows-standard', 1, STANDARD],
    [2, 'windows-standard', 1, STANDARD],
    [3, 'windows-standard', 2, 2 * STANDARD],
    [4, 'windows-standard', 2, 2 * STANDARD],
    [5, 'windows-standard', 3, 3 * STANDARD],
    [10, 'windows-standard', 5, 5 * STANDARD],
    [11, 'windows-datacenter', 1, DATACENTER],
    [60, 'windows-datacenter', 1, DATACENTER],
  ])('%i guests on 16 cores: %s, %i times', (guests, by, times, price) => {
    const licences = cheapest(WINDOWS, named(guests), machine(16, 2), RULES)!;
    expect(licences.map((l) => [l.way.id, l.times, l.price])).toEqual([[by, times, price]]);
  });

  it('nobody needs it, nothing is paid; under Hyper-V the host itself does', () => {
    expect(cheapest(WINDOWS, [], machine(16, 2), RULES)).toEqual([]);
    const [host] = cheapest(WINDOWS, [], machine(16, 2, 'hyperv'), RULES)!;
    expect([host.way.id, host.times, host.price]).toEqual(['windows-standard', 1, STANDARD]);
  });

  it('under one system there is one of it, however many workloads', () => {
    const [one] = cheapest(WINDOWS, named(30), machine(16, 2, null), RULES)!;
    expect([one.way.id, one.times]).toEqual(['windows-standard', 1]);
  });

  it('by virtual core where that is switched on: 8 for each guest at least, beside Standard for the others', () => {
    const byCore = changed((rules) => {
      const way = rules.products[0].ways[2];
      way.used = true;
      way.every = 'once';
      way.packs = [{ size: 2, price: 100 }];
    });
    // 400 for each guest of 8 cores or fewer is less than 1069 for one and more than 1069 for two... of three, one alone.
    const of = (n: number) =>
      cheapest(byCore.products[0], named(n), machine(16, 2), byCore)!.map((l) => [l.way.id, l.guests.length]);
    expect(of(1)).toEqual([['windows-virtual-core', 1]]);
    expect(of(2)).toEqual([
      ['windows-virtual-core', 1],
      ['windows-virtual-core', 1],
    ]);
    // A guest of 30 cores is 1500 alone: two such are one licensing of the host, and the third is 400.
    const mixed = cheapest(
      byCore.products[0],
      [...named(1), ...named(3, 30).slice(1)],
      machine(16, 2),
      byCore,
    )!;
    expect(mixed.map((l) => [l.way.id, l.guests.length, l.price])).toEqual([
      ['windows-standard', 2, STANDARD],
      ['windows-virtual-core', 1, 400],
    ]);
  });
});

describe('SQL Server by cores', () => {
  it.each([
    ['a guest of 2 cores counts for 4', 2, 'sql-standard', 4],
    ['one of 5 in packs of two', 5, 'sql-standard', 6],
    ['one of 32 is the largest of Standard', 32, 'sql-standard', 32],
    ['one of 33 needs Enterprise', 33, 'sql-enterprise', 34],
  ])('%s', (_, cores, by, licensed) => {
    const [licence] = cheapest(SQL, named(1, cores), machine(64, 2), RULES)!;
    expect(licence.way.id).toBe(by);
    expect(licence.price).toBe((licensed / 2) * (by === 'sql-standard' ? 3945 : 15123));
  });

  it('all cores of the host where its guests together cost more', () => {
    // 16 cores of Enterprise are 120,984; guests of 4 cores are 7,890 each: 15 cost 118,350, and 16 cost 126,240.
    const by = (n: number) => cheapest(SQL, named(n, 4), machine(16, 2), RULES)!.map((l) => l.way.id);
    expect(new Set(by(15))).toEqual(new Set(['sql-standard']));
    expect(by(16)).toEqual(['sql-enterprise-host']);
  });

  it('on a machine of its own all cores count, four for each processor at least', () => {
    const [own] = cheapest(SQL, named(1, 2), machine(2, 2, null), RULES)!;
    expect([own.way.id, own.units]).toEqual(['sql-standard', 8]);
  });
});

describe('hypervisors', () => {
  it.each([
    ['two processors of 8 count for 16 each', 16, 2, 32],
    ['two of 24 for as many', 48, 2, 48],
  ])('VMware: %s', (_, cores, sockets, units) => {
    const [licence] = cheapest(VMWARE, [], machine(cores, sockets, 'vsphere8'), RULES)!;
    expect([licence.units, licence.price]).toEqual([units, units * 135 * 3]);
    expect(cheapest(VMWARE, [], machine(cores, sockets, 'kvm'), RULES)).toEqual([]);
  });

  it('Proxmox by socket, counted without a price', () => {
    const [licence] = cheapest(PROXMOX, [], machine(64, 2, 'kvm'), RULES)!;
    expect([licence.units, licence.price]).toEqual([2, null]);
  });
});

describe('a plan', () => {
  const host = { ...DEFAULT_HOST, cores: 16, sockets: 2 };
  const win = (name: string) => guest(name, {}, { os: 'Windows Server 2022' });
  const guests = [
    ...Array.from({ length: 11 }, (_, k) => win(`w${k}`)),
    guest('lin', {}, { os: 'Debian 12' }),
    guest('who', {}),
    guest('desk', {}, { os: 'Microsoft Windows 10 (64-bit)' }),
    { ...guest('db', {}, { cores: 2 }), processes: ['sqlservr#1'] },
    guest('old', {}, { os: 'Windows NT', cores: 4 }),
  ];
  const plan: LicensedPlan = {
    profile: 'vsphere8',
    hosts: [
      { kind: host, guests: guests.slice(0, 11).map(({ name }) => name) },
      { kind: host, guests: ['lin', 'who', 'desk', 'db'] },
    ],
    native: [{ guest: 'old', why: '' }],
    unplaced: [],
    machines: { total: 4, carrying: 2, spare: 1, native: 1, unplaced: 0, cost: null },
  };

  it('is priced host by host, with hosts that stand by and servers on machines of their own', () => {
    const bill = new Licensing(RULES, guests).bill(plan, [host]);
    const vmware = 32 * 135 * 3;
    expect(bill.hosts.map(({ host, by, price }) => [host, by, price])).toEqual([
      [0, 'windows-datacenter', DATACENTER],
      [0, 'vmware-vsphere-foundation', vmware],
      [1, 'sql-standard', 7890],
      [1, 'vmware-vsphere-foundation', vmware],
    ]);
    expect(bill.spares.map(({ by }) => by)).toEqual(['vmware-vsphere-foundation']);
    expect(bill.apart.map(({ guest, by, price }) => [guest, by, price])).toEqual([
      ['old', 'windows-standard', STANDARD],
    ]);
    expect(bill.total).toBe(DATACENTER + STANDARD + 7890 + 3 * vmware);
  });

  it('comes to what is not known where something that it needs has no price, and says what the rest comes to', () => {
    const open = changed((rules) => {
      rules.products[2].ways[0].packs[0].price = null;
    });
    const { total, priced, unpriced } = new Licensing(open, guests).bill(plan, [host]);
    expect(total).toBeNull();
    expect(priced).toBe(DATACENTER + STANDARD + 7890);
    expect(unpriced).toHaveLength(1);
    const none = changed((rules) => {
      rules.products[2].ways.forEach((way) => (way.used = false));
    });
    expect(new Licensing(none, guests).bill(plan, [host]).total).toBeNull();
  });

  it('says whose system is not known, and guesses none', () => {
    const { findings } = new Licensing(RULES, guests).bill(plan, [{ ...host, sockets: null }]);
    expect(findings.map(({ where, level }) => [where, level])).toEqual([
      ['who', 'warning'],
      ['desk', 'info'],
      ['the host', 'guess'],
      ['licences', 'info'],
    ]);
  });

  it('an order has its fewest cores where somebody says so', () => {
    const least = changed((rules) => {
      rules.products[2].ways[0].atLeast.order = 120;
    });
    const bill = new Licensing(least, guests).bill(plan, [host]);
    expect(bill.order.map(({ by, units, price }) => [by, units, price])).toEqual([
      ['vmware-vsphere-foundation', 120 - 96, 24 * 135 * 3],
    ]);
    least.products[2].ways[0].atLeast.order = 96;
    expect(new Licensing(least, guests).bill(plan, [host]).order).toEqual([]);
  });
});

it('packs cost no more than any other choice of packs that holds as much', () => {
  const pack = fc.record({ size: fc.integer({ min: 1, max: 9 }), price: fc.integer({ min: 1, max: 99 }) });
  fc.assert(
    fc.property(
      fc.array(pack, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 20 }),
      (packs, units) => {
        let least = Infinity;
        const count = (k: number, has: number, paid: number): void => {
          if (has >= units) least = Math.min(least, paid);
          else if (k < packs.length) {
            count(k + 1, has, paid);
            count(k, has + packs[k].size, paid + packs[k].price);
          }
        };
        count(0, 0, 0);
        expect(packsPrice({ packs }, units)).toBe(least);
      },
    ),
    { numRuns: often(50) },
  );
});

describe('rules that are written by hand', () => {
  it.each([
    [
      'products[0].ways[1].unit',
      'thread',
      /found "thread"; expected one of core, socket, host, virtual-core, guest/,
    ],
    ['date', 'today', /expected a day such as 2026-11-28/],
    ['years', 0, /expected a number above 0/],
    ['products[0].ways[0].packs[0].price', -1, /found -1; expected a number from 0/],
    ['products[0].ways[0].covers', 0, /expected a whole number, 1 or more/],
    ['products[0].ways[1].id', 'windows-standard', /twice/],
    ['products[0].ways[0].mostCores', 8, /expected it for virtual-core or guest/],
    ['products[1].ways[0].covers', 2, /expected it for core, socket or host/],
    ['products[2].hosts', [], /nothing that says who needs it/],
    ['products[0].pricing', 1, /no name of a field here; expected one of id, label/],
  ])('%s of %j is refused by its path', (path, value, says) => {
    const rules = JSON.parse(JSON.stringify(RULES)) as object;
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    const last = keys.pop()!;
    const at = keys.reduce<Record<string, unknown>>((tree, key) => tree[key] as never, rules as never);
    at[last] = value;
    let told = '';
    try {
      parseLicenceRules(rules);
    } catch (error) {
      told = (error as Error).message;
    }
    expect(told).toMatch(says);
    expect(told.startsWith(path.replace(/\.hosts$/, ''))).toBe(true);
  });
});

/** The rules with something else in them. */
function changed(change: (rules: LicenceRules) => void): LicenceRules {
  const rules = structuredClone(RULES);
  change(rules);
  return rules;
}
