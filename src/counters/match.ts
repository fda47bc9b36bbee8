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

/** The guest of a host's log that a machine is most likely: by its name, or as the only one. */
export function likelyGuest(name: string, hosts: readonly Recording[]): Recording | undefined {
  const by = (same: (own: string, other: string) => boolean) =>
    hosts.find(({ server }) => same(server.toLowerCase(), name.toLowerCase()));
  return (
    by((a, b) => a === b) ??
    by((a, b) => short(a) === short(b)) ??
    by((a, b) => plain(a) === plain(b)) ??
    by((a, b) => plain(b).length >= 3 && plain(a).includes(plain(b))) ??
    by((a, b) => plain(a).length >= 3 && plain(b).includes(plain(a))) ??
    (hosts.length === 1 ? hosts[0] : undefined)
  );
}

/** Without its domain. */
const short = (name: string) => name.split('.')[0];
/** Only letters and digits of the name without its domain: `db-01.example.com` is `db01`. */
const plain = (name: string) => short(name).replace(/[^\p{L}\p{N}]/gu, '');
