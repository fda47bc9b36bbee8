import type { Scenario } from './choices';
import { CURRENT, VERSIONS } from './versions';

export type { Scenario, TypedFigures } from './choices';

/** What folds when nothing was chosen: on the page and on the command line. */
export const DEFAULT_SCENARIO: Scenario = VERSIONS[CURRENT].defaults;
