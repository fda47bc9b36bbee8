import type { FoldPlan } from '../engine/packing/problem';
import type { Foldable } from './foldable';

/** A host by the names of its guests, and the place of its kind among those that a plan may have. */
export interface NamedHost {
  readonly kind: number;
  readonly guests: readonly string[];
}

/** A plan that is given by names, in whole numbers; items of which it says nothing are on no host (-1). */
export function namedPlan({ model, fitting }: Foldable, hosts: readonly NamedHost[]): FoldPlan {
  const on = new Map(hosts.flatMap(({ guests }, h) => guests.map((guest) => [guest, h] as const)));
  return {
    hostKind: Int32Array.from(hosts, ({ kind }) => kind),
    hostOf: Int32Array.from(fitting, ({ guests: [g] }) => on.get(model.estate.guests[g].name) ?? -1),
  };
}

/** The same the other way round. */
export function planByName({ model, fitting }: Foldable, { hostKind, hostOf }: FoldPlan): NamedHost[] {
  const on = Array.from(hostKind, (kind) => ({ kind, guests: [] as string[] }));
  fitting.forEach(({ guests }, i) => {
    for (const g of guests) on[hostOf[i]]?.guests.push(model.estate.guests[g].name);
  });
  return on;
}
