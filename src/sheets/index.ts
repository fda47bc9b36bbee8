import { BATCHING } from './batching';
import { CORRECTION } from './correction';
import { NEIGHBOUR } from './neighbour';
import { PHASE_LOCK } from './phase-lock';
import type { Posed, Exercise, Sheet } from './question';
import { SAMPLING_ERROR } from './sampling-error';
import { SHARING_SHEET } from './sharing';

/** The six sheets, in the order in which they build on each other. */
export const SHEETS: readonly Sheet[] = [
  SAMPLING_ERROR,
  PHASE_LOCK,
  NEIGHBOUR,
  BATCHING,
  SHARING_SHEET,
  CORRECTION,
];

/** Largest seed of a student. */
export const MOST_SEED = 999_999;

/** The parameters of a question for a seed; those of the plain sheet for seed 0. */
export function drawnFor({ number, draws }: Exercise, seed: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(draws).map(([name, values], k) => [
      name,
      values[seed === 0 ? 0 : Math.floor(uniform(seed, number, k) * values.length)],
    ]),
  );
}

/** A question as the sheet of this seed has it. */
export function posed(question: Exercise, seed: number): Posed {
  return question.pose(drawnFor(question, seed));
}

/** A number in [0, 1) for (seed, question, parameter): two rounds of a 32-bit mixer (Wellons 2018, lowbias32). */
function uniform(seed: number, question: number, parameter: number): number {
  let x =
    (Math.imul(seed, 0x9e3779b1) ^ Math.imul(question, 0x85ebca6b) ^ Math.imul(parameter + 1, 0xc2b2ae35)) >>>
    0;
  for (let i = 0; i < 2; i++) {
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    x = (x ^ (x >>> 16)) >>> 0;
  }
  return x / 2 ** 32;
}
