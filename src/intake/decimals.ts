import type { DecimalSeen, DecimalSign } from '../estate/settle-decimals';
import { MEASURES } from '../estate/measure';
import type { CounterSeen, Reading } from '../estate/recording';
import type { Format } from './format';
import type { Head } from './head';
import type { IntakeOptions } from './options';
import { meaningOf } from './table/vocabulary';
import { WAYS, type DecimalWatch } from './bytes/decimal-signs';

/** The beginning as it is read: where its numbers leave the sign open, a person or the other files decide. */
export function withSign(head: Head, { decimal, othersDecimal }: IntakeOptions): Head {
  const sign = head.decimalSure ? undefined : (decimal ?? othersDecimal);
  return sign ? { ...head, dialect: { ...head.dialect, decimal: sign.charCodeAt(0) } } : head;
}

/** Adds to a reading how its numbers were read. @param watch what went through the file where its beginning tells nothing */
export function withDecimals(
  reading: Reading,
  head: Head,
  read: Head,
  watch: DecimalWatch | null,
  { decimal }: IntakeOptions,
  { numbers }: Pick<Format, 'numbers'>,
): Reading {
  if (!numbers) return reading;
  const sign = signOf(read);
  const custom = signOf(head);
  const votes = head.decimalSure ? custom : (watch?.told ?? null);
  const open = watch && votes === null ? usedAmong(watch, reading, read) : [];
  const own = votes ?? bySize(open, reading, sign);
  const seen: DecimalSeen = {
    sign,
    custom,
    own,
    proves: own && (own === ',' || numbers === 'of its country') ? [own] : [],
    open: own === null && open.length > 0 ? open[0].text : null,
    said: decimal !== undefined && !head.decimalSure,
  };
  return own === null && seen.open === null ? reading : { ...reading, decimal: seen };
}

const signOf = ({ dialect }: Head): DecimalSign => (dialect.decimal === 44 ? ',' : '.');

/** A column of numbers that may hold thousands or decimals. */
interface OpenColumn {
  readonly header: string;
  readonly text: string;
  readonly counter: CounterSeen | undefined;
}

/** Those of columns that count: what is not used leaves nothing open. */
function usedAmong(watch: DecimalWatch, { counters }: Reading, { rows }: Head): OpenColumn[] {
  const header = rows.find(({ cells }) => cells.filter((cell) => cell !== '').length >= 2)?.cells ?? [];
  return [...watch.open].flatMap(([column, text]): OpenColumn[] => {
    const name = header[column] ?? '';
    const counter = counters.find((each) => each.counter === name || name.endsWith(`\\${each.counter}`));
    return counter && counter.measure === null && !counter.fact ? [] : [{ header: name, text, counter }];
  });
}

/** No server has less memory, MiB. */
const LEAST_MEMORY = 16;

/** The sign that sizes tell: no share is above a thousand per cent, and no server has a few MiB of memory. */
function bySize(
  open: readonly OpenColumn[],
  { findings, questions = [] }: Reading,
  sign: DecimalSign,
): DecimalSign | null {
  const told = new Set<DecimalSign>();
  for (const { header, text, counter } of open) {
    const mark: DecimalSign = text.includes(',') ? ',' : '.';
    const unit = counter?.measure ? MEASURES[counter.measure].unit : counter?.fact ? 'MiB' : null;
    const scale = meaningOf(header)?.scale ?? 1;
    if (unit === '%') told.add(mark);
    else if (unit === 'MiB' && Number(text.replace(',', '.')) * scale < LEAST_MEMORY && ofMemory(header))
      told.add(WAYS[mark].other);
    // As thousands they are more than a hundred per cent of something.
    else if (
      mark !== sign &&
      counter === undefined &&
      (findings.some(({ doubt }) => doubt?.of === 'clipped') || questions.length > 0)
    )
      told.add(mark);
  }
  return told.size === 1 ? [...told][0] : null;
}

const ofMemory = (header: string): boolean => /mem|ram\b|speicher|mémoire|память|pamięć/i.test(header);
