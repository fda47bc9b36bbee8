import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import { clockOffers, shiftWords } from '../../src/estate/clocks';
import { coverageOf, MARKS, troublesOf, type CoverageRow } from '../../src/estate/coverage';
import { crowd } from '../../src/estate/crowd';
import { daysMeasured, daysOf, mayHaveDays, onlyDays } from '../../src/estate/days';
import { pathOf, refusalOf, shown } from '../../src/estate/expected';
import { guessMemory } from '../../src/estate/guesses';
import { Join } from '../../src/estate/join';
import { likeness } from '../../src/estate/likeness';
import { byWords, clockOf, rescheduled, RESCHEDULING } from '../../src/estate/rescheduled';
import { lettersOf, machinesOf, shownName } from '../../src/estate/same-machine';
import { serversOf } from '../../src/estate/servers';
import { settleDates } from '../../src/estate/settle-dates';
import { overlay, toSlots } from '../../src/estate/slots';
import { pearson } from '../../src/estate/statistics';
import { summaryOf } from '../../src/estate/summary';
import type { Reading } from '../../src/estate/recording';
import { estateOf, guest } from '../placement/estates';
import { DAY, MINUTE, reading, recorded } from './recordings';

const HOUR = 60 * MINUTE;
const START = Date.UTC(2024, 2, 4);
const range = (n: number) => Array.from({ length: n }, (_, k) => k);

describe('dates of which day or month may come first', () => {
  const at = (
    name: string,
    first: number,
    dates: Reading['dates'],
    days = 1,
    more: object = {},
  ): Reading => ({
    ...reading(
      recorded(name, [first, first + HOUR, first + (days - 1) * DAY + 2 * HOUR], { busy: [1, 2, 3] }),
    ),
    name,
    ...(dates ? { dates } : {}),
    ...more,
  });
  const unsure = (order: 'mdy' | 'dmy' | 'ymd') => ({ order, sure: false });
  const sure = (order: 'mdy' | 'dmy' | 'ymd') => ({ order, sure: true });
  const [march4, april3] = [Date.UTC(2024, 2, 4), Date.UTC(2024, 3, 3)];
  const times = (readings: readonly Reading[], k = 0) => readings[k].recordings[0].times[0];

  it('are read as another file proves', () => {
    const { readings, findings } = settleDates([
      at('b', march4, unsure('mdy')),
      at('a', march4, unsure('mdy')),
      at('c', april3, sure('dmy')),
    ]);
    expect(readings.map((_, k) => times(readings, k))).toEqual([april3, april3, april3]);
    expect([...readings[0].recordings[0].times]).toEqual([april3, april3 + HOUR, april3 + 2 * HOUR]);
    expect(readings[0].dates).toEqual(sure('dmy'));
    expect(findings).toEqual([
      {
        level: 'guess',
        where: 'a, b',
        text: 'Dates are read with the day before the month: the other files prove that order.',
        fix: 'Choose the other order of dates for these files if that is wrong.',
      },
    ]);
  });

  it('are read the other way round too', () => {
    const { readings, findings } = settleDates([
      at('a', april3, unsure('dmy')),
      at('c', march4, sure('mdy')),
    ]);
    expect(times(readings)).toBe(march4);
    expect(readings[0].dates).toEqual(sure('mdy'));
    expect(findings[0].text).toBe(
      'Dates are read with the month before the day: the other files prove that order.',
    );
  });

  it('are read in the order that lays them near the others, where that is far nearer', () => {
    const { readings, findings } = settleDates([at('a', march4, unsure('mdy')), at('c', april3, undefined)]);
    expect(times(readings)).toBe(april3);
    expect(findings[0].text).toBe(
      'Dates are read with the day before the month: the other order would lay them months away from the other files.',
    );
  });

  test.each([
    ['alone', [at('a', march4, unsure('mdy'))]],
    ['beside one that says as much', [at('a', march4, unsure('mdy')), at('c', march4, sure('mdy'))]],
    [
      'beside files that prove both orders',
      [at('a', march4, unsure('mdy')), at('b', april3, sure('dmy')), at('c', april3, sure('mdy'))],
    ],
    ['beside one of the same day', [at('a', march4, unsure('mdy')), at('c', march4, undefined)]],
    ['with the year first', [at('a', march4, unsure('ymd')), at('c', april3, sure('dmy'))]],
    [
      'beside one that proves only that the year comes first',
      [at('a', march4, unsure('mdy')), at('c', march4, sure('ymd'))],
    ],
    ['which are sure', [at('a', march4, sure('mdy')), at('c', april3, undefined)]],
    // A month of days on either side of the other file: turned about it lies no nearer by half.
    [
      'beside one that is near either way',
      [at('a', Date.UTC(2024, 2, 4), unsure('mdy'), 9), at('c', Date.UTC(2024, 2, 12), undefined, 20)],
    ],
    [
      'beside one of a single moment',
      [
        at('a', march4, unsure('mdy')),
        { ...at('c', april3, undefined), recordings: [recorded('c', [april3], { busy: [1] })] },
      ],
    ],
  ])('stay as they are %s', (_, given) => {
    const { readings, findings } = settleDates(given);
    expect(readings).toBe(given);
    expect(findings).toEqual([]);
  });
});

describe('a value that is refused, in words', () => {
  test.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['a', '"a"'],
    ['x'.repeat(58), `"${'x'.repeat(58)}"`],
    ['x'.repeat(59), `"${'x'.repeat(56)}..."`],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [{}, 'an object'],
    [NaN, 'no number'],
    [0, '0'],
    [false, 'false'],
  ])('%s is %s', (value, words) => {
    expect(shown(value)).toBe(words);
  });
  it('has its path as people write it', () => {
    expect(pathOf([])).toBe('');
    expect(pathOf(['guests', 1, 'threads', 0, 'burst'])).toBe('guests[1].threads[0].burst');
  });

  const schema = v.strictObject({
    whole: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
    range: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(9))),
    least: v.optional(v.pipe(v.number(), v.minValue(1))),
    above: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(9))),
    over: v.optional(v.pipe(v.number(), v.gtValue(0))),
    any: v.optional(v.number()),
    text: v.optional(v.string()),
    short: v.optional(v.pipe(v.string(), v.maxLength(3))),
    flag: v.optional(v.boolean()),
    pick: v.optional(v.picklist(['', 'a', 'b'])),
    one: v.optional(v.literal(7)),
    list: v.optional(v.array(v.number())),
    few: v.optional(v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(2))),
    of: v.optional(v.record(v.string(), v.boolean())),
    nested: v.optional(v.pipe(v.pipe(v.number(), v.minValue(2)), v.maxValue(3))),
    own: v.optional(
      v.pipe(
        v.number(),
        v.check((n) => n !== 5, 'anything but five'),
      ),
    ),
    inner: v.optional(v.strictObject({ x: v.optional(v.number()), y: v.optional(v.number()) })),
  });
  const refused = (input: object) => {
    const parsed = v.safeParse(schema, input);
    if (parsed.success) throw new Error('not refused');
    return Object.values(refusalOf(parsed.issues[0], schema)).join(' | ');
  };
  test.each([
    [{ whole: 0 }, 'whole | 0 | a whole number from 1 to 9'],
    [{ range: 10 }, 'range | 10 | a number from 1 to 9'],
    [{ least: 0 }, 'least | 0 | a number, 1 or more'],
    [{ above: 0 }, 'above | 0 | a number above 0, at most 9'],
    [{ over: 0 }, 'over | 0 | a number above 0'],
    [{ any: 'x' }, 'any | "x" | a number'],
    [{ text: 3 }, 'text | 3 | a text'],
    [{ short: 'abcd' }, 'short | "abcd" | a text of at most 3 characters'],
    [{ flag: 1 }, 'flag | 1 | true or false'],
    [{ pick: 'c' }, 'pick | "c" | one of a, b'],
    [{ one: 8 }, 'one | 8 | 7'],
    [{ list: 8 }, 'list | 8 | a list'],
    [{ list: [1, 'x'] }, 'list[1] | "x" | a number'],
    [{ few: [] }, 'few | an empty list | a list of 1 to 2'],
    [{ of: { a: 1 } }, 'of.a | 1 | true or false'],
    [{ of: 1 }, 'of | 1 | an object'],
    [{ nested: 4 }, 'nested | 4 | a number from 2 to 3'],
    [{ own: 5 }, 'own | 5 | anything but five'],
    [{ inner: { z: 1 } }, 'inner.z | "z", which is no name of a field here | one of x, y'],
    [{ inner: { x: null } }, 'inner.x | null | a number'],
  ])('%j', (input, words) => {
    expect(refused(input)).toBe(words);
  });
});

describe('two clocks of one server', () => {
  const HOURS = 48;
  const zoned = (source: string, biasMinutes: number | null, more: object = {}) =>
    recorded(
      'S',
      range(HOURS).map((h) => START + h * HOUR),
      { busy: range(HOURS) },
      { source, zone: biasMinutes === null ? undefined : { name: source, biasMinutes }, ...more } as object,
    );
  const offersOf = (...recordings: ReturnType<typeof recorded>[]) => clockOffers([['S', recordings]]);
  test.each([
    [0, 300, 300, 'a is in the zone UTC and b in UTC-5', '5 h', '--shift b=+5h'],
    [300, 0, -300, 'a is in the zone UTC-5 and b in UTC', '5 h', '--shift b=-5h'],
    [0, -330, -330, 'a is in the zone UTC and b in UTC+5:30', '330 min', '--shift b=-330m'],
    [-60, -65, -5, 'a is in the zone UTC+1 and b in UTC+1:05', '5 min', '--shift b=-5m'],
  ])('in zones %i and %i are %i minutes apart', (a, b, minutes, why, apart, option) => {
    const { offers, findings } = offersOf(zoned('a', a), zoned('b', b));
    expect(offers).toEqual([{ name: 'b', minutes, why }]);
    expect(findings).toEqual([
      {
        level: 'warning',
        where: 'S',
        text: `Seen by two clocks: ${why}. As they are, its load is laid ${apart} apart from itself.`,
        fix: `Shift the clock of b by ${minutes < 0 ? '−' : '+'}${apart}.`,
        option,
      },
    ]);
  });
  it('of one zone, of one file, or of one moment are none', () => {
    expect(offersOf(zoned('a', 60), zoned('b', 60)).offers).toEqual([]);
    expect(offersOf(zoned('a', 60), zoned('a', 0)).offers).toEqual([]);
    expect(offersOf(zoned('a', 60), { ...zoned('b', 0), times: Float64Array.of(START) }).offers).toEqual([]);
  });
  it('move that of the host, whichever file comes first', () => {
    const host = zoned('h', 0, { facts: { measured: 'host' } });
    expect(offersOf(host, zoned('g', 60)).offers[0]).toMatchObject({ name: 'h', minutes: -60 });
    expect(offersOf(zoned('g', 60), host).offers[0]).toMatchObject({ name: 'h', minutes: -60 });
    expect(offersOf(host, zoned('i', 60, { facts: { measured: 'host' } })).offers[0]).toMatchObject({
      name: 'i',
    });
  });
  it.each([4, 5])('name %i servers, or the first and how many more', (count) => {
    const servers = range(count).map((k) => [`S${k}`, [zoned('a', 0), zoned('b', 60)]] as const);
    const { offers, findings } = clockOffers(servers);
    expect(offers).toHaveLength(1);
    expect(findings[0].where).toBe(count === 4 ? 'S0, S1, S2 and S3' : 'S0, S1, S2 and 2 more');
  });

  /** A load that no other hour is like. */
  const wave = (k: number) => 50 + 40 * Math.sin(k * k * 0.13);
  const load = (source: string, shift: number, of = wave) =>
    recorded(
      'S',
      range(200).map((k) => START + (k + shift) * 15 * MINUTE),
      { busy: range(200).map(of) },
      { source },
    );
  it('are found by the loads where no zone is known', () => {
    const { offers } = offersOf(
      load('a', 0),
      load('b', 20, (k) => wave(k) + 1),
    );
    expect(offers).toEqual([
      { name: 'b', minutes: -300, why: 'the loads of b are like those of a 5 h earlier (correlation 1.00)' },
    ]);
    expect(
      offersOf(
        load('b', 20),
        load('a', 0, (k) => wave(k) + 1),
      ).offers[0],
    ).toMatchObject({ minutes: 300, why: 'the loads of a are like those of b 5 h later (correlation 1.00)' });
    expect(
      offersOf(
        load('a', 0),
        load('b', 0, (k) => wave(k) + 1),
      ).offers,
    ).toEqual([]);
  });
  it('are looked for by the loads of eight servers of two files, of the ninth by zones alone', () => {
    const same = (server: string) => [server, [load('a', 0), load('b', 0, (k) => wave(k) + 1)]] as const;
    const apart = (server: string) => [server, [load('a', 0), load('b', 20, (k) => wave(k) + 1)]] as const;
    expect(clockOffers([...range(7).map((k) => same(`S${k}`)), apart('last')]).offers).toHaveLength(1);
    expect(clockOffers([...range(8).map((k) => same(`S${k}`)), apart('last')]).offers).toEqual([]);
  });

  it('share six hours at least, and are as alike as two meters of one machine', () => {
    const of = (shift: number, n: number, value: (k: number) => number, from = 0) => ({
      times: Float64Array.from(range(n), (k) => START + (from + k + shift) * 15 * MINUTE),
      values: Float32Array.from(range(n), (k) => value(from + k)),
    });
    expect(likeness(of(0, 24, wave), of(0, 24, wave))).toEqual({
      minutes: 0,
      correlation: expect.closeTo(1, 6) as number,
    });
    expect(likeness(of(0, 23, wave), of(0, 23, wave))).toBeNull();
    const noise = (k: number) => 50 + 40 * Math.sin(k * k * 0.77 + 1);
    expect(likeness(of(0, 200, wave), of(0, 200, noise))).toBeNull();
    // Holes are no zeros, and several samples of a quarter are their mean.
    const holed = of(8, 200, (k) => (k % 5 === 0 ? NaN : wave(k)));
    expect(likeness(of(0, 200, wave), holed)).toMatchObject({ minutes: -120 });
    // One sample of a quarter, two, or three, about their mean.
    const uneven = range(200).flatMap((q) => range(1 + (q % 3)).map((i) => [q, i] as const));
    const twice = {
      times: Float64Array.from(uneven, ([q, i]) => START + (q + 8) * 15 * MINUTE + i * MINUTE),
      values: Float32Array.from(uneven, ([q, i]) => wave(q) + 6 * (i - (q % 3) / 2)),
    };
    expect(likeness(of(0, 200, wave), twice)).toMatchObject({
      minutes: -120,
      correlation: expect.closeTo(1, 4) as number,
    });
    // Up to fourteen hours, and no farther.
    expect(likeness(of(0, 200, wave), of(56, 200, wave))).toMatchObject({ minutes: -840 });
    expect(likeness(of(0, 200, wave), of(-56, 200, wave))).toMatchObject({ minutes: 840 });
    expect(likeness(of(0, 200, wave), of(57, 200, wave))).toBeNull();
  });

  test.each([
    [-300, '−5 h'],
    [90, '+90 min'],
    [60, '+1 h'],
    [0, '+0 h'],
    [-30, '−30 min'],
  ])('%i minutes apart are %s', (minutes, words) => {
    expect(shiftWords(minutes)).toBe(words);
  });
});

describe('a correlation', () => {
  test.each([
    [[1, 2, 3], [2, 4, 6], 3, 1],
    [[1, 2, 3], [6, 4, 2], 3, -1],
    [[1, 2, 3, 4], [1, 3, 2, 4], 4, 0.8],
    [[1, 2, NaN, 3], [2, 4, 9, 6], 3, 1],
    [[1, 2, 9, 3], [2, 4, NaN, 6], 4, NaN],
    [[1, 1, 1], [1, 2, 3], 3, NaN],
  ])('of %j and %j, of %i at least', (x, y, least, r) => {
    const found = pearson(x, y, least);
    if (Number.isNaN(r)) expect(found).toBeNaN();
    else expect(found).toBeCloseTo(r, 12);
  });
});

describe('what files say of one server, summed up', () => {
  const one = recorded('S', [START + HOUR, START, START + 2 * HOUR], {
    busy: [10, NaN, 30],
    dpc: [NaN, NaN, NaN],
  });
  it('is its times, and the mean and the largest of each measure, of two files that say the same once', () => {
    const summary = {
      from: START,
      to: START + 2 * HOUR,
      samples: 2,
      measures: { busy: { mean: 20, max: 30, samples: 2 } },
    };
    expect(summaryOf([one])).toEqual(summary);
    expect(summaryOf([one, { ...one, source: 'copy' }])).toEqual(summary);
    const more = recorded('S', [START + 5 * HOUR, START + 6 * HOUR], { busy: [50, -10] });
    expect(summaryOf([one, more])).toEqual({
      from: START,
      to: START + 6 * HOUR,
      samples: 4,
      measures: { busy: { mean: 20, max: 50, samples: 4 } },
    });
  });
  it('has no times where none were told, and one where one was', () => {
    expect(summaryOf([recorded('S', [0], { busy: [5] })])).toEqual({
      from: null,
      to: null,
      samples: 1,
      measures: { busy: { mean: 5, max: 5, samples: 1 } },
    });
    expect(summaryOf([recorded('S', [START], { busy: [-5] })])).toMatchObject({
      from: START,
      to: START,
      measures: { busy: { max: -5 } },
    });
    expect(summaryOf([])).toEqual({ from: null, to: null, samples: 0, measures: {} });
  });
});

describe('days of an estate', () => {
  const of = (step: number, busy: number[][]) => ({
    ...estateOf(
      busy.map((values, k) => guest(`S${k}`, { busy: values })),
      busy[0].length,
    ),
    grid: { start: START, step, slots: busy[0].length, align: 'wall' as const },
  });
  test.each([
    [HOUR, 35, false],
    [HOUR, 36, true],
    [DAY, 1, false],
    [DAY, 2, true],
    [2 * DAY, 1, false],
    [2 * DAY, 2, true],
    [3 * DAY, 9, false],
  ])('slots of %d ms, %i of them: %s', (step, slots, there) => {
    expect(mayHaveDays({ align: 'wall', step, slots })).toBe(there);
    expect(mayHaveDays({ align: 'time-of-week', step, slots })).toBe(false);
  });
  it('are those of which half was measured, on the mean of all servers or of some server', () => {
    const whole = range(24).map(() => 1);
    const half = range(24).map((h) => (h < 12 ? 1 : NaN));
    const less = range(24).map((h) => (h < 11 ? 1 : NaN));
    const none = range(24).map(() => NaN);
    const estate = of(HOUR, [
      [...whole, ...half, ...less, ...whole],
      [...whole, ...half, ...half, ...none],
    ]);
    expect(daysOf(estate).map(({ from }) => from / 24)).toEqual([0, 1, 3]);
    expect(daysMeasured(estate)).toBe(4);
    // A last day of which half is there counts, of less it does not.
    expect(daysOf(of(HOUR, [[...whole, ...whole.slice(12)]]))).toEqual([
      { from: 0, to: 24 },
      { from: 24, to: 36 },
    ]);
    expect(daysOf(of(HOUR, [[...whole, ...whole, ...whole.slice(13)]]))).toHaveLength(2);
  });
  it('alone are the estate as if nothing else had been measured', () => {
    const estate = of(6 * HOUR, [range(12)]);
    const kept = onlyDays(estate, [
      { from: 4, to: 8 },
      { from: 8, to: 11 },
    ]);
    expect([...kept.guests[0].measures.busy!]).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(kept.grid).toEqual({ ...estate.grid, start: START + DAY, slots: 7 });
    expect(onlyDays(estate, []).grid).toMatchObject({ start: START, slots: 0 });
  });
});

describe('a stretch of the day, in words', () => {
  test.each([
    [60, '1 h later'],
    [-60, '1 h earlier'],
    [90, '1 h 30 min later'],
    [-30, '30 min earlier'],
    [0, '0 min later'],
    [720, '12 h later'],
  ])('%i minutes on is %s', (by, words) => {
    expect(byWords({ by })).toBe(words);
  });
  test.each([
    [0, '00:00'],
    [1439, '23:59'],
    [1440, '00:00'],
    [1505, '01:05'],
    [-30, '23:30'],
  ])('minute %i is %s', (minute, words) => {
    expect(clockOf(minute)).toBe(words);
  });
  it('begins within a day, is half of one at most, and moves by no more', () => {
    expect(Object.values(RESCHEDULING).map(({ min, max }) => [min, max])).toEqual([
      [0, 1439],
      [1, 720],
      [-720, 720],
    ]);
  });

  const HALF_HOURS = 48;
  const days = (slots: number, step = 30 * MINUTE) => ({
    ...estateOf([guest('A', { busy: range(slots) })], slots),
    grid: { start: START, step, slots, align: 'wall' as const },
  });
  const told = (slots: number, change: { from: number; minutes: number; by: number }, step?: number) =>
    rescheduled(days(slots, step), { A: change }).findings[0].text;
  test.each([
    [
      'on each of whole days',
      HALF_HOURS,
      120,
      'What it does from 22:00 to 23:00 is taken to be done 2 h later, and what it did then, before or after it.',
    ],
    [
      'on those days that the log holds',
      HALF_HOURS + 40,
      30,
      'What it does from 22:00 to 23:00 is taken to be done 30 min later, and what it did then, before or after it.',
    ],
    [
      'on some of the days',
      HALF_HOURS + 46,
      60,
      ' On 1 of 2 days that is not within the log, and stays as it was.',
    ],
    [
      'on none',
      44,
      120,
      'What it does from 22:00 to 23:00 is done when it was: slots of time are too long, or too few, to move it by that.',
    ],
    [
      'on none that is whole',
      45,
      60,
      'What it does from 22:00 to 23:00 is done when it was: it, or the time that it would be done at, is not within the log.',
    ],
  ])('is moved %s', (_, slots, by, words) => {
    expect(told(slots, { from: 22 * 60, minutes: 60, by })).toContain(words);
  });
  it('is not moved of a server that is not there, nor by less than a slot', () => {
    expect(rescheduled(days(48), { B: { from: 0, minutes: 60, by: 60 } }).findings).toEqual([
      {
        level: 'warning',
        where: 'B',
        text: 'There is no server of this name: nothing of it is done at another time.',
      },
    ]);
    expect(told(48, { from: 0, minutes: 60, by: 14 })).toContain('slots of time are too long');
    expect(told(48, { from: 0, minutes: 60, by: 15 })).toContain('15 min later');
  });
});

describe('a map of what was measured', () => {
  const row = (change: Partial<CoverageRow>): CoverageRow => ({
    server: 'S',
    from: 0,
    to: 0,
    samples: 200,
    covered: 1,
    gaps: 0,
    longestGap: 0,
    twice: 0,
    still: 0,
    impossible: 0,
    shifted: '',
    apart: false,
    ...change,
  });
  const hours = (ms: number) => `${ms / HOUR} h`;
  test.each([
    [{}, []],
    [{ gaps: 1, longestGap: HOUR }, ['1 gap, the longest 1 h']],
    [{ gaps: 2, longestGap: HOUR }, ['2 gaps, the longest 1 h']],
    [{ twice: 1 }, ['told twice for the same time']],
    [{ still: 1 }, ['a load that never moves']],
    [{ impossible: 1 }, ['1 impossible value left out']],
    [{ impossible: 2 }, ['2 impossible values left out']],
    [{ shifted: 'a +1 h' }, ['clock shifted: a +1 h']],
    [{ apart: true }, ['its clock seems to be apart from another file’s']],
    [{ samples: 100 }, []],
    [{ samples: 99 }, ['99 samples: percentiles are rough']],
  ])('says of %j: %j', (change, words) => {
    expect(troublesOf(row(change), hours)).toEqual(words);
  });
  it('has a bit for each mark, as its picture reads them', () => {
    expect(MARKS).toEqual({ part: 1, whole: 2, twice: 4, still: 8, impossible: 16 });
  });

  const map = (minutes: number[], columns: number, value: (k: number) => number = (k) => k % 7) =>
    coverageOf(
      [
        reading(
          recorded(
            'S',
            minutes.map((m) => START + m * MINUTE),
            { busy: minutes.map((_, k) => value(k)) },
          ),
        ),
      ],
      {},
      columns,
    );
  test.each([
    // Of 200 minutes in ten parts: samples each minute, but for so many at the end of the third part.
    [1, MARKS.whole],
    [3, MARKS.part],
    [19, MARKS.part],
    [20, 0],
  ])(
    'calls a part whole of which nine tenths are measured: %i minutes of twenty are missing',
    (missing, mark) => {
      const minutes = range(200).filter((m) => m < 60 - missing || m >= 60);
      const found = map(minutes, 10);
      expect([...found.cells]).toEqual(range(10).map((k) => (k === 2 ? mark : MARKS.whole)));
      expect(found.rows[0].covered).toBeCloseTo(1 - missing / 200, 9);
    },
  );
  test.each([
    [3, 0],
    [4, 1],
  ])('counts a gap of more than three steps: %i', (gap, gaps) => {
    const found = map([0, 1, 2, 3, 3 + gap, 4 + gap, 5 + gap], 1);
    expect(found.rows[0]).toMatchObject({
      gaps,
      longestGap: gaps * gap * MINUTE,
      from: START,
      to: START + (5 + gap) * MINUTE,
      samples: 7,
    });
  });
  it('is of one part of one moment where all rows have one time', () => {
    const found = map([5, 5], 3);
    expect([found.from, found.to]).toEqual([START + 5 * MINUTE, START + 5 * MINUTE + 1]);
    expect(found.rows[0].samples).toBe(2);
  });
});

describe('figures that files tell of one time', () => {
  const told = (source: string, values: number[], over: [number, number] | null = [0, 10]) => ({
    source,
    series: Float32Array.from(values),
    over,
  });
  const join = (measure: 'busy' | 'availableMiB', ...of: ReturnType<typeof told>[]) => {
    const joined = new Join();
    return [
      [...joined.series('S', measure, of)],
      joined.findings(crowd).map(({ text }) => text.split('. ')[0]),
    ];
  };
  test.each([
    [
      'the higher',
      'busy',
      [told('b', [1, 5, NaN]), told('a', [2, 4, 3])],
      [2, 5, 3],
      [
        'a and b both tell % Processor Time of the same time: 2 slots, and they differ in 2 of them (% Processor Time: 1 and 2 %)',
      ],
    ],
    [
      'the lower of what is free',
      'availableMiB',
      [told('b', [1, 5, NaN]), told('a', [2, 4, 3])],
      [1, 4, 3],
      [
        'a and b both tell Available MBytes of the same time: 2 slots, and they differ in 2 of them (Available MBytes: 1 and 2 MiB)',
      ],
    ],
    ['nothing where they agree', 'busy', [told('b', [1, NaN]), told('a', [1, 2])], [1, 2], []],
    [
      'nothing where they follow each other',
      'busy',
      [told('b', [1, NaN], [0, 4]), told('a', [3, 2], [5, 9])],
      [3, 2],
      [],
    ],
    [
      'what meets in a moment',
      'busy',
      [told('b', [1], [0, 5]), told('a', [3], [5, 9])],
      [3],
      [
        'a and b both tell % Processor Time of the same time: 1 slots, and they differ in 1 of them (% Processor Time: 1 and 3 %)',
      ],
    ],
    [
      'a figure without times where there is no other',
      'busy',
      [told('b', [9, 9], null), told('a', [3, NaN])],
      [3, 9],
      [
        'a and b both tell % Processor Time of the same time: 1 slots, and they differ in 1 of them (% Processor Time: 3 and 9 %)',
      ],
    ],
    [
      'one file that tells twice',
      'busy',
      [told('a', [1]), told('a', [2])],
      [2],
      [
        'a tells twice % Processor Time of the same time: 1 slots, and they differ in 1 of them (% Processor Time: 1 and 2 %)',
      ],
    ],
  ] as const)('come to %s', (_, measure, of, series, words) => {
    const [joined, said] = join(measure, ...of);
    expect(joined).toEqual(series);
    expect(
      (said as string[]).map((text) =>
        text.replace(/(tell|twice) .*? of the/, '$1 M of the').replace(/\(.*?: /, '(M: '),
      ),
    ).toEqual(
      words.map((text) => text.replace(/(tell|twice) .*? of the/, '$1 M of the').replace(/\(.*?: /, '(M: ')),
    );
  });
  it('are said once of all servers of two files, with the pair that is farthest apart', () => {
    const joined = new Join();
    joined.series('S', 'busy', [told('a', [10, 10]), told('b', [11, 10])]);
    joined.series('R', 'dpc', [told('a', [1, 1]), told('b', [2, 1])]);
    joined.series('Q', 'busy', [told('b', [50]), told('a', [60])]);
    const [finding, ...none] = joined.findings(crowd);
    expect(none).toEqual([]);
    expect(finding.where).toBe('Q, R and S');
    expect(finding.text).toMatch(/5 slots, and they differ in 3 of them \(.*: 1 and 2 %\)/);
  });
});

describe('names of machines', () => {
  test.each([
    ['db-01.example.com', 'db01'],
    ['CORP\\Web_01', 'web01'],
    ['app.01', 'app01'],
    ['10.0.0.5', '10005'],
  ])('%s is %s in letters and digits', (name, letters) => {
    expect(lettersOf(name)).toBe(letters);
  });
  it('are shown by the shortest, and of equal ones by the first', () => {
    expect(shownName(['web.corp', 'web', 'WEB'])).toBe('WEB');
    expect(shownName(['b', 'a'])).toBe('a');
  });
  it('are spelled in findings as the alphabet has them first, whatever came first', () => {
    for (const names of [
      ['web', 'WEB', 'web.corp.example'],
      ['WEB', 'web', 'web.corp.example'],
    ])
      expect(machinesOf(names).findings[0].text).toBe(
        'WEB and web.corp.example are taken for one machine: the short name and the one with its domain.',
      );
  });

  const named = ({ byFile: _, ...one }: ReturnType<typeof recorded>) => one;
  const byFile = (source: string, from: number, busy: number[]) =>
    recorded(
      'S',
      busy.map((_, k) => START + (from + k) * HOUR),
      { busy },
      { source, byFile: true },
    );
  test.each([
    [
      'two that tell the same hours differently',
      [byFile('a', 0, [1, 2]), byFile('b', 0, [3, 4])],
      ['S (a)', 'S (b)'],
    ],
    ['one of files that follow each other', [byFile('a', 0, [1, 2]), byFile('b', 1, [3, 4])], ['S']],
    ['two where they overlap', [byFile('a', 0, [1, 2, 3]), byFile('b', 1, [3, 4, 5])], ['S (a)', 'S (b)']],
    ['one of files that say the same', [byFile('a', 0, [1, 2]), byFile('b', 0, [1, 2])], ['S']],
    ['one where a file names it', [byFile('a', 0, [1, 2]), named(byFile('b', 0, [3, 4]))], ['S']],
  ])('that no file says are of %s', (_, own, names) => {
    const { servers, findings } = serversOf(own, machinesOf(['S']));
    expect([...servers.keys()]).toEqual(names);
    expect(findings.map(({ text }) => text)).toEqual(
      names.length > 1
        ? ['a and b name no machine and tell the same hours differently: they are taken for 2 servers.']
        : [],
    );
  });

  it('by which a network calls a machine of an inventory are that machine’s', () => {
    const log = (server: string) => recorded(server, [START, START + HOUR], { busy: [1, 2] });
    const listed = (server: string, alias: string) => recorded(server, [], {}, { alias, on: 'h1' });
    const of = (...recordings: ReturnType<typeof recorded>[]) =>
      serversOf(recordings, machinesOf(recordings.map(({ server }) => server)));
    const one = of(log('web01'), listed('Web server', 'web01.corp.example'));
    expect([...one.servers.values()].map((own) => own.length)).toEqual([2]);
    expect(one.findings).toEqual([
      {
        level: 'guess',
        where: 'web01',
        text: 'Joined with the inventory by the name of its network: web01 is Web server.',
        fix: 'If they are two machines, rename one of them.',
      },
    ]);
    // Two of the inventory that claim one log, or a log that the inventory lists itself, are joined with nobody.
    expect(of(log('web01'), listed('A', 'web01'), listed('B', 'web01')).servers.size).toBe(3);
    expect(of({ ...log('web01'), on: 'h1' }, listed('A', 'web01')).servers.size).toBe(2);
  });
});

describe('slots', () => {
  const at = (...minutes: number[]) => Float64Array.from(minutes, (m) => m * MINUTE);
  it('begin with their first moment and end before the next one’s', () => {
    const found = (how: 'mean' | 'max' | 'min' | 'p95') => [
      ...toSlots(
        at(0, 4, 5, 9, 10, 14, 15, -1),
        Float32Array.of(1, 2, 3, 4, 5, 6, 99, 99),
        0,
        5 * MINUTE,
        3,
        how,
      ),
    ];
    expect(found('mean')).toEqual([1.5, 3.5, 5.5]);
    expect(found('max')).toEqual([2, 4, 6]);
    expect(found('min')).toEqual([1, 3, 5]);
    expect(found('p95')).toEqual([2, 4, 6]);
  });
  it('of many periods take the worst of each, a hole for none', () => {
    const series = Float32Array.of(NaN, 4, 2, NaN, 3, 1);
    expect([...overlay(series, 3, 0, 'max')]).toEqual([NaN, 4, 2]);
    expect([...overlay(series, 3, 0, 'min')]).toEqual([NaN, 3, 1]);
    expect([...overlay(series, 3, 2, 'max')]).toEqual([4, 2, NaN]);
  });
  test.each([
    [0, null],
    [230.4, 256],
    [230.5, 384],
    [345.6, 384],
    [345.7, 512],
    [3686, 4096],
    [3687, 6144],
  ])('of which the most that was ever free is %d MiB have %s installed', (free, size) => {
    // In single precision a figure at the very edge may lie beyond it.
    const just = Math.fround(free) > free ? free - 0.01 : free;
    expect(guessMemory(Float32Array.of(5, just, NaN, 3))).toBe(free === 0 ? 256 : size);
  });
  it('without any free memory tell nothing of what is installed', () => {
    expect(guessMemory(undefined)).toBeNull();
    expect(guessMemory(Float32Array.of(0, NaN))).toBeNull();
  });
});

describe('an estate', () => {
  const options = { slotMinutes: 60, align: 'wall', aggregate: 'mean', edits: {} } as const;
  const hours = (n: number) => range(n).map((k) => START + k * HOUR);
  const texts = (more: object, n = 200, busy: (k: number) => number = () => 50) =>
    assemble([reading(recorded('S', hours(n), { busy: range(n).map(busy) }, more))], options).findings.map(
      ({ text }) => text,
    );
  test.each([
    ['whose processors nobody counted', {}, 'Number of processors not in the data; 1 is assumed.', true],
    ['whose processors are known', { facts: { cores: 2 } }, 'Number of processors not in the data', false],
    [
      'whose threads a log counted',
      { facts: { threads: 4 } },
      'The processors of a counter log are hardware threads',
      true,
    ],
    [
      'of one thread',
      { facts: { threads: 1 } },
      'The processors of a counter log are hardware threads',
      false,
    ],
    [
      'of threads of a VM',
      { facts: { threads: 4, measured: 'guest' } },
      'The processors of a counter log are hardware threads',
      false,
    ],
    [
      'with two threads a core',
      { facts: { threads: 4, cores: 2 } },
      'Two threads a core: below full use they do not add up.',
      true,
    ],
    ['with one thread a core', { facts: { threads: 4, cores: 4 } }, 'Two threads a core', false],
  ])('says of a server %s what that means: %s', (_, more, words, said) => {
    expect(texts(more).some((text) => text.startsWith(words))).toBe(said);
  });
  test.each([
    ['of 99 samples', {}, 99, 'Fewer than 100 samples: percentiles and peaks are rough.', true],
    ['of 100', {}, 100, 'Fewer than 100 samples', false],
    ['of which a tenth is missing', {}, 200, 'More than a tenth of the slots hold no sample', false],
  ])('says of a server %s how rough it is: %s', (_, more, n, words, said) => {
    expect(
      texts(more, n, (k) => (n === 200 && (k % 20 === 5 || k % 20 === 6) ? NaN : 50)).some((text) =>
        text.startsWith(words),
      ),
    ).toBe(said);
  });
  it('says where more than a tenth of the slots hold no sample, and of one moment that it is one', () => {
    expect(
      texts({}, 200, (k) => (k % 20 === 5 || k % 20 === 6 || k === 1 || k === 2 ? NaN : 50)).some((text) =>
        text.startsWith('More than a tenth'),
      ),
    ).toBe(true);
    const moment = assemble([reading(recorded('S', [0], { busy: [5] }))], options);
    expect(moment.findings.map(({ text }) => text)).toContain(
      'One moment only: when it peaks, and whether peaks coincide, cannot be known. It is taken to need this all the time.',
    );
    expect(moment.recorded).toBeNull();
  });
  it('knows the host that a server runs on, from whichever file says it', () => {
    const { guests } = assemble(
      [
        reading(recorded('S', hours(3), { busy: [1, 2, 3] })),
        reading(recorded('S', [], {}, { source: 'inventory', on: 'h7' })),
      ],
      options,
    );
    expect(guests.map(({ on }) => on)).toEqual(['h7']);
    expect(
      assemble([reading(recorded('S', hours(3), { busy: [1, 2, 3] }))], options).guests[0],
    ).not.toHaveProperty('on');
  });
});
