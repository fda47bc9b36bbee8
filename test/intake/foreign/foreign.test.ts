import { describe, expect, test } from 'vitest';
import { readFile } from '../../../src/intake';
import { InputError } from '../../../src/estate/finding';
import { refuseBinary, relogLine } from '../../../src/intake/foreign/signatures';
import { lacksData } from '../../data';
import { read, refusal, sample } from '../read';

describe('files that are no counter logs are named, with what to do', () => {
  test.each([
    [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], 'PNG'],
    [[0xff, 0xd8, 0xff, 0xe0], 'JPEG'],
    [[0x25, 0x50, 0x44, 0x46, 0x2d], 'PDF'],
    [[0x50, 0x4b, 3, 4, 20, 0], 'zip archive'],
    [[0xd0, 0xcf, 0x11, 0xe0], 'old Excel workbook'],
    [[0x1f, 0x8b, 8], 'gzip'],
    [[0x96, 0xd5, 0x75, 0x21, 12, 6, 1, 0], 'sysstat'],
    [[...Array<number>(257).fill(97), 0x75, 0x73, 0x74, 0x61, 0x72, 0, 0x30, 0x30], 'tar archive'],
    [[1, 2, 3, 4, 5, 6, 7, 0, 1, 2], 'binary data'],
    [[], 'empty'],
  ])('%j', async (bytes, words) => {
    const finding = await refusal(Uint8Array.from(bytes), 'x.csv');
    expect(finding.text).toContain(words);
    expect(finding.fix).toBeTruthy();
  });

  // Each byte counts: with another in its place it is another file.
  test.each([
    ['a PNG image', [0x89, 0x50, 0x4e, 0x47], 0],
    ['a JPEG image', [0xff, 0xd8, 0xff], 0],
    ['a GIF image', [0x47, 0x49, 0x46, 0x38], 0],
    ['a PDF', [0x25, 0x50, 0x44, 0x46], 0],
    ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0], 0],
    ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf], 0],
    ['a RAR archive', [0x52, 0x61, 0x72, 0x21], 0],
    ['a tar archive', [0x75, 0x73, 0x74, 0x61, 0x72], 257],
    ['a cabinet archive', [0x4d, 0x53, 0x43, 0x46], 0],
    ['a Windows event log', [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65], 0],
    ['a binary file of sysstat', [0x96, 0xd5], 0],
    ['a program', [0x4d, 0x5a, 0x90], 0],
  ])('%s is known by every byte of its mark', (what, mark, at) => {
    const said = (bytes: readonly number[]) => {
      const all = Uint8Array.from([...Array<number>(at).fill(97), ...bytes, 0, 0, 0, 0]);
      try {
        return String(refuseBinary('x', all));
      } catch (error) {
        return String(error);
      }
    };
    expect(said(mark)).toContain(`x: ${what}`);
    for (const k of mark.keys()) expect(said(mark.with(k, mark[k] ^ 1))).not.toContain(`x: ${what}`);
  });

  test.each([
    ['####\n# Collectl:   V4.3.0-1\n# Host:       web01\n>>> 1606157872.001 <<<\ncpu  1 2 3 4\n', 'collectl'],
    ['<!DOCTYPE html><html><body>log</body></html>', 'web page'],
    ['<?xml version="1.0"?><DataCollectorSet></DataCollectorSet>', 'XML'],
    ['[{"time": 1, "cpu": 2}]', 'JSON'],
    ['"Readings","Timestamp","CounterSamples"\n"x","1/5/2026","Microsoft.PowerShell"\n', 'Get-Counter'],
    ['   \n\n  \n', 'nothing but blanks'],
    ['dear diary,\ntoday the server was slow\n', 'expected a Performance Monitor log'],
  ])('%j', async (text, words) => {
    const finding = await refusal(text);
    expect(finding.text).toContain(words);
    expect(finding.where.startsWith('log.csv')).toBe(true);
  });

  test('a format chosen by hand goes before what the text looks like', async () => {
    const reading = await read('timestamp,guest,cpu %\n2026-01-05 10:00,3,4\n', { format: 'wide' });
    expect(reading.recordings.length).toBeGreaterThan(0);
    await expect(read('name,cores\na,1\n', { format: 'perfmon' })).rejects.toThrow(
      /no header of a counter log/,
    );
  });

  test('a mapping to a measure that does not exist is refused', async () => {
    const mapping = { a: 'speed' } as unknown as Record<string, 'busy'>;
    await expect(read('timestamp,a\n2026-01-05,1\n', { mapping })).rejects.toThrow(
      /expected ignore, time, server or one of busy/,
    );
  });

  test.each([
    ['in.blg', 'relog in.blg -f csv -o in.csv'],
    ['C:\\logs\\DB 01.blg', 'relog "DB 01.blg" -f csv -o "DB 01.csv"'],
    ['DataCollector01.BLG', 'relog DataCollector01.BLG -f csv -o DataCollector01.csv'],
  ])('a binary log named %s gets its own line of relog', (name, line) => expect(relogLine(name)).toBe(line));

  for (const [path, words] of [
    ['perfmon/PAL_SampleLog.blg', 'relog PAL_SampleLog.blg -f csv -o PAL_SampleLog.csv'],
  ])
    test.skipIf(lacksData(path))(`the real file ${path} is named as what it is`, async () => {
      const error = await readFile(path.split('/')[1], await sample(path)).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).message).toContain(words);
    });

  const binary = 'perfmon/PAL_SampleLog.blg';
  test.skipIf(lacksData(binary))('a binary log is told by content whatever it is called', async () => {
    const blob = await sample(binary);
    await expect(readFile('server.csv', blob)).rejects.toThrow(/relog server\.csv -f csv -o server\.csv/);
  });
});
