import type { ResourceId } from '../../../estate/resource';
import type { GuestLoad, PlannedHost } from '../../../placement/answer';
import type { LoadsOf } from '../../app/view';
import type { Load } from './stack';

/** Loads of a host's guests in a resource, the largest at the host's busiest slot first. */
export async function loadsOn(
  host: PlannedHost,
  resource: ResourceId,
  ask: LoadsOf,
): Promise<readonly Load[]> {
  return resource === 'cpu' ? processorLoads(host) : ranked(host, resource, await ask(host.guests, resource));
}

/** The same at once, for the processor. */
export function processorLoads(host: PlannedHost): readonly Load[] {
  const { processorByGuest, standIns } = host;
  return ranked(
    host,
    'cpu',
    processorByGuest.map((series, k) => ({ series, standIn: standIns[k] })),
  );
}

function ranked(host: PlannedHost, resource: ResourceId, loads: readonly GuestLoad[]): readonly Load[] {
  const slot = busiestSlot(host.load[resource] ?? new Float32Array(1));
  const value = ({ series: own }: Load): number => own[Math.min(slot, own.length - 1)] || 0;
  return host.guests
    .map((name, k) => ({ name, ...(loads[k] ?? { series: new Float32Array(1), standIn: null }) }))
    .sort((a, b) => value(b) - value(a));
}

/** The slot with the highest load. */
export function busiestSlot(load: Float32Array): number {
  let best = 0;
  for (let s = 1; s < load.length; s++) if (load[s] > load[best]) best = s;
  return best;
}
