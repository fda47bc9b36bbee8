import type { Estate, Grid } from './estate';
import type { StatedNumber } from './field';
import type { Finding } from './finding';
import type { MeasureId } from './measure';

/** What a server does in a stretch of each day is done at another time of it: a back-up that runs later. */
export interface Rescheduling {
  /** Minute of the day at which the stretch begins. */
  readonly from: number;
  /** Its length, minutes. */
  readonly minutes: number;
  /** How much later, minutes; earlier where it is below zero. */
  readonly by: number;
}

/** By server. */
export type Rescheduled = Readonly<Record<string, Rescheduling>>;

const MINUTES_OF_DAY = 24 * 60;

/** A stretch and the way that it is moved fill a day together at most: then no day's stretch meets the next one's. */
export const RESCHEDULING = {
  from: { label: 'From', unit: 'min', min: 0, max: MINUTES_OF_DAY - 1, whole: true },
  minutes: { label: 'Length', unit: 'min', min: 1, max: MINUTES_OF_DAY / 2, whole: true },
  by: { label: 'Later by', unit: 'min', min: -MINUTES_OF_DAY / 2, max: MINUTES_OF_DAY / 2, whole: true },
} as const satisfies Readonly<Record<keyof Rescheduling, StatedNumber>>;

/**
 * The estate with servers' stretches of the day at other times: all that is measured of a server moves with it, and
 * what it did at the time that is now taken goes to where room was made, in its order. So each value stays, once.
 */
export function rescheduled(estate: Estate, changes: Rescheduled): Estate {
  const { grid } = estate;
  const findings: Finding[] = [];
  const wanted = new Map(Object.entries(changes));
  const guests = estate.guests.map((guest) => {
    const change = wanted.get(guest.name);
    if (!change) return guest;
    wanted.delete(guest.name);
    const { from, moved, left } = figuresFrom(grid, change);
    findings.push(findingOf(guest.name, change, moved, left));
    if (moved === 0) return guest;
    const measures = Object.entries(guest.measures) as [MeasureId, Float32Array][];
    return {
      ...guest,
      measures: Object.fromEntries(
        measures.map(([id, series]) => [id, series.map((_, t) => series[from[t]])]),
      ),
    };
  });
  for (const name of wanted.keys())
    findings.push({
      level: 'warning',
      where: name,
      text: 'There is no server of this name: nothing of it is done at another time.',
    });
  return { ...estate, guests, findings: [...estate.findings, ...findings] };
}

const MINUTE = 60_000;
const DAY = MINUTES_OF_DAY * MINUTE;

/**
 * Which slot's figures each slot has then.
 * @returns `moved` and `left`: on how many days the stretch is moved, and on how many it, or the time that it is moved
 *   to, is not within the log. A log of whole days goes round: what is moved past its end comes in at its beginning.
 */
export function figuresFrom(
  { start, step, slots }: Grid,
  { from: begin, minutes, by }: Rescheduling,
): { readonly from: Int32Array; readonly moved: number; readonly left: number } {
  const from = Int32Array.from({ length: slots }, (_, t) => t);
  const inSlots = (length: number) => Math.round((length * MINUTE) / step);
  const [length, later] = [Math.max(1, inSlots(minutes)), inSlots(by)];
  const apart = Math.abs(later);
  if (apart === 0 || length + apart > slots) return { from, moved: 0, left: 0 };
  const round = (slots * step) % DAY === 0;
  const firstDay = Math.floor(start / DAY) * DAY + begin * MINUTE;
  const place = (t: number) => (round ? (t + slots) % slots : t);
  const changing = Math.min(length, apart);
  let [moved, left] = [0, 0];
  const days = round ? (slots * step) / DAY : Math.ceil((slots * step) / DAY) + 1;
  for (let day = 0; day < days; day++) {
    const first = Math.floor((firstDay + day * DAY - start) / step);
    const [low, high] = [Math.min(first, first + later), Math.max(first, first + later) + length];
    if (!round && (low < 0 || high > slots)) {
      left += high > 0 && low < slots ? 1 : 0;
      continue;
    }
    const before = from.slice();
    const take = (to: number, of: number, n: number) => {
      for (let k = 0; k < n; k++) from[place(to + k)] = before[place(of + k)];
    };
    take(first + later, first, length);
    if (later > 0) take(first, first + Math.max(length, later), changing);
    else take(first + length - changing, first + later, changing);
    moved++;
  }
  return { from, moved, left };
}

function findingOf(name: string, change: Rescheduling, moved: number, left: number): Finding {
  const { from, minutes } = change;
  const stretch = `What it does from ${clockOf(from)} to ${clockOf(from + minutes)}`;
  if (moved === 0)
    return {
      level: 'warning',
      where: name,
      text: `${stretch} is done when it was: ${left > 0 ? 'it, or the time that it would be done at, is not within the log.' : 'slots of time are too long, or too few, to move it by that.'}`,
      fix: 'Log whole days, and choose shorter slots.',
    };
  return {
    level: 'guess',
    where: name,
    text: `${stretch} is taken to be done ${byWords(change)}, and what it did then, before or after it.${left > 0 ? ` On ${left} of ${moved + left} days that is not within the log, and stays as it was.` : ''}`,
    fix: 'Leave that out to fold what was measured.',
  };
}

/** `22:00`, also of a moment on the next day. */
export function clockOf(minute: number): string {
  const of = ((minute % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
}

/** `3 h later`, `1 h 30 min earlier`. */
export function byWords({ by }: Pick<Rescheduling, 'by'>): string {
  const [hours, rest] = [Math.floor(Math.abs(by) / 60), Math.abs(by) % 60];
  const long = [...(hours ? [`${hours} h`] : []), ...(rest || !hours ? [`${rest} min`] : [])].join(' ');
  return `${long} ${by < 0 ? 'earlier' : 'later'}`;
}
