import { html, nothing } from 'lit';
import type { AppState } from '../../app/state';
import { many, percent } from '../../text/format';
import { CoverageEvent } from '../events';
import { slotLength, span } from '../../text/time';

/** Below this coverage the servers were hardly measured at the same time. */
const THIN = 0.5;

const seeCoverage = (event: Event): void => void event.target?.dispatchEvent(new CoverageEvent());

/** How many servers there are, over which time, and how much of it was measured. @param byTimeOfDay lays days over each other */
export function aboutEstate({ grid, rows }: Pick<AppState, 'grid' | 'rows'>, byTimeOfDay: () => void) {
  if (!grid) return nothing;
  const coverage = rows.length ? rows.reduce((sum, row) => sum + row.coverage, 0) / rows.length : 0;
  const time = grid.slots > 1 ? html` · ${span(grid)} · ${slotLength(grid)} slots · ` : html` · no times · `;
  return html`<p class="about">
      <b>${many(rows.length, 'server')}</b>${time}<hf-term term="coverage">coverage</hf-term>
      ${percent(coverage)}
      ${
        grid.slots > 1
          ? html` ·
              <button class="link" type="button" @click=${seeCoverage}>Measured when</button>`
          : nothing
      }
    </p>
    ${
      grid.align === 'wall' && grid.slots > 1 && coverage < THIN
        ? html`<p class="notice">
            These servers were hardly measured at the same time.
            <button class="link" type="button" @click=${seeCoverage}>See which was measured when</button>
            <button class="button" type="button" @click=${byTimeOfDay}>Fold by time of day</button>
          </p>`
        : nothing
    }`;
}
