/** One worker of the bench of days kept back: a plan of the fewest hosts, or what the plans of one seed come to. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FoldPlan } from '../../src/engine/packing/problem';
import { planner, type Parts, type Planned } from '../survival/plans';
import { TRIALS } from '../survival/trials';

/** What is asked of a worker: without `fewest` the plan of the fewest hosts, with it the parts by number of hosts. */
export interface Ask {
  readonly trial: number;
  readonly seed: number;
  readonly numbers?: readonly number[];
  readonly fewest?: FoldPlan;
}

/** What a trial has that no seed changes. */
export interface About {
  readonly slots: number;
  readonly alone: readonly number[];
}

export type Told = { readonly about: About } & (
  { readonly plan: FoldPlan; readonly parts?: undefined } | { readonly parts: Parts }
);

/** Where the logs of the trials lie. */
const paths = workerData as readonly string[];
const open = await planner();
const planned: Planned[] = [];
parentPort!.on('message', async ({ trial, seed, numbers, fewest }: Ask) => {
  const of = (planned[trial] ??= open(TRIALS[trial], paths[trial]));
  const about = { slots: of.slots, alone: of.alone };
  const told: Told =
    numbers && fewest
      ? { about, parts: await of.parts(seed, numbers, fewest) }
      : { about, plan: await of.fewest(seed) };
  parentPort!.postMessage(told);
});
