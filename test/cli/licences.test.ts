import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hostfold-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
/** Eight servers of half a host each, every other one under Windows. */
const list = () =>
  file(
    'list.csv',
    [
      'name,vCPU,Memory GB,os',
      ...[1, 2, 3, 4].flatMap((n) => [`w${n},8,4,Windows Server 2022`, `l${n},8,4,Debian`]),
    ].join('\n'),
  );
const ARGS = [
  '--profile',
  'bare',
  '--host',
  'cores=16,rating=2,sockets=2,price=9000',
  '--assume-use',
  '100',
  '--work',
  '2',
];
const fold = (...more: string[]) => hostfold('fold', list(), ...ARGS, ...more);

describe('hostfold fold --licences', () => {
  it('prices each host by its cheapest way, gathers guests, and tells both totals', async () => {
    const { code, out, err } = await fold('--licences', '--json');
    expect(code, err).toBe(0);
    const { licences, hostCount } = JSON.parse(out);
    expect(hostCount).toBe(4);
    expect(licences).toMatchObject({
      total: 2138,
      currency: 'USD',
      date: '2026-11-28',
      spares: [],
      apart: [],
    });
    expect(licences.hosts).toHaveLength(2);
    expect(licences.hosts[0]).toMatchObject({ by: 'windows-standard', price: 1069, units: 16, guests: 2 });
    expect(licences.ungathered.total).toBeGreaterThan(2138);
    const words = (await fold('--licences')).out;
    expect(words).toMatch(/Licences over 3 years, by Public rules and list prices, 2026-11-28: 2138 USD\./);
    expect(words).toMatch(/gathered onto fewer hosts; as they were dealt before, licences came to/);
  });

  it('keeps the rules in the scenario, which prices the same again; compares every profile with its own', async () => {
    const first = await fold('--licences', '--json');
    const scenario = file('plan.json', first.out);
    const again = await hostfold('fold', list(), '--scenario', scenario, '--json');
    expect(JSON.parse(again.out).licences).toEqual(JSON.parse(first.out).licences);
    const none = await hostfold('fold', list(), '--scenario', scenario, '--licences', 'none', '--json');
    expect(JSON.parse(none.out).licences).toBeUndefined();
    const { compare } = JSON.parse((await fold('--licences', '--compare', '--json')).out);
    const totals = new Map(
      compare.map((row: { profile: string; licences: number }) => [row.profile, row.licences]),
    );
    // Four machines of their own under Windows; vSphere's hosts cost besides.
    expect(totals.get('native')).toBe(4 * 1069);
    expect(totals.get('vsphere8')).toBeGreaterThan(3 * 32 * 135 * 4);
  });

  it('takes rules of one’s own, under aliases too, and refuses what is no rule by its place', async () => {
    const { out } = await hostfold('licences', '--json');
    const rules = JSON.parse(out);
    rules.products = [
      {
        id: 'tool',
        label: 'Tool',
        guests: { name: ['l1', 'L2'] },
        ways: [
          {
            ...rules.products[0].ways[0],
            id: 't',
            unit: 'guest',
            covers: null,
            packs: [{ size: 1, price: 10 }],
          },
        ],
      },
    ];
    const path = file('mine.json', JSON.stringify(rules, null, 2));
    for (const more of [[], ['--anonymise']]) {
      const { total } = JSON.parse((await fold('--licences', path, ...more, '--json')).out).licences;
      expect(total).toBe(20);
    }
    const bad = file('bad.json', JSON.stringify(rules, null, 2).replace('"guest"', '"thread"'));
    const { code, err } = await fold('--licences', bad);
    expect(code).toBe(2);
    expect(err).toMatch(
      /bad\.json:\d+:\d+: products\[0\]\.ways\[0\]\.unit: found "thread"; expected one of core, socket/,
    );
  });

  it('prints the rules as a table, each with its source and day', async () => {
    const { code, out } = await hostfold('licences');
    expect(code).toBe(0);
    expect(out).toMatch(
      /Windows Server: windows-datacenter +core +16 for 6155, 2 for 769.375 +once +Microsoft.*2025-12-31/,
    );
    expect(out).toMatch(/windows-virtual-core \(off\)/);
  });
});

describe('hostfold fold --growth', () => {
  it('folds loads as they will be at the horizon, and keeps both in the scenario', async () => {
    const cpu = async (...more: string[]) => {
      const { out, err, code } = await hostfold(
        'fold',
        list(),
        '--profile',
        'bare',
        '--host',
        'cores=64,rating=2',
        '--assume-use',
        '25',
        '--work',
        '1',
        '--json',
        ...more,
      );
      expect(code, err).toBe(0);
      return JSON.parse(out);
    };
    const now = (await cpu()).demand.cpu['peak-of-sums'];
    const then = await cpu('--growth', '10', '--horizon', '24');
    expect(then.demand.cpu['peak-of-sums'] / now).toBeCloseTo(1.21, 2);
    expect(then.scenario).toMatchObject({ growth: { other: 10 }, horizon: 24 });
    expect((await cpu('--growth', 'web=20,other=0')).demand.cpu['peak-of-sums']).toBe(now);
    expect((await cpu('--growth', '10')).scenario.horizon).toBe(24);
  });

  it.each([
    [['--growth', '-101'], /--growth: found other=-101; expected a number from -100 to 1000 % a year/],
    [['--growth', 'web=-200'], /--growth: found web=-200/],
    [['--growth', 'mainframe=5'], /--growth: .*mainframe.*one of/],
    [['--growth', '5', '--horizon', '0'], /--horizon: found 0; expected a whole number from 1 to 240 months/],
    [['--horizon', '12'], /--horizon: found without --growth/],
  ])('refuses %j', async (more, says) => {
    const { code, err } = await fold(...more);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });
});
