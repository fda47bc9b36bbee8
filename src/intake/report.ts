import { crowd } from '../estate/crowd';
import type { LeftOut } from '../estate/estate';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { Facts } from '../estate/guest';
import type { MeasureId } from '../estate/measure';
import type { Question } from '../estate/question';
import type { CounterSeen, Reading, Recording, Understood } from '../estate/recording';
import type { Settled } from './bytes/dates';
import type { RowScanner } from './bytes/scan';
import type { Input } from './format';
import { place } from './format';
import { serverFromFile } from './mapping';
import { qualityFindings } from './quality';
import {
  amountWords,
  coverageWords,
  seriesFindings,
  silentServers,
  turnIdle,
  type MeasureSeries,
} from './series';
import { shapeKey } from './shape-key';
import { rescale } from './table/rescale';
import { withoutTotals } from './table/totals';
import { lookAlong, spanWords, timesFindings } from './times';
import { refuseLongerRows, troubleFindings } from './trouble';
import { grouped, plural, quoted } from './words';
import { clockFindings, dateFindings, encodingWords, offsetWords, type ClockSeen } from './writing';

/** What a format understood of one server: columns, each with its measure, its unit and how both are known. */
export interface ServerColumns {
  readonly server: string;
  /** ms of its wall clock, settled, in the order of the file. */
  readonly times: Float64Array;
  /** Each as long as `times`, or shorter where the file no longer has it. */
  readonly series: readonly MeasureSeries[];
  readonly facts: Partial<Facts>;
  readonly processes?: readonly string[];
  /** What only some formats know of a recording: its zone, its processes over time. */
  readonly more?: Pick<Recording, 'zone' | 'processSeries' | 'processWhole'>;
  /** The times as the file has them, where `times` were put in order. */
  readonly asWritten?: Float64Array;
}

/** What a format gives of a file: what it understood, and what it alone knows. All else is added by `report`. */
export interface FileColumns {
  readonly format: string;
  readonly rows: number;
  /** Cells of a header. */
  readonly columns: number;
  readonly servers: readonly ServerColumns[];
  /** What cut the file; none where it was no text in rows. */
  readonly scanner: RowScanner | null;
  /** How its dates were read; none where they were in no doubt. */
  readonly settled?: Settled | null;
  /** Of its clock: how many times carry a zone, and whether they are counted from no date. */
  readonly clock?: ClockSeen;
  /** The line of the file that a row of `times` came from, where rows are lines. */
  readonly lineOf?: (row: number) => number;
  readonly counters: readonly CounterSeen[];
  /** Columns or counters that are not used, and where the first stands. */
  readonly unused?: {
    readonly names: readonly string[];
    readonly noun: 'column' | 'counter';
    readonly where?: string;
  };
  /** What is asked where nothing can be folded. */
  readonly question: { readonly text: string; readonly fix: string };
  /** Columns that a person has to say something of before anything is planned. */
  readonly questions?: readonly Omit<Question, 'file'>[];
  /** Servers that take no part for a reason of the format's own. */
  readonly leftOut?: readonly LeftOut[];
  /** Servers that are named, with or without figures, besides those of `servers`. */
  readonly named?: Iterable<string>;
  /** What it knows of how it was written: the language of its counters, its zone. */
  readonly written?: readonly string[];
  /** In place of `Read n rows, ...`, where the format has a better sentence. */
  readonly headline?: (span: string) => string | null;
  /** The names of processes alone are worth a recording. */
  readonly keepBare?: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Makes the reading of a file: dates, gaps, order, encoding, coverage, trouble and wording are added here, so that every
 * format tells what the best one tells, and no column becomes a server that no format understood.
 * @throws InputError where every row is longer than the header
 */
export function report(input: Input, read: FileColumns): Reading {
  const { name } = input;
  const { scanner, servers } = read;
  if (scanner) refuseLongerRows(input, scanner, read.rows, read.columns);
  const all = servers.flatMap(({ series }) => series);
  const useful = all.filter((series) => series.present > 0);
  const lines = timesOf(servers);
  const longest = servers.reduce((most, { times }) => Math.max(most, times.length), 0);

  const span = lines.length ? spanWords(lookAlong(longestOf(lines))) : 'no time';
  const headline = useful.length > 0 ? null : (read.headline?.(span) ?? null);
  const findings: Finding[] = [
    useful.length > 0
      ? {
          level: 'info',
          where: name,
          text: `Read ${plural(read.rows, 'row')}, ${amountWords(useful)}: ${span}. Rows that hold a value: ${coverageWords(servers)}.`,
        }
      : headline !== null
        ? { level: 'info', where: name, text: headline }
        : { level: 'error', where: name, ...read.question },
  ];
  const seen = lines.flatMap(({ times, server }) => {
    const at = (row: number) =>
      read.lineOf && lines.length === 1 ? place(name, read.lineOf(row)) : `${name}: ${server}`;
    return timesFindings(lookAlong(times), lines.length === 1 ? name : `${name}: ${server}`, at);
  });
  findings.push(...grouped(seen));

  const taken = new Map<MeasureSeries, Float32Array>();
  for (const { series, times } of servers) {
    for (const own of series) {
      own.padTo(times.length);
      if (own.present > 0) taken.set(own, own.take());
    }
  }
  findings.push(...rescale(taken, name), ...seriesFindings(all, name));
  for (const [series, values] of taken) if (series.how.idle) turnIdle(values);
  if (longest > 1) findings.push(...qualityFindings(servers, taken, name));
  if (read.unused && read.unused.names.length > 0 && headline === null) {
    const { names, noun, where = name } = read.unused;
    const text = `${plural(names.length, noun)} not used: ${crowd([...new Set(names)].map(quoted))}.`;
    findings.push({ level: 'info', where, text });
  }
  findings.push(...read.findings);
  if (read.clock) findings.push(...clockFindings(name, read.clock));
  if (read.settled) findings.push(...dateFindings(name, read.settled));
  findings.push({
    level: 'info',
    where: name,
    text: `${[encodingWords(input, scanner !== null), ...(read.written ?? [])].join('; ')}.`,
  });
  if (scanner) findings.push(...troubleFindings(name, scanner, read.columns));

  const recordings = servers.flatMap((each) =>
    recordingOf(name, each, taken, read.keepBare ?? false, zoneOf(read.clock)),
  );
  const { servers: folded, leftOut } = withoutTotals(recordings, name);
  const named = [...servers.map(({ server }) => server), ...(read.named ?? [])];
  const { settled } = read;
  return {
    name,
    format: read.format,
    bytes: input.bytes(),
    rows: read.rows,
    columns: read.columns,
    recordings: folded,
    leftOut: silentServers(named, folded, name, [...leftOut, ...(read.leftOut ?? [])]),
    counters: read.counters,
    findings,
    ...aboutFile(input, useful),
    questions: (read.questions ?? []).map((question) => ({ ...question, file: name })),
    ...(settled ? { dates: { order: settled.order, sure: isSure(settled) } } : {}),
  };
}

/** What its columns are, its shape and its beginning. */
export function aboutFile(
  { head }: Input,
  useful: readonly MeasureSeries[],
): Required<Pick<Reading, 'understood' | 'shape' | 'first'>> {
  return {
    understood: understoodOf(useful),
    shape: shapeKey(head),
    first: head.rows.slice(0, FIRST_ROWS).map(({ cells }) => cells.slice(0, FIRST_CELLS)),
  };
}

/** Of a file's beginning, as much as a person needs to see what its columns are. */
const FIRST_ROWS = 6;
const FIRST_CELLS = 60;

/** Whether nothing but custom decided which of day and month comes first. */
const isSure = ({ by }: Settled): boolean => by !== 'custom' && by !== 'span';

/**
 * A file that holds no row of samples.
 * @throws InputError
 */
export function refuseNoRows(input: Input, scanner: RowScanner, rows: number, headerLine: number): void {
  if (rows > 0) return;
  const { badTimes } = scanner;
  throw new InputError(
    badTimes.line ? place(input.name, badTimes.line, badTimes.cell) : place(input.name, headerLine + 1),
    badTimes.count
      ? `found ${quoted(badTimes.texts[0])}, expected a date and a time.`
      : 'a header and not one row of samples.',
    'Write times as 2026-11-22 14:05:00.',
  );
}

interface Line {
  readonly server: string;
  readonly times: Float64Array;
}

/** Each run of times once, with a server that has it. */
function timesOf(servers: readonly ServerColumns[]): Line[] {
  const lines = new Map<Float64Array, Line>();
  for (const { server, times, asWritten = times } of servers) {
    if (times.length > 0 && !lines.has(asWritten)) lines.set(asWritten, { server, times: asWritten });
  }
  return [...lines.values()];
}

const longestOf = (lines: readonly Line[]): Float64Array =>
  lines.reduce((best, { times }) => (times.length > best.length ? times : best), lines[0].times);

/** The zone that the times themselves carry; seconds since 1970 are of UTC. */
function zoneOf(clock: ClockSeen | undefined): Recording['zone'] {
  const offset = clock?.kind === 'epoch' ? 0 : (clock?.offset ?? null);
  return offset === null
    ? undefined
    : { name: `UTC${offsetWords(offset)}`, biasMinutes: offset === 0 ? 0 : -offset };
}

function recordingOf(
  source: string,
  { server, times, series, facts, processes = [], more = {} }: ServerColumns,
  taken: ReadonlyMap<MeasureSeries, Float32Array>,
  keepBare: boolean,
  zone: Recording['zone'],
): Recording[] {
  const measures: Partial<Record<MeasureId, Float32Array>> = {};
  for (const own of series) {
    const values = taken.get(own);
    if (values) measures[own.measure] = values;
  }
  const bare = Object.keys(measures).length === 0;
  if (bare && !(keepBare && more.processSeries?.some(({ values }) => values.some((v) => v === v)))) return [];
  const byFile = server === serverFromFile(source) ? ({ byFile: true } as const) : {};
  const wild = series.flatMap(({ impossible: rows }) => rows.flatMap((row) => times[row] ?? []));
  const impossible = wild.length > 0 ? { impossible: wild } : {};
  return [
    {
      server,
      source,
      ...byFile,
      times,
      measures,
      facts,
      processes,
      ...impossible,
      ...(zone ? { zone } : {}),
      ...more,
    },
  ];
}

/** What the columns were taken for: alike ones once, with how many servers have them. */
function understoodOf(series: readonly MeasureSeries[]): Understood[] {
  const alike = new Map<string, { -readonly [K in keyof Understood]: Understood[K] }>();
  for (const { measure, how } of series) {
    const key = `${measure}\u0001${how.unit ?? ''}\u0001${how.known}`;
    const before = alike.get(key);
    if (before) before.servers++;
    else alike.set(key, { measure, unit: how.unit, known: how.known, from: how.from ?? '', servers: 1 });
  }
  return [...alike.values()];
}
