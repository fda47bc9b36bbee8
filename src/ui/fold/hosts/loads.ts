import type { ResourceId } from '../../../estate/resource';
import type { PlannedHost } from '../../../placement/answer';
import type { LoadsOf } from '../../app/view';
import type { Load } from './stack';

/** Loads of a host's guests in a resource, the largest at the host's busiest slot first. */
export async function loadsOn(
  host: PlannedHost,
  resource: ResourceId,
  ask: LoadsOf,
): Promise<readonly Load[]> {
  const series = resource === 'cpu' ? host.processorByGuest : await ask(host.guests, resource);
  return ranked(host, resource, series);
}

/** The same at once, for the processor. */
export function processorLoads(host: PlannedHost): readonly Load[] {
  return ranked(host, 'cpu', host.processorByGuest);
}

function ranked(host: PlannedHost, resource: ResourceId, series: readonly Float32Array[]): readonly Load[] {
  const slot = busiestSlot(host.load[resource] ?? new Float32Array(1));
  const value = ({ series: own }: Load): number => own[Math.min(slot, own.length - 1)] || 0;
  return host.guests
    .map((name, k) => ({ name, series: series[k] ?? new Float32Array(1) }))
    .sort((a, b) => value(b) - value(a));
}

/** The slot with the highest load. */
export function busiestSlot(load: Float32Array): number {
  let best = 0;
  for (let s = 1; s < load.length; s++) if (load[s] > load[best]) best = s;
  return best;
}
