import { logicalProcessors } from '../estate/guest';
import type { Recording } from '../estate/recording';
import type { Era } from './circumstances';

/** Ticks of a Windows clock at its usual 15.625 ms; a second, for each processor. */
export const TICKS_A_SECOND = 64;
/** A processor this busy has no idle time to skip ticks in (dynamic tick: Windows 8 and Server 2012, bcdedit). */
const BUSY = 80;
/** Above so many times the usual rate a program has asked for a faster clock (up to one tick each 0.5 ms). */
const FASTER = 1.1;

/** What `Processor Information\Clock Interrupts/sec` says of a guest's clock. */
export interface ClockTicks {
  /** A second, for each processor, over the samples that were compared. */
  readonly perSecond: number;
  /** The part of the ticks expected that never came, 0..1; NaN where that cannot be told. */
  readonly missing: number;
  /** Samples compared. */
  readonly samples: number;
  readonly words: string;
}

/** The part of the ticks due that never came, from and to, in each slot; NaN where nothing tells. */
export interface MissingTicks {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Holds clock interrupts against those due, slot by slot. Below 0: more came than fell due, of a clock that catches up.
 * Since Windows 8 an idle processor skips ticks: so much as the meter showed idle may have been skipped, and not lost,
 * unless an older era is known. A clock that a program has made faster tells nothing.
 * @param perSecond clock interrupts of all processors
 * @param measured what the meter showed, 0..1
 * @param step length of a slot, ms; one tick more or less at either end is let in
 */
export function missingTicks(
  perSecond: Float32Array,
  measured: (k: number) => number,
  { processors, tickMs, step, era }: { processors: number; tickMs: number; step: number; era: Era },
): MissingTicks {
  const ends = (2 * tickMs) / step;
  const skips = !(era === 'xp' || era === 'vista');
  const part = (k: number) => 1 - ((perSecond[k] / processors) * tickMs) / 1000;
  const high = Float64Array.from(perSecond, (_, k) => (part(k) >= 1 - FASTER ? part(k) + ends : NaN));
  const low = high.map((v, k) => v - 2 * ends - (skips ? Math.max(0, 1 - measured(k)) : 0));
  return { low, high };
}

const untold = (why: string): ClockTicks => ({
  perSecond: NaN,
  missing: NaN,
  samples: 0,
  words: `Ticks missing: not to be told. ${why}`,
});

/**
 * Compares a guest's clock interrupts with the rate expected, 64 a second for each processor. Since Windows 8 an idle
 * processor skips ticks, so that only samples in which it was busy count, unless an older era is known. The measure is
 * the sum over the processors, as `_Total` of a rate is.
 * @param processors of the guest; undefined where nothing tells
 * @returns null where the log has no such counter
 */
export function clockTicks(
  { measures, facts }: Recording,
  era: Era,
  processors = logicalProcessors(facts),
): ClockTicks | null {
  const { clockTicks: rates, busy } = measures;
  if (!rates) return null;
  if (processors === undefined) {
    return untold('They are those of all processors, and no log tells how many there are.');
  }
  const older = era === 'xp' || era === 'vista';
  const counted = [...rates.keys()].filter(
    (k) => rates[k] === rates[k] && (older || (busy && busy[k] >= BUSY)),
  );
  if (counted.length === 0) {
    return untold(
      `In no sample were its processors ${BUSY} % busy, and an idle one skips ticks since Windows 8.`,
    );
  }
  const perSecond = counted.reduce((sum, k) => sum + rates[k], 0) / counted.length / processors;
  const rate = `${perSecond.toFixed(1)} a second for each processor where ${TICKS_A_SECOND} are expected`;
  const over = `${counted.length} ${older ? '' : 'busy '}sample${counted.length === 1 ? '' : 's'}`;
  if (perSecond > FASTER * TICKS_A_SECOND) {
    const why = `There were ${rate} (${over}): a program has asked for a faster clock.`;
    return { ...untold(why), perSecond, samples: counted.length };
  }
  const missing = Math.max(0, 1 - perSecond / TICKS_A_SECOND);
  return {
    perSecond,
    missing,
    samples: counted.length,
    words: `Ticks missing: ${(100 * missing).toFixed(0)} % (${rate}; ${over}).`,
  };
}
