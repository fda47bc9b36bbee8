import { crowd } from '../estate/crowd';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import { ClockReader } from './bytes/dates';
import { place, type Input } from './format';
import type { HeadRow } from './head';
import { raggedFindings, refuseLongerRows } from './trouble';
import { quoted, thousands } from './words';

/** A list of servers that is longer is a log in disguise. */
const MOST_ROWS = 1_000_000;

/** Nothing, or a rule under the heads of a table (`---`, `:-:`). */
const isBlankOrRule = (cell: string): boolean => /^(:?-+:?)?$/.test(cell.trim());

/**
 * The rows below the header of a list without times, all of them held, and what was wrong with them. A last row that the
 * file stops in, alone in having fewer cells, is left out: its last cell, which may be its name, is not all there.
 * @throws InputError where every row has more cells than the header, or there are too many
 */
export async function listRows(
  input: Input,
  header: HeadRow,
): Promise<{ readonly rows: readonly HeadRow[]; readonly findings: readonly Finding[] }> {
  const rows: HeadRow[] = [];
  const { name } = input;
  const columns = header.cells.length;
  const ragged = { shortRows: 0, longRows: 0, firstRagged: 0 };
  const scanner = await input.scan(
    {
      header(cells, line) {
        if (line <= header.line || cells.every(isBlankOrRule)) return null;
        rows.push({ line, cells });
        const short = cells.length < columns;
        const long = cells.slice(columns).some((cell) => cell !== '');
        if (short) ragged.shortRows++;
        if (long) ragged.longRows++;
        if (short || long) ragged.firstRagged ||= line;
        if (rows.length > MOST_ROWS)
          throw new InputError(
            place(name, line),
            `more than ${thousands(MOST_ROWS)} rows in a table without times.`,
            'Drop several smaller files, or name the column of times.',
          );
        return null;
      },
      row: () => undefined,
    },
    () => new ClockReader('calendar'),
  );
  refuseLongerRows(input, ragged, rows.length, columns);
  const last = rows.at(-1);
  if (last && scanner.endsOpen && ragged.shortRows === 1 && last.cells.length < columns) {
    rows.pop();
    ragged.shortRows = 0;
    if (ragged.longRows === 0) ragged.firstRagged = 0;
    const cut: Finding = {
      level: 'warning',
      where: place(name, last.line),
      text: `The file ends in the middle of a row, which was left out: ${crowd(last.cells.map(quoted))}.`,
      fix: 'Copy it again if more was expected.',
    };
    return { rows, findings: [cut, ...raggedFindings(name, ragged, columns)] };
  }
  return { rows, findings: raggedFindings(name, ragged, columns) };
}
