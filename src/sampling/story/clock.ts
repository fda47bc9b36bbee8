import { knobValue, numberKnob } from './knobs';
import { STORY_HOST, STORY_READINGS, busyGuest, type StoryScreen } from './screen';

const KNOBS = [numberKnob('load', 'The thread is busy', '%', [1, 25, 99])];

/** A clock that looks, and a person who tries to be it. */
export const CLOCK_SCREEN: StoryScreen = {
  id: 'clock',
  title: 'Be the clock',
  prose: [
    'A guest does not measure what its threads use. A clock interrupts it 64 times a second, and at each tick it notes who runs.',
    'Be that clock: while the thread below works and waits, press Look as often as you can. Each look says one thing only: at work, or not.',
  ],
  so: 'A meter by ticks never measures: it looks, and charges a whole tick to whom it finds.',
  knobs: KNOBS,
  ask: {
    kind: 'meter',
    question: 'A thread is at work for 25 % of the time. A clock looks 64 times a second, for a minute.',
  },
  meter: 'processor',
  runs: (set, seed) => ({
    alone: {
      ...STORY_HOST,
      warmupS: 0,
      guests: [busyGuest('watched', knobValue(KNOBS, set, 'load') as number, 5)],
      durationS: 60,
      replications: STORY_READINGS,
      seed,
    },
  }),
};
