import { numberKnob } from './knobs';
import type { StoryScreen } from './screen';

const KNOBS = [
  numberKnob('shown', 'Task Manager shows', '%', [0, 29.3, 100], 0.1),
  numberKnob('used', 'The host says used', '%', [0, 21.7, 100], 0.1),
  numberKnob('ready', 'The host says % Ready', '%', [0, 7.6, 100], 0.1),
];

/** What a host’s figures make of a meter’s. */
export const LOG_SCREEN: StoryScreen = {
  id: 'log',
  title: 'What your own log says',
  prose: [
    'The host knows what the guest cannot: for how long it ran, and for how long it was ready and had to wait. Put its figures beside what Task Manager showed.',
    'If used and ready together come to what was shown, ticks piled up, and the meter counted the waiting.',
  ],
  so: 'Take the host’s used for the total, and % Ready for what the guest wanted and did not get.',
  knobs: KNOBS,
  ask: {
    kind: 'answers',
    question:
      'A guest’s Task Manager shows 29.3 %. Its host says it was ready, and waited, for 7.6 % of the time, and that ticks pile up. What did it use?',
    answers: [
      {
        id: 'sum',
        label: '36.9 %',
        share: 36.9,
        right: false,
        why: 'The waiting is in the 29.3 % already: it is taken off, not added.',
      },
      {
        id: 'shown',
        label: '29.3 %',
        share: 29.3,
        right: false,
        why: 'That is the belief in an honest meter: it counts the waiting as work.',
      },
      { id: 'less', label: '21.7 %', share: 21.7, right: true, why: 'Shown less waited: 29.3 − 7.6.' },
    ],
  },
  meter: 'processor',
  runs: () => ({}),
};
