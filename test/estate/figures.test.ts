import { describe, expect, it, test } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import { coverageOf, MARKS } from '../../src/estate/coverage';
import { daysRecorded } from '../../src/estate/grid';
import type { Facts } from '../../src/estate/guest';
import { checkGrowth, grown } from '../../src/estate/growth';
import { Join } from '../../src/estate/join';
import { crowd } from '../../src/estate/crowd';
import { joinFacts } from '../../src/estate/join-facts';
import { pearson, medianInterval } from '../../src/estate/statistics';
import { sampleReading } from '../../src/estate/sample';
import { onSlots, toSlots } from '../../src/estate/slots';
import type { Finding } from '../../src/estate/finding';
import type { Reading, Recording } from '../../src/estate/recording';
import { estateOf, guest } from '../placement/estates';
import { DAY, MINUTE, reading, recorded } from './recordings';

const HOUR = 60 * MINUTE;
const START = Date.UTC(2024, 2, 4);
const range = (n: number) => Array.from({ length: n }, (_, k) => k);
const hours = (n: number) => range(n).map((k) => START + k * HOUR);
const OPTIONS = { slotMinutes: 60, align: 'wall', aggregate: 'mean', edits: {} } as const;
const named = (name: string, more: Partial<Reading>, ...recordings: Recording[]): Reading => ({
  ...reading(...recordings),
  name,
  ...more,
});
const textsOf = (findings: readonly Finding[]) => findings.map(({ where, text }) => `${where}: ${text}`);

describe('a map of what was measured', () => {
  const measured = (minutes: number[], measures: Record<string, number[]>, columns: number) =>
    coverageOf(
      [
        reading(
          recorded(
            'S',
            minutes.map((m) => START + m * MINUTE),
            measures,
          ),
        ),
      ],
      {},
      columns,
    );
  it('counts a row of which any figure is there, and its end where rows are in no order', () => {
    const map = measured([10, 0, 5], { busy: [1, NaN, NaN], transfers: [NaN, 3, NaN] }, 3);
    expect(map.rows[0]).toMatchObject({ samples: 2, from: START, to: START + 10 * MINUTE });
    expect([...map.cells].map((marks) => marks & MARKS.whole)).toEqual([MARKS.whole, 0, MARKS.whole]);
  });
  it('has a sample stand for one and a half steps where the next is late', () => {
    // Steps of ten minutes; after the third the next comes 14, or 16, minutes later.
    const after = (gap: number) =>
      measured([0, 10, 20, 20 + gap, 30 + gap], { busy: [1, 2, 3, 4, 5] }, 40 + gap).rows[0].covered *
      (40 + gap);
    expect(after(14)).toBeCloseTo(54, 6);
    expect(after(16)).toBeCloseTo(50, 6);
  });
});

describe('a log that goes back', () => {
  const told = (back: number) => {
    // Ten rows forward, then to the start again, `back` times: 0 at first and 1 from then on.
    const rows = range(back + 1).flatMap((run) => range(10).map((k) => [k, run === 0 ? 0 : 1] as const));
    const times = Float64Array.from(rows, ([k]) => k * HOUR);
    return onSlots(
      times,
      Float32Array.from(rows, ([, v]) => v),
      { start: 0, slots: 10 },
      HOUR,
      'mean',
    )[3];
  };
  it('64 times is told as often, and the worse counts; more often, it is in no order', () => {
    expect(told(64)).toBe(1);
    expect(told(65)).toBeCloseTo(65 / 66, 6);
  });
  it('and one that stands still for a row goes on', () => {
    const times = Float64Array.from([0, 0, 1, 2, 3, 4], (h) => h * HOUR);
    const values = Float32Array.of(1, 3, 5, 5, 5, 5);
    expect(onSlots(times, values, { start: 0, slots: 5 }, HOUR, 'mean')[0]).toBe(2);
  });
});

describe('growth that cannot be meant', () => {
  test.each([
    [{ web: -101 }, 12, 'growth.web: found -101 % a year', 'Nothing shrinks by more than all of it.'],
    [{ other: 1001 }, 12, 'growth.other: found 1001 % a year', 'Is it % a year?'],
    [{ other: 1 }, 0, 'horizon: found 0 months', 'Today needs no growth: leave it out.'],
    [
      { other: 1 },
      241,
      'horizon: found 241 months; expected a whole number from 1 to 240 months.',
      'horizon',
    ],
    [{ other: 1 }, 1.5, 'horizon: found 1.5 months', 'horizon'],
  ])('%j in %d months is refused', (growth, months, words, fix) => {
    expect(() => checkGrowth(growth, months)).toThrow(words);
    expect(() => checkGrowth(growth, months)).toThrow(fix);
  });
  test.each([
    [{ web: -100, other: 1000 }, 1],
    [{ web: -100, other: 1000 }, 240],
  ])('%j in %i months may be', (growth, months) => {
    expect(() => checkGrowth(growth, months)).not.toThrow();
  });
  it('is none where each rate is nothing, and some where one is', () => {
    const estate = estateOf([guest('S', { busy: [10] }), guest('W', { busy: [10] }, { class: 'web' })], 1);
    expect(grown(estate, { web: 0, other: 0 }, 12)).toBe(estate);
    const { guests } = grown(estate, { web: 0, other: 50 }, 12);
    expect(guests.map(({ measures }) => measures.busy![0])).toEqual([15, 10]);
  });
});

describe('facts that contradict each other', () => {
  const joined = (field: keyof Facts, ...values: unknown[]) => {
    const findings: Finding[] = [];
    const recordings = values.map((value, k) =>
      recorded('S', [], {}, { source: `f${k}`, facts: { [field]: value } }),
    );
    return [
      joinFacts('S', recordings, undefined, findings)[field],
      findings.map(({ text }) => text.split(';')[0]),
    ];
  };
  test.each<[keyof Facts, unknown[], unknown, string[]]>([
    ['cores', [4, 16, 8], 16, ['cores is 4 in f0, 8 in f2 and 16 in f1']],
    ['cores', [8, 8], 8, []],
    ['memory', [null, 8], 8, []],
    ['memory', [null, null], null, []],
    ['bits', [64, 32], 32, ['bits is 32 in f1 and 64 in f0']],
    ['native', [false, true], true, ['native is no in f0 and yes in f1']],
    ['image', ['b', 'a', 'b'], 'a', ['image is a in f1 and b in f0, f2']],
    ['image', ['', 'a'], 'a', []],
    ['cores', [4, 0], 4, ['cores is 0 in f1']],
    ['cores', [4, undefined], 4, []],
  ])('%s of %j is %j', (field, values, value, said) => {
    expect(joined(field, ...values)).toEqual([value, said]);
  });
});

describe('limits of a few rules', () => {
  it('a server of which files state facts alone has no samples', () => {
    const facts = recorded('B', [], {}, { facts: { cores: 2 } });
    expect(assemble([reading(facts)], OPTIONS).stated![0].guest).toMatchObject({ samples: 0, coverage: 0 });
  });
  it('the sample says how many columns it has: eight measures of each server', () => {
    const { columns, recordings, rows } = sampleReading();
    expect([columns, rows]).toEqual([8 * recordings.length, 288]);
    for (const { measures } of recordings) expect(Object.keys(measures)).toHaveLength(8);
  });
  it('a server of several files has its clock apart where one of them has', () => {
    const at = (source: string, of: string, bias: number) =>
      recorded(of, hours(3), { busy: [1, 2, bias] }, { source, zone: { name: source, biasMinutes: bias } });
    const files = [named('a', {}, at('a', 'S', 0)), named('b', {}, at('b', 'S', -60), at('b', 'T', -60))];
    const { rows } = coverageOf([...files, named('c', {}, at('c', 'U', 0))], {}, 1);
    expect(rows.map(({ server, apart }) => [server, apart])).toEqual([
      ['S', true],
      ['T', true],
      ['U', false],
    ]);
  });
  it('days are counted from the first sample on, and holes of days are none', () => {
    const of = (...at: number[]) => [
      recorded(
        'S',
        at.map((d) => START + d * DAY),
        { busy: at.map(() => 1) },
      ),
    ];
    expect(daysRecorded(of(0, 0.99), START)).toBe(1);
    expect(daysRecorded(of(0, 1), START)).toBe(2);
    expect(daysRecorded(of(0, 5.5, 5.6), START)).toBe(2);
  });
  it('a correlation of small figures is as good as of large ones', () => {
    expect(pearson([0.01, 0.02, 0.03], [0.1, 0.2, 0.3], 3)).toBeCloseTo(1, 9);
  });
  it('an interval may be a thousandth of a second', () => {
    expect(medianInterval(Float64Array.of(5, 6, 7))).toBe(1);
  });
  it('a slot takes no sample from before the first or after the last', () => {
    const t = Float64Array.of(-1, 0, 4, 5);
    for (const how of ['mean', 'max', 'min', 'p95'] as const)
      expect([...toSlots(t, Float32Array.of(9, 1, 1, 9), 0, 5, 1, how)]).toEqual([1]);
  });
  it('growth beyond all processors is said of one server, or of several', () => {
    const servers = (...busy: number[]) =>
      estateOf(
        busy.map((v, k) => guest(`S${k}`, { busy: [v] })),
        1,
      );
    const text = (...busy: number[]) => textsOf(grown(servers(...busy), { other: 100 }, 12).findings)[1];
    expect(text(60, 50)).toBe(
      'S0: By then busier than all the processors that it has: counted as if it had more.',
    );
    expect(text(60, 51)).toBe(
      'S0 and S1: By then busier than all the processors that they have: counted as if they had more.',
    );
  });
  it('files that contradict each other are said with figures of four digits', () => {
    const join = new Join();
    const told = (source: string, value: number) => ({
      source,
      series: Float32Array.of(1, value),
      over: [0, 1] as const,
    });
    join.series('S', 'busy', [told('a', 12.34567), told('b', 1.234567)]);
    expect(join.findings(crowd)[0].text).toContain(
      '2 slots, and they differ in 1 of them (processor busy: 1.235 and 12.35 %)',
    );
  });
});
