import type { Locale } from './names';
import type { ObjectId } from './objects';
import type { CounterUse } from './uses/entry';
import { counterOf, objectOf } from './counters';

/** One header cell, taken apart. */
export interface CounterColumn {
  /** Of the file, from 0. */
  readonly column: number;
  /** The cell as written. */
  readonly cell: string;
  /** Name of the machine, without backslashes; empty when the path names none. */
  readonly server: string;
  readonly object: string;
  /** Null when the counter has no instances. */
  readonly instance: string | null;
  readonly counter: string;
  readonly objectId: ObjectId | null;
  readonly use: CounterUse | null;
  /** The unit that a person named. */
  readonly unit?: string;
  readonly locale: Locale | null;
}

/** The first cell of a log: its zone, if it says. */
export interface LogMark {
  /** `CSV` or `TSV`; null when the mark was edited away. */
  readonly kind: string | null;
  readonly zone?: { readonly name: string; readonly biasMinutes: number | null };
}

/** Reads `(PDH-CSV 4.0) (Eastern Daylight Time)(240)`; the zone may be cut off, hold parentheses, or be absent. */
export function readMark(cell: string): LogMark {
  const match = /^\s*\(PDH-([CT]SV) [\d.]+\)\s*(.*)$/s.exec(cell);
  if (!match) return { kind: null };
  const rest = match[2].trim();
  if (!rest.startsWith('(')) return { kind: match[1] };
  const whole = /^\((.*)\)\s*\((-?\d+)\)/s.exec(rest);
  if (whole) return { kind: match[1], zone: { name: whole[1].trim(), biasMinutes: Number(whole[2]) } };
  const name = rest.replace(/^\(/, '').replace(/[\s(]+$/, '');
  const balanced = name.includes('(') ? name : name.replace(/\)+$/, '');
  return { kind: match[1], zone: { name: balanced.trim(), biasMinutes: null } };
}

/** `_Total` in languages that translate it. */
const TOTAL = /^_(yhteensä|totaal|gesamt|totalt|toplam)$/i;

/** Takes `\\HOST\Object(instance)\Counter` apart; the host may be missing. Null when the cell is no path. */
export function readPath(cell: string, column: number): CounterColumn | null {
  const path = pathParts(cell);
  if (!path) return null;
  const { server, object, instance, counter } = path;
  const known = counterOf(object, counter);
  return {
    column,
    cell: cell.trim(),
    server,
    object: object.trim(),
    instance: instance !== null && TOTAL.test(instance) ? '_Total' : instance,
    counter: counter.trim(),
    objectId: known?.object ?? objectOf(object),
    use: known?.use ?? null,
    locale: known?.locale ?? null,
  };
}

/**
 * Puts paths together again that commas within parentheses have cut, where they stand without quotes:
 * `Network Interface(Intel, 2)\\Bytes Total/sec`. The next path begins with a backslash, what was cut off does not.
 */
export function rejoined(cells: readonly string[], delimiter: string): readonly string[] {
  const whole: string[] = [];
  for (const cell of cells) {
    const before = whole.at(-1);
    const open = before?.startsWith('\\') && before.includes('(') && !before.includes(')\\');
    if (open && !cell.startsWith('\\') && cell.includes(')'))
      whole[whole.length - 1] = `${before}${delimiter}${cell}`;
    else whole.push(cell);
  }
  return whole.length === cells.length ? cells : whole;
}

/** The parts of a counter's path, as they stand, without asking what they mean. */
export function pathParts(
  cell: string,
): Pick<CounterColumn, 'server' | 'object' | 'instance' | 'counter'> | null {
  const text = cell.trim();
  const match = /^\\\\([^\\]+)\\(.+)$/s.exec(text) ?? /^()\\?([^\\]+\\.+)$/s.exec(text);
  if (!match) return null;
  const [, server, path] = match;
  // An instance may hold parentheses and backslashes of its own: it ends at the last `)\`.
  const close = path.lastIndexOf(')\\');
  const open = path.indexOf('(');
  const inside = open > 0 && close > open;
  const cut = inside ? close + 1 : path.lastIndexOf('\\');
  if (cut < 1) return null;
  const object = path.slice(0, inside ? open : cut);
  const counter = path.slice(cut + 1);
  return counter === ''
    ? null
    : { server, object, instance: inside ? path.slice(open + 1, close) : null, counter };
}
