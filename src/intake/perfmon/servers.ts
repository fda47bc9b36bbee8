import type { MeasureId } from '../../estate/measure';
import { GrowableFloats } from '../bytes/growable';
import { MeasureSeries, type HowKnown } from '../series';
import { HypervisorFigures } from './hypervisor';
import type { CounterUse } from './uses/entry';
import type { CounterColumn } from './header';
import { programOf } from './signs';

/** A counter as it was met, over all instances. */
export interface SeenCounter {
  readonly object: string;
  readonly counter: string;
  readonly instances: Set<string>;
  measure: MeasureId | null;
}

/** All that one log says of one machine, over however many headers. */
export class ServerLog {
  readonly series = new Map<MeasureId, MeasureSeries>();
  readonly processSeries = new Map<string, GrowableFloats>();
  /** _Total less Idle of the processes, row by row; empty where either was not logged. */
  readonly processWhole = new GrowableFloats();
  readonly seen = new Map<string, SeenCounter>();
  readonly processes = new Set<string>();
  /** Programs that an object of another name seems to list: threads, and processes in a language not known here. */
  readonly programs = new Set<string>();
  readonly adapters = new Set<string>();
  readonly adaptersLeft = new Set<string>();
  readonly objects = new Set<string>();
  readonly guesses = new Set<string>();
  /** Numbered instances of Processor, and of Processor Information, which numbers them anew in each NUMA node. */
  private readonly numbered = {
    processor: new Set<string>(),
    processorInformation: new Set<string>(),
  };
  /** Processors as the processes' _Total tells them, one sum for each row. */
  processTotal = 0;
  processRows = 0;
  readonly constants = new Map<CounterUse, number>();
  readonly hypervisor: HypervisorFigures;

  constructor(readonly name: string) {
    this.hypervisor = new HypervisorFigures(this);
  }

  /** Notes what a header tells about the machine. */
  meet(column: CounterColumn): void {
    this.objects.add(column.object);
    const key = `${column.object}\\${column.counter}`;
    let seen = this.seen.get(key);
    if (!seen) {
      seen = { object: column.object, counter: column.counter, instances: new Set(), measure: null };
      this.seen.set(key, seen);
    }
    seen.instances.add(column.instance ?? '');
    if (column.instance === null) return;
    if (column.objectId === 'process' && !/^(_total|idle)(:0)?$/i.test(column.instance)) {
      this.processes.add(programOf(column.instance));
    }
    if (column.objectId === null) this.programs.add(programOf(column.instance));
    if (column.objectId === 'processor' && /^\d+$/.test(column.instance)) {
      this.numbered.processor.add(column.instance);
    }
    if (column.objectId === 'processorInformation' && /^\d+,\d+$/.test(column.instance)) {
      this.numbered.processorInformation.add(column.instance);
    }
    if (column.objectId === 'networkInterface' || column.objectId === 'networkAdapter') {
      this.adapters.add(column.instance);
    }
  }

  /** Processors, by the object that lists more of them: Processor knows those of one group, 64 at most. 0: none is listed. */
  get processorCount(): number {
    return Math.max(...Object.values(this.numbered).map(({ size }) => size));
  }

  seriesOf(measure: MeasureId, rows: number, how?: HowKnown): MeasureSeries {
    let series = this.series.get(measure);
    if (!series) this.series.set(measure, (series = new MeasureSeries(this.name, measure, undefined, how)));
    series.padTo(rows);
    return series;
  }

  processSeriesOf(instance: string, rows: number): GrowableFloats {
    let series = this.processSeries.get(instance);
    if (!series) this.processSeries.set(instance, (series = new GrowableFloats()));
    while (series.length < rows) series.push(NaN);
    return series;
  }
}
