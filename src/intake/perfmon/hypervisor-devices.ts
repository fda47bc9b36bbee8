import type { MeasureId } from '../../estate/measure';
import { GrowableFloats } from '../bytes/growable';
import { MeasureSeries } from '../series';
import type { CounterColumn } from './header';
import type { SlotOf } from './recipes';

interface Device {
  readonly object: string;
  readonly counter: string;
  /** The guest that an instance names. */
  readonly guest: RegExp;
  readonly measure: MeasureId;
  readonly scale: number;
}

/**
 * What a Hyper-V host counts of its guests besides processors. Adapters go by `GUEST_Network Adapter_GUID--GUID`; virtual
 * disks go by their files and name no guest.
 */
const DEVICES: readonly Device[] = [
  // MB of 2^20 bytes.
  {
    object: 'Hyper-V Dynamic Memory VM',
    counter: 'Physical Memory',
    guest: /^(.+)$/s,
    measure: 'usedMiB',
    scale: 1,
  },
  {
    object: 'Hyper-V Virtual Network Adapter',
    counter: 'Bytes/sec',
    guest: /^(.+?)_.*--/s,
    measure: 'networkMBs',
    scale: 1e-6,
  },
];

/** The same as a host's log is asked for them. */
export const HYPER_V_DEVICE_COUNTERS = DEVICES.map(({ object, counter }) => `\\${object}(*)\\${counter}`);

/** Figures of guests' memory and network, added up by guest and measure. */
export class GuestDevices {
  private readonly figures = new Map<string, Map<MeasureId, GrowableFloats>>();

  reads(columns: readonly CounterColumn[]): { column: CounterColumn; measure: MeasureId }[] {
    return columns.flatMap((column) => {
      const found = deviceOf(column);
      return found ? [{ column, measure: found.measure }] : [];
    });
  }

  /** Steps that take the figures out of each row. @param row the row that is being read, from 0 */
  steps(
    columns: readonly CounterColumn[],
    slotOf: SlotOf,
    row: () => number,
  ): ((values: Float64Array) => void)[] {
    const own = new Map<GrowableFloats, { slots: number[]; scale: number }>();
    for (const column of columns) {
      const found = deviceOf(column);
      if (!found) continue;
      const figures = this.figuresOf(found.guest, found.measure);
      const entry = own.get(figures) ?? { slots: [], scale: found.scale };
      entry.slots.push(slotOf(column));
      own.set(figures, entry);
    }
    return [...own].map(([figures, { slots, scale }]) => (values) => {
      while (figures.length < row()) figures.push(NaN);
      let sum = NaN;
      for (const slot of slots)
        if (values[slot] === values[slot]) sum = (sum === sum ? sum : 0) + values[slot] * scale;
      figures.push(sum);
    });
  }

  /** @param guest as its processors name it; case does not matter */
  seriesOf(guest: string, rows: number): MeasureSeries[] {
    const own = this.figures.get(guest.toLowerCase()) ?? [];
    return [...own].map(([measure, figures]) => {
      const series = new MeasureSeries(guest, measure, rows || undefined);
      for (const value of figures.take()) series.push(value);
      return series;
    });
  }

  private figuresOf(guest: string, measure: MeasureId): GrowableFloats {
    const key = guest.toLowerCase();
    const own = this.figures.get(key) ?? new Map<MeasureId, GrowableFloats>();
    this.figures.set(key, own);
    const figures = own.get(measure) ?? new GrowableFloats();
    own.set(measure, figures);
    return figures;
  }
}

function deviceOf({
  object,
  counter,
  instance,
}: CounterColumn): { guest: string; measure: MeasureId; scale: number } | null {
  const device = DEVICES.find((each) => sameWords(each.object, object) && sameWords(each.counter, counter));
  const guest = device?.guest.exec(instance ?? '')?.[1];
  if (!device || !guest || /^_total$/i.test(guest)) return null;
  return { guest, measure: device.measure, scale: device.scale };
}

const sameWords = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
