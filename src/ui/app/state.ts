import type { Estate } from '../../estate/estate';
import type { Reading } from '../../estate/recording';
import type { FoldAnswer } from '../../placement/answer';
import type { Scenario } from '../../scenario/scenario';

/** What a person decided: what undo goes back to. */
export interface Decisions {
  readonly scenario: Scenario;
  /** Files that were read; the sample's reading while the sample is folded. */
  readonly readings: readonly Reading[];
}

/** Everything the views are drawn from; replaced as a whole, never changed. */
export interface AppState extends Decisions {
  readonly estate: Estate | null;
  /** The last good answer: it stays until the next is there. */
  readonly answer: FoldAnswer | null;
  /** The scenario and the estate that the answer belongs to. */
  readonly answered: { readonly scenario: Scenario; readonly estate: Estate } | null;
  /** A fold is going on; `slow` once it has taken longer than a person notices. */
  readonly folding: { readonly fraction: number; readonly slow: boolean } | null;
  readonly reading: { readonly name: string; readonly done: number } | null;
  /** What went wrong, kept beside its cause. */
  readonly problems: {
    readonly intake: string | null;
    readonly fold: string | null;
    readonly link: string | null;
  };
  /** What the next undo and redo would take back and bring again. */
  readonly undo: string | null;
  readonly redo: string | null;
}
