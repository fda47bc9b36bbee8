import { html, nothing } from 'lit';
import { lazy } from '../../engine/door/lazy';
import { PLATFORMS } from '../../estate/platforms';
import { DEFAULT_SCENARIO } from '../../scenario/scenario';
import type { AppState } from '../app/state';
import type { RiskTool } from '../app/view';

const loadRisk = lazy(() => import('./risk'));

/**
 * Whether the plan survives days that it has not seen, in any view; nothing where it has no hosts to share.
 * @param tool what tests plans; null where nothing can
 * @param ready whether the answer in sight may be tested now
 */
export function riskOf({ answer, risk, scenario, folding }: AppState, tool: RiskTool | null, ready: boolean) {
  if (!answer || !tool || PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0) return nothing;
  // Without times there is no day, and nothing that a plan has not seen.
  if (answer.grid.slots < 2) return nothing;
  // It comes once there is a plan: nobody waits for more than that.
  if (!folding) void loadRisk();
  return html`<hf-risk
    .risk=${risk ?? null}
    .tool=${tool}
    .days=${answer.basis.testDays}
    .tolerance=${scenario.tolerance}
    .usual=${DEFAULT_SCENARIO.tolerance}
    .shown=${answer.hostCount}
    .ready=${ready}
  ></hf-risk>`;
}
