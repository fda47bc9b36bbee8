import type { Estate } from '../../estate/estate';
import type { FoldAnswer } from '../../placement/answer';
import type { NamedHost } from '../../placement/named-plan';
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
  /** The same as it was measured, whatever is wanted of it. */
  readonly measured: () => Promise<Estate>;
}

/** The hosts of its plan: the place of their kind among those that it may have, and who is on them. */
export function hostsOf({ answer, scenario }: StandingAnswer): NamedHost[] {
  const kinds = scenario.hosts.map((host) => JSON.stringify(host));
  return answer.hosts.map(({ kind, guests }) => ({
    kind: Math.max(0, kinds.indexOf(JSON.stringify(kind))),
    guests,
  }));
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
