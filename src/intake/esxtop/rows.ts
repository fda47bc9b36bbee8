import type { Finding } from '../../estate/finding';
import type { MeasureId } from '../../estate/measure';
import { ClockReader } from '../bytes/dates';
import { GrowableTimes } from '../bytes/growable';
import type { RowHandler, RowPlan } from '../bytes/scan';
import { Kind } from '../bytes/scan';
import { MeasureSeries } from '../series';
import { RowLines } from '../timeline';
import { readGuestColumn } from './columns';
import { groupsOf, type FigureColumn } from './groups';

/** What the host says of one guest. */
export interface GuestLog {
  readonly series: Map<MeasureId, MeasureSeries>;
  /** Largest configured memory seen, MiB; 0: not in the log. */
  memory: number;
  /** Virtual processors counted from their worlds. */
  processors: number;
}

/** Collects an esxtop batch log: of tens of thousands of columns only those of guests that are used are decoded. */
export class EsxtopRows implements RowHandler {
  readonly times = new GrowableTimes();
  readonly clock = new ClockReader('calendar', 'mdy');
  readonly lines = new RowLines();
  readonly guests = new Map<string, GuestLog>();
  columns = 0;
  /** What was told of groups, for the reading. */
  findings: readonly Finding[] = [];
  headers = 0;
  private plan: RowPlan | null = null;
  private steps: ((values: Float64Array) => void)[] = [];

  constructor(private readonly name: string) {}

  header(cells: readonly string[]): RowPlan | null {
    // Terminal noise may precede the header.
    if (!/^\s*\(PDH-[CT]SV /.test(cells[0])) return null;
    this.headers++;
    this.columns = cells.length;
    const { guests, findings } = groupsOf(
      cells.flatMap((cell, k) => (k > 0 ? (readGuestColumn(cell, k) ?? []) : [])),
      this.name,
    );
    this.findings = findings;
    const found = guests.flatMap(({ name, columns }) =>
      columns.map((column) => ({ ...column, guest: name })),
    );
    const slots = new Int32Array(cells.length).fill(-1);
    slots[0] = 0;
    found.forEach(({ column }, k) => (slots[column] = k + 1));
    this.steps = [...grouped(found)].map(([, own]) => this.stepFor(own));
    this.plan = { slots, kinds: [Kind.time, ...found.map(() => Kind.number)] };
    return this.plan;
  }

  row(values: Float64Array, _cells: number, line: number): void {
    if (values[0] !== values[0]) return;
    this.lines.note(this.times.length, line);
    this.times.push(values[0]);
    for (const step of this.steps) step(values);
  }

  /** One measure of one guest: its columns (adapters, disks, both ways) added up. */
  private stepFor(own: readonly (FigureColumn & { slot: number })[]): (values: Float64Array) => void {
    const { guest, measure } = own[0];
    let log = this.guests.get(guest);
    if (!log) this.guests.set(guest, (log = { series: new Map(), memory: 0, processors: 0 }));
    const known = log;
    if (measure === 'worlds') {
      known.processors = own.length;
      return () => {};
    }
    const sum = (values: Float64Array) => {
      let total = NaN;
      for (const { slot, scale } of own) {
        const v = values[slot];
        if (v === v) total = (total === total ? total : 0) + v * scale;
      }
      return total;
    };
    if (measure === 'memoryMiB') {
      return (values) => {
        const size = sum(values);
        if (size > known.memory) known.memory = size;
      };
    }
    let series = known.series.get(measure);
    if (!series) known.series.set(measure, (series = new MeasureSeries(guest, measure)));
    const growing = series;
    return (values) => {
      growing.padTo(this.times.length - 1);
      growing.push(sum(values));
    };
  }
}

function grouped(columns: readonly FigureColumn[]): Map<string, (FigureColumn & { slot: number })[]> {
  const groups = new Map<string, (FigureColumn & { slot: number })[]>();
  columns.forEach((column, k) => {
    const key = `${column.guest}\u0001${column.measure}`;
    const own = groups.get(key);
    if (own) own.push({ ...column, slot: k + 1 });
    else groups.set(key, [{ ...column, slot: k + 1 }]);
  });
  return groups;
}
