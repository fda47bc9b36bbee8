import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import type { Input } from '../format';
import { mappingOf } from '../mapping';
import { vmwareAt } from '../vmware';
import type { Gatherer } from './gather';
import type { LineReader, LineTool } from './lines';
import { cellsOf, lineFormat } from './lines';

type Chart = 'cpu' | 'memory' | 'disk' | 'network';
interface Known {
  readonly measure: MeasureId;
  readonly scale: number;
  readonly rank?: number;
  readonly chart: Chart;
}

/** Counters as vCenter's charts head them: MHz, KB and KBps, none of which the header names. */
const COUNTERS: Readonly<Record<string, Known>> = {
  'usage in mhz': { measure: 'usedGHz', scale: 1e-3, chart: 'cpu' },
  ready: { measure: 'ready', scale: 1, chart: 'cpu' },
  consumed: { measure: 'usedMiB', scale: 1 / 1024, chart: 'memory' },
  'read rate': { measure: 'diskMBs', scale: 1e-3, rank: 1, chart: 'disk' },
  'write rate': { measure: 'diskMBs', scale: 1e-3, rank: 1, chart: 'disk' },
  'data receive rate': { measure: 'networkMBs', scale: 1e-3, rank: 1, chart: 'network' },
  'data transmit rate': { measure: 'networkMBs', scale: 1e-3, rank: 1, chart: 'network' },
};
/** Others that only one chart has. */
const TELLING: Readonly<Record<string, Chart>> = {
  active: 'memory',
  granted: 'memory',
  'host consumed %': 'memory',
  balloon: 'memory',
  'co-stop': 'cpu',
};
/** `Usage for NAME` by chart: the same words stand for three quantities. */
const USAGE: Readonly<Record<Chart, Known | null>> = {
  cpu: { measure: 'busy', scale: 1, chart: 'cpu' },
  disk: { measure: 'diskMBs', scale: 1e-3, chart: 'disk' },
  network: { measure: 'networkMBs', scale: 1e-3, chart: 'network' },
  memory: null,
};

const COLUMN = /^(.+?) for (.+?)(?: \([^()]*\))?$/i;
/** `Fri Sep 6 02:00:00 GMT+0200 2019` */
const LONG_DATE = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2}) (\d\d:\d\d:\d\d) \S+ (\d{4})$/;

function chartOf(counters: readonly string[], { name }: Input): Chart | null {
  for (const counter of counters) {
    const chart = own(COUNTERS, counter)?.chart ?? own(TELLING, counter);
    if (chart) return chart;
  }
  const base = name.toLowerCase();
  if (/\b(cpu|processor)/.test(base)) return 'cpu';
  if (/\bdisk|datastore/.test(base)) return 'disk';
  return /\bnet(work)?\b/.test(base) ? 'network' : null;
}

interface Column {
  readonly server: string;
  readonly known: Known | null;
}

function open(into: Gatherer, input: Input): LineReader {
  const delimiter = String.fromCharCode(input.head.dialect.delimiter);
  const mapping = mappingOf(input.options);
  let columns: (Column | null)[] = [];
  /** Milliseconds ready in an interval whose length is known at the end. */
  const ready: { server: string; time: number; ms: number }[] = [];
  const stamps = new Set<number>();

  const header = (cells: readonly string[]) => {
    const parts = cells.map((cell) => COLUMN.exec(cell));
    const counters = parts.map((part) => (part?.[1] ?? '').toLowerCase());
    const chart = chartOf(counters, input);
    // Beside a machine its processors, disks and adapters go by numbers and addresses.
    const machines = parts.some((part) => part && !/^[\d:.-]+$/.test(part[2]));
    into.columns = cells.length;
    columns = cells.map((cell, k): Column | null => {
      const part = parts[k];
      if (!part || k === 0) return null;
      const server = part[2].trim();
      if (machines && /^[\d:.-]+$/.test(server)) {
        into.meet(cell, null);
        return null;
      }
      into.name(server);
      const asked = mapping.get(cell.toLowerCase());
      if (asked === 'ignore') return null;
      let known = own(COUNTERS, counters[k]) ?? null;
      if (counters[k] === 'usage' && !asked) {
        if (chart) known = USAGE[chart];
        else
          into.ask({
            column: cell,
            why: 'it is % in the chart of processors and KBps in those of disks and network, and nothing tells which chart this is',
            guess: 'busy',
          });
      }
      if (asked) known = { measure: asked, scale: 1, chart: 'cpu' };
      into.meet(cell, known?.measure ?? null);
      return { server, known };
    });
  };
  return {
    line(text, line) {
      const cells = cellsOf(text.replace(/^\uFEFF/, ''), delimiter);
      if (cells.every((cell) => cell === '')) return;
      if (/^(date|time)$/i.test(cells[0])) {
        header(cells);
        return;
      }
      const long = LONG_DATE.exec(cells[0]);
      const time = into.time(long ? `${long[1]}, ${long[3]} ${long[2]}` : cells[0]);
      if (time !== time || columns.length === 0 || cells.length !== columns.length) {
        into.reject(line, text);
        return;
      }
      into.rows++;
      stamps.add(time);
      columns.forEach((column, k) => {
        if (!column?.known) return;
        const { server, known } = column;
        const figure = into.number(cells[k], line, known.measure === 'busy') * known.scale;
        if (known.measure === 'ready' && known.chart === 'cpu' && known === COUNTERS.ready)
          ready.push({ server, time, ms: figure });
        else into.add(server, time, known.measure, figure, `${k}`, known.rank);
      });
    },
    end() {
      const sorted = [...stamps].sort((a, b) => a - b);
      const steps = sorted.slice(1).map((time, k) => time - sorted[k]);
      const step = steps.sort((a, b) => a - b)[steps.length >> 1];
      for (const { server, time, ms } of ready) into.add(server, time, 'ready', (100 * ms) / step);
      for (const server of into.servers) into.state(server, { measured: 'host', present: vmwareAt(sorted) });
    },
  };
}

const TOOL: LineTool = {
  id: 'vcenter',
  numbers: 'of its program',
  needed:
    'Export the chart "CPU" with the counters Usage in MHz and Usage, and those of memory, disk and network.',
  recognise: ({ rows }) => {
    const [first] = rows;
    return (
      first !== undefined &&
      /^(date|time)$/i.test(first.cells[0]) &&
      first.cells.slice(1).some((cell) => {
        const counter = (COLUMN.exec(cell)?.[1] ?? '').toLowerCase();
        return (
          counter === 'usage' || own(COUNTERS, counter) !== undefined || own(TELLING, counter) !== undefined
        );
      })
    );
  },
  open,
};

/** What vCenter's charts export. */
export const vcenter = lineFormat(TOOL);
