import type { Advice } from '../../../placement/advice';
import type { FoldAnswer } from '../../../placement/answer';
import type { GuestRow } from '../../../placement/guest-row';
import type { Mark } from './rows';

/** Words for advice in a cell of the table; what applies to most servers is left to the list of advice. */
const WORDS: Readonly<Partial<Record<Advice['kind'], readonly [word: string, tone: Mark['tone']]>>> = {
  'io-bound': ['I/O-bound', 'warn'],
  'memory-constrained': ['short of memory', 'warn'],
  runaway: ['runaway?', 'warn'],
  slower: ['slower', 'warn'],
  numa: ['NUMA', 'warn'],
  'measured-inside': ['in a VM', 'guess'],
  'driver-heavy': ['drivers', 'plain'],
  backup: ['back-up', 'plain'],
};

/** What became of each server, and what to think of: the first mark is the weightiest. */
export function marksOf(answer: FoldAnswer | null): ReadonlyMap<string, readonly Mark[]> {
  const marks = new Map<string, Mark[]>();
  const add = (guest: string, mark: Mark): void => {
    const own = marks.get(guest);
    if (own) own.push(mark);
    else marks.set(guest, [mark]);
  };
  if (!answer) return marks;
  for (const { guest, why } of answer.unplaced) add(guest, { word: 'no room', why, tone: 'warn' });
  for (const { guest, why } of answer.native) add(guest, { word: 'native', why, tone: 'plain' });
  for (const { guest, kind, text } of answer.advice) {
    const words = WORDS[kind];
    if (words) add(guest, { word: words[0], why: text, tone: words[1] });
  }
  return marks;
}

/** A server's class as a mark, for those that nothing else is said of. */
export function classMark(guest: GuestRow): readonly Mark[] {
  const { class: own } = guest.facts;
  return own ? [{ word: own, why: 'What its work is like, as stated.', tone: 'plain' }] : [];
}
