import { shareText } from '../pictures';
import { SHAPE_WORDS, type Guessed } from './judge';

/** A guess as a picture of readings has it: the stretches of shares in which they were expected, and its words. */
export interface DrawnGuess {
  readonly stretches: readonly { readonly from: number; readonly to: number }[];
  readonly words: string;
}

/** "Some points", as it is drawn to either side, as a share of 1. */
const SOME = 0.05;

/** Where the readings stand that were expected. @param used the share that was really used */
export function drawnGuess(said: Guessed, used: number): DrawnGuess {
  if (typeof said === 'number')
    return { stretches: [at(said / 100)], words: `your guess, ${shareText(said / 100)}` };
  return { stretches: stretchesOf(said, used), words: `your guess: ${SHAPE_WORDS[said]}` };
}

function stretchesOf(shape: Exclude<Guessed, number>, used: number): DrawnGuess['stretches'] {
  switch (shape) {
    case 'right':
      return [at(used)];
    case 'scattered':
      return [{ from: Math.max(0, used - SOME), to: Math.min(1, used + SOME) }];
    case 'extremes':
      return [at(0), at(1)];
    case 'low':
      return [{ from: 0, to: used }];
    case 'high':
      return [{ from: used, to: 1 }];
  }
}

const at = (share: number) => ({ from: share, to: share });

/** Ends of all stretches that are one figure: a scale has to hold them, the others it may cut. */
export function pointsGuessed(guess: DrawnGuess | null): readonly number[] {
  return guess?.stretches.filter(({ from, to }) => from === to).map(({ from }) => from) ?? [];
}
