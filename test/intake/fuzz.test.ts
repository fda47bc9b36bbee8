import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';
import { readFile } from '../../src/intake';
import { log } from './read';

/** As many times more at night. */
const TIMES = Number(process.env.HOSTFOLD_FUZZ ?? 1);

const SEEDS: readonly string[] = [
  log({
    'Processor(_Total)\\% Processor Time': [1, null, 3, 4.5],
    'Memory\\Available MBytes': [1, 2, 3, 4],
    'Network Interface(a)\\Bytes Total/sec': [1, 2, 3, 4],
    'Process(x#1)\\% Processor Time': [0, 0, 0, 0],
  }),
  'timestamp,web1 busy %,web1 memory MB,web2 busy %\n2026-01-05 10:00,1,512,3\n2026-01-05 10:05,2,513,4\n',
  'timestamp;guest;counter;value\n05.01.2026 10:00;a;cpu %;1,5\n05.01.2026 10:05;a;IOPS;1.234,5\n',
  'Server\tCores\tRAM GB\tPeak %\tIOPS\nDB01\t4\t16\t80\t100\nWEB\t2\t4\t10\t5\n',
];

/** What holds for every reading, however odd the file. */
function sound(reading: Reading): void {
  expect(reading.findings.length).toBeGreaterThan(0);
  for (const { times, measures, server } of reading.recordings) {
    expect(server).not.toBe('');
    for (const time of times) expect(Number.isFinite(time)).toBe(true);
    for (const values of Object.values(measures)) {
      expect(values.length).toBe(times.length);
      for (const value of values) expect(Number.isNaN(value) || (value >= 0 && value < Infinity)).toBe(true);
    }
    for (const value of measures.busy ?? []) expect(Number.isNaN(value) || value <= 100).toBe(true);
  }
  for (const { where, text } of reading.findings) {
    expect(where).not.toBe('');
    expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
  }
}

async function readOrRefuse(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    sound(await readFile('any.csv', new Blob([bytes])));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.finding.where.startsWith('any.csv')).toBe(true);
    expect(error.finding.text).not.toMatch(/undefined|NaN|\[object/);
  }
}

describe('whatever the file holds, it is read soundly or refused with a reason', () => {
  test('bytes changed, dropped and doubled', async () => {
    const change = fc.record({
      at: fc.nat(1000),
      drop: fc.nat(20),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        fc
          .constantFrom(
            '"',
            '""',
            ',',
            ';',
            '\n',
            '\r',
            '\0\0',
            '(PDH-CSV 4.0)',
            '\\\\',
            '1e999',
            '-',
            '%',
            'é',
            '\t',
            '9'.repeat(40),
          )
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SEEDS),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (seed, changes) => {
          const bytes = [...new TextEncoder().encode(seed)];
          for (const { at, drop, put } of changes) bytes.splice(at % (bytes.length + 1), drop, ...put);
          await readOrRefuse(Uint8Array.from(bytes));
        },
      ),
      { seed: 41, numRuns: 800 * TIMES },
    );
  });

  test('rows and columns in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SEEDS), fc.infiniteStream(fc.nat()), async (seed, stream) => {
        const lines = seed.split('\n');
        const order = lines.map((line) => [stream.next().value as number, line] as const);
        order.sort((a, b) => a[0] - b[0]);
        await readOrRefuse(new TextEncoder().encode(order.map(([, line]) => line).join('\n')));
      }),
      { seed: 42, numRuns: 300 * TIMES },
    );
  });

  test('nothing but noise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => readOrRefuse(Uint8Array.from(bytes))),
      { seed: 43, numRuns: 300 * TIMES },
    );
  });
});
