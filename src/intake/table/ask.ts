import { crowd } from '../../estate/crowd';
import type { Question } from '../../estate/question';
import type { Reading } from '../../estate/recording';
import { guessClock } from '../bytes/dates';
import type { Input } from '../format';
import { place } from '../format';
import type { Head } from '../head';
import { aboutFile } from '../report';
import { plural, quoted } from '../words';
import { meaningOf } from './vocabulary';

const NUMBER = /^-?[\d., ]+ ?%?$/;
const LEAST_ROWS = 2;
/** What text in rows may be, for whoever gave something else. */
export const EXPECTED =
  'expected a Performance Monitor log ("(PDH-CSV 4.0)" ...), a table over time ("timestamp, guest1, guest2" or "timestamp, guest, counter, value") or a table of guests ("name, cores, peak %").';

/** Whether the beginning looks like a table: a line of names, and lines as long with figures under them. */
export function isTable({ rows: [header, ...below] }: Pick<Head, 'rows'>): boolean {
  if (!header || below.length < LEAST_ROWS) return false;
  const { cells } = header;
  if (cells.filter((cell) => /\p{L}/u.test(cell)).length < Math.max(2, cells.length / 2)) return false;
  const even = below.filter((row) => row.cells.length === cells.length);
  if (even.length < 0.9 * below.length) return false;
  return cells.some((_, k) => even.filter((row) => NUMBER.test(row.cells[k])).length > 0.8 * even.length);
}

/**
 * A table of which neither times nor servers were found: nothing is made of it, and what each column is, is asked.
 */
export function askAbout(input: Input): Reading {
  const { name, head } = input;
  const [{ cells, line }, ...below] = head.rows;
  const column = (k: number) => below.map((row) => row.cells[k] ?? '');
  const questions = cells.flatMap((header, k): Question[] => {
    if (header === '') return [];
    const said = input.options.mapping && Object.hasOwn(input.options.mapping, header);
    if (said) return [];
    const meaning = meaningOf(header);
    const times = guessClock(column(k), header)?.kind === 'calendar';
    return [
      {
        file: name,
        column: header,
        why: times
          ? 'Its cells look like times.'
          : meaning
            ? `It names a quantity${meaning.server ? '' : ' and no server'}.`
            : 'It is neither a known measure nor surely the name of a server.',
        guess: times ? 'time' : (meaning?.measure ?? (meaning ? 'ignore' : null)),
      },
    ];
  });
  return {
    name,
    format: 'Table that is not understood',
    bytes: head.bytes.length,
    rows: below.length,
    columns: cells.length,
    recordings: [],
    counters: cells
      .filter((header) => header !== '')
      .map((counter) => ({ server: '', object: '', counter, instances: 1, measure: null })),
    findings: [
      {
        level: 'error',
        where: place(name, line),
        text: `found ${plural(cells.length, 'column')} (${crowd(cells.map(quoted), 5)}) and neither one of times nor one of servers' names among them; ${EXPECTED}`,
        fix: 'Say which column holds the times, or the names of servers, and what the others measure.',
      },
    ],
    ...aboutFile(input, []),
    questions,
  };
}
