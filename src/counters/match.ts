import type { Recording } from '../estate/recording';

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

type Same = (own: string, other: string) => boolean;

/** Ways in which two names are those of one machine, the surest first. */
const SAME: readonly Same[] = [
  (a, b) => a === b,
  (a, b) => short(a) === short(b),
  (a, b) => plain(a) === plain(b),
];
/** Ways in which they may be, where no other name is like it. */
const LIKE: readonly Same[] = [
  (a, b) => plain(b).length >= 3 && plain(a).includes(plain(b)),
  (a, b) => plain(a).length >= 3 && plain(b).includes(plain(a)),
];

/** The guest of a host's log that a machine is most likely: by its name, or as the only one. */
export function likelyGuest(name: string, hosts: readonly Recording[]): Recording | undefined {
  const by = (same: Same) => hosts.filter(({ server }) => same(server.toLowerCase(), name.toLowerCase()));
  for (const same of SAME) {
    const [found] = by(same);
    if (found) return found;
  }
  for (const like of LIKE) {
    const found = by(like);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** Whether two names are those of one machine. */
export function namedAlike(own: string, other: string): boolean {
  return SAME.some((same) => same(own.toLowerCase(), other.toLowerCase()));
}

/** Whether two names may be those of one machine: alike, or one within the other. */
export function likeNamed(own: string, other: string): boolean {
  return [...SAME, ...LIKE].some((like) => like(own.toLowerCase(), other.toLowerCase()));
}

/** Without its domain. */
const short = (name: string) => name.split('.')[0];
/** Only letters and digits of the name without its domain: `db-01.example.com` is `db01`. */
const plain = (name: string) => short(name).replace(/[^\p{L}\p{N}]/gu, '');
