import type { Reading } from '../../estate/recording';
import type { SheetKind } from '../rvtools/columns';
import { neededColumns, sheetKind } from '../rvtools/columns';
import { rvtoolsReading } from '../rvtools/reading';
import type { RvSheet } from '../rvtools/rows';
import type { Book, BookSheet } from './book';
import { sheetRows, type SheetRow } from './sheet';

/** Sheets that say which machines there are: without one of them, a workbook is none of RVTools. */
const TELLING: readonly SheetKind[] = ['info', 'cpu', 'memory', 'host'];
/** Where heads may stand: below a title, at most. */
const HEAD_ROWS = 5;

/**
 * Reads a workbook of RVTools, told by the heads of its sheets: of those that are needed only the columns that are, each
 * unfolded once more; of all others no more than the beginning.
 * @returns null where no sheet is one of RVTools
 */
export async function readInventory(
  book: Book,
  tell: (rows: number) => void,
  signal?: AbortSignal,
): Promise<Reading | null> {
  const found: { sheet: BookSheet; kind: SheetKind; heads: SheetRow }[] = [];
  const unread: string[] = [];
  for (const sheet of book.sheets) {
    signal?.throwIfAborted();
    const heads = await headsOf(book, sheet);
    const kind = heads && sheetKind(cellsOf(heads));
    if (kind) found.push({ sheet, kind, heads });
    else if (heads) unread.push(sheet.name);
  }
  if (!found.some(({ kind }) => TELLING.includes(kind))) return null;
  const sheets: RvSheet[] = [];
  const spare = spareSheets(found);
  let rows = 0;
  for (const { sheet, kind, heads } of found) {
    if (spare.has(kind)) {
      unread.push(sheet.name);
      continue;
    }
    const columns = neededColumns(kind, cellsOf(heads));
    const wanted = new Set(columns.values());
    const kept: (readonly (string | undefined)[])[] = [];
    for await (const batch of sheetRows(book, sheet, (column) => wanted.has(column))) {
      for (const row of batch) if (row.number > heads.number) kept.push(cellsOf(row));
      signal?.throwIfAborted();
      tell(rows + kept.length);
    }
    rows += kept.length;
    sheets.push({ kind, where: `${book.name} [${sheet.name}]`, columns, rows: kept, decimal: '.' });
  }
  return rvtoolsReading(book.name, book.blob.size, sheets, unread);
}

/** Where all machines are named with the space that they take, what else tells of either is not unfolded. */
function spareSheets(
  found: readonly { readonly kind: SheetKind; readonly heads: SheetRow }[],
): Set<SheetKind> {
  const info = found.find(({ kind }) => kind === 'info');
  if (!info) return new Set();
  const columns = neededColumns('info', cellsOf(info.heads));
  return new Set<SheetKind>([
    'network',
    'tools',
    ...(columns.has('inUse') ? (['partition', 'disk'] as const) : []),
    ...(columns.has('provisioned') ? (['disk'] as const) : []),
  ]);
}

/** The first row that may hold heads; null where the sheet is empty. */
async function headsOf(book: Book, sheet: BookSheet): Promise<SheetRow | null> {
  const first: SheetRow[] = [];
  for await (const batch of sheetRows(book, sheet)) {
    first.push(...batch);
    if (first.length >= HEAD_ROWS) break;
  }
  return first.slice(0, HEAD_ROWS).find((row) => sheetKind(cellsOf(row)) !== null) ?? first[0] ?? null;
}

function cellsOf({ columns, texts }: SheetRow): string[] {
  const cells: string[] = new Array<string>((columns.at(-1) ?? -1) + 1).fill('');
  columns.forEach((column, k) => (cells[column] = texts[k]));
  return cells;
}
