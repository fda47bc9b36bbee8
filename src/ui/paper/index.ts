import { html, type TemplateResult } from 'lit';
import type { ClaimTools } from '../../claims/check';
import { startPlanner } from '../../decide/browser';
import { dispatchPool } from '../../dispatch/browser';
import { lazy } from '../../engine/door/lazy';
import type { AppState } from '../app/state';
import './paper-view';

/** A planner of its own folds what claims give it: the one of the page keeps the plan in sight. */
const planner = lazy(async () => startPlanner());

const tools: ClaimTools = {
  run: (experiment, options) => dispatchPool().run(experiment, options),
  fold: async (estate, options, signal) => (await planner()).fold(estate, options, signal),
};

/** The chunk of the Paper view. */
export function render(state: AppState): TemplateResult {
  return html`<hf-paper-view
    .text=${state.scenario.paper ?? ''}
    .scenario=${state.scenario}
    .rows=${state.rows}
    .trouble=${state.problems.link}
    .tools=${tools}
  ></hf-paper-view>`;
}
