import { crowd } from '../../estate/crowd';
import { joinedParts } from '../joined';
import type { Finding } from '../../estate/finding';
import { InputError } from '../../estate/finding';
import type { Reading } from '../../estate/recording';
import { UnfoldedSize } from '../archive/unfold';
import type { IntakeOptions, IntakeProgress } from '../options';
import { readBytes } from '../read';
import { plural } from '../words';
import { openBook, type Book, type BookSheet } from './book';
import { readInventory } from './inventory';
import { sheetRows } from './sheet';
import { sheetText, type BesideTable } from './text';

/**
 * Reads an Excel workbook: each sheet as if it had been saved as CSV, and all that can be read together. Sheets are
 * unfolded one after the other and piece by piece: what is kept grows with what the cells hold.
 * @throws InputError when no sheet can be read, or it unfolds to more than can be kept
 */
export async function readWorkbook(
  name: string,
  blob: Blob,
  options: IntakeOptions = {},
  onProgress?: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<Reading> {
  const book = await openBook(name, blob, new UnfoldedSize(name));
  signal?.throwIfAborted();
  const tell = (rows: number) => onProgress?.({ bytes: book.size.bytes, total: null, rows });
  const inventory = await readInventory(book, tell, signal);
  if (inventory) return inventory;

  const readings: Reading[] = [];
  const refused: { sheet: string; error: InputError }[] = [];
  for (const sheet of book.sheets) {
    signal?.throwIfAborted();
    try {
      const reading = await readSheet(book, sheet, options, ({ rows }) => tell(rows), signal);
      if (reading) readings.push(reading);
    } catch (error) {
      if (!(error instanceof InputError) || error.finding.where === name) throw error;
      refused.push({ sheet: sheet.name, error });
    }
  }
  if (readings.length === 0) {
    throw refused[0]?.error ?? new InputError(name, 'a workbook without a filled sheet.');
  }
  const whole = joinedParts(readings);
  tell(whole.rows);
  return {
    name,
    format: `Excel workbook: ${readings[0].format}`,
    bytes: blob.size,
    ...whole,
    findings: [...whole.findings, ...refusals(name, refused)],
  };
}

/** One sheet as a file of its own; null where it is empty. */
async function readSheet(
  book: Book,
  sheet: BookSheet,
  options: IntakeOptions,
  onProgress: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<Reading | null> {
  const where = `${book.name} [${sheet.name}]`;
  const beside: BesideTable = { cells: 0, lines: false };
  const text = sheetText(sheetRows(book, sheet), beside);
  const first = await text.next();
  if (first.done) return null;
  const reading = await readBytes(where, resumed(first.value, text), options, onProgress, signal);
  const findings: Finding[] = [];
  if (beside.lines) {
    findings.push({
      level: 'info',
      where,
      text: 'Whole lines of CSV stand in its first column: Excel did not split them. They are split here.',
    });
  }
  if (beside.cells > 0) {
    findings.push({
      level: 'info',
      where,
      text: `${plural(beside.cells, 'cell')} to the right of the table left out.`,
    });
  }
  const { decimal } = reading;
  return {
    ...reading,
    findings: [...reading.findings, ...findings],
    // Numbers of a workbook are written with no sign of a country.
    ...(decimal && !beside.lines ? { decimal: { ...decimal, proves: [] } } : {}),
  };
}

async function* resumed(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first;
  yield* rest;
}

function refusals(name: string, refused: readonly { sheet: string; error: InputError }[]): Finding[] {
  if (refused.length === 0) return [];
  return [
    {
      level: 'info',
      where: name,
      text: `${plural(refused.length, 'sheet')} not read: ${crowd(refused.map(({ sheet }) => sheet))}. The first because: ${refused[0].error.finding.text}`,
    },
  ];
}
