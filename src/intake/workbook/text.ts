import type { SheetRow } from './sheet';

/** What of a sheet is no part of its table. */
export interface BesideTable {
  /** Cells to the right of every column that the first rows use. */
  cells: number;
  /** Rows whose whole lines stand in the first column, as Excel leaves a CSV file that it does not split. */
  lines: boolean;
}

/** Rows that tell how wide the table is. */
const HEAD_ROWS = 60;
/** Beyond so many empty columns lies something else. */
const WIDEST_GAP = 256;
/** Empty rows between those of the head that are written out, so that lines and rows count alike. */
const GAP_ROWS = 20;
/** Narrower rows are filled up to the table's width; in wider ones, one cell must not cost a thousand. */
const WIDE = 256;
const PIECE = 1 << 16;

/**
 * A sheet as text, as if it had been saved as CSV: points for decimals, ISO for dates, quotes where they are needed; a
 * line for each row, empty ones too, so that messages name the row.
 * @param beside told what was left out
 */
export async function* sheetText(
  rows: AsyncIterable<readonly SheetRow[]>,
  beside: BesideTable,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let head: SheetRow[] | null = [];
  let width = 0;
  let line = 1;
  let text = '';
  const write = (row: SheetRow, most: number) => {
    const cells = lineOf(row, width, beside);
    if (cells === null) return;
    const gap = Math.min(row.number - line, most);
    if (gap > 0) text += '\n'.repeat(gap);
    text += `${cells}\n`;
    line = row.number + 1;
  };
  const begin = () => {
    const first = head!;
    head = null;
    width = widthOf(first);
    beside.lines = holdLines(first);
    for (const row of first) write(row, GAP_ROWS);
  };
  for await (const batch of rows) {
    for (const row of batch) {
      if (head !== null) {
        head.push(row);
        if (head.length === HEAD_ROWS) begin();
      } else write(row, Infinity);
      if (text.length < PIECE) continue;
      yield encoder.encode(text);
      text = '';
    }
  }
  if (head !== null) begin();
  if (text !== '') yield encoder.encode(text);
}

/** Columns of the table: as far as the first rows go without a gap that parts something else from it. */
function widthOf(rows: readonly SheetRow[]): number {
  const used = [...new Set(rows.flatMap(({ columns }) => columns))].sort((a, b) => a - b);
  let width = 0;
  for (const column of used) {
    if (column - width > WIDEST_GAP) break;
    width = column + 1;
  }
  return width;
}

/** Whether the first column alone is filled, with lines of CSV. */
function holdLines(rows: readonly SheetRow[]): boolean {
  const [first] = rows;
  if (!first || rows.length < 2 || rows.some(({ columns }) => columns.some((column) => column > 0)))
    return false;
  return [',', ';', '\t'].some((sign) => {
    const count = (text: string) => text.split(sign).length - 1;
    const own = count(first.texts[0]);
    return (
      own > 0 &&
      rows.every(({ texts }) => count(texts[0]) > 0) &&
      rows.filter(({ texts }) => count(texts[0]) === own).length * 2 > rows.length
    );
  });
}

function lineOf({ columns, texts }: SheetRow, width: number, beside: BesideTable): string | null {
  let line = '';
  let at = 0;
  let cells = 0;
  for (let k = 0; k < columns.length; k++) {
    if (columns[k] >= width) {
      beside.cells++;
      continue;
    }
    if (columns[k] > at) line += ','.repeat(columns[k] - at);
    at = columns[k];
    line += beside.lines ? texts[k].replace(/[\r\n]+/g, ' ') : quoted(texts[k]);
    cells++;
  }
  if (cells === 0) return null;
  const rest = width - 1 - at;
  return beside.lines || rest <= 0 || (width > WIDE && cells * 8 < width) ? line : line + ','.repeat(rest);
}

/** A line break in a cell is none of the table. */
function quoted(text: string): string {
  const flat = /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text;
  return /[",]/.test(flat) ? `"${flat.replaceAll('"', '""')}"` : flat;
}
