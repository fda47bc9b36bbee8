import { crowd } from '../../estate/crowd';
import type { Finding } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import { MEASURES, type MeasureId } from '../../estate/measure';
import type { CounterSeen, Reading } from '../../estate/recording';
import { ClockReader } from '../bytes/dates';
import { GrowableFloats, GrowableTimes } from '../bytes/growable';
import type { RowHandler, RowPlan, RowScanner } from '../bytes/scan';
import { Kind } from '../bytes/scan';
import type { Input } from '../format';
import { place } from '../format';
import { FORMAT_LABELS } from '../formats';
import { report, refuseNoRows, type ServerColumns } from '../report';
import { customaryOrder } from '../writing';
import type { CounterColumn } from '../perfmon/header';
import { readPath } from '../perfmon/header';
import { isMeasureName, mappedOf, serverFromFile } from '../mapping';
import { cook } from '../perfmon/recipes';
import { ServerLog } from '../perfmon/servers';
import type { HowKnown } from '../series';
import { thousands, quoted } from '../words';
import { align } from './align';
import { Pairs } from './pairs';
import { headedColumns, keepFirst, repeatedFindings } from './repeated';
import type { TableShape } from './shape';
import type { Meaning } from './vocabulary';
import { LAST_RANK, meaningOf, saysUnit, SERIES_RANK } from './vocabulary';

/** One counter of one server as a long table gives it. */
interface LongSeries {
  readonly server: number;
  /** Number of the counter's path, or the column that holds it. */
  readonly counter: number;
  readonly times: GrowableTimes;
  readonly values: GrowableFloats;
}

/** Reads `timestamp, guest, counter, value`, counter paths too, and `timestamp, guest, cpu %, memory MB, ...`. */
export async function readLong(input: Input, shape: TableShape): Promise<Reading> {
  const rows = new LongRows(input, shape);
  const scanner = await input.scan(rows, () => rows.clock);
  refuseNoRows(input, scanner, rows.rows, shape.header.line);
  const loose = rows.series.map((series) => ({
    ...series,
    times: series.times.take(),
    values: series.values.take(),
  }));
  const settled = rows.clock.settle(
    loose.map(({ times }) => times),
    customaryOrder(input),
  );
  const byServer = new Map<string, { column: CounterColumn; times: Float64Array; values: Float32Array }[]>();
  for (const series of loose) {
    const { column, server } = rows.describe(series, scanner);
    const own = byServer.get(server);
    if (own) own.push({ column, ...series });
    else byServer.set(server, [{ column, ...series }]);
  }
  const read = [...byServer].map(([name, own]) => serverOf(name, own, input));
  const counters = read.flatMap((each) => each.counters);
  return report(input, {
    format: FORMAT_LABELS.long,
    rows: rows.rows,
    columns: shape.header.cells.length,
    servers: read.map(({ columns }) => columns),
    scanner,
    settled,
    clock: rows.clock,
    counters,
    unused: {
      noun: 'counter',
      names: [...new Set(counters.filter((c) => c.measure === null).map((c) => c.counter))],
    },
    question: {
      text: `Not enough to fold: none of its counters is one of load. Found ${crowd([...new Set(counters.map(({ counter }) => quoted(counter)))], 6)}; needed is at least processor busy in %.`,
      fix: 'Map a counter to a measure by hand.',
    },
    findings: rows.findings(),
  });
}

/** The counters of one server, brought onto times of its own. */
function serverOf(
  name: string,
  own: readonly { column: CounterColumn; times: Float64Array; values: Float32Array }[],
  input: Input,
): { columns: ServerColumns; counters: CounterSeen[] } {
  const { times, columns } = align(own);
  const server = new ServerLog(name);
  const cooked = cookLong(
    server,
    own.map(({ column }, slot) => ({ ...column, column: slot })),
    input,
  );
  const row = new Float64Array(columns.length);
  const steps = cooked.targets.map(({ measure, compute }) => {
    const series = server.seriesOf(measure, 0, cooked.how.get(measure));
    return () => series.push(compute(row));
  });
  for (let k = 0; k < times.length; k++) {
    for (let c = 0; c < columns.length; c++) row[c] = columns[c][k];
    for (const step of steps) step();
  }
  const asWritten = own.reduce((most, each) => (each.times.length > most.times.length ? each : most)).times;
  return {
    columns: {
      server: name,
      times,
      asWritten,
      series: [...server.series.values()],
      facts: factsOf(server, cooked.constants, columns),
      processes: [...server.processes].sort(),
    },
    counters: [...server.seen.values()].map(({ object, counter, instances, measure }) => ({
      server: name,
      object,
      counter,
      instances: instances.size,
      measure,
    })),
  };
}

class LongRows implements RowHandler {
  readonly clock: ClockReader;
  readonly series: LongSeries[] = [];
  rows = 0;
  nameless = 0;
  private readonly bySeries = new Pairs();
  private readonly byObject = new Pairs();
  private readonly byInstance = new Pairs();
  /** By number of a counter of an object and an instance: the names of the three; -1 where there is none. */
  private readonly parts: [counter: number, object: number, instance: number][] = [];
  private readonly byGroup = new Pairs();
  /** By number of a server of a group: the names of both. */
  private readonly groups: [server: number, group: number][] = [];
  private slots = {
    server: -1,
    group: -1,
    counter: -1,
    object: -1,
    instance: -1,
    ofDay: -1,
  };
  private values: { slot: number; column: number }[] = [];
  /** The columns of figures, where each has a head of its own. */
  private readonly headed: ReturnType<typeof headedColumns>;

  constructor(
    private readonly input: Input,
    private readonly shape: TableShape,
  ) {
    this.clock = new ClockReader(shape.clock, input.options.dateOrder, shape.clockUnit);
    this.headed = headedColumns(input, shape.header.cells, shape.value < 0 ? shape.measures : []);
  }

  header(cells: readonly string[], line: number): RowPlan | null {
    const { shape } = this;
    if (line < shape.header.line) return null;
    const slots = new Int32Array(cells.length).fill(-1);
    const kinds: Kind[] = [Kind.time];
    slots[shape.time] = 0;
    const take = (column: number, kind: Kind) => (column < 0 ? -1 : (slots[column] = kinds.push(kind) - 1));
    this.slots = {
      ofDay: take(shape.timeOfDay, Kind.timeOfDay),
      server: take(shape.server, Kind.text),
      group: take(shape.group, Kind.text),
      counter: take(shape.counter, Kind.text),
      // The unit of a figure takes the place of the object, which such tables have none of.
      object: take(shape.object >= 0 ? shape.object : shape.unit, Kind.text),
      instance: take(shape.instance, Kind.text),
    };
    const first = keepFirst(this.headed);
    const read = first.filter(({ measure }, k) => measure === this.headed[k].measure);
    const columns = shape.value >= 0 ? [shape.value] : read.map(({ column }) => column);
    this.values = columns.map((column) => {
      const meaning = shape.value < 0 && this.input.head.decimalSure ? meaningOf(cells[column]) : null;
      const share = meaning?.measure === 'busy' && meaning.percent;
      return { column, slot: take(column, share ? Kind.share : Kind.number) };
    });
    return { slots, kinds };
  }

  row(row: Float64Array): void {
    const { slots } = this;
    let time = row[0];
    if (time !== time) return;
    if (slots.ofDay >= 0) time += row[slots.ofDay] || 0;
    const server = slots.server < 0 ? 0 : slots.group < 0 ? row[slots.server] : this.groupNumber(row);
    const counter = slots.counter < 0 ? -1 : this.counterNumber(row);
    if (server !== server || counter !== counter) {
      this.nameless++;
      return;
    }
    this.rows++;
    for (const { slot, column } of this.values) {
      const what = counter < 0 ? column : counter;
      const series = (this.series[this.bySeries.number(server, what)] ??= {
        server,
        counter: what,
        times: new GrowableTimes(64),
        values: new GrowableFloats(64),
      });
      series.times.push(time);
      series.values.push(row[slot]);
    }
  }

  /** What a series is of, once the names are known. */
  describe(series: Pick<LongSeries, 'server' | 'counter'>, scanner: RowScanner) {
    const { shape } = this;
    const texts = scanner.names.texts;
    const alone = serverFromFile(this.input.name);
    const [name, group] = shape.group < 0 ? [series.server, -1] : this.groups[series.server];
    const said = shape.server < 0 ? null : group < 0 ? texts[name] : `${texts[name]} (${texts[group]})`;
    let column: CounterColumn;
    if (shape.counter < 0) column = plainColumn(shape.header.cells[series.counter]);
    else {
      const [counter, object, instance] = this.parts[series.counter];
      const unit = shape.object < 0 && object >= 0 ? ` ${texts[object]}` : '';
      const path =
        object >= 0 && unit === ''
          ? `\\${texts[object]}${instance >= 0 ? `(${texts[instance]})` : ''}\\${texts[counter]}`
          : texts[counter] + unit;
      const read = path.includes('\\') ? readPath(path, 0) : null;
      column = read ?? plainColumn(texts[counter] + unit, instance >= 0 ? texts[instance] : null);
    }
    const server = column.server || said || alone;
    return { column: { ...column, server }, server };
  }

  findings(): Finding[] {
    const { name } = this.input;
    const { line } = this.shape.header;
    const told = repeatedFindings(this.headed, (column) => place(name, line, column + 1));
    if (this.nameless === 0) return told;
    const text = `${thousands(this.nameless)} rows without a name of the server or the counter were left out.`;
    return [...told, { level: 'warning', where: name, text }];
  }

  private groupNumber(row: Float64Array): number {
    const server = row[this.slots.server];
    if (server !== server) return NaN;
    const group = nameIn(row, this.slots.group);
    const number = this.byGroup.number(server, group + 1);
    this.groups[number] ??= [server, group];
    return number;
  }

  private counterNumber(row: Float64Array): number {
    const { slots } = this;
    const counter = row[slots.counter];
    if (counter !== counter) return NaN;
    const object = nameIn(row, slots.object);
    const instance = nameIn(row, slots.instance);
    const number = this.byInstance.number(this.byObject.number(counter, object + 1), instance + 1);
    this.parts[number] ??= [counter, object, instance];
    return number;
  }
}

/** The number of a name; -1 where its cell is blank, or there is no such column. */
function nameIn(row: Float64Array, slot: number): number {
  const name = slot < 0 ? NaN : row[slot];
  return name === name ? name : -1;
}

function plainColumn(counter: string, instance: string | null = null): CounterColumn {
  return {
    column: 0,
    cell: counter,
    server: '',
    object: '',
    instance,
    counter,
    objectId: null,
    use: null,
    locale: null,
  };
}

/** Recipes for the counters of one server: paths as in a log, words as in a wide table's header. */
function cookLong(server: ServerLog, columns: readonly CounterColumn[], input: Input) {
  const mapping = mappedOf(input.options);
  const mapped = new Map<MeasureId, CounterColumn[]>();
  const worded = new Map<MeasureId, { column: CounterColumn; scale: number }[]>();
  const known: CounterColumn[] = [];
  const how = new Map<MeasureId, HowKnown>();
  const constants: { what: NonNullable<Meaning['constant']>; slot: number; scale: number }[] = [];
  for (const column of columns) {
    server.meet(column);
    const asked =
      mapping.get(column.cell.toLowerCase()) ??
      mapping.get(`${column.object}\\${column.counter}`.toLowerCase());
    const measure = asked?.as;
    if (asked && !isMeasureName(measure)) continue;
    if (isMeasureName(measure)) {
      mapped.set(measure, [...(mapped.get(measure) ?? []), { ...column, unit: asked?.unit }]);
      continue;
    }
    known.push(column);
    if (column.object !== '') continue;
    const meaning = meaningOf(column.counter);
    if (meaning?.constant) {
      constants.push({ what: meaning.constant, slot: column.column, scale: meaning.scale ?? 1 });
    }
    // What more its name says may be another thing: the working set of a process is no memory of the server.
    if (!meaning?.measure || meaning.server !== '') continue;
    const list = worded.get(meaning.measure) ?? [];
    worded.set(meaning.measure, [...list, { column, scale: meaning.scale ?? 1 }]);
  }
  const isIdle = ({ column }: { column: CounterColumn }) => meaningOf(column.counter)?.idle ?? false;
  const rankOf = ({ column }: { column: CounterColumn }) => {
    const meaning = meaningOf(column.counter);
    return SERIES_RANK[meaning?.statistic ?? 'single'] + (meaning?.whole ? LAST_RANK : 0);
  };
  for (const [measure, parts] of worded) {
    const best = Math.min(...parts.map(rankOf));
    const alike = parts.filter((part) => rankOf(part) === best);
    // A total and its parts are not added.
    const whole = alike.filter(({ column }) => /^(_total)?$/i.test(column.instance ?? ''));
    const busy = (whole.length > 0 ? whole : alike).filter((part) => !isIdle(part));
    const used = busy.length > 0 ? busy : alike;
    worded.set(measure, used);
    how.set(measure, howOf(measure, used[0].column.counter, busy.length === 0));
  }
  for (const [measure, [{ cell }]] of mapped) {
    how.set(measure, { unit: MEASURES[measure].unit, known: 'person', from: cell });
  }
  const { targets } = cook(server.name, known, mapped, ({ column }) => column);
  const all = [...targets];
  for (const [measure, parts] of worded) {
    if (all.some((target) => target.measure === measure)) continue;
    const slots = parts.map(({ column, scale }) => ({ slot: column.column, scale }));
    all.push({
      server: server.name,
      measure,
      columns: parts.map(({ column }) => column),
      compute: (values) => {
        let sum = NaN;
        for (const { slot, scale } of slots) {
          if (values[slot] === values[slot]) sum = (sum === sum ? sum : 0) + values[slot] * scale;
        }
        return measure === 'busy' ? sum / slots.length : sum;
      },
    });
  }
  for (const { measure, columns: own } of all) {
    for (const { object, counter } of own) server.seen.get(`${object}\\${counter}`)!.measure = measure;
  }
  return { targets: all, how, constants };
}

/** How a counter in words is known: by its name; its unit too, where it names one. */
function howOf(measure: MeasureId, from: string, idle: boolean): HowKnown {
  const { scale = null, percent = false, unit } = meaningOf(from) ?? {};
  const said = saysUnit(measure, { percent, scale });
  return {
    unit: said ? (unit ?? MEASURES[measure].unit) : null,
    known: 'name',
    from,
    ...(idle ? { idle: true as const } : {}),
  };
}

function factsOf(
  server: ServerLog,
  constants: readonly { what: 'cores' | 'memory' | 'clock'; slot: number; scale: number }[],
  columns: readonly Float32Array[],
): Partial<Facts> {
  const facts: { -readonly [K in keyof Facts]?: Facts[K] } = {};
  if (server.processorCount) facts.threads = server.processorCount;
  for (const { what, slot, scale } of constants) {
    const greatest = columns[slot].reduce((most, value) => (value > most ? value : most), 0) * scale;
    if (what === 'cores' && greatest >= 1) facts.cores = Math.round(greatest);
    if (what === 'memory' && greatest > 0) facts.memory = Math.round(greatest);
  }
  return facts;
}
