import type { Input } from '../format';
import { CLOUDWATCH_NEEDED, putCloudWatch, type CloudWatchPoints } from './cloudwatch-metrics';
import type { DocumentTool, Json } from './document';
import { documentFormat, listOf, member, stampIn, numberAt, textOf, UTC } from './document';
import { eitherFormat } from './either';
import type { Gatherer } from './gather';
import type { LineReader, LineTool } from './lines';
import { cellsOf, lineFormat } from './lines';

function pointsOf(document: Json): CloudWatchPoints[] {
  const results = listOf(member(document, 'MetricDataResults')).map((result): CloudWatchPoints => ({
    id: textOf(member(result, 'Id')),
    label: textOf(member(result, 'Label')) || textOf(member(result, 'Id')),
    statistic: '',
    times: listOf(member(result, 'Timestamps')).map(stampIn),
    values: listOf(member(result, 'Values')).map(numberAt),
  }));
  const points = listOf(member(document, 'Datapoints'));
  const statistics = ['Average', 'Sum', 'Maximum'].filter((each) =>
    points.some((point) => member(point, each) !== null),
  );
  return [
    ...results,
    ...statistics.map((statistic): CloudWatchPoints => ({
      id: statistic,
      label: textOf(member(document, 'Label')),
      statistic,
      times: points.map((point) => stampIn(member(point, 'Timestamp'))),
      values: points.map((point) => numberAt(member(point, statistic))),
    })),
  ];
}

const ANSWER: DocumentTool = {
  id: 'cloudwatch',
  recognise: (text) =>
    /"MetricDataResults"\s*:/.test(text) || (/"Datapoints"\s*:/.test(text) && /"Timestamp"\s*:/.test(text)),
  needed: CLOUDWATCH_NEEDED,
  read(document, into) {
    into.zone = UTC;
    const points = pointsOf(document);
    into.columns = points.length;
    putCloudWatch(into, points);
  },
};

/** Rows that the console writes above the times of a graph: what each column is. */
const ABOVE = /^(id|label|full label|unit|stat(istic)?|period|statuscode|messages|account( id)?|region)$/i;
/** Dimensions that gather machines: `AutoScalingGroupName:web`. */
const GROUP = /\b(AutoScalingGroupName|ImageId|InstanceType):(\S+)/;

function open(into: Gatherer, input: Input): LineReader {
  const delimiter = String.fromCharCode(input.head.dialect.delimiter);
  const above = new Map<string, readonly string[]>();
  const times: number[] = [];
  const columns: number[][] = [];
  /** By column: whether its figures are shares; known once the rows above them are. */
  let shares: readonly boolean[] | null = null;
  const said = (row: string, k: number) => above.get(row)?.[k] ?? '';
  const labelAt = (k: number) => said('full label', k) || said('label', k) || said('id', k);

  return {
    line(text, line) {
      const cells = cellsOf(text.replace(/^\uFEFF/, ''), delimiter);
      if (cells.every((cell) => cell === '')) return;
      if (ABOVE.test(cells[0])) {
        above.set(cells[0].toLowerCase(), cells);
        shares = null;
        into.columns = Math.max(into.columns, cells.length);
        return;
      }
      const time = into.time(cells[0]);
      if (time !== time || cells.length !== into.columns) {
        into.reject(line, text);
        return;
      }
      into.rows++;
      times.push(time);
      shares ??= cells.map((_, k) => /\bCPUUtilization\b/.test(labelAt(k)));
      for (let k = 1; k < cells.length; k++) (columns[k] ??= []).push(into.number(cells[k], line, shares[k]));
    },
    end() {
      const { rows } = into;
      const points = columns.flatMap((values, k): CloudWatchPoints[] => {
        const label = labelAt(k);
        const group = GROUP.exec(label);
        if (group && !/\bInstanceId:/.test(label)) {
          into.leave(group[2], 'a group of machines, not one');
          into.meet(label, null);
          return [];
        }
        const known = times.flatMap((_, row) => (values[row] === values[row] ? [row] : []));
        return [
          {
            id: said('id', k) || `column ${k + 1}`,
            label,
            statistic: said('stat', k) || said('statistic', k),
            times: known.map((row) => times[row]),
            values: known.map((row) => values[row]),
          },
        ];
      });
      putCloudWatch(into, points);
      into.rows = rows;
    },
  };
}

const GRAPH: LineTool = {
  id: 'cloudwatch',
  numbers: 'of its program',
  recognise: ({ rows }) => {
    const words = rows.slice(0, 8).map(({ cells }) => cells[0].replace(/^\uFEFF/, '').toLowerCase());
    return (
      ABOVE.test(words[0] ?? '') &&
      words.includes('label') &&
      (words.includes('id') || words.includes('full label'))
    );
  },
  needed: CLOUDWATCH_NEEDED,
  open,
};

/** JSON of `aws cloudwatch get-metric-data` and `get-metric-statistics`, and what the console saves of a graph as CSV. */
export const cloudwatch = eitherFormat(documentFormat(ANSWER), lineFormat(GRAPH));
