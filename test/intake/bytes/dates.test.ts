import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClockReader, guessClock, parseTimeOfDay } from '../../../src/intake/bytes/dates';
import { often } from '../../often';

function read(
  cells: readonly string[],
  clock = new ClockReader('calendar'),
  fallback: 'mdy' | 'dmy' = 'mdy',
) {
  const encoder = new TextEncoder();
  const times = Float64Array.from(cells, (cell) => {
    const bytes = encoder.encode(cell);
    return clock.parse(bytes, 0, bytes.length);
  });
  const settled = clock.settle([times], fallback);
  return { settled, times: [...times].map((t) => (Number.isNaN(t) ? null : new Date(t).toISOString())) };
}

describe('a time read from bytes', () => {
  test.each([
    ['03/26/2015 22:42:11.500', '2015-03-26T22:42:11.500Z'],
    ['3/26/2015 22:42', '2015-03-26T22:42:00.000Z'],
    ['26.03.2015 22:42:11', '2015-03-26T22:42:11.000Z'],
    ['26.03.15 22:42', '2015-03-26T22:42:00.000Z'],
    ['26-03-2015 22:42', '2015-03-26T22:42:00.000Z'],
    ['2015-03-26T22:42:11.123456Z', '2015-03-26T22:42:11.123Z'],
    ['2015-03-26 22:42', '2015-03-26T22:42:00.000Z'],
    ['2015/03/26 22:42:11', '2015-03-26T22:42:11.000Z'],
    ['2015-03-26T22:42:11+02:00', '2015-03-26T22:42:11.000Z'],
    ['2015-03-26', '2015-03-26T00:00:00.000Z'],
    ['3/26/2015 10:42:11 PM', '2015-03-26T22:42:11.000Z'],
    ['3/26/2015 12:05 AM', '2015-03-26T00:05:00.000Z'],
    ['20150326 224211', '2015-03-26T22:42:11.000Z'],
    ['20150326', '2015-03-26T00:00:00.000Z'],
    ['26-Mar-2015 22:42:11', '2015-03-26T22:42:11.000Z'],
    ['Mar 26, 2015 10:42 PM', '2015-03-26T22:42:00.000Z'],
    ['  03/26/2015 22:42:11.500 ', '2015-03-26T22:42:11.500Z'],
  ])('%s', (cell, iso) => expect(read([cell]).times).toEqual([iso]));

  test.each([
    '',
    'Exiting, please wait...',
    '42:11.5',
    '13/13/2015 10:00',
    '00/10/2015 10:00',
    '03/26/1915 10:00',
    '12',
    'a/b/c',
  ])('%j is no time', (cell) => expect(read([cell]).times).toEqual([null]));

  test('minutes and seconds without a date are noticed', () => {
    const clock = new ClockReader('calendar');
    read(['42:11.5', '42:26.5'], clock);
    expect(clock.dateless).toBe(2);
  });

  test('one day above 12 decides the order for the days before it too', () => {
    const { times, settled } = read(['03/04/2015 23:00', '12/04/2015 23:00', '13/04/2015 00:00']);
    expect(times).toEqual([
      '2015-04-03T23:00:00.000Z',
      '2015-04-12T23:00:00.000Z',
      '2015-04-13T00:00:00.000Z',
    ]);
    expect(settled).toEqual({ order: 'dmy', by: 'evidence', odd: 0 });
  });

  test('without a day above 12, the shorter span decides', () => {
    const { times, settled } = read(['04/05/2015 23:00', '05/05/2015 00:00', '06/05/2015 01:00']);
    expect(times[2]).toBe('2015-05-06T01:00:00.000Z');
    expect(settled.by).toBe('span');
  });

  test('with one date only, the custom of the place decides and is called a guess', () => {
    expect(read(['04/05/2015 23:00']).times).toEqual(['2015-04-05T23:00:00.000Z']);
    expect(read(['04/05/2015 23:00'], undefined, 'dmy').times).toEqual(['2015-05-04T23:00:00.000Z']);
    expect(read(['04/05/2015 23:00']).settled.by).toBe('custom');
  });

  test('a person decides over all evidence but the impossible', () => {
    const { times, settled } = read(['04/05/2015', '05/20/2015'], new ClockReader('calendar', 'dmy'));
    expect(times).toEqual(['2015-05-04T00:00:00.000Z', '2015-05-20T00:00:00.000Z']);
    expect(settled).toEqual({ order: 'dmy', by: 'person', odd: 1 });
  });

  test('a spreadsheet that swapped some dates only is noticed', () => {
    const { settled } = read(['13/04/2015', '14/04/2015', '04/15/2015']);
    expect(settled).toEqual({ order: 'dmy', by: 'evidence', odd: 1 });
  });

  test('every moment comes back in each way of writing it', () => {
    const pad = (n: number, width = 2) => String(n).padStart(width, '0');
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString();
          const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
          const clock = iso.slice(11, 23);
          expect(
            read([`${pad(m)}/${pad(d)}/${y} ${clock}`], new ClockReader('calendar', 'mdy')).times,
          ).toEqual([iso]);
          expect(read([`${d}.${m}.${y} ${clock}`]).times).toEqual([iso]);
          expect(read([iso]).times).toEqual([iso]);
        },
      ),
      { seed: 3, numRuns: often(300) },
    );
  });
});

describe('how a column writes its times', () => {
  test.each([
    [['1376314846', '1376315146'], '', { kind: 'epoch', unit: 1000 }],
    [['1376314846000', '1376315146000'], '', { kind: 'epoch', unit: 1 }],
    [['1376314846', '1376315146'], 'Timestamp [ms]', { kind: 'epoch', unit: 1000 }],
    [['42089.94583', '42089.94652'], 'time', { kind: 'serial', unit: 1 }],
    [['0', '300', '600'], 'timestamp', { kind: 'elapsed', unit: 1000 }],
    [['0', '5', '10'], 'time (min)', { kind: 'elapsed', unit: 60000 }],
    [['2015-03-26 22:42', ''], '', { kind: 'calendar', unit: 1 }],
    [['20150326', '20150327'], '', { kind: 'calendar', unit: 1 }],
  ])('%j under %j', (cells, header, expected) => expect(guessClock(cells, header)).toEqual(expected));

  test('figures and names are no times', () => {
    expect(guessClock(['12', '14', '3'], 'db01')).toBeNull();
    expect(guessClock(['db01', 'db02'], 'server')).toBeNull();
    expect(guessClock([], 'time')).toBeNull();
  });

  test("Excel's serial days become dates", () => {
    expect(read(['42089.945'], new ClockReader('serial')).times).toEqual(['2015-03-26T22:40:48.000Z']);
  });

  test('a time of day in a column of its own', () => {
    expect(parseTimeOfDay('22:42:11.5')).toBe(81731500);
    expect(parseTimeOfDay('10:42 PM')).toBe(81720000);
    expect(parseTimeOfDay('noon')).toBeNaN();
  });
});

describe('times in words, in any order, and no part of a time read as another', () => {
  const read = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const reader = new ClockReader('calendar');
    const times = Float64Array.of(reader.parse(bytes, 0, bytes.length));
    reader.settle([times], 'mdy');
    return Number.isNaN(times[0]) ? null : new Date(times[0]).toISOString().slice(0, 19);
  };
  test.each([
    ['March 04, 2024 09:00 AM', '2024-03-04T09:00:00'],
    ['9:00 AM 04 March 2024', '2024-03-04T09:00:00'],
    ['Mon Mar  4 21:05:07 2024', '2024-03-04T21:05:07'],
    ['Monday, March 4, 2024 9:05 PM', '2024-03-04T21:05:00'],
    ['Mon, 04 Mar 2024 09:00:00 GMT', '2024-03-04T09:00:00'],
    ['2024-Mar-04 09:00', '2024-03-04T09:00:00'],
    ['4-Mar-24 09:00', '2024-03-04T09:00:00'],
    ['04/Mar/2024:09:00:00', '2024-03-04T09:00:00'],
    ['09:30:15 03/04/2024', '2024-03-04T09:30:15'],
    ['9:30 PM 26.03.2024', '2024-03-26T21:30:00'],
    ['2024/3/4 下午 9:05:00', '2024-03-04T21:05:00'],
    ['2024-03-04 오전 9:05:00', '2024-03-04T09:05:00'],
    ['20240304 09:05:00', '2024-03-04T09:05:00'],
    ['16-06 11:06:42', null],
    ['03/04 11:06', null],
    ['16.06. 23:59:59', null],
    ['web01 March 4, 2024', null],
    ['Mayor 4 2024', null],
    ['34 March 2024', null],
  ])('%s', (text, iso) => expect(read(text)).toBe(iso));

  test('an offset that changes within a file keeps the doubled hour apart', () => {
    const reader = new ClockReader('calendar');
    const times = ['2024-10-27T02:30:00+02:00', '2024-10-27T02:30:00+01:00', '2024-10-27T03:00:00+0100'].map(
      (text) => {
        const bytes = new TextEncoder().encode(text);
        return new Date(reader.parse(bytes, 0, bytes.length)).toISOString().slice(11, 16);
      },
    );
    expect(times).toEqual(['02:30', '03:30', '04:00']);
    expect([reader.offset, reader.zoned, reader.moved]).toEqual([120, 3, 2]);
  });
});
