import { CLOCK_SCREEN } from './story/clock';
import { FATES_SCREEN } from './story/fates';
import { LOG_SCREEN } from './story/log';
import { NEIGHBOUR_SCREEN } from './story/neighbour';
import { REMEDY_SCREEN } from './story/remedy';
import type { StoryScreen, StoryStep } from './story/screen';
import { SECONDS_SCREEN } from './story/seconds';
import { STEP_SCREEN } from './story/step';

/** The story, in its order: from a clock that looks to what to do about it. */
export const STORY: readonly StoryScreen[] = [
  CLOCK_SCREEN,
  SECONDS_SCREEN,
  STEP_SCREEN,
  NEIGHBOUR_SCREEN,
  FATES_SCREEN,
  LOG_SCREEN,
  REMEDY_SCREEN,
];

export const storyScreen = (id: StoryStep): StoryScreen => STORY.find((each) => each.id === id)!;
