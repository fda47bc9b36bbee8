import type { ExperimentInput } from '../../dispatch/experiment';
import type { AskChoice, Meter } from '../ask';
import type { StoryKnob, StorySet } from './knobs';

/** The screens of the story, in their order. */
export const STORY_STEPS = ['clock', 'seconds', 'step', 'neighbour', 'fates', 'log', 'remedy'] as const;
export type StoryStep = (typeof STORY_STEPS)[number];

/** An answer to choose where no run decides it; why a wrong one is wrong is told after it. */
export interface StoryAnswer {
  readonly id: string;
  readonly label: string;
  readonly right: boolean;
  /** What it says as a share of the processor, %: where its mark is drawn. */
  readonly share: number;
  readonly why: string;
}

/** What is asked before anything is seen: of a meter, or of what follows from figures that are given. */
export type StoryAsk =
  | { readonly kind: 'meter'; readonly question: string; readonly choices?: readonly AskChoice[] }
  | { readonly kind: 'answers'; readonly question: string; readonly answers: readonly StoryAnswer[] };

/** One screen: one idea, one to three knobs, and the experiments that its picture is drawn from. */
export interface StoryScreen {
  readonly id: StoryStep;
  readonly title: string;
  /** Its one idea, in sentences that hold whatever the knobs say. */
  readonly prose: readonly string[];
  /** What to take along. */
  readonly so: string;
  readonly knobs: readonly StoryKnob[];
  readonly ask: StoryAsk;
  /** The meter that is asked, and the run that is judged: the first. */
  readonly meter: Meter;
  /** The experiments by name; none where nothing is simulated. */
  runs(set: StorySet, seed: number): Readonly<Record<string, ExperimentInput>>;
}

export type StoryGuest = ExperimentInput['guests'][number];
export type StoryClockInput = NonNullable<StoryGuest['clock']>;

/** What the hosts of the story have in common. */
export const STORY_HOST = { processors: 1, policy: 'round-robin', warmupS: 1 } as const;

/** A guest of one thread that is busy for a share of its time, in bursts of a mean length. @param busy %, of a machine of its own */
export function busyGuest(
  name: string,
  busy: number,
  burstMs: number,
  clock: StoryClockInput = {},
): StoryGuest {
  const wait =
    busy >= 100
      ? ({ kind: 'never' } as const)
      : ({ kind: 'exponential', meanMs: Number(((burstMs * (100 - busy)) / busy).toFixed(4)) } as const);
  return { name, threads: [{ burst: { kind: 'exponential', meanMs: burstMs }, wait }], clock };
}

/** Readings that a histogram is drawn from. */
export const STORY_READINGS = 200;
