import type { Experiment, Thread } from '../dispatch/experiment';
import { PER_MS } from '../engine/dispatch/host';

/**
 * A thread that runs for a part of each tick and sleeps before the next (Tsafrir, Etsion and Feitelson 2007), and what
 * becomes of it when one thing changes.
 */
export type DodgeCase = 'step' | 'longer' | 'anywhere' | 'varied';

export const DODGE_CASES: readonly DodgeCase[] = ['step', 'longer', 'anywhere', 'varied'];

/** Length of one measurement, s, and of a longer one. */
export const DODGE_S = { short: 5, long: 100 } as const;
/** When its tick comes, as a part of the time from one start of its work to the next, where nobody said. */
const TICK_AT = 0.9;

/** Parts of the tick that are tried: 5 % to 95 %, and nearly all. */
export const DODGE_PARTS: readonly number[] = [
  ...Array.from({ length: 19 }, (_, i) => (i + 1) / 20),
  0.975,
  0.995,
];

/** Where in its cycle the tick of such a guest comes. */
export function tickAt({ guests: [{ clock }] }: Experiment): number {
  return clock.phase === 'random' ? TICK_AT : clock.phase;
}

/** The first guest of an experiment at work for this part of each of its ticks, in one of the four cases. */
export function dodge(
  experiment: Experiment,
  part: number,
  one: DodgeCase,
  replications: number,
): Experiment {
  const [guest, ...others] = experiment.guests;
  const [first, ...rest] = guest.threads;
  const { tickMs } = guest.clock;
  const kind = one === 'varied' ? 'exponential' : 'constant';
  const busy = Math.round(part * tickMs * PER_MS) / PER_MS;
  const thread = {
    ...first,
    burst: { kind, meanMs: busy },
    wait: { kind, meanMs: Math.round((tickMs - busy) * PER_MS) / PER_MS },
    start: 'burst',
    arrivals: undefined,
    service: undefined,
  } as Thread;
  const clock = { ...guest.clock, phase: one === 'anywhere' ? ('random' as const) : tickAt(experiment) };
  return {
    ...experiment,
    guests: [{ ...guest, clock, threads: [thread, ...rest] }, ...others],
    warmupS: 0,
    durationS: one === 'longer' ? DODGE_S.long : DODGE_S.short,
    replications,
  };
}
