import { InputError } from '../../estate/finding';
import { serverFromFile } from '../mapping';
import type { DocumentTool, Json } from './document';
import { documentFormat, listOf, member, numberAt, textOf, UTC } from './document';
import type { Labelled } from './labels';
import { putLabelled } from './labels';

const NEEDED =
  'Ask for processor time and memory with their names: query_range?query=node_cpu_seconds_total (or windows_cpu_time_total), node_memory_MemAvailable_bytes, with start, end and step.';

function seriesOf(result: Json): Labelled {
  const metric = member(result, 'metric');
  const labels = new Map(
    Object.entries(metric !== null && typeof metric === 'object' ? metric : {}).map(([key, value]) => [
      key,
      textOf(value),
    ]),
  );
  const name = labels.get('__name__') ?? '';
  const value = member(result, 'value');
  const samples = value === null ? listOf(member(result, 'values')) : [value];
  const rest = [...labels].filter(([key]) => key !== '__name__').map(([key, text]) => `${key}="${text}"`);
  return {
    name,
    labels,
    text: `${name}{${rest.join(', ')}}`,
    times: Float64Array.from(samples, (sample) => numberAt(listOf(sample)[0]) * 1000),
    values: Float64Array.from(samples, (sample) => numberAt(listOf(sample)[1])),
  };
}

const TOOL: DocumentTool = {
  id: 'prometheus',
  recognise: (text) => /"resultType"\s*:\s*"(matrix|vector)"/.test(text),
  needed: NEEDED,
  read(document, into) {
    const results = listOf(member(member(document, 'data'), 'result'));
    if (results.length === 0)
      throw new InputError(into.input.name, 'an answer of Prometheus without any series.', NEEDED);
    const series = results.map(seriesOf);
    into.columns = series.length;
    into.rows = series.reduce((sum, { times }) => sum + times.length, 0);
    into.zone = UTC;
    putLabelled(series, into, serverFromFile(into.input.name));
  },
};

/** JSON of Prometheus' `query_range` (and of `query`, one moment). */
export const prometheus = documentFormat(TOOL);
