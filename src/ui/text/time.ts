import type { Grid } from '../../estate/estate';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** `10:35` of a moment given in ms of wall-clock time written as if UTC. */
export function clock(ms: number): string {
  const minutes = Math.floor((((ms % DAY) + DAY) % DAY) / 60_000);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** The moment at which a slot starts, as short as the grid's window allows. */
export function slotMoment(grid: Grid, slot: number): string {
  const ms = grid.start + slot * grid.step;
  if (grid.align === 'time-of-day') return clock(ms);
  if (grid.align === 'time-of-week') return `${DAYS[Math.floor(ms / DAY) % 7]} ${clock(ms)}`;
  return grid.slots * grid.step <= DAY ? clock(ms) : `${day(ms)} ${clock(ms)}`;
}

/** Length of the window: `one day`, `7 days`, `3.5 hours`. */
export function span(grid: Grid): string {
  const ms = grid.slots * grid.step;
  if (ms === DAY) return 'one day';
  if (ms > DAY) return `${Number((ms / DAY).toFixed(1))} days`;
  if (ms === 3_600_000) return 'one hour';
  return ms > 3_600_000
    ? `${Number((ms / 3_600_000).toFixed(1))} hours`
    : `${Math.round(ms / 60_000)} minutes`;
}

/** Length of a slot: `5 min`. */
export function slotLength(grid: Grid): string {
  const minutes = grid.step / 60_000;
  return minutes >= 60 ? `${Number((minutes / 60).toFixed(1))} h` : `${Number(minutes.toFixed(1))} min`;
}

export interface AxisTick {
  /** Place on the axis, 0..1. */
  readonly at: number;
  readonly label: string;
}

/** At most `most` + 1 marks on the axis of a grid, at whole hours, days or weeks. */
export function axis(grid: Grid, most = 4): readonly AxisTick[] {
  const span = grid.slots * grid.step;
  if (span <= 0) return [];
  const steps = [5, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 20160, 43200].map((m) => m * 60_000);
  const step = steps.find((s) => span / s <= most) ?? span / most;
  const marks: AxisTick[] = [];
  for (let ms = Math.ceil(grid.start / step) * step; ms <= grid.start + span; ms += step) {
    const whole = ms === grid.start + span && step < DAY && ms % DAY === 0 && span <= DAY;
    marks.push({
      at: (ms - grid.start) / span,
      label: whole ? '24:00' : step < DAY && span <= DAY ? clock(ms) : dated(grid, ms, step),
    });
  }
  return marks;
}

function dated(grid: Grid, ms: number, step: number): string {
  if (grid.align === 'time-of-week') return DAYS[Math.floor(ms / DAY) % 7];
  return step < DAY ? `${day(ms)} ${clock(ms)}` : day(ms);
}

function day(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
