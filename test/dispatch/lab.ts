import { expect } from 'vitest';
import type { HostFigures } from '../../src/dispatch/answer';
import { parseExperiment } from '../../src/dispatch/parse';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { Figures } from '../../src/dispatch/figure';
import type { Figure } from '../../src/dispatch/figure';
import { openLocalHost } from '../../src/dispatch/local';
import { runExperiment } from '../../src/dispatch/run';

export type Pick = (replication: HostFigures<number>) => number;

const host = await openLocalHost();

/** Runs an experiment and gives one figure for each pick, over its replications. */
export async function figures(input: ExperimentInput, ...picks: Pick[]): Promise<Figure[]> {
  const sums = new Figures<number[]>(picks.map(() => 0));
  await runExperiment(parseExperiment(input), host, {
    each: (replication) => sums.add(picks.map((pick) => pick(replication))),
  });
  return sums.result<Figure[]>();
}

export const answer = (input: ExperimentInput) => runExperiment(parseExperiment(input), host);

/**
 * Holds a simulated mean against theory: within four standard errors.
 * @param floor what theory leaves out (a window's edges, rounding to 100 ns): counts besides the errors
 */
export function expectMean({ mean, se }: Figure, theory: number, floor = 1e-9): void {
  expect(se).toBeGreaterThanOrEqual(0);
  expect(Math.abs(mean - theory), `simulated ${mean} ± ${se}, theory ${theory}`).toBeLessThan(4 * se + floor);
}

/**
 * Holds a simulated variance over n replications against theory: within four standard errors, those of a variance
 * of figures that are nearly normal, s² sqrt(2 / (n - 1)).
 */
export function expectVariance({ sd }: Figure, n: number, theory: number): void {
  const se = sd ** 2 * Math.sqrt(2 / (n - 1));
  expect(Math.abs(sd ** 2 - theory), `simulated ${sd ** 2} ± ${se}, theory ${theory}`).toBeLessThan(4 * se);
}
