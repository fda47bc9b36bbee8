import type { Finding } from './finding';
import type { Reading, Recording } from './recording';

const DAY = 86_400_000;

/**
 * Settles over all files together whether day or month comes first: a file in which no day above 12 tells is read as the
 * others are that prove an order; where none does, in the order that does not lay it months away from them.
 */
export function settleDates(readings: readonly Reading[]): {
  readings: readonly Reading[];
  findings: Finding[];
} {
  const doubtful = readings.filter(({ dates }) => dates && !dates.sure && dates.order !== 'ymd');
  if (doubtful.length === 0 || readings.length < 2) return { readings, findings: [] };
  const proven = new Set<string>(
    readings.flatMap(({ dates }) => (dates?.sure && dates.order !== 'ymd' ? [dates.order] : [])),
  );
  const sure = readings.filter((reading) => !doubtful.includes(reading));
  const turned = new Map<Reading, Reading>();
  for (const reading of doubtful) {
    const wrong =
      proven.size === 1 ? !proven.has(reading.dates!.order) : proven.size === 0 && farFrom(sure, reading);
    if (wrong) turned.set(reading, withDates(reading));
  }
  if (turned.size === 0) return { readings, findings: [] };
  const [order] = [...turned.values()].map(({ dates }) => dates!.order);
  return {
    readings: readings.map((reading) => turned.get(reading) ?? reading),
    findings: [
      {
        level: 'guess',
        where: [...turned.keys()]
          .map(({ name }) => name)
          .sort()
          .join(', '),
        text: `Dates are read with the ${order === 'dmy' ? 'day before the month' : 'month before the day'}: ${proven.size === 1 ? 'the other files prove that order' : 'the other order would lay them months away from the other files'}.`,
        fix: 'Choose the other order of dates for these files if that is wrong.',
      },
    ],
  };
}

/** Whether a reading lies far from the others as it is, and near them the other way round. */
function farFrom(others: readonly Reading[], reading: Reading): boolean {
  const around = spanOf(others);
  if (!(around.last >= around.first)) return false;
  const now = spanOf([reading]);
  const then = spanOf([withDates(reading)]);
  const whole = ({ first, last }: Span) =>
    Math.max(DAY, Math.max(last, around.last) - Math.min(first, around.first));
  return whole(now) > 2 * whole(then);
}

interface Span {
  readonly first: number;
  readonly last: number;
}

function spanOf(readings: readonly Reading[]): Span {
  let [first, last] = [Infinity, -Infinity];
  for (const { recordings } of readings) {
    for (const { times } of recordings) {
      if (times.length < 2) continue;
      for (const time of times) {
        if (time < first) first = time;
        if (time > last) last = time;
      }
    }
  }
  return { first, last };
}

/** The same with day and month the other way round: no date of a doubtful file has a day above 12. */
function withDates(reading: Reading): Reading {
  const turned = new Map<Float64Array, Float64Array>();
  const turn = (times: Float64Array): Float64Array => {
    let known = turned.get(times);
    if (!known) turned.set(times, (known = times.map(swap)));
    return known;
  };
  const { order } = reading.dates!;
  return {
    ...reading,
    recordings: reading.recordings.map((each): Recording => ({ ...each, times: turn(each.times) })),
    dates: { order: order === 'mdy' ? 'dmy' : 'mdy', sure: true },
  };
}

let dayBefore = NaN;
let dayAfter = NaN;

/** 3 April for 4 March, at the same time of day. */
function swap(time: number): number {
  const day = Math.floor(time / DAY) * DAY;
  if (day !== dayBefore) {
    const date = new Date(day);
    dayBefore = day;
    dayAfter = Date.UTC(date.getUTCFullYear(), date.getUTCDate() - 1, date.getUTCMonth() + 1);
  }
  return dayAfter + (time - day);
}
