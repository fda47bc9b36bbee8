import type { MeasureId } from '../../estate/measure';
import type { Recording } from '../../estate/recording';
import { vmwareAt } from '../vmware';
import { GrowableFloats } from '../bytes/growable';
import type { ServerColumns } from '../report';
import { MeasureSeries } from '../series';
import type { CounterColumn } from './header';
import type { SlotOf } from './recipes';

/** Virtual processors as a Hyper-V host lists them: `MAIL01:Hv VP 0`. The name of the pattern is in no language. */
const HYPER_V = /^(.+):hv vp (\d+)$/i;
/** What the hypervisor gave, its own work for the guest included. */
const TOTAL_RUN_TIME = /^% total run time$|gesamtlaufzeit|temps d'exécution total|tiempo total de ejecución/i;

interface Given {
  /** % of one processor, added up over the virtual ones. */
  readonly percent: GrowableFloats;
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

  constructor(private readonly server: { readonly name: string; readonly processors: ReadonlySet<string> }) {}

  /** The columns that say what a hypervisor gave. */
  reads(columns: readonly CounterColumn[]): readonly CounterColumn[] {
    return columns.filter((column) => this.read(column) !== null);
  }

  /** Steps that take the figures out of each row. @param row the row that is being read, from 0 */
  steps(
    columns: readonly CounterColumn[],
    slotOf: SlotOf,
    row: () => number,
  ): ((values: Float64Array) => void)[] {
    const own = new Map<string, { given: Given; slots: number[] }>();
    for (const column of columns) {
      const found = this.read(column);
      if (!found) continue;
      const { given } = found;
      if (found.processor !== null) given.processors.add(found.processor);
      const entry = own.get(found.guest) ?? { given, slots: [] };
      entry.slots.push(slotOf(column));
      own.set(found.guest, entry);
    }
    return [...own.values()].map(({ given, slots }) => (values) => {
      while (given.percent.length < row()) given.percent.push(NaN);
      let sum = NaN;
      for (const slot of slots) {
        const value = values[slot];
        if (value === value) sum = (sum === sum ? sum : 0) + value;
      }
      given.percent.push(sum);
    });
  }

  /** Guests of which it holds figures. */
  get names(): readonly string[] {
    return [...this.guests.keys()];
  }

  /** The columns of each guest, in the times of the log. */
  servers(times: Float64Array, zone: Recording['zone']): ServerColumns[] {
    return [...this.guests].map(([server, { percent, processors, ofAll }]) => {
      const all = ofAll ? this.server.processors.size || 1 : 1;
      // Hyper-V's is time on the clock; what VMware Tools hand in is scaled by clock speed, as % Used is.
      const measures: MeasureId[] = ofAll ? ['usedCores', 'hostBusy'] : ['usedCores', 'runCores'];
      const series = measures.map((measure) => {
        const own = new MeasureSeries(server, measure, times.length || undefined);
        for (const value of percent.take()) own.push(measure === 'hostBusy' ? value : (value / 100) * all);
        return own;
      });
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

  private read(column: CounterColumn): { guest: string; processor: string | null; given: Given } | null {
    const { object, instance, counter, objectId, use } = column;
    if (
      objectId === 'vmProcessor' &&
      /^_total$/i.test(instance ?? '_total') &&
      /^% processor time$/i.test(counter)
    )
      return { guest: this.server.name, processor: null, given: this.givenTo(this.server.name, true) };
    const match = use === null && /hyper-v/i.test(object) ? HYPER_V.exec(instance ?? '') : null;
    if (!match || !TOTAL_RUN_TIME.test(counter)) return null;
    return { guest: match[1], processor: match[2], given: this.givenTo(match[1], false) };
  }

  private givenTo(guest: string, ofAll: boolean): Given {
    let given = this.guests.get(guest);
    if (!given) {
      given = { percent: new GrowableFloats(), processors: new Set(), ofAll };
      this.guests.set(guest, given);
    }
    return given;
  }
}
