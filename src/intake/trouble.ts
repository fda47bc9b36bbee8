import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { RowScanner } from './bytes/scan';
import { place, type Input } from './format';
import { plural, quoted, some } from './words';

/**
 * A file whose rows all have more cells than its header is shifted somewhere, and nobody knows where.
 * @throws InputError
 */
export function refuseLongerRows(input: Input, scanner: RowScanner, rows: number, columns: number): void {
  if (rows < 2 || scanner.longRows < rows) return;
  const commas = input.head.dialect.delimiter === 44;
  throw new InputError(
    place(input.name, scanner.firstRagged),
    `every row has more cells than the header's ${columns}${commas ? ': numbers with a decimal comma were written between commas, or names with commas stand without quotes' : ''}.`,
    'Save it again with semicolons, or with quotes round names and numbers.',
  );
}

/** What was wrong with rows and cells of a log, summed up. */
export function troubleFindings(name: string, scanner: RowScanner, columns: number): Finding[] {
  const findings: Finding[] = [];
  const { badNumbers, badTimes } = scanner;
  if (badTimes.count > 0) {
    findings.push({
      level: 'info',
      where: place(name, badTimes.line, badTimes.cell),
      text: `${plural(badTimes.count, 'line')} ${badTimes.count === 1 ? 'does' : 'do'} not begin with a time and ${badTimes.count === 1 ? 'was' : 'were'} left out: ${some(badTimes.texts.map(quoted))}.`,
    });
  }
  if (badNumbers.count > 0) {
    findings.push({
      level: 'warning',
      where: place(name, badNumbers.line, badNumbers.cell),
      text: `${plural(badNumbers.count, 'cell')} ${badNumbers.count === 1 ? 'holds' : 'hold'} no number and ${badNumbers.count === 1 ? 'is' : 'are'} read as missing: ${some([...new Set(badNumbers.texts.map(quoted))])}.`,
    });
  }
  if (scanner.shortRows > 0 || scanner.longRows > 0) {
    const kinds = [
      scanner.shortRows ? `${plural(scanner.shortRows, 'row')} with fewer` : '',
      scanner.longRows ? `${plural(scanner.longRows, 'row')} with more` : '',
    ].filter((text) => text !== '');
    findings.push({
      level: 'warning',
      where: place(name, scanner.firstRagged),
      text: `${kinds.join(', ')} cells than the header's ${columns}: what is there is read by its column, what lacks is missing.`,
    });
  }
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
