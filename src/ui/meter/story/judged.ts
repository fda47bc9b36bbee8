import { wantedOf } from '../../../sampling/ask';
import { knobValue, type StorySet } from '../../../sampling/story/knobs';
import type { StoryAnswer, StoryScreen } from '../../../sampling/story/screen';
import { judgeGuess, type Guessed, type Judgement } from '../guess/judge';
import type { DemoRun } from './lab';

/**
 * What comes of what was said on a screen; null while its readings are not all in, or its knobs are not as they were
 * when it was asked: they may be turned afterwards.
 */
export function judgedOn(
  { ask, meter, knobs }: StoryScreen,
  said: number | string,
  run: DemoRun | undefined,
  set: StorySet,
): Judgement | null {
  if (ask.kind === 'answers') return judgeAnswer(ask.answers, said);
  if (!run?.complete || knobs.some(({ id, usual }) => knobValue(knobs, set, id) !== usual)) return null;
  const { readings, experiment } = run;
  return judgeGuess(said as Guessed, { readings, meter, wanted: wantedOf(experiment) });
}

function judgeAnswer(answers: readonly StoryAnswer[], said: number | string): Judgement {
  const answer = answers.find(({ id }) => id === said);
  if (!answer) return { right: false, verdict: 'You said something else.', belief: '' };
  return {
    right: answer.right,
    verdict: `You said ${answer.label}: ${answer.right ? 'right' : 'no'}.`,
    belief: answer.why,
  };
}

/** What was said, as a share of the processor, %: where it is drawn on its screen; null where it is no single one. */
export function shareSaid({ ask }: StoryScreen, said: number | string | null | undefined): number | null {
  if (ask.kind === 'answers') return ask.answers.find(({ id }) => id === said)?.share ?? null;
  return typeof said === 'number' ? said : null;
}
