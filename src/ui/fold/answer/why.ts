import type { Proof } from '../../../placement/answer';
import type { Recheck as Checked } from '../../../placement/recheck';

export type { Checked };

/** Asks the planner to go through this proof once more; null where it is not the one that the planner knows. */
export type Recheck = (proof: Proof) => Promise<Checked | null>;
