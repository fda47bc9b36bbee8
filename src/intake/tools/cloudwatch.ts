import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import { serverFromFile } from '../mapping';
import type { DocumentTool, Json } from './document';
import { documentFormat, listOf, member, stampIn, numberAt, textOf, UTC } from './document';
import type { Gatherer } from './gather';

type Known = readonly [MeasureId, number, perPeriod: boolean];

/** Metrics of AWS/EC2; those that count bytes or operations give the sum of a period. */
const METRICS: Readonly<Record<string, Known>> = {
  CPUUtilization: ['busy', 1, false],
  NetworkIn: ['networkMBs', 1e-6, true],
  NetworkOut: ['networkMBs', 1e-6, true],
  EBSReadBytes: ['diskMBs', 1e-6, true],
  EBSWriteBytes: ['diskMBs', 1e-6, true],
  DiskReadBytes: ['diskMBs', 1e-6, true],
  DiskWriteBytes: ['diskMBs', 1e-6, true],
  EBSReadOps: ['transfers', 1, true],
  EBSWriteOps: ['transfers', 1, true],
  DiskReadOps: ['transfers', 1, true],
  DiskWriteOps: ['transfers', 1, true],
};
const NEEDED =
  "Ask for the mean of CPUUtilization and the sums of NetworkIn, NetworkOut, EBSReadBytes, EBSWriteBytes, EBSReadOps and EBSWriteOps: aws cloudwatch get-metric-data, with a Label such as \"${PROP('Dim.InstanceId')} ${PROP('MetricName')} ${PROP('Stat')}\".";

interface Points {
  readonly label: string;
  /** `Average`, `Sum`, ... where it is said. */
  readonly statistic: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** A label holds the metric's name, and perhaps the instance and the statistic. */
function put(into: Gatherer, { label, statistic, times, values }: Points): void {
  const metric = Object.keys(METRICS).find((each) => new RegExp(`\\b${each}\\b`).test(label));
  const said =
    statistic || (/\b(Average|Sum|Maximum|Minimum|p\d+(\.\d+)?|SampleCount)\b/i.exec(label)?.[0] ?? '');
  const server = /\bi-[0-9a-f]{8,17}\b/.exec(label)?.[0] ?? serverFromFile(into.input.name);
  const shown = said ? `${metric ?? label} (${said})` : (metric ?? label);
  const known = metric === undefined ? undefined : own(METRICS, metric);
  const usable = known && (known[2] ? /^sum$/i.test(said) : !/^(sum|samplecount|minimum)$/i.test(said));
  into.name(server);
  if (!known || !usable) {
    into.meet(shown, null);
    if (known)
      into.say(
        'warning',
        `${shown} counts what happened in a period, of which only the sum tells the rate: not used.`,
        'Ask for the statistic Sum.',
      );
    return;
  }
  const [measure, scale, perPeriod] = known;
  const order = times.map((_, k) => k).sort((a, b) => times[a] - times[b]);
  const steps = order.slice(1).map((k, n) => times[k] - times[order[n]]);
  const period = Math.min(...steps.filter((step) => step > 0)) / 1000;
  if (perPeriod && !Number.isFinite(period)) {
    into.meet(shown, null);
    return;
  }
  into.meet(shown, measure);
  if (measure === 'busy' && /^(maximum|p\d)/i.test(said))
    into.say('guess', `${shown} stands in for the mean, which was not asked for.`);
  const rank = /^(maximum|p\d)/i.test(said) ? 1 : 0;
  for (const k of order)
    into.add(server, times[k], measure, (values[k] * scale) / (perPeriod ? period : 1), label, rank);
  into.rows += times.length;
}

function pointsOf(document: Json): Points[] {
  const results = listOf(member(document, 'MetricDataResults')).map((result): Points => ({
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
    ...statistics.map((statistic): Points => ({
      label: textOf(member(document, 'Label')),
      statistic,
      times: points.map((point) => stampIn(member(point, 'Timestamp'))),
      values: points.map((point) => numberAt(member(point, statistic))),
    })),
  ];
}

const TOOL: DocumentTool = {
  id: 'cloudwatch',
  recognise: (text) =>
    /"MetricDataResults"\s*:/.test(text) || (/"Datapoints"\s*:/.test(text) && /"Timestamp"\s*:/.test(text)),
  needed: NEEDED,
  read(document, into) {
    into.zone = UTC;
    for (const points of pointsOf(document)) {
      into.columns++;
      put(into, points);
    }
    // Amazon measures a guest's processors from outside.
    for (const server of into.servers) into.state(server, { measured: 'host' });
  },
};

/** JSON of `aws cloudwatch get-metric-data` and `get-metric-statistics`. */
export const cloudwatch = documentFormat(TOOL);
