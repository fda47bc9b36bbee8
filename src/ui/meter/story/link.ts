import { readLink } from '../../../dispatch/link';
import { NEXT } from '../../../dispatch/measured';
import type { Finding } from '../../../estate/finding';
import { own } from '../../../estate/own';
import { SHAPES, type Shape } from '../../../sampling/ask';
import { storyScreen } from '../../../sampling/story';
import { knobValue, type StorySet } from '../../../sampling/story/knobs';
import { STORY_STEPS, type StoryStep } from '../../../sampling/story/screen';

/** What was said on a screen, and whether it was right; null: it was shown without a guess. */
export interface StoryGuess {
  readonly value: number | string | null;
  readonly right: boolean;
}

/** The story as the address holds it. */
export interface Story {
  readonly step: StoryStep;
  /** One seed for all screens: a class that shares it sees the same. */
  readonly seed: number;
  /** What was said, by screen. */
  readonly said: Readonly<Partial<Record<StoryStep, StoryGuess>>>;
  /** Knobs that are not as usual, by screen. */
  readonly set: Readonly<Partial<Record<StoryStep, StorySet>>>;
}

/** The name of the story in a link; a link that says nothing is the story from its beginning. */
const STORY_BASE = 'story';
const USUAL_SEED = 7;
const MOST_SEED = 2 ** 31 - 1;

export const FIRST_STORY: Story = { step: STORY_STEPS[0], seed: USUAL_SEED, said: {}, set: {} };

const isStep = (value: unknown): value is StoryStep => STORY_STEPS.includes(value as StoryStep);

/** Whether a link is of the story. */
export function isStory(link: string): boolean {
  return link === '' || readLink(link).base === STORY_BASE;
}

/** What a link of the story says; what cannot be used is left out and told. */
export function storyOf(link: string): { story: Story; problem: Finding | null } {
  const problems: Finding[] = [];
  const wrong = (where: string, found: unknown, expected: string) =>
    problems.push({
      level: 'warning',
      where: `link: ${where}`,
      text: `found ${JSON.stringify(found)?.slice(0, 60) ?? 'nothing'}, expected ${expected}.`,
      fix: 'It is left out.',
    });
  let { step, seed } = FIRST_STORY;
  const said: Partial<Record<StoryStep, StoryGuess>> = {};
  const set: Partial<Record<StoryStep, StorySet>> = {};
  for (const [path, value] of link === '' ? [] : readLink(link).changes) {
    const [field, of, name] = path.split('.');
    if (path === 'step') {
      if (isStep(value)) step = value;
      else wrong('step', value, `one of ${STORY_STEPS.join(', ')}`);
    } else if (path === 'seed') {
      if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_SEED)
        seed = value as number;
      else wrong('seed', value, `a whole number from 0 to ${MOST_SEED}`);
    } else if (field === 'said' && isStep(of) && name === undefined) {
      const guess = guessOf(of, value);
      if (guess) said[of] = guess;
      else wrong(path, value, 'what can be answered there');
    } else if (field === 'set' && isStep(of) && name !== undefined) {
      const { knobs } = storyScreen(of);
      const known = knobs.some(({ id }) => id === name);
      if (known && (typeof value === 'number' || typeof value === 'string')) {
        const asWord = knobs.find(({ id }) => id === name)!.kind === 'words' ? String(value) : value;
        if (knobValue(knobs, { [name]: asWord }, name) === asWord) set[of] = { ...set[of], [name]: asWord };
        else wrong(path, value, 'a value that this knob can have');
      } else wrong(path, value, `one of its knobs: ${knobs.map(({ id }) => id).join(', ')}`);
    } else wrong(path.slice(0, 40), value, 'step, seed, said or set');
  }
  return { story: { step, seed, said, set }, problem: together(problems) };
}

/** What could not be used, all of it, in one notice. */
function together(problems: readonly Finding[]): Finding | null {
  const [first, ...others] = problems;
  if (!first || others.length === 0) return first ?? null;
  const text = problems.map((each) => `${each.where.replace('link: ', '')}: ${each.text}`).join(' ');
  return { ...first, where: 'link', text, fix: 'They are left out.' };
}

function guessOf(step: StoryStep, given: unknown): StoryGuess | null {
  if (!Array.isArray(given) || given.length !== 2 || typeof given[1] !== 'number') return null;
  const [value, right] = given as [unknown, number];
  if (value === null) return { value: null, right: false };
  const { ask } = storyScreen(step);
  const fits =
    ask.kind === 'answers'
      ? ask.answers.some(({ id }) => id === value)
      : (typeof value === 'number' && value >= 0 && value <= 100) || SHAPES.includes(value as Shape);
  return fits ? { value: value as number | string, right: right === 1 } : null;
}

/** The link of the story; empty at its untouched beginning. */
export function storyLink({ step, seed, said, set }: Story): string {
  const parts: string[] = [];
  if (step !== FIRST_STORY.step) parts.push(`step=${step}`);
  if (seed !== USUAL_SEED) parts.push(`seed=${seed}`);
  for (const id of STORY_STEPS) {
    const guess = said[id];
    if (guess) parts.push(`said.${id}=${JSON.stringify([guess.value, guess.right ? 1 : 0])}`);
    for (const { id: name, usual } of storyScreen(id).knobs) {
      const value = own(set[id] ?? {}, name);
      if (value !== undefined && value !== usual) parts.push(`set.${id}.${name}=${value}`);
    }
  }
  return parts.length === 0 ? '' : [STORY_BASE, ...parts].join(NEXT);
}

/** The link for a class: the same screen and seed, with nothing said and nothing turned. */
export function classLink({ step, seed }: Story): string {
  return [STORY_BASE, `step=${step}`, `seed=${seed}`].join(NEXT);
}
