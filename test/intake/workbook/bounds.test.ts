import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/estate/finding';
import { readFile } from '../../../src/intake';
import { UnfoldedSize } from '../../../src/intake/archive/unfold';
import { openBook } from '../../../src/intake/workbook/book';
import { sheetRows } from '../../../src/intake/workbook/sheet';
import { lacksData } from '../../data';
import { moments, sample, saying, series } from '../read';
import { rawWorkbook } from './xlsx';

const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', 'name')}${text('B1', 'cores')}${text('C1', 'peak %')}</row>`;
const FIRST = `<row r="2">${text('A2', 'web01')}<c r="B2"><v>4</v></c><c r="C2"><v>50</v></c></row>`;

const serversOf = async (book: Blob) => {
  const reading = await readFile('book.xlsx', book);
  return { reading, servers: reading.recordings.map(({ server }) => server) };
};

describe('a workbook costs what its cells hold', () => {
  test('a cell far away from the table is left out, and said to be', async () => {
    const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const { reading, servers } = await serversOf(rawWorkbook({ S: HEADER + FIRST + far }));
    expect(servers).toEqual(['web01']);
    expect(saying(reading, '1 cell to the right of the table')).toHaveLength(1);
  });

  test('formatted empty rows and cells are none', async () => {
    const empty = Array.from({ length: 5000 }, (_, k) => `<row r="${k + 3}"><c r="A${k + 3}" s="1"/></row>`);
    const last = `<row r="6000">${text('A6000', 'db01')}<c r="B6000"><v>2</v></c><c r="C6000"><v>x</v></c></row>`;
    const { reading, servers } = await serversOf(rawWorkbook({ S: HEADER + FIRST + empty.join('') + last }));
    expect(servers).toEqual(['web01', 'db01']);
    expect(reading.rows).toBe(2);
  });

  test('rows far down are told by the row of the sheet', async () => {
    const rows = Array.from(
      { length: 70 },
      (_, k) => `<row r="${k + 3}">${text(`A${k + 3}`, `s${k}`)}<c r="B${k + 3}"><v>2</v></c></row>`,
    );
    const odd = `<row r="500">${text('A500', 'db01')}${text('B500', 'many')}</row>`;
    const { reading } = await serversOf(rawWorkbook({ S: HEADER + FIRST + rows.join('') + odd }));
    expect(saying(reading, 'could not be read')[0].where).toBe('book.xlsx [S]:500:2');
  });

  test('what unfolds to more than is kept is refused by what really came out', async () => {
    const book = await openBook(
      'book.xlsx',
      rawWorkbook({ S: HEADER + FIRST }),
      new UnfoldedSize('book.xlsx', 1000),
    );
    const read = async () => {
      for await (const batch of sheetRows(book, book.sheets[0])) expect(batch).toBeDefined();
    };
    await expect(read()).rejects.toThrow(InputError);
    await expect(read()).rejects.toThrow('unfolds to more than');
  });

  test('a text that no cell can hold is refused', async () => {
    const endless = `<row r="3">${text('A3', 'x'.repeat(600_000))}</row>`;
    await expect(readFile('book.xlsx', rawWorkbook({ S: HEADER + FIRST + endless }))).rejects.toThrow(
      'longer than any cell',
    );
  });
});

describe('cells of every kind', () => {
  test('shared texts, with formats and phonetic readings, and cells without an address', async () => {
    const shared =
      '<si><t>name</t></si><si><r><t>cor</t></r><r><t>es</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>';
    const rows =
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c><c><v>8</v></c></row>';
    const { reading, servers } = await serversOf(rawWorkbook({ S: rows }, shared));
    expect(servers).toEqual(['東京']);
    expect(reading.recordings[0].facts.cores).toBe(8);
  });

  test('names with prefixes, entities and signs of tags in attributes', async () => {
    const rows = `<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c><x:c r="B1" t="str"><x:f>A&gt;B</x:f><x:v>cores</x:v></x:c></x:row><row r="2"><c r="A2" t="str"><v>R&amp;D &#x41;</v></c><c r="B2"><v>2</v></c></row>`;
    expect((await serversOf(rawWorkbook({ 'a>b': rows }))).servers).toEqual(['R&D A']);
  });

  test('errors and blanks are missing, and a break in a name is a blank', async () => {
    const rows = `${HEADER}<row r="2">${text('A2', 'web\n01')}<c r="B2" t="e"><v>#N/A</v></c><c r="C2"><v>5.0E1</v></c></row>`;
    const { reading, servers } = await serversOf(rawWorkbook({ S: rows }));
    expect(servers).toEqual(['web 01']);
    expect(reading.recordings[0].facts.cores).toBeUndefined();
    expect(series(reading, 'busy')).toEqual([50]);
  });
});

describe('whole lines of CSV in the first column', () => {
  test.each([',', ';', '\t'])('are split at %j', async (sign) => {
    const lines = [
      ['timestamp', 'web01 cpu %', 'web02 cpu %'],
      ['2024-03-04 09:00:00', '25', '35'],
      ['2024-03-04 09:05:00', '26', '36'],
    ];
    const rows = lines.map((cells, k) => `<row r="${k + 1}">${text(`A${k + 1}`, cells.join(sign))}</row>`);
    const { reading, servers } = await serversOf(rawWorkbook({ S: rows.join('') }));
    expect(servers).toEqual(['web01', 'web02']);
    expect(series(reading, 'busy')).toEqual([25, 26]);
    expect(moments(reading)).toEqual(['2024-03-04T09:00:00', '2024-03-04T09:05:00']);
    expect(saying(reading, 'Excel did not split them')).toHaveLength(1);
  });

  const given = 'intake-cases/csv_lines_in_column_a.xlsx';
  test.skipIf(lacksData(given))('of the public set', async () => {
    const reading = await readFile('a.xlsx', await sample(given));
    expect(reading.recordings.map(({ server }) => server)).toEqual(['SRV1']);
    expect(new Set(series(reading, 'busy'))).toEqual(new Set([25]));
    expect(new Set(series(reading, 'availableMiB'))).toEqual(new Set([2048]));
  });
});
