import { correct } from '../../../src/counters/correct';
import { rangesOf } from '../../../src/counters/interval';
import { guestLogs, hostLogs } from '../../../src/counters/match';
import { readText } from '../../../src/intake';
import { drawGuest } from './guests';
import type { Drawn } from './guests';
import { Draws, simulate } from './host';
import type { Interval } from './host';
import { guestLog, hostLog, PROCESSES } from './logs';

/** One process of one guest: where its part was said to be, and where it was. */
export interface Told {
  readonly low: number;
  readonly high: number;
  readonly truth: number;
  readonly held: boolean;
  /** Of the interval, as a share of what the guest used. */
  readonly width: number;
  /** It is beside one neighbour that never waits. */
  readonly besideOne: boolean;
  /** What the guest waited for each part that it used. */
  readonly waits: number;
  /** Its log lists all processes. */
  readonly whole: boolean;
  /** Its host's log tells % Run. */
  readonly run: boolean;
}

/** Corrects what a drawn guest and its host log, and holds the stated intervals against what happened. */
export async function holdAgainst(drawn: Drawn, intervals: readonly Interval[]): Promise<Told[]> {
  const { processors, machines } = drawn.scene;
  const seconds = drawn.seconds;
  const all = { keep: 'all processes' } as const;
  const own = await readText('guest.csv', guestLog(intervals, seconds, processors, drawn.listed), all);
  const theirs = await readText('host.csv', hostLog(intervals, seconds, processors, drawn.speed, drawn.run), all);
  const [guest] = guestLogs(own.recordings);
  const host = hostLogs(theirs.recordings).find(({ server }) => server === 'DB01')!;
  const correction = correct(guest, host);
  // What a person assumes who knows nothing: Windows' usual tick and the longest slice.
  const { processes } = rangesOf(correction, { tickMs: 15.625, sliceMs: 50 });
  const besideOne =
    machines.length - 1 === processors && machines.slice(1).every(({ threads: [{ wait }] }) => wait === 0);
  return processes.flatMap(({ name, low, high }) => {
    const last = intervals.length - 1;
    const { used, ready } = intervals[last];
    const whole = used.reduce((a, b) => a + b, 0);
    const number = (PROCESSES as readonly string[]).indexOf(name);
    const rest = typeof drawn.listed === 'number' ? used.slice(drawn.listed) : [];
    const truth = number < 0 ? rest.reduce((a, b) => a + b, 0) : used[number];
    const told = { low: low[last], high: high[last], truth, besideOne, waits: ready / whole, whole: drawn.listed === 'all', run: drawn.run };
    // Six digits are written to a log.
    const held = truth >= told.low - 1e-6 && truth <= told.high + 1e-6;
    return [{ ...told, held, width: (told.high - told.low) / whole }];
  });
}

/** Random guests, one after the other; the same seed draws the same. @param intervals in each log */
export async function coverage(guests: number, seed: number, intervals = 2): Promise<Told[]> {
  const told: Told[] = [];
  for (let k = 0; k < guests; k++) {
    const draws = new Draws(seed + k);
    const drawn = drawGuest(draws);
    const seconds = Math.round(drawn.seconds);
    told.push(
      ...(await holdAgainst({ ...drawn, seconds }, simulate(drawn.scene, draws, seconds, intervals))),
    );
  }
  return told;
}

export const shareOf = <T>(all: readonly T[], which: (each: T) => boolean): number =>
  all.filter(which).length / all.length;
export const meanOf = <T>(all: readonly T[], value: (each: T) => number): number =>
  all.reduce((sum, each) => sum + value(each), 0) / all.length;
