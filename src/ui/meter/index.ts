import { html, type TemplateResult } from 'lit';
import { dispatchPool } from '../../dispatch/browser';
import type { AppState } from '../app/state';
import './meter-view';

/** The Meter view, over the page's own pool. */
export function render({ scenario }: AppState): TemplateResult {
  return html`<hf-meter-view .link=${scenario.meter} .dispatcher=${dispatchPool()}></hf-meter-view>`;
}
