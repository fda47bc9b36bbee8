import type { Estate } from '../estate/estate';
import type { FoldAnswer } from './answer';

/** What an answer says of its estate whatever the plan: figures that were assumed, and where servers run today. */
export function besides({ guests, today = [] }: Estate): Pick<FoldAnswer, 'assumedUse' | 'today'> {
  const placement = guests.flatMap(({ name, on }) => (on === undefined ? [] : [{ guest: name, host: on }]));
  return {
    assumedUse: guests.flatMap(({ name, assumedUse }) =>
      assumedUse === undefined ? [] : [{ guest: name, percent: assumedUse }],
    ),
    today: today.length + placement.length > 0 ? { hosts: today, placement } : null,
  };
}
