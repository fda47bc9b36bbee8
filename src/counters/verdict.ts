import { contentionOf } from './circumstances';
import type { Contention } from './circumstances';
import { meansOf } from './samples';
import type { Correction } from './correct';
import type { CorrectionRange } from './interval';
import type { CounterRow } from './trust';

/** The verdict on a guest's meter. */
export interface MeterVerdict {
  readonly contention: Contention;
  /** Meter less truth, a share of the processors; NaN where the logs never tell of the same interval. */
  readonly off: number;
  /** Its ticks came when they were due, or there is no host that could have kept them. */
  readonly right: boolean;
  readonly counters: number;
  /** Counters that are not to be trusted. */
  readonly untrusted: number;
  readonly words: string;
}

const points = (v: number) => (100 * Math.abs(v)).toFixed(1);

/**
 * One sentence that comes before all figures: how far off the meter is, and how many of the counters lie.
 * @param correction null where there is no host's log
 * @param rows the counters of the guest's log, judged under the same circumstances
 * @param place where it was taken and how long it waits, as far as that is known without its host's log
 */
export function meterVerdict(
  correction: Correction | null,
  ranges: CorrectionRange | null,
  rows: readonly CounterRow[],
  place: Contention = 'not known',
): MeterVerdict {
  const untrusted = rows.filter(({ trust }) => trust === 'no').length;
  const counters = rows.length;
  const list = counters
    ? `of ${counters} counter${counters === 1 ? '' : 's'} ${untrusted === 0 ? 'none is' : untrusted === 1 ? 'one is' : `${untrusted} are`} not to be trusted`
    : '';
  const base = { counters, untrusted };
  const told = (text: string) => (list ? `${text}; ${list}.` : `${text}.`);
  if (place === 'physical') {
    return {
      ...base,
      contention: 'physical',
      off: 0,
      right: true,
      words: 'A physical machine: no host keeps its ticks, and its meters are right.',
    };
  }
  if (!correction && place === 'none') {
    return {
      ...base,
      contention: place,
      off: 0,
      right: true,
      words: 'This guest’s meters are right: it hardly waits for a processor.',
    };
  }
  const means = correction && meansOf(correction.samples);
  if (!correction || !means || means.intervals === 0) {
    return {
      ...base,
      contention: place,
      off: NaN,
      right: false,
      words: told('How far off this guest’s meter is, its host’s log would tell'),
    };
  }
  const contention = contentionOf(means.waited);
  const off = means.measured - means.used;
  const { stands, scaled, basis, slack } = correction;
  if (contention === 'none' && (stands || Math.abs(off) <= slack + means.waited)) {
    const due = stands && basis === 'charged' ? 0 : off;
    const within = Math.max(means.waited, Math.abs(due), ranges?.within ?? 0);
    return {
      ...base,
      contention,
      off: due,
      right: true,
      words: `This guest’s meters are right, to within ${points(within)} points: it waited for ${(100 * means.waited).toFixed(1)} % of its time only.`,
    };
  }
  if (scaled && Math.abs(off) > slack + means.waited) {
    const most = points(means.waited);
    return {
      ...base,
      contention,
      off: NaN,
      right: false,
      words: told(
        `How far off this guest’s meter is, % Used cannot tell, since it counts clock speed: by about ${most} points at most, for so long it waited`,
      ),
    };
  }
  const way =
    Math.round(1000 * off) === 0
      ? 'right on average'
      : `${points(off)} points too ${off > 0 ? 'high' : 'low'}`;
  const provided = scaled ? ' if its clock ran at nominal speed, which % Used alone cannot tell' : '';
  return { ...base, contention, off, right: false, words: told(`This guest’s meter is ${way}${provided}`) };
}
