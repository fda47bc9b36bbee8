import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook, type Cell } from '../intake/workbook/xlsx';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hostfold-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const LIST = 'name,vCPU,Memory GB,class\na,8,16,database\nb,4,8,web\n';
const fold = (...args: string[]) => hostfold('fold', ...args, '--profile', 'bare', '--work', '1');
const HOST = ['--host', 'cores=16,rating=2'];

describe('an allocation list', () => {
  it('is no plan: it asks what its servers use, and ends with 1', async () => {
    const path = file('list.csv', LIST);
    const { code, out, err } = await fold(path, ...HOST);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('--assume-use');
    const asked = await fold(path, ...HOST, '--json');
    expect(JSON.parse(asked.out).questions[0].servers).toEqual(['a', 'b']);
  });

  it.each([
    ['25', 0.25 * 24],
    ['25 %', 0.25 * 24],
    ['database=40,web=20', 0.4 * 16 + 0.2 * 8],
    ['web=50,other=10', 0.1 * 16 + 0.5 * 8],
    ['0', 0],
  ])('with %s assumed needs %d GHz, and says what it rests on', async (use, ghz) => {
    const path = file('list.csv', LIST);
    const { code, out } = await fold(path, ...HOST, '--assume-use', use, '--json');
    expect(code).toBe(0);
    const plan = JSON.parse(out);
    expect(plan.demand.cpu['peak-of-sums']).toBeCloseTo(ghz, 5);
    expect(plan.assumedUse.map(({ guest }: { guest: string }) => guest)).toEqual(['a', 'b']);
    const words = (await fold(path, ...HOST, '--assume-use', use)).out;
    expect(words).toContain('Rests on an assumption');
    expect(words).not.toContain('(proved:');
  });

  it.each([
    ['-5', 'from 0 to 100'],
    ['120', 'from 0 to 100'],
    ['much', 'expected a number'],
    ['mainframe=4', 'one of'],
    ['web=', 'expected name=value'],
  ])('refuses %s', async (use, words) => {
    const { code, err } = await fold(file('list.csv', LIST), ...HOST, `--assume-use=${use}`);
    expect(code).toBe(2);
    expect(err).toContain('--assume-use');
    expect(err).toContain(words);
  });

  it('given as a table of facts brings no servers', async () => {
    const log = file('log.csv', 'timestamp,web01 cpu %\n2026-01-05 10:00,50\n2026-01-05 10:05,60\n');
    const { code, out } = await fold(
      log,
      '--guests',
      file('list.csv', LIST),
      ...HOST,
      '--assume-use',
      '25',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).leftOut.map(({ guest }: { guest: string }) => guest)).toEqual(['a', 'b']);
  });
});

describe('an inventory of VMs and hosts', () => {
  const info: Cell[][] = [
    ['VM', 'Powerstate', 'Template', 'CPUs', 'Memory', 'Host'],
    ['a', 'poweredOn', 'False', 4, 8192, 'esx1'],
    ['b', 'poweredOn', 'False', 4, 8192, 'esx2'],
  ];
  const host: Cell[][] = [
    ['Host', 'Speed', '# Cores', '# Memory', 'HT Active'],
    ['esx1', 2000, 8, 65536, 'False'],
    ['esx2', 2000, 8, 65536, 'False'],
    ['esx3', 3000, 8, 65536, 'False'],
  ];
  const path = async () =>
    file('rv.xlsx', new Uint8Array(await workbook({ vInfo: info, vHost: host }).arrayBuffer()));

  it('tells today’s hosts and who runs where', async () => {
    const { out } = await fold(await path(), ...HOST, '--assume-use', '25', '--json');
    const { today } = JSON.parse(out);
    expect(today.placement).toEqual([
      { guest: 'a', host: 'esx1' },
      { guest: 'b', host: 'esx2' },
    ]);
    expect(
      today.hosts.map(({ name, cores, servers }: Record<string, unknown>) => [name, cores, servers]),
    ).toEqual([
      ['esx1', 8, 1],
      ['esx2', 8, 1],
      ['esx3', 8, 0],
    ]);
  });

  it('folds onto today’s hosts, kinds with their counts', async () => {
    const { code, out } = await fold(await path(), '--host', 'today', '--assume-use', '25', '--json');
    expect(code).toBe(0);
    const { hosts } = JSON.parse(out);
    expect(hosts.reduce((n: number, { guests }: { guests: string[] }) => n + guests.length, 0)).toBe(2);
    expect(hosts[0].capacity.memory).toBe(65536);
    const none = await fold(file('list.csv', LIST), '--host', 'today', '--assume-use', '25');
    expect([none.code, none.err.includes('no file lists a host')]).toEqual([2, true]);
  });

  it('hides hosts, too, where names are to be hidden', async () => {
    const { out, err } = await fold(await path(), ...HOST, '--assume-use', '25', '--json', '--anonymise');
    expect(out + err).not.toMatch(/esx\d/);
    expect(JSON.parse(out).today.placement[0].host).toMatch(/^host-of-today-/);
  });
});
