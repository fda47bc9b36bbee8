import type { TemplateResult } from 'lit';
import type { ViewId } from '../scenario/scenario';
import type { AppState } from './app/state';
import type { Recheck } from './fold/answer/why';
import type { LoadsOf } from './fold/hosts/loads';

/** What a view may ask for while it is open. */
export interface ViewTools {
  readonly loads: LoadsOf;
  /** Null where nobody can. */
  readonly recheck: Recheck | null;
}

/** What a view's chunk gives: a picture of the state, whose events rise to the shell. */
export interface ViewModule {
  render(state: AppState, tools: ViewTools): TemplateResult;
}

export interface View {
  readonly id: ViewId;
  readonly label: string;
  /** The question that it answers; the page's title. */
  readonly question: string;
  load(): Promise<ViewModule>;
}

/** The views that there are, in the order of their keys 1 to 4. */
export const VIEWS: readonly View[] = [
  { id: 'fold', label: 'Fold', question: 'How many hosts?', load: () => import('./fold/fold-view') },
  {
    id: 'dispatch',
    label: 'Dispatch',
    question: 'What happens on one host?',
    load: () => import('./dispatch/index'),
  },
  {
    id: 'meter',
    label: 'Meter',
    question: "Why does the guest's meter lie?",
    load: () => import('./meter'),
  },
];
