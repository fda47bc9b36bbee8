import { crowd } from '../../estate/crowd';
import type { Finding } from '../../estate/finding';
import type { MeasureId } from '../../estate/measure';
import { MEASURES } from '../../estate/measure';
import { groupedBy } from '../../estate/grouped';
import type { Input } from '../format';
import { isMeasureName, mappedOf } from '../mapping';
import { quoted } from '../words';
import { meaningOf } from './vocabulary';

interface Headed {
  /** From 0. */
  readonly column: number;
  readonly header: string;
  readonly server: string;
  readonly measure: MeasureId | null;
}

/** Whether of several columns the first counts, as in lists: shares are not added. */
const firstCounts = (measure: MeasureId): boolean => MEASURES[measure].total === 'mean';

/** Columns of one measure of one server whose heads are the same, in the order of the table; only where there are several. */
export function repeatedHeads<T extends Headed>(columns: readonly T[]): T[][] {
  const read = columns.filter(({ measure }) => measure !== null);
  const alike = groupedBy(read, ({ header, server, measure }) => [header, server, measure].join('\u0001'));
  return [...alike.values()].filter(({ length }) => length > 1);
}

/** Columns of figures beside one of servers, each with what a person or its head says that it measures. */
export function headedColumns(
  { options }: Input,
  heads: readonly string[],
  columns: readonly number[],
): Headed[] {
  const mapping = mappedOf(options);
  return columns.map((column) => {
    const header = heads[column];
    const asked = mapping.get(header.toLowerCase())?.as;
    const measure = asked ?? meaningOf(header)?.measure ?? undefined;
    return { column, header, server: '', measure: isMeasureName(measure) ? measure : null };
  });
}

/** Takes their measure from all but the first of columns with one head, unless they are added. */
export function keepFirst<T extends Headed>(columns: readonly T[]): T[] {
  const later = new Set(
    repeatedHeads(columns).flatMap(([first, ...others]) => (firstCounts(first.measure!) ? others : [])),
  );
  return columns.map((column) => (later.has(column) ? { ...column, measure: null } : column));
}

/** Tells which heads stand over several columns, and what was done. @param whereOf the place of a column, from 0 */
export function repeatedFindings(columns: readonly Headed[], whereOf: (column: number) => string): Finding[] {
  const done = groupedBy(repeatedHeads(columns), ([{ measure }]) =>
    firstCounts(measure!) ? 'the first counts, and the others are left out' : 'the figures are added',
  );
  return [...done].map(([words, groups]) => ({
    level: 'warning',
    where: whereOf(groups[0][1].column),
    text: `Several columns have one head: ${crowd(groups.map((own) => `${quoted(own[0].header)} (columns ${own.map(({ column }) => column + 1).join(', ')})`))}. Of each head ${words}.`,
    fix: 'Rename the columns if they are of several servers, or delete what stands twice.',
  }));
}
