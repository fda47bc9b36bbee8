/** A sheet as the text that it would be as CSV. */
import { describe, expect, it } from 'vitest';
import type { SheetRow } from '../../../src/intake/workbook/sheet';
import { sheetText } from '../../../src/intake/workbook/text';

/** `3: a,,b` is row 3 of the sheet with two cells. */
const rowOf = (line: string): SheetRow => {
  const [, number, cells] = /^(\d+): (.*)$/s.exec(line)!;
  const filled = cells.split(',').flatMap((text, column) => (text === '' ? [] : [{ text, column }]));
  return {
    number: Number(number),
    columns: filled.map(({ column }) => column),
    texts: filled.map(({ text }) => text.replaceAll('¦', ',')),
  };
};
async function written(rows: readonly SheetRow[]) {
  const beside = { cells: 0, lines: false };
  const pieces: string[] = [];
  const batches = (async function* () {
    for (const row of rows) yield [row];
  })();
  for await (const piece of sheetText(batches, beside)) pieces.push(new TextDecoder().decode(piece));
  return { text: pieces.join(''), pieces, ...beside };
}
const wide = (columns: readonly number[], number = 1): SheetRow => ({
  number,
  columns,
  texts: columns.map(() => 'x'),
});

describe('a sheet', () => {
  it.each([
    ['cells where they stand', ['1: a,b', '2: ,d'], 'a,b\n,d\n'],
    ['short rows filled up', ['1: a,b,c', '2: d'], 'a,b,c\nd,,\n'],
    ['empty rows between', ['1: a,b', '4: c,d'], 'a,b\n\n\nc,d\n'],
    ['empty rows above', ['3: a,b'], '\n\na,b\n'],
    ['twenty empty rows at most in its head', ['1: a,b', '900: c,d'], `a,b\n${'\n'.repeat(20)}c,d\n`],
    ['quotes where they are needed', ['1: a¦b,c"d'], '"a,b","c""d"\n'],
    ['a line break as a blank', ['1: a\r\nb,c\n\nd'], 'a b,c d\n'],
    ['nothing', [], ''],
  ])('has %s', async (_, lines, text) => expect((await written(lines.map(rowOf))).text).toBe(text));

  it('has its empty rows below the head, so that rows and lines count alike', async () => {
    const head = Array.from({ length: 60 }, (_, k) => wide([0, 1], k + 1));
    const { text } = await written([...head, wide([0, 1], 100)]);
    expect(text.split('\n').length).toBe(101);
    const early = await written([...head.slice(1), wide([0, 1], 100)]);
    expect(early.text.split('\n').length).toBe(82);
  });

  it.each([
    ['no gap', [0, 1, 2], 3, 0],
    ['a gap of 256', [0, 257], 258, 0],
    ['a wider one', [0, 258], 1, 1],
    ['a gap in front', [256], 257, 0],
  ])('is as wide as its first rows go: %s', async (_, columns, width, left) => {
    const { text, cells } = await written([wide([0], 1), wide(columns, 2)]);
    expect([text.split('\n')[1].split(',').length, cells]).toEqual([width, left]);
  });

  it.each([
    [256, [0], 256],
    [257, [0], 1],
    [257, Array.from({ length: 32 }, (_, k) => k), 32],
    [257, Array.from({ length: 33 }, (_, k) => k), 257],
  ])('of %d columns is filled up where that costs little: %j', async (width, columns, length) => {
    const { text } = await written([wide(Array.from({ length: width }, (_, k) => k)), wide(columns, 2)]);
    expect(text.split('\n')[1].split(',')).toHaveLength(length);
  });

  it('comes in pieces', async () => {
    const rows = Array.from({ length: 200 }, (_, k) => ({
      number: k + 1,
      columns: [0],
      texts: ['x'.repeat(999)],
    }));
    const { pieces } = await written(rows);
    // 60 rows are looked at first; a piece is 65,536 characters or a row more.
    expect(pieces.map(({ length }) => length)).toEqual([66_000, 66_000, 66_000, 2000]);
  });
});

describe('whole lines in the first column', () => {
  it.each([
    ['of commas', ['1: a¦b', '2: 1¦2'], true],
    ['of semicolons', ['1: a;b', '2: 1;2'], true],
    ['of tabs', ['1: a\tb', '2: 1\t2'], true],
    ['of most rows alike', ['1: a;b', '2: 1;2', '3: 1;2;3'], true],
    ['of half', ['1: a;b', '2: 1;2', '3: 1;2;3', '4: 1;2;3'], false],
    ['one row', ['1: a;b'], false],
    ['one without the sign', ['1: a;b', '2: 1;2', '3: x'], false],
    ['none with it', ['1: a', '2: b'], false],
    ['beside others', ['1: a;b', '2: 1;2,x'], false],
  ])('%s', async (_, lines, whole) => expect((await written(lines.map(rowOf))).lines).toBe(whole));

  it('stand as they are', async () => {
    expect((await written(['1: a;"b"', '3: 1;2'].map(rowOf))).text).toBe('a;"b"\n\n1;2\n');
  });
});
