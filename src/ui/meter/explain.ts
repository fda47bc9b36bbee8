import type { Experiment } from '../../dispatch/experiment';
import {
  binomialBand,
  effectiveTicks,
  lostTicks,
  saturatedMeter,
  tickMeanVariance,
} from '../../sampling/oracles';
import type { Explanation } from '../parts/explanation';
import { count } from '../text/format';
import type { Many } from './lab';
import { hasSpread, length, averageOf, points, shareText, signed, variance } from './pictures';
import type { MeterReading } from './reading';
import { wantedOf, type Meter } from '../../sampling/ask';

type Values = NonNullable<Explanation['values']>;
type Mutable = [string, string][];

const SIMULATED =
  'discrete-event simulation in whole units of 100 ns, each tick charged as Windows XP and 2003 do';

/** `29.43 ± 0.01 %`: a mean with its standard error. */
export function withError(values: readonly number[]): string {
  const se = Math.sqrt(variance(values) / values.length);
  const middle = 100 * averageOf(values);
  if (!Number.isFinite(middle)) return '–';
  if (values.length < 2) return `${Number(middle.toFixed(2))} %, one reading`;
  if (!(se > 1e-7)) return `${Number(middle.toFixed(2))} %, the same each time`;
  const digits = Math.min(4, Math.max(1, Math.ceil(-Math.log10(100 * se))));
  return `${middle.toFixed(digits)} ± ${(100 * se).toFixed(digits)} %`;
}

/** What every figure over the readings rests on. */
function runs({ experiment, readings }: Many): Values {
  const { durationS, seed } = experiment;
  return [
    ['measurements', `${count(readings.length)} of ${length(durationS)}`],
    ['seed', String(seed)],
  ];
}

const pick = (readings: readonly MeterReading[], which: keyof MeterReading) =>
  readings.map((each) => each[which]);

/** Ticks that fall due in one measurement. */
export function ticksOf({ durationS, guests: [{ clock }] }: Experiment): number {
  return (1000 * durationS) / clock.tickMs;
}

/** Work done for the guest's threads. */
export function howUsed(many: Many): Explanation {
  const { experiment, readings } = many;
  const alone = experiment.guests.length === 1;
  return {
    title: 'Really used',
    text: 'The part of the time in which a processor did the work of this guest’s threads. Only the host can know it.',
    formula: 'time that its threads ran ÷ elapsed time',
    values: [
      ['mean ± standard error', withError(pick(readings, 'used'))],
      ...(alone && wantedOf(experiment) !== null
        ? ([['closed form: burst ÷ (burst + wait)', shareText(wantedOf(experiment)!)]] as Values)
        : []),
      ['guests on the processor', String(experiment.guests.reduce((n, g) => n + g.count, 0))],
      ...runs(many),
    ],
    basis: { kind: 'source', text: SIMULATED },
    control: { id: 'load', label: 'load' },
  };
}

/** The same guest with a machine to itself. */
export function howOwn(many: Many, meter: Meter): Explanation {
  const { durationS, seed } = many.experiment;
  return {
    title: 'On its own machine',
    text: 'What the same meter shows of the same threads when nobody shares the processor and no tick is lost: its error there is that of sampling alone.',
    formula: 'as the meter beside it',
    values: [
      ['mean ± standard error', withError(many.own.map((each) => each[meter]))],
      ['measurements', `${count(many.own.length)} of ${length(durationS)}`],
      ['seed', String(seed)],
    ],
    basis: { kind: 'source', text: SIMULATED },
    control: { id: 'neighbours', label: 'neighbours' },
  };
}

/** What Task Manager shows. */
export function howShown(many: Many, meter: Meter): Explanation {
  const { experiment, readings } = many;
  const { clock } = experiment.guests[0];
  const values: Mutable = [
    ['mean ± standard error', withError(pick(readings, meter))],
    ['tick', `${clock.tickMs} ms`],
    ['ticks due in one measurement', count(ticksOf(experiment))],
    ['used', shareText(averageOf(pick(readings, 'used')))],
  ];
  values.push([
    'a tick that falls due while it is idle',
    clock.idleTick === 'free' ? 'delivered at once, at no cost' : 'delivered when its turn comes',
  ]);
  if (
    clock.delivery === 'burst' &&
    clock.order === 'thread-first' &&
    clock.lose === 0 &&
    clock.idleTick === 'free'
  )
    values.push(['used + waited', shareText(averageOf(readings.map(({ used, waited }) => used + waited)))]);
  const theory = meterTheory(experiment, meter);
  if (theory !== null) values.push(['closed form', shareText(theory)]);
  return {
    title: meter === 'processor' ? 'What Task Manager shows' : 'What its processes show together',
    text:
      meter === 'processor'
        ? 'Processor Time is what is not idle, counted in ticks that found the idle thread. Ticks that come late, or never, are not idle either.'
        : 'The ticks that found one of its threads, whole, over the elapsed time.',
    formula:
      meter === 'processor'
        ? '1 − idle ticks × tick ÷ elapsed time'
        : 'ticks charged to its threads × tick ÷ elapsed time',
    values: [...values, ...runs(many)],
    basis: {
      kind: 'source',
      text: `${meter === 'processor' ? 'PERF_100NSEC_TIMER_INV' : 'PERF_100NSEC_TIMER'} of Windows, over time kept right by the host; ${SIMULATED}`,
    },
    control: { id: 'delivery', label: 'late ticks' },
  };
}

/** Time that the guest wanted and did not get. */
export function howWaited(many: Many): Explanation {
  const { experiment } = many;
  return {
    title: 'Waited for the processor',
    text: `Time in which the guest had ${experiment.guests[0].clock.idleTick === 'free' ? 'a thread with work' : 'a thread with work, or a tick to take,'} and the processor was with another guest: % Ready for the host, steal time for a guest that is told.`,
    formula: '(ready + co-stop) ÷ elapsed time',
    values: [['mean ± standard error', withError(pick(many.readings, 'waited'))], ...runs(many)],
    basis: { kind: 'source', text: SIMULATED },
    control: { id: 'others', label: 'neighbours’ load' },
  };
}

/** How far off the mean of the readings is. */
export function howError(many: Many, meter: Meter): Explanation {
  const errors = many.readings.map((each) => each[meter] - each.used);
  return {
    title: 'Error of the meter',
    text: 'What it shows less what was used, in each measurement. The mean is its bias: more measurements make it surer, not smaller.',
    formula: 'shown − used',
    values: [
      ['mean ± standard error', withError(errors)],
      ['from one measurement to the next', `± ${shareText(Math.sqrt(variance(errors)))}`],
      ...runs(many),
    ],
    basis: { kind: 'source', text: SIMULATED },
    control: { id: 'durationS', label: 'length of a measurement' },
  };
}

/** How far one reading is from the next. */
export function howSpread(many: Many, meter: Meter): Explanation {
  const { experiment } = many;
  const thread = alternatingOf(experiment);
  const values: Mutable = [
    ['standard deviation', shareText(Math.sqrt(variance(pick(many.readings, meter))))],
  ];
  if (thread) {
    const { tickMs } = experiment.guests[0].clock;
    const theory = tickMeanVariance(thread, tickMs, ticksOf(experiment));
    values.push(['closed form', shareText(Math.sqrt(theory))]);
  }
  return {
    title: 'From one reading to the next',
    text: 'The standard deviation of single readings: what you may be off by when you look once, beside any bias.',
    formula: '√ variance of the readings',
    values: [...values, ...runs(many)],
    basis: { kind: 'source', text: thread ? 'alternating renewal process, sampled at ticks' : SIMULATED },
    control: { id: 'durationS', label: 'length of a measurement' },
  };
}

/** How many independent looks the ticks are worth. */
export function howWorth(many: Many, meter: Meter): Explanation {
  const { experiment } = many;
  const shown = pick(many.readings, meter);
  const p = averageOf(shown);
  const thread = alternatingOf(experiment);
  const ticks = ticksOf(experiment);
  const values: Mutable = [
    ['p, the mean reading', shareText(p)],
    [
      'variance of the readings',
      hasSpread(shown) ? variance(shown).toExponential(2) : 'none: they are the same',
    ],
    ['ticks', count(ticks)],
  ];
  if (thread)
    values.push([
      'closed form: n (1 − ρ) ÷ (1 + ρ), ρ = e^(−λT)',
      count(effectiveTicks(thread, experiment.guests[0].clock.tickMs, ticks)),
    ]);
  return {
    title: 'Effective samples',
    text: 'Independent looks that would scatter as these readings do. Neighbouring ticks that see the same burst tell one thing twice.',
    formula: 'p (1 − p) ÷ variance of the readings',
    values: [...values, ...runs(many)],
    basis: { kind: 'source', text: 'variance of a mean of correlated samples' },
    control: { id: 'tickMs', label: 'clock tick' },
  };
}

/** Where independent looks at the truth would fall. */
export function howBand({ experiment, readings }: Many): Explanation {
  const p = averageOf(pick(readings, 'used'));
  const ticks = ticksOf(experiment);
  const { low, high } = binomialBand(p, ticks);
  return {
    title: 'Binomial band',
    text: 'It holds 95 % of the readings that independent looks at the truth would give: the best that sampling by ticks can do.',
    formula: 'p ± 1.96 √( p (1 − p) ÷ n )',
    values: [
      ['p, really used', shareText(p)],
      ['n, ticks of one measurement', count(ticks)],
      ['band', `${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)} %`],
    ],
    basis: { kind: 'source', text: 'normal approximation of the binomial distribution' },
    control: { id: 'durationS', label: 'length of a measurement' },
  };
}

/** Errors of the meter at one length of observation; shares of 1. */
export interface LengthError {
  readonly seconds: number;
  readonly readings: number;
  /** The middle 95 % of them, and their mean. */
  readonly low: number;
  readonly high: number;
  readonly middle: number;
  /** What as many independent looks at the truth would stay within, 95 % of the time. */
  readonly fair: number;
}

/** How far off the meter is after each length. */
export function howLengths(rows: readonly LengthError[]): Explanation {
  return {
    title: 'Error by length of observation',
    text: `What the meter shows less what was used, in ${rows[0].readings} measurements of each length: their mean, the middle 95 % of them, and what independent looks would stay within.`,
    formula: 'fair looks: ± 1.96 √( p (1 − p) ÷ ticks )',
    values: rows.map(({ seconds, low, middle, high, fair }) => [
      length(seconds),
      `${signed(middle)} (${signed(low)} to ${signed(high)}); fair ± ${points(fair)}`,
    ]),
    basis: { kind: 'source', text: SIMULATED },
    control: { id: 'tickMs', label: 'clock tick' },
  };
}

/** What a thread that works for a part of its tick is charged in step with it. */
export function howDodged(
  { part, used, shown, own }: { part: number; used: number; shown: readonly number[]; own: number },
  tickAt: number,
  seconds: number,
): Explanation {
  return {
    title: 'Charged, in step',
    text: 'The thread starts its work at the same moment of each tick. If it is asleep when the tick comes, the whole tick goes to the idle thread; if it still works, the whole tick goes to it.',
    formula: 'works until the tick: 100 %; asleep before it: 0 %',
    values: [
      ['part of the tick that was simulated', shareText(part)],
      ['the tick comes at', shareText(tickAt)],
      ['used', shareText(used)],
      ['shown, on average', shareText(averageOf(shown))],
      ['on a machine of its own', shareText(own)],
      ['measurements', `${shown.length} of ${length(seconds)}`],
    ],
    basis: { kind: 'source', text: `Tsafrir, Etsion and Feitelson 2007; ${SIMULATED}` },
    control: { id: 'load', label: 'load' },
  };
}

/** Correlation over guests of many hosts. */
export function howScatter(r: number, se: number, guests: number): Explanation {
  return {
    title: 'Correlation of meter and truth',
    text: 'Pearson’s r over the guests of 40 seeded hosts, each measured for a minute.',
    formula: 'standard error: (1 − r²) ÷ √ (n − 3)',
    values: [
      ['r', r.toFixed(3)],
      ['standard error', se.toFixed(3)],
      ['n, guests', String(guests)],
    ],
    basis: {
      kind: 'assumption',
      text: 'hosts as they are found: 1 to 4 processors, 2 or 3 guests for each, busy 5 to 80 % in bursts of 1 to 31 ms.',
    },
  };
}

/** A guest alone whose one thread works and waits for exponential times and loses no tick; null for any other. */
function alternatingOf({ guests }: Experiment): { burstMs: number; waitMs: number } | null {
  if (guests.length !== 1 || guests[0].count !== 1 || guests[0].clock.lose > 0) return null;
  const [thread, second] = guests[0].threads;
  if (second || thread?.burst?.kind !== 'exponential' || thread.wait?.kind !== 'exponential') return null;
  return { burstMs: thread.burst.meanMs, waitMs: thread.wait.meanMs };
}

/** What the meter shows in the long run, where a closed form says it. */
export function meterTheory(experiment: Experiment, meter: Meter): number | null {
  const { guests, sliceMs } = experiment;
  const { clock } = guests[0];
  const p = wantedOf(experiment);
  const n = guests.reduce((sum, each) => sum + each.count, 0);
  if (p === null) return null;
  if (n === 1 && clock.phase !== 'random') return null;
  if (n === 1) return lostTicks(1 - clock.lose, p)[meter];
  const saturated = guests.every(({ threads: [each] }) => each?.wait?.kind === 'never');
  if (!saturated || clock.lose > 0 || sliceMs === 'never' || experiment.processors !== 1) return null;
  if (clock.delivery === 'virtualbox') return null;
  return meter === 'processor' ? 1 : saturatedMeter(clock.delivery, n, sliceMs, clock.tickMs, clock.rate);
}
