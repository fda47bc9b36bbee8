import { crowd } from '../estate/crowd';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { RowScanner } from './bytes/scan';
import { place, type Input } from './format';
import { plural, quoted } from './words';

/**
 * A file whose rows all have more cells than its header is shifted somewhere, and nobody knows where.
 * @throws InputError
 */
export function refuseLongerRows(input: Input, ragged: RaggedRows, rows: number, columns: number): void {
  if (rows < 2 || ragged.longRows < rows) return;
  const commas = input.head.dialect.delimiter === 44;
  throw new InputError(
    place(input.name, ragged.firstRagged),
    `every row has more cells than the header's ${columns}${commas ? ': numbers with a decimal comma were written between commas, or names with commas stand without quotes' : ''}.`,
    'Save it again with semicolons, or with quotes round names and numbers.',
  );
}

/** Rows with fewer and with more cells than the header, and the line of the first. */
export type RaggedRows = Pick<RowScanner, 'shortRows' | 'longRows' | 'firstRagged'>;

/** What is said of them. */
export function raggedFindings(
  name: string,
  { shortRows, longRows, firstRagged }: RaggedRows,
  columns: number,
): Finding[] {
  const kinds = [
    shortRows ? `${plural(shortRows, 'row')} with fewer` : '',
    longRows ? `${plural(longRows, 'row')} with more` : '',
  ].filter((text) => text !== '');
  if (kinds.length === 0) return [];
  return [
    {
      level: 'warning',
      where: place(name, firstRagged),
      text: `${kinds.join(', ')} cells than the header's ${columns}: what is there is read by its column, what lacks is missing.`,
    },
  ];
}

/** Cells of numbers that hold none. @param where the first of them */
export const noNumberFinding = (
  where: string,
  { count, texts }: { readonly count: number; readonly texts: readonly string[] },
): Finding => ({
  level: 'warning',
  where,
  text: `${plural(count, 'cell')} ${count === 1 ? 'holds' : 'hold'} no number and ${count === 1 ? 'is' : 'are'} read as missing: ${crowd([...new Set(texts.map(quoted))])}.`,
});

/** What was wrong with rows and cells of a log, summed up. */
export function troubleFindings(name: string, scanner: RowScanner, columns: number): Finding[] {
  const findings: Finding[] = [];
  const { badNumbers, badTimes } = scanner;
  if (badTimes.count > 0) {
    findings.push({
      level: 'info',
      where: place(name, badTimes.line, badTimes.cell),
      text: `${plural(badTimes.count, 'line')} ${badTimes.count === 1 ? 'does' : 'do'} not begin with a time and ${badTimes.count === 1 ? 'was' : 'were'} left out: ${crowd(badTimes.texts.map(quoted))}.`,
    });
  }
  if (badNumbers.count > 0)
    findings.push(noNumberFinding(place(name, badNumbers.line, badNumbers.cell), badNumbers));
  findings.push(...raggedFindings(name, scanner, columns));
  if (scanner.openQuotes > 0) {
    findings.push({
      level: 'warning',
      where: name,
      text: `${plural(scanner.openQuotes, 'quote')} never closed: ended at the end of the line.`,
    });
  }
  if (scanner.cut) {
    findings.push({
      level: 'warning',
      where: place(name, scanner.line - 1),
      text: 'The file ends in the middle of a row; the cell it stops in was left out.',
      fix: 'Copy the log again if more was expected.',
    });
  }
  return findings;
}
