import type { Recheck as Checked } from '../../../placement/recheck';

export type { Checked };

/** Asks the planner to go through the proof of the answer in sight once more; null where it has none to go through. */
export type Recheck = () => Promise<Checked | null>;
