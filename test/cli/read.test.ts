import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReadDocument } from '../../src/report/read';
import { hostfold } from './hostfold';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hostfold-read-'))));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const rows = (head: string, values: readonly string[], day = '2024-03-04') =>
  `${head}\n${values.map((v, k) => `${day} ${String(9 + Math.floor(k / 12)).padStart(2, '0')}:${String((5 * k) % 60).padStart(2, '0')}:00,${v}`).join('\n')}\n`;
const read = async (...args: string[]) => {
  const { code, out, err } = await hostfold('read', ...args, '--json');
  return { code, err, ...(JSON.parse(out) as ReadDocument) };
};

describe('hostfold read', () => {
  test('tells servers, facts, measures and times without folding', async () => {
    const path = file(
      'ok.csv',
      rows('timestamp,web01 cpu %,web01 disk KB/s,db01 cpu %', ['20,2000,', '30,4000,50']),
    );
    const { code, servers, questions, leftOut } = await read(path);
    expect(code).toBe(0);
    expect(servers[0]).toEqual({
      name: 'web01',
      facts: { cores: 1 },
      guessed: ['cores'],
      samples: 2,
      from: '2024-03-04T09:00:00',
      to: '2024-03-04T09:05:00',
      measures: {
        busy: { unit: '%', mean: 25, max: 30, samples: 2 },
        diskMBs: { unit: 'MB/s', mean: 3, max: 4, samples: 2 },
      },
    });
    expect(servers[1].measures.busy).toEqual({ unit: '%', mean: 50, max: 50, samples: 1 });
    expect([questions, leftOut]).toEqual([[], []]);
  });

  test('leaves out sums, says why, and gives a table to people', async () => {
    const path = file('sum.csv', rows('timestamp,web01,Total', ['20,20']));
    expect((await read(path)).leftOut).toMatchObject([{ guest: 'Total' }]);
    const { out } = await hostfold('read', path);
    expect(out).toContain('left out: Total');
    expect(out).toMatch(/web01 +1\? +- +1 +2024-03-04 09:00:00/);
  });

  test('asks, ends with 1, and is answered by --map; no plan is made meanwhile', async () => {
    const path = file('ask.csv', rows('timestamp,cpu,Coverage,Value,Lot', ['20,100,3,1', '30,100,4,2']));
    const asked = await read(path);
    expect(asked.code).toBe(1);
    expect(asked.questions.map(({ file: name, column, map }) => [name, column, map])).toEqual([
      ['ask.csv', 'cpu', { cpu: 'busy' }],
      ['ask.csv', 'Coverage', { Coverage: 'ignore' }],
      ['ask.csv', 'Value', {}],
      ['ask.csv', 'Lot', {}],
    ]);
    const plan = await hostfold('fold', path, '--json');
    expect(plan.code).toBe(1);
    expect(plan.out).not.toContain('hostCount');
    const map = file(
      'map.json',
      JSON.stringify({ cpu: 'busy', Coverage: 'ignore', Value: 'ignore', Lot: 'ignore' }),
    );
    const answered = await read(path, '--map', map);
    expect([answered.code, answered.servers.map(({ name }) => name)]).toEqual([0, ['ask']]);
    const folded = await hostfold('fold', path, '--map', map, '--work', '1', '--json');
    expect([folded.code, (JSON.parse(folded.out) as { hostCount: number }).hostCount]).toEqual([0, 1]);
  });

  test('names a file that cannot be read beside others that can; alone it ends with 2', async () => {
    const good = file('good.csv', rows('timestamp,web01', ['20']));
    const bad = file('bad.csv', 'nothing here\n');
    const both = await read(good, bad);
    expect([both.code, both.servers.length, both.questions.map(({ file: name }) => name)]).toEqual([
      1,
      1,
      ['bad.csv'],
    ]);
    expect((await hostfold('read', bad)).code).toBe(2);
    expect((await hostfold('read')).code).toBe(2);
  });

  test('keeps two files of one name apart that tell the same hours differently, and joins those that follow', async () => {
    const a = file('x/cpu.csv', rows('timestamp,cpu %', ['20', '30']));
    const b = file('y/cpu.csv', rows('timestamp,cpu %', ['60', '70']));
    const c = file('z/cpu.csv', rows('timestamp,cpu %', ['60', '70'], '2024-03-05'));
    expect((await read(a, b)).servers.map(({ name }) => name).sort()).toEqual([
      'cpu (x/cpu.csv)',
      'cpu (y/cpu.csv)',
    ]);
    expect((await read(a, c)).servers).toMatchObject([{ name: 'cpu', samples: 4 }]);
    expect((await read(a, file('w/cpu.csv', rows('timestamp,cpu %', ['20', '30'])))).servers).toMatchObject([
      { name: 'cpu', samples: 2 },
    ]);
  });
});

describe('--shift', () => {
  const load = Array.from({ length: 120 }, (_, k) => 20 + ((k * k * 7) % 61) + 30 * Math.floor((k / 20) % 2));
  const pdh = (zone: string, hour: number, path: string, of: (v: number) => number) =>
    `"(PDH-CSV 4.0) ${zone}","${path}"\n${load
      .map((v, k) => {
        const t = new Date(Date.UTC(2024, 2, 4, hour, 5 * k)).toISOString();
        return `"${t.slice(5, 7)}/${t.slice(8, 10)}/${t.slice(0, 4)} ${t.slice(11, 19)}.000","${of(v)}"`;
      })
      .join('\n')}\n`;

  test('is offered where zones say that one server was seen by two clocks, and made', async () => {
    const guest = file(
      'guest.csv',
      pdh('(EST)(300)', 4, '\\\\WEB01\\Processor(_Total)\\% Processor Time', (v) => v),
    );
    const host = file(
      'host.csv',
      pdh('(UTC)(0)', 9, '\\\\esx\\Group Cpu(7:WEB01)\\% Used', (v) => v),
    );
    const { findings } = await read(guest, host);
    const { option } = findings.find(({ text }) => text.startsWith('Seen by two clocks'))!;
    expect(option).toContain('--shift host.csv=-5h');
    const after = await read(guest, host, '--shift', 'host.csv=-5h');
    expect(after.findings.some(({ text }) => text.startsWith('Seen by two clocks'))).toBe(false);
    expect(after.servers[0]).toMatchObject({ from: '2024-03-04T04:00:00', to: '2024-03-04T13:55:00' });
  });

  test('is offered by the loads where no zone is known', async () => {
    const head = 'timestamp,server,cpu %';
    const long = (hours: number) =>
      `${head}\n${load.map((v, k) => `${new Date(Date.UTC(2024, 2, 4, 9 + hours, 5 * k)).toISOString().slice(0, 19).replace('T', ' ')},web01,${v + hours / 10}`).join('\n')}\n`;
    const a = file('a.csv', long(0));
    const b = file('b.csv', long(2));
    const { findings } = await read(a, b);
    expect(findings.find(({ text }) => text.startsWith('Seen by two clocks'))?.option).toContain(
      '--shift b.csv=-2h',
    );
  });

  test.each([
    ['web01=-5h', '04:00:00'],
    ['s.csv=+90m', '10:30:00'],
    ['web01=1h30m', '10:30:00'],
    ['WEB01=-30s', '08:59:30'],
  ])('%s', async (shift, from) => {
    const path = file('s.csv', rows('timestamp,web01 cpu %,db01 cpu %', ['20,1', '30,2']));
    const { servers } = await read(path, '--shift', shift);
    expect(servers[0].from).toBe(`2024-03-04T${from}`);
  });

  test.each(['nobody=-5h', 'web01=5', 'web01', '=5h'])('%s is refused', async (shift) => {
    const path = file('s.csv', rows('timestamp,web01 cpu %', ['20']));
    expect((await hostfold('read', path, '--shift', shift)).code).toBe(2);
    expect((await hostfold('fold', path, '--shift', shift)).code).toBe(2);
  });
});

test('dates in doubt are read as the other files prove them, in any order of the files', async () => {
  const certain = file('certain.csv', 'timestamp,web01\n04/03/2024 09:00,20\n23/03/2024 09:00,30\n');
  const doubt = file('doubt.csv', 'timestamp,db01\n04/03/2024 09:00,20\n05/03/2024 09:00,30\n');
  const iso = file('iso.csv', 'timestamp,app01\n2024-03-04 09:00,20\n2024-03-06 09:00,30\n');
  for (const files of [
    [certain, doubt],
    [doubt, certain],
    [doubt, iso],
    [iso, doubt],
  ]) {
    const { servers } = await read(...files);
    expect(servers.find(({ name }) => name === 'db01')?.to).toBe('2024-03-05T09:00:00');
  }
});

test('of the doubled hour the worse is taken', async () => {
  const path = file(
    'dst.csv',
    `timestamp,web01 cpu %\n${['00:30', '01:00', '01:30', '02:00', '02:30', '02:00', '02:30', '03:00'].map((t, k) => `2024-10-27 ${t},${k === 3 || k === 4 ? 100 : 20}`).join('\n')}\n`,
  );
  const { out } = await hostfold(
    'fold',
    path,
    '--profile',
    'bare',
    '--host',
    'cores=1,rating=1',
    '--guests',
    file('g.csv', 'name,cores,rating\nweb01,1,1\n'),
    '--work',
    '1',
    '--slot',
    '30m',
    '--json',
  );
  const { demand } = JSON.parse(out) as { demand: { cpu: Record<string, number> } };
  expect(demand.cpu['sum-of-peaks']).toBeCloseTo(1, 3);
});

test.each([
  ['point', 1234],
  ['comma', 1.234],
])('with --decimal %s, 1,234 operations are %d', async (sign, transfers) => {
  const path = file('either.csv', 'name;cores;busy %;IOPS\nweb01;2;10;1,234\n');
  const { servers } = await read(path, '--decimal', sign);
  expect(servers[0].measures.transfers?.mean).toBeCloseTo(transfers, 3);
});
