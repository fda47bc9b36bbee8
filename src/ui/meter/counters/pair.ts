import { likelyGuest } from '../../../counters/match';
import type { SampleLogs } from '../../../counters/sample';
import type { Recording } from '../../../estate/recording';
import type { Picks, Shelved } from './shelf';

/** The logs, or the figures, that are corrected now. */
export interface Pair {
  readonly guest: Recording | null;
  readonly host: Recording | null;
  readonly sample: boolean;
}

const NO_PAIR: Pair = { guest: null, host: null, sample: false };

/** Those on the shelf of which a test picks the recordings. */
export function shelvedOf(
  shelved: readonly Shelved[],
  pick: (recordings: readonly Recording[]) => readonly Recording[],
): readonly Shelved[] {
  const own = new Set(pick(shelved.map(({ recording }) => recording)));
  return shelved.filter(({ recording }) => own.has(recording));
}

/** What is corrected: as picked, else the newest guest's log with the host's log of it, else the sample. */
export function pairOf(
  picks: Picks,
  guests: readonly Shelved[],
  hosts: readonly Shelved[],
  sample: SampleLogs | null,
): Pair {
  if (picks.guest === 'none') return NO_PAIR;
  if (picks.guest === 'sample' || (picks.guest === null && guests.length === 0)) {
    if (picks.guest === null && hosts.length > 0) return NO_PAIR;
    return { guest: sample?.guest ?? null, host: sample?.host ?? null, sample: true };
  }
  const shelved = guests.find(({ id }) => id === picks.guest) ?? guests[0];
  if (!shelved) return NO_PAIR;
  const guest = shelved.recording;
  if (picks.host === 'typed') return { guest, host: null, sample: false };
  const picked = hosts.find(({ id }) => id === picks.host)?.recording;
  const recordings = hosts.map(({ recording }) => recording);
  return { guest, host: picked ?? likelyGuest(guest.server, recordings) ?? null, sample: false };
}
