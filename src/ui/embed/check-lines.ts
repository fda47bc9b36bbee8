import { html, nothing, type TemplateResult } from 'lit';
import type { FigureCheck } from './checks';
import { unbroken } from '../text/unbroken';

/** The check under the picture: green or not, or why there is none. */
export function checkLines(checks: readonly FigureCheck[] | string): TemplateResult {
  return typeof checks === 'string'
    ? html`<p class="small">${checks}</p>`
    : html`${checks.map(
        ({ text, formula, agrees }) =>
          html`<p class="small check ${agrees === null ? '' : agrees ? 'green' : 'red'}">
            ${agrees === null ? '' : agrees ? '✓ ' : '✗ '}${unbroken(text)}${formula ? html` <span>(${formula})</span>` : nothing}
          </p>`,
      )}`;
}
