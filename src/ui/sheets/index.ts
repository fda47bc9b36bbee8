import { html, type TemplateResult } from 'lit';
import type { AppState } from '../app/state';
import './sheets-view';

/** The chunk of the Sheets view. */
export function render(state: AppState): TemplateResult {
  return html`<hf-sheets-view
    .text=${state.scenario.sheets ?? ''}
    .scenario=${state.scenario}
    .trouble=${state.problems.link}
  ></hf-sheets-view>`;
}
