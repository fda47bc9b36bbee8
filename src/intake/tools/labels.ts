import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import { mappingOf } from '../mapping';
import { align } from '../table/align';
import { meaningOf } from '../table/vocabulary';
import { countsAdapter, countsDisk } from './linux';
import type { Gatherer } from './gather';

/** A series that labels describe, as Prometheus keeps them. */
export interface Labelled {
  /** The metric's name; empty where an expression has lost it. */
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** As the file writes it. */
  readonly text: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Its values were written with a per cent sign. */
  readonly percent?: boolean;
}

interface Known {
  readonly measure: MeasureId;
  readonly scale: number;
  /** Counts up from the start: the rate is what is wanted. */
  readonly counter: boolean;
  readonly of?: 'disk' | 'adapter';
  readonly rank?: number;
}

const MIB = 1 / 1048576;
const rate = (measure: MeasureId, scale: number, of?: Known['of']): Known => ({
  measure,
  scale,
  counter: true,
  ...(of ? { of } : {}),
});
const level = (measure: MeasureId, rank = 0): Known => ({ measure, scale: MIB, counter: false, rank });

/** Metrics of node_exporter, windows_exporter and cAdvisor, besides processor time. */
const METRICS: Readonly<Record<string, Known>> = {
  node_memory_MemAvailable_bytes: level('availableMiB'),
  node_memory_MemFree_bytes: level('availableMiB', 1),
  node_memory_Buffers_bytes: level('availableMiB', 1),
  node_memory_Cached_bytes: level('availableMiB', 1),
  node_disk_read_bytes_total: rate('diskMBs', 1e-6, 'disk'),
  node_disk_written_bytes_total: rate('diskMBs', 1e-6, 'disk'),
  node_disk_reads_completed_total: rate('transfers', 1, 'disk'),
  node_disk_writes_completed_total: rate('transfers', 1, 'disk'),
  node_network_receive_bytes_total: rate('networkMBs', 1e-6, 'adapter'),
  node_network_transmit_bytes_total: rate('networkMBs', 1e-6, 'adapter'),
  node_context_switches_total: rate('switches', 1),
  windows_memory_available_bytes: level('availableMiB'),
  windows_physical_disk_read_bytes_total: rate('diskMBs', 1e-6),
  windows_physical_disk_write_bytes_total: rate('diskMBs', 1e-6),
  windows_physical_disk_reads_total: rate('transfers', 1),
  windows_physical_disk_writes_total: rate('transfers', 1),
  windows_net_bytes_total: rate('networkMBs', 1e-6),
  windows_system_context_switches_total: rate('switches', 1),
  container_cpu_usage_seconds_total: rate('usedCores', 1),
  container_memory_working_set_bytes: level('usedMiB'),
};
/** Metrics that state a fact of the machine. */
const FACTS: Readonly<Record<string, readonly ['memory' | 'threads', number]>> = {
  node_memory_MemTotal_bytes: ['memory', MIB],
  windows_cs_physical_memory_bytes: ['memory', MIB],
  windows_memory_physical_total_bytes: ['memory', MIB],
  windows_cs_logical_processors: ['threads', 1],
};
/** The metrics of node_exporter to ask for. */
export const nodeMetrics = (): string[] => [
  'node_cpu_seconds_total',
  ...[...Object.keys(METRICS), ...Object.keys(FACTS)].filter((name) => name.startsWith('node_')),
];
const PROCESSOR_TIME = /^(node_cpu_seconds_total|node_cpu|windows_cpu_time_total|wmi_cpu_time_total)$/;
/** Modes in which a processor did not work for its machine. */
const AT_REST = /^(idle|iowait|steal)$/;
/** Modes that add up to work; interrupt and DPC stand inside privileged (windows_exporter). */
const AT_WORK = /^(user|nice|system|irq|softirq|privileged)$/;
/** Labels that name a machine, the surest first. */
const MACHINE = [
  'nodename',
  'hostname',
  'host',
  'vm',
  'domain',
  'node',
  'instance',
  'pod',
  'machine',
  'computer',
  'InstanceId',
];

/** Name and labels of `name{a="b", c="d"}`; null where there are no labels. */
export function readLabels(text: string): Pick<Labelled, 'name' | 'labels'> | null {
  const match = /^\s*([^{}]*?)\s*\{(.*)\}\s*$/s.exec(text);
  if (!match) return null;
  const labels = new Map<string, string>();
  for (const [, key, value] of match[2].matchAll(/([A-Za-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"/g))
    labels.set(key, value);
  return labels.size > 0 ? { name: labels.get('__name__') ?? match[1], labels } : null;
}

/** The machine that labels name: `web01:9100` is web01. */
export function machineOf(labels: ReadonlyMap<string, string>): string {
  const label = MACHINE.find((each) => labels.get(each));
  return label ? labels.get(label)!.replace(/:\d+$/, '') : '';
}

/**
 * Hands series on by what name and labels say. What they leave open is asked.
 * @param alone the machine of series that name none
 */
export function putLabelled(series: readonly Labelled[], into: Gatherer, alone: string): void {
  const mapping = mappingOf(into.input.options);
  const processor: Labelled[] = [];
  for (const each of series) {
    const { name, labels, text } = each;
    const server = machineOf(labels) || alone;
    const asked = mapping.get(text.toLowerCase()) ?? (name ? mapping.get(name.toLowerCase()) : undefined);
    if (asked === 'ignore') continue;
    into.name(server);
    const shown = name || text;
    if (asked) {
      const idle = asked === 'busy' && labels.get('mode') === 'idle';
      into.meet(shown, asked);
      put(into, server, each, { measure: asked, scale: 1, counter: false }, (v) => (idle ? 100 - v : v));
      continue;
    }
    const fact = own(FACTS, name);
    if (fact) {
      const most = each.values.reduce((a, b) => (b > a ? b : a), 0) * fact[1];
      if (most >= 1) into.state(server, { [fact[0]]: Math.round(most) });
      continue;
    }
    if (PROCESSOR_TIME.test(name) || (name === '' && labels.has('mode'))) {
      processor.push(each);
      continue;
    }
    const known = own(METRICS, name);
    const device = labels.get('device') ?? '';
    if (known) {
      into.meet(name, known.measure);
      if (known.of === 'disk' && !countsDisk(device)) continue;
      if (known.of === 'adapter' && !countsAdapter(device)) continue;
      // A pod's own sum stands beside its containers.
      if (
        name.startsWith('container_') &&
        !labels.get('container') &&
        series.some((o) => o.labels.get('container'))
      )
        continue;
      put(into, server, each, known);
      continue;
    }
    // What counts up from the start is no load by its name.
    const meaning = /_(total|sum|count|seconds|bucket)$/.test(name) || name === '' ? null : meaningOf(name);
    if (meaning?.measure && meaning.server === '' && (meaning.percent || meaning.scale !== null)) {
      into.meet(shown, meaning.measure);
      const { idle } = meaning;
      put(into, server, each, { measure: meaning.measure, scale: meaning.scale ?? 1, counter: false }, (v) =>
        idle ? 100 - v : v,
      );
      continue;
    }
    into.meet(shown, null);
    if (name === '' && into.input.options.wideMeasure)
      put(into, server, each, { measure: into.input.options.wideMeasure, scale: 1, counter: false });
    else if (name === '')
      into.ask({
        column: text,
        why: 'its expression has lost the name of the metric, so that neither what it measures nor its unit is known',
        guess: 'busy',
      });
  }
  putProcessor(processor, into, alone);
}

function put(
  into: Gatherer,
  server: string,
  { times, values, text }: Labelled,
  { measure, scale, counter, rank = 0 }: Known,
  turn: (value: number) => number = (value) => value,
): void {
  const figures = counter ? rates(times, values) : values;
  for (let k = 0; k < times.length; k++)
    into.add(server, times[k], measure, turn(figures[k] * scale), text, rank);
}

/** What a counter gained in each second since the sample before; a counter that fell was started anew. */
function rates(times: Float64Array, values: Float64Array): Float64Array {
  return values.map((value, k) => {
    const seconds = k === 0 ? NaN : (times[k] - times[k - 1]) / 1000;
    const gained = value - values[k - 1];
    return gained >= 0 && seconds > 0 ? gained / seconds : NaN;
  });
}

/** Processor time by mode: what is not at rest was busy, processor by processor. */
function putProcessor(series: readonly Labelled[], into: Gatherer, alone: string): void {
  const machines = new Map<string, Map<string, Labelled[]>>();
  for (const each of series) {
    const server = machineOf(each.labels) || alone;
    const cpu = each.labels.get('cpu') ?? each.labels.get('core') ?? '';
    const cpus = machines.get(server) ?? new Map<string, Labelled[]>();
    machines.set(server, cpus);
    cpus.set(cpu, [...(cpus.get(cpu) ?? []), each]);
  }
  for (const [server, cpus] of machines) {
    const numbered = [...cpus.keys()].filter((cpu) => cpu !== '');
    if (numbered.length > 0) into.state(server, { threads: numbered.length });
    for (const [cpu, own] of cpus) {
      const counters = own.filter(({ name }) => name !== '');
      const shares = counters.length > 0 ? counters : own;
      const { times, columns } = align(
        shares.map((each) => ({
          times: each.times,
          values: Float32Array.from(counters.length > 0 ? rates(each.times, each.values) : each.values),
        })),
      );
      const modes = shares.map(({ labels }) => labels.get('mode') ?? '');
      const sums = Float64Array.from(times, (_, k) =>
        columns.reduce((sum, values) => sum + (values[k] || 0), 0),
      );
      const whole = wholeOf(shares, sums, counters.length > 0);
      if (whole === null) {
        into.ask({
          column: shares[0].text,
          why: 'it may be in % or in processors: neither its name nor the other modes tell',
          guess: 'busy',
        });
        continue;
      }
      const rests = modes.includes('idle');
      if (!rests && !(modes.includes('user') && modes.some((mode) => /^(system|privileged)$/.test(mode)))) {
        into.meet(shares[0].text, null);
        continue;
      }
      into.meet(`${shares[0].name || 'processor time'} by mode`, 'busy');
      for (let k = 0; k < times.length; k++) {
        let sum = 0;
        let known = false;
        modes.forEach((mode, m) => {
          const value = columns[m][k];
          if (value !== value || !(rests ? AT_REST : AT_WORK).test(mode)) return;
          sum += value;
          known ||= !rests || mode === 'idle';
        });
        const busy = rests ? 100 * (1 - sum / whole) : (100 * sum) / whole;
        into.add(server, times[k], 'busy', known ? Math.max(0, busy) : NaN, cpu);
      }
    }
  }
}

/** What the modes of a processor, or of a machine, come to; null where that cannot be told. */
function wholeOf(series: readonly Labelled[], sums: Float64Array, counted: boolean): number | null {
  if (series.some(({ percent }) => percent)) return 100;
  const known = [...sums].filter((sum) => sum > 0).sort((a, b) => a - b);
  const usual = known[known.length >> 1] ?? NaN;
  const most = known.at(-1) ?? NaN;
  if (series.length > 2) {
    if (Math.abs(usual - 100) < 2) return 100;
    if (Math.abs(usual - 1) < 0.05) return 1;
    return Math.abs(usual - Math.round(usual)) < 0.05 * usual ? Math.round(usual) : null;
  }
  return counted || most <= 1.05 ? 1 : null;
}
