import type { Book, BookSheet } from './book';
import { unfoldedEntry } from '../archive/unfold';
import { dateText } from './dates';
import type { XmlHandler } from './xml';
import { attribute, unescaped, XmlScanner } from './xml';

/** A row that holds something. */
export interface SheetRow {
  /** From 1, as Excel counts. */
  readonly number: number;
  /** From 0, rising. */
  readonly columns: readonly number[];
  readonly texts: readonly string[];
}

/** Columns of the last versions of Excel: A to XFD. */
const MOST_COLUMNS = 16_384;

/** Says which columns of a sheet are needed, once its first rows are seen. */
export interface WantedColumn {
  /** True for a column whose cells are to be kept. */
  (column: number): boolean;
}

/**
 * The rows of a sheet that hold something, in batches as they are unfolded; empty cells and rows cost nothing, whatever
 * their format. Numbers come as they are stored, times as `2026-01-05 10:00:00.000`, errors are left out.
 * @param wanted which columns to keep; asked for every cell, so that it may be told by the rows before
 */
export async function* sheetRows(
  book: Book,
  sheet: BookSheet,
  wanted: WantedColumn = () => true,
): AsyncGenerator<SheetRow[], void, undefined> {
  const { texts, styles } = await book.shared();
  let batch: SheetRow[] = [];
  let number = 0;
  let columns: number[] = [];
  let cells: string[] = [];
  let column = -1;
  let kept = false;
  let type = '';
  let style = 0;
  let text = '';
  let reading = false;
  let phonetic = false;
  let done = false;

  const put = () => {
    if (!kept || text === '') return;
    const value = valueOf();
    if (value === '') return;
    columns.push(column);
    cells.push(value);
  };
  const valueOf = (): string => {
    switch (type) {
      case 's':
        return texts[Number(text)] ?? '';
      case 'inlineStr':
      case 'str':
      case 'd':
        return unescaped(text);
      case 'b':
        return text === '1' ? 'true' : 'false';
      case 'e':
        return '';
      default: {
        const shown = styles[style] ?? 'none';
        return shown === 'none' ? text.trim() : dateText(Number(text), shown, book.from1904);
      }
    }
  };
  const handler: XmlHandler = {
    open(tag, attributes) {
      if (tag === 'c') {
        const at = attributes.indexOf(' r="');
        column = at < 0 ? column + 1 : columnOf(attributes, at + 4);
        kept = column >= 0 && column < MOST_COLUMNS && wanted(column);
        text = '';
        if (!kept) return;
        type = attribute(attributes, 't') ?? 'n';
        style = type === 'n' ? Number(attribute(attributes, 's') ?? 0) : 0;
      } else if (tag === 'v' || tag === 't') reading = kept && !phonetic;
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 'row') {
        const stated = Number(attribute(attributes, 'r') ?? NaN);
        number = stated > number ? stated : number + 1;
        column = -1;
        columns = [];
        cells = [];
      }
    },
    close(tag) {
      if (tag === 'c') put();
      else if (tag === 'v' || tag === 't') reading = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'row' && cells.length > 0) batch.push({ number, columns, texts: cells });
      else if (tag === 'sheetData') done = true;
    },
    text(piece) {
      if (reading) text += piece;
    },
  };
  const scanner = new XmlScanner(`${book.name} [${sheet.name}]`, handler);
  for await (const piece of unfoldedEntry(book.name, book.blob, sheet.entry)) {
    book.size.add(piece.length);
    scanner.push(piece);
    if (batch.length > 0) {
      yield batch;
      batch = [];
    }
    // Behind the rows stand formats and pictures.
    if (done) return;
  }
}

/** `AB12` is column 27. */
function columnOf(attributes: string, from: number): number {
  let column = 0;
  for (let at = from; ; at++) {
    const letter = attributes.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) return column - 1;
    column = column * 26 + letter - 64;
    if (column > MOST_COLUMNS) return MOST_COLUMNS;
  }
}
