/** The directory of a zip archive, field by field: sizes of four and of eight bytes, comments, extra fields, damage. */
import { describe, expect, it } from 'vitest';
import { packedBytes, zipEntries, type ZipEntry } from '../../../src/intake/archive/zip';
import { zip } from '../workbook/xlsx';

const FULL = 0xffffffff;
type Field = readonly [bytes: 2 | 4 | 8, value: number];

const bytesOf = (...fields: readonly (Field | string)[]): Uint8Array<ArrayBuffer> => {
  const parts = fields.map((field) => {
    if (typeof field === 'string') return new TextEncoder().encode(field);
    const bytes = new Uint8Array(field[0]);
    for (let k = 0, rest = field[1]; k < field[0]; k++, rest = Math.floor(rest / 256)) bytes[k] = rest % 256;
    return bytes;
  });
  return Uint8Array.from(parts.flatMap((part) => [...part]));
};

interface Given {
  readonly path?: string | Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly packed?: number;
  readonly unpacked?: number;
  readonly at?: number;
  readonly extra?: Uint8Array;
  readonly comment?: string;
}
/** An entry of a directory (APPNOTE 6.3.10, section 4.3.12). */
const entry = ({
  path = 'a.csv',
  flags = 0,
  method = 8,
  packed = 7,
  unpacked = 9,
  at = 3,
  extra,
  comment = '',
}: Given) =>
  Uint8Array.from([
    ...bytesOf([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, method], [4, 0], [4, 0], [4, packed]),
    ...bytesOf([4, unpacked], [2, path.length], [2, extra?.length ?? 0], [2, comment.length], [2, 0]),
    ...bytesOf([2, 0], [4, 0], [4, at]),
    ...(typeof path === 'string' ? bytesOf(path) : path),
    ...(extra ?? []),
    ...bytesOf(comment),
  ]);
const end = (entries: number, size: number, start: number, comment = '') =>
  bytesOf(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries],
    [2, entries],
    [4, size],
    [4, start],
    [2, comment.length],
    comment,
  );

/** An archive of a directory alone. */
function archive(entries: readonly Uint8Array[], { before = 5, comment = '', count = entries.length } = {}) {
  const directory = Uint8Array.from(entries.flatMap((each) => [...each]));
  return new Blob([new Uint8Array(before), directory, end(count, directory.length, before, comment)]);
}
/** The same with its places and sizes in eight bytes (sections 4.3.14 and 4.3.15). */
function wide(entries: readonly Uint8Array[], { mark = 0x06064b50, off = 0, count = entries.length } = {}) {
  const directory = Uint8Array.from(entries.flatMap((each) => [...each]));
  const at = 5 + directory.length;
  return new Blob([
    new Uint8Array(5),
    directory,
    bytesOf([4, mark], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count]),
    bytesOf([8, directory.length], [8, 5]),
    bytesOf([4, 0x07064b50], [4, 0], [8, at + off], [4, 1]),
    end(0xffff, FULL, FULL),
  ]);
}
const A: ZipEntry = { path: 'a.csv', method: 8, packed: 7, at: 3, encrypted: false };

describe('the directory of a zip archive', () => {
  it.each([
    ['one file', archive([entry({})]), [A]],
    ['stored', archive([entry({ method: 0 })]), [{ ...A, method: 0 }]],
    ['protected', archive([entry({ flags: 0x801 })]), [{ ...A, encrypted: true }]],
    ['with other flags', archive([entry({ flags: 0x80e })]), [A]],
    [
      'with a name in UTF-8 that no flag announces',
      archive([entry({ path: new TextEncoder().encode('Büro.csv') })]),
      [{ ...A, path: 'Büro.csv' }],
    ],
    [
      "with a name in a console's code page",
      archive([entry({ path: Uint8Array.of(0x42, 0x81, 0x72, 0x6f, 0x2e, 0x63, 0x73, 0x76) })]),
      [{ ...A, path: 'Büro.csv' }],
    ],
    ['at the very beginning', archive([entry({})], { before: 0 }), [A]],
    ['with a comment behind its end', archive([entry({})], { comment: 'made by hand' }), [A]],
    ['with the longest comment', archive([entry({})], { comment: 'c'.repeat(65_535) }), [A]],
    [
      'of two, with extra fields and comments',
      archive([
        entry({ extra: new Uint8Array(9), comment: 'first' }),
        entry({ path: 'folder/b.csv', packed: 70, at: 30 }),
      ]),
      [A, { ...A, path: 'folder/b.csv', packed: 70, at: 30 }],
    ],
    ['of none', archive([]), []],
    ['that says fewer than it has', archive([entry({}), entry({ path: 'b' })], { count: 1 }), [A]],
    ['that says more than it has', archive([entry({})], { count: 2 }), [A]],
    ['in eight bytes', wide([entry({}), entry({ path: 'b' })]), [A, { ...A, path: 'b' }]],
    [
      'in eight bytes, that says fewer than it has',
      wide([entry({}), entry({ path: 'b' })], { count: 1 }),
      [A],
    ],
  ])('%s', async (_, blob, entries) => {
    expect(await zipEntries('x.zip', blob)).toEqual(entries);
  });

  const extra = (...values: number[]) =>
    bytesOf([2, 1], [2, 8 * values.length], ...values.map((value): Field => [8, value]));
  const other = bytesOf([2, 0x5455], [2, 5], 'times');
  const BIG = 5_000_000_000;
  it.each([
    [
      'what was unpacked, packed and where',
      { unpacked: FULL, packed: FULL, at: FULL, extra: extra(1, BIG, BIG + 1) },
      { packed: BIG, at: BIG + 1 },
    ],
    [
      'packed and where',
      { packed: FULL, at: FULL, extra: extra(BIG, BIG + 1) },
      { packed: BIG, at: BIG + 1 },
    ],
    ['where alone', { at: FULL, extra: extra(BIG) }, { packed: 7, at: BIG }],
    ['packed alone', { packed: FULL, extra: extra(BIG) }, { packed: BIG, at: 3 }],
    [
      'behind another field',
      { packed: FULL, extra: Uint8Array.from([...other, ...extra(BIG)]) },
      { packed: BIG, at: 3 },
    ],
    [
      'before another field',
      { packed: FULL, extra: Uint8Array.from([...extra(BIG), ...other]) },
      { packed: BIG, at: 3 },
    ],
    ['in no field', { packed: FULL, extra: other }, { packed: FULL, at: 3 }],
    ['where the field is cut', { packed: FULL, at: FULL, extra: extra(BIG) }, { packed: BIG, at: NaN }],
    ['where four bytes held all, whatever the field says', { extra: extra(BIG, BIG) }, { packed: 7, at: 3 }],
  ])('sizes that four bytes do not hold: %s', async (_, given, sizes) => {
    const [found, next] = await zipEntries('x.zip', archive([entry(given), entry({ path: 'b' })]));
    expect(found).toEqual({ ...A, ...sizes });
    expect(next).toEqual({ ...A, path: 'b' });
  });

  it.each([
    ['no end', new Blob([new Uint8Array(100)]), 'it has no end'],
    ['nothing', new Blob([]), 'it has no end'],
    ['a directory that is not there', new Blob([new Uint8Array(60), end(1, 46, 3)]), 'not where it says'],
    ['a directory that is too large', new Blob([end(1, (1 << 24) + 1, 0)]), 'larger than any of logs'],
    ['a directory beyond its end', new Blob([end(1, 1 << 24, 500)]), 'is cut off'],
    ['a directory of less than an entry', new Blob([entry({}).slice(0, 45), end(1, 45, 0)]), 'is cut off'],
    ['eight bytes that lead elsewhere', wide([entry({})], { off: 1 }), 'not where it says'],
    ['eight bytes that lead beyond', wide([entry({})], { off: 9999 }), 'not where it says'],
    ['eight bytes of another mark', wide([entry({})], { mark: 0x06064b51 }), 'not where it says'],
  ])('%s is refused', async (_, blob, why) => {
    await expect(zipEntries('x.zip', blob)).rejects.toThrow(why);
  });

  it('a path that runs beyond the directory stops with it', async () => {
    const cut = entry({ path: 'a.csv' });
    cut[28] = 200;
    expect((await zipEntries('x.zip', archive([cut])))[0].path).toBe('a.csv');
  });

  it('the bytes of a file lie behind its own header, with a path and an extra field of their own', async () => {
    const blob = new Blob([
      'xx',
      bytesOf([4, 0x04034b50], [2, 0], [2, 0], [2, 0], [4, 0], [4, 0], [4, 0], [4, 0], [2, 4], [2, 3]),
      'path',
      'ext',
      'content and more',
    ]);
    const bytes = await packedBytes('x.zip', blob, { ...A, at: 2, packed: 7 });
    expect(await bytes.text()).toBe('content');
    for (const at of [1, 3, 2000])
      await expect(packedBytes('x.zip', blob, { ...A, at })).rejects.toThrow(
        'a.csv is not where its directory says',
      );
    await expect(packedBytes('x.zip', blob.slice(0, 31), { ...A, at: 2 })).rejects.toThrow('not where');
  });

  it('what other programs pack is found and taken out', async () => {
    const blob = new Blob([zip({ 'a.csv': 'first', 'b.csv': 'second' })]);
    const entries = await zipEntries('x.zip', blob);
    const texts = await Promise.all(
      entries.map(async (each) => (await packedBytes('x.zip', blob, each)).text()),
    );
    expect(texts).toEqual(['first', 'second']);
  });
});
