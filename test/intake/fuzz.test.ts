/**
 * Whatever a file holds, it is read soundly or refused with a reason. Every reader gets damaged files of its own kind:
 * 2,000 over all of them here, `HOSTFOLD_FUZZ=100000` for each at night.
 */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';
import { readFile } from '../../src/intake';
import { FORMAT_LABELS, type FormatId } from '../../src/intake/formats';
import { damaged } from './exports/damage';
import { KINDS } from './exports/kinds';
import { workbook, zip } from './workbook/xlsx';

const FORMATS = Object.keys(FORMAT_LABELS) as FormatId[];
const ROWS = 4;

/** A kind of each reader, and of those that read two forms. */
const READ = [
  ...FORMATS.map((format) => Object.keys(KINDS).find((kind) => KINDS[kind].format === format)!),
  'CloudWatch graph, CSV',
  'Azure Monitor',
];

/** A small file of each reader, and of what holds files. */
const SAMPLES: readonly (readonly [name: string, file: string, bytes: Uint8Array])[] = [
  ...READ.map((name) => {
    const kind = KINDS[name];
    const text = kind.text({ header: kind.header, rows: kind.rows.slice(0, ROWS) });
    return [name, kind.file, new TextEncoder().encode(text)] as const;
  }),
  [
    'workbook',
    'any.xlsx',
    new Uint8Array(
      await workbook({
        Sheet1: [
          ['timestamp', 'web01 cpu %'],
          ['2024-03-04 09:00', 1],
          ['2024-03-04 09:05', 2],
        ],
      }).arrayBuffer(),
    ),
  ],
  ['zip', 'any.zip', zip({ 'a.csv': 'name,cores,peak %\na,4,20\n', 'b.csv': 'name,cores,peak %\nb,4,20\n' })],
  ['gzip', 'any.csv.gz', gzipSync('name,cores,peak %\na,4,20\n')],
];
const EACH = Number(process.env.HOSTFOLD_FUZZ ?? Math.ceil(2000 / SAMPLES.length));

/** What only a program says: a cell that is shown as it is written may hold their letters (`NaName`). */
const NO_WORDS = /\b(undefined|NaN|Infinity)\b|\[object/;

/** What holds for every reading, however odd the file. */
function sound(reading: Reading): void {
  const wrong = (what: string): never => {
    throw new Error(`unsound: ${what}`);
  };
  if (reading.findings.length === 0) wrong('nothing is said');
  for (const { times, measures, server } of reading.recordings) {
    if (server === '') wrong('a server without a name');
    if (times.some((time) => !Number.isFinite(time))) wrong('a time that is none');
    for (const [id, values] of Object.entries(measures)) {
      if (values.length !== times.length) wrong(`${id}: ${values.length} values at ${times.length} times`);
      if (values.some((v) => v < 0 || v === Infinity || (id === 'busy' && v > 100)))
        wrong(`${id} beyond what can be`);
    }
  }
  for (const { where, text } of reading.findings) {
    if (where === '' || NO_WORDS.test(text)) wrong(`${where}: ${text}`);
  }
}

async function readOrRefuse(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    sound(await readFile(file, new Blob([bytes])));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where, text } = error.finding;
    if (!where.startsWith(file.replace(/\.gz$/, '')) || NO_WORDS.test(text))
      throw new Error(`refused without a reason: ${where}: ${text}`);
  }
}

/** What the language itself knows of any object: nothing in a file may change it. */
const untouched = () =>
  JSON.stringify([
    Object.keys(Object.prototype),
    Object.keys(Array.prototype),
    ({} as { polluted?: 1 }).polluted,
  ]);

describe(`whatever the file holds, it is read soundly or refused with a reason (${EACH} of each)`, () => {
  test.each(SAMPLES)('%s', async (_, file, bytes) => {
    const before = untouched();
    for (let seed = 1; seed <= EACH; seed++) {
      const made = damaged(bytes, seed);
      try {
        await readOrRefuse(file, made);
      } catch (error) {
        throw new Error(`seed ${seed}: ${new TextDecoder().decode(made.subarray(0, 600))}`, { cause: error });
      }
    }
    expect(untouched()).toBe(before);
  });

  test('nothing but noise', async () => {
    for (let seed = 1; seed <= EACH; seed++) {
      const noise = new Uint8Array(seed % 200);
      for (let k = 0, state = seed; k < noise.length; k++)
        noise[k] = (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
      await readOrRefuse('any.csv', noise);
    }
  });
});
