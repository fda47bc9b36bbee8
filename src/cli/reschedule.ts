import { InputError } from '../estate/finding';
import type { Rescheduled } from '../estate/rescheduled';

const EXPECTED = 'expected a server, a stretch of the day and how much later, such as db01=22:00-23:30+3h';

/** `db01=22:00-23:30+3h`, `web=01:00-02:00-90m`. @throws InputError naming the option */
export function rescheduledOf(given: readonly string[]): Rescheduled {
  const found = new Map<string, Rescheduled[string]>();
  for (const text of given) {
    const refuse = (why: string): never => {
      throw new InputError('--reschedule', `found "${text}"; ${why}.`);
    };
    const [, name, begin, end, sign, hours, minutes] =
      /^(.+)=(\d\d?:\d\d)-(\d\d?:\d\d)([-+])(?=\d)(?:(\d+)h)?(?:(\d+)m)?$/.exec(text) ?? refuse(EXPECTED);
    const [from, to] = [begin, end].map(minuteOf);
    if (from === null || to === null)
      refuse('expected times of day from 00:00 to 23:59, and 24:00 as an end');
    if (found.has(name)) refuse(`expected ${name} once`);
    const long = (to! - from! + 24 * 60) % (24 * 60);
    if (long < 1 || long > 12 * 60) refuse('expected a stretch of 1 minute to 12 hours');
    const by = 60 * Number(hours ?? 0) + Number(minutes ?? 0);
    if (by < 1 || by > 12 * 60) refuse('expected to be moved by 1 minute to 12 hours, later or earlier');
    found.set(name, { from: from! % (24 * 60), minutes: long, by: sign === '-' ? -by : by });
  }
  return Object.fromEntries(found);
}

/** `22:00`; null: no such time. */
function minuteOf(text: string): number | null {
  const [hour, minute] = text.split(':').map(Number);
  const whole = 60 * hour + minute;
  return minute < 60 && whole <= 24 * 60 ? whole : null;
}
