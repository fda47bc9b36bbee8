import { openAsBlob } from 'node:fs';
import type { Finding } from '../../src/estate/finding';
import { InputError } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';
import type { IntakeOptions } from '../../src/intake';
import { readFile } from '../../src/intake';
import { dataPath } from '../data';
import { encode } from './bytes/encode';
import type { Encoding } from '../../src/intake/bytes/pages';

/** Reads text as a file of that name, in that encoding. */
export function read(
  text: string,
  options: IntakeOptions = {},
  name = 'log.csv',
  encoding: Encoding = 'utf-8',
): Promise<Reading> {
  return readFile(name, new Blob([encode(text, encoding)]), options);
}

/** The finding that a file is refused with. */
export async function refusal(
  text: string | Uint8Array<ArrayBuffer>,
  name = 'log.csv',
  options: IntakeOptions = {},
) {
  try {
    await readFile(name, new Blob([text]), options);
  } catch (error) {
    if (error instanceof InputError) return error.finding;
    throw error;
  }
  throw new Error('it was read');
}

/** Findings whose text holds the words. */
export function saying({ findings }: Reading, words: string | RegExp): Finding[] {
  return findings.filter(({ text }) => (typeof words === 'string' ? text.includes(words) : words.test(text)));
}

/** A measure of the only recording, NaN as null. */
export function series(
  { recordings }: Reading,
  measure: keyof (typeof recordings)[0]['measures'],
  server = 0,
) {
  return [...(recordings[server].measures[measure] ?? [])].map((v) =>
    Number.isNaN(v) ? null : Number(v.toPrecision(6)),
  );
}

/** Times of a recording as ISO, without zone. */
export function moments({ recordings }: Reading, server = 0): string[] {
  return [...recordings[server].times].map((t) => new Date(t).toISOString().replace('.000Z', ''));
}

/** A file of a real machine. */
export const sample = (path: string): Promise<Blob> => openAsBlob(dataPath(path));

/** A log with US dates a second apart, as perfmon writes it. `null` is a missing cell. */
export function log(
  columns: Readonly<Record<string, readonly (number | string | null)[]>>,
  {
    mark = '(PDH-CSV 4.0) (W. Europe Standard Time)(-60)',
    host = '\\\\DB01',
    delimiter = ',',
    quote = '"',
  } = {},
): string {
  const names = Object.keys(columns);
  const rows = Math.max(...Object.values(columns).map((values) => values.length));
  const cell = (text: string) => `${quote}${text}${quote}`;
  const lines = [
    [mark, ...names.map((name) => (name.startsWith('\\\\') ? name : `${host}\\${name}`))]
      .map(cell)
      .join(delimiter),
  ];
  for (let r = 0; r < rows; r++) {
    const time = new Date(Date.UTC(2026, 0, 5, 10, 0, r));
    const iso = time.toISOString();
    const values = names.map((name) => {
      const value = columns[name][r];
      return value === null || value === undefined ? ' ' : String(value);
    });
    lines.push(
      [`${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 23)}`, ...values]
        .map(cell)
        .join(delimiter),
    );
  }
  return lines.join('\r\n') + '\r\n';
}
