import { html, type TemplateResult } from 'lit';
import type { Studies } from '../../decide/studies';
import { lazy } from '../../engine/door/lazy';
import type { AppState } from '../app/state';
import type { ViewTools } from '../app/view';
import './decide-view';

const loadPool = lazy(() => import('../../decide/studies-browser'));

/** The page's pool, fetched when the first card is opened. */
const studies: Studies = {
  run: async (...asked) => (await loadPool()).studyPool().run(...asked),
};

/** The chunk of the Decide view: the only place of it that knows of workers. */
export function render(state: AppState, { estate, recheck, risk }: ViewTools): TemplateResult {
  return html`<hf-decide-view
    .state=${state}
    .studies=${studies}
    .estateOf=${estate ?? null}
    .recheck=${recheck}
    .risk=${risk ?? null}
  ></hf-decide-view>`;
}
