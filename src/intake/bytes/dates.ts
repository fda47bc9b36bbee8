import { MONTH_NAMES, BESIDE_DATES, HALVES, MONTHS } from './date-words';
import { POWERS } from './numbers';

const utf8 = new TextEncoder();
const DAY = 86_400_000;
/** Excel counts days from 1899-12-30. */
const SERIAL_ORIGIN = Date.UTC(1899, 11, 30);

/** Which of day and month comes first; `ymd`: the year does, and nothing is in doubt. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd';
/** How a column writes its times. */
export type ClockKind = 'calendar' | 'epoch' | 'serial' | 'elapsed';

/** What became of the question whether day or month comes first. */
export interface Settled {
  readonly order: DateOrder;
  /** What decided it: nothing was in doubt, a day above 12, the shorter span, the separator, custom, or a person. */
  readonly by: 'plain' | 'evidence' | 'span' | 'separator' | 'custom' | 'person';
  /** Rows whose only possible reading is the other order. */
  readonly odd: number;
}

const groups = new Int32Array(7);
const widths = new Int32Array(7);
/**
 * Reads times from the bytes of cells: `03/26/2015 22:42:11.500`, `26.03.2015 22:42`, `2015-03-26T22:42:11Z`,
 * `3/26/2015 10:42 PM`, `20150326 224211`, seconds or milliseconds since 1970, Excel's serial days.
 * Whether 3/4 is March or April is decided once the whole file has been seen: until `settle`, a doubtful time is a code.
 */
export class ClockReader {
  /** Times with a zone of their own (`Z`, `+02:00`): the clock of the first is kept for all. */
  zoned = 0;
  /** Minutes from UTC of the first such time; null where none has a zone. */
  offset: number | null = null;
  /** Times of another zone than the first: after the end of summer time. */
  moved = 0;
  /** Cells that hold day and month and no year. */
  yearless = 0;
  /** Cells that hold a time of day and no date. */
  dateless = 0;
  private firstOver12 = 0;
  private secondOver12 = 0;
  private separator = 0;
  private yearFirst = 0;
  private dayKey = -1;
  private dayStart = 0;

  /** @param asked order that a person chose, or undefined */
  constructor(
    readonly kind: ClockKind,
    private readonly asked?: DateOrder,
    /** Milliseconds in one unit of the column, for `epoch` and `elapsed`. */
    private readonly unit = 1000,
  ) {}

  /** @returns a time or a code for one (see `settle`), NaN when the cell holds none */
  parse(bytes: Uint8Array, from: number, to: number): number {
    while (from < to && bytes[from] <= 32) from++;
    while (to > from && bytes[to - 1] <= 32) to--;
    return this.kind === 'calendar' ? this.calendar(bytes, from, to) : this.counted(bytes, from, to);
  }

  private counted(bytes: Uint8Array, from: number, to: number): number {
    let value = 0;
    let scale = 0;
    if (from === to) return NaN;
    for (let at = from; at < to; at++) {
      const digit = bytes[at] - 48;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        scale *= 10;
      } else if ((bytes[at] === 46 || bytes[at] === 44) && scale === 0) scale = 1;
      else return NaN;
    }
    if (scale > 1) value /= scale;
    if (this.kind === 'serial') return Math.round((SERIAL_ORIGIN + value * DAY) / 10) * 10;
    return Math.round(value * this.unit * 1000) / 1000;
  }

  private calendar(bytes: Uint8Array, from: number, to: number): number {
    let count = 0;
    let afternoon = -1;
    let firstSeparator = 0;
    let moved = 0;
    let at = from;
    scan: while (at < to) {
      const byte = bytes[at];
      // Behind a date in one number, a time is whole with the next.
      const timed = count >= 4 || (count >= 2 && widths[0] === 8);
      if (byte >= 48 && byte <= 57) {
        if (count === 7) break;
        const start = at;
        let value = 0;
        for (; at < to; at++) {
          const digit = bytes[at] - 48;
          if (digit < 0 || digit > 9) break;
          if (at - start < 9) value = value * 10 + digit;
        }
        groups[count] = value;
        widths[count++] = at - start;
        if (count === 1) firstSeparator = bytes[at];
        // Where a colon follows, it is an hour and no year.
        else if (
          count === 3 &&
          firstSeparator !== 58 &&
          widths[0] <= 2 &&
          at < to &&
          bytes[at] === 58 &&
          widths[2] < 4
        ) {
          this.yearless++;
          return NaN;
        }
        continue;
      }
      if (byte > 64) {
        const lower = byte | 32;
        if (count >= 4 && (lower === 97 || lower === 112)) {
          afternoon = lower === 112 ? 1 : 0;
          break;
        }
        if (byte === 90 && timed) {
          moved = this.offsetAt(bytes, at, to);
          break;
        }
        if (byte !== 84 || !(count === 3 || (count === 1 && widths[0] === 8))) {
          if (count >= 5) break scan;
          return this.named(bytes, from, to);
        }
      } else if ((count >= 5 || (timed && widths[0] === 8)) && (byte === 43 || byte === 45)) {
        moved = this.offsetAt(bytes, at, to);
        break;
      }
      at++;
    }
    if (firstSeparator === 58) {
      const time = count >= 5 ? this.timeFirst(bytes, from, to) : NaN;
      if (time !== time) this.dateless++;
      return time;
    }
    if (widths[0] === 8) return this.compact(count) + moved;
    if (count < 3) return NaN;

    const ofDay = dayTime(3, count, afternoon);
    if (ofDay < 0) return NaN;
    if (widths[0] === 4) {
      this.yearFirst++;
      const day = this.day(groups[0], groups[1], groups[2]);
      return day + ofDay + moved;
    }
    const year = widths[2] <= 2 ? 2000 + groups[2] : groups[2];
    const first = groups[0];
    const second = groups[1];
    if (year < 1980 || year > 2199 || first < 1 || second < 1 || first > 31 || second > 31) return NaN;
    if (first > 12 && second > 12) return NaN;
    if (first > 12) this.firstOver12++;
    else if (second > 12) this.secondOver12++;
    this.separator = firstSeparator;
    return ((year * 100 + first) * 100 + second) * DAY + ofDay;
  }

  /** `20150326 224211`, `20150326 22:42:11`. */
  private compact(count: number): number {
    const date = groups[0];
    let ofDay = 0;
    if (count === 2 && widths[1] >= 4) {
      const clock = widths[1] >= 6 ? groups[1] : groups[1] * 100;
      ofDay =
        (Math.floor(clock / 10_000) * 3600 + (Math.floor(clock / 100) % 100) * 60 + (clock % 100)) * 1000;
    } else if (count > 1) ofDay = dayTime(1, count, -1);
    if (ofDay < 0) return NaN;
    this.yearFirst++;
    return this.day(Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100) + ofDay;
  }

  /**
   * `26-Mar-2015 22:42`, `Mon Mar 26 22:42:11 2015`, `10:42 PM 26 March 2015`, `2015/3/26 下午 10:42`: through text, rare.
   */
  private named(bytes: Uint8Array, from: number, to: number): number {
    const text = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64))).toLowerCase();
    const half = HALVES.find(({ before }) => text.includes(before));
    const [clock, hour, minute, second = '0', fraction = '0', mark] =
      /(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:\s*([ap])\.?m\b\.?)?/.exec(text) ?? [];
    let rest = text.replace(clock ?? '', ' ');
    if (half) rest = rest.replace(half.before, ' ');
    const afternoon = half ? half.afternoon : mark === undefined ? -1 : mark === 'p' ? 1 : 0;
    const ofDay = clock
      ? timeOfDay(Number(hour), Number(minute), Number(second), Number(`0.${fraction}`), afternoon)
      : 0;
    if (ofDay < 0) return NaN;
    if (clock && /\d/.test(rest) && (half || !/[a-z\u0080-\u00ff]/.test(rest))) {
      const date = utf8.encode(rest.trim());
      const day = this.calendar(date, 0, date.length);
      return day + ofDay;
    }
    const words = rest.match(/[a-z\u0080-\u00ff]+/g) ?? [];
    const months = words.flatMap((word) => {
      const month = MONTHS.indexOf(word.slice(0, 3)) + 1;
      return month > 0 && MONTH_NAMES[month - 1].startsWith(word) ? [month] : [];
    });
    const numbers = rest.match(/\d+/g) ?? [];
    const odd = words.filter((word) => !MONTHS.includes(word.slice(0, 3)) && !BESIDE_DATES.test(word));
    if (months.length !== 1 || numbers.length !== 2 || odd.length > 0) return NaN;
    const long = numbers.findIndex((each) => each.length === 4);
    const year = long >= 0 ? Number(numbers[long]) : 2000 + Number(numbers[1]);
    this.yearFirst++;
    return this.day(year, months[0], Number(numbers[long === 0 ? 1 : 0])) + ofDay;
  }

  /** `22:42:11 26/03/2015`: the time of day before the date. */
  private timeFirst(bytes: Uint8Array, from: number, to: number): number {
    const text = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64)));
    const [, time, date] =
      /^(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?)[ ,]+(\d.*\d)$/i.exec(text) ?? [];
    if (!date || date.includes(':')) return NaN;
    const turned = utf8.encode(`${date} ${time}`);
    return this.calendar(turned, 0, turned.length);
  }

  /** Minutes from UTC behind a time (`Z`, `+02:00`, `-0530`): times of one file are kept by the first that it has. */
  private offsetAt(bytes: Uint8Array, at: number, to: number): number {
    let minutes = 0;
    if (bytes[at] !== 90) {
      const text = String.fromCharCode(...bytes.subarray(at + 1, to));
      const [, hours, rest = '0'] = /^(\d{1,2}):?(\d{2})?/.exec(text) ?? [];
      if (hours === undefined) return 0;
      minutes = (Number(hours) * 60 + Number(rest)) * (bytes[at] === 45 ? -1 : 1);
    }
    this.zoned++;
    this.offset ??= minutes;
    if (minutes !== this.offset) this.moved++;
    return (this.offset - minutes) * 60_000;
  }

  private day(year: number, month: number, day: number): number {
    if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1980 || year > 2199) return NaN;
    const key = (year * 16 + month) * 32 + day;
    if (key !== this.dayKey) {
      this.dayKey = key;
      this.dayStart = Date.UTC(year, month - 1, day);
    }
    return this.dayStart;
  }

  /**
   * Turns the codes of doubtful dates into times, in place, all by one order.
   * @param columns every array of times that this reader filled
   * @param fallback order when neither the dates nor the separator tell
   */
  settle(columns: readonly Float64Array[], fallback: 'mdy' | 'dmy'): Settled {
    if (this.kind !== 'calendar' || (this.separator === 0 && this.yearFirst > 0)) {
      return { order: 'ymd', by: 'plain', odd: 0 };
    }
    const { order, by } = this.decide(columns, fallback);
    for (const times of columns) this.convert(times, order);
    const odd = order === 'mdy' ? this.firstOver12 : this.secondOver12;
    return { order, by, odd };
  }

  private decide(columns: readonly Float64Array[], fallback: 'mdy' | 'dmy'): Omit<Settled, 'odd'> {
    if (this.asked === 'mdy' || this.asked === 'dmy') return { order: this.asked, by: 'person' };
    if (this.firstOver12 || this.secondOver12) {
      return { order: this.firstOver12 > this.secondOver12 ? 'dmy' : 'mdy', by: 'evidence' };
    }
    if (this.separator === 46) return { order: 'dmy', by: 'separator' };
    const asMonthFirst = this.spanAs(columns, 'mdy');
    const asDayFirst = this.spanAs(columns, 'dmy');
    if (asMonthFirst > 2 * asDayFirst) return { order: 'dmy', by: 'span' };
    if (asDayFirst > 2 * asMonthFirst) return { order: 'mdy', by: 'span' };
    return { order: fallback, by: 'custom' };
  }

  private spanAs(columns: readonly Float64Array[], order: DateOrder): number {
    let first = Infinity;
    let last = -Infinity;
    for (const times of columns) {
      for (const code of times) {
        const time = this.resolve(code, order);
        if (time < first) first = time;
        if (time > last) last = time;
      }
    }
    return Math.max(DAY, last - first);
  }

  private convert(times: Float64Array, order: DateOrder): void {
    for (let k = 0; k < times.length; k++) times[k] = this.resolve(times[k], order);
  }

  private resolve(code: number, order: DateOrder): number {
    const date = Math.floor(code / DAY);
    // Times that were never in doubt are below the codes: 1980 in codes is 19,800,000 days.
    if (date < 10_000_000 || code !== code) return code;
    const year = Math.floor(date / 10_000);
    const first = Math.floor(date / 100) % 100;
    const second = date % 100;
    const monthFirst = first > 12 ? false : second > 12 ? true : order === 'mdy';
    return this.day(year, monthFirst ? first : second, monthFirst ? second : first) + (code - date * DAY);
  }
}

/** Time of day, ms; -1 when impossible. @param afternoon 1 behind noon, 0 before, -1 where the hour counts to 24 */
function timeOfDay(
  hour: number,
  minute: number,
  second: number,
  fraction: number,
  afternoon: number,
): number {
  const of24 = afternoon >= 0 ? (hour % 12) + 12 * afternoon : hour;
  if (of24 > 24 || minute > 59 || second > 60) return -1;
  return of24 * 3_600_000 + minute * 60_000 + second * 1000 + Math.floor(fraction * 1000 + 1e-6);
}

/** Time of day, ms, from groups at `at`: hours, minutes, seconds, a fraction of any width; -1 when impossible. */
function dayTime(at: number, count: number, afternoon: number): number {
  const hour = at < count ? groups[at] : 0;
  const minute = at + 1 < count ? groups[at + 1] : 0;
  const second = at + 2 < count ? groups[at + 2] : 0;
  const fraction = at + 3 < count ? groups[at + 3] / POWERS[Math.min(9, widths[at + 3])] : 0;
  return timeOfDay(hour, minute, second, fraction, afternoon);
}

/** Milliseconds of a time of day in a column of its own (`22:42:11.5`); NaN when it is none. */
export function parseTimeOfDay(text: string): number {
  const match = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([ap])?\.?m?\.?\s*$/i.exec(text);
  if (!match) return NaN;
  let hour = Number(match[1]);
  if (match[5]) hour = (hour % 12) + (match[5].toLowerCase() === 'p' ? 12 : 0);
  const fraction = match[4] ? Number(`0.${match[4]}`) : 0;
  return (hour * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0) + fraction) * 1000;
}

/**
 * How a column writes its times, from some of its cells and its header.
 * @returns null when they are not times
 */
export function guessClock(
  samples: readonly string[],
  header = '',
): { kind: ClockKind; unit: number } | null {
  const cells = samples.map((s) => s.trim()).filter((s) => s !== '');
  if (cells.length === 0) return null;
  const numbers = cells.map((s) => (/^\d+([.,]\d+)?$/.test(s) ? Number(s.replace(',', '.')) : NaN));
  if (numbers.every((n) => n === n)) {
    const least = Math.min(...numbers);
    const most = Math.max(...numbers);
    if (cells.every((s) => /^(19|20)\d{6}$/.test(s)) && numbers.every((n) => n % 10_000 <= 1231))
      return { kind: 'calendar', unit: 1 };
    if (cells.every((s) => /^(19|20)\d{12}$/.test(s))) return null;
    // Magnitude tells the unit, whatever the header says: 10^8..10^11 are seconds from 1973 to 5138.
    if (least >= 1e8 && most < 1e11) return { kind: 'epoch', unit: 1000 };
    if (least >= 1e11 && most < 1e14) return { kind: 'epoch', unit: 1 };
    if (least >= 1e14 && most < 1e17) return { kind: 'epoch', unit: 1e-3 };
    if (least >= 1e17) return { kind: 'epoch', unit: 1e-6 };
    if (least >= 30_000 && most < 80_000 && cells.some((s) => /[.,]/.test(s)))
      return { kind: 'serial', unit: 1 };
    const named = /time|zeit|tiempo|temps|tempo|czas|врем|second|sekund|elapsed|\bt\b|\bs\b/i.test(header);
    const rising = numbers.every((n, k) => k === 0 || n > numbers[k - 1]);
    if (named && rising && numbers.length > 1) return { kind: 'elapsed', unit: elapsedUnit(header) };
    return null;
  }
  const reader = new ClockReader('calendar');
  const encoder = new TextEncoder();
  let good = 0;
  for (const cell of cells) {
    const bytes = encoder.encode(cell);
    const value = reader.parse(bytes, 0, bytes.length);
    if (value === value) good++;
  }
  return good * 2 > cells.length ? { kind: 'calendar', unit: 1 } : null;
}

function elapsedUnit(header: string): number {
  if (/\bms\b|milli/i.test(header)) return 1;
  if (/\bmin/i.test(header)) return 60_000;
  if (/\b(h|hours?|std)\b/i.test(header)) return 3_600_000;
  return 1000;
}
