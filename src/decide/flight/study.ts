import type { RunHost } from '../../dispatch/run';
import type { FoldPlan } from '../../engine/packing/problem';
import type { Estate } from '../../estate/estate';
import { explainHosts, explainOverhead } from '../../placement/explain';
import { foldable } from '../../placement/foldable';
import type { FoldOptions } from '../../placement/options';
import type { PreparedStudy } from '../prepared';
import { flyHost, type FlownHost } from './fly-host';
import { Consolidation, type RatioPoint } from './ratio';

/** Which plan is flown. */
export interface FlightAsk {
  readonly options: FoldOptions;
  /** The hosts of the plan: the place of their kind among the options', and who is on them. */
  readonly hosts: readonly { readonly kind: number; readonly guests: readonly string[] }[];
}

/** A host of the plan, or hosts of the estate at a ratio of virtual processors to cores. */
export type FlightLine = ({ readonly kind: 'host' } & FlownHost) | ({ readonly kind: 'ratio' } & RatioPoint);

/** Every host of a plan in turn, and then every ratio of virtual processors to cores. */
export async function flightStudy(
  estate: Estate,
  { options, hosts }: FlightAsk,
  openHost: () => Promise<RunHost>,
): Promise<PreparedStudy<FlightLine>> {
  const { model, fitting } = foldable(estate, options);
  const on = new Map(hosts.flatMap(({ guests }, h) => guests.map((guest) => [guest, h] as const)));
  const plan: FoldPlan = {
    hostKind: Int32Array.from(hosts, ({ kind }) => kind),
    hostOf: Int32Array.from(fitting, ({ guests: [g] }) => on.get(estate.guests[g].name) ?? -1),
  };
  const planned = explainHosts(model, fitting, plan);
  const facts = new Map(estate.guests.map(({ name, facts }) => [name, facts]));
  const runHost = await openHost();
  const flight = {
    factsOf: (guest: string) => facts.get(guest),
    profile: model.profile,
    scheduling: model.parameters.scheduling,
    seed: options.seed,
    runHost,
  };
  const placed = fitting.flatMap(({ guests }, i) => (plan.hostOf[i] < 0 ? [] : guests));
  const { slot } = explainOverhead(model, planned);
  const consolidation = new Consolidation(model, placed, slot, runHost);
  const { ratios } = consolidation;
  return {
    count: planned.length + ratios.length,
    async line(index, signal) {
      signal?.throwIfAborted();
      if (index < planned.length)
        return { kind: 'host', ...(await flyHost(planned[index], index, flight, signal)) };
      return { kind: 'ratio', ...(await consolidation.at(ratios[index - planned.length], signal)) };
    },
  };
}
