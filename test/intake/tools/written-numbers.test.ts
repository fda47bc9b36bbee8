import { describe, expect, it } from 'vitest';
import { read, saying, series } from '../read';

/** Two rows and more of one column beside one that labels tell for a panel. */
const panel = (legend: string, cells: readonly string[]) =>
  `"Time","${legend}","up{instance=""a""}"\n${cells.map((cell, k) => `2026-01-05 10:0${k}:00,"${cell}",1\n`).join('')}`;

describe('units that the cells of a panel write', () => {
  it.each([
    ['web01 memory used', ['1.5 GiB', '2048 MiB'], 'usedMiB', [1536, 2048]],
    ['web01 memory used', ['1 GB', '0'], 'usedMiB', [953.674, 0]],
    ['web01 memory used MB', ['1 GiB', '2 GiB'], 'usedMiB', [1024, 2048]],
    ['web01 network received', ['3 MB/s', '40 Mb/s'], 'networkMBs', [3, 5]],
    ['web01 network received', ['1 MiB/s', '1000 kB/s'], 'networkMBs', [1.04858, 1]],
    ['web01 disk space used', ['1 TiB', '1 GiB'], 'spaceGiB', [1024, 1]],
    ['web01 IOPS', ['1.5 K', '2 Mil'], null, null],
    ['web01 memory used MB', ['1.5 K', '512'], 'usedMiB', [1500, 512]],
    ['web01 CPU busy', ['40 %', '0 %'], 'busy', [40, 0]],
    ['web01 CPU idle', ['40 %', '0'], 'busy', [60, 100]],
  ] as const)('"%s" of %j', async (legend, cells, measure, expected) => {
    const reading = await read(panel(legend, cells), {}, 'g.csv');
    if (measure === null) expect(reading.questions?.map(({ why }) => why)).toEqual(['it names no unit']);
    else expect(series(reading, measure)).toEqual(expected);
  });

  it.each([
    ['web01 memory used', ['512', '600'], 'it names no unit'],
    ['web01 memory used', ['40 %', '41 %'], 'its values are written in %'],
    ['web01 memory used', ['3 MiB/s', '4 MiB/s'], 'its values are written in bytes/s'],
    ['web01 network received', ['3 MiB', '4 MiB'], 'its values are written in bytes'],
    ['web01 CPU busy', ['3 GiB', '4 GiB'], 'its values are written in bytes'],
    ['web01 memory used', ['1 GiB', '40 %'], 'its values are written in bytes and %'],
    ['web01 memory used MB', ['1 GiB', '40'], 'its values are written in bytes and no unit'],
  ])('"%s" of %j is asked about', async (legend, cells, why) => {
    const reading = await read(panel(legend, cells), {}, 'g.csv');
    expect(reading.recordings).toEqual([]);
    expect(reading.questions?.map((each) => each.why)).toEqual([why]);
  });

  it('a unit that a person named gives way to the one that is written', async () => {
    const mapping = { 'web01 memory used': 'usedMiB' } as const;
    const reading = await read(panel('web01 memory used', ['1 GiB', '2 GiB']), { mapping }, 'g.csv');
    expect(series(reading, 'usedMiB')).toEqual([1024, 2048]);
  });
});

const rows = (header: string, cells: readonly string[], before = '') =>
  `${header}\n${cells.map((cell, k) => `${before}2026-01-05 10:0${k}:00,"${cell}"\n`).join('')}`;

/** Files with one column of shares and one of other numbers each, by the tool that writes them. */
const FILES: Readonly<
  Record<string, (share: readonly string[], other: readonly string[]) => [string, string]>
> = {
  Grafana: (share, other) => [panel('web01 CPU busy %', share), panel('web01 network received MB/s', other)],
  Azure: (share, other) => [
    rows('Time,"Percentage CPU (Avg), web01"', share),
    rows('Time,"Disk Read Operations/Sec (Avg), web01"', other),
  ],
  CloudWatch: (share, other) => [
    rows('Id,m1\nLabel,i-0123456789abcdef0 CPUUtilization Average', share),
    rows('Id,m1\nLabel,i-0123456789abcdef0 EBSReadOps Sum', other),
  ],
  vCenter: (share, other) => [
    rows('Time,Usage for web01', share),
    rows('Time,Usage in MHz for web01', other),
  ],
  Aria: (share, other) => [
    rows('Name,Interval Breakdown,CPU|Usage (%)', share, 'web01,'),
    rows('Name,Interval Breakdown,CPU|Usage (MHz)', other, 'web01,'),
  ],
  'a table over time': (share, other) => [rows('time,web01 cpu %', share), rows('time,web01 IOPS', other)],
  'a table of samples': (share, other) => [
    rows('server,time,cpu %', share, 'web01,'),
    rows('server,time,IOPS', other, 'web01,'),
  ],
  'a list of servers': (share, other) => [
    `name,cores,cpu peak %\n${share.map((cell, k) => `s${k},4,"${cell}"\n`).join('')}`,
    `name,cores,peak IOPS\n${other.map((cell, k) => `s${k},4,"${cell}"\n`).join('')}`,
  ],
};

describe.each(Object.entries(FILES))('numbers of %s', (tool, file) => {
  const figures = async (text: string) => {
    const reading = await read(text, {}, /vCenter/.test(tool) ? 'cpu.csv' : 'x.csv');
    const values = reading.recordings.flatMap(({ measures }) =>
      Object.values(measures).flatMap((each) => [...each]),
    );
    const bad = saying(reading, /no number|could not be read/).map(({ text: said }) => said);
    return {
      values: values.map((value) => (value === value ? value > 0 : null)),
      most: Math.max(...values.filter((v) => v === v)),
      bad,
    };
  };
  const taken = ['12.5', '33.4', '7.25'];

  it.each(['12,345', '1.234,5'])(
    'a share written "%s" among decimal points is missing, and named',
    async (odd) => {
      const { values, most, bad } = await figures(file([...taken, odd], taken)[0]);
      expect(values.filter((value) => value === true).length).toBe(3);
      expect(most).toBeCloseTo(33.4, 3);
      expect(bad.length).toBe(1);
      expect(bad[0]).toContain(`"${odd}"`);
    },
  );

  it('other numbers have thousands, and one with another sign is missing, and named', async () => {
    const { values, bad } = await figures(file(taken, [...taken, '12,345'])[1]);
    expect([values, bad]).toEqual([[true, true, true, true], []]);
    const odd = await figures(file(taken, [...taken, '1.234,5'])[1]);
    expect(odd.values.filter((value) => value === true).length).toBe(3);
    expect(odd.bad.length).toBe(1);
  });

  it('where three digits stand behind every sign, what they are is said', async () => {
    const reading = await read(
      file(taken, ['1,234', '2,345'])[1],
      {},
      /vCenter/.test(tool) ? 'cpu.csv' : 'x.csv',
    );
    expect(reading.decimal).toMatchObject({ own: null, open: '2,345' });
  });
});
