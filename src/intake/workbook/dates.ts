/** What a cell's format makes of its number: no time, a moment, or a stretch of time. */
export type DateStyle = 'none' | 'moment' | 'elapsed';

const DAY = 86_400_000;
/** Excel counts days from 1899-12-30, on old Macs from 1904-01-01. */
const ORIGIN = Date.UTC(1899, 11, 30);
const ORIGIN_1904 = Date.UTC(1904, 0, 1);

/**
 * Whether a number format shows a time: the built-in ones by number (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are
 * dates in East Asian versions), others by the letters outside quotes, escapes and brackets.
 */
export function dateStyle(id: number, code: string | undefined): DateStyle {
  if (code === undefined) {
    if (id === 46) return 'elapsed';
    const dates =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return dates ? 'moment' : 'none';
  }
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')[0];
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'elapsed';
  return /[dmyhs]/i.test(bare.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '')) ? 'moment' : 'none';
}

/** A number that its format shows as a time, as text: `2026-01-05 10:00:00.000`, `10:00:00` for less than a day. */
export function dateText(value: number, style: DateStyle, from1904: boolean): string {
  const days = value * DAY;
  if (style === 'elapsed') {
    const seconds = Math.round(days / 1000);
    const two = (part: number) => String(part).padStart(2, '0');
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
  // A day's fraction is rarely exact: 09:59:59.999 is 10:00.
  let time = Math.round(days);
  if (time % 10 === 9) time++;
  const moment = new Date((from1904 ? ORIGIN_1904 : ORIGIN) + time);
  if (Number.isNaN(moment.getTime())) return '';
  const text = moment.toISOString().replace('T', ' ').replace('Z', '');
  return value < 1 && value >= 0 ? text.slice(text.indexOf(' ') + 1, -4) : text;
}
