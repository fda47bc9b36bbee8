/** Times at, within and beyond each limit of what a clock can show, and every way to write one. */
import { describe, expect, it } from 'vitest';
import { ClockReader, guessClock, parseTimeOfDay, type ClockKind } from '../../../src/intake/bytes/dates';

const encoder = new TextEncoder();
const shown = (ms: number) =>
  Number.isNaN(ms)
    ? null
    : new Date(ms)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.000Z$|Z$/, '');

function reader(kind: ClockKind, cells: readonly string[], unit?: number, asked?: 'mdy' | 'dmy') {
  const clock = new ClockReader(kind, asked, unit);
  const times = Float64Array.from(cells, (cell) => {
    // What stands around a cell is none of it.
    const bytes = encoder.encode(`7${cell}7`);
    return clock.parse(bytes, 1, bytes.length - 1);
  });
  const parsed = [...times];
  const settled = clock.settle([times], 'mdy');
  return { clock, parsed, times, settled };
}
/** What is no time is known for none at once, since its row is left out. */
function read(cell: string): string | null {
  const { parsed, times } = reader('calendar', [cell]);
  expect(Number.isNaN(parsed[0])).toBe(Number.isNaN(times[0]));
  return shown(times[0]);
}

describe('a calendar time', () => {
  it.each([
    // Years: 1980 to 2199, in either order; two digits are of this century.
    ['1980-01-01', '1980-01-01 00:00:00'],
    ['1979-12-31', null],
    ['2199-12-31 23:59:59', '2199-12-31 23:59:59'],
    ['2200-01-01', null],
    ['01/01/1980', '1980-01-01 00:00:00'],
    ['12/31/1979', null],
    ['12/31/2199', '2199-12-31 00:00:00'],
    ['01/01/2200', null],
    ['1/2/00 3:04', '2000-01-02 03:04:00'],
    ['1/2/99 3:04', '2099-01-02 03:04:00'],
    ['1/2/150 3:04', null],
    ['19800101', '1980-01-01 00:00:00'],
    ['19791231', null],
    // Months and days.
    ['2024-00-10', null],
    ['2024-01-10', '2024-01-10 00:00:00'],
    ['2024-12-10', '2024-12-10 00:00:00'],
    ['2024-13-10', null],
    ['2024-01-00', null],
    ['2024-01-01', '2024-01-01 00:00:00'],
    ['2024-01-31', '2024-01-31 00:00:00'],
    ['2024-01-32', null],
    ['0/10/2024', null],
    ['10/0/2024', null],
    ['1/1/2024', '2024-01-01 00:00:00'],
    ['12/12/2024', '2024-12-12 00:00:00'],
    ['12/13/2024', '2024-12-13 00:00:00'],
    ['13/12/2024', '2024-12-13 00:00:00'],
    ['13/13/2024', null],
    ['31/12/2024', '2024-12-31 00:00:00'],
    ['32/12/2024', null],
    ['12/31/2024', '2024-12-31 00:00:00'],
    ['12/32/2024', null],
    // Hours to 24, minutes to 59, seconds to 60 as in a leap second.
    ['2024-03-04 00:00', '2024-03-04 00:00:00'],
    ['2024-03-04 23:59', '2024-03-04 23:59:00'],
    ['2024-03-04 24:00', '2024-03-05 00:00:00'],
    ['2024-03-04 25:00', null],
    ['2024-03-04 10:60', null],
    ['2024-03-04 10:59:60', '2024-03-04 11:00:00'],
    ['2024-03-04 10:59:61', null],
    ['3/4/2024 25:00', null],
    ['3/4/2024 10:60', null],
    // Halves of the day.
    ['3/4/2024 12:00 AM', '2024-03-04 00:00:00'],
    ['3/4/2024 12:59:59 am', '2024-03-04 00:59:59'],
    ['3/4/2024 1:00 AM', '2024-03-04 01:00:00'],
    ['3/4/2024 12:00 PM', '2024-03-04 12:00:00'],
    ['3/4/2024 1:00 p.m.', '2024-03-04 13:00:00'],
    ['3/4/2024 11:59:59 PM', '2024-03-04 23:59:59'],
    ['3/4/2024 3 PM', '2024-03-04 15:00:00'],
    // Fractions of a second, of any width.
    ['2024-03-04 10:00:00.1', '2024-03-04 10:00:00.100'],
    ['2024-03-04 10:00:00.01', '2024-03-04 10:00:00.010'],
    ['2024-03-04 10:00:00,25', '2024-03-04 10:00:00.250'],
    ['2024-03-04 10:00:00.999', '2024-03-04 10:00:00.999'],
    ['2024-03-04 10:00:00.9999', '2024-03-04 10:00:00.999'],
    ['2024-03-04 10:00:00.123456789', '2024-03-04 10:00:00.123'],
    ['2024-03-04 10:00:00.1234567891', '2024-03-04 10:00:00.123'],
    ['2024-03-04 10:00:00.000000001', '2024-03-04 10:00:00'],
    ['3/4/2024 10:00:00.007 PM', '2024-03-04 22:00:00.007'],
    // A day, in one number, with a time in another or in parts.
    ['20240304', '2024-03-04 00:00:00'],
    ['20240304 2242', '2024-03-04 22:42:00'],
    ['20240304 224211', '2024-03-04 22:42:11'],
    ['20231204 134217', '2023-12-04 13:42:17'],
    ['20240304 123', null],
    ['20240304 22', '2024-03-04 22:00:00'],
    ['20240304 22:42', '2024-03-04 22:42:00'],
    ['20240304T22:42:11.5', '2024-03-04 22:42:11.500'],
    ['20240304T224211Z', '2024-03-04 22:42:11'],
    ['20240304 10:42 PM', '2024-03-04 22:42:00'],
    ['20240304 25:00', null],
    ['20241304', null],
    ['20240332', null],
    // The time first.
    ['22:42 26/03/2024', '2024-03-26 22:42:00'],
    ['22:42:11.5 03/26/2024', '2024-03-26 22:42:11.500'],
    ['9:05 pm, 26.03.2024', '2024-03-26 21:05:00'],
    ['22:42 26/03', null],
    ['22:42:11', null],
    ['22:42', null],
    ['22:42 10:30 2024', null],
    // A colon between date and time, as web servers write it.
    ['03/04/2024:11:06', '2024-03-04 11:06:00'],
    ['2024-03-04:11:06:07', '2024-03-04 11:06:07'],
    // Words.
    ['4 Mar 2024', '2024-03-04 00:00:00'],
    ['Mar 4 2024', '2024-03-04 00:00:00'],
    ['2024 Mar 4', '2024-03-04 00:00:00'],
    ['4 Mar 24', '2024-03-04 00:00:00'],
    ['4th of March 2024 at 9:05', '2024-03-04 09:05:00'],
    ['Sept 4 2024', '2024-09-04 00:00:00'],
    ['December 31, 2024 11:59 PM', '2024-12-31 23:59:00'],
    ['Wed Jan 31 23:59:59.5 2024', '2024-01-31 23:59:59.500'],
    ['4 Mar 2024 25:00', null],
    ['4 Mar 2024 10:60', null],
    ['4 Mar Apr 2024', null],
    ['4 Mar', null],
    ['4 5 Mar 2024', null],
    ['Ma 4 2024', null],
    ['4 Marx 2024', null],
    ['0 Mar 2024', null],
    ['32 Mar 2024', null],
    ['4 Mar 1979', null],
    ['2024/3/4 上午 9:05', '2024-03-04 09:05:00'],
    ['2024/3/4 午後 12:05', '2024-03-04 12:05:00'],
    ['2024/3/4 上午 12:05', '2024-03-04 00:05:00'],
    ['下午 9:05 2024/3/4', '2024-03-04 21:05:00'],
    // Too little, or what stands for nothing.
    ['2024', null],
    ['2024-03', null],
    ['3/4', null],
    ['1 2', null],
    ['', null],
    ['-', null],
    ['total', null],
  ])('%j is %s', (cell, time) => expect(read(cell)).toBe(time));

  it('around it, blanks and control characters are no part of it', () => {
    expect(read(' \t2024-03-04 10:00\0 ')).toBe('2024-03-04 10:00:00');
  });

  it('a zone behind it moves it to the zone of the first', () => {
    const { clock, times } = reader('calendar', [
      '2024-03-04T10:00:00-05:30',
      '2024-03-04T10:00:00Z',
      '2024-03-04 10:00:00 +0200',
      '2024-03-04 10:00:00+2',
      '2024-03-04T10:00:00.5-0530',
      '2024-03-04 10:00:00 -x',
      '2024-03-04T10:00Z',
      '2024-03-04 10:00+02:00',
      '20240304T100000Z',
      '20240304 1000+0200',
      '2024-03-04T10:00:00.123456Z',
    ]);
    expect([...times].map(shown)).toEqual([
      '2024-03-04 10:00:00',
      '2024-03-04 04:30:00',
      '2024-03-04 02:30:00',
      '2024-03-04 02:30:00',
      '2024-03-04 10:00:00.500',
      '2024-03-04 10:00:00',
      '2024-03-04 04:30:00',
      '2024-03-04 02:30:00',
      '2024-03-04 04:30:00',
      '2024-03-04 02:30:00',
      '2024-03-04 04:30:00.123',
    ]);
    expect([clock.offset, clock.zoned, clock.moved]).toEqual([-330, 10, 8]);
  });

  it('what lacks a year or a date is counted, each time', () => {
    const { clock } = reader('calendar', [
      '03/04 11:06',
      '3.4. 11:06',
      '16-06 11:06:42',
      '22:42',
      '1:02:03.5',
    ]);
    expect([clock.yearless, clock.dateless]).toEqual([3, 2]);
    const dated = reader('calendar', [
      '03/04/24 11:06',
      '03/04/2024 11:06',
      '22:42 3/4/2024',
      '2024-03-04 1:02',
    ]);
    expect([dated.clock.yearless, dated.clock.dateless]).toEqual([0, 0]);
  });

  it('the same day twice, and another between, are themselves', () => {
    const cells = ['2024-03-04 01:00', '2024-03-04 02:00', '2024-03-05 03:00', '2024-03-04 04:00'];
    expect([...reader('calendar', cells).times].map(shown)).toEqual(cells.map((cell) => `${cell}:00`));
  });
});

describe('day or month first', () => {
  const settled = (cells: readonly string[], asked?: 'mdy' | 'dmy') =>
    reader('calendar', cells, undefined, asked).settled;
  it.each<[string[], string, string, number]>([
    [['2024-03-04'], 'ymd', 'plain', 0],
    [['20240304', '4 Mar 2024'], 'ymd', 'plain', 0],
    [['13/04/2024'], 'dmy', 'evidence', 0],
    [['12/04/2024', '12/13/2024'], 'mdy', 'evidence', 0],
    // As many of either: month first, as Windows writes.
    [['13/04/2024', '04/13/2024'], 'mdy', 'evidence', 1],
    [['13/04/2024', '14/04/2024', '04/13/2024'], 'dmy', 'evidence', 1],
    [['04.05.2024'], 'dmy', 'separator', 0],
    [['04-05-2024'], 'mdy', 'custom', 0],
    // One day after the other by one order, a month by the other.
    [['03/04/2024', '03/05/2024', '03/06/2024'], 'mdy', 'span', 0],
    [['03/04/2024', '04/04/2024', '05/04/2024'], 'dmy', 'span', 0],
    // A blank time spreads nothing.
    [['03/04/2024', 'x', '04/04/2024', '05/04/2024'], 'dmy', 'span', 0],
    // Within a day either way, and in spans that differ by no more than twice.
    [['04/04/2024', '04/04/2024 10:00'], 'mdy', 'custom', 0],
    [['01/01/2024', '02/03/2024'], 'mdy', 'custom', 0],
    // 122 days against 35.
    [['01/01/2024', '05/02/2024'], 'dmy', 'span', 0],
    [['01/01/2024', '02/05/2024'], 'mdy', 'span', 0],
    [[], 'mdy', 'custom', 0],
  ])('%j: %s by %s', (cells, order, by, odd) => expect(settled(cells)).toEqual({ order, by, odd }));

  it('spans of exactly twice the other leave it open', () => {
    // Month first: 1 to 3 January, two days. Day first: 1 January to 1 March less a day would be more; one day at least counts.
    expect(settled(['01/01/2024', '01/02/2024']).by).toBe('span');
    const hours = (cell: string) => reader('calendar', ['01/01/2024 00:00', cell]).settled.by;
    expect(hours('01/01/2024 23:59')).toBe('custom');
  });

  it('a person decides, and what cannot be so is told as odd', () => {
    expect(settled(['04/13/2024', '04/14/2024', '13/04/2024'], 'dmy')).toEqual({
      order: 'dmy',
      by: 'person',
      odd: 2,
    });
    expect(settled(['04/13/2024', '04/14/2024', '13/04/2024'], 'mdy')).toEqual({
      order: 'mdy',
      by: 'person',
      odd: 1,
    });
    expect(settled(['2024-03-04'], 'dmy')).toEqual({ order: 'ymd', by: 'plain', odd: 0 });
  });

  it('what one order makes impossible is read by the other', () => {
    const { times } = reader('calendar', ['13/04/2024', '24/05/2024', '04/24/2024', '02/03/2024'], 1, 'mdy');
    expect([...times].map((time) => shown(time)!.slice(0, 10))).toEqual([
      '2024-04-13',
      '2024-05-24',
      '2024-04-24',
      '2024-02-03',
    ]);
  });

  it('each day of some years is itself, whichever came before', () => {
    const days = Array.from({ length: 366 * 4 }, (_, k) =>
      new Date(Date.UTC(2021, 0, 1 + k)).toISOString().slice(0, 10),
    );
    for (const stride of [1, 365, 729, 397, 33]) {
      const cells = days.map((_, k) => days[(k * stride) % days.length]);
      expect([...reader('calendar', cells).times].map((time) => shown(time)!.slice(0, 10))).toEqual(cells);
    }
  });

  it('of a column in both ways of writing, only doubtful times are turned', () => {
    const clock = new ClockReader('calendar', 'dmy');
    const column = (...cells: string[]) =>
      Float64Array.from(cells, (cell) => clock.parse(encoder.encode(cell), 0, cell.length));
    const both = [column('2024-05-06 01:00', '05/06/2024 02:00'), column('07/08/2024 03:04:05')];
    clock.settle(both, 'mdy');
    expect(both.map((times) => [...times].map(shown))).toEqual([
      ['2024-05-06 01:00:00', '2024-06-05 02:00:00'],
      ['2024-08-07 03:04:05'],
    ]);
  });
});

describe('counted times', () => {
  it.each<[ClockKind, number | undefined, string, number]>([
    ['epoch', 1000, '1700000000', 1_700_000_000_000],
    ['epoch', 1000, '1700000000.25', 1_700_000_000_250],
    ['epoch', 1000, '1700000000,5', 1_700_000_000_500],
    ['epoch', 1, '1700000000123', 1_700_000_000_123],
    ['epoch', 1e-3, '1700000000123456', 1_700_000_000_123.456],
    ['epoch', 1e-6, '1700000000123000000', 1_700_000_000_123],
    ['elapsed', 60_000, '90', 5_400_000],
    ['elapsed', undefined, '1.5', 1500],
    ['elapsed', undefined, '1.001', 1001],
    ['elapsed', undefined, ' 5\t', 5000],
    ['elapsed', undefined, '0', 0],
    ['elapsed', undefined, '7.', 7000],
    // Excel: 1 is the first of January 1900, 25569 is 1970-01-01, and half a day is noon.
    ['serial', undefined, '25569', 0],
    ['serial', undefined, '25569.5', 43_200_000],
    ['serial', undefined, '25570,25', 86_400_000 + 21_600_000],
    ['serial', undefined, '45355.0000001', Date.UTC(2024, 2, 4) + 10],
    ['serial', undefined, '45355.00000005', Date.UTC(2024, 2, 4)],
    ['serial', undefined, '45355.000000098', Date.UTC(2024, 2, 4) + 10],
  ])('%s of %s ms: %s', (kind, unit, cell, ms) => expect(reader(kind, [cell], unit).times[0]).toBe(ms));

  it.each(['', ' ', '-1', '1.2.3', '1,2.3', '1e5', 'x', '12:00'])('%j is none', (cell) =>
    expect(reader('elapsed', [cell]).times[0]).toBeNaN(),
  );

  it('are in no doubt', () => {
    expect(reader('epoch', ['1700000000']).settled).toEqual({ order: 'ymd', by: 'plain', odd: 0 });
  });
});

describe('how cells write their times', () => {
  const kind = (...cells: string[]) => guessClock(cells, '');
  it.each<[string[], string, ClockKind | null, number]>([
    [['99999999'], '', null, 0],
    [['100000000'], '', 'epoch', 1000],
    [['99999999999'], '', 'epoch', 1000],
    [['100000000000'], '', 'epoch', 1],
    [['99999999999999'], '', 'epoch', 1],
    [['100000000000000'], '', 'epoch', 1e-3],
    [['99999999999999999'.slice(0, 17)], '', 'epoch', 1e-6],
    [['90000000000000000'], '', 'epoch', 1e-3],
    [['1700000000000000000'], '', 'epoch', 1e-6],
    [['1700000000', '100000000000'], '', null, 0],
    [['30000.5'], '', 'serial', 1],
    [['29999.5'], '', null, 0],
    [['30000.0'], '', 'serial', 1],
    [['80000.0'], '', null, 0],
    [['79999.5'], '', 'serial', 1],
    [['80000.5'], '', null, 0],
    [['45000'], '', null, 0],
    [['45000', '45000,5'], '', 'serial', 1],
    [['20241231'], '', 'calendar', 1],
    [['19991231', '20000101'], '', 'calendar', 1],
    [['20241232'], '', null, 0],
    [['20241232'], 'time', null, 0],
    [['20241231', '45'], '', null, 0],
    [['20241231', '20241399'], '', null, 0],
    [['20240304101500', '1700000000000'], '', 'epoch', 1],
    [['1700000000', '2024-03-04', '2024-03-05'], '', 'calendar', 1],
    [['21000101'], '', null, 0],
    [['20240304101500'], '', null, 0],
    [['0', '15', '30'], 'elapsed', 'elapsed', 1000],
    [['0', '15', '30'], 'load', null, 0],
    [['0', '15', '15'], 'time', null, 0],
    [['15'], 'time', null, 0],
    [['0', '15'], 'Time [ms]', 'elapsed', 1],
    [['0', '15'], 'elapsed milliseconds', 'elapsed', 1],
    [['0', '15'], 'Time (minutes)', 'elapsed', 60_000],
    [['0', '15'], 'time in h', 'elapsed', 3_600_000],
    [['0', '15'], 'Zeit (std)', 'elapsed', 3_600_000],
    [['0', '15'], 'elapsed hours', 'elapsed', 3_600_000],
    [['0', '15'], 't', 'elapsed', 1000],
    [['0', '15'], 's', 'elapsed', 1000],
    [['-1', '15'], 'time', null, 0],
    [['2024-03-04', 'x'], '', null, 0],
    [['2024-03-04', '2024-03-05', 'x'], '', 'calendar', 1],
    [['2024-03-04', 'x', 'y'], '', null, 0],
    [['2024-03-04', '', ' '], '', 'calendar', 1],
    [['', ' '], 'time', null, 0],
  ])('%j under %j: %s', (cells, header, expected, unit) =>
    expect(guessClock(cells, header)).toEqual(expected === null ? null : { kind: expected, unit }),
  );

  it('no header is needed where the size tells', () =>
    expect(kind('1700000000')).toEqual({ kind: 'epoch', unit: 1000 }));
});

describe('a time of day in a column of its own', () => {
  it.each<[string, number]>([
    ['00:00', 0],
    ['9:05', 32_700_000],
    ['23:59:59', 86_399_000],
    ['22:42:11.25', 81_731_250],
    ['22:42:11,25', 81_731_250],
    ['12:00 AM', 0],
    ['12:30am', 1_800_000],
    ['12:00 PM', 43_200_000],
    ['1:00 p.m.', 46_800_000],
    ['11:59 PM', 86_340_000],
    [' 9:05 ', 32_700_000],
    ['9', NaN],
    ['9:5', NaN],
    ['9:05:7', NaN],
    ['', NaN],
    ['2024-03-04 9:05', NaN],
  ])('%j', (text, ms) => expect(parseTimeOfDay(text)).toEqual(ms));
});
