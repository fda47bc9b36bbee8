/** A kind of machine that guests fold onto. Null: not limited, or not known. */
export interface HostSpec {
  readonly name: string;
  /** Physical cores. */
  readonly cores: number;
  /** Speed of one core in the unit of the estate's rating (default GHz). */
  readonly rating: number;
  readonly memory: number | null;
  readonly iops: number | null;
  readonly disk: number | null;
  readonly net: number | null;
  readonly space: number | null;
  /** Hardware threads; more than cores adds a yield. */
  readonly threads: number | null;
  /** NUMA nodes. */
  readonly numa: number | null;
  /** Most virtual processors for each core. */
  readonly vcpuPerCore: number | null;
  /** Kept back for storage controllers and the like: cores, MiB. */
  readonly reserveCores: number;
  readonly reserveMemory: number;
  readonly price: number | null;
  /** Licence: price for each core, and the fewest cores that each socket is billed for. */
  readonly licencePerCore: number | null;
  readonly sockets: number | null;
  readonly licenceMinimumPerSocket: number;
  /** How many there are; null: as many as needed. */
  readonly count: number | null;
}

/** What a second hardware thread on each core makes of its capacity (assumption). */
export const THREAD_YIELD = 1.25;

export const DEFAULT_HOST: HostSpec = {
  name: 'host',
  cores: 4,
  rating: 3,
  memory: null,
  iops: null,
  disk: null,
  net: null,
  space: null,
  threads: null,
  numa: null,
  vcpuPerCore: null,
  reserveCores: 0,
  reserveMemory: 0,
  price: null,
  licencePerCore: null,
  sockets: null,
  licenceMinimumPerSocket: 0,
  count: null,
};

/** Processor capacity in cores x rating, hardware threads counted by their yield. */
export function processorCapacity(host: HostSpec): number {
  const twoThreads = host.threads !== null && host.threads > host.cores;
  return host.cores * host.rating * (twoThreads ? THREAD_YIELD : 1);
}

/** What one host costs: its price and its licences; null when neither is known. */
export function hostCost(host: HostSpec): number | null {
  if (host.price === null && host.licencePerCore === null) return null;
  const sockets = host.sockets ?? 1;
  const billed = Math.max(host.cores, sockets * host.licenceMinimumPerSocket);
  return (host.price ?? 0) + billed * (host.licencePerCore ?? 0);
}
