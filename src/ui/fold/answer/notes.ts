import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Finding } from '../../../estate/finding';
import type { FoldAnswer } from '../../../placement/answer';
import { base, card, controls } from '../../parts/styles';
import { count, many } from '../../text/format';
import { RevealEvent } from '../events';

interface Line {
  readonly guest: string;
  readonly text: string;
}

const SHOWN = 6;

/** A titled list of servers with a reason each; long ones are cut and can be opened. */
@customElement('hf-reasons')
export class Reasons extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      h2 {
        margin-bottom: 4px;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(72px, max-content) 1fr;
        margin: 0;
      }
      dt,
      dd {
        margin: 0;
        padding: 4px 0;
        border-top: 1px solid var(--hairline);
        font-size: 14px;
        line-height: 21px;
      }
      dt {
        padding-right: 18px;
        overflow-wrap: anywhere;
      }
      dt .link {
        color: var(--ink);
        text-decoration-color: var(--edge);
        text-align: left;
      }
      @media (max-width: 640px) {
        dl {
          grid-template-columns: 1fr;
        }
        dd {
          border-top: 0;
          padding-top: 0;
        }
      }
    `,
  ];

  @property() heading = '';
  @property({ attribute: false }) lines: readonly Line[] = [];
  @state() private open = false;

  override render() {
    const { lines } = this;
    if (lines.length === 0) return nothing;
    const shown = this.open ? lines : lines.slice(0, SHOWN);
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.heading}</h2>
      <dl>
        ${shown.map(
          ({ guest, text }, k) =>
            html`<dt>
                ${
                  k > 0 && shown[k - 1].guest === guest
                    ? nothing
                    : html`<button
                        class="link"
                        type="button"
                        @click=${() => this.dispatchEvent(new RevealEvent(guest))}
                      >
                        ${guest}
                      </button>`
                }
              </dt>
              <dd>${text}</dd>`,
        )}
      </dl>
      ${
        lines.length > SHOWN
          ? html`<button
              class="link"
              type="button"
              aria-expanded=${this.open}
              @click=${() => (this.open = !this.open)}
            >
              ${this.open ? 'Show fewer' : `Show all ${count(lines.length)}`}
            </button>`
          : nothing
      }
    </section>`;
  }
}

const LEVELS = [
  ['error', 'Could not be used', 'warn'],
  ['warning', 'Take care', 'warn'],
  ['guess', 'Guessed', 'guess'],
  ['info', 'For the record', ''],
] as const;

/** What was read, left out, guessed and why, by level. */
@customElement('hf-findings')
export class Findings extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      h2 {
        margin-bottom: 4px;
      }
      details {
        border-top: 1px solid var(--hairline);
      }
      summary {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 34px;
        cursor: pointer;
      }
      summary::before {
        content: '';
        width: 6px;
        height: 6px;
        margin: 0 4px 0 2px;
        border: solid var(--soft);
        border-width: 0 1.5px 1.5px 0;
        transform: rotate(-45deg);
      }
      details[open] > summary::before {
        transform: rotate(45deg);
      }
      ul {
        margin: 0 0 8px;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 4px 0 4px 20px;
        font-size: 14px;
        line-height: 21px;
      }
      li b {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) findings: readonly Finding[] = [];

  override render() {
    if (this.findings.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Findings</h2>
      ${LEVELS.map(([level, label, tone]) => {
        const own = this.findings.filter((f) => f.level === level);
        if (own.length === 0) return nothing;
        return html`<details ?open=${level === 'error' || level === 'warning'}>
          <summary>${label} <span class="chip ${tone}">${many(own.length, 'finding')}</span></summary>
          <ul>
            ${own
              .slice(0, 200)
              .map(
                (f) =>
                  html`<li>
                    <b>${f.where}</b>: ${f.text}${f.fix ? html` <span class="soft">${f.fix}</span>` : nothing}
                  </li>`,
              )}
          </ul>
        </details>`;
      })}
    </section>`;
  }
}

/** Which servers stay, which found no room, and what to think of first. */
export function linesOf(answer: FoldAnswer): { native: Line[]; unplaced: Line[]; advice: Line[] } {
  return {
    native: answer.native.map(({ guest, why }) => ({ guest, text: why })),
    unplaced: answer.unplaced.map(({ guest, why }) => ({ guest, text: why })),
    advice: answer.advice.map(({ guest, text }) => ({ guest, text })),
  };
}
