import { kindsOfToday } from '../../overhead/todays-kinds';
import type { HostSpec } from '../../overhead/host';
import type { FoldAnswer } from '../../placement/answer';
import type { Scenario } from '../../scenario/scenario';

/** Hosts on which servers run today, by name, however it is spelled. */
export function hostsInUse({ today }: Pick<FoldAnswer, 'today'>): number {
  const { hosts = [], placement = [] } = today ?? {};
  return new Set([
    ...hosts.map(({ name }) => name.toLowerCase()),
    ...placement.map(({ host }) => host.toLowerCase()),
  ]).size;
}

/** Kinds of host between which servers move: today's, as far as files list them; for a conversion the chosen kind. */
export function kindsForMoves(
  { today }: Pick<FoldAnswer, 'today'>,
  scenario: Scenario,
  convert: boolean,
): readonly HostSpec[] {
  const hosts = today?.hosts ?? [];
  const listed = hosts.some(({ cores, rating }) => cores !== null && rating !== null);
  return listed && !convert ? kindsOfToday(hosts) : scenario.hosts.slice(0, 1);
}
