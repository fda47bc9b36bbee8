import type { Estate } from './estate';
import { grown, type Growth } from './growth';
import { rescheduled, type Rescheduled } from './rescheduled';

/** What servers ask that nobody measured: as they will be, and at other times of the day. */
export interface Ahead {
  /** % a year by class, and in how many months; not said: as they were measured. */
  readonly growth?: Growth | undefined;
  readonly horizon?: number | undefined;
  /** What servers do at other times of the day; not said: at none. */
  readonly rescheduled?: Rescheduled | undefined;
}

/** The estate as it was measured, with all that somebody wants to be otherwise. @throws InputError as `grown` does */
export function ahead(estate: Estate, { growth, horizon, rescheduled: changes }: Ahead): Estate {
  const moved = changes && Object.keys(changes).length > 0 ? rescheduled(estate, changes) : estate;
  return growth ? grown(moved, growth, horizon) : moved;
}
