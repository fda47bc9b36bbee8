import type { ExperimentInput } from '../../dispatch/experiment';
import { knobValue, numberKnob } from './knobs';
import { STORY_HOST, busyGuest, type StoryClockInput, type StoryGuest, type StoryScreen } from './screen';

/** Remedies in the order in which they are told: what is simulated for each. */
export const REMEDIES = ['nothing', 'server2012', 'own'] as const;

const KNOBS = [numberKnob('count', 'Neighbours', '', [1, 7, 12])];

/** What to do about it, and what a busy thread does not say. */
export const REMEDY_SCREEN: StoryScreen = {
  id: 'remedy',
  title: 'What to do about it',
  prose: [
    'Ask the host: % Used says what each guest got, % Ready what it wanted and did not get. A guest that is told steal time can take the waiting off its own meter; one with a processor of its own never waits.',
    'Windows 8 and Server 2012 and later no longer count ticks that a host hands over late. Their processes keep their proportions, but what was waited is still not idle, and Task Manager still shows it as busy.',
  ],
  so: 'How busy a guest’s threads are is no measure of what is left: ask what the host has left, and who waits.',
  knobs: KNOBS,
  ask: {
    kind: 'answers',
    question:
      'Eight guests share one processor. Each used 12.4 % of it, and could use more. How much of the processor is left?',
    answers: [
      {
        id: 'most',
        label: 'most of it: 87.6 %',
        share: 87.6,
        right: false,
        why: 'That is what one guest did not use. The other seven did.',
      },
      {
        id: 'half',
        label: 'about half',
        share: 50,
        right: false,
        why: 'Add up what all of them used: eight times 12.4 %.',
      },
      {
        id: 'none',
        label: 'next to nothing',
        share: 1,
        right: true,
        why: 'Eight times 12.4 % is 99 %, and each guest waits half of its time.',
      },
    ],
  },
  meter: 'processor',
  runs(set, seed) {
    const count = knobValue(KNOBS, set, 'count') as number;
    const of = (clock: StoryClockInput, change: Partial<ExperimentInput>, own: Partial<StoryGuest> = {}) => ({
      ...STORY_HOST,
      guests: [
        { ...busyGuest('watched', 25, 5, clock), ...own },
        { ...busyGuest('neighbour', 25, 5), count },
      ],
      durationS: 60,
      replications: 60,
      seed,
      ...change,
    });
    return {
      nothing: of({}, {}),
      server2012: of({ delivery: 'discard' }, {}),
      own: of({}, { processors: 2 }, { dedicated: true }),
    };
  },
};
