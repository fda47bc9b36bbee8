import { html, nothing } from 'lit';
import type { AppState } from '../../app/state';
import { many, percent } from '../../text/format';
import { CoverageEvent } from '../events';
import { slotLength, span } from '../../text/time';

/** Below this coverage the servers were hardly measured at the same time. */
const THIN = 0.5;

const seeCoverage = (event: Event): void => void event.target?.dispatchEvent(new CoverageEvent());

type Estate = Pick<AppState, 'grid' | 'rows'>;

const coverageOf = ({ rows }: Estate): number =>
  rows.length ? rows.reduce((sum, row) => sum + row.coverage, 0) / rows.length : 0;

/** How many servers there are, over which time, and how much of it was measured. */
export function aboutEstate(estate: Estate) {
  const { grid, rows } = estate;
  if (!grid) return nothing;
  const coverage = coverageOf(estate);
  const servers = html`<b>${many(rows.length, 'server')}</b>`;
  if (grid.slots < 2) return html`<p class="about">${servers} · no times</p>`;
  return html`<p class="about">
    ${servers} · ${span(grid)} · ${slotLength(grid)} slots · <hf-term term="coverage">coverage</hf-term>
    ${percent(coverage)} ·
    <button class="link" type="button" @click=${seeCoverage}>Measured when</button>
  </p>`;
}

/** Servers that were not measured at the same time decide nothing together. @param byTimeOfDay lays days over each other */
export function thinNotice(estate: Estate, byTimeOfDay: (event: Event) => void) {
  const { grid } = estate;
  if (!grid || grid.align !== 'wall' || grid.slots === 1 || coverageOf(estate) >= THIN) return nothing;
  return html`<p class="notice" role="status">
    These servers were hardly measured at the same time.
    <button class="link" type="button" @click=${seeCoverage}>See which was measured when</button>
    <button class="button" type="button" @click=${byTimeOfDay}>Fold by time of day</button>
  </p>`;
}
