import { own } from '../../estate/own';
import type { Input } from '../format';
import type { Head } from '../head';
import { serverFromFile } from '../mapping';
import { AZURE_METRICS, AZURE_NEEDED, measuredByAzure, putAzure } from './azure-metrics';
import type { Gatherer } from './gather';
import type { LineReader, LineTool } from './lines';
import { cellsOf, lineFormat } from './lines';

type Aggregation = 'average' | 'maximum' | 'total' | 'other';
const AGGREGATIONS: readonly (readonly [RegExp, Aggregation])[] = [
  [/\b(avg|average|mean)\b/i, 'average'],
  [/\bmax(imum)?\b/i, 'maximum'],
  [/\b(sum|total)\b/i, 'total'],
  [/\b(min(imum)?|count)\b/i, 'other'],
];
/** What the portal writes above a chart's table may take some rows. */
const MOST_ABOVE = 20;

interface Legend {
  readonly metric: string;
  readonly aggregation: Aggregation | null;
  /** '' where it names none. */
  readonly machine: string;
}

/** `Percentage CPU (Avg), web01`, in any order of its parts; null where it names no metric of machines. */
function legendOf(cell: string): Legend | null {
  const plain = cell.replace(/\s+/g, ' ').trim();
  const at = (name: string) => plain.toLowerCase().indexOf(name);
  const metric = Object.keys(AZURE_METRICS).find((name) => at(name) >= 0);
  if (metric === undefined) return null;
  const rest = `${plain.slice(0, at(metric))} ${plain.slice(at(metric) + metric.length)}`;
  const found = AGGREGATIONS.find(([pattern]) => pattern.test(rest));
  const machine = (found ? rest.replace(found[0], ' ') : rest)
    .replace(/\([^()]*\)|\bfor\b/gi, ' ')
    .replace(/^[\s,;:|–-]+|[\s,;:|–-]+$/g, '');
  return { metric, aggregation: found?.[1] ?? null, machine };
}

const isTime = (cell: string) => /^\W*(time ?stamp|date ?time|time)\b/i.test(cell);

/** The row of a chart's table that names its columns, by its place among the first rows; -1 where there is none. */
function headerAt(rows: Head['rows']): number {
  return rows.slice(0, MOST_ABOVE).findIndex(({ cells }, at) => {
    if (!isTime(cells[0])) return false;
    const legends = cells.slice(1).flatMap((cell) => legendOf(cell) ?? []);
    const above = rows.slice(0, at).some((row) => row.cells.some((cell) => legendOf(cell)?.aggregation));
    return legends.some(({ aggregation }) => aggregation !== null || above);
  });
}

/** The one machine that stands above the table: `Resource,web01`, `Avg Percentage CPU for web01`. */
function machineAbove(rows: Head['rows']): string | null {
  for (const { cells } of rows) {
    if (/^(resource|virtual machine)( name)?:?$/i.test(cells[0]) && cells[1]) return cells[1];
    const title = cells.map((cell) => legendOf(cell)?.machine ?? '').find((name) => /^[^\s,]+$/.test(name));
    if (title) return title;
  }
  return null;
}

function open(into: Gatherer, input: Input): LineReader {
  const { rows, dialect } = input.head;
  const at = headerAt(rows);
  const header = rows[at];
  const delimiter = String.fromCharCode(dialect.delimiter);
  const alone = machineAbove(rows.slice(0, at)) ?? serverFromFile(input.name);
  const title = rows.slice(0, at).flatMap(({ cells }) => cells.flatMap((cell) => legendOf(cell) ?? []))[0];
  const times: number[] = [];
  const legends = header.cells.map((cell, k) => (k === 0 ? null : legendOf(cell)));
  const columns = header.cells.map((): number[] => []);
  into.columns = header.cells.length;

  return {
    line(text, line) {
      if (line <= header.line || text.trim() === '') return;
      const cells = cellsOf(text, delimiter);
      const time = into.time(cells[0]);
      if (time !== time || cells.length !== header.cells.length) {
        into.reject(line, text);
        return;
      }
      times.push(time);
      columns.forEach((values, k) => {
        const legend = legends[k];
        if (legend)
          values.push(into.number(cells[k], line, own(AZURE_METRICS, legend.metric)?.[0] === 'busy'));
      });
    },
    end() {
      const sorted = [...new Set(times)].sort((a, b) => a - b);
      const interval = Math.min(...sorted.slice(1).map((time, k) => time - sorted[k])) / 1000;
      // The mean and the peak of one metric are one load, told twice.
      const metrics = new Map<
        string,
        { server: string; label: string; of: Partial<Record<Aggregation, number[]>> }
      >();
      header.cells.forEach((cell, k) => {
        if (k === 0 || cell === '') return;
        const legend = legends[k];
        if (!legend) {
          into.meet(cell, null);
          return;
        }
        const server = legend.machine || alone;
        const key = `${legend.metric} ${server}`;
        let metric = metrics.get(key);
        if (!metric) metrics.set(key, (metric = { server, label: legend.metric, of: {} }));
        metric.of[legend.aggregation ?? title?.aggregation ?? 'other'] ??= columns[k];
      });
      for (const metric of metrics.values())
        putAzure(into, { ...metric, unit: '', times, interval: Number.isFinite(interval) ? interval : NaN });
      into.rows = times.length;
      measuredByAzure(into);
    },
  };
}

const CHART: LineTool = {
  id: 'azure',
  numbers: 'of its program',
  recognise: ({ rows }) => headerAt(rows) >= 0,
  needed: AZURE_NEEDED,
  open,
};

/** What the portal saves of a chart of metrics: some rows about it, then a time and a column for each legend. */
export const azureChart = lineFormat(CHART);
