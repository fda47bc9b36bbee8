import type { Input } from '../format';
import { fromText, NOT_A_NUMBER } from '../bytes/numbers';
import { GrowableTimes } from '../bytes/growable';
import { mappingOf, serverFromFile } from '../mapping';
import { meaningOf } from '../table/vocabulary';
import type { Gatherer } from './gather';
import type { LineReader, LineTool } from './lines';
import { cellsOf, lineFormat } from './lines';
import { putLabelled, readLabels, type Labelled } from './labels';

/** Units that a panel writes behind its figures, as factors to the plain unit. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(k|ki?b)$/i, 1024],
  [/^(mi?b)$/i, 1024 ** 2],
  [/^(gi?b)$/i, 1024 ** 3],
  [/^(ti?b)$/i, 1024 ** 4],
  [/^(b|bytes)?$/i, 1],
];

/** `23.4 %`, `1.95 GiB`, `3 MB/s`; NaN where there is none. */
function valueOf(cell: string, decimal: '.' | ','): { value: number; percent: boolean } {
  const match = /^([-+\d.,eE\s']*\d)\s*(%|[A-Za-z]+)?(\/s(?:ec)?)?$/.exec(cell.trim());
  if (!match) return { value: NaN, percent: false };
  const unit = match[2] ?? '';
  const factor = unit === '%' ? 1 : UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  const value = fromText(match[1], decimal);
  return {
    value: factor === undefined || value === NOT_A_NUMBER ? NaN : value * factor,
    percent: unit === '%',
  };
}

interface Growing {
  readonly times: GrowableTimes;
  readonly values: GrowableTimes;
  percent: boolean;
}

const isTime = (cell: string) => /^\W*time$/i.test(cell);
const isSeries = (cell: string) => /^(metric|series)$/i.test(cell);

function open(into: Gatherer, input: Input): LineReader {
  const delimiter = String.fromCharCode(input.head.dialect.delimiter);
  const decimal = input.head.dialect.decimal === 44 ? ',' : '.';
  const grown = new Map<string, Growing>();
  let header: readonly string[] = [];
  let at = { time: -1, series: -1, value: -1 };

  const add = (name: string, time: number, cell: string) => {
    let series = grown.get(name);
    if (!series)
      grown.set(
        name,
        (series = { times: new GrowableTimes(64), values: new GrowableTimes(64), percent: false }),
      );
    const { value, percent } = valueOf(cell, decimal);
    series.percent ||= percent;
    series.times.push(time);
    series.values.push(value);
  };
  return {
    line(text, line) {
      const cells = cellsOf(text.replace(/^\uFEFF/, ''), delimiter);
      if (cells.every((cell) => cell === '') || /^"?sep=/i.test(text)) return;
      if (header.length === 0) {
        header = cells;
        at = {
          time: cells.findIndex(isTime),
          series: cells.findIndex(isSeries),
          value: cells.findIndex((cell) => /^value$/i.test(cell)),
        };
        into.columns = cells.length;
        return;
      }
      const stamp = cells[at.time] ?? '';
      const time = /^\d{12,14}$/.test(stamp) ? Number(stamp) : into.time(stamp);
      if (time !== time || cells.length !== header.length) {
        into.reject(line, text);
        return;
      }
      into.rows++;
      if (at.series >= 0 && at.value >= 0) add(cells[at.series], time, cells[at.value]);
      else header.forEach((name, k) => k !== at.time && name !== '' && add(name, time, cells[k]));
    },
    end() {
      const alone = serverFromFile(input.name);
      const labelled: Labelled[] = [];
      for (const [text, { times, values, percent }] of grown) {
        const read = readLabels(text);
        const series = { text, times: times.take(), values: values.take(), percent };
        if (read) labelled.push({ ...read, ...series });
        else putLegend(series, into, alone);
      }
      putLabelled(labelled, into, alone);
    },
  };
}

/** A series that a legend alone describes: `web01 CPU busy %`. */
function putLegend(
  { text, times, values, percent }: Pick<Labelled, 'text' | 'times' | 'values' | 'percent'>,
  into: Gatherer,
  alone: string,
): void {
  const { options } = into.input;
  const asked = mappingOf(options).get(text.toLowerCase());
  if (asked === 'ignore') return;
  const meaning = meaningOf(text);
  const measure = asked ?? meaning?.measure ?? (meaning ? null : (options.wideMeasure ?? null));
  const server = meaning ? meaning.server || alone : text;
  const said = percent || meaning?.percent === true || typeof meaning?.scale === 'number';
  into.meet(text, measure);
  if (!measure || (!asked && meaning && !said)) {
    if (!meaning || measure)
      into.ask({
        column: text,
        why: meaning ? 'it names no unit' : 'its legend names neither a measure nor a unit',
        guess: measure ?? 'busy',
      });
    return;
  }
  into.name(server);
  const scale = asked ? 1 : (meaning?.scale ?? 1);
  const turned = !asked && meaning?.idle;
  for (let k = 0; k < times.length; k++)
    into.add(server, times[k], measure, turned ? 100 - values[k] : values[k] * scale, text);
}

const TOOL: LineTool = {
  id: 'grafana',
  needed: 'Export panels of processor time by mode and of memory, with labels in their legends.',
  recognise: ({ rows }) => {
    const [first, second] = rows;
    const cells = (first && /^sep=/i.test(first.cells[0]) ? second : first)?.cells ?? [];
    if (!cells.some(isTime)) return false;
    if (cells.length === 3 && cells.some(isSeries) && cells.some((cell) => /^value$/i.test(cell)))
      return true;
    // Labels that tell nothing but the machine leave a table over time.
    return cells.some((cell) => {
      const read = readLabels(cell);
      return (
        read !== null &&
        (read.name !== '' || ['mode', 'device', 'cpu', 'core'].some((key) => read.labels.has(key)))
      );
    });
  },
  open,
};

/** CSV of a panel of Grafana: series joined by time, or series to rows. */
export const grafana = lineFormat(TOOL);
