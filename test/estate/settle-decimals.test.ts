import { describe, expect, it } from 'vitest';
import { gather } from '../../src/estate/gather';
import type { Reading } from '../../src/estate/recording';
import { decimalsWanted } from '../../src/estate/settle-decimals';
import type { IntakeOptions } from '../../src/intake';
import { log, read, series } from '../intake/read';

type Given = readonly (readonly [name: string, text: string, options?: IntakeOptions])[];

const rows = (header: string, ...values: readonly string[]): string =>
  `${header}\n${values.map((value, k) => `2024-03-04 ${String(Math.floor(k / 12)).padStart(2, '0')}:${String((5 * k) % 60).padStart(2, '0')};20;${value}`).join('\n')}\n`;
const wide = (server: string, ...values: readonly string[]): string =>
  rows(`time;${server} cpu %;${server} net MB/s`, ...values);
const OPEN = ['web.csv', wide('web', '1,234', '2,345', '3,456')] as const;
const POINT = ['db.csv', wide('db', '1.5', '2.25', '3.75')] as const;
const COMMA = ['app.csv', wide('app', '1,5', '2,25', '3,75')] as const;

/** Reads files and settles them, as page and command line do. */
async function settled(files: Given): Promise<{ readings: Reading[]; said: string[]; doubts: number }> {
  const first = await Promise.all(files.map(([name, text, options]) => read(text, options, name)));
  const wanted = decimalsWanted(first);
  const readings = await Promise.all(
    first.map((reading, k) => {
      const othersDecimal = wanted.get(reading);
      const [name, text, options] = files[k];
      return othersDecimal ? read(text, { ...options, othersDecimal }, name) : Promise.resolve(reading);
    }),
  );
  expect(decimalsWanted(readings).size).toBe(0);
  const about = gather(readings).findings.filter(({ text }) => text.startsWith('Numbers'));
  return {
    readings,
    said: about.map(({ where, text }) => `${where}: ${text}`),
    doubts: about.filter(({ doubt }) => doubt).length,
  };
}
const of = (readings: readonly Reading[], name: string, measure: Parameters<typeof series>[1]) =>
  series(
    readings.find((reading) => reading.name === name)!,
    measure,
  );

describe('the decimal sign', () => {
  it('of a file that leaves it open is that which the other files prove, in any order', async () => {
    const cases = [
      [[POINT], [1234, 2345, 3456]],
      [[COMMA], [1.234, 2.345, 3.456]],
      [
        [POINT, ['more.csv', wide('more', '7.5', '1.1')]],
        [1234, 2345, 3456],
      ],
    ] as const;
    for (const [others, values] of cases) {
      for (const files of [
        [OPEN, ...others],
        [...others, OPEN],
      ] as Given[]) {
        const { readings, said, doubts } = await settled(files);
        expect(of(readings, 'web.csv', 'networkMBs')).toEqual(values);
        expect(said).toEqual([expect.stringMatching(/^web\.csv: Numbers such as "3,456" are read as 3/)]);
        expect(doubts).toBe(0);
      }
    }
  });

  it('stays a guess that a plan does not hide, alone and among files that prove both', async () => {
    for (const files of [[OPEN], [OPEN, POINT, COMMA], [COMMA, OPEN, POINT]] as Given[]) {
      const { readings, said, doubts } = await settled(files);
      expect(of(readings, 'web.csv', 'networkMBs')).toEqual([1.234, 2.345, 3.456]);
      expect(said).toEqual([expect.stringContaining('"3,456" may be 3456 or 3.456')]);
      expect(doubts).toBe(1);
    }
  });

  it('is what a person says, where nothing in the file proves another', async () => {
    const { readings, said } = await settled([[...OPEN, { decimal: '.' }], COMMA]);
    expect(of(readings, 'web.csv', 'networkMBs')).toEqual([1234, 2345, 3456]);
    expect(said).toEqual([]);
    const [certain] = (await settled([[...COMMA, { decimal: '.' }]])).readings;
    expect(series(certain, 'networkMBs')).toEqual([1.5, 2.25, 3.75]);
  });

  it('is looked for in the whole file, not in its beginning alone', async () => {
    const late = Array.from({ length: 100 }, (_, k) => (k < 99 ? String(k) : '12.5'));
    const { readings, said } = await settled([['late.csv', wide('late', ...late)]]);
    expect(of(readings, 'late.csv', 'networkMBs').at(-1)).toBe(12.5);
    expect(said).toEqual([]);
    const open = Array.from({ length: 100 }, (_, k) => (k < 99 ? String(k) : '1,250'));
    expect((await settled([['open.csv', wide('open', ...open)]])).doubts).toBe(1);
  });

  it('is told by sizes: no share is above a thousand per cent, and no server has a few MiB', async () => {
    const shares = (
      await settled([['s.csv', 'time\ta cpu %\n2024-03-04 09:00\t12,345\n2024-03-04 09:05\t45,678\n']])
    ).readings;
    expect(of(shares, 's.csv', 'busy')).toEqual([12.345, 45.678]);
    const named = (
      await settled([
        ['n.csv', 'time,web,db\n2024-03-04 09:00,"12,345","7,250"\n2024-03-04 09:05,"45,678","8,125"\n'],
      ])
    ).readings;
    expect(of(named, 'n.csv', 'busy')).toEqual([12.345, 45.678]);
    const memory = await settled([
      ['m.csv', 'Server\tCores\tMemory MB\tCPU peak %\nweb\t4\t4,096\t20\ndb\t8\t8,192\t30\n'],
    ]);
    expect(memory.readings[0].recordings.map(({ facts }) => facts.memory)).toEqual([4096, 8192]);
    expect(memory.said).toEqual([]);
  });

  it('is not asked of columns that nobody uses', async () => {
    const text = rows('time;web cpu %;web temperature', '1,234', '2,345');
    expect((await settled([['t.csv', text]])).said).toEqual([]);
  });

  it('of a program that writes points everywhere proves nothing about a table of a person', async () => {
    const pdh = log({ 'Processor(_Total)\\% Processor Time': [12.5, 13.25] });
    const { readings, doubts } = await settled([['pdh.csv', pdh], OPEN]);
    expect(of(readings, 'web.csv', 'networkMBs')).toEqual([1.234, 2.345, 3.456]);
    expect(doubts).toBe(1);
  });
});
