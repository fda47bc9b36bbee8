import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/estate/finding';
import { readFile } from '../../../src/intake';
import { UnfoldedSize, unfoldedEntry } from '../../../src/intake/archive/unfold';
import { zipEntries } from '../../../src/intake/archive/zip';
import { moments, saying, series } from '../read';
import { workbook, zip } from '../workbook/xlsx';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const gzip = async (content: string | Uint8Array<ArrayBuffer>): Promise<Blob> =>
  new Response(new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

const table = (server: string, busy: number) =>
  `timestamp,${server} cpu %\n2026-01-05 10:00,${busy}\n2026-01-05 10:05,${busy + 1}\n`;
const serversOf = async (name: string, data: Blob | ReadableStream<Uint8Array>) =>
  (await readFile(name, data)).recordings.map(({ server }) => server);
const refused = async (name: string, data: Blob) => {
  const error = await readFile(name, data).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).finding;
};

describe('a gzip archive', () => {
  test('is read as the file that is in it, from a file or a stream', async () => {
    const blob = await gzip(table('web01', 10));
    for (const data of [blob, blob.stream()]) {
      const reading = await readFile('week.csv.gz', data);
      expect(reading.name).toBe('week.csv.gz');
      expect(series(reading, 'busy')).toEqual([10, 11]);
      expect(moments(reading)).toEqual(['2026-01-05T10:00:00', '2026-01-05T10:05:00']);
    }
  });

  test('whose log names no machine is called as the log is', async () => {
    const log = '"(PDH-CSV 4.0)","\\Processor(_Total)\\% Processor Time"\n"01/05/2026 10:00:00.000","5"\n';
    expect(await serversOf('DB01.csv.gz', await gzip(log))).toEqual(['DB01']);
  });

  test('that is cut off or damaged is refused with what to do', async () => {
    const blob = await gzip(table('web01', 10).repeat(50));
    const finding = await refused('week.csv.gz', blob.slice(0, blob.size - 12));
    expect([finding.text.includes('gzip archive'), finding.fix?.includes('Copy it again')]).toEqual([
      true,
      true,
    ]);
  });

  test('may hold a zip archive, and no more than three stand in each other', async () => {
    const inner = zip({ 'a.csv': table('web01', 10) }) as Uint8Array<ArrayBuffer>;
    expect(await serversOf('x.zip.gz', await gzip(inner))).toEqual(['web01']);
    let deep = await gzip(table('web01', 10));
    for (let k = 0; k < 3; k++) deep = await gzip(await bytesOf(deep));
    expect((await refused('x.gz', deep)).text).toContain('archive in an archive');
  });
});

describe('a zip archive', () => {
  const archive = (files: Readonly<Record<string, string | Uint8Array>>) =>
    new Blob([zip(files) as Uint8Array<ArrayBuffer>]);

  test('is read file by file, each for itself, from a file or a stream', async () => {
    const blob = archive({ 'logs/a.csv': table('web01', 10), 'logs/b.csv': table('web02', 20) });
    for (const data of [blob, blob.stream()]) {
      const reading = await readFile('logs.zip', data);
      expect(reading.recordings.map(({ server, source }) => [server, source])).toEqual([
        ['web01', 'logs.zip/logs/a.csv'],
        ['web02', 'logs.zip/logs/b.csv'],
      ]);
    }
  });

  test('with a workbook and a packed log among its files reads these, too', async () => {
    const book = await bytesOf(
      workbook({
        T: [
          ['name', 'cores', 'peak %'],
          ['db01', 4, 50],
        ],
      }),
    );
    const log = await bytesOf(await gzip(table('web01', 10)));
    expect(await serversOf('all.zip', archive({ 'b.xlsx': book, 'a.csv.gz': log }))).toEqual([
      'db01',
      'web01',
    ]);
  });

  test('names what in it cannot be read, and what systems put beside is none of it', async () => {
    const blob = archive({
      '__MACOSX/._a.csv': 'junk',
      'read me.txt': 'dear diary',
      'a.csv': table('web01', 10),
      'folder/': '',
    });
    const reading = await readFile('logs.zip', blob);
    expect(saying(reading, '1 file in it not read: read me.txt')).toHaveLength(1);
    expect((await refused('x.zip', archive({ 'read me.txt': 'dear diary' }))).where).toContain(
      'x.zip/read me.txt',
    );
    expect((await refused('x.zip', archive({}))).text).toContain('without a file');
  });

  test('protected by a password, or packed in another way, says so', async () => {
    for (const [at, value, words] of [
      [8, 1, 'password'],
      [10, 12, 'method 12'],
    ] as const) {
      const bytes = zip({ 'a.csv': table('web01', 10) });
      const view = new DataView(bytes.buffer);
      view.setUint16(view.getUint32(bytes.length - 6, true) + at, value, true);
      expect((await refused('x.zip', new Blob([bytes as Uint8Array<ArrayBuffer>]))).text).toContain(words);
    }
  });

  test('whose directory lies is refused, never read beyond', async () => {
    for (const [back, value] of [
      [6, 0xffffff],
      [10, 0xfffffff0],
      [6, 5],
    ] as const) {
      const bytes = zip({ 'a.csv': table('web01', 10) });
      new DataView(bytes.buffer).setUint32(bytes.length - back, value, true);
      expect((await refused('x.zip', new Blob([bytes as Uint8Array<ArrayBuffer>]))).text).toContain(
        'cannot be opened',
      );
    }
  });

  test('gives back each file byte by byte', async () => {
    const blob = archive({ 'a.bin': new Uint8Array(100_000).map((_, k) => k * 7) });
    const [entry] = await zipEntries('x.zip', blob);
    let size = 0;
    for await (const piece of unfoldedEntry('x.zip', blob, entry)) {
      for (let k = 0; k < piece.length; k++)
        if (piece[k] !== ((size + k) * 7) % 256) throw new Error(`byte ${size + k}`);
      size += piece.length;
    }
    expect(size).toBe(100_000);
  });
});

test('what is unfolded is counted as it comes, up to the limit and no further', () => {
  const size = new UnfoldedSize('x', 100);
  size.add(60);
  size.add(40);
  expect(() => size.add(1)).toThrow('unfolds to more than');
});
