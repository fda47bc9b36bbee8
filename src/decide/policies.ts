import type { CountSides } from '../placement/fold';
import { POLICIES } from '../placement/options';
import { runStudy } from './run-study';
import type { Study } from './study';

/** Kernel steps that each policy beside the chosen one gets: constructions and a first improvement. */
const SIDE_WORK = 2;

/** The same servers under each of the other policies. */
export const policiesBeside: CountSides = async (options, hostsBy, tell, signal) => {
  const settings = POLICIES.filter(({ id }) => id !== options.policy).map(({ id }) => ({ policy: id }));
  const base = { ...options, work: SIDE_WORK, seconds: undefined };
  const study: Study<typeof base> = { base, axes: [{ settings }], samples: 1, seed: 0 };
  await runStudy(study, async ({ of }) => ({ [of.policy]: await hostsBy(of) }), { signal, onLine: tell });
};
