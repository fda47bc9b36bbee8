import { RESOURCES, type ResourceId } from '../estate/resource';
import { processorCapacity, roundedDown } from './capacity';
import type { HostSpec } from './host';
import type { OverheadParameters } from './parameters';

/** Per cent of each resource that may be filled; what is not named may be filled to 100. */
export type Ceilings = Partial<Readonly<Record<ResourceId, number>>>;

/** What a ceiling may be. */
export const CEILING = { unit: '%', min: 0.1, max: 100 } as const;

/** What a host offers of one resource, and what goes off before and with each guest. */
export interface Room {
  /** All that the host has; Infinity where it is not limited. */
  readonly capacity: number;
  /** capacity x ceiling. */
  readonly ceiling: number;
  /** Taken by the VMM and by reserves before the first guest. */
  readonly fixed: number;
  /** Taken by each guest besides its own demand. */
  readonly perGuest: number;
  /** Taken by each processor that is dedicated to a guest. */
  readonly perCore: number;
}

/**
 * The one place where fixed overheads, ceilings and head-room are applied:
 * capacity x ceiling >= fixed + guests x perGuest + dedicated processors x perCore + sum of demand
 * (Friedman 2006, section 4.1).
 */
export function roomOf(
  host: HostSpec,
  resource: ResourceId,
  p: OverheadParameters,
  ceilings: Ceilings,
): Room {
  const capacity = capacityOf(host, resource, p);
  const share = (ceilings[resource] ?? 100) / 100;
  const ceiling = capacity * share;
  switch (resource) {
    case 'cpu': {
      const core = capacity / host.cores;
      return {
        capacity,
        ceiling,
        fixed: p.vmm * host.rating + host.reserveCores * core,
        perGuest: p.scheduling * host.rating,
        // Rounded down, so that a guest with as many processors as the host has cores still fits it.
        perCore: roundedDown(core * share, RESOURCES.cpu.quantum),
      };
    }
    case 'memory':
      return {
        capacity,
        ceiling,
        fixed: p.vmmMemory + host.reserveMemory,
        perGuest: p.guestMemory,
        perCore: 0,
      };
    default:
      return { capacity, ceiling, fixed: 0, perGuest: 0, perCore: 0 };
  }
}

/** All that a host has of a resource; Infinity where it is not limited. */
export function capacityOf(
  host: HostSpec,
  resource: ResourceId,
  p: Pick<OverheadParameters, 'threadYield'>,
): number {
  switch (resource) {
    case 'cpu':
      return processorCapacity(host, p.threadYield);
    case 'vcpu':
      return host.vcpuPerCore === null ? Infinity : host.vcpuPerCore * host.cores;
    default:
      return host[resource] ?? Infinity;
  }
}
