/** What came of going through a proof once more. */
export interface Checked {
  readonly valid: boolean;
  /** The check gave up: the proof may be right or wrong. */
  readonly undecided: boolean;
  /** What was found, in a sentence. */
  readonly why: string;
}

/** Asks the planner to go through the proof of the answer in sight once more. */
export type Recheck = () => Promise<Checked>;
