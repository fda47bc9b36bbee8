import type { Delivery } from '../engine/dispatch/host';

/** What becomes of the ticks that fall due while a guest does not run, in a word or two after "late ticks are". */
export const DELIVERY_WORDS: Readonly<Record<Delivery, string>> = {
  burst: 'stacked up',
  merge: 'one kept',
  discard: 'dropped',
  delay: 'delayed',
  catchup: 'caught up',
  virtualbox: 'caught up as by VirtualBox',
};

/** Who is charged for late ticks, after "late ticks hit". */
export const ORDER_WORDS: Readonly<Record<'thread-first' | 'idle-first', string>> = {
  'thread-first': 'the woken thread',
  'idle-first': 'the idle loop',
};

/** What an idle guest's tick costs it, after "an idle guest's tick". */
export const IDLE_TICK_WORDS: Readonly<Record<'free' | 'dispatch', string>> = {
  free: 'costs nothing',
  dispatch: 'waits for its turn',
};

/** Choices with their words, in order, for a list of options. */
export function optionsOf(
  words: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
