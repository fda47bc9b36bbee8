import type { Reading, Recording } from '../../../src/estate/recording';
import { InputError } from '../../../src/estate/finding';
import { readFile, type IntakeOptions } from '../../../src/intake';

const figure = (value: number): string => (Number.isNaN(value) ? '-' : String(Number(value.toPrecision(6))));
const clock = (ms: number): string =>
  Number.isNaN(ms)
    ? 'no time'
    : new Date(ms)
        .toISOString()
        .replace('T', ' ')
        .replace(/(\.000)?Z$/, '');
const spaced = (record: object): string =>
  Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
/** Up to a dozen figures as they are; of more, how many are known, their sum, the least and the greatest. */
function figures(values: ArrayLike<number>): string {
  const all = Array.from(values);
  if (all.length <= 12) return all.map(figure).join(' ');
  const known = all.filter((value) => !Number.isNaN(value));
  const sum = known.reduce((a, b) => a + b, 0);
  return `${known.length} of ${all.length}: sum ${figure(sum)}, from ${figure(Math.min(...known))} to ${figure(Math.max(...known))}, ends ${figures(all.slice(-3))}`;
}
function timesOf(times: Float64Array): string {
  if (times.length === 0) return 'no times';
  const steps = [...new Set(Array.from(times.slice(1), (time, k) => (time - times[k]) / 1000))];
  const shown = steps.length > 6 ? `${steps.slice(0, 6).join(' ')} ...` : steps.join(' ');
  return `${times.length} times, ${clock(times[0])} to ${clock(times.at(-1)!)}${shown ? ` by ${shown} s` : ''}`;
}

function recordingLines(recording: Recording, { name }: Reading): string[] {
  const { server, source, times, measures, facts, processes, processSeries, processWhole, ...more } =
    recording;
  const beside = spaced({
    ...(source === name ? {} : { source }),
    ...more,
    ...(more.impossible ? { impossible: more.impossible.map(clock).join(' ') } : {}),
  });
  return [
    `= ${server}: ${timesOf(times)}${beside ? `; ${beside}` : ''}`,
    ...Object.entries(measures).map(([id, values]) => `  ${id} ${figures(values)}`),
    ...(Object.keys(facts).length ? [`  facts ${spaced(facts)}`] : []),
    ...(processes.length ? [`  processes ${processes.join(' ')}`] : []),
    ...(processSeries ?? []).map((each) => `  process ${each.name} ${figures(each.values)}`),
    ...(processWhole ? [`  processes together ${figures(processWhole)}`] : []),
  ];
}

/** All that a reading says, line by line. */
export function wordsOf(reading: Reading): string {
  const { format, bytes, rows, columns, recordings, leftOut = [], counters, hosts = [], findings } = reading;
  const { understood = [], questions = [], shape, first = [], dates, decimal } = reading;
  const counted = counters.map(
    ({ server, object, counter, instances, measure, fact }) =>
      `${server && `${server}: `}${object && `${object}\\`}${counter}${instances === 1 ? '' : ` x ${instances}`} ${fact ? 'fact' : (measure ?? '-')}`,
  );
  const width = Math.max(0, ...first.map((row) => row.length));
  return [
    `${format}: ${rows} rows, ${columns} columns, ${bytes} bytes, shape ${shape}, begins ${first.length} x ${width}`,
    ...(dates ? [`dates ${spaced(dates)}`] : []),
    ...(decimal ? [`decimal ${spaced(decimal)}`] : []),
    ...recordings.flatMap((recording) => recordingLines(recording, reading)),
    ...leftOut.map(({ guest, why }) => `without ${guest}: ${why}`),
    ...hosts.map((host) => `host ${spaced(host)}`),
    ...(counted.length ? [`counters ${[...new Set(counted)].join('; ')}`] : []),
    ...understood.map((each) => `understood ${spaced(each)}`),
    ...questions.map(({ column, why, guess }) => `asks of "${column}": ${why} ${guess ?? 'no guess'}`),
    ...findings.map(
      ({ level, where, text, fix, doubt }) =>
        `${level} ${where}: ${text}${fix ? ` > ${fix}` : ''}${doubt ? ` (${doubt.servers} in doubt: ${doubt.of})` : ''}`,
    ),
  ].join('\n');
}

/** Why a file is refused. */
export function refusalWords({ finding: { where, text, fix } }: InputError): string {
  // What an engine says of bad JSON differs by its version.
  const plain = text.replace(/(no whole JSON document:|no JSON) .*/s, '$1 ...');
  return `refused ${where}: ${plain}${fix ? ` > ${fix}` : ''}`;
}

/** What is said of a file: its reading, or why it is refused. */
export async function told(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  options: IntakeOptions = {},
): Promise<string> {
  try {
    return wordsOf(await readFile(name, new Blob([content]), options));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refusalWords(error);
  }
}

/** What is said now and was not said before, and how many lines of what was said are said again. */
export function differences(before: string, now: string): string {
  const old = before.split('\n');
  const fresh = now.split('\n').filter((line) => !old.includes(line));
  return [`${now.split('\n').length - fresh.length} lines as before, and`, ...fresh].join('\n');
}
