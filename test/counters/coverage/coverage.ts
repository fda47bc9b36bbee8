import { correct } from '../../../src/counters/correct';
import { rangesOf } from '../../../src/counters/interval';
import { guestLogs, hostLogs } from '../../../src/counters/match';
import { readText } from '../../../src/intake';
import { drawGuest } from './guests';
import type { Drawn } from './guests';
import { Draws, simulate } from './host';
import type { Interval } from './host';
import { guestLog, hostLog, PROCESSES } from './logs';

/** One process of one guest: where its part was said to be, in one interval of its log, and where it was. */
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
  /** Its log counts clock interrupts. */
  readonly counts: boolean;
  /** Its clocks are known to merge or discard late ticks. */
  readonly newer: boolean;
  /** The mean of its part over the whole log lies where that was said to be. */
  readonly meanHeld: boolean;
}

/** Corrects what a drawn guest and its host log, and holds the stated intervals against what happened. */
export async function holdAgainst(drawn: Drawn, intervals: readonly Interval[]): Promise<Told[]> {
  const { processors, machines } = drawn.scene;
  const seconds = drawn.seconds;
  const all = { keep: 'all processes' } as const;
  const { listed, skipped, era } = drawn;
  const clock = skipped === null ? null : { tick: drawn.scene.tick, skipped };
  const own = await readText('guest.csv', guestLog(intervals, seconds, processors, listed, clock), all);
  const theirs = await readText('host.csv', hostLog(intervals, seconds, processors, drawn.speed, drawn.run), all);
  const [guest] = guestLogs(own.recordings);
  const host = hostLogs(theirs.recordings).find(({ server }) => server === 'DB01')!;
  const correction = correct(guest, host, { era });
  // What a person assumes who knows nothing: Windows' usual tick and the longest slice.
  const { processes } = rangesOf(correction, { tickMs: 15.625, sliceMs: 50, era });
  const besideOne =
    machines.length - 1 === processors && machines.slice(1).every(({ threads: [{ wait }] }) => wait === 0);
  return processes.flatMap(({ name, low, high, mean }) => {
    const last = intervals.length - 1;
    const { used, ready } = intervals[last];
    const whole = used.reduce((a, b) => a + b, 0);
    const number = (PROCESSES as readonly string[]).indexOf(name);
    const truthIn = ({ used }: Interval) =>
      number >= 0
        ? used[number]
        : (typeof listed === 'number' ? used.slice(listed) : []).reduce((a, b) => a + b, 0);
    const truth = truthIn(intervals[last]);
    const average = meanOf(intervals, truthIn);
    // Six digits are written to a log.
    const within = (value: number, from: number, to: number) => value >= from - 1e-6 && value <= to + 1e-6;
    const told = { low: low[last], high: high[last], truth, besideOne, waits: ready / whole, whole: drawn.listed === 'all', run: drawn.run };
    const held = within(truth, told.low, told.high);
    const meanHeld = within(average, mean.low, mean.high);
    return [{ ...told, held, meanHeld, counts: clock !== null, newer: era === '2012', width: (told.high - told.low) / whole }];
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
