import type { Recording } from '../estate/recording';
import { machinesOf, lettersOf } from '../estate/same-machine';

/** Logs of guests: with a processor counter of their own. */
export function guestLogs(recordings: readonly Recording[]): Recording[] {
  return recordings.filter(
    ({ measures, processSeries }) => !toldByHost(measures) && (measures.busy || processSeries?.length),
  );
}

/** What hosts say of guests. */
export function hostLogs(recordings: readonly Recording[]): Recording[] {
  return recordings.filter(({ measures }) => toldByHost(measures));
}

const toldByHost = ({ usedCores, runCores }: Recording['measures']): boolean =>
  usedCores !== undefined || runCores !== undefined;

/** From so many letters and digits on, a name within another says something. */
const TELLING = 3;

/** Ways in which two names may be of one machine, the surest first: the same letters and digits; one within the other. */
const LIKE: readonly ((own: string, other: string) => boolean)[] = [
  (a, b) => a !== '' && a === b,
  (a, b) => (b.length >= TELLING && a.includes(b)) || (a.length >= TELLING && b.includes(a)),
];

/**
 * The guest of a host's log that a machine is: by its name, as a fold joins names; else the one whose name is like it,
 * or the only one there is, and a correction says that it is taken for it. Undefined where it may be any of several.
 */
export function likelyGuest(name: string, hosts: readonly Recording[]): Recording | undefined {
  const { keyOf } = machinesOf([name, ...hosts.map(({ server }) => server)]);
  const same = hosts.find(({ server }) => keyOf(server) === keyOf(name));
  if (same) return same;
  for (const like of LIKE) {
    const found = hosts.filter(({ server }) => like(lettersOf(name), lettersOf(server)));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** Whether two names may be those of one machine. */
export function likeNamed(own: string, other: string): boolean {
  return LIKE.some((like) => like(lettersOf(own), lettersOf(other)));
}
