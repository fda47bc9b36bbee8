import { PageEvent } from './page-event';

/** How a number came about, or what a word means: the content of the one popover. */
export interface Explanation {
  readonly title: string;
  /** What it is, in a sentence or two. */
  readonly text?: string;
  /** The formula in words. */
  readonly formula?: string;
  /** The values that went into it. */
  readonly values?: readonly (readonly [label: string, value: string])[];
  /** Where it comes from; an assumption is named as one. */
  readonly basis?: { readonly kind: 'source' | 'assumption'; readonly text: string };
  /** The control that changes it: its id in the bar of choices, and its label. */
  readonly control?: { readonly id: string; readonly label: string };
}

/** Asks the shell to show an explanation beside its anchor. */
export class ExplainEvent extends PageEvent {
  static override readonly type = 'explain';
  constructor(
    readonly explanation: Explanation,
    readonly anchor: HTMLElement,
  ) {
    super();
  }
}

/** Asks the view to bring a control into sight and focus it. */
export class FindControlEvent extends PageEvent {
  static override readonly type = 'find-control';
  constructor(readonly control: string) {
    super();
  }
}
