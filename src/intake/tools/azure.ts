import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import { serverFromFile } from '../mapping';
import type { DocumentTool, Json } from './document';
import { documentFormat, listOf, member, stampIn, numberAt, textOf, UTC } from './document';
import type { Gatherer } from './gather';

/** Metrics of Microsoft.Compute/virtualMachines, and what their unit is multiplied by; sums are those of an interval. */
const METRICS: Readonly<Record<string, readonly [MeasureId, number]>> = {
  'percentage cpu': ['busy', 1],
  'available memory bytes': ['availableMiB', 1 / 1048576],
  'network in total': ['networkMBs', 1e-6],
  'network out total': ['networkMBs', 1e-6],
  'disk read bytes': ['diskMBs', 1e-6],
  'disk write bytes': ['diskMBs', 1e-6],
  'disk read operations/sec': ['transfers', 1],
  'disk write operations/sec': ['transfers', 1],
};
const NEEDED =
  'Ask for the figures of the machine: az monitor metrics list --resource ID --metrics "Percentage CPU" "Available Memory Bytes" "Network In Total" "Network Out Total" "Disk Read Bytes" "Disk Write Bytes" --aggregation Average Total --interval PT5M.';

/** Seconds of `PT5M`, `PT1H`, `P1D`; NaN for any other. */
function secondsOf(interval: string): number {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(interval) ?? [];
  const seconds = 86_400 * Number(days ?? 0) + 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0);
  return seconds > 0 ? seconds : NaN;
}

function put(into: Gatherer, metric: Json, interval: number): void {
  const name = member(metric, 'name');
  const label = typeof name === 'string' ? name : textOf(member(name, 'value'));
  const unit = textOf(member(metric, 'unit'));
  const server =
    /\/virtualMachines\/([^/]+)/i.exec(textOf(member(metric, 'id')))?.[1] ?? serverFromFile(into.input.name);
  into.name(server);
  const known = own(METRICS, label.toLowerCase());
  const perSecond =
    /PerSecond$/i.test(unit) || unit === 'Percent' || label.toLowerCase() === 'available memory bytes';
  const data = listOf(member(metric, 'timeseries')).flatMap((series) => listOf(member(series, 'data')));
  const has = (key: string) => data.some((point) => member(point, key) !== null);
  const key = perSecond ? (has('average') ? 'average' : 'maximum') : 'total';
  if (!known || !has(key) || (!perSecond && !(interval > 0))) {
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
  for (const point of data) {
    const time = stampIn(member(point, 'timeStamp'));
    if (time !== time) continue;
    into.rows++;
    into.add(
      server,
      time,
      measure,
      (numberAt(member(point, key)) * scale) / (perSecond ? 1 : interval),
      label,
    );
  }
}

const TOOL: DocumentTool = {
  id: 'azure',
  recognise: (text) => /"timeseries"\s*:/i.test(text) && /"timeStamp"\s*:/i.test(text),
  needed: NEEDED,
  read(document, into) {
    into.zone = UTC;
    const documents =
      Array.isArray(document) && member(document[0], 'value') !== null ? document : [document];
    for (const each of documents) {
      const interval = secondsOf(textOf(member(each, 'interval')));
      for (const metric of listOf(Array.isArray(each) ? each : member(each, 'value'))) {
        into.columns++;
        put(into, metric, interval);
      }
    }
    for (const server of into.servers) into.state(server, { measured: 'host', present: 'hyperv' });
  },
};

/** JSON of `az monitor metrics list`. */
export const azure = documentFormat(TOOL);
