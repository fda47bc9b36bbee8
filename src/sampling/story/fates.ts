import type { ExperimentInput } from '../../dispatch/experiment';
import { HOG } from '../../dispatch/hosts';
import type { Delivery } from '../../engine/dispatch/host';
import { knobValue, numberKnob } from './knobs';
import { STORY_HOST, type StoryScreen } from './screen';

/** What may become of a tick that its guest could not take, in the order of the table. */
export const FATES = ['burst', 'merge', 'discard', 'catchup'] as const satisfies readonly Delivery[];

const KNOBS = [
  numberKnob('guests', 'Guests that never wait', '', [2, 4, 8]),
  numberKnob('rate', 'Catch up at', '× real time', [1.5, 3, 8], 0.5),
];

/** What may become of late ticks, and what two meters make of each. */
export const FATES_SCREEN: StoryScreen = {
  id: 'fates',
  title: 'Four fates of a tick',
  prose: [
    'What becomes of a tick that falls due while its guest may not run? Hosts differ: all are handed over later, one is kept, all are dropped, or they are handed over faster than real time.',
    'Each guest below uses the same share of the processor. Its two meters, Task Manager and the list of its processes, make something else of it each time.',
  ],
  so: 'Two guests with the same use may show anything: the fate of their ticks is part of the reading.',
  knobs: KNOBS,
  ask: {
    kind: 'meter',
    question: 'Four guests that never wait share one processor; all the ticks that each misses are dropped.',
  },
  meter: 'processor',
  runs(set, seed) {
    const guests = knobValue(KNOBS, set, 'guests') as number;
    const rate = knobValue(KNOBS, set, 'rate') as number;
    const of = (delivery: Delivery): ExperimentInput => ({
      ...STORY_HOST,
      // Turns of 50 ms, and a whole number of rounds in each reading.
      warmupS: 0.05 * guests,
      guests: [
        {
          name: 'watched',
          threads: [HOG],
          clock: { delivery, ...(delivery === 'catchup' ? { rate } : {}) },
        },
        { name: 'neighbour', count: guests - 1, threads: [HOG] },
      ],
      durationS: 0.05 * guests * 160,
      replications: 12,
      seed,
    });
    // The one that is asked about is judged, so it comes first.
    const order = ['discard', ...FATES.filter((each) => each !== 'discard')] as const;
    return Object.fromEntries(order.map((delivery) => [delivery, of(delivery)]));
  },
};
