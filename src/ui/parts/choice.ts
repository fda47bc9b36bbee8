import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PageEvent } from './page-event';
import { base, controls } from './styles';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of a few was chosen. */
export class PickEvent extends PageEvent {
  static override readonly type = 'pick';
  constructor(readonly value: string) {
    super();
  }
}

/**
 * One of a few, all in sight: radio buttons side by side.
 * @fires pick
 */
@customElement('hf-choice')
export class Choice extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        padding: 0;
        margin-bottom: 2px;
        font-size: 13px;
        line-height: 18px;
        color: var(--soft);
      }
      .row {
        display: inline-flex;
        max-width: 100%;
        border: 1px solid var(--edge);
        border-radius: var(--radius-small);
        background: var(--card);
        overflow: hidden;
      }
      label {
        position: relative;
        display: block;
        min-width: 30px;
        padding: 4px 9px;
        font-size: 14px;
        line-height: 22px;
        color: var(--ink);
        text-align: center;
        cursor: pointer;
      }
      label + label {
        border-left: 1px solid var(--hairline);
      }
      label:hover {
        background: var(--sunk);
      }
      input[type='radio'] {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      label:has(:checked) {
        background: var(--accent-wash);
        color: var(--accent);
        font-weight: 650;
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: -3px;
        border-radius: var(--radius-small);
      }
      /* Room for the bold face is held, so that choosing moves nothing. */
      span::after {
        content: attr(data-text);
        display: block;
        height: 0;
        overflow: hidden;
        visibility: hidden;
        font-weight: 650;
      }
      @media (forced-colors: active) {
        label:has(:checked) {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
      @media (max-width: 420px) {
        label {
          padding: 4px 6px;
          font-size: 13px;
        }
      }
    `,
  ];

  @property() label = '';
  /** The word of the glossary that explains it. */
  @property() term = '';
  @property({ attribute: false }) options: readonly Option[] = [];
  @property() value = '';
  /** It differs from its default. */
  @property({ type: Boolean }) changed = false;

  override render() {
    return html`<fieldset>
      <legend class=${this.changed ? 'changed' : nothing}>
        ${this.term ? html`<hf-term .term=${this.term}>${this.label}</hf-term>` : this.label}
      </legend>
      <div class="row">
        ${this.options.map(
          (option) =>
            html`<label
              ><input
                type="radio"
                name="choice"
                value=${option.value}
                .checked=${option.value === this.value}
                @change=${this.picked}
              /><span data-text=${option.label}>${option.label}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  override focus(): void {
    (
      this.renderRoot.querySelector<HTMLElement>('input:checked') ??
      this.renderRoot.querySelector<HTMLElement>('input')
    )?.focus();
  }

  private picked = (event: Event): void => {
    this.dispatchEvent(new PickEvent((event.target as HTMLInputElement).value));
  };
}
