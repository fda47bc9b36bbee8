import { serverFromFile } from '../mapping';
import { azureChart } from './azure-chart';
import { AZURE_NEEDED, measuredByAzure, putAzure } from './azure-metrics';
import type { DocumentTool, Json } from './document';
import { documentFormat, listOf, member, stampIn, numberAt, textOf, UTC } from './document';
import { eitherFormat } from './either';
import type { Gatherer } from './gather';

/** Seconds of `PT5M`, `PT1H`, `P1D`; NaN for any other. */
function secondsOf(interval: string): number {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(interval) ?? [];
  const seconds = 86_400 * Number(days ?? 0) + 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0);
  return seconds > 0 ? seconds : NaN;
}

function put(into: Gatherer, metric: Json, interval: number): void {
  const name = member(metric, 'name');
  const data = listOf(member(metric, 'timeseries')).flatMap((series) => listOf(member(series, 'data')));
  const given = (key: string) =>
    data.some((point) => member(point, key) !== null)
      ? { [key]: data.map((point) => numberAt(member(point, key))) }
      : {};
  putAzure(into, {
    server:
      /\/virtualMachines\/([^/]+)/i.exec(textOf(member(metric, 'id')))?.[1] ??
      serverFromFile(into.input.name),
    label: typeof name === 'string' ? name : textOf(member(name, 'value')),
    unit: textOf(member(metric, 'unit')),
    times: data.map((point) => stampIn(member(point, 'timeStamp'))),
    of: { ...given('average'), ...given('maximum'), ...given('total') },
    interval,
  });
}

const TOOL: DocumentTool = {
  id: 'azure',
  recognise: (text) => /"timeseries"\s*:/i.test(text) && /"timeStamp"\s*:/i.test(text),
  needed: AZURE_NEEDED,
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
    measuredByAzure(into);
  },
};

/** JSON of `az monitor metrics list`, and what the portal saves of a chart. */
export const azure = eitherFormat(documentFormat(TOOL), azureChart);
