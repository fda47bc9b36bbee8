import { DEFAULT_NUMBERS, type HostNumbers } from './host-fields';

/** A kind of machine that guests fold onto. */
export interface HostSpec extends HostNumbers {
  readonly name: string;
}

export const DEFAULT_HOST: HostSpec = { name: 'host', ...DEFAULT_NUMBERS };

/** `host R740`; one that nobody named is `the host`. */
export const hostCalled = (name: string): string =>
  name === DEFAULT_HOST.name ? 'the host' : `host ${name}`;

/** Kinds under names that tell them apart: another of the same name has a number behind it. */
export function kindsApart(hosts: readonly HostSpec[]): readonly HostSpec[] {
  const taken = new Set<string>();
  return hosts.map((host) => {
    let { name } = host;
    for (let n = 2; taken.has(name); n++) name = `${host.name} ${n}`;
    taken.add(name);
    return name === host.name ? host : { ...host, name };
  });
}

/** What one host costs: its price and its licences; null when neither is known. */
export function hostCost(host: HostSpec): number | null {
  if (host.price === null && host.licencePerCore === null) return null;
  const sockets = host.sockets ?? 1;
  const billed = Math.max(host.cores, sockets * host.licenceMinimumPerSocket);
  return (host.price ?? 0) + billed * (host.licencePerCore ?? 0);
}
