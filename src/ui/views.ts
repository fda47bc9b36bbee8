import type { TemplateResult } from 'lit';
import type { ViewId } from '../scenario/scenario';
import type { AppState } from './app/state';

/** What a view's chunk gives: a picture of the state, whose events rise to the shell. */
export interface ViewModule {
  render(state: AppState): TemplateResult;
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
];
