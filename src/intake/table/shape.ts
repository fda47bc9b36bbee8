import { guessClock, parseTimeOfDay } from '../bytes/dates';
import type { ClockKind } from '../bytes/dates';
import type { Head, HeadRow } from '../head';
import { isMeasureName, mappedOf, type Mapped } from '../mapping';
import type { IntakeOptions } from '../options';
import { meaningOf } from './vocabulary';

/** Where a table keeps what. Columns count from 0; -1: there is none. */
export interface TableShape {
  readonly kind: 'wide' | 'long' | 'guests';
  readonly header: HeadRow;
  readonly time: number;
  /** A second column with the time of day, when the first holds the date alone. */
  readonly timeOfDay: number;
  readonly clock: ClockKind;
  /** Milliseconds in one unit of the time column, for counted times. */
  readonly clockUnit: number;
  readonly server: number;
  /** What tells servers of one name apart: a site, a group. */
  readonly group: number;
  /** Long tables: what is measured, and its figure. */
  readonly counter: number;
  readonly object: number;
  readonly instance: number;
  /** The unit of the figure beside it. */
  readonly unit: number;
  readonly value: number;
  /** Columns that hold one measure each. */
  readonly measures: readonly number[];
}

const TIME =
  /^\W*(time ?stamp|date ?[/&]? ?time|time|date|datum|zeit|zeitstempel|uhrzeit|fecha|hora|heure|horodatage|temps|data|ora|czas|время|дата|sample ?time|timegenerated|when|interval|slot|t|epoch|seconds?|elapsed.*)\b/i;
/** Whether a header is that of a column of times. */
export const speaksOfTime = (header: string): boolean => TIME.test(header);
const TIME_OF_DAY = /^\W*(time|zeit|uhrzeit|hora|heure|ora|время)\b/i;
export const SERVER =
  /^\W*(guest|server|host|host ?name|vm|vm ?name|vm ?id|machine|machine ?name|computer|computer ?name|name|node|node ?name|entity|entity ?name|resource|resource ?name|device|device ?name|asset|system|guest ?name|server ?name|servername|virtual machine|instance ?name|serveur|servidor|rechner|rechnername|maschine|équipo|equipo|nom|nombre|сервер|имя|serwer|nazwa|服务器|伺服器|主机名?|虚拟机|サーバー?|ホスト名?|서버|호스트)\W*$/i;
const COUNTER =
  /^\W*(counter|counter ?name|counter ?path|path|metric|metric ?name|metric ?id|measure|kpi|sensor|item|parameter|indikator|leistungsindikator|compteur|contador|счетчик)\W*$/i;
const OBJECT = /^\W*(object|object ?name|category)\W*$/i;
const INSTANCE = /^\W*(instance|instance ?name)\W*$/i;
const UNIT = /^\W*(unit|units|einheit|unité|unidad)\W*$/i;
const VALUE =
  /^\W*(value|counter ?value|cooked ?value|val|reading|wert|valeur|valor|sample|average|avg|mean|mean\/increment|значение|wartość)\W*$/i;

const shapes = new WeakMap<Head, TableShape | null>();

/** Tells a table's shape from its first rows and what a person said of them; null when it has none that is known. */
export function shapeOf(
  head: Head,
  asked?: 'wide' | 'long' | 'guests',
  options: IntakeOptions = {},
): TableShape | null {
  const known = options.mapping ? undefined : shapes.get(head);
  if (known !== undefined && (!asked || known?.kind === asked)) return known;
  const shape = tellShape(head, asked, mappedOf(options));
  if (!asked && !options.mapping) shapes.set(head, shape);
  return shape;
}

function tellShape(
  head: Head,
  asked: 'wide' | 'long' | 'guests' | undefined,
  mapped: ReadonlyMap<string, Mapped>,
): TableShape | null {
  const at = head.rows.slice(0, 10).findIndex(({ cells }) => cells.filter((cell) => cell !== '').length >= 2);
  if (at < 0) return null;
  const header = head.rows[at];
  const samples = head.rows.slice(at + 1).filter(({ cells }) => cells.length > 1);
  const column = (k: number) => samples.map(({ cells }) => cells[k] ?? '');
  const names = header.cells;
  // A first row that begins with a time is data: there is no header to name the columns.
  if (guessClock([names[0]])?.kind === 'calendar') return null;
  const saidOf = names.map((name) => mapped.get(name.toLowerCase())?.as);
  const find = (pattern: RegExp, but: readonly number[] = []) =>
    names.findIndex((name, k) => pattern.test(name) && saidOf[k] === undefined && !but.includes(k));

  let time = -1;
  let clock: ReturnType<typeof guessClock> = null;
  for (let k = 0; k < names.length && time < 0; k++) {
    if (k >= 20 && saidOf[k] !== 'time') continue;
    const said = saidOf[k] === 'time';
    if (saidOf[k] !== undefined ? !said : saidOf.includes('time') || (!TIME.test(names[k]) && k > 0))
      continue;
    const guessed = guessClock(column(k), names[k]);
    if (!guessed || (!said && !TIME.test(names[k]) && guessed.kind !== 'calendar')) continue;
    time = k;
    clock = guessed;
  }
  const timeOfDay = time < 0 ? -1 : timeOfDayColumn(names, column, time);
  const taken = [time, timeOfDay];
  const base = {
    header,
    time,
    timeOfDay,
    clock: clock?.kind ?? 'calendar',
    clockUnit: clock?.unit ?? 1,
  } as const;

  const counter = find(COUNTER, taken);
  const value = find(VALUE, [...taken, counter]);
  const byHand = saidOf.indexOf('server');
  const named = byHand >= 0 ? byHand : find(SERVER, [...taken, counter, value]);
  const server = named >= 0 || time < 0 || counter >= 0 ? named : machineColumn(names, column, taken);
  const measures =
    server < 0
      ? []
      : names.flatMap((name, k) =>
          taken.includes(k) ||
          k === server ||
          k === counter ||
          (!isMeasureName(saidOf[k]) && meaningOf(name)?.server !== '')
            ? []
            : [k],
        );
  const none = { counter: -1, object: -1, instance: -1, unit: -1, value: -1 } as const;
  if (time >= 0 && asked !== 'guests') {
    if (counter >= 0 && value >= 0 && asked !== 'wide') {
      const rest = [...taken, counter, value];
      const instance = find(INSTANCE, rest);
      const own = byHand >= 0 ? byHand : find(SERVER, [...rest, instance]);
      const object = find(OBJECT, rest);
      return {
        ...base,
        kind: 'long',
        server: own,
        group: groupColumn(names, column, [time, timeOfDay, own, counter, object, instance], value),
        counter,
        object,
        instance,
        unit: find(UNIT, rest),
        value,
        measures: [],
      };
    }
    const texts = server >= 0 && (byHand >= 0 || column(server).some(isWord));
    if (server >= 0 && texts && asked !== 'wide') {
      // Rows of several machines stay theirs, even where no column says what it measures.
      const figures =
        measures.length > 0 || named >= 0
          ? measures
          : names.flatMap((_, k) =>
              k !== server && !taken.includes(k) && !column(k).every(isWord) ? [k] : [],
            );
      const group = groupColumn(names, column, [time, timeOfDay, server], -1);
      if (figures.length > 0) return { ...base, ...none, kind: 'long', server, group, measures: figures };
    }
    if (asked === 'long') return null;
    return { ...base, ...none, kind: 'wide', server: -1, group: -1, measures: [] };
  }
  if (asked === 'wide' || asked === 'long') return null;
  if (server >= 0) return { ...base, ...none, kind: 'guests', server, group: -1, measures };
  return null;
}

/** Whether a cell holds more than a figure, a figure with its unit, or a time. */
export const isWord = (cell: string) => cell !== '' && !FIGURE.test(cell) && guessClock([cell]) === null;
const FIGURE =
  /^[-+\d.,\s]+( ?(%|[mµun]?s|sec|min|h|[kmgt]?i?b(ytes|its?|ps|\/s)?|[kmg]?hz|°?[cf]|k?w|rpm|x))?$/i;
/** Text that stands beside figures and names no machine. */
const REMARK =
  /^\W*(status|state|comments?|remarks?|notes?|severity|level|health|quality|message|description|result|kommentar|bemerkung|zustand|état|estado|type|unit)\W*$/i;

/**
 * A column of text that tells apart rows of the same time: whatever its header calls them, these are several machines.
 * -1 where there is none.
 */
function machineColumn(
  names: readonly string[],
  column: (k: number) => string[],
  [time, timeOfDay]: readonly number[],
): number {
  return apartBy(names, column, [time, timeOfDay], -1);
}

/** A further column of text that tells apart rows of one server at one time; -1 where there is none. */
function groupColumn(
  names: readonly string[],
  column: (k: number) => string[],
  by: readonly number[],
  value: number,
): number {
  return by[2] < 0 ? -1 : apartBy(names, column, by, value);
}

/** The column of text that tells apart rows that are alike in those columns, where most of these have several rows. */
function apartBy(
  names: readonly string[],
  column: (k: number) => string[],
  by: readonly number[],
  but: number,
): number {
  const parts = by.filter((k) => k >= 0).map(column);
  const keys = (parts[0] ?? []).map((_, row) => parts.map((cells) => cells[row]).join('\u0001'));
  const rows = new Map<string, number>();
  for (const key of keys) rows.set(key, (rows.get(key) ?? 0) + 1);
  // A row that was copied stands for no second machine: these have their rows at most times.
  const shared = [...rows.values()].filter((count) => count > 1).length;
  if (shared * 2 < rows.size) return -1;
  return names.findIndex((name, k) => {
    if (by.includes(k) || k === but || REMARK.test(name)) return false;
    const cells = column(k);
    return (
      cells.every(isWord) &&
      new Set(cells.map((cell, row) => `${keys[row]}\u0001${cell}`)).size === cells.length
    );
  });
}

function timeOfDayColumn(names: readonly string[], column: (k: number) => string[], time: number): number {
  const next = time + 1;
  if (next >= names.length || !TIME_OF_DAY.test(names[next])) return -1;
  const cells = column(next).filter((cell) => cell !== '');
  const dates = column(time).filter((cell) => cell !== '');
  if (cells.length === 0 || !cells.every((cell) => !Number.isNaN(parseTimeOfDay(cell)))) return -1;
  return dates.every((cell) => !/\d:\d\d/.test(cell)) ? next : -1;
}
