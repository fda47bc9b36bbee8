import { writeLink } from '../../dispatch/link';
import { FROM_HOST } from '../../dispatch/measured';
import { ASSUMED_BURST_MS } from '../../dispatch/of-host';
import { PROFILES } from '../../overhead/profiles';
import { bindingSlot, experimentOf, meterExperimentOf } from '../../decide/host-experiment';
import type { LabView } from '../../scenario/views';
import type { VisitEvent } from './events';
import { many } from '../text/format';
import { slotMoment } from '../text/time';
import type { AppState } from './state';

/** Where a view was opened from, and what it then holds: for the line above it, and for the way back. */
export interface Trail {
  readonly to: LabView;
  /** The host of the plan that it is about. */
  readonly host: string;
  /** The experiment's text: as long as the view shows it, or a change of it, the trail holds. */
  readonly link: string;
  readonly words: string;
}

/** What another view shows of a host, or of a guest on it; null where the plan says too little of its processors. */
export function visit(
  { to, host: name, guest, slot: wanted }: VisitEvent,
  { answer, rows }: AppState,
): Trail | null {
  const host = answer?.hosts.find((each) =>
    name === null ? each.guests.includes(guest ?? '') : each.name === name,
  );
  if (!answer || !host) return null;
  const slot = wanted ?? bindingSlot(host);
  const profile = PROFILES[answer.profile];
  const cores = new Map(rows.map((row) => [row.name, row.facts.cores]));
  const coresOf = (each: string) => cores.get(each);
  const when = answer.grid.slots > 1 ? ` at ${slotMoment(answer.grid, slot)}` : '';
  if (to === 'dispatch') {
    const input = experimentOf(host, coresOf, profile, slot, answer.scheduling);
    return (
      input && {
        to,
        host: host.name,
        link: writeLink(FROM_HOST, input, undefined),
        words: `${host.name} of the fold${when}: its ${many(host.guests.length, 'guest')} with their loads${when ? ' of that moment' : ''}, dispatched as ${profile.label} does. Bursts of ${ASSUMED_BURST_MS}\u00a0ms are assumed.`,
      }
    );
  }
  const input = guest === null ? null : meterExperimentOf(host, guest, coresOf, profile, slot);
  return (
    input && {
      to,
      host: host.name,
      link: writeLink(FROM_HOST, input, undefined),
      words: `${guest} on ${host.name} of the fold${when}: its load on one processor, the other guests evened out into the neighbours that come to one processor. A simplification: on several processors it waits less. Bursts of ${ASSUMED_BURST_MS}\u00a0ms are assumed.`,
    }
  );
}
