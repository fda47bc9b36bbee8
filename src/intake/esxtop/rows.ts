import type { Finding } from '../../estate/finding';
import type { MeasureId } from '../../estate/measure';
import { ClockReader } from '../bytes/dates';
import { GrowableTimes } from '../bytes/growable';
import type { RowHandler, RowPlan } from '../bytes/scan';
import { Kind } from '../bytes/scan';
import { MeasureSeries } from '../series';
import { RowLines } from '../row-lines';
import { readGuestColumn } from './columns';
import { groupsOf, type FigureColumn, type GuestGroup } from './groups';

/** What the host says of one guest. */
export interface GuestLog {
  readonly series: Map<MeasureId, MeasureSeries>;
  /** Largest configured memory seen, MiB; 0: not in the log. */
  memory: number;
  /** Virtual processors counted from their worlds. */
  processors: number;
}

/** One measure of one guest: its columns (adapters, disks, both ways) stand in a row of slots and are added up. */
interface Step {
  readonly guest: GuestLog;
  /** Null for configured memory, which is no series. */
  readonly series: MeasureSeries | null;
  readonly first: number;
  readonly scales: Float64Array;
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
  private steps: readonly Step[] = [];

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
    const slots = new Int32Array(cells.length).fill(-1);
    const kinds: Kind[] = [Kind.time];
    slots[0] = 0;
    this.steps = guests.flatMap((group) => this.stepsOf(group, slots, kinds));
    return { slots, kinds };
  }

  row(values: Float64Array, _cells: number, line: number): void {
    if (values[0] !== values[0]) return;
    const row = this.times.length;
    this.lines.note(row, line);
    this.times.push(values[0]);
    for (const { guest, series, first, scales } of this.steps) {
      let sum = NaN;
      for (let k = 0; k < scales.length; k++) {
        const value = values[first + k] * scales[k];
        if (value === value) sum = sum === sum ? sum + value : value;
      }
      if (series) {
        // A header in the middle may have left rows without this measure.
        if (series.length < row) series.padTo(row);
        series.push(sum);
      } else if (sum > guest.memory) guest.memory = sum;
    }
  }

  private stepsOf({ name, columns }: GuestGroup, slots: Int32Array, kinds: Kind[]): Step[] {
    let guest = this.guests.get(name);
    if (!guest) this.guests.set(name, (guest = { series: new Map(), memory: 0, processors: 0 }));
    const known = guest;
    const byMeasure = new Map<FigureColumn['measure'], FigureColumn[]>();
    for (const column of columns) {
      const own = byMeasure.get(column.measure);
      if (own) own.push(column);
      else byMeasure.set(column.measure, [column]);
    }
    return [...byMeasure].flatMap(([measure, own]): Step[] => {
      if (measure === 'worlds') {
        known.processors = own.length;
        return [];
      }
      let series: MeasureSeries | null = null;
      if (measure !== 'memoryMiB') {
        series = known.series.get(measure) ?? new MeasureSeries(name, measure);
        known.series.set(measure, series);
      }
      const first = kinds.length;
      for (const { column } of own) slots[column] = kinds.push(Kind.number) - 1;
      return [{ guest: known, series, first, scales: Float64Array.from(own, ({ scale }) => scale) }];
    });
  }
}
