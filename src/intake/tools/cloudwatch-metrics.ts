import type { MeasureId } from '../../estate/measure';
import { InputError } from '../../estate/finding';
import { own } from '../../estate/own';
import { serverFromFile } from '../mapping';
import { quoted } from '../words';
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
/** What to ask for, where an answer holds nothing that can be folded. */
export const CLOUDWATCH_NEEDED =
  "Ask for the mean of CPUUtilization and the sums of NetworkIn, NetworkOut, EBSReadBytes, EBSWriteBytes, EBSReadOps and EBSWriteOps: aws cloudwatch get-metric-data, with a Label such as \"${PROP('Dim.InstanceId')} ${PROP('MetricName')} ${PROP('Stat')}\".";

/** One metric of one statistic, as it comes. */
export interface CloudWatchPoints {
  /** What it is called among others: `m1`. */
  readonly id: string;
  readonly label: string;
  /** `Average`, `Sum`, ... where it is said. */
  readonly statistic: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Takes all metrics of a file. @throws InputError where two of them cannot be told apart */
export function putCloudWatch(into: Gatherer, all: readonly CloudWatchPoints[]): void {
  const ids = new Map<string, string>();
  for (const { id, label, statistic } of all) {
    const called = `${label} ${statistic}`;
    const other = ids.get(called);
    if (other !== undefined && other !== id)
      throw new InputError(
        into.input.name,
        `${quoted(other)} and ${quoted(id)} are both called ${quoted(label)}: nothing tells of which machine each is.`,
        'Give each a label with its instance (in the console: the dynamic label "Instance ID"), or save a file for each machine, called as it is.',
      );
    ids.set(called, id);
  }
  for (const points of all) put(into, points);
  // Amazon measures a guest's processors from outside.
  for (const server of into.servers) into.state(server, { measured: 'host' });
}

/**
 * Takes the points of one metric: its label holds the metric's name, and perhaps the instance and the statistic.
 * Sums of a period become rates; the period is the least step between two points.
 */
function put(into: Gatherer, { label, statistic, times, values }: CloudWatchPoints): void {
  const metric = Object.keys(METRICS).find((each) => new RegExp(`\\b${each}\\b`).test(label));
  const said =
    statistic || (/\b(Average|Sum|Maximum|Minimum|p\d+(\.\d+)?|SampleCount)\b/i.exec(label)?.[0] ?? '');
  const instance = /\bi-[0-9a-f]{8,17}\b/.exec(label)?.[0];
  const server = instance ?? serverFromFile(into.input.name);
  const shown = said ? `${metric ?? label} (${said})` : (metric ?? label);
  const known = metric === undefined ? undefined : own(METRICS, metric);
  const usable = known && (known[2] ? /^sum$/i.test(said) : !/^(sum|samplecount|minimum)$/i.test(said));
  if (instance || known) into.name(server);
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
