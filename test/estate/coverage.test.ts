import { describe, expect, test } from 'vitest';
import { coverageOf, MARKS, troublesOf } from '../../src/estate/coverage';
import type { Reading, Recording } from '../../src/estate/recording';

const MINUTE = 60_000;
const START = Date.UTC(2024, 2, 4);
/** Samples five minutes apart; `skip` has none, all of one value where `value` is a number. */
const recording = (
  server: string,
  minutes: readonly number[],
  { source = `${server}.csv`, value = (k: number) => k % 7, more = {} as Partial<Recording> } = {},
): Recording => ({
  server,
  source,
  times: Float64Array.from(minutes, (m) => START + m * MINUTE),
  measures: { busy: Float32Array.from(minutes, (_, k) => value(k)) },
  facts: {},
  processes: [],
  ...more,
});
const reading = (...recordings: Recording[]): Reading => ({
  name: recordings[0].source,
  format: 'made up',
  bytes: 1,
  rows: 1,
  columns: 2,
  recordings,
  counters: [],
  findings: [],
});
const every5 = (from: number, to: number) => Array.from({ length: (to - from) / 5 }, (_, k) => from + 5 * k);
const rowOf = (map: ReturnType<typeof coverageOf>, row = 0) => [
  ...map.cells.subarray(row * map.columns, (row + 1) * map.columns),
];

describe('which server was measured when', () => {
  test('whole, in part, and a gap between, each in its part of the time', () => {
    // Two hours: the first whole, of the third quarter a third, then nothing until the last.
    const map = coverageOf([reading(recording('a', [...every5(0, 60), 60, 65, ...every5(90, 120)]))], {}, 4);
    expect(rowOf(map)).toEqual([MARKS.whole, MARKS.whole, MARKS.part, MARKS.whole]);
    expect(map.rows[0]).toMatchObject({ server: 'a', samples: 20, gaps: 1, longestGap: 25 * MINUTE });
    expect(map.rows[0].covered).toBeCloseTo(20 / 24);
    expect([map.from, map.to]).toEqual([START, START + 120 * MINUTE]);
  });

  test('nine samples of ten cover a part whole, eight in part', () => {
    const minutes = (...without: number[]) =>
      Array.from({ length: 30 }, (_, m) => m).filter((m) => !without.includes(m));
    const parts = (...without: number[]) =>
      rowOf(coverageOf([reading(recording('a', minutes(...without)))], {}, 3));
    expect(parts(15)).toEqual([MARKS.whole, MARKS.whole, MARKS.whole]);
    expect(parts(15, 16)).toEqual([MARKS.whole, MARKS.part, MARKS.whole]);
  });

  test('a sample an hour covers its hour', () => {
    const map = coverageOf([reading(recording('a', [0, 60, 120, 180]))], {}, 8);
    expect(rowOf(map)).toEqual(Array(8).fill(MARKS.whole));
  });

  test('rows of one time count their time once: what is missing beside them stays missing', () => {
    // Four rows in each of six minutes of ten, as a spreadsheet leaves them that dropped the seconds.
    const minutes = [0, 1, 2, 3, 4, 5, 10].flatMap((m) => [m, m, m, m]);
    const map = coverageOf([reading(recording('a', minutes))], {}, 11);
    expect(map.rows[0].covered).toBeCloseTo(7 / 11);
    expect(rowOf(map)).toEqual(
      [6, 4, 1].flatMap((n, k) => Array(n).fill(k === 1 ? 0 : MARKS.whole | MARKS.twice)),
    );
    expect(coverageOf([reading(recording('a', minutes))], {}, 1).rows[0].covered).toBeCloseTo(7 / 11);
  });

  test('samples that come unevenly leave no holes between them', () => {
    const minutes = Array.from({ length: 40 }, (_, k) => 5 * k + (k % 2));
    expect(coverageOf([reading(recording('a', minutes))], {}, 4).rows[0].covered).toBeGreaterThan(0.99);
  });

  test('two files of the same hours are marked, the same file twice is not', () => {
    const one = reading(recording('a', every5(0, 120), { source: 'x.csv' }));
    const other = reading(recording('a', every5(60, 120), { source: 'y.csv', value: (k) => 50 + (k % 3) }));
    const both = MARKS.whole | MARKS.twice;
    expect(rowOf(coverageOf([one, other], {}, 4))).toEqual([MARKS.whole, MARKS.whole, both, both]);
    expect(rowOf(coverageOf([other, one], {}, 4))).toEqual([MARKS.whole, MARKS.whole, both, both]);
    const again = reading(recording('a', every5(0, 120), { source: 'z.csv' }));
    expect(coverageOf([one, again], {}, 4).rows[0].twice).toBe(0);
  });

  test('a meter that stands still, and what no machine has, are marked where they are', () => {
    const still = recording('a', every5(0, 300), { value: (k) => (k < 30 ? 5 : k) });
    const wild = recording('b', every5(0, 300), { more: { impossible: [START + 299 * MINUTE] } });
    const disks = recording('c', every5(0, 300));
    const idle = {
      ...disks,
      measures: { diskMBs: new Float32Array(60).fill(3), networkMBs: disks.measures.busy },
    };
    expect(rowOf(coverageOf([reading(idle)], {}, 1))).toEqual([MARKS.whole | MARKS.still]);
    const map = coverageOf([reading(still, wild)], {}, 2);
    expect(rowOf(map)).toEqual([MARKS.whole | MARKS.still, MARKS.whole]);
    expect(rowOf(map, 1)).toEqual([MARKS.whole, MARKS.whole | MARKS.impossible]);
    expect(troublesOf(map.rows[1], String)).toEqual([
      '1 impossible value left out',
      '60 samples: percentiles are rough',
    ]);
  });

  test('a clock that was shifted is said, and its samples stand where they were shifted to', () => {
    const map = coverageOf(
      [reading(recording('a', every5(0, 60))), reading(recording('b', every5(0, 60)))],
      { 'b.csv': 60 },
      2,
    );
    expect([rowOf(map), rowOf(map, 1)]).toEqual([
      [MARKS.whole, 0],
      [0, MARKS.whole],
    ]);
    expect(map.rows.map(({ shifted }) => shifted)).toEqual(['', 'b.csv +1 h']);
  });

  test('machines of one moment have no place in time, and are counted', () => {
    const moment = { ...recording('list', [0]), times: Float64Array.of(0) };
    expect(coverageOf([reading(moment)], {}, 4)).toMatchObject({ rows: [], moments: 1 });
  });
});
