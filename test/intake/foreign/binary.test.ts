/** Where text ends and binary data begin, byte by byte. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/estate/finding';
import { looksLikeWorkbook, refuseBinary, relogLine } from '../../../src/intake/foreign/signatures';

const A = 97;
/** What a file is refused as; null where it may be text. */
function refused(bytes: readonly number[], name = 'x.csv'): string | null {
  try {
    refuseBinary(name, Uint8Array.from(bytes));
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.finding.text;
  }
}
const repeated = (byte: number, count: number) => Array<number>(count).fill(byte);
const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));

describe('text and what is none', () => {
  // One control character in fifty is what a text may have.
  it.each([
    [[1, ...repeated(A, 49)], false],
    [[1, ...repeated(A, 48)], true],
    [[...repeated(A, 48), 1], true],
    [[1, 1, ...repeated(A, 98)], false],
    [[1, 1, ...repeated(A, 97)], true],
    [[...repeated(A, 4096), ...repeated(1, 4096)], false],
  ])('%j', (bytes, binary) => {
    expect(refused(bytes) !== null).toBe(binary);
  });

  it('control characters that text has are none of it', () => {
    const told = Array.from({ length: 256 }, (_, byte) => (refused(repeated(byte, 9)) ? byte : -1));
    const odd = told.filter((byte) => byte >= 0);
    const expected = Array.from({ length: 32 }, (_, byte) => byte).filter(
      (byte) => ![0, 9, 10, 11, 12, 13, 26, 27].includes(byte),
    );
    expect(odd).toEqual(expected);
  });
});

describe('binary logs of Performance Monitor', () => {
  const log = (length: number, high: number, at = 20) => {
    const bytes = [0, 0, 1, 0, ...repeated(A, length - 4)];
    if (at < length) bytes[at] = high;
    return bytes;
  };
  it.each([
    ['its head and a byte above ASCII', log(65, 128), true],
    ['as long as nothing but a head', log(64, 128), false],
    ['its head and ASCII alone', log(65, 127), false],
    ['a byte above ASCII at the first look’s end', log(600, 255, 511), true],
    ['one behind it', log(600, 255, 512), false],
    ['a byte above ASCII in the head', log(65, 200, 4), true],
    ...[0, 1, 2, 3].map((k) => [`another byte ${k}`, log(80, 200).with(k, 65), false] as const),
  ] as const)('%s: %j', (_, bytes, told) => {
    expect(/binary Performance Monitor log/.test(refused(bytes) ?? '')).toBe(told);
  });

  it('by its name only what is no text', () => {
    for (const name of ['a.blg', 'A.ETL']) {
      expect(refused(repeated(1, 9), name)).toContain('binary Performance Monitor log');
      expect(refused(repeated(A, 9), name)).toBe(null);
    }
    expect(refused(repeated(1, 9), 'a.blg.csv')).toContain('of no known kind');
    expect(relogLine('/tmp/a&b.blg')).toBe('relog "a&b.blg" -f csv -o "a&b.csv"');
  });
});

describe('archives and workbooks', () => {
  const zip = (third: number, inside = '') => [0x50, 0x4b, third, 4, ...ascii(inside)];
  it.each([
    [zip(3), 'a zip archive'],
    [zip(7), 'a zip archive'],
    [zip(8), null],
    [[0x50, 0x4c, 3, 4], null],
    [[0x51, 0x4b, 3, 4], null],
    [zip(3, 'xl/workbook.xml'), 'an Excel workbook'],
    [zip(3, '[Content_Types].xml'), 'an Excel workbook'],
    [zip(3, 'docProps/app.xml'), 'an Excel workbook'],
    [zip(3, `${'x'.repeat(2041)}xl/`), 'an Excel workbook'],
    [zip(3, `${'x'.repeat(2042)}xl/`), 'a zip archive'],
  ])('%j', (bytes, what) => {
    const plain = [...bytes, ...repeated(A, 400)];
    expect(refused(plain)?.startsWith(what ?? '-') ?? null).toBe(what === null ? null : true);
    expect(looksLikeWorkbook(Uint8Array.from(bytes))).toBe(what === 'an Excel workbook');
  });

  it('only what begins as an archive is looked into', () => {
    for (const bytes of [
      [0x51, 0x4b, 3],
      [0x50, 0x4c, 3],
      [0x50, 0x4b, 8],
    ])
      expect(looksLikeWorkbook(Uint8Array.from([...bytes, ...ascii('xl/')]))).toBe(false);
  });
});
