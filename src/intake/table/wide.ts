import { crowd } from '../../estate/crowd';
import type { Finding } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import type { MeasureId } from '../../estate/measure';
import { MEASURES } from '../../estate/measure';
import type { Question } from '../../estate/question';
import type { CounterSeen, Reading } from '../../estate/recording';
import { ClockReader } from '../bytes/dates';
import { GrowableTimes } from '../bytes/growable';
import type { RowHandler, RowPlan } from '../bytes/scan';
import { Kind } from '../bytes/scan';
import type { Input } from '../format';
import { place } from '../format';
import { FORMAT_LABELS } from '../formats';
import { report, refuseNoRows, type FileColumns, type ServerColumns } from '../report';
import { customaryOrder } from '../writing';
import { isMeasureName, mappedOf, serverFromFile, type Mapped } from '../mapping';
import { MeasureSeries, type HowKnown } from '../series';
import { RowLines } from '../row-lines';
import { quoted } from '../words';
import { isNoName, isText, oddOnes, phrasesAmong, speaksOfNothing, whyNotBusy } from './doubt';
import { keepFirst, repeatedFindings } from './repeated';
import type { TableShape } from './shape';
import { whyTotal } from './totals';
import type { Meaning } from './vocabulary';
import { dialectOf } from './dialects';
import { LAST_RANK, meaningOf, saysUnit, SERIES_RANK } from './vocabulary';

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
  refuseNoRows(input, scanner, rows.times.length, shape.header.line);
  const times = rows.times.take();
  const settled = rows.clock.settle([times], customaryOrder(input));
  rows.addTimeOfDay(times);
  return report(input, {
    format: FORMAT_LABELS.wide,
    rows: times.length,
    columns: shape.header.cells.length,
    servers: rows.servers(times),
    scanner,
    settled,
    clock: rows.clock,
    lineOf: (row) => rows.lines.lineOf(row),
    counters: rows.counters(),
    unused: rows.unused,
    question: {
      text: rows.question,
      fix: 'Say what the columns are: map each to a measure, or choose what all of them hold.',
    },
    questions: rows.questions,
    findings: rows.findings(),
  });
}

class WideRows implements RowHandler {
  readonly clock: ClockReader;
  readonly times = new GrowableTimes();
  readonly lines = new RowLines();
  private readonly series = new Map<string, MeasureSeries>();
  private readonly ofDay = new GrowableTimes();
  private readonly columns: readonly WideColumn[];
  /** What is told of heads that stand over several columns. */
  private readonly repeated: readonly Finding[];
  private readonly constants = new Map<string, { cores?: number; memory?: number; clock?: number }>();
  private readonly steps: ((values: Float64Array) => void)[] = [];
  private readonly headersName: boolean;
  /** Neither do most headers speak of measures, nor are all of them names: nothing is taken for a server. */
  private readonly doubtful: boolean;
  /** Names that are more likely quantities than servers: asked about. */
  private readonly odd: ReadonlySet<string>;
  /** The host's own log of a guest. */
  private readonly ofHost: boolean;
  private readonly mapping: ReadonlyMap<string, Mapped>;

  constructor(
    private readonly input: Input,
    private readonly shape: TableShape,
  ) {
    this.clock = new ClockReader(shape.clock, input.options.dateOrder, shape.clockUnit);
    this.mapping = mappedOf(input.options);
    const headers = shape.header.cells;
    const own = headers.flatMap((header, column) =>
      column === shape.time || column === shape.timeOfDay || header === '' ? [] : [{ header, column }],
    );
    const named = own.filter(({ header }) => !speaksOfNothing(header));
    const phrases = phrasesAmong(
      named.flatMap(({ header }) => (whyTotal(header, input.name) ? [] : [header])),
    );
    // Names such as `cpu-test01` and `mailserver_net` are no measures: headers are taken apart only when most speak of one.
    const dialect = dialectOf(headers);
    this.ofHost = dialect !== null;
    const meanings = own.map(({ header }) => (dialect ?? meaningOf)(header));
    const speaking = meanings.filter((meaning) => meaning !== null).length;
    this.headersName = speaking * 2 > named.length;
    // A column beside servers that is a quantity and names none: then the others may be quantities, too.
    // Who chose this format, or what the columns hold, has answered.
    this.doubtful =
      !this.headersName &&
      input.options.wideMeasure === undefined &&
      input.options.format !== 'wide' &&
      (meanings.some((meaning) => meaning?.server === '') ||
        phrases > 0 ||
        named.some(({ header, column }) => isNoName(header) || isText(input, shape, column)));
    const met = keepOneStatistic(
      own.map(({ header, column }, k) => this.columnOf(header, column, meanings[k])),
    );
    this.columns = keepFirst(met);
    this.repeated = repeatedFindings(met, (column) => place(input.name, shape.header.line, column + 1));
    const measures = new Map<string, MeasureId[]>();
    for (const { server, measure, header } of this.columns) {
      if (measure === null) continue;
      const known = measures.get(server) ?? [];
      // What a person said is in no doubt.
      measures.set(server, [
        ...known,
        ...(this.mapping.has(header.toLowerCase()) ? [measure, measure] : [measure]),
      ]);
    }
    this.odd = this.headersName && !this.doubtful ? oddOnes(measures) : new Set();
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
      const share = measure === 'busy' && meaning?.percent === true && this.input.head.decimalSure;
      const slot = (slots[column] = kinds.push(share ? Kind.share : Kind.number) - 1);
      if (measure === null) {
        this.keepConstant(server, meaning!.constant!, scale, slot);
        continue;
      }
      const key = `${server}\u0001${measure}`;
      let series = this.series.get(key);
      if (!series) {
        series = new MeasureSeries(
          server,
          measure,
          undefined,
          this.howOf(this.columns.find((c) => c.column === column)!),
        );
        this.series.set(key, series);
      }
      sums.set(series, [...(sums.get(series) ?? []), { slot, scale }]);
    }
    for (const [series, parts] of sums) this.steps.push(stepOf(series, parts));
    return { slots, kinds };
  }

  row(values: Float64Array, _cells: number, line: number): void {
    const time = values[0];
    if (time !== time) return;
    this.lines.note(this.times.length, line);
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
    const headers = crowd(
      this.columns.map(({ header }) => quoted(header)),
      6,
    );
    return this.doubtful
      ? `The columns ${headers} cannot be told apart: some name a quantity and no server, the others neither a measure nor surely a server. Nothing is folded on a guess.`
      : this.questions.length
        ? `The columns ${headers} name no measure, and their values are no % of processors. Nothing is folded on a guess.`
        : `No column holds a figure that can be folded: found ${headers}; needed is at least processor busy in %.`;
  }

  /** What is asked of each column that could not be taken for anything. */
  get questions(): Omit<Question, 'file'>[] {
    if (!this.doubtful) {
      return [...this.series.values()].flatMap((series): Omit<Question, 'file'>[] => {
        const column = series.how.from ?? series.server;
        if (this.odd.has(series.server))
          return [
            {
              column,
              why: `It would make a server of its own, ${quoted(series.server)}, of which nothing tells how busy its processors are, as the other columns do of theirs.`,
              guess: 'ignore',
            },
          ];
        const why = whyNotBusy(series);
        return why ? [{ column, why, guess: null }] : [];
      });
    }
    return this.columns
      .filter(({ header }) => !this.mapping.has(header.toLowerCase()) && !speaksOfNothing(header))
      .map(({ header }) => {
        const meaning = meaningOf(header);
        return {
          column: header,
          why: meaning
            ? 'It names a quantity and no server.'
            : 'It is neither a known measure nor surely the name of a server.',
          guess: meaning ? (meaning.measure ?? 'ignore') : isNoName(header) ? 'ignore' : null,
        };
      });
  }

  /** Columns that are no load, or that nobody could tell. */
  get unused(): FileColumns['unused'] {
    const unread = this.columns.filter(({ measure, meaning }) => measure === null && !meaning?.constant);
    if (unread.length === 0) return undefined;
    const where = place(this.input.name, this.shape.header.line, unread[0].column + 1);
    return { names: unread.map(({ header }) => header), noun: 'column', where };
  }

  servers(times: Float64Array): ServerColumns[] {
    const byServer = new Map<string, MeasureSeries[]>();
    for (const series of this.series.values()) {
      if (whyNotBusy(series) || this.odd.has(series.server)) continue;
      const own = byServer.get(series.server);
      if (own) own.push(series);
      else byServer.set(series.server, [series]);
    }
    return [...byServer].map(([server, series]) => ({ server, times, series, facts: this.factsOf(server) }));
  }

  private howOf({ header, measure, meaning }: WideColumn): HowKnown {
    const from = header;
    const asked = this.mapping.get(header.toLowerCase());
    if (asked) return { unit: asked.unit, known: 'person', from };
    if (!meaning) {
      const person = this.input.options.wideMeasure !== undefined;
      // Per cent or shares of one: the size of the values tells.
      const unit = measure === 'busy' ? null : MEASURES[measure!].unit;
      return { unit, known: person ? 'person' : 'guess', from };
    }
    const said = saysUnit(measure!, meaning);
    const idle = meaning.idle ? ({ idle: true } as const) : {};
    return { unit: said ? (meaning.unit ?? MEASURES[measure!].unit) : null, known: 'name', from, ...idle };
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
    const findings: Finding[] = [...this.repeated];
    const { name, options } = this.input;
    if (!this.headersName && !this.doubtful && this.columns.length) {
      const measure = options.wideMeasure ?? 'busy';
      findings.push({
        level: 'guess',
        where: place(name, this.shape.header.line),
        text: `The headers name servers and no measure: every column is taken as ${MEASURES[measure].label}${measure === 'busy' ? " in % of the server's own processors" : `, ${MEASURES[measure].unit}`}.`,
        fix: 'Choose another measure if that is wrong.',
        ...(options.wideMeasure ? {} : { doubt: { of: 'unit' as const, servers: this.columns.length } }),
      });
    }
    return findings;
  }

  private columnOf(header: string, column: number, meaning: Meaning | null): WideColumn {
    const { options, name } = this.input;
    const asked = this.mapping.get(header.toLowerCase());
    const fallback = options.wideMeasure ?? 'busy';
    const alone = serverFromFile(name);
    const none = { column, header, server: header, measure: null, meaning: null, scale: 1 };
    if (asked) {
      const { as: measure, scale } = asked;
      if (!isMeasureName(measure)) return none;
      return {
        column,
        header,
        server: asked.server ?? this.serverMapped(header, meaning),
        measure,
        meaning,
        scale,
      };
    }
    if (this.doubtful || speaksOfNothing(header)) return none;
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

  /**
   * Of which server a column is that a person gave a measure: of the one that its header names beside a quantity; of the
   * file's own where it names a quantity alone, or is the only one of that measure; else it is itself a server's name.
   */
  private serverMapped(header: string, meaning: Meaning | null): string {
    const alone = serverFromFile(this.input.name);
    if (meaning?.server === '') return alone;
    if (this.headersName) return meaning?.server ?? header;
    const measure = this.mapping.get(header.toLowerCase())!.as;
    const alike = this.shape.header.cells.filter(
      (cell) => this.mapping.get(cell.toLowerCase())?.as === measure && !meaningOf(cell),
    );
    const several = new Set([...this.mapping.values()].map(({ as }) => as).filter(isMeasureName)).size > 1;
    return alike.length > 1 || !several ? header : alone;
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

function keepOneStatistic(columns: readonly WideColumn[]): WideColumn[] {
  const best = new Map<string, number>();
  // What is used goes before what is left of it.
  const rankOf = ({ meaning }: WideColumn) =>
    SERIES_RANK[meaning?.statistic ?? 'single'] + (meaning?.idle || meaning?.whole ? LAST_RANK : 0);
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
