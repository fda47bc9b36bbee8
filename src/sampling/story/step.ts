import type { ExperimentInput } from '../../dispatch/experiment';
import { knobValue, numberKnob, wordKnob } from './knobs';
import { STORY_HOST, STORY_READINGS, type StoryScreen } from './screen';

const KNOBS = [
  numberKnob('tick', 'The clock ticks every', 'ms', [5, 10, 20], 0.125),
  numberKnob('phase', 'It starts, of its period, at', '%', [0, 10, 99]),
  wordKnob('timing', 'Bursts and waits', 'alike', { alike: 'are all alike', varied: 'vary' }),
];

/** Work in step with the clock that measures it. */
export const STEP_SCREEN: StoryScreen = {
  id: 'step',
  title: 'In step with the clock',
  prose: [
    'Some work is not random: a timer wakes it by the same clock that measures it. Then each look falls on the same moment of its cycle, and tells the same thing again.',
    'Where the clock happened to start decides what every reading shows. Move its start, and watch all looks move with it.',
  ],
  so: 'What is in step is wrong for ever: no longer look mends it, only work or a clock that varies.',
  knobs: KNOBS,
  ask: {
    kind: 'meter',
    question: 'A thread works exactly 3 of every 10 ms, and the clock ticks every 10 ms.',
    choices: [
      { shape: 'right', label: '30 %, each time' },
      { shape: 'extremes', label: '0 or 100 %, as the clock happened to start' },
      { shape: 'scattered', label: 'another figure each time, 30 % on average' },
    ],
  },
  meter: 'processor',
  runs(set, seed) {
    const kind = knobValue(KNOBS, set, 'timing') === 'alike' ? 'constant' : 'exponential';
    const thread = {
      burst: { kind, meanMs: 3 },
      wait: { kind, meanMs: 7 },
      start: 'burst',
    } as const;
    const of = (phase: number | 'random'): ExperimentInput => ({
      ...STORY_HOST,
      warmupS: 0,
      guests: [
        {
          name: 'watched',
          threads: [thread],
          clock: { tickMs: knobValue(KNOBS, set, 'tick') as number, phase },
        },
      ],
      durationS: 20,
      replications: STORY_READINGS,
      seed,
    });
    return {
      anywhere: of('random'),
      here: { ...of((knobValue(KNOBS, set, 'phase') as number) / 100), replications: 1 },
    };
  },
};
