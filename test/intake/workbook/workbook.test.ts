import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/estate/finding';
import { readFile } from '../../../src/intake';
import { lacksData } from '../../data';
import { moments, sample, saying, series } from '../read';
import { workbook } from './xlsx';

const PATH = '\\\\DB01\\Processor(_Total)\\% Processor Time';

async function refused(data: Blob): Promise<InputError> {
  const error = await readFile('book.xlsx', data).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe('an Excel workbook', () => {
  test('with a counter log that Excel saved, its times as dates', async () => {
    const reading = await readFile(
      'book.xlsx',
      workbook({
        Log: [
          ['(PDH-CSV 4.0) (UTC)(0)', PATH],
          [new Date('2026-01-05T10:00:00Z'), null],
          [new Date('2026-01-05T10:00:15Z'), 12.5],
        ],
      }),
    );
    expect(reading.format).toBe('Excel workbook: Performance Monitor CSV');
    expect(series(reading, 'busy')).toEqual([null, 12.5]);
    expect(moments(reading)).toEqual(['2026-01-05T10:00:00', '2026-01-05T10:00:15']);
    expect(reading.bytes).toBeGreaterThan(500);
  });

  test('with times that Excel left as text', async () => {
    const reading = await readFile(
      'book.xlsx',
      workbook({
        Log: [
          ['(PDH-CSV 4.0) (UTC)(0)', PATH],
          ['10/17/2022 09:17:19.013', 4],
        ],
      }),
    );
    expect(moments(reading)).toEqual(['2022-10-17T09:17:19.013Z']);
  });

  test('with several sheets gives all that can be read, and says which cannot', async () => {
    const reading = await readFile(
      'book.xlsx',
      workbook({
        Notes: [['Written by, of all people, me']],
        Load: [
          ['timestamp', 'DB01', 'WEB, old'],
          [new Date('2026-01-05T10:00:00Z'), 10, 20],
          [new Date('2026-01-05T10:05:00Z'), 11, 21],
        ],
        Facts: [
          ['name', 'cores', 'memory MB'],
          ['DB01', 4, 8192],
        ],
        Empty: [],
      }),
    );
    expect(reading.recordings.map(({ server, times }) => [server, times.length])).toEqual([
      ['DB01', 2],
      ['WEB, old', 2],
      ['DB01', 0],
    ]);
    expect(saying(reading, '1 sheet not read: Notes').length).toBe(1);
    expect(reading.findings[0].where).toBe('book.xlsx [Load]');
  });

  test('from a stream', async () => {
    const blob = workbook({
      T: [
        ['name', 'cores', 'peak %'],
        ['A', 2, 50],
      ],
    });
    expect((await readFile('book.xlsx', blob.stream())).recordings[0].facts.cores).toBe(2);
  });

  test('that is damaged, or holds nothing, is refused with what to do', async () => {
    const whole = workbook({
      T: [
        ['name', 'cores'],
        ['A', 2],
      ],
    });
    const damaged = await refused(whole.slice(0, whole.size - 200));
    expect(damaged.finding.text).toContain('cannot be opened');
    expect(damaged.finding.fix).toContain('Excel');
    expect((await refused(workbook({ T: [] }))).finding.text).toContain('without a filled sheet');
  });

  const real = 'perfmon/es_excel_resaved_session5.xlsx';
  test.skipIf(lacksData(real))('of a real machine reads as another program reads it', async () => {
    const reading = await readFile('es.xlsx', await sample(real));
    expect(reading.rows).toBe(4031);
    const busy = [...reading.recordings[0].measures.busy!].filter((v) => !Number.isNaN(v));
    expect(busy.length).toBe(4030);
    expect(busy.reduce((a, b) => a + b, 0) / 4030).toBeCloseTo(56.1101, 3);
    expect(Math.max(...busy)).toBeCloseTo(92.9695, 3);
  });
});
