import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import type { Aggregate, Alignment } from '../../src/estate/estate';
import { InputError } from '../../src/estate/finding';
import { gridOf, periodOffset, slotLabel, slotSaid } from '../../src/estate/grid';
import type { MeasureId } from '../../src/estate/measure';
import { MEASURES } from '../../src/estate/measure';
import { DAY, MINUTE, reading, recorded } from './recordings';

const ALL = Object.keys(MEASURES) as MeasureId[];
/** Of free memory the least is the worst; of everything else the most. */
const worstOf = (id: MeasureId, ...values: number[]) =>
  id === 'availableMiB' ? Math.min(...values) : Math.max(...values);
/** What is held rather than done: its worst in a slot counts, whatever is chosen for the rest. */
const isLevel = (id: MeasureId) => /^[MGT]iB$/.test(MEASURES[id].unit);

const WEEK = 7 * DAY;
/** Monday 2 March 2026, 00:00. */
const MONDAY = Date.UTC(2026, 2, 2);

/** The one guest's series of a measure. */
function aligned(
  id: MeasureId,
  samples: readonly (readonly [time: number, value: number])[],
  align: Alignment,
  aggregate: Aggregate = 'mean',
  slotMinutes = 60,
) {
  const one = recorded(
    'A',
    samples.map(([t]) => t),
    { [id]: samples.map(([, v]) => v) },
  );
  const { guests, grid } = assemble([reading(one)], { slotMinutes, align, aggregate, edits: {} });
  return { series: guests[0].measures[id]!, grid };
}

describe.each(ALL)('the measure %s', (id) => {
  it.each<[Alignment, number, number]>([
    ['time-of-day', 3, 24],
    ['time-of-week', 21, 168],
  ])('by %s keeps the worst of %i days in each slot', (align, days, slots) => {
    // From six on a Wednesday, so that a period begins within the recording.
    const start = MONDAY + 2 * DAY + 6 * 60 * MINUTE;
    const values = Array.from({ length: 24 * days }, (_, k) => 1 + ((k * k + 31 * k) % 97));
    const { series } = aligned(
      id,
      values.map((v, k): [number, number] => [start + k * 60 * MINUTE, v]),
      align,
    );
    const first = align === 'time-of-day' ? 6 : 2 * 24 + 6;
    const expected = Array.from({ length: slots }, (_, slot) =>
      worstOf(id, ...values.filter((_, k) => (first + k) % slots === slot)),
    );
    expect([...series]).toEqual(expected);
  });

  it('by wall clock keeps each hour to itself', () => {
    const { series, grid } = aligned(
      id,
      [
        [MONDAY + 30 * MINUTE, 4],
        [MONDAY + 90 * MINUTE, 6],
        [MONDAY + 150 * MINUTE, 5],
      ],
      'wall',
    );
    expect([...series]).toEqual([4, 6, 5]);
    expect(grid.start).toBe(MONDAY);
  });

  it.each<[Aggregate, number]>([
    ['mean', 10.5],
    ['p95', 19],
    ['max', 20],
  ])('inside a slot becomes the %s, or its worst where it is a level', (aggregate, expected) => {
    // 1 to 20 in a mixed order: 7 has no factor in common with 20.
    const samples = Array.from({ length: 20 }, (_, k): [number, number] => [
      MONDAY + 3 * k * MINUTE,
      1 + ((7 * k) % 20),
    ]);
    const worst = worstOf(id, 1, 20);
    const wanted = id === 'availableMiB' || isLevel(id) ? worst : expected;
    for (const align of ['wall', 'time-of-day', 'time-of-week'] as const) {
      const { series } = aligned(id, samples, align, aggregate);
      expect(series[0]).toBe(wanted);
    }
  });

  it('of one moment stands for every slot', () => {
    const { guests } = assemble(
      [
        reading(
          recorded('A', [0], { [id]: [12] }),
          recorded('B', [MONDAY, MONDAY + 120 * MINUTE], { [id]: [1, 2] }),
        ),
      ],
      { slotMinutes: 60, align: 'wall', aggregate: 'mean', edits: {} },
    );
    expect([...guests[0].measures[id]!]).toEqual([12, 12, 12]);
  });
});

describe('the grid', () => {
  const of = (...times: number[]) => [recorded('A', times, { busy: times.map(() => 1) })];

  it('begins on a whole slot, and ends with the slot of the last sample', () => {
    expect(gridOf(of(7 * MINUTE, 29 * MINUTE), 10, 'wall')).toEqual({
      start: 0,
      step: 10 * MINUTE,
      slots: 3,
      align: 'wall',
    });
    expect(gridOf(of(10 * MINUTE, 30 * MINUTE), 10, 'wall')).toMatchObject({ start: 10 * MINUTE, slots: 3 });
  });

  it('spans the recordings in whatever order their rows stand', () => {
    const recordings = [...of(50 * MINUTE, 20 * MINUTE), ...of(90 * MINUTE, 10 * MINUTE, 40 * MINUTE)];
    expect(gridOf(recordings, 10, 'wall')).toMatchObject({ start: 10 * MINUTE, slots: 9 });
  });

  it.each<Alignment>(['time-of-day', 'time-of-week'])(
    'by %s it tells of how many days there are samples, not how far they are apart',
    (align) => {
      const days = [0, 1, 400].flatMap((day) => [DAY * day + 7 * MINUTE, DAY * day + 29 * MINUTE]);
      const options = { slotMinutes: 10, align, aggregate: 'mean', edits: {} } as const;
      const { recorded: whole } = assemble([reading(...of(...days), ...of(MONDAY))], options);
      expect(whole).toEqual({ from: 0, to: 400 * DAY + 30 * MINUTE, days: 3 });
    },
  );

  it('has one slot where all recordings are of one moment, and does not stretch to theirs', () => {
    expect(gridOf(of(MONDAY), 5, 'wall')).toMatchObject({ start: 0, slots: 1 });
    expect(gridOf([...of(MONDAY), ...of(0, 5 * MINUTE)], 5, 'wall')).toMatchObject({ start: 0, slots: 2 });
  });

  it.each<[Alignment, number, number]>([
    ['time-of-day', 5, 288],
    ['time-of-day', 60, 24],
    ['time-of-day', 1440, 1],
    ['time-of-week', 5, 2016],
    ['time-of-week', 1440, 7],
    ['time-of-week', 10_080, 1],
  ])('of %s in %i minutes has %i slots', (align, minutes, slots) => {
    expect(gridOf(of(0, MINUTE), minutes, align)).toEqual({ start: 0, step: minutes * MINUTE, slots, align });
  });

  it.each([
    [0, 'wall', /above 0/],
    [-5, 'wall', /above 0/],
    [NaN, 'wall', /above 0/],
    [7, 'time-of-day', /7 minutes do not divide a day/],
    [2880, 'time-of-day', /do not divide/],
    [11, 'time-of-week', /do not divide/],
  ] as const)('of %d minutes by %s is refused', (minutes, align, message) => {
    expect(() => gridOf(of(0, MINUTE), minutes, align)).toThrow(InputError);
    expect(() => gridOf(of(0, MINUTE), minutes, align)).toThrow(message);
  });

  it('has 200,000 slots at most', () => {
    expect(gridOf(of(0, 199_999 * MINUTE), 1, 'wall').slots).toBe(200_000);
    expect(() => gridOf(of(0, 200_000 * MINUTE), 1, 'wall')).toThrow(
      /200,001 slots of 1 minutes; expected 200,000 at most/,
    );
  });

  it.each<[string, Alignment, number, number]>([
    ['midnight of a day', 'time-of-day', MONDAY, 0],
    ['an hour later', 'time-of-day', MONDAY + 60 * MINUTE, 1],
    ['the last hour', 'time-of-day', MONDAY + 23 * 60 * MINUTE, 23],
    ['a Monday', 'time-of-week', MONDAY, 0],
    ['the Sunday before', 'time-of-week', MONDAY - DAY, 6 * 24],
    ['Thursday 1 January 1970', 'time-of-week', 0, 3 * 24],
    ['a Tuesday before 1970', 'time-of-week', MONDAY + DAY - 3000 * WEEK, 24],
    ['an hour before 1970', 'time-of-day', -60 * MINUTE, 23],
  ])('places %s in its period', (_, align, time, slot) => {
    expect(periodOffset(gridOf([], 60, align), time)).toBe(slot);
  });

  it.each<[Alignment, number, string]>([
    ['wall', 2, '2026-03-02T02:00:00'],
    ['time-of-day', 13, '13:00:00'],
    ['time-of-week', 0, 'Mon 00:00:00'],
    ['time-of-week', 25, 'Tue 01:00:00'],
    ['time-of-week', 167, 'Sun 23:00:00'],
  ])('names a slot of %s %i as %s', (align, slot, label) => {
    expect(slotLabel(gridOf(of(MONDAY, MONDAY + DAY), 60, align), slot)).toBe(label);
    expect(slotSaid(gridOf(of(MONDAY, MONDAY + DAY), 60, align), slot)).toBe(
      label.slice(0, -3).replace('T', ' '),
    );
  });
});
