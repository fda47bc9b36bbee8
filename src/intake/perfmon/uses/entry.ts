import type { LocalNames } from '../names';
import type { ObjectId } from '../objects';

/** What a counter counts, whatever language its name is in. */
export type CounterUse =
  | 'busy'
  | 'utility'
  | 'privileged'
  | 'interrupt'
  | 'dpc'
  | 'idle'
  | 'availableBytes'
  | 'availableKiB'
  | 'availableMiB'
  | 'committedBytes'
  | 'pages'
  | 'nonpagedBytes'
  | 'transfers'
  | 'reads'
  | 'writes'
  | 'bytes'
  | 'readBytes'
  | 'writeBytes'
  | 'freeMiB'
  | 'freePercent'
  | 'receivedBytes'
  | 'sentBytes'
  | 'switches'
  | 'clockTicks'
  | 'installedMiB'
  | 'hostMHz';

/** Counters of some objects that count the same, by all their names. */
export interface CounterEntry {
  readonly objects: readonly ObjectId[];
  readonly use: CounterUse;
  readonly names: LocalNames;
}
