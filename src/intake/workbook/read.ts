import type { CellValue, Sheet } from 'read-excel-file/universal';
import readSheets from 'read-excel-file/universal';
import type { Finding } from '../../estate/finding';
import { InputError } from '../../estate/finding';
import type { Reading } from '../../estate/recording';
import type { IntakeData, IntakeOptions, IntakeProgress } from '../options';
import { readBytes } from '../read';
import { plural, some } from '../words';

/** A workbook is unpacked as a whole: beyond this, text that streams is the better way. */
const LARGEST = 100_000_000;

/** Sheets by which RVTools is known; an inventory of hosts must not be taken for a table of guests. */
const RVTOOLS = /^(v(Info|CPU|Memory|Disk|Partition|Host|Cluster|Network)|tabv(Info|CPU|Memory))$/;

/**
 * Reads an Excel workbook: each sheet as if it had been saved as CSV, and all that can be read together.
 * @throws InputError when no sheet can be read
 */
export async function readWorkbook(
  name: string,
  data: IntakeData,
  options: IntakeOptions = {},
  onProgress?: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<Reading> {
  const blob = data instanceof Blob ? data : await collected(name, data);
  if (blob.size > LARGEST) throw tooLarge(name);
  const sheets = (await sheetsOf(name, blob)).filter(({ data: rows }) => rows.length > 0);
  signal?.throwIfAborted();
  const rvtools = sheets.filter(({ sheet }) => RVTOOLS.test(sheet));
  if (rvtools.length) {
    throw new InputError(
      `${name} [${rvtools[0].sheet}]`,
      'an RVTools export: an inventory of one moment, without load over time; that is not read.',
      'Keep the columns name, cores, memory, average % and peak % and drop them as a table of guests.',
    );
  }

  const readings: Reading[] = [];
  const refused: { sheet: string; error: InputError }[] = [];
  for (const { sheet, data: rows } of sheets) {
    signal?.throwIfAborted();
    try {
      const text = new Blob([asCsv(rows)]);
      readings.push(await readBytes(`${name} [${sheet}]`, text, options, undefined, signal));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push({ sheet, error });
    }
  }
  if (readings.length === 0) {
    throw refused[0]?.error ?? new InputError(name, 'a workbook without a filled sheet.');
  }
  const rows = readings.reduce((n, reading) => n + reading.rows, 0);
  onProgress?.({ bytes: blob.size, total: blob.size, rows });
  return {
    name,
    format: `Excel workbook: ${readings[0].format}`,
    bytes: blob.size,
    rows,
    columns: Math.max(...readings.map(({ columns }) => columns)),
    recordings: readings.flatMap(({ recordings }) => recordings),
    counters: readings.flatMap(({ counters }) => counters),
    findings: [...readings.flatMap(({ findings }) => findings), ...refusals(name, refused)],
  };
}

async function sheetsOf(name: string, blob: Blob): Promise<Sheet[]> {
  try {
    return await readSheets(blob);
  } catch (error) {
    throw new InputError(
      name,
      `a workbook that cannot be opened (${(error as Error).message}).`,
      'Open it in Excel, where it may ask for a password or repair it, and save the sheet as CSV (UTF-8).',
    );
  }
}

async function collected(name: string, data: Exclude<IntakeData, Blob>): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of data as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > LARGEST) throw tooLarge(name);
    pieces.push(piece.slice());
  }
  return new Blob(pieces);
}

function tooLarge(name: string): InputError {
  return new InputError(
    name,
    `a workbook of more than ${LARGEST / 1e6} MB.`,
    'Save the sheet as CSV: text of any size is read.',
  );
}

/** A sheet as text: points for decimals, ISO for dates, quotes where they are needed. */
function asCsv(rows: readonly (readonly (CellValue | null)[])[]): string {
  return rows.map((row) => row.map(asText).join(',')).join('\n') + '\n';
}

function asText(value: CellValue | null): string {
  if (value === null) return '';
  // A sheet knows no zones: its dates come as if they were in UTC.
  // A day's fraction is rarely exact: 09:59:59.999 is 10:00.
  if (value instanceof Date) {
    const time = value.getTime();
    const whole = new Date(time % 10 === 9 ? time + 1 : time);
    return Number.isNaN(time) ? '' : whole.toISOString().replace('T', ' ').replace('Z', '');
  }
  const text = String(value);
  return typeof value === 'string' && /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function refusals(name: string, refused: readonly { sheet: string; error: InputError }[]): Finding[] {
  if (refused.length === 0) return [];
  return [
    {
      level: 'info',
      where: name,
      text: `${plural(refused.length, 'sheet')} not read: ${some(refused.map(({ sheet }) => sheet))}. The first because: ${refused[0].error.finding.text}`,
    },
  ];
}
