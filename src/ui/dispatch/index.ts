import { html, type TemplateResult } from 'lit';
import { dispatchPool } from '../../dispatch/browser';
import type { AppState } from '../app/state';
import './dispatch-view';

/** The chunk of the Dispatch view: the only place of it that knows of workers. */
export function render(state: AppState): TemplateResult {
  return html`<hf-dispatch-view
    .link=${state.scenario.dispatch}
    .trouble=${state.problems.link}
    .dispatcher=${dispatchPool()}
  ></hf-dispatch-view>`;
}
