import type { Recording } from '../estate/recording';

/** Logs of guests: with a processor counter of their own. */
export function guestLogs(recordings: readonly Recording[]): Recording[] {
  return recordings.filter(
    ({ measures, processSeries }) => !measures.usedCores && (measures.busy || processSeries?.length),
  );
}

/** What hosts say of guests. */
export function hostLogs(recordings: readonly Recording[]): Recording[] {
  return recordings.filter(({ measures }) => measures.usedCores);
}

/** Ways in which two names can mean one machine, the surest first. */
const SAME: readonly ((own: string, other: string) => boolean)[] = [
  (a, b) => a === b,
  (a, b) => short(a) === short(b),
  (a, b) => plain(a) === plain(b),
  (a, b) => plain(b).length >= 3 && plain(a).includes(plain(b)),
  (a, b) => plain(a).length >= 3 && plain(b).includes(plain(a)),
];

/** The guest of a host's log that a machine is most likely: by its name, or as the only one. */
export function likelyGuest(name: string, hosts: readonly Recording[]): Recording | undefined {
  for (const same of SAME) {
    const found = hosts.find(({ server }) => same(server.toLowerCase(), name.toLowerCase()));
    if (found) return found;
  }
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** Whether two names may be those of one machine. */
export function namedAlike(own: string, other: string): boolean {
  return SAME.some((same) => same(own.toLowerCase(), other.toLowerCase()));
}

/** Without its domain. */
const short = (name: string) => name.split('.')[0];
/** Only letters and digits of the name without its domain: `db-01.example.com` is `db01`. */
const plain = (name: string) => short(name).replace(/[^\p{L}\p{N}]/gu, '');
