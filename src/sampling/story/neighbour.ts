import { knobValue, numberKnob, wordKnob } from './knobs';
import { STORY_HOST, STORY_READINGS, busyGuest, type StoryScreen } from './screen';

const KNOBS = [
  numberKnob('others', 'The neighbour is busy', '%', [1, 25, 100]),
  numberKnob('count', 'Neighbours', '', [1, 1, 8]),
  wordKnob('idle', 'Ticks while it has nothing to do', 'free', {
    free: 'come at once',
    dispatch: 'wait for a turn',
  }),
];

/** A neighbour, and ticks that pile up while it runs. */
export const NEIGHBOUR_SCREEN: StoryScreen = {
  id: 'neighbour',
  title: 'Somebody else moves in',
  prose: [
    'Now the guest shares its processor. While the neighbour runs, a guest with work has to wait, and ticks that fall due meanwhile pile up.',
    'When its turn comes, the whole pile lands on the thread that waited. The guest cannot tell waiting from working.',
  ],
  so: 'Beside others, a meter by ticks shows what was used and what was waited, in one sum.',
  knobs: KNOBS,
  ask: {
    kind: 'meter',
    question: 'Two guests share one processor, each with work for 25 % of the time.',
  },
  meter: 'processor',
  runs(set, seed) {
    const idleTick = knobValue(KNOBS, set, 'idle') as 'free' | 'dispatch';
    const count = knobValue(KNOBS, set, 'count') as number;
    const busy = knobValue(KNOBS, set, 'others') as number;
    return {
      shared: {
        ...STORY_HOST,
        guests: [
          busyGuest('watched', 25, 5, { idleTick }),
          { ...busyGuest('neighbour', busy, busy >= 100 ? 20 : 5, { idleTick }), count },
        ],
        durationS: 120,
        replications: STORY_READINGS,
        seed,
      },
    };
  },
};
