import type { CounterSeen } from '../../estate/recording';
import { groupedBy } from '../../estate/grouped';
import { MEASURES, type MeasureId } from '../../estate/measure';
import { InputError } from '../../estate/finding';
import { GrowableTimes } from '../bytes/growable';
import { ClockReader, guessClock } from '../bytes/dates';
import type { RowHandler, RowPlan } from '../bytes/scan';
import { Kind } from '../bytes/scan';
import type { Input } from '../format';
import { place } from '../format';
import type { GrowableFloats } from '../bytes/growable';
import type { MeasureSeries } from '../series';
import { RowLines } from '../row-lines';
import { isMeasureName, mappedOf, serverFromFile, type Mapped } from '../mapping';
import { quoted } from '../words';
import type { Locale } from './names';
import type { CounterColumn, LogMark } from './header';
import { readMark, readPath, rejoined } from './header';
import { cook } from './recipes';
import { ServerLog } from './servers';

/** Lines of noise that may precede the header. */
const MOST_NOISE = 50;

/** Collects a Performance Monitor log row by row: only known counters are kept. */
export class PerfmonRows implements RowHandler {
  readonly times = new GrowableTimes();
  readonly servers = new Map<string, ServerLog>();
  readonly locales = new Map<Locale, number>();
  readonly clock: ClockReader;
  mark: LogMark | null = null;
  headers = 0;
  columns = 0;
  /** Rows without a readable time: prose, headers of spreadsheets, damage. */
  timeless = 0;
  /** Header cells that are no counter paths, with their place. */
  readonly oddCells: { cell: string; line: number; column: number }[] = [];
  /** Prose in the last header cell: what the collector's author wrote. */
  description: string | null = null;
  readonly lines = new RowLines();
  private noise = 0;
  private headerText = '';
  private plan: RowPlan | null = null;
  private steps: ((values: Float64Array) => void)[] = [];
  /** Measures that are one cell of the row each: most are, and a call of one kind costs least. */
  private cells: CellStep[] = [];

  constructor(private readonly input: Input) {
    this.clock = clockFor(input);
  }

  /** Each process was asked for, and so were figures of hosts beside those of their guests. */
  get keepsProcesses(): boolean {
    return this.input.options.keep === 'all processes';
  }

  get rows(): number {
    return this.times.length;
  }

  header(cut: readonly string[], line: number): RowPlan | null {
    const cells = rejoined(cut, String.fromCharCode(this.input.head.dialect.delimiter));
    const mark = readMark(cells[0]);
    const paths = cells.slice(1).map((cell, k) => readPath(cell, k + 1));
    if (
      mark.kind === null &&
      !paths.some((path) => path !== null && (path.server !== '' || path.use !== null))
    ) {
      if (++this.noise > MOST_NOISE && this.headers === 0) {
        throw new InputError(
          place(this.input.name, line),
          `${MOST_NOISE} lines and no header of a counter log: found ${quoted(cells[0])}, expected "(PDH-CSV 4.0)" and counter paths.`,
          'Delete what stands above the header, or choose another format.',
        );
      }
      return null;
    }
    const text = cells.join('\u0001');
    this.headers++;
    if (text === this.headerText && this.plan) return this.plan;
    this.headerText = text;
    this.mark ??= mark;
    this.columns = Math.max(this.columns, cells.length);
    this.plan = this.planFor(cells, paths, line);
    return this.plan;
  }

  row(values: Float64Array, _cells: number, line: number): void {
    const time = values[0];
    if (time !== time) {
      this.timeless++;
      return;
    }
    this.lines.note(this.times.length, line);
    this.times.push(time);
    const before = this.times.length - 1;
    for (const cell of this.cells) cell.take(values, before);
    for (const step of this.steps) step(values);
  }

  /** Every counter met, with the measure that it was read as. */
  counters(): CounterSeen[] {
    return [...this.servers.values()].flatMap((server) =>
      [...server.seen.values()].map(({ object, counter, instances, measure }) => ({
        server: server.name,
        object,
        counter,
        instances: instances.size,
        measure,
      })),
    );
  }

  private planFor(cells: readonly string[], paths: readonly (CounterColumn | null)[], line: number): RowPlan {
    const mapping = mappedOf(this.input.options);
    const slots = new Int32Array(cells.length).fill(-1);
    const kinds: Kind[] = [Kind.time];
    slots[0] = 0;
    const slotOf = ({ column }: CounterColumn): number => {
      if (slots[column] < 0) slots[column] = kinds.push(Kind.number) - 1;
      return slots[column];
    };

    const byServer = new Map<
      ServerLog,
      { known: CounterColumn[]; mapped: Map<MeasureId, CounterColumn[]> }
    >();
    // A counter that was picked twice, by itself and among all instances, is one.
    const met = new Set<string>();
    for (let k = 0; k < paths.length; k++) {
      const path = paths[k]?.cell;
      if (path !== undefined) {
        if (met.has(path)) continue;
        met.add(path);
      }
      const column = paths[k] ?? this.oddColumn(cells, k + 1, line, mapping);
      if (!column) continue;
      const server = this.serverOf(column.server);
      server.meet(column);
      let own = byServer.get(server);
      if (!own) byServer.set(server, (own = { known: [], mapped: new Map() }));
      const asked =
        mapping.get(column.cell.toLowerCase()) ??
        mapping.get(`${column.object}\\${column.counter}`.toLowerCase());
      const measure = asked?.as;
      if (asked && !isMeasureName(measure)) continue;
      if (isMeasureName(measure))
        own.mapped.set(measure, [...(own.mapped.get(measure) ?? []), { ...column, unit: asked?.unit }]);
      else own.known.push(column);
      if (column.locale) this.locales.set(column.locale, (this.locales.get(column.locale) ?? 0) + 1);
    }

    this.steps = [];
    this.cells = [];
    for (const [server, { known, mapped }] of byServer) this.cookServer(server, known, mapped, slotOf);
    return { slots, kinds };
  }

  private cookServer(
    server: ServerLog,
    known: readonly CounterColumn[],
    mapped: ReadonlyMap<MeasureId, readonly CounterColumn[]>,
    slotOf: (column: CounterColumn) => number,
  ): void {
    const byHand = new Map([...mapped].map(([measure, [{ cell }]]) => [measure, cell]));
    const { targets, adaptersLeft } = cook(server.name, known, mapped, slotOf);
    for (const adapter of adaptersLeft) server.adaptersLeft.add(adapter);
    for (const { measure, columns, compute, cell, guess } of targets) {
      const from = byHand.get(measure);
      const series: MeasureSeries = server.seriesOf(measure, this.rows, {
        unit: MEASURES[measure].unit,
        known: from ? 'person' : guess ? 'guess' : 'name',
        from: from ?? `${columns[0].object}\\${columns[0].counter}`,
      });
      for (const column of columns) server.seen.get(`${column.object}\\${column.counter}`)!.measure = measure;
      if (guess) server.guesses.add(guess);
      // Ticks of some processors stand for those of all.
      const some = measure === 'clockTicks' && columns.every(({ instance }) => /\d$/.test(instance ?? ''));
      const all = some ? Math.max(1, server.processorCount / columns.length) : 1;
      if (cell) {
        this.cells.push(new CellStep(series, cell.slot, cell.scale * all));
        continue;
      }
      this.steps.push((values) => {
        // A header in the middle may have left rows without this measure.
        if (series.length < this.times.length - 1) series.padTo(this.times.length - 1);
        series.push(compute(values) * all);
      });
    }
    const processes = known.filter((c) => c.objectId === 'process' && c.use === 'busy');
    const total = processes.find((c) => /^_total$/i.test(c.instance ?? ''));
    const idle = processes.find((c) => /^idle(:0)?$/i.test(c.instance ?? ''));
    if (total && idle) {
      const [slot, rest] = [slotOf(total), slotOf(idle)];
      this.steps.push((values) => {
        if (this.input.options.keep === 'all processes') {
          while (server.processWhole.length < this.times.length - 1) server.processWhole.push(NaN);
          server.processWhole.push(values[slot] - values[rest]);
        }
        if (!(values[slot] > 0)) return;
        server.processTotal += values[slot];
        server.processRows++;
      });
    }
    for (const use of ['installedMiB', 'hostMHz'] as const) this.constantOf(server, known, use, slotOf);
    for (const { column, measure } of server.hypervisor.reads(known))
      server.seen.get(`${column.object}\\${column.counter}`)!.measure = measure;
    this.steps.push(...server.hypervisor.steps(known, slotOf, () => this.times.length - 1));
    if (this.input.options.keep === 'all processes') {
      for (const column of ofOneObject(
        processes.filter((c) => !/^(_total|idle)(:0)?$/i.test(c.instance ?? '')),
      )) {
        const slot = slotOf(column);
        const series: GrowableFloats = server.processSeriesOf(column.instance ?? '', this.rows);
        this.steps.push((values) => {
          while (series.length < this.times.length - 1) series.push(NaN);
          series.push(values[slot]);
        });
      }
    }
  }

  private constantOf(
    server: ServerLog,
    known: readonly CounterColumn[],
    use: 'installedMiB' | 'hostMHz',
    slotOf: (column: CounterColumn) => number,
  ): void {
    const own = known.filter((c) => c.use === use);
    const total = own.filter((c) => c.instance === null || /^_total$/i.test(c.instance));
    const slots = (total.length ? total.slice(0, 1) : own).map(slotOf);
    if (slots.length === 0) return;
    this.steps.push((values) => {
      let sum = 0;
      for (const slot of slots) sum += values[slot] || 0;
      if (sum > (server.constants.get(use) ?? 0)) server.constants.set(use, sum);
    });
  }

  /** A header cell that is no path: prose at the end, or a column that a person can map by hand. */
  private oddColumn(
    cells: readonly string[],
    column: number,
    line: number,
    mapping: ReadonlyMap<string, Mapped>,
  ): CounterColumn | null {
    const cell = cells[column];
    if (!mapping.has(cell.toLowerCase())) {
      if (cell === '') return null;
      if (column === cells.length - 1 && (cell.length > 60 || /\s\S+\s\S+\s/.test(cell))) {
        this.description = cell;
        return null;
      }
      this.oddCells.push({ cell, line, column: column + 1 });
    }
    return {
      column,
      cell,
      server: '',
      object: '',
      instance: null,
      counter: cell,
      objectId: null,
      use: null,
      locale: null,
    };
  }

  /** Names of machines are compared without case; a path without one means the file's own machine. */
  private serverOf(name: string): ServerLog {
    const shown = name || this.soleServer() || serverFromFile(this.input.name);
    const key = shown.toLowerCase();
    let server = this.servers.get(key);
    if (!server) this.servers.set(key, (server = new ServerLog(shown)));
    return server;
  }

  private soleServer(): string | null {
    return this.servers.size === 1 ? [...this.servers.values()][0].name : null;
  }
}

/** Columns of the object that lists most of them: Process and Process V2 list the same processes under other names. */
function ofOneObject(columns: readonly CounterColumn[]): readonly CounterColumn[] {
  const objects = [...groupedBy(columns, ({ object }) => object.toLowerCase()).values()];
  return objects.reduce<readonly CounterColumn[]>((most, own) => (own.length > most.length ? own : most), []);
}

class CellStep {
  constructor(
    private readonly series: MeasureSeries,
    private readonly slot: number,
    private readonly scale: number,
  ) {}

  /** @param before rows before this one: a header in the middle may have left some without the measure */
  take(values: Float64Array, before: number): void {
    if (this.series.length < before) this.series.padTo(before);
    this.series.push(values[this.slot] * this.scale);
  }
}

const NATIVE_TIME = /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d\.\d{3}$/;

/** Logs as Windows writes them have US dates in every country; a spreadsheet may have written others. */
function clockFor({ head, options }: Input): ClockReader {
  const samples = head.rows.flatMap(({ cells }) => (/^\d/.test(cells[0]) ? [cells[0]] : []));
  const guessed = guessClock(samples, 'time');
  const native = samples.length > 0 && samples.every((cell) => NATIVE_TIME.test(cell));
  const order = options.dateOrder ?? (native ? 'mdy' : undefined);
  return new ClockReader(guessed?.kind ?? 'calendar', order, guessed?.unit);
}
