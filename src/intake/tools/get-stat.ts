import { crowd } from '../../estate/crowd';
import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import type { Input } from '../format';
import { mappingOf } from '../mapping';
import { plural, quoted } from '../words';
import { vmwareAt } from '../vmware';
import type { Gatherer } from './gather';
import type { LineReader, LineTool } from './lines';
import { cellsOf, lineFormat, numberIn } from './lines';

interface Known {
  readonly measure: MeasureId;
  /** From the unit that the row names to the measure's; `interval`: milliseconds of the interval, in %. */
  readonly units: Readonly<Record<string, number | 'interval'>>;
  /** Of several counters of one measure the lowest counts. */
  readonly rank?: number;
}

const THROUGHPUT = { kbps: 1e-3, kilobytespersecond: 1e-3, mbps: 1, megabytespersecond: 1 } as const;
const MEMORY = { kb: 1 / 1024, kilobytes: 1 / 1024, mb: 1, megabytes: 1 } as const;
const OF_INTERVAL = { millisecond: 'interval', ms: 'interval' } as const;
const EACH_SECOND = { number: 1, '': 1 } as const;

/** Counters by the id that Get-Stat writes (vSphere's performance manager). */
const KNOWN: Readonly<Record<string, Known>> = {
  'cpu.usagemhz.average': { measure: 'usedGHz', units: { mhz: 1e-3, megahertz: 1e-3 } },
  'cpu.usage.average': { measure: 'busy', units: { '%': 1, percent: 1 } },
  'cpu.ready.summation': { measure: 'ready', units: OF_INTERVAL },
  'cpu.costop.summation': { measure: 'costop', units: OF_INTERVAL },
  'mem.consumed.average': { measure: 'usedMiB', units: MEMORY },
  'net.usage.average': { measure: 'networkMBs', units: THROUGHPUT },
  'net.received.average': { measure: 'networkMBs', units: THROUGHPUT, rank: 2 },
  'net.transmitted.average': { measure: 'networkMBs', units: THROUGHPUT, rank: 2 },
  'disk.usage.average': { measure: 'diskMBs', units: THROUGHPUT },
  'virtualDisk.read.average': { measure: 'diskMBs', units: THROUGHPUT, rank: 2 },
  'virtualDisk.write.average': { measure: 'diskMBs', units: THROUGHPUT, rank: 2 },
  'virtualDisk.numberReadAveraged.average': { measure: 'transfers', units: EACH_SECOND },
  'virtualDisk.numberWriteAveraged.average': { measure: 'transfers', units: EACH_SECOND },
};

/** A managed object's id: kind and number; anything else tells no machines apart. */
const ID = /^[a-z]+-[a-z-]*\d+$/i;

/** By the id in small letters: exports differ in them. */
const COUNTERS = new Map(Object.entries(KNOWN).map(([id, known]) => [id.toLowerCase(), known]));

/** The counters to ask for: of each measure those that tell the whole of a machine. */
export const getStatCounters = (): string[] =>
  Object.entries(KNOWN).flatMap(([id, { measure, rank = 0 }]) =>
    rank === 0 || !Object.values(KNOWN).some((other) => other.measure === measure && (other.rank ?? 0) === 0)
      ? [id]
      : [],
  );

const COLUMNS = ['value', 'timestamp', 'metricid', 'unit', 'entity'] as const;
type Column = (typeof COLUMNS)[number] | 'entityid' | 'intervalsecs' | 'instance';

function open(into: Gatherer, { head, name, options }: Input): LineReader {
  const mapping = mappingOf(options);
  const delimiter = String.fromCharCode(head.dialect.delimiter);
  let at: ReadonlyMap<string, number> | null = null;
  /** The ids of each name: two machines of one name stay two. */
  const ids = new Map<string, Set<string>>();
  let first = NaN;
  return {
    line(text, line) {
      if (/^#TYPE /.test(text) || text.trim() === '') return;
      const cells = cellsOf(text.replace(/^\uFEFF/, ''), delimiter);
      if (at === null) {
        at = new Map(cells.map((cell, k) => [cell.toLowerCase(), k]));
        into.columns = cells.length;
        return;
      }
      const places = at;
      const cell = (column: Column) => cells[places.get(column) ?? -1] ?? '';
      const time = into.time(cell('timestamp'));
      const value = numberIn(cell('value'));
      if (time !== time || value !== value || cell('entity') === '' || cells.length !== places.size) {
        into.reject(line, text);
        return;
      }
      into.rows++;
      if (/^(HostSystem|ClusterComputeResource|ResourcePool)-/i.test(cell('entityid'))) {
        into.leave(cell('entity'), 'a host or a pool of virtual machines');
        return;
      }
      if (first !== first) first = time;
      const id = ID.test(cell('entityid')) ? cell('entityid') : '';
      const machine = `${cell('entity')}\u0001${id}`;
      ids.set(cell('entity'), (ids.get(cell('entity')) ?? new Set()).add(id));
      into.name(machine);
      const metric = cell('metricid').toLowerCase();
      const asked = mapping.get(metric);
      if (asked === 'ignore') return;
      const known: Known | undefined = asked ? { measure: asked, units: {} } : COUNTERS.get(metric);
      const unit = asked ? 1 : known && own(known.units, cell('unit').toLowerCase());
      if (!known || unit === undefined) {
        into.meet(`${cell('metricid')} (${cell('unit')})`, null);
        return;
      }
      const seconds = numberIn(cell('intervalsecs'));
      const scale = unit === 'interval' ? 100 / (1000 * seconds) : unit;
      into.meet(cell('metricid'), known.measure);
      // A processor, adapter or disk of its own; a row without one is of the whole machine.
      const instance = cell('instance');
      const rank = (known.rank ?? 0) + (instance === '' ? 0 : 1);
      into.add(machine, time, known.measure, value * scale, `${cell('metricid')} ${instance}`, rank);
    },
    end() {
      for (const machine of into.servers)
        into.state(machine, { measured: 'host', present: vmwareAt([first]) });
      const twice = [...ids].filter(([, own]) => own.size > 1).map(([each]) => each);
      if (twice.length > 0)
        into.say(
          'warning',
          `${plural(twice.length, 'name')} of several machines in ${name}: ${crowd(twice.map(quoted))}. They are kept apart by their ids.`,
          'Give each machine a name of its own.',
        );
      into.rename((machine) => {
        const [entity, id] = machine.split('\u0001');
        return ids.get(entity)!.size > 1 ? `${entity} (${id})` : entity;
      });
    },
  };
}

const TOOL: LineTool = {
  id: 'getStat',
  needed: `Ask for the counters of load: Get-Stat -Entity (Get-VM) -Stat ${getStatCounters().join(', ')} | Export-Csv week.csv -NoTypeInformation.`,
  recognise: ({ rows }) =>
    rows.slice(0, 2).some(({ cells }) => {
      const named = new Set(cells.map((cell) => cell.toLowerCase()));
      return COLUMNS.every((column) => named.has(column));
    }),
  open,
};

/** What PowerCLI's `Get-Stat | Export-Csv` writes. */
export const getStat = lineFormat(TOOL);
