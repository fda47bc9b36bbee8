import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import type { Gatherer } from './gather';

/** Metrics of Microsoft.Compute/virtualMachines, and what their unit is multiplied by; sums are those of an interval. */
export const AZURE_METRICS: Readonly<Record<string, readonly [MeasureId, number]>> = {
  'percentage cpu': ['busy', 1],
  'available memory bytes': ['availableMiB', 1 / 1048576],
  'network in total': ['networkMBs', 1e-6],
  'network out total': ['networkMBs', 1e-6],
  'disk read bytes': ['diskMBs', 1e-6],
  'disk write bytes': ['diskMBs', 1e-6],
  'disk read operations/sec': ['transfers', 1],
  'disk write operations/sec': ['transfers', 1],
};
/** What to ask for, where a file holds nothing that can be folded. */
export const AZURE_NEEDED =
  'Ask for the figures of the machine: az monitor metrics list --resource ID --metrics "Percentage CPU" "Available Memory Bytes" "Network In Total" "Network Out Total" "Disk Read Bytes" "Disk Write Bytes" --aggregation Average Total --interval PT5M.';

/** One metric of one machine. */
export interface AzurePoints {
  readonly server: string;
  readonly label: string;
  /** As the service names it: `Percent`, `Bytes`, `CountPerSecond`; '' where nothing says it. */
  readonly unit: string;
  readonly times: readonly number[];
  /** By what was made of the samples of each interval. */
  readonly of: Readonly<Partial<Record<'average' | 'maximum' | 'total', readonly number[]>>>;
  /** Seconds; NaN where it is not known. */
  readonly interval: number;
}

/** Takes one metric: levels and rates by their mean, what counts in an interval by its total. */
export function putAzure(into: Gatherer, { server, label, unit, times, of, interval }: AzurePoints): void {
  into.name(server);
  const name = label.toLowerCase();
  const known = own(AZURE_METRICS, name);
  const perSecond =
    /PerSecond$/i.test(unit) ||
    (unit === '' && name.endsWith('/sec')) ||
    name === 'percentage cpu' ||
    name === 'available memory bytes';
  const key = perSecond ? (of.average ? 'average' : 'maximum') : 'total';
  const values = of[key];
  if (!known || !values || (!perSecond && !(interval > 0))) {
    into.meet(unit ? `${label} (${unit})` : label, null);
    if (known && !perSecond)
      into.say(
        'warning',
        `${label} counts what happened in an interval, of which only the total tells the rate: not used.`,
        'Ask for the aggregation Total.',
      );
    return;
  }
  const [measure, scale] = known;
  into.meet(label, measure);
  if (key === 'maximum') into.say('guess', `The greatest ${label} of each interval stands in for its mean.`);
  times.forEach((time, k) => {
    if (time !== time) return;
    into.rows++;
    into.add(server, time, measure, (values[k] * scale) / (perSecond ? 1 : interval), label);
  });
}

/** Azure measures from outside, on Hyper-V. */
export function measuredByAzure(into: Gatherer): void {
  for (const server of into.servers) into.state(server, { measured: 'host', present: 'hyperv' });
}
