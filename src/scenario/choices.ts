import type { AssembleOptions } from '../estate/assemble';
import type { Aggregate, Alignment } from '../estate/estate';
import type { AssumedUse } from '../estate/assumed-use';
import type { Shifts } from '../estate/clocks';
import type { Ahead } from '../estate/ahead';
import type { Facts } from '../estate/guest';
import type { IntakeOptions } from '../intake/options';
import type { FoldOptions } from '../placement/options';
import type { ViewId } from './views';

/**
 * Everything that a person chose, and nothing that was measured: immutable, versioned, the same for page, link, file
 * and command line.
 */
export interface Scenario extends FoldOptions, Ahead {
  readonly version: 4;
  readonly view: ViewId;
  /** Fold the built-in sample estate (synthetic) rather than a person's own. */
  readonly sample: boolean;
  readonly slotMinutes: number;
  readonly align: Alignment;
  readonly aggregate: Aggregate;
  /** What servers use of which nothing was measured; not said: the page fills something in, the command line asks. */
  readonly assumeUse?: AssumedUse;
  /** What the Meter view shows: a demonstration and what differs from it; empty for the first one. */
  readonly meter: string;
  /** What the Dispatch view shows: a preset and what differs from it, or two of them; empty for the first one. */
  readonly dispatch: string;
  /** What the Sheets view shows: a problem sheet, a student's seed and what was typed; not said: the first. */
  readonly sheets?: string;
  /** What the Paper view shows: the claim in sight and knobs that are turned; not said: its beginning. */
  readonly paper?: string;
  /** What the Decide view shows: cards that are open and what is set in them; not said: none. */
  readonly decide?: string;
  /** What the correction of a guest's counters assumes: only what differs from its defaults. */
  readonly mend: string;
  /** Figures of a guest that were typed in to be corrected, in %; never in a link. */
  readonly typed: TypedFigures;
  /** What to add to the clocks of files and servers, in minutes, by name. */
  readonly shifts?: Shifts;
  /** How files are read by hand, by the shape of the file: the next of that shape is read so, too. Never in a link. */
  readonly mapped?: NonNullable<IntakeOptions['byShape']>;
  /** How licences are counted and priced, the whole document, so that a later one changes no total. Never in a link. */
  readonly licences?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Share of host-slots that may be over capacity on days kept back, by which the page picks the number of hosts where
   * several days were measured; 1: nothing is tested, and the fewest are shown.
   */
  readonly tolerance: number;
  /** Most of its time that any guest may be ready without a processor, %, by the simulated plan; not said: no limit. */
  readonly ready?: number | undefined;
  /** Facts typed in, by server name. */
  readonly edits: Readonly<Record<string, Partial<Facts>>>;
}

/** What a plan depends on, and how its files are read. */
type OfPlan =
  | keyof FoldOptions
  | keyof AssembleOptions
  | 'sample'
  | 'assumeUse'
  | keyof Ahead
  | 'mapped'
  | 'licences'
  | 'tolerance'
  | 'ready';
/** A choice that is neither of the plan nor here stops the compiler. */
const SHOWN: Record<Exclude<keyof Scenario, OfPlan | 'version'>, null> = {
  view: null,
  dispatch: null,
  meter: null,
  sheets: null,
  paper: null,
  decide: null,
  mend: null,
  typed: null,
};
/** Choices of what views show: no plan depends on them. */
export const OF_VIEWS = Object.keys(SHOWN) as readonly (keyof typeof SHOWN)[];

/** What a guest shows and what its host charged it, in % of the guest's processors; null: not typed in yet. */
export interface TypedFigures {
  readonly shown: number | null;
  readonly used: number | null;
  readonly ready: number | null;
}
