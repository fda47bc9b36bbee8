import type { Estate } from '../../estate/estate';
import type { FoldAnswer } from '../../placement/answer';
import type { FoldOptions } from '../../placement/options';
import type { Scenario } from '../../scenario/scenario';

/** The number that stands, and what it is of: what every card begins from. */
export interface StandingAnswer {
  readonly answer: FoldAnswer;
  readonly scenario: Scenario;
  /** Servers of the estate. */
  readonly servers: number;
  /** The estate that the answer is of. */
  readonly estate: () => Promise<Estate>;
}

/** Of a scenario, what a fold is asked. */
export function foldOptionsIn(scenario: Scenario): FoldOptions {
  const { profile, present, hosts, ceilings, policy, exactly, failures, overrides, thresholds, seed, work } =
    scenario;
  return {
    profile,
    present,
    hosts,
    ceilings,
    policy,
    exactly,
    failures,
    overrides,
    thresholds,
    seed,
    work,
  };
}
