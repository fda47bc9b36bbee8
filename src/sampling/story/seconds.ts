import { knobValue, numberKnob, wordKnob } from './knobs';
import { STORY_HOST, busyGuest, type StoryScreen } from './screen';

const KNOBS = [
  numberKnob('burst', 'A burst lasts about', 'ms', [0.1, 0.5, 200], 0.1),
  wordKnob('look', 'One reading is', '1', { 1: '1 s', 10: '10 s', 60: '1 min' }),
];

/** Readings that scatter by chance, one second at a time. */
export const SECONDS_SCREEN: StoryScreen = {
  id: 'seconds',
  title: 'One second at a time',
  prose: [
    'Work comes in bursts far shorter than a tick. Most are never seen; one that is seen is charged a whole tick.',
    'Each second makes one reading, and each reading falls into the picture as one block. Add them one at a time, then a hundred at once.',
  ],
  so: 'Chance errors are mended by a longer look: a reading of a minute is worth sixty of a second.',
  knobs: KNOBS,
  ask: {
    kind: 'meter',
    question: 'Bursts of half a millisecond fill 25 % of each second, and ticks come every 15.6 ms.',
    choices: [
      { shape: 'low', label: 'too little: most of the work is missed' },
      { shape: 'scattered', label: '25 % on average, some points off in any one second' },
      { shape: 'right', label: '25 % in each second' },
      { shape: 'high', label: 'too much: whole ticks for half milliseconds' },
    ],
  },
  meter: 'processor',
  runs: (set, seed) => ({
    seconds: {
      ...STORY_HOST,
      guests: [busyGuest('watched', 25, knobValue(KNOBS, set, 'burst') as number)],
      durationS: Number(knobValue(KNOBS, set, 'look')),
      replications: 600,
      seed,
    },
  }),
};
