import { InputError } from '../../estate/finding';
import type { Finding } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import type { MeasureId } from '../../estate/measure';
import { MEASURES } from '../../estate/measure';
import type { CounterSeen, Reading, Recording } from '../../estate/recording';
import { ClockReader } from '../bytes/dates';
import { GrowableTimes } from '../bytes/growable';
import type { RowHandler, RowPlan } from '../bytes/scan';
import { Kind } from '../bytes/scan';
import type { Input } from '../format';
import { place } from '../format';
import { FORMAT_LABELS } from '../formats';
import { customaryOrder, dateFindings, encodingWords } from '../writing';
import { mappingOf, serverFromFile } from '../mapping';
import { amountWords, coverageWords, MeasureSeries, seriesFindings, silentServers } from '../series';
import { spanWords, timelineFindings, lookAlong } from '../timeline';
import { refuseLongerRows, troubleFindings } from '../trouble';
import { plural, quoted, some } from '../words';
import { rescale, turnIdle } from './rescale';
import type { TableShape } from './shape';
import type { Meaning } from './vocabulary';
import { dialectOf } from './dialects';
import { withoutTotals } from './totals';
import { meaningOf, SERIES_RANK } from './vocabulary';

interface WideColumn {
  readonly column: number;
  readonly header: string;
  readonly server: string;
  readonly measure: MeasureId | null;
  readonly meaning: Meaning | null;
  readonly scale: number;
}

/** Reads `timestamp, guest1, guest2, ...`: one column for each server, or several with the measure in the header. */
export async function readWide(input: Input, shape: TableShape): Promise<Reading> {
  const rows = new WideRows(input, shape);
  const scanner = await input.scan(rows, () => rows.clock);
  const times = rows.times.take();
  const settled = rows.clock.settle([times], customaryOrder(input));
  rows.addTimeOfDay(times);
  const series = [...rows.series.values()];
  for (const own of series) own.padTo(times.length);
  if (times.length === 0) {
    throw new InputError(
      place(
        input.name,
        scanner.badTimes.line || shape.header.line + 1,
        scanner.badTimes.line ? scanner.badTimes.cell : undefined,
      ),
      scanner.badTimes.count
        ? `found ${quoted(scanner.badTimes.texts[0])}, expected a date and a time.`
        : 'a header and not one row of samples.',
      'Write times as 2026-11-22 14:05:00.',
    );
  }

  refuseLongerRows(input, scanner, times.length, shape.header.cells.length);

  const useful = series.filter((s) => s.present > 0);
  const line = lookAlong(times);
  const findings: Finding[] = [
    {
      level: useful.length ? 'info' : 'error',
      where: input.name,
      text: useful.length
        ? `Read ${plural(times.length, 'row')}, ${amountWords(useful)}: ${spanWords(line)}. Rows that hold a value: ${coverageWords(useful, times.length)}.`
        : rows.question,
      ...(useful.length
        ? {}
        : { fix: 'Say what the columns are: map each to a measure, or choose what all of them hold.' }),
    },
    ...rows.findings(),
    ...timelineFindings(line, input.name, (row) => place(input.name, rows.firstLine + row)),
  ];
  const taken = new Map(useful.map((s) => [s, s.take()]));
  findings.push(...rescale(taken, rows.unsaid, input.name));
  findings.push(...seriesFindings(series, input.name), ...dateFindings(input.name, settled));
  findings.push({ level: 'info', where: input.name, text: `${encodingWords(input)}.` });
  findings.push(...troubleFindings(input.name, scanner, shape.header.cells.length));

  for (const [each, values] of taken) if (rows.idle.has(each)) turnIdle(values);
  const { servers: recordings, leftOut } = withoutTotals(rows.recordings(times, taken), input.name);
  return {
    name: input.name,
    format: FORMAT_LABELS.wide,
    bytes: input.bytes(),
    rows: times.length,
    columns: shape.header.cells.length,
    recordings,
    leftOut: silentServers(
      series.map(({ server }) => server),
      recordings,
      input.name,
      leftOut,
    ),
    counters: rows.counters(),
    findings,
  };
}

class WideRows implements RowHandler {
  readonly clock: ClockReader;
  readonly times = new GrowableTimes();
  readonly series = new Map<string, MeasureSeries>();
  /** Series whose header names no unit, so that their size has to tell. */
  readonly unsaid = new Set<MeasureSeries>();
  /** Series of which the file gives what is left of a hundred. */
  readonly idle = new Set<MeasureSeries>();
  firstLine = 0;
  private readonly ofDay = new GrowableTimes();
  private readonly columns: readonly WideColumn[];
  private readonly constants = new Map<string, { cores?: number; memory?: number; clock?: number }>();
  private readonly steps: ((values: Float64Array) => void)[] = [];
  private readonly headersName: boolean;
  /** Neither do most headers speak of measures, nor are all of them names: nothing is taken for a server. */
  private readonly doubtful: boolean;
  /** The host's own log of a guest. */
  private readonly ofHost: boolean;
  private readonly mapping: ReadonlyMap<string, MeasureId | 'ignore'>;

  constructor(
    private readonly input: Input,
    private readonly shape: TableShape,
  ) {
    this.clock = new ClockReader(shape.clock, input.options.dateOrder, shape.clockUnit);
    this.mapping = mappingOf(input.options);
    const headers = shape.header.cells;
    const own = headers.flatMap((header, column) =>
      column === shape.time || column === shape.timeOfDay || header === '' ? [] : [{ header, column }],
    );
    // Names such as `cpu-test01` and `mailserver_net` are no measures: headers are taken apart only when most speak of one.
    const dialect = dialectOf(headers);
    this.ofHost = dialect !== null;
    const meanings = own.map(({ header }) => (dialect ?? meaningOf)(header));
    const speaking = meanings.filter((meaning) => meaning !== null).length;
    this.headersName = speaking * 2 > own.length;
    // A column beside servers that is a quantity and names none: then the others may be quantities, too.
    // Who chose this format, or what the columns hold, has answered.
    this.doubtful =
      !this.headersName &&
      input.options.wideMeasure === undefined &&
      input.options.format !== 'wide' &&
      (meanings.some((meaning) => meaning?.server === '') ||
        own.some(({ column }) => isText(input, shape, column)));
    this.columns = keepOneStatistic(
      own.map(({ header, column }, k) => this.columnOf(header, column, meanings[k])),
    );
  }

  header(cells: readonly string[], line: number): RowPlan | null {
    if (line < this.shape.header.line) return null;
    const slots = new Int32Array(cells.length).fill(-1);
    const kinds: Kind[] = [Kind.time];
    slots[this.shape.time] = 0;
    if (this.shape.timeOfDay >= 0) slots[this.shape.timeOfDay] = kinds.push(Kind.timeOfDay) - 1;
    const sums = new Map<MeasureSeries, { slot: number; scale: number }[]>();
    for (const { column, server, measure, meaning, scale } of this.columns) {
      if (measure === null && !meaning?.constant) continue;
      const slot = (slots[column] = kinds.push(Kind.number) - 1);
      if (measure === null) {
        this.keepConstant(server, meaning!.constant!, scale, slot);
        continue;
      }
      const key = `${server}\u0001${measure}`;
      let series = this.series.get(key);
      if (!series) this.series.set(key, (series = new MeasureSeries(server, measure)));
      const needsUnit = measure !== 'busy' && measure !== 'ready' && meaning?.scale === null;
      if ((measure === 'busy' && !meaning?.percent) || needsUnit) this.unsaid.add(series);
      if (meaning?.idle) this.idle.add(series);
      sums.set(series, [...(sums.get(series) ?? []), { slot, scale }]);
    }
    for (const [series, parts] of sums) this.steps.push(stepOf(series, parts));
    return { slots, kinds };
  }

  row(values: Float64Array, _cells: number, line: number): void {
    const time = values[0];
    if (time !== time) return;
    if (this.times.length === 0) this.firstLine = line;
    this.times.push(time);
    if (this.shape.timeOfDay >= 0) this.ofDay.push(values[1] || 0);
    for (const step of this.steps) step(values);
  }

  addTimeOfDay(times: Float64Array): void {
    if (this.shape.timeOfDay < 0) return;
    for (let k = 0; k < times.length; k++) times[k] += this.ofDay.room[k];
  }

  /** What is asked where nothing can be folded. */
  get question(): string {
    const headers = some(
      this.columns.map(({ header }) => quoted(header)),
      6,
    );
    return this.doubtful
      ? `The columns ${headers} cannot be told apart: some name a quantity and no server, the others neither a measure nor surely a server. Nothing is folded on a guess.`
      : `No column holds a figure that can be folded: found ${headers}; needed is at least processor busy in %.`;
  }

  recordings(times: Float64Array, taken: ReadonlyMap<MeasureSeries, Float32Array>): Recording[] {
    const byServer = new Map<string, Partial<Record<MeasureId, Float32Array>>>();
    for (const [series, values] of taken) {
      let measures = byServer.get(series.server);
      if (!measures) byServer.set(series.server, (measures = {}));
      measures[series.measure] = values;
    }
    return [...byServer].map(([server, measures]) => ({
      server,
      source: this.input.name,
      times,
      measures,
      facts: this.factsOf(server),
      processes: [],
    }));
  }

  counters(): CounterSeen[] {
    return this.columns.map(({ server, header, measure }) => ({
      server,
      object: '',
      counter: header,
      instances: 1,
      measure,
    }));
  }

  findings(): Finding[] {
    const findings: Finding[] = [];
    const { name, options } = this.input;
    if (!this.headersName && !this.doubtful && this.columns.length) {
      const measure = options.wideMeasure ?? 'busy';
      findings.push({
        level: 'guess',
        where: place(name, this.shape.header.line),
        text: `The headers name servers and no measure: every column is taken as ${MEASURES[measure].label}${measure === 'busy' ? " in % of the server's own processors" : `, ${MEASURES[measure].unit}`}.`,
        fix: 'Choose another measure if that is wrong.',
      });
    }
    const unread = this.columns.filter(({ measure, meaning }) => measure === null && !meaning?.constant);
    if (unread.length) {
      findings.push({
        level: 'info',
        where: place(name, this.shape.header.line, unread[0].column + 1),
        text: `${plural(unread.length, 'column')} not used: ${some(unread.map(({ header }) => quoted(header)))}.`,
      });
    }
    if (this.shape.clock === 'elapsed') {
      findings.push({
        level: 'guess',
        where: name,
        text: 'The times are counted from the beginning and not from a date: the first is taken as 1970-01-01 00:00.',
      });
    }
    if (this.clock.zoned) {
      findings.push({
        level: 'info',
        where: name,
        text: 'Times carry a time zone; they are kept as the clock reads there.',
      });
    }
    return findings;
  }

  private columnOf(header: string, column: number, meaning: Meaning | null): WideColumn {
    const { options, name } = this.input;
    const asked = this.mapping.get(header.toLowerCase());
    const fallback = options.wideMeasure ?? 'busy';
    const alone = serverFromFile(name);
    if (asked === 'ignore') return { column, header, server: header, measure: null, meaning: null, scale: 1 };
    if (asked) {
      const server = meaning && this.headersName ? meaning.server || alone : header;
      return { column, header, server, measure: asked, meaning, scale: 1 };
    }
    if (this.doubtful) return { column, header, server: header, measure: null, meaning: null, scale: 1 };
    if (!this.headersName)
      return { column, header, server: serverNamed(header), measure: fallback, meaning: null, scale: 1 };
    if (!meaning) return { column, header, server: header, measure: null, meaning, scale: 1 };
    return {
      column,
      header,
      server: meaning.server || alone,
      measure: meaning.measure,
      meaning,
      scale: meaning.scale ?? 1,
    };
  }

  private keepConstant(
    server: string,
    what: 'cores' | 'memory' | 'clock',
    scale: number,
    slot: number,
  ): void {
    let own = this.constants.get(server);
    if (!own) this.constants.set(server, (own = {}));
    const constants = own;
    this.steps.push((values) => {
      const value = values[slot] * scale;
      if (value > (constants[what] ?? 0)) constants[what] = value;
    });
  }

  private factsOf(server: string): Partial<Facts> {
    const { cores, memory, clock } = this.constants.get(server) ?? {};
    return {
      ...(this.ofHost ? { measured: 'host' } : {}),
      ...(cores ? { cores: Math.max(1, Math.round(cores)) } : {}),
      ...(memory ? { memory: Math.round(memory) } : {}),
      // A capacity in MHz is that of all processors together.
      ...(clock ? { rating: Number((clock / Math.max(1, cores ?? 1)).toPrecision(4)) } : {}),
    };
  }
}

/** Whether a column holds words where loads would hold numbers, as far as the beginning shows. */
function isText(input: Input, shape: TableShape, column: number): boolean {
  const cells = input.head.rows
    .filter(({ line }) => line > shape.header.line)
    .map((row) => row.cells[column] ?? '')
    .filter((cell) => !/^\W*(nan|null|none|nil|n\/?a|missing|inf(inity)?)?\W*$/i.test(cell));
  return cells.length > 0 && cells.every((cell) => !/\d/.test(cell));
}

const LAST_RANK = 1 + Math.max(...Object.values(SERIES_RANK));

function keepOneStatistic(columns: readonly WideColumn[]): WideColumn[] {
  const best = new Map<string, number>();
  // What is used goes before what is left of it.
  const rankOf = ({ meaning }: WideColumn) =>
    SERIES_RANK[meaning?.statistic ?? 'single'] + (meaning?.idle ? LAST_RANK : 0);
  const keyOf = ({ server, measure }: WideColumn) => `${server}\u0001${measure}`;
  for (const column of columns) {
    best.set(keyOf(column), Math.min(best.get(keyOf(column)) ?? Infinity, rankOf(column)));
  }
  return columns.map((column) =>
    column.measure !== null && rankOf(column) > best.get(keyOf(column))!
      ? { ...column, measure: null }
      : column,
  );
}

/** `{instance="web01:9182", job="windows"}`, as Prometheus names a series, is about web01. */
function serverNamed(header: string): string {
  return /\b(?:instance|host|node)="([^":]+)/.exec(header)?.[1] ?? header;
}

function stepOf(series: MeasureSeries, parts: readonly { slot: number; scale: number }[]) {
  if (parts.length === 1) {
    const { slot, scale } = parts[0];
    return (values: Float64Array) => series.push(values[slot] * scale);
  }
  const mean = MEASURES[series.measure].total === 'mean';
  return (values: Float64Array) => {
    let sum = 0;
    let present = 0;
    for (const { slot, scale } of parts) {
      if (values[slot] !== values[slot]) continue;
      sum += values[slot] * scale;
      present++;
    }
    series.push(present ? (mean ? sum / present : sum) : NaN);
  };
}
