import type { Reading, Recording } from '../../src/estate/recording';

export const MINUTE = 60_000;
export const DAY = 1440 * MINUTE;

/** What a file says of one server: `measures` at `times` (ms). */
export function recorded(
  server: string,
  times: readonly number[],
  measures: Readonly<Record<string, readonly number[]>>,
  more: Partial<Recording> = {},
): Recording {
  return {
    server,
    source: `${server}.csv`,
    times: Float64Array.from(times),
    measures: Object.fromEntries(Object.entries(measures).map(([id, v]) => [id, Float32Array.from(v)])),
    facts: {},
    processes: [],
    ...more,
  };
}

export function reading(...recordings: Recording[]): Reading {
  return {
    name: 'x.csv',
    format: 'test',
    bytes: 0,
    rows: 0,
    columns: 0,
    recordings,
    counters: [],
    findings: [],
  };
}
