import { DEFAULT_NUMBERS, type HostNumbers } from './host-fields';

/** A kind of machine that guests fold onto. */
export interface HostSpec extends HostNumbers {
  readonly name: string;
}

/** What a second hardware thread on each core makes of its capacity (assumption). */
export const THREAD_YIELD = 1.25;

export const DEFAULT_HOST: HostSpec = { name: 'host', ...DEFAULT_NUMBERS };

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
