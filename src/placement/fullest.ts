import type { FoldAnswer } from './answer';
import type { ResourceId } from '../estate/resource';
import { largest } from '../estate/statistics';

/** The moment at which a host of the plan is fullest. */
export interface Fullest {
  /** Load, as a share of the host's capacity. */
  readonly fraction: number;
  /** Its place among the hosts. */
  readonly host: number;
  readonly resource: ResourceId;
  /** null: a level, or without time. */
  readonly slot: number | null;
}

/** A bound on the fullest moment in per cent, rounded so that it still holds: `89.2 %`. */
export function belowWords(bound: number): string {
  return `${(Math.floor(1000 * bound) / 10).toFixed(1)} %`;
}

/** Where the plan is fullest, over all hosts, resources and slots; null where no host has a limit. */
export function fullestOf({ hosts, resources }: Pick<FoldAnswer, 'hosts' | 'resources'>): Fullest | null {
  let found: Fullest | null = null;
  hosts.forEach(({ load, capacity }, host) => {
    for (const { id } of resources) {
      const series = load[id];
      const room = capacity[id];
      if (!series || !room) continue;
      const peak = largest(series);
      const fraction = peak / room;
      if (fraction > (found?.fraction ?? 0))
        found = { fraction, host, resource: id, slot: series.length > 1 ? series.indexOf(peak) : null };
    }
  });
  return found;
}
