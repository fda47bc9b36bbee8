import type { Grid } from '../../estate/estate';
import type { Finding } from '../../estate/finding';
import type { FoldAnswer } from '../../placement/answer';
import type { GuestRow } from '../../placement/guest-row';
import type { Scenario } from '../../scenario/scenario';

/** A file that was read. What was in it lives with the planner, under its number. */
export interface LoadedFile {
  readonly id: number;
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  readonly rows: number;
  readonly findings: readonly Finding[];
}

/** What a person decided: what undo goes back to. */
export interface Decisions {
  readonly scenario: Scenario;
  /** Files in use; none while the sample is folded. */
  readonly files: readonly LoadedFile[];
}

/** A fold that is going on. */
export interface Folding {
  /** 0..1 of the search. */
  readonly fraction: number;
  /** It has taken longer than goes unnoticed. */
  readonly slow: boolean;
}

/** Everything the views are drawn from; replaced as a whole, never changed. */
export interface AppState extends Decisions {
  readonly grid: Grid | null;
  /** The servers, as the table shows them. */
  readonly rows: readonly GuestRow[];
  /** The last good answer: it stays until the next is there. */
  readonly answer: FoldAnswer | null;
  /** How many servers the answer is about. */
  readonly servers: number;
  readonly folding: Folding | null;
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
