import { InputError } from '../../estate/finding';
import type { Finding } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import type { MeasureId } from '../../estate/measure';
import type { CounterSeen, Reading, Recording } from '../../estate/recording';
import { ClockReader } from '../bytes/dates';
import { GrowableFloats, GrowableTimes } from '../bytes/growable';
import type { RowHandler, RowPlan, RowScanner } from '../bytes/scan';
import { Kind } from '../bytes/scan';
import type { Input } from '../format';
import { place } from '../format';
import { FORMAT_LABELS } from '../formats';
import { customaryOrder, dateFindings, encodingWords } from '../writing';
import type { CounterColumn } from '../perfmon/header';
import { readPath } from '../perfmon/header';
import { mappingOf, serverFromFile } from '../mapping';
import { cook } from '../perfmon/recipes';
import { ServerLog } from '../perfmon/servers';
import { amountWords, coverageWords, MeasureSeries, seriesFindings, silentServers } from '../series';
import { spanWords, timelineFindings, lookAlong } from '../timeline';
import { refuseLongerRows, troubleFindings } from '../trouble';
import { thousands, plural, quoted, some } from '../words';
import { align } from './align';
import { rescale, turnIdle } from './rescale';
import type { TableShape } from './shape';
import type { Meaning } from './vocabulary';
import { withoutTotals } from './totals';
import { meaningOf, SERIES_RANK } from './vocabulary';

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
  if (rows.rows === 0) {
    throw new InputError(
      place(input.name, scanner.badTimes.line || shape.header.line + 1),
      scanner.badTimes.count
        ? `found ${quoted(scanner.badTimes.texts[0])}, expected a date and a time.`
        : 'a header and not one row of samples.',
      'Write times as 2026-11-22 14:05:00.',
    );
  }
  refuseLongerRows(input, scanner, rows.rows, shape.header.cells.length);
  const loose = rows.series.map((series) => ({
    ...series,
    times: series.times.take(),
    values: series.values.take(),
  }));
  const settled = rows.clock.settle(
    loose.map(({ times }) => times),
    customaryOrder(input),
  );

  const findings: Finding[] = [];
  const recordings: Recording[] = [];
  const counters: CounterSeen[] = [];
  const all: MeasureSeries[] = [];
  const unsaid = new Set<MeasureSeries>();
  const idle: Float32Array[] = [];
  const taken = new Map<MeasureSeries, Float32Array>();
  const byServer = new Map<string, { column: CounterColumn; times: Float64Array; values: Float32Array }[]>();
  for (const series of loose) {
    const { column, server } = rows.describe(series, scanner);
    byServer.set(server, [...(byServer.get(server) ?? []), { column, ...series }]);
  }
  for (const [name, own] of byServer) {
    const { times, columns } = align(own);
    const server = new ServerLog(name);
    const cooked = cookLong(
      server,
      own.map(({ column }, slot) => ({ ...column, column: slot })),
      input,
    );
    const row = new Float64Array(columns.length);
    for (const { measure } of cooked.targets) server.seriesOf(measure, 0);
    for (let k = 0; k < times.length; k++) {
      for (let c = 0; c < columns.length; c++) row[c] = columns[c][k];
      for (const { measure, compute } of cooked.targets) server.series.get(measure)!.push(compute(row));
    }
    const measures: Partial<Record<MeasureId, Float32Array>> = {};
    for (const [measure, series] of server.series) {
      all.push(series);
      if (series.present === 0) continue;
      measures[measure] = series.take();
      taken.set(series, measures[measure]);
      if (cooked.unsaid.has(measure)) unsaid.add(series);
      if (cooked.idle.has(measure)) idle.push(measures[measure]);
    }
    for (const { object, counter, instances, measure } of server.seen.values()) {
      counters.push({ server: name, object, counter, instances: instances.size, measure });
    }
    if (Object.keys(measures).length === 0) continue;
    recordings.push({
      server: name,
      source: input.name,
      times,
      measures,
      facts: factsOf(server, cooked.constants, columns),
      processes: [...server.processes].sort(),
    });
  }
  findings.push(...rescale(taken, unsaid, input.name), ...seriesFindings(all, input.name));
  idle.forEach(turnIdle);
  const { servers, leftOut } = withoutTotals(recordings, input.name);

  const longest = servers.reduce<Recording | null>(
    (best, r) => (best === null || r.times.length > best.times.length ? r : best),
    null,
  );
  const useful = all.filter((s) => s.present > 0);
  if (longest) {
    const line = lookAlong(longest.times);
    findings.unshift({
      level: 'info',
      where: input.name,
      text: `Read ${plural(rows.rows, 'row')}, ${amountWords(useful)}: ${spanWords(line)}. Samples that hold a value: ${coverageWords(useful, longest.times.length)}.`,
    });
    findings.push(...timelineFindings(line, longest.server, () => longest.server).slice(0, 2));
  } else {
    findings.unshift({
      level: 'error',
      where: input.name,
      text: `Not enough to fold: none of its counters is one of load. Found ${some([...new Set(counters.map(({ counter }) => quoted(counter)))], 6)}; needed is at least processor busy in %.`,
      fix: 'Map a counter to a measure by hand.',
    });
  }
  const unread = [...new Set(counters.filter((c) => c.measure === null).map((c) => c.counter))];
  if (unread.length && longest) {
    findings.push({
      level: 'info',
      where: input.name,
      text: `${plural(unread.length, 'counter')} not used: ${some(unread.map(quoted))}.`,
    });
  }
  if (rows.nameless > 0) {
    findings.push({
      level: 'warning',
      where: input.name,
      text: `${thousands(rows.nameless)} rows without a name of the server or the counter were left out.`,
    });
  }
  findings.push(...dateFindings(input.name, settled));
  findings.push({ level: 'info', where: input.name, text: `${encodingWords(input)}.` });
  findings.push(...troubleFindings(input.name, scanner, shape.header.cells.length));
  return {
    name: input.name,
    format: FORMAT_LABELS.long,
    bytes: input.bytes(),
    rows: rows.rows,
    columns: shape.header.cells.length,
    recordings: servers,
    leftOut: silentServers(byServer.keys(), servers, input.name, leftOut),
    counters,
    findings,
  };
}

class LongRows implements RowHandler {
  readonly clock: ClockReader;
  readonly series: LongSeries[] = [];
  rows = 0;
  nameless = 0;
  private readonly bySeries = new Map<number, LongSeries>();
  private readonly combined = new Map<number, number>();
  /** By number of a combined counter: the numbers of object, instance and counter. */
  private readonly parts: [number, number, number][] = [];
  private slots: { server: number; counter: number; object: number; instance: number; ofDay: number } = {
    server: -1,
    counter: -1,
    object: -1,
    instance: -1,
    ofDay: -1,
  };
  private values: { slot: number; column: number }[] = [];

  constructor(
    private readonly input: Input,
    private readonly shape: TableShape,
  ) {
    this.clock = new ClockReader(shape.clock, input.options.dateOrder, shape.clockUnit);
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
      counter: take(shape.counter, Kind.text),
      // The unit of a figure takes the place of the object, which such tables have none of.
      object: take(shape.object >= 0 ? shape.object : shape.unit, Kind.text),
      instance: take(shape.instance, Kind.text),
    };
    const columns = shape.value >= 0 ? [shape.value] : shape.measures;
    this.values = columns.map((column) => ({ column, slot: take(column, Kind.number) }));
    return { slots, kinds };
  }

  row(row: Float64Array): void {
    const { slots } = this;
    let time = row[0];
    if (time !== time) return;
    if (slots.ofDay >= 0) time += row[slots.ofDay] || 0;
    const server = slots.server < 0 ? 0 : row[slots.server];
    const counter = slots.counter < 0 ? -1 : this.counterNumber(row);
    if (server !== server || counter !== counter) {
      this.nameless++;
      return;
    }
    this.rows++;
    for (const { slot, column } of this.values) {
      const what = counter < 0 ? column : counter;
      const key = server * 0x100000 + what;
      let series = this.bySeries.get(key);
      if (!series) {
        series = { server, counter: what, times: new GrowableTimes(64), values: new GrowableFloats(64) };
        this.bySeries.set(key, series);
        this.series.push(series);
      }
      series.times.push(time);
      series.values.push(row[slot]);
    }
  }

  /** What a series is of, once the names are known. */
  describe(series: LongSeries | { server: number; counter: number }, scanner: RowScanner) {
    const { shape } = this;
    const texts = scanner.names.texts;
    const alone = serverFromFile(this.input.name);
    const said = shape.server >= 0 ? texts[series.server] : null;
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

  private counterNumber(row: Float64Array): number {
    const { slots } = this;
    const counter = row[slots.counter];
    const object = slots.object < 0 ? -1 : row[slots.object];
    const instance = slots.instance < 0 ? -1 : row[slots.instance];
    if (counter !== counter) return NaN;
    let key = counter;
    if (object === object && object >= 0) key += (object + 1) * 0x10000;
    if (instance === instance && instance >= 0) key += (instance + 1) * 0x10000 * 0x10000;
    let number = this.combined.get(key);
    if (number === undefined) {
      number =
        this.parts.push([counter, object === object ? object : -1, instance === instance ? instance : -1]) -
        1;
      this.combined.set(key, number);
    }
    return number;
  }
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
  const mapping = mappingOf(input.options);
  const mapped = new Map<MeasureId, CounterColumn[]>();
  const worded = new Map<MeasureId, { column: CounterColumn; scale: number }[]>();
  const known: CounterColumn[] = [];
  const unsaid = new Set<MeasureId>();
  const idle = new Set<MeasureId>();
  const constants: { what: NonNullable<Meaning['constant']>; slot: number; scale: number }[] = [];
  for (const column of columns) {
    server.meet(column);
    const asked =
      mapping.get(column.cell.toLowerCase()) ??
      mapping.get(`${column.object}\\${column.counter}`.toLowerCase());
    if (asked === 'ignore') continue;
    if (asked) {
      mapped.set(asked, [...(mapped.get(asked) ?? []), column]);
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
    if (meaning.scale === null && !meaning.percent) unsaid.add(meaning.measure);
    const list = worded.get(meaning.measure) ?? [];
    worded.set(meaning.measure, [...list, { column, scale: meaning.scale ?? 1 }]);
  }
  const isIdle = ({ column }: { column: CounterColumn }) => meaningOf(column.counter)?.idle ?? false;
  const rankOf = ({ column }: { column: CounterColumn }) =>
    SERIES_RANK[meaningOf(column.counter)?.statistic ?? 'single'];
  for (const [measure, parts] of worded) {
    const best = Math.min(...parts.map(rankOf));
    const alike = parts.filter((part) => rankOf(part) === best);
    // A total and its parts are not added.
    const whole = alike.filter(({ column }) => /^(_total)?$/i.test(column.instance ?? ''));
    const busy = (whole.length > 0 ? whole : alike).filter((part) => !isIdle(part));
    worded.set(measure, busy.length > 0 ? busy : alike);
    if (busy.length === 0) idle.add(measure);
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
  return { targets: all, unsaid, idle, constants };
}

function factsOf(
  server: ServerLog,
  constants: readonly { what: 'cores' | 'memory' | 'clock'; slot: number; scale: number }[],
  columns: readonly Float32Array[],
): Partial<Facts> {
  const facts: { -readonly [K in keyof Facts]?: Facts[K] } = {};
  if (server.processors.size) facts.threads = server.processors.size;
  for (const { what, slot, scale } of constants) {
    const greatest = columns[slot].reduce((most, value) => (value > most ? value : most), 0) * scale;
    if (what === 'cores' && greatest >= 1) facts.cores = Math.round(greatest);
    if (what === 'memory' && greatest > 0) facts.memory = Math.round(greatest);
  }
  return facts;
}
