/** What a person says of columns is used, kept by the shape of the file, and asked for where too little is understood. */
import { describe, expect, test } from 'vitest';
import { readMapFile } from '../../src/intake/map-file';
import { InputError } from '../../src/estate/finding';
import { readFile } from '../../src/intake';
import { read, saying, series } from './read';
import { workbook } from './workbook/xlsx';

const over = (head: string, ...rows: string[]) =>
  `${head}\n${rows.map((row, k) => `2024-03-04 09:${String(5 * k).padStart(2, '0')}:00,${row}`).join('\n')}\n`;
const names = ({ recordings }: { recordings: readonly { server: string }[] }) =>
  recordings.map(({ server }) => server);

describe('columns that are not understood are asked about, each with what it may be', () => {
  test.each([
    [
      'quantities and names of nothing',
      'time,cpu,Coverage,Value,Lot',
      ['20,100,3,1', '30,100,4,2'],
      ['cpu', 'Coverage', 'Value', 'Lot'],
    ],
    ['values that are no per cent', 'time,web01,orders', ['20,4000', '30,5000'], ['orders']],
    [
      'a count of the rows',
      'time,web01,seq',
      Array.from({ length: 14 }, (_, k) => `${20 + (k % 3)},${k}`),
      ['seq'],
    ],
    ['values below zero', 'time,web01,inlet', ['20,-3', '30,-4'], ['inlet']],
  ])('%s', async (_, head, rows, asked) => {
    const reading = await read(over(head, ...rows));
    expect(reading.questions!.map(({ column }) => column)).toEqual(asked);
    expect(names(reading)).not.toEqual(expect.arrayContaining(asked));
    const answers = Object.fromEntries(asked.map((column) => [column, 'ignore']));
    expect((await read(over(head, ...rows), { mapping: answers })).questions).toEqual([]);
  });

  test('and the first rows are there to be looked at', async () => {
    const reading = await read(over('time,cpu,Coverage,Value,Lot', '20,100,3,1'));
    expect(reading.first).toEqual([
      ['time', 'cpu', 'Coverage', 'Value', 'Lot'],
      ['2024-03-04 09:00:00', '20', '100', '3', '1'],
    ]);
    expect(reading.questions!.map(({ guess }) => guess)).toEqual(['busy', 'ignore', null, null]);
  });
});

describe('a table without times or names of servers is asked about, column by column', () => {
  const table = (heads: string) =>
    `${heads}\n${[0, 1, 2].map((k) => `r${k},04.03.2024 09:0${k},web0${k % 2},${20 + k},${500 + k}`).join('\n')}\n`;

  test.each([
    ['lot,noted,what,load,sum', 'noted'],
    ['Charge,vermerkt,was,Last,Menge', 'vermerkt'],
  ])('%s', async (heads, times) => {
    const reading = await read(table(heads));
    expect([reading.recordings, reading.findings[0].level, reading.first?.[0]]).toEqual([
      [],
      'error',
      heads.split(','),
    ]);
    expect(reading.questions!.map(({ column }) => column)).toEqual(heads.split(','));
    expect(reading.questions!.find(({ column }) => column === times)!.guess).toBe('time');
  });

  test('and is read once they are said', async () => {
    const mapping = { noted: 'time', what: 'server', load: 'busy', sum: 'ignore', lot: 'ignore' };
    const reading = await read(table('lot,noted,what,load,sum'), { mapping });
    expect([names(reading), reading.questions]).toEqual([['web00', 'web01'], []]);
    const list = { what: 'server', load: 'busy', sum: 'ignore', lot: 'ignore', noted: 'ignore' };
    const moments = await read(table('lot,noted,what,load,sum').replace('web00,22', 'web02,22'), {
      mapping: list,
    });
    expect(names(moments)).toEqual(['web00', 'web01', 'web02']);
  });

  test('prose with commas is none', async () => {
    await expect(
      read('dear diary, it rained,\ntoday the server was slow, again,\nand so on, and on,\n'),
    ).rejects.toThrow(InputError);
  });
});

describe('a column mapped by hand', () => {
  const text = over('time,alpha,beta,gamma', '20,2048,500', '30,4096,700');

  test('is of the file’s own server, in the unit that is named', async () => {
    const mapping = { alpha: 'busy', beta: 'usedMiB KB', gamma: 'diskMBs KB/s' };
    const reading = await read(text, { mapping }, 'APP1.csv');
    expect(names(reading)).toEqual(['APP1']);
    expect([series(reading, 'busy'), series(reading, 'usedMiB'), series(reading, 'diskMBs')]).toEqual([
      [20, 30],
      [2, 4],
      [0.5, 0.7],
    ]);
  });

  test('is a server of its own where several are of one measure', async () => {
    const reading = await read(text, { mapping: { alpha: 'busy', beta: 'ignore', gamma: 'busy' } });
    expect(names(reading)).toEqual(['alpha', 'gamma']);
  });

  test('is of the server that is named', async () => {
    const mapping = {
      alpha: { measure: 'busy', server: 'web01' },
      beta: { measure: 'usedMiB', unit: 'MB', server: 'web01' },
      gamma: 'ignore',
    } as const;
    const reading = await read(text, { mapping });
    expect(names(reading)).toEqual(['web01']);
    expect(Object.keys(reading.recordings[0].measures)).toEqual(['busy', 'usedMiB']);
  });

  test('may be a share of one', async () => {
    const reading = await read(over('time,alpha,beta', '0.2,1', '0.3,1'), {
      mapping: { alpha: 'busy share', beta: 'ignore' },
    });
    expect(series(reading, 'busy')).toEqual([20, 30]);
  });

  test('may play the part of the times or of the servers', async () => {
    const rows = ['x,2024-03-04 09:00:00,web01,20', 'x,2024-03-04 09:00:00,db01,40'];
    const table = `kind,noted,what,load\n${rows.join('\n')}\n${rows.join('\n').replaceAll('09:00', '09:05')}\n`;
    const reading = await read(table, {
      mapping: { noted: 'time', what: 'server', load: 'busy', kind: 'ignore' },
    });
    expect(names(reading)).toEqual(['web01', 'db01']);
    expect(series(reading, 'busy', 1)).toEqual([40, 40]);
  });

  test.each([
    [{ alpha: 'bussy' }, 'bussy'],
    [{ alpha: 'busy KB' }, 'in "KB"'],
    [{ alpha: '__proto__' }, '__proto__'],
  ])('is refused where it names no measure or no unit of it: %o', async (mapping, words) => {
    await expect(read(text, { mapping })).rejects.toThrow(words);
  });
});

test('what was said of one file is used for the next of its shape, and for no other', async () => {
  const first = await read(over('time,alpha,beta', '20,500', '30,700'));
  const byShape = { [first.shape!]: { mapping: { alpha: 'busy', beta: 'transfers' } } };
  const next = await read(over('time,alpha,beta', '40,900'), { byShape }, 'db07.csv');
  expect(names(next)).toEqual(['db07']);
  expect(series(next, 'transfers')).toEqual([900]);
  expect(names(await read(over('time,alpha,delta', '40,9'), { byShape }))).toEqual(['alpha', 'delta']);
  const log = (host: string) =>
    `"(PDH-CSV 4.0) (UTC)(0)","\\\\${host}\\Foo(1)\\Bar"\n"03/14/2024 09:00:00.000","5"\n`;
  expect((await read(log('A'))).shape).toBe((await read(log('B').replace('(1)', '(2)'))).shape);
});

describe('a mapping file', () => {
  test.each([
    ['JSON', '{"cpu": "busy", "io": {"measure": "diskMBs", "unit": "KB/s", "server": "web01"}}'],
    ['lines', 'column,measure,unit,server\ncpu,busy\nio,diskMBs,KB/s,web01\n'],
    ['lines with semicolons', 'cpu;busy\n"io";diskMBs;KB/s;web01'],
  ])('as %s', (_, text) => {
    const { mapping } = readMapFile('map', text);
    expect(mapping.cpu).toSatisfy(
      (said) => said === 'busy' || (said as { measure: string }).measure === 'busy',
    );
    expect(mapping.io).toEqual({ measure: 'diskMBs', unit: 'KB/s', server: 'web01' });
  });

  test('as the page saves it', () => {
    const said = { format: 'wide', dateOrder: 'dmy', mapping: { a: 'busy' } };
    expect(readMapFile('m', JSON.stringify({ map: 1, shapes: { '3-aa': said } }))).toEqual({
      mapping: {},
      byShape: { '3-aa': said },
    });
  });

  test.each([
    ['', 'an empty file'],
    ['{"a": "bussy"}', 'bussy'],
    ['{"a": 7}', '"a" is mapped to 7'],
    ['[1]', 'a list of 1'],
    ['{"a":', 'no JSON'],
    ['{"shapes": {"x": {"format": "constructor"}}}', 'constructor'],
    ['{"shapes": {"x": {"dateOrder": "ymd"}}}', 'mdy or dmy'],
    ['only one word', 'expected'],
  ])('that cannot be read says why: %s', (text, words) => {
    expect(() => readMapFile('map.json', text)).toThrow(InputError);
    expect(() => readMapFile('map.json', text)).toThrow(words);
  });
});

test('what a sheet of a workbook leaves open is asked of the workbook', async () => {
  const rows = [
    ['timestamp', 'cpu', 'Coverage', 'Value', 'Lot'],
    ['2024-03-04 09:00:00', 20, 100, 3, 1],
    ['2024-03-04 09:05:00', 30, 100, 4, 2],
  ];
  const reading = await readFile('book.xlsx', workbook({ Data: rows }));
  expect(reading.questions!.map(({ column }) => column)).toEqual(['cpu', 'Coverage', 'Value', 'Lot']);
  expect(reading.recordings).toEqual([]);
});

test('what a person said of a column speaks for no other: a unit is guessed from the columns that name none', async () => {
  const text = 'timestamp,x,web1 cpu,web2 cpu\n2026-11-02 00:00,95,20,30\n2026-11-02 00:05,90,40,50\n';
  const reading = await read(text, { mapping: { x: 'busy' } });
  expect(reading.recordings.map(({ server }) => server)).toEqual(['x', 'web1', 'web2']);
  expect(saying(reading, 'No unit in the header')[0].text).toContain('values up to 50 are taken as %');
});
