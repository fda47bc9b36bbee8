import type { Scenario } from './choices';
import { CURRENT, VERSIONS, usualOf } from './versions';

export type { Scenario, TypedFigures } from './choices';

/** What folds when nothing was chosen: on the page and on the command line. */
export const DEFAULT_SCENARIO: Scenario = VERSIONS[CURRENT].defaults;

/** What is usual where nobody chose: for the sample, or for a person's own servers. */
export function usualFor(scenario: Pick<Scenario, 'sample' | 'profile'>): Scenario {
  return usualOf(CURRENT, scenario);
}

/**
 * The choices once the sample takes the place of a person's own servers, or theirs of the sample's: what nobody chose
 * becomes what is usual there.
 */
export function withSample(scenario: Scenario, sample: boolean): Scenario {
  if (scenario.sample === sample) return scenario;
  const before = usualFor(scenario);
  const after = usualOf(CURRENT, { sample });
  const untouched = (field: 'profile' | 'hosts') =>
    JSON.stringify(scenario[field]) === JSON.stringify(before[field]) ? { [field]: after[field] } : {};
  return { ...scenario, ...untouched('profile'), ...untouched('hosts'), sample };
}
