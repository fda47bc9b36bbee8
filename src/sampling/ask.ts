import type { Experiment } from '../dispatch/experiment';
import { meanMs } from '../dispatch/times';

/** Which of its meters a guest is asked by: what is not idle, or what its processes are charged. */
export type Meter = 'processor' | 'process';

/**
 * What readings of a meter are like beside what was used: each of them right; right on average and off by some points
 * each; never right, now far below and now far above; too low; too high.
 */
export const SHAPES = ['right', 'scattered', 'extremes', 'low', 'high'] as const;
export type Shape = (typeof SHAPES)[number];

/** An answer that is no number. */
export interface AskChoice {
  readonly shape: Shape;
  readonly label: string;
}

/** The load that the first guest would have on a machine of its own, as a share; null where it has no single one. */
export function wantedOf({ guests: [{ threads }] }: Experiment): number | null {
  const [thread, second] = threads;
  if (second || !thread?.burst || !thread.wait) return null;
  const wait = meanMs(thread.wait);
  const burst = meanMs(thread.burst);
  return wait === Infinity ? 1 : burst / (burst + wait);
}
