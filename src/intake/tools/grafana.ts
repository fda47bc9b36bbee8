import { crowd } from '../../estate/crowd';
import { MEASURES, type MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import type { Input } from '../format';
import { GrowableTimes } from '../bytes/growable';
import { mappingOf, serverFromFile } from '../mapping';
import { meaningOf } from '../table/vocabulary';
import { scaleOfUnit } from '../units';
import type { Gatherer } from './gather';
import type { LineReader, LineTool } from './lines';
import { cellsOf, lineFormat } from './lines';
import { putLabelled, readLabels, type Labelled } from './labels';

/** What cells write behind their figures, which are handed on in that unit; '' where nothing stands there. */
type Written = '%' | 'bytes' | 'bytes/s' | '';

const PREFIXES = ['', 'k', 'm', 'g', 't'];
/** Counts in short, as a panel without a unit shows them. */
const COUNTS: Readonly<Record<string, number>> = { '': 1, K: 1e3, Mil: 1e6, Bil: 1e9, Tri: 1e12 };

/**
 * A cell's figure, as text, and its unit: `23.4 %`, `1.95 GiB`, `3 MB/s`, `40 Mb/s`, `1.2 K`. `KiB` counts 1,024 and `kB`
 * 1,000 of them, and `b` is a bit. Null where something else stands behind the digits.
 */
function partsOf(cell: string): { figure: string; factor: number; written: Written } | null {
  const [, figure, unit = '', rate] =
    /^([-+\d.,eE\s']*\d)\s*(%|[A-Za-z]+)?(\/s(?:ec)?)?$/.exec(cell.trim()) ?? [];
  if (figure === undefined) return null;
  const size = /^([kmgt]?)(i?)(b|B|bytes)$/i.exec(unit);
  if (size) {
    const factor = (size[2] ? 1024 : 1000) ** PREFIXES.indexOf(size[1].toLowerCase());
    return { figure, factor: size[3] === 'b' ? factor / 8 : factor, written: rate ? 'bytes/s' : 'bytes' };
  }
  if (unit === '%') return { figure, factor: 1, written: '%' };
  const factor = own(COUNTS, unit);
  return factor === undefined ? null : { figure, factor, written: '' };
}

/** What a figure as cells write it is multiplied by to become the measure's unit; null where it is another quantity. */
function scaleWritten(written: Written, measure: MeasureId): number | null {
  const { unit } = MEASURES[measure];
  if (written === '%') return unit === '%' ? 1 : null;
  const sizes = unit === 'MiB' || unit === 'GiB';
  if (written === 'bytes' ? sizes : written === 'bytes/s' && unit === 'MB/s')
    return scaleOfUnit(written, measure);
  return null;
}

interface Growing {
  readonly times: GrowableTimes;
  readonly values: GrowableTimes;
  readonly share: boolean;
  readonly written: Set<Written>;
}

const isTime = (cell: string) => /^\W*time$/i.test(cell);
const isSeries = (cell: string) => /^(metric|series)$/i.test(cell);

function open(into: Gatherer, input: Input): LineReader {
  const delimiter = String.fromCharCode(input.head.dialect.delimiter);
  const grown = new Map<string, Growing>();
  let header: readonly string[] = [];
  let at = { time: -1, series: -1, value: -1 };

  const add = (name: string, time: number, cell: string, line: number) => {
    let series = grown.get(name);
    if (!series) {
      const share = meaningOf(name)?.measure === 'busy';
      series = { times: new GrowableTimes(64), values: new GrowableTimes(64), share, written: new Set() };
      grown.set(name, series);
    }
    const parts = partsOf(cell);
    if (!parts && /\d/.test(cell)) into.refuse(line, cell);
    const share = series.share || parts?.written === '%';
    const value = parts ? into.number(parts.figure, line, share) * parts.factor : NaN;
    // Nothing is as much in every unit.
    if (parts && value === value && (value !== 0 || parts.written !== '')) series.written.add(parts.written);
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
      if (at.series >= 0 && at.value >= 0) add(cells[at.series], time, cells[at.value], line);
      else header.forEach((name, k) => k !== at.time && name !== '' && add(name, time, cells[k], line));
    },
    end() {
      const alone = serverFromFile(input.name);
      const labelled: Labelled[] = [];
      for (const [text, { times, values, written }] of grown) {
        const read = readLabels(text);
        const series = { text, times: times.take(), values: values.take() };
        if (read) labelled.push({ ...read, ...series, percent: written.has('%') });
        else putLegend(series, written, into, alone);
      }
      putLabelled(labelled, into, alone);
    },
  };
}

/**
 * A series that a legend alone describes: `web01 CPU busy %`.
 * @param written what its cells write behind their figures: where it is one unit, the legend need not name any
 */
function putLegend(
  { text, times, values }: Pick<Labelled, 'text' | 'times' | 'values'>,
  written: ReadonlySet<Written>,
  into: Gatherer,
  alone: string,
): void {
  const { options } = into.input;
  const asked = mappingOf(options).get(text.toLowerCase());
  if (asked === 'ignore') return;
  const meaning = meaningOf(text);
  const measure = asked ?? meaning?.measure ?? (meaning ? null : (options.wideMeasure ?? null));
  into.meet(text, measure);
  const ask = (why: string) => into.ask({ column: text, why, guess: measure ?? 'busy' });
  if (!measure) {
    if (!meaning) ask('its legend names neither a measure nor a unit');
    return;
  }
  const plain = written.size === 0 || (written.size === 1 && written.has(''));
  const inCells = written.size === 1 ? scaleWritten([...written][0], measure) : null;
  if (!plain && inCells === null) {
    ask(`its values are written in ${crowd([...written].map((unit) => unit || 'no unit'))}`);
    return;
  }
  const said = asked || !meaning ? 1 : meaning.percent ? (meaning.scale ?? 1) : meaning.scale;
  const scale = inCells ?? said;
  if (scale === null) {
    ask('it names no unit');
    return;
  }
  const server = meaning ? meaning.server || alone : text;
  into.name(server);
  const turned = !asked && meaning?.idle;
  for (let k = 0; k < times.length; k++)
    into.add(server, times[k], measure, turned ? 100 - values[k] : values[k] * scale, text);
}

const TOOL: LineTool = {
  id: 'grafana',
  numbers: 'of its program',
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
