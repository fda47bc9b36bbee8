import type { ClockModel, Law } from '../../engine/dispatch/host';
import { PER_MS } from '../../engine/dispatch/host';
import { ASSUMED_BURST_MS } from '../../dispatch/of-host';

/**
 * What no averaged counter tells of a guest: how its work comes in bursts, on how many of its virtual processors, and
 * what becomes of ticks that come late.
 */
export interface AssumedWork {
  /** In words: `bursts of 5 ms`. */
  readonly words: string;
  readonly burst: Law;
  /** Mean length of a burst, 100 ns. */
  readonly mean: number;
  /** On as few virtual processors as carry the load, rather than on all of them alike. */
  readonly few: boolean;
  readonly delivery: ClockModel['delivery'];
  readonly order: ClockModel['order'];
}

const SHORT_MS = 1;
/** The longest that a correction of meters reckons with, too (`src/counters/interval.ts`). */
const LONG_MS = 200;

const exponential = (ms: number): Pick<AssumedWork, 'burst' | 'mean'> => ({
  burst: { kind: 'exponential', mean: ms * PER_MS },
  mean: ms * PER_MS,
});

/** Nine bursts of ten are short, the tenth is long. */
const MIXED: Pick<AssumedWork, 'burst' | 'mean'> = {
  burst: {
    kind: 'mixture',
    parts: [SHORT_MS, LONG_MS].map((ms, label) => ({
      label,
      weight: label === 0 ? 0.9 : 0.1,
      law: { kind: 'exponential', mean: ms * PER_MS },
    })),
  },
  mean: (0.9 * SHORT_MS + 0.1 * LONG_MS) * PER_MS,
};

/**
 * What is ranged over, the likeliest first. Bursts of 1 to 200 ms, of one kind and of two, on all virtual processors of a
 * guest and on few; of late ticks each that can become of them (src/counters/circumstances.ts) at the end where it
 * shows: all at once to the thread that woke up, which is most, or to the idle loop, which is least. Assumptions: no
 * counter that is a mean over minutes tells any of it.
 */
export const ASSUMED: readonly AssumedWork[] = [
  {
    words: `bursts of ${ASSUMED_BURST_MS} ms`,
    ...exponential(ASSUMED_BURST_MS),
    few: false,
    delivery: 'burst',
    order: 'thread-first',
  },
  {
    words: `bursts of ${SHORT_MS} ms, late ticks to the idle loop`,
    ...exponential(SHORT_MS),
    few: false,
    delivery: 'burst',
    order: 'idle-first',
  },
  {
    words: `bursts of ${SHORT_MS} ms on few processors, late ticks merged`,
    ...exponential(SHORT_MS),
    few: true,
    delivery: 'merge',
    order: 'thread-first',
  },
  {
    words: `bursts of ${LONG_MS} ms`,
    ...exponential(LONG_MS),
    few: false,
    delivery: 'burst',
    order: 'thread-first',
  },
  {
    words: `bursts of ${LONG_MS} ms on few processors, late ticks to the idle loop`,
    ...exponential(LONG_MS),
    few: true,
    delivery: 'burst',
    order: 'idle-first',
  },
  {
    words: `bursts of ${SHORT_MS} and of ${LONG_MS} ms, late ticks dropped`,
    ...MIXED,
    few: false,
    delivery: 'discard',
    order: 'thread-first',
  },
];

/** What is ranged over, in words. */
export const ASSUMED_WORDS = `bursts of ${SHORT_MS} to ${LONG_MS} ms, of one kind and of two, on all processors of a guest and on few, and what becomes of late ticks`;
