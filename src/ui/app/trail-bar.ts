import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, controls } from '../parts/styles';

/**
 * Says where the view's context came from, with the way back.
 * @fires back
 */
@customElement('hf-trail')
export class TrailBar extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        border-bottom: 1px solid var(--hairline);
        background: var(--sunk);
      }
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 16px;
        padding: 7px 28px;
        font-size: 14px;
        line-height: 20px;
      }
      span {
        flex: 1 1 320px;
        max-width: 110ch;
        overflow-wrap: anywhere;
      }
      @media (max-width: 640px) {
        p {
          padding: 7px 16px;
        }
      }
    `,
  ];

  /** What the view shows, and of whom. */
  @property() words = '';
  /** Single keys are on. */
  @property({ type: Boolean }) keys = true;

  override render() {
    return html`<p role="note">
      <button
        class="link"
        type="button"
        aria-keyshortcuts=${this.keys ? 'b' : ''}
        @click=${() => this.dispatchEvent(new Event('back'))}
      >
        ← Back to the fold${this.keys ? ' (B)' : ''}
      </button>
      <span>${this.words}</span>
    </p>`;
  }
}
