import type { Reading } from '../../../src/estate/recording';

/** All that is made of a file, in lines: its size, each machine, each column that was met, and what a person is told. */
export function whole({ format, rows, columns, recordings, counters, leftOut, findings }: Reading): string[] {
  const row = (values: Float32Array) => Array.from(values, (v) => Number(v.toPrecision(6))).join(' ');
  return [
    `${format}: ${rows} rows of ${columns} columns`,
    ...recordings.map(({ server, measures, facts, zone }) =>
      [
        `${server}:`,
        ...Object.entries(measures).map(([id, values]) => `${id} ${row(values)},`),
        ...Object.entries(facts).map(([id, fact]) => `${id} ${fact},`),
        zone ? `zone ${zone.name} ${zone.biasMinutes}` : 'no zone',
      ].join(' '),
    ),
    `met ${counters.map(({ counter, instances, measure }) => `${counter}${instances === 1 ? '' : ` x${instances}`}${measure ? ` = ${measure}` : ''}`).join(', ')}`,
    ...(leftOut ?? []).map(({ guest, why }) => `left out ${guest}: ${why}`),
    // What every reading tells alike: how much was read, and in which encoding.
    ...findings
      .filter(({ text }) => !/^Read \d|^Plain ASCII/.test(text))
      .map(({ level, where, text, fix }) => `${level} ${where}: ${text}${fix ? ` [${fix}]` : ''}`),
  ];
}
