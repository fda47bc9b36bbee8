/** What made-up exports have in common: four servers, their loads, and the ways to lay them out. */
import type { FormatId } from '../../../src/intake/formats';
import type { Export } from './export';

/** Exports by what they are, with the format that reads each. */
export type Kinds = Readonly<Record<string, Export & { readonly format: FormatId }>>;

export const SERVERS = ['web01', 'db-02', 'mail.corp.example', 'app_4'];
export const ROWS = 14;

export const two = (n: number) => String(n).padStart(2, '0');
export const iso = (k: number) => `2024-03-04 09:${two(2 * k)}:00`;
export const us = (k: number) => `03/04/2024 09:${two(2 * k)}:00.000`;
export const T0 = 1_709_542_800;
export const epoch = (k: number) => String(T0 + 120 * k);
export const load = (s: number, k: number) => String(10 + s * 7 + ((k * k * 3 + s) % 17));
export const other = (s: number, k: number) => String(500 + 37 * s + k);
/** Beside what a processor did for its user: at rest, and for the system. */
export const modes = (s: number, k: number, m: number) => (m === 1 ? String(95 - Number(load(s, k))) : '5');

export type Table = Pick<Export, 'header' | 'rows'>;
export const lines = (of: readonly (readonly string[] | string)[], sign: string) =>
  `${of.map((row) => (typeof row === 'string' ? row : row.join(sign))).join('\n')}\n`;
export const parted = (sign: string, quote = false) => {
  const cell = (text: string) => (quote || text.includes(sign) ? `"${text.replaceAll('"', '""')}"` : text);
  return ({ header, rows }: Table) =>
    lines(
      [header, ...rows].map((row) => row.map(cell)),
      sign,
    );
};
export const csv = parted(',');
export const quoted = parted(',', true);
/** For tools that part columns by blanks. */
export const word = (cell: string) => cell.trim().replace(/\s+/g, '_') || '-';

/** A column, or several, for each server; the first of them holds its load. */
export function wide(
  of: (name: string, s: number) => readonly string[],
  more: Partial<Export> = {},
  time: readonly [string, (k: number) => string] = ['timestamp', iso],
  beside: (s: number, k: number, m: number) => string = other,
  all = false,
): Export {
  const columns = SERVERS.flatMap((name, s) => of(name, s).map((header, m) => ({ header, s, m })));
  return {
    servers: SERVERS,
    header: [time[0], ...columns.map(({ header }) => header)],
    rows: Array.from({ length: ROWS }, (_, k) => [
      time[1](k),
      ...columns.map(({ s, m }) => (m === 0 ? load(s, k) : beside(s, k, m))),
    ]),
    kept: [0, ...columns.flatMap(({ m }, k) => (m === 0 || all ? [k + 1] : []))],
    fixed: 1,
    file: 'export.csv',
    text: csv,
    ...more,
  };
}

/** Rows for each server, or for each of its moments. */
export const rowsOf = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  kept: readonly number[],
  more: Partial<Export> = {},
): Export => ({
  servers: SERVERS,
  header,
  rows,
  kept,
  fixed: 0,
  file: 'export.csv',
  text: csv,
  ...more,
});
export const moments = (cells: (name: string, s: number, k: number) => readonly (readonly string[])[]) =>
  Array.from({ length: ROWS }, (_, k) => SERVERS.flatMap((name, s) => cells(name, s, k))).flat();
export const each = (cells: (name: string, s: number) => readonly string[]) => SERVERS.map(cells);

/** One machine, called as its file is or as a preamble says. */
export const one = (
  header: readonly string[],
  cells: (k: number) => readonly string[],
  kept: readonly number[],
  more: Partial<Export>,
): Export => ({
  servers: ['web01'],
  header,
  rows: Array.from({ length: ROWS }, (_, k) => cells(k)),
  kept,
  fixed: 1,
  file: 'web01.csv',
  text: csv,
  ...more,
});
