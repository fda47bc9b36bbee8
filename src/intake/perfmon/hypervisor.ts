import type { MeasureId } from '../../estate/measure';
import type { Recording } from '../../estate/recording';
import { vmwareAt } from '../vmware';
import { GrowableFloats } from '../bytes/growable';
import type { ServerColumns } from '../report';
import { MeasureSeries } from '../series';
import type { CounterColumn } from './header';
import { GuestDevices } from './hypervisor-devices';
import type { SlotOf } from './recipes';

/** Virtual processors as a Hyper-V host lists them: `MAIL01:Hv VP 0`. The name of the pattern is in no language. */
const HYPER_V = /^(.+):hv vp (\d+)$/i;
/** What the hypervisor gave, its own work for the guest included. */
const TOTAL_RUN_TIME = /^% total run time$|gesamtlaufzeit|temps d'exécution total|tiempo total de ejecución/i;
/** The same without the hypervisor's own work, where nothing else was logged. */
const GUEST_RUN_TIME = /^% guest run time$/i;
/** How long it waits before a dispatch, ns, and how often it is dispatched: together, how long it waits. */
const WAIT_PER_DISPATCH = /^cpu wait time per dispatch$/i;
const DISPATCHES = /^logical processor dispatches\/sec$/i;
const NS_PER_S = 1e9;

/** The same as a host's log is asked for them. */
export const HYPER_V_COUNTERS = [
  '% Total Run Time',
  'CPU Wait Time Per Dispatch',
  'Logical Processor Dispatches/sec',
].map((counter) => `\\Hyper-V Hypervisor Virtual Processor(*)\\${counter}`);

type Told = 'run' | 'guest' | 'wait' | 'dispatches';

/** What a column of a Hyper-V host tells of a virtual processor; null: nothing that is used. */
function toldBy(counter: string): Told | null {
  if (TOTAL_RUN_TIME.test(counter)) return 'run';
  if (GUEST_RUN_TIME.test(counter)) return 'guest';
  if (WAIT_PER_DISPATCH.test(counter)) return 'wait';
  return DISPATCHES.test(counter) ? 'dispatches' : null;
}

/** Where the figures of one virtual processor stand in a row; -1: not logged. */
type Slots = Record<Told, number>;

interface Given {
  /** % of one processor, added up over the virtual ones. */
  readonly percent: GrowableFloats;
  /** The same of its waiting; NaN where either of the two counters is missing. */
  readonly ready: GrowableFloats;
  readonly processors: Set<string>;
  /** The figure is a share of all its processors. */
  readonly ofAll: boolean;
}

/**
 * What a hypervisor says of guests in a Windows log: of every guest in the log of a Hyper-V host (Hyper-V Hypervisor
 * Virtual Processor), and of the guest itself in a log that VMware Tools added to (VM Processor).
 */
export class HypervisorFigures {
  private readonly guests = new Map<string, Given>();
  private readonly devices = new GuestDevices();

  constructor(private readonly server: { readonly name: string; readonly processorCount: number }) {}

  /** The columns that say what a hypervisor gave. */
  reads(columns: readonly CounterColumn[]): { column: CounterColumn; measure: MeasureId }[] {
    const processors = columns.filter((column) => this.read(column) !== null);
    return [
      ...processors.map((column) => ({ column, measure: 'usedCores' as const })),
      ...this.devices.reads(columns),
    ];
  }

  /** Steps that take the figures out of each row. @param row the row that is being read, from 0 */
  steps(
    columns: readonly CounterColumn[],
    slotOf: SlotOf,
    row: () => number,
  ): ((values: Float64Array) => void)[] {
    const own = new Map<string, { given: Given; processors: Map<string, Slots> }>();
    for (const column of columns) {
      const found = this.read(column);
      if (!found) continue;
      const { given, told } = found;
      if (found.processor !== null && (told === 'run' || told === 'guest'))
        given.processors.add(found.processor);
      const entry = own.get(found.guest) ?? { given, processors: new Map<string, Slots>() };
      const key = found.processor ?? '';
      const slots = entry.processors.get(key) ?? { run: -1, guest: -1, wait: -1, dispatches: -1 };
      slots[told] = slotOf(column);
      entry.processors.set(key, slots);
      own.set(found.guest, entry);
    }
    const figures = [...own.values()].map(({ given, processors }) => (values: Float64Array) => {
      for (const series of [given.percent, given.ready]) while (series.length < row()) series.push(NaN);
      let run = NaN;
      let ready = 0;
      for (const slots of processors.values()) {
        const value = values[slots.run < 0 ? slots.guest : slots.run];
        if (value === value && value !== undefined) run = (run === run ? run : 0) + value;
        // One that tells less than the others leaves the waiting of all of them open.
        ready +=
          slots.run < 0 && slots.guest < 0
            ? 0
            : (100 * values[slots.wait] * values[slots.dispatches]) / NS_PER_S;
      }
      given.percent.push(run);
      given.ready.push(ready);
    });
    return [...figures, ...this.devices.steps(columns, slotOf, row)];
  }

  /** Guests of which it holds figures. */
  get names(): readonly string[] {
    return [...this.guests.keys()];
  }

  /** The columns of each guest, in the times of the log. */
  servers(times: Float64Array, zone: Recording['zone']): ServerColumns[] {
    const told = [...this.guests].filter(([, { ofAll, processors }]) => ofAll || processors.size > 0);
    return told.map(([server, { percent, ready, processors, ofAll }]) => {
      const all = ofAll ? this.server.processorCount || 1 : 1;
      // Hyper-V's is time on the clock; what VMware Tools hand in is scaled by clock speed, as % Used is.
      const measures: MeasureId[] = ofAll ? ['usedCores', 'hostBusy'] : ['usedCores', 'runCores'];
      const series = measures.map((measure) => {
        const own = new MeasureSeries(server, measure, times.length || undefined);
        for (const value of percent.take()) own.push(measure === 'hostBusy' ? value : (value / 100) * all);
        return own;
      });
      const waits = new MeasureSeries(server, 'ready', times.length || undefined);
      for (const value of ready.take()) waits.push(value);
      if (waits.present > 0) series.push(waits);
      if (!ofAll) series.push(...this.devices.seriesOf(server, times.length));
      return {
        server,
        times,
        series,
        facts: {
          measured: 'host' as const,
          present: ofAll ? vmwareAt(times) : ('hyperv' as const),
          ...(processors.size ? { cores: processors.size } : {}),
        },
        more: zone ? { zone } : {},
      };
    });
  }

  private read(
    column: CounterColumn,
  ): { guest: string; processor: string | null; told: Told; given: Given } | null {
    const { object, instance, counter, objectId, use } = column;
    if (
      objectId === 'vmProcessor' &&
      /^_total$/i.test(instance ?? '_total') &&
      /^% processor time$/i.test(counter)
    )
      return {
        guest: this.server.name,
        processor: null,
        told: 'run',
        given: this.givenTo(this.server.name, true),
      };
    const match = use === null && /hyper-v/i.test(object) ? HYPER_V.exec(instance ?? '') : null;
    const told = match ? toldBy(counter) : null;
    if (!match || told === null) return null;
    return { guest: match[1], processor: match[2], told, given: this.givenTo(match[1], false) };
  }

  private givenTo(guest: string, ofAll: boolean): Given {
    let given = this.guests.get(guest);
    if (!given) {
      given = { percent: new GrowableFloats(), ready: new GrowableFloats(), processors: new Set(), ofAll };
      this.guests.set(guest, given);
    }
    return given;
  }
}
