import type { Interval } from './host';

const line = (cells: readonly (string | number)[]) => cells.map((cell) => `"${cell}"`).join(',');

/** 10:00 on 5 January 2026 and so many ms later, as Performance Monitor and esxtop write it. */
function stamp(ms: number): string {
  const at = new Date(Date.UTC(2026, 0, 5, 10) + Math.round(ms)).toISOString();
  return `${at.slice(5, 7)}/${at.slice(8, 10)}/${at.slice(0, 4)} ${at.slice(11, 23)}`;
}

/** Processes by number. */
export const PROCESSES = ['alpha', 'beta', 'gamma'] as const;

/**
 * What the guest logged of itself: processors and processes, in Performance Monitor's form.
 * @param listed how many of its processes were picked; all: as Process(*) writes them, with _Total and Idle
 * @param tick of its clock, ms, and the share of idle ticks that are skipped; null: it does not log clock interrupts
 */
export function guestLog(
  intervals: readonly Interval[],
  seconds: number,
  processors: number,
  listed: number | 'all' = 'all',
  clock: { readonly tick: number; readonly skipped: number } | null = null,
): string {
  const path = (rest: string) => `\\\\DB01\\${rest}\\% Processor Time`;
  const whole = listed === 'all';
  const names = PROCESSES.slice(0, whole ? intervals[0].shown.length : listed);
  return [
    line([
      '(PDH-CSV 4.0) (UTC)(0)',
      path('Processor(_Total)'),
      ...Array.from({ length: processors }, (_, k) => path(`Processor(${k})`)),
      ...names.map((name) => path(`Process(${name})`)),
      ...(whole ? [path('Process(Idle)'), path('Process(_Total)')] : []),
      ...(clock ? ['\\\\DB01\\Processor Information(_Total)\\Clock Interrupts/sec'] : []),
    ]),
    ...intervals.map(({ shown, idleShown, delivered }, k) => {
      const busy = 100 * Math.max(0, 1 - idleShown);
      return line([
        stamp(1000 * seconds * (k + 1)),
        ...new Array<number>(processors + 1).fill(busy),
        ...names.map((_, i) => 100 * processors * (shown[i] ?? 0)),
        ...(whole
          ? [idleShown, shown.reduce((a, b) => a + b, idleShown)].map((share) => 100 * processors * share)
          : []),
        ...(clock
          ? [((delivered - clock.skipped * idleShown) * processors * 1000) / clock.tick]
          : []),
      ]);
    }),
  ].join('\r\n');
}

/**
 * What its host logged of it and of another, in esxtop's form; shares of one processor, added up.
 * @param told with % Run and what goes with it
 */
export function hostLog(
  intervals: readonly Interval[],
  seconds: number,
  processors: number,
  speed: number,
  told = true,
): string {
  const path = (rest: string) => `\\\\esx01\\Group Cpu(${rest}`;
  const counters = ['% Used', ...(told ? ['% Run', '% System', '% Overlap'] : []), '% Ready', '% CoStop'];
  return [
    line([
      '(PDH-CSV 4.0) (UTC)(0)',
      ...counters.map((counter) => path(`12:DB01)\\${counter}`)),
      path('13:WEB02)\\% Used'),
      ...Array.from(
        { length: processors },
        (_, k) => `\\\\esx01\\Vcpu(12:DB01:40${k}:vmx-vcpu-${k}:DB01)\\% Used`,
      ),
    ]),
    ...intervals.map(({ used, ready }, k) => {
      const run = 100 * processors * used.reduce((a, b) => a + b, 0);
      return line([
        stamp(1000 * seconds * (k + 1)),
        speed * run,
        ...(told ? [run, 0, 0] : []),
        100 * processors * ready,
        0,
        3,
        ...new Array<number>(processors).fill(run / processors),
      ]);
    }),
  ].join('\n');
}
