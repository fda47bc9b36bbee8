import type { MeasureId } from '../../estate/measure';
import type { Input } from '../format';
import { mappingOf } from '../mapping';
import { scaleFrom } from '../units';
import { vmwareAt } from '../vmware';
import type { Gatherer } from './gather';
import type { LineReader, LineTool } from './lines';
import { cellsOf, lineFormat } from './lines';

interface Known {
  readonly measure: MeasureId | 'cores' | 'memory';
  readonly rank: number;
}

/** Metrics of a virtual machine, by group and name; their unit stands in brackets. */
const METRICS: readonly (readonly [RegExp, Known])[] = [
  [/^cpu\|usage(?!.*%)/, { measure: 'usedGHz', rank: 0 }],
  [/^cpu\|demand(?!.*%)/, { measure: 'usedGHz', rank: 1 }],
  [/^cpu\|usage.*%/, { measure: 'busy', rank: 0 }],
  [/^cpu\|(number of v?cpus?|v?cpus?|provisioned v?cpus?)/, { measure: 'cores', rank: 0 }],
  [/^memory\|(host )?consumed(?!.*%)/, { measure: 'usedMiB', rank: 0 }],
  [/^memory\|utilization(?!.*%)/, { measure: 'usedMiB', rank: 1 }],
  [/^memory\|total capacity/, { measure: 'memory', rank: 0 }],
  [/^network( i\/o)?\|(usage rate|total throughput)/, { measure: 'networkMBs', rank: 0 }],
  [/^(virtual disk|disk space|datastore)\|(usage rate|total throughput)/, { measure: 'diskMBs', rank: 0 }],
  [/^(virtual disk|datastore)\|(total iops|commands per second)/, { measure: 'transfers', rank: 0 }],
];
const OBJECT = /^(vm|virtual machine)$/i;
const HOST = /^(host|host system|cluster|cluster compute resource|datacenter|datastore|vcenter|world)$/i;
/** The statistic of an interval: what it was at the end stands for a mean. */
const STATISTIC = /^(avg|average|mean|last|current|max|maximum|min|minimum|sum|std.*|percentile.*|first)$/i;
/** `9:00 AM 04 March 2024` */
const TIME_FIRST = /^(\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?),? (\d{1,2} [A-Za-z]+ \d{4})$/i;

interface Column {
  readonly known: Known;
  readonly scale: number;
  readonly rank: number;
}

function open(into: Gatherer, input: Input): LineReader {
  const delimiter = String.fromCharCode(input.head.dialect.delimiter);
  const mapping = mappingOf(input.options);
  let columns: (Column | null)[] = [];
  let named = { server: -1, time: -1 };
  let ofHosts = false;
  let first = NaN;

  const columnOf = (cell: string): Column | null => {
    const path = cell.split('|').map((part) => part.trim());
    const asked = mapping.get(cell.toLowerCase());
    if (asked === 'ignore' || path.length < 2) return null;
    if (asked) {
      into.meet(cell, asked);
      return { known: { measure: asked, rank: 0 }, scale: scaleFrom(cell, asked) ?? 1, rank: 0 };
    }
    const statistic = STATISTIC.test(path.at(-1)!) ? path.pop()!.toLowerCase() : 'avg';
    // A group and a metric are the least: what stands before them is the kind of object.
    if (path.length > 2 && (OBJECT.test(path[0]) || HOST.test(path[0]))) {
      ofHosts ||= HOST.test(path[0]);
      path.shift();
    }
    const metric = path.join('|').toLowerCase();
    const known = METRICS.find(([pattern]) => pattern.test(metric))?.[1] ?? null;
    const unused = () => (into.meet(cell, null), null);
    if (!known || ofHosts || /^(min|sum|std|first)/.test(statistic)) return unused();
    if (known.measure === 'cores') return { known, scale: 1, rank: 0 };
    const measure = known.measure === 'memory' ? 'usedMiB' : known.measure;
    const scale = measure === 'busy' || measure === 'transfers' ? 1 : scaleFrom(path.at(-1)!, measure);
    if (scale === null) {
      into.ask({ column: cell, why: 'it names no unit', guess: measure });
      return unused();
    }
    const peak = /^(max|percentile)/.test(statistic);
    if (known.measure !== 'memory') into.meet(cell, measure);
    return { known, scale, rank: known.rank + (peak ? 2 : 0) };
  };

  return {
    line(text, line) {
      const cells = cellsOf(text.replace(/^\uFEFF/, ''), delimiter);
      if (cells.every((cell) => cell === '')) return;
      if (columns.length === 0) {
        named = {
          server: cells.findIndex((c) => /^name$/i.test(c)),
          time: cells.findIndex((c) => TIME.test(c)),
        };
        if (named.server < 0 || named.time < 0) return;
        into.columns = cells.length;
        columns = cells.map(columnOf);
        return;
      }
      const server = cells[named.server] ?? '';
      const turned = TIME_FIRST.exec(cells[named.time] ?? '');
      const time = into.time(turned ? `${turned[2]} ${turned[1]}` : (cells[named.time] ?? ''));
      if (server === '' || time !== time || cells.length !== columns.length) {
        into.reject(line, text);
        return;
      }
      into.rows++;
      if (ofHosts) {
        into.leave(server, 'a host or a cluster of virtual machines');
        return;
      }
      into.name(server);
      if (first !== first) first = time;
      columns.forEach((column, k) => {
        if (!column) return;
        const { measure } = column.known;
        const figure = into.number(cells[k], line, measure === 'busy') * column.scale;
        if (measure === 'cores') {
          if (figure >= 1) into.state(server, { cores: Math.round(figure) });
        } else if (measure === 'memory') {
          if (figure > 0) into.state(server, { memory: Math.round(figure) });
        } else into.add(server, time, measure, figure, `${k}`, column.rank);
      });
    },
    end() {
      if (columns.some((column) => column && column.rank >= 2))
        into.say(
          'guess',
          'Where a column of means is lacking, the greatest of each interval stands in for it.',
        );
      for (const server of into.servers) into.state(server, { measured: 'host', present: vmwareAt([first]) });
    },
  };
}

const TIME = /^(interval breakdown|time ?stamp|date|time)$/i;

const TOOL: LineTool = {
  id: 'vrops',
  numbers: 'of its program',
  needed:
    'Make a view of virtual machines with an interval breakdown and the columns CPU|Usage (MHz), Memory|Consumed (KB), Network|Usage Rate (KBps) and Virtual Disk|Total Throughput (KBps), each as Average.',
  recognise: ({ rows }) => {
    const cells = rows[0]?.cells ?? [];
    return (
      cells.some((cell) => /^\uFEFF?name$/i.test(cell)) &&
      cells.some((cell) => TIME.test(cell)) &&
      cells.some((cell) => /^[^|]+\|[^|]+/.test(cell))
    );
  },
  open,
};

/** Views of vRealize and Aria Operations over time. */
export const vrops = lineFormat(TOOL);
