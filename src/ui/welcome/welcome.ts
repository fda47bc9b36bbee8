import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { toHash } from '../../scenario/link';
import type { Scenario } from '../../scenario/scenario';
import type { ViewId } from '../../scenario/views';
import { base, controls } from '../parts/styles';
import { foldPicture } from './picture';
import { elementAt } from './tour';

/**
 * What this is, in a sentence and a picture, and three ways in: for who comes for the first time. It stands above the
 * answer, which it covers nothing of.
 * @fires welcomed - detail: whether it is closed for good
 * @fires tour
 */
@customElement('hf-welcome')
export class Welcome extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      section {
        display: grid;
        grid-template-columns: 200px minmax(0, 1fr);
        align-items: center;
        gap: 6px 24px;
        padding: 10px 28px;
        border-bottom: 1px solid var(--hairline);
        background: var(--card);
      }
      svg {
        display: block;
        width: 100%;
      }
      .g1 {
        fill: var(--guest-1);
      }
      .g2 {
        fill: var(--guest-2);
      }
      .g3 {
        fill: var(--guest-3);
      }
      .g4 {
        fill: var(--guest-4);
      }
      .base,
      .arrow,
      .capacity {
        fill: none;
        stroke: var(--edge);
      }
      .arrow {
        stroke: var(--soft);
        stroke-width: 2;
      }
      .capacity {
        stroke: var(--ink);
        stroke-dasharray: 4 3;
      }
      .words {
        max-width: 96ch;
        text-wrap: pretty;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
        margin-top: 8px;
      }
      a.button {
        display: inline-block;
        text-decoration: none;
        color: var(--ink);
      }
      .rest {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
      }
      @media (max-width: 640px) {
        section {
          display: block;
          padding: 8px 16px 6px;
        }
        section > svg {
          float: right;
          width: 112px;
          margin: 2px 0 0 12px;
        }
        .words {
          font-size: 14px;
          line-height: 20px;
        }
        .more {
          display: none;
        }
        .ways .button {
          padding: 4px 8px;
          font-size: 14px;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** What is chosen: doors lead to other views of it. */
  @property({ attribute: false }) scenario!: Scenario;
  /** Whether this browser may remember that it was closed. */
  @property({ type: Boolean }) remembers = false;

  override render() {
    return html`<section aria-label="What this is">
      ${foldPicture()}
      <div class="text">
        <p class="words">
          <b>Servers that are busy at different hours can share a machine.</b> Hostfold adds up their loads,
          moment by moment, and folds them onto the fewest hosts, with what virtualization really costs.
          <span class="more">Below is a sample, made up; nothing that you bring leaves this browser.</span>
        </p>
        <div class="ways">
          <button class="button main" type="button" @click=${this.toFiles}>Fold my servers</button>
          <a class="button" href=${this.door('meter')}>Explore the sampling error</a>
          <a class="button" href=${this.door('paper')}>Check the paper</a>
          <span class="rest">
            <button
              class="link"
              type="button"
              @click=${() => this.dispatchEvent(new Event('tour', { bubbles: true, composed: true }))}
            >
              Show me around
            </button>
            <button class="link" type="button" @click=${() => this.say(false)}>Not now</button>
            ${
              this.remembers
                ? html`<button
                    class="link"
                    type="button"
                    title="This browser remembers that, and nothing else of your visit"
                    @click=${() => this.say(true)}
                  >
                    Never again
                  </button>`
                : nothing
            }
          </span>
        </div>
      </div>
    </section>`;
  }

  private door(view: ViewId): string {
    return `#${toHash({ ...this.scenario, view })}`;
  }

  /** Brings the place where files come in into sight, and focuses its first way. */
  private toFiles = (): void => {
    const intake = elementAt(this.getRootNode() as ShadowRoot, ['hf-fold-view', 'hf-intake']);
    intake?.scrollIntoView({ block: 'center' });
    intake?.shadowRoot?.querySelector('input')?.focus();
  };

  private say(detail: boolean): void {
    this.dispatchEvent(new CustomEvent('welcomed', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-welcome': Welcome;
  }
}
