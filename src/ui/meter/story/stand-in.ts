import type { Dispatcher } from '../../../dispatch/pool';
import { lazy } from '../../../engine/door/lazy';
import { tokens } from './tokens';

const pool = lazy(async () => (await import('../../../dispatch/browser')).dispatchPool());

/** What a figure brings along where the page around it has none of it. */
export const standIn = {
  /** Workers of its own. */
  dispatcher: (): Promise<Dispatcher> => pool(),
  /** Colours of its own, light and dark, unless the page has the tokens. */
  dress(element: HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment }): void {
    if (getComputedStyle(element).getPropertyValue('--ink') !== '') return;
    const root = element.renderRoot;
    if (root instanceof ShadowRoot && tokens.styleSheet)
      root.adoptedStyleSheets = [tokens.styleSheet, ...root.adoptedStyleSheets];
  },
};
