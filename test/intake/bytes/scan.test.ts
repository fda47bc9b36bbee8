import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { ClockReader } from '../../../src/intake/bytes/dates';
import type { Dialect, RowHandler, RowPlan } from '../../../src/intake/bytes/scan';
import { Kind, RowScanner } from '../../../src/intake/bytes/scan';
import { cut } from './reference';
import { often } from '../../often';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const decode = (bytes: Uint8Array) => decoder.decode(bytes);
const COMMA: Dialect = { delimiter: 44, decimal: 46 };

/** Feeds text to a scanner in pieces of the given lengths, again and again. */
function feed(scanner: RowScanner, text: string, lengths: readonly number[]): void {
  const bytes = encoder.encode(text);
  for (let at = 0, k = 0; at < bytes.length; k++) {
    const length = lengths[k % lengths.length];
    scanner.push(bytes.slice(at, at + length));
    at += length;
  }
  scanner.finish();
}

/** All rows as text, with the lines that they begin in. */
function asText(text: string, lengths: readonly number[] = [1 << 20], dialect = COMMA) {
  const rows: string[][] = [];
  const lines: number[] = [];
  const handler: RowHandler = {
    header(cells, line) {
      rows.push([...cells]);
      lines.push(line);
      return null;
    },
    row: () => undefined,
  };
  feed(new RowScanner(dialect, decode, handler, () => new ClockReader('calendar')), text, lengths);
  return { rows, lines };
}

/** The first row as the header, all columns as numbers. */
function asNumbers(
  text: string,
  lengths: readonly number[] = [1 << 20],
  dialect = COMMA,
  skip: number[] = [],
) {
  const rows: number[][] = [];
  const lines: number[] = [];
  let kept: number[] = [];
  const handler: RowHandler = {
    header(cells): RowPlan {
      kept = cells.map((_, k) => k).filter((k) => !skip.includes(k));
      return {
        slots: Int32Array.from(cells, (_, k) => kept.indexOf(k)),
        kinds: kept.map(() => Kind.number),
      };
    },
    row(values, _cells, line) {
      rows.push([...values]);
      lines.push(line);
    },
  };
  const scanner = new RowScanner(dialect, decode, handler, () => new ClockReader('calendar'));
  feed(scanner, text, lengths);
  return { rows, lines, scanner };
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '€', '1', ' ', ',', ';', '\t', '"', '.', '-', '%', '\\', '(', '漢'),
  maxLength: 8,
});
const written = (end: string, breaks: boolean) =>
  fc
    .array(
      fc.array(fc.tuple(breaks ? fc.oneof(cell, fc.constant('two\nlines')) : cell, fc.boolean()), {
        minLength: 1,
        maxLength: 6,
      }),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((rows) =>
      rows
        .map((row) =>
          row
            .map(([text, quote]) =>
              quote || /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
            )
            .join(','),
        )
        .join(end),
    );
const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe('the scanner cuts as the slow parser does', () => {
  test.each(['\n', '\r\n', '\r'])('well-formed text with line ends %j, whatever the pieces', (end) => {
    fc.assert(
      fc.property(written(end, end === '\n'), pieces, (text, lengths) => {
        expect(asText(text, lengths).rows).toEqual(cut(text, ',', true));
      }),
      { seed: 11, numRuns: often(400) },
    );
  });

  test('any text at all, whatever the pieces', () => {
    const any = fc.string({
      unit: fc.constantFrom('a', '"', '"', ',', ' ', '\n', '\r', '\r\n', '1', '.', 'é'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(any, pieces, (text, lengths) => {
        expect(asText(text, lengths).rows).toEqual(cut(text, ',', true));
      }),
      { seed: 12, numRuns: often(2000) },
    );
  });

  test('and well-formed text as PapaParse does', () => {
    fc.assert(
      fc.property(written('\n', true), (text) => {
        const papa = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n', skipEmptyLines: false });
        const expected = papa.data
          .map((row) => row.map((value) => value.trim()))
          .filter((row) => row.length > 1 || row[0] !== '');
        const own = asText(text).rows.filter((row) => row.length > 1 || row[0] !== '');
        expect(own).toEqual(expected);
      }),
      { seed: 13, numRuns: often(400) },
    );
  });

  test('numbers, quoted or not, in any pieces, with columns left out', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map(String),
      fc.integer({ min: -5, max: 100 }).map(String),
      fc.constantFrom('', ' ', '" "', '13.959073156484624434', '8.57e-005', '0', '100.10800000000000001'),
      fc.constantFrom(
        '123456789012.5',
        '999999999999999',
        '1234567890.123456789',
        '0.000000000000123456789012345',
      ),
    );
    const row = fc.array(fc.tuple(number, fc.boolean()), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        pieces,
        fc.subarray([0, 1, 2, 3]),
        (rows, lengths, skip) => {
          const lines = rows.map((cells) =>
            cells.map(([text, quote]) => (quote && !text.startsWith('"') ? `"${text}"` : text)).join(','),
          );
          const { rows: found } = asNumbers(['a,b,c,d,e', ...lines, ''].join('\r\n'), lengths, COMMA, skip);
          const expected = rows.map((cells) =>
            cells.flatMap(([text], k) => {
              if (skip.includes(k)) return [];
              const plain = text.replaceAll('"', '').trim();
              return [plain === '' ? NaN : Number(plain)];
            }),
          );
          expect(found.length).toBe(expected.length);
          for (let r = 0; r < found.length; r++) {
            for (let c = 0; c < found[r].length; c++) {
              const [own, other] = [found[r][c], expected[r][c]];
              if (Number.isNaN(other)) expect(own).toBeNaN();
              else expect(Math.abs(own - other)).toBeLessThanOrEqual(Math.abs(other) * 1e-14);
            }
          }
        },
      ),
      { seed: 14, numRuns: often(500) },
    );
  });
});

describe('the scanner bears damage', () => {
  test('lines are counted through blank lines and quoted line breaks', () => {
    expect(asText('\n\na,b\n"x\ny",c\n\nd,e\n').lines).toEqual([3, 4, 7]);
  });

  test('in data, a lost quote costs its line and no more', () => {
    const { rows, scanner } = asNumbers('a,b\n1,"2\n3,4\n');
    expect(rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(scanner.openQuotes).toBe(1);
  });

  test('a header quote that never closes does not swallow the file', () => {
    const filler = `${'x,'.repeat(200)}y\n`.repeat(1000);
    const { rows } = asText(`"broken\nt,a\n${filler}`, [4096]);
    expect(rows[0]).toEqual(['broken']);
    expect(rows[1]).toEqual(['t', 'a']);
    expect(rows.length).toBe(1002);
  });

  test('NULs of a log that was not closed are no row', () => {
    const { rows } = asNumbers(`a,b\n1,2\n${'\0'.repeat(5000)}`, [64]);
    expect(rows).toEqual([[1, 2]]);
  });

  test('short and long rows are read by column and counted', () => {
    const { rows, scanner } = asNumbers('a,b,c\n1,2,3\n4,5\n6,7,8,9\n');
    expect(rows).toEqual([
      [1, 2, 3],
      [4, 5, NaN],
      [6, 7, 8],
    ]);
    expect([scanner.shortRows, scanner.longRows, scanner.firstRagged]).toEqual([1, 1, 3]);
  });

  test('the cell that a cut file stops in is not used', () => {
    const { rows, scanner } = asNumbers('a,b,c\n1,2,3\n4,51');
    expect(rows).toEqual([
      [1, 2, 3],
      [4, NaN, NaN],
    ]);
    expect(scanner.cut).toBe(true);
    expect(asNumbers('a,b\n1,"23').rows).toEqual([[1, NaN]]);
    expect(asNumbers('a,b\n1,23').rows).toEqual([[1, 23]]);
  });

  test('the place of the first cell that is no number is line and cell, from 1', () => {
    const { scanner } = asNumbers('a,b\r\n1,2\r\n3,oops\r\nno,4\r\n');
    expect(scanner.badNumbers).toEqual({ count: 2, line: 3, cell: 2, texts: ['oops', 'no'] });
  });
});

test('cells that nobody asked for are passed over whole, whatever they hold and however the file comes in pieces', () => {
  const cell = fc.oneof(
    fc.constantFrom('"a,b"', ' "c,""d"",e"', 'x y', '""', '', '"5"', 'q"r', ' 7'),
    fc.integer({ min: 0, max: 999 }).map(String),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      (rows, lengths, end) => {
        const text = ['a,b,c,d,e,f,g', ...rows.map((row, k) => ['t', ...row.slice(0, 5), k].join(','))].join(
          end,
        );
        const all = asNumbers(text + end, lengths, COMMA, [0, 1, 2, 3, 4, 5]);
        expect(all.rows).toEqual(rows.map((_, k) => [k]));
      },
    ),
  );
});
