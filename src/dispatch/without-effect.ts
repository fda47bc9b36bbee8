import { DISPATCH_POLICIES } from '../engine/dispatch/policies';
import type { Finding } from '../estate/finding';
import type { Experiment } from './experiment';
import { NUMBERS } from './fields';

/** What only ticks that are caught up go by. */
const OF_CATCHUP = [
  ['rate', 'The catch-up rate'],
  ['giveUpS', 'The give-up'],
] as const;

/**
 * What an experiment sets and its other choices never ask for: wake boost in fixed slots, weights in turn, skew where
 * nobody is co-scheduled. It runs all the same, and this says that it runs without them.
 */
export function withoutEffect(experiment: Experiment): readonly Finding[] {
  const { policy, slots, idle, guests, devices } = experiment;
  const { gangs, order, skewStops } = DISPATCH_POLICIES[policy];
  const found: Finding[] = [];
  const tell = (where: string, what: string, why: string, fix: string) =>
    found.push({ level: 'warning', where, text: `${what} has no effect: ${why}.`, fix });
  const shares = guests.some(({ dedicated }) => !dedicated);

  if (experiment.boost && slots === 'fixed')
    tell(
      'boost',
      'Wake boost',
      'fixed slots come in their turn, whoever wakes',
      'Let unused slices go to the next.',
    );
  else if (experiment.boost && !shares)
    tell('boost', 'Wake boost', 'every guest has processors of its own', 'Leave one without.');
  else if (experiment.boost && gangs)
    tell(
      'boost',
      'Taking a processor on waking',
      `under ${policy} a guest that wakes goes first in the queue and waits for processors for all its vCPUs`,
      'Choose a policy of single vCPUs.',
    );
  if (order !== 'weight' && new Set(guests.map(({ weight }) => weight)).size > 1)
    tell('guests', 'Weight', `${policy} knows none`, 'Choose the policy “weighted”.');
  if (experiment.skewMs !== NUMBERS.skewMs.default) {
    if (skewStops === 'nobody')
      tell(
        'skewMs',
        'The skew allowed',
        `${policy} stops nobody for it`,
        'Choose a policy of co-scheduling.',
      );
    else if (slots === 'fixed')
      tell(
        'skewMs',
        'The skew allowed',
        'in fixed slots it is not watched',
        'Let unused slices go to the next.',
      );
  }
  if (idle.detect !== 'poll' && idle.checkMs !== NUMBERS.checkMs.default)
    tell('idle.checkMs', 'The idle check', 'idle guests are not checked for', 'Choose “poll”.');
  if (idle.detect !== 'poll' && idle.probability !== NUMBERS.probability.default)
    tell(
      'idle.probability',
      'The detection probability',
      'idle guests are not checked for',
      'Choose “poll”.',
    );
  const threads = guests.flatMap((guest) => guest.threads);
  if (experiment.interruptUs > 0 && !threads.some(({ io, arrivals }) => io || arrivals))
    tell(
      'interruptUs',
      'The interrupt service',
      `no guest has arrivals or uses a device${devices.length ? '' : ', and there is none'}`,
      'Give a thread I/O or arrivals, or say with timerUs what the end of a wait costs.',
    );
  guests.forEach(({ clock, threads: own }, g) => {
    const at = `guests[${g}].clock`;
    for (const [field, what] of OF_CATCHUP)
      if (clock.delivery !== 'catchup' && clock[field] !== NUMBERS[field].default)
        tell(
          `${at}.${field}`,
          what,
          `late ticks are handed over by “${clock.delivery}”`,
          'Choose “catchup”.',
        );
    if (clock.tscReadUs > 0 && !own.some(({ io }) => io))
      tell(`${at}.tscReadUs`, 'The time-stamp read', 'the guest has no I/O to stamp', 'Give a thread I/O.');
    own.forEach(({ privileged: { share, f, k } }, t) => {
      if (f > 0 && (share === 0 || k === 1))
        tell(
          `guests[${g}].threads[${t}].privileged.f`,
          'Emulation',
          share === 0 ? 'no part of the bursts is in kernel mode' : 'its path is one instruction long',
          share === 0 ? 'Set share.' : 'Set k.',
        );
    });
  });
  return found;
}
