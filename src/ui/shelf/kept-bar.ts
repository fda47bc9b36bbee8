import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { many } from '../text/format';
import { base, controls } from '../parts/styles';
import { noticeStyles } from '../parts/view.styles';
import type { Desk } from './desk';

/** What there is to say of the session that is kept: a question, once; an offer; what went wrong. */
@customElement('hf-kept')
export class KeptBar extends LitElement {
  static override styles = [
    base,
    controls,
    noticeStyles,
    css`
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 12px;
        margin: 12px 28px 0;
      }
      @media (max-width: 640px) {
        .notice {
          margin: 12px 16px 0;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) desk!: Desk;

  override render() {
    const { offered, asking, trouble } = this.desk;
    return html`${
      trouble
        ? html`<p class="notice" role="alert">
            <span>${trouble}</span>
            <button class="button" type="button" @click=${() => this.heard()}>Close</button>
          </p>`
        : nothing
    }
    ${
      offered
        ? html`<p class="notice" role="status">
            <span
              >The session of ${new Date(offered.when).toLocaleString()} is kept in this browser:
              ${many(offered.files.length, 'file')},
              ${many(Object.keys(offered.scenario.edits).length, 'server')} with typed facts.</span
            >
            <button class="button main" type="button" @click=${() => void this.desk.openOffered()}>
              Open it
            </button>
            <button class="button" type="button" @click=${() => this.desk.letGo()}>Not now</button>
            <button class="button" type="button" @click=${() => void this.desk.keep(false)}>
              Clear it, keep none
            </button>
          </p>`
        : nothing
    }
    ${
      asking
        ? html`<p class="notice" role="status">
            <span
              >Keep files and choices in this browser, so that a reload loses nothing? They leave this machine
              no more than now.</span
            >
            <button class="button main" type="button" @click=${() => void this.desk.keep(true)}>
              Keep it
            </button>
            <button class="button" type="button" @click=${() => void this.desk.keep(false)}>No</button>
          </p>`
        : nothing
    }`;
  }

  private heard(): void {
    this.desk.trouble = null;
    this.requestUpdate();
  }
}
