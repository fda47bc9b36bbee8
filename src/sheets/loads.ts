import type { ExperimentInput } from '../dispatch/experiment';
import { CUSTOM, writeLink } from '../dispatch/link';
import type { GuestInput } from '../sampling/watched';
import type { Shown } from './question';

/** Guests and hosts that several sheets ask about. */

/** The tick of a Windows server, ms. */
export const TICK_MS = 15.625;

/** A guest that works and waits for exponential times. */
export function working(burstMs: number, waitMs: number, more: Partial<GuestInput> = {}): GuestInput {
  return {
    name: 'watched',
    threads: [
      { burst: { kind: 'exponential', meanMs: burstMs }, wait: { kind: 'exponential', meanMs: waitMs } },
    ],
    ...more,
  };
}

/** One processor on which each takes turns. */
export function oneProcessor(
  guests: readonly GuestInput[],
  more: Partial<ExperimentInput> = {},
): ExperimentInput {
  return { processors: 1, policy: 'round-robin', guests, durationS: 60, warmupS: 5, ...more };
}

/** The Dispatch view with an experiment. @param sweep the field that is swept beside it */
export function inDispatch(input: ExperimentInput, words: string, sweep?: string): Shown {
  const text = writeLink(CUSTOM, input, undefined);
  return { view: 'dispatch', text: sweep ? `${text};sweep=${sweep}` : text, words };
}

/** The Meter view with an experiment, whose first guest is watched. */
export function inMeter(input: ExperimentInput, words: string): Shown {
  return { view: 'meter', text: writeLink(CUSTOM, input, undefined), words };
}
