import { describe, expect, test } from 'vitest';
import { readFile } from '../../../src/intake';
import { log, read, refusal, saying, series } from '../read';

const BUSY = 'Processor(_Total)\\% Processor Time';
const AVAILABLE = 'Memory\\Available MBytes';

describe('damaged logs', () => {
  test('cut off anywhere, what is whole is read and nothing is made up', async () => {
    const text = log({ [BUSY]: [11, 12, 13], [AVAILABLE]: [101, 102, 103] });
    for (let end = text.indexOf('\n') + 1; end < text.length; end += 3) {
      const reading = await read(text.slice(0, end));
      for (const value of reading.recordings[0] ? series(reading, 'busy') : []) {
        expect([11, 12, 13, null]).toContain(value);
      }
      for (const value of reading.recordings[0]?.measures.availableMiB
        ? series(reading, 'availableMiB')
        : []) {
        expect([101, 102, 103, null]).toContain(value);
      }
    }
  });

  test('ragged rows are read by column and told with the first line', async () => {
    const lines = log({ [BUSY]: [1, 2, 3], [AVAILABLE]: [4, 5, 6] }).split('\r\n');
    lines[2] = lines[2].split(',').slice(0, 2).join(',');
    const reading = await read(lines.join('\r\n'));
    expect(series(reading, 'busy')).toEqual([1, 2, 3]);
    expect(series(reading, 'availableMiB')).toEqual([4, null, 6]);
    expect(saying(reading, "cells than the header's 3")[0].where).toBe('log.csv:3');
  });

  test('NULs behind the last row are no samples', async () => {
    const reading = await read(log({ [BUSY]: [1, 2] }) + '\0'.repeat(10_000));
    expect(reading.rows).toBe(2);
  });

  test('a header without rows is explained', async () => {
    const reading = await read(log({ [BUSY]: [] }));
    expect(reading.recordings).toEqual([]);
    expect(saying(reading, 'not one row of samples')[0].level).toBe('error');
  });

  test('UTF-8 that was read as a code page and saved again still gives the English counters', async () => {
    const text = log({ [BUSY]: [1], 'Network Interface(Büro)\\Bytes Total/sec': [1e6] });
    const twice = new TextDecoder('windows-1252').decode(new TextEncoder().encode(text), { stream: true });
    const reading = await read(twice);
    expect([series(reading, 'busy'), series(reading, 'networkMBs')]).toEqual([[1], [1]]);
  });

  test('decimal commas between unquoted commas cannot be told apart, and are explained', async () => {
    const rows = Array.from({ length: 5 }, (_, k) => `03/26/2015 22:4${k},24,41,40,7`).join('\n');
    const finding = await refusal(`(PDH-CSV 4.0) (UTC)(0),\\\\H\\${BUSY},\\\\H\\${AVAILABLE}\n${rows}\n`);
    expect(finding.where).toBe('log.csv:2');
    expect(finding.text).toContain('decimal comma');
    expect(finding.fix).toContain('semicolons');
  });

  test("Excel's minutes and seconds without a date are explained", async () => {
    const finding = await refusal(`(PDH-CSV 4.0) (UTC)(0),\\\\H\\${BUSY}\n42:11.5,1\n42:26.5,2\n`);
    expect(finding.where).toBe('log.csv:2:1');
    expect(finding.text).toContain('42:11.5');
    expect(finding.fix).toContain('yyyy-mm-dd');
  });

  test('a stream of small pieces reads as the whole does', async () => {
    const text = log({ [BUSY]: [1.5, null, 99.25], 'Prozess(Ä)\\Prozessorzeit (%)': [1, 2, 3] });
    const bytes = new TextEncoder().encode(text);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.slice(at, at + 7);
    }
    const whole = await read(text);
    const streamed = await readFile('log.csv', pieces());
    const piped = await readFile('log.csv', new Blob([bytes]).stream());
    expect(streamed).toEqual(whole);
    expect(piped).toEqual(whole);
  });

  test('a log ten times as long keeps ten times the samples, and nothing of other columns', async () => {
    const one = log({
      [BUSY]: Array.from({ length: 300 }, (_, k) => k % 100),
      'Process(a)\\Working Set': [1],
    });
    const rows = one.slice(one.indexOf('\n') + 1);
    const reading = await read(one + rows.repeat(9));
    expect(reading.rows).toBe(3000);
    expect(Object.keys(reading.recordings[0].measures)).toEqual(['busy']);
    expect(saying(reading, 'Time runs backwards 9 times').length).toBe(1);
  });
});
