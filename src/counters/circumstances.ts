import type { Delivery } from '../engine/dispatch/host';
import type { CounterSeen } from '../estate/recording';
import { HARDLY } from './host-time';
import { englishName } from './translations';

/** Operating systems whose clocks count alike. */
export type Era = 'not known' | 'xp' | 'vista' | '2012' | 'linux' | 'steal';
/** How long a guest waits for a processor. */
export type Contention = 'not known' | 'physical' | 'none' | 'low' | 'middling' | 'high';

/** What the trust in a counter depends on besides its type. */
export interface Circumstances {
  readonly era: Era;
  readonly contention: Contention;
  /** Ready and co-stop, a share of its time; where the host's log tells. */
  readonly waited?: number;
}

export const UNTOLD: Circumstances = { era: 'not known', contention: 'not known' };

interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

export const ERAS: readonly Choice<Era>[] = [
  { value: 'not known', label: 'not known' },
  { value: 'xp', label: 'Windows XP, Server 2003' },
  { value: 'vista', label: 'Windows Vista to 7, Server 2008 to 2008 R2' },
  { value: '2012', label: 'Windows 8, Server 2012 and later' },
  { value: 'linux', label: 'Linux without steal time' },
  { value: 'steal', label: 'Linux with steal time' },
];

/**
 * What may become of late ticks, the likeliest first. Windows 8 and later count no ticks that a host puts in late, and
 * Linux's tick is a timer that is set anew past all that it missed: one of them comes, or none.
 */
export function deliveriesOf(era: Era): readonly Delivery[] {
  return era === '2012' || era === 'linux' || era === 'steal'
    ? ['merge', 'discard']
    : ['burst', 'merge', 'discard', 'delay', 'catchup'];
}

/** Waiting above these shares of time is low, middling, high: < 5 % goes unnoticed, > 10 % is serious (virtuallyjason 2013). */
const LOW = 0.05;
const HIGH = 0.1;

export const CONTENTIONS: readonly Choice<Contention>[] = [
  { value: 'not known', label: 'in a VM, waiting not known' },
  { value: 'physical', label: 'on a physical machine' },
  { value: 'none', label: `in a VM that waits below ${100 * HARDLY} %` },
  { value: 'low', label: `in a VM that waits up to ${100 * LOW} %` },
  { value: 'middling', label: `in a VM that waits ${100 * LOW} to ${100 * HIGH} %` },
  { value: 'high', label: `in a VM that waits more than ${100 * HIGH} %` },
];

/** @param waited ready and co-stop together, a share of the guest's time; NaN: not known */
export function contentionOf(waited: number): Contention {
  if (!(waited >= 0)) return 'not known';
  return waited < HARDLY ? 'none' : waited < LOW ? 'low' : waited <= HIGH ? 'middling' : 'high';
}

/** Counters that came with Windows 8 and Server 2012. */
const SINCE_2012 =
  /\\(% (processor|privileged) utility|% performance limit|performance limit flags|idle break events\/sec|average idle time)$/i;
/** A whole set of this object that lacks them is older; a few of its counters may have been picked. */
const WHOLE_SET = 10;

/** The era that a Windows log's counters give away; the object Processor Information came with Windows 7. */
export function eraOf(counters: readonly CounterSeen[]): Era {
  const paths = new Set(
    counters.map(({ object, counter }) => {
      const name = englishName(object, counter);
      return `${name.object ?? object}\\${name.counter ?? counter}`.toLowerCase();
    }),
  );
  const newer = counters.some(({ object }) => /^process v2$/i.test(object));
  if (newer || [...paths].some((path) => SINCE_2012.test(path))) return '2012';
  const set = [...paths].filter((path) => path.startsWith('processor information\\'));
  return set.length >= WHOLE_SET ? 'vista' : 'not known';
}
