import type { HostFigures } from '../dispatch/answer';
import type { ExperimentInput } from '../dispatch/experiment';

/** What a question's parameters are drawn from: for each, the values that it may have; the first on the plain sheet. */
export type Draws = Readonly<Record<string, readonly number[]>>;
export type Parameters<D extends Draws> = { readonly [K in keyof D]: number };

/** An answer run again by the simulator. */
export interface Rerun {
  readonly input: ExperimentInput;
  /** The figure of one replication, in the unit of the answer. */
  readonly pick: (replication: HostFigures<number>) => number;
  /** The answer is its mean over replications, or its standard deviation. */
  readonly stat: 'mean' | 'sd';
}

/** An answer that a misconception leads to, and what to say to it. */
export interface Trap {
  readonly value: number;
  readonly words: string;
}

export interface NumberAnswer {
  readonly kind: 'number';
  /** Its name within the question. */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  /** What is this near counts as right. */
  readonly tolerance: number;
  readonly traps?: readonly Trap[];
  /** Left out where no run of the simulator has this figure: it is arithmetic on what the question gives. */
  readonly rerun?: Rerun;
}

export interface ChoiceAnswer {
  readonly kind: 'choice';
  readonly id: string;
  readonly label: string;
  readonly options: readonly string[];
  /** Place of the right one. */
  readonly right: number;
}

export type AnswerField = NumberAnswer | ChoiceAnswer;

/** The state of the page that shows a question: the view, and its text in a link. */
export interface Shown {
  readonly view: 'dispatch' | 'meter';
  readonly text: string;
  readonly words: string;
}

/** A question with its parameters put in. */
export interface Posed {
  readonly ask: string;
  readonly answers: readonly AnswerField[];
  /** How the answer comes about: formula, source, and what to take from it. */
  readonly why: string;
  readonly shown: Shown;
}

/** A question, to be posed with any of its parameters. */
export interface Exercise {
  /** Its number through all sheets. */
  readonly number: number;
  readonly draws: Draws;
  /** Whether the formula holds: true of everything that is drawn. */
  readonly holds: (parameters: Readonly<Record<string, number>>) => boolean;
  readonly pose: (parameters: Readonly<Record<string, number>>) => Posed;
}

export interface Sheet {
  readonly number: number;
  readonly title: string;
  /** What it is about and what is given throughout. */
  readonly given: string;
  readonly questions: readonly Exercise[];
}

/** Makes a question whose parameters are known by name. */
export function question<D extends Draws>(of: {
  readonly number: number;
  readonly draws: D;
  readonly holds: (parameters: Parameters<D>) => boolean;
  readonly pose: (parameters: Parameters<D>) => Posed;
}): Exercise {
  return of as unknown as Exercise;
}

/** A figure as a text of the sheets: no more digits than tell. */
export function plain(value: number, digits = 3): string {
  return String(Number(value.toPrecision(digits)));
}
