import type { TemplateResult } from 'lit';
import type { CoverageMap } from '../../estate/coverage';
import type { Estate } from '../../estate/estate';
import type { ResourceId } from '../../estate/resource';
import type { GuestLoad, Proof } from '../../placement/answer';
import type { Recheck } from '../../placement/recheck';
import type { FindControlEvent } from '../parts/explanation';
import type { AppState } from './state';

/**
 * Looks up what each of some guests asks of a resource, in its unit: one value for a level, else one for each slot.
 * Only the processor comes with the plan; the rest is asked for when a picture needs it.
 */
export type LoadsOf = (guests: readonly string[], resource: ResourceId) => Promise<readonly GuestLoad[]>;

/** Asks the planner to go through this proof once more; null where it is not the one that the planner knows. */
export type RecheckOf = (proof: Proof) => Promise<Recheck | null>;

/** Draws up which server was measured when, under the decisions of now. @param columns parts of the time */
export type CoverageAsked = (columns: number) => Promise<CoverageMap>;

/** The estate of the answer in sight. @param measured as it was measured, whatever is wanted of it */
export type EstateAsked = (measured?: boolean) => Promise<Estate>;

/** Tests plans on days kept back; what it comes to is told by the state. */
export interface RiskTool {
  run(): void;
  /** What is known by then stays. */
  stop(): void;
}

/** What a view may ask for while it is open. */
export interface ViewTools {
  readonly loads: LoadsOf;
  readonly coverage: CoverageAsked;
  readonly estate?: EstateAsked;
  /** Null where nobody can. */
  readonly recheck: RecheckOf | null;
  readonly risk?: RiskTool;
}

/** What a view's chunk gives: a picture of the state, whose events rise to the shell. */
export interface ViewModule {
  render(state: AppState, tools: ViewTools): TemplateResult;
}

/** What a view's element may offer to the shell. */
export interface ViewElement extends HTMLElement {
  /** Stops work of the view's own. @returns whether there was any */
  cancel?(): boolean;
  focusSearch?(): void;
  findControl?(event: FindControlEvent): Promise<void>;
  /** Takes what was pasted, where the view has a use of its own for files. */
  takeFiles?(files: readonly File[]): void;
  /** Brings a host of the plan into sight and focuses it. */
  revealHost?(name: string): Promise<void>;
}
