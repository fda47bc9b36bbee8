import { MEASURES, type MeasureId } from '../../estate/measure';
import { guessClock } from '../bytes/dates';
import type { Input } from '../format';
import type { MeasureSeries } from '../series';
import { isWord, type TableShape } from './shape';

/** Headers of times and of parts of them, whole. */
const TIME_WORD =
  /^\W*(time ?stamp|date|time|date ?[/&]? ?time|datum|zeit|uhrzeit|fecha|hora|heure|data|ora|epoch|seconds?|minutes?|hours?|days?|weekday|day of week|week|month|quarter|year|tag|stunde|woche|monat|jahr)\W*$/i;
/** Ends of headers that are units: of a quantity, whatever it is called. */
const QUANTITY =
  /\/ ?(s|sec|second|min|minute|h|hr|hour|day)\W*$|[([] ?([%°#]|\p{L}{1,4}|\p{L}{1,3}\/\p{L}{1,3}|count)[^\])]*[\])]\W*$|%\W*$/u;

/** Whether a header is that of a second column of times, or of none that a person wrote. */
export const speaksOfNothing = (header: string): boolean =>
  TIME_WORD.test(header) || !/[\p{L}\p{N}]/u.test(header);

/** Whether a header can be no server's name: a figure, a moment, or a quantity by its unit. */
export const isNoName = (header: string): boolean =>
  /^[-+]?[\d.,\s]+%?$/.test(header) || guessClock([header])?.kind === 'calendar' || QUANTITY.test(header);

/** Several words; a blank after an underscore is a slip in one name (`planet6_ucsb_edu_ rnp`). */
const isPhrase = (header: string): boolean => /[^_\s]\s+\S/.test(header.trim());

/** How many headers of several words stand among names in one: they may be quantities as well as names. */
export function phrasesAmong(headers: readonly string[]): number {
  const phrases = headers.filter(isPhrase).length;
  return phrases * 2 < headers.length ? phrases : 0;
}

/** Whether a column holds words where loads would hold numbers, as far as the beginning shows. */
export function isText(input: Input, shape: TableShape, column: number): boolean {
  const cells = input.head.rows
    .filter(({ line }) => line > shape.header.line)
    .map((row) => row.cells[column] ?? '')
    .filter((cell) => !/^\W*(nan|null|none|nil|n\/?a|missing|inf(inity)?)?\W*$/i.test(cell));
  return cells.length > 0 && cells.every((cell) => !/\d/.test(cell) || isWord(cell));
}

/**
 * Why values are no per cent of processors, where nothing but custom says that they are; null where they may be.
 */
export function whyNotBusy({
  measure,
  how,
  greatest,
  clamped,
  negative,
  present,
  counting,
}: MeasureSeries): string | null {
  if (measure !== 'busy' || how.known !== 'guess') return null;
  if (greatest > 1.1 * MEASURES.busy.ceiling && clamped * 100 > present)
    return `Its header names no measure, and values up to ${Number(greatest.toPrecision(6))} are no % of processors.`;
  if (negative * 10 > present + negative)
    return 'Its header names no measure, and values below zero are no % of processors.';
  if (counting && present >= LEAST_COUNTED)
    return 'Its header names no measure, and its values count the rows.';
  return null;
}

/** Fewer values may count by chance. */
const LEAST_COUNTED = 12;

const PROCESSOR: readonly MeasureId[] = ['busy', 'usedGHz', 'usedCores'];
/** Fewer servers with processors do not show what a server of the table has. */
const LEAST_SERVERS = 2;

/**
 * Names that one column alone makes, and no figure of processors, which most others have: `page reads/s` is more likely a
 * quantity than a server called page.
 */
export function oddOnes(measures: ReadonlyMap<string, readonly MeasureId[]>): ReadonlySet<string> {
  const all = [...measures];
  const whole = all.filter(([, own]) => own.some((id) => PROCESSOR.includes(id)));
  if (whole.length < LEAST_SERVERS || whole.length * 2 <= all.length) return new Set();
  return new Set(
    all.filter(([, own]) => own.length === 1 && !PROCESSOR.includes(own[0])).map(([name]) => name),
  );
}
