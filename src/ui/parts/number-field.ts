import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { typedNumber } from '../../estate/typed-number';
import { PageEvent } from './page-event';
import { base, controls } from './styles';

/** A number was typed, slid or taken away (null: not given). `live` while a slider is still held. */
export class NumberEvent extends PageEvent {
  static override readonly type = 'number';
  constructor(
    readonly value: number | null,
    readonly live = false,
  ) {
    super();
  }
}

/**
 * A labelled number with its unit and range, and a slider beside it where `slider` is set.
 * What is out of range is said beside the field, and the earlier value stays in force.
 * Double-click on the label resets to `preset`; a value that differs from it is marked.
 * @fires number
 */
@customElement('hf-number')
export class NumberInput extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .row {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      .name {
        display: block;
        margin-bottom: 2px;
        text-wrap: balance;
      }
      input[type='text'] {
        width: var(--field-width, 92px);
        text-align: right;
      }
      input[type='range'] {
        width: var(--slider-width, 92px);
        margin: 0;
      }
      ::placeholder {
        font-size: 13px;
      }
      .unit {
        color: var(--soft);
        font-size: 13px;
      }
      .wrong {
        max-width: 22ch;
      }
    `,
  ];

  @property() label = '';
  /** The word of the glossary that explains the label. */
  @property() term = '';
  @property() unit = '';
  @property({ type: Number }) min = -Infinity;
  @property({ type: Number }) max = Infinity;
  @property({ type: Number }) step = 1;
  @property({ attribute: false }) value: number | null = null;
  /** The value a double-click brings back. */
  @property({ attribute: false }) preset: number | null | undefined = undefined;
  @property({ type: Boolean }) slider = false;
  /** Ends of the slider, where it covers only the part of the range in which things happen. */
  @property({ type: Number }) low: number | null = null;
  @property({ type: Number }) high: number | null = null;
  /** Whether only whole numbers are taken. */
  @property({ type: Boolean }) whole = false;
  /** Whether the field may be left empty, and what it then says. */
  @property() empty: string | null = null;
  @property({ type: Boolean, reflect: true }) changed = false;
  @state() private problem = '';

  override willUpdate(): void {
    this.changed = this.preset !== undefined && this.preset !== this.value;
  }

  override render() {
    const changed = this.changed ? 'changed' : '';
    const resets = this.preset === undefined ? nothing : 'Double-click resets';
    return html`${
        this.term
          ? html`<span class="label name ${changed}" title=${resets} @dblclick=${this.reset}
              ><hf-term .term=${this.term}>${this.label}</hf-term></span
            >`
          : html`<label for="field" class="name ${changed}" title=${resets} @dblclick=${this.reset}
              >${this.label}</label
            >`
      }
      <div class="row">
        ${
          this.slider
            ? html`<input
                type="range"
                aria-label="${this.label}, slider"
                min=${this.low ?? this.min}
                max=${this.high ?? this.max}
                step=${this.step}
                .value=${String(this.value ?? this.min)}
                @input=${(event: Event) => this.slid(event, true)}
                @change=${(event: Event) => this.slid(event, false)}
                @dblclick=${this.reset}
              />`
            : nothing
        }
        <input
          id="field"
          type="text"
          aria-label=${this.term ? this.label : nothing}
          inputmode="decimal"
          autocomplete="off"
          placeholder=${this.empty ?? nothing}
          aria-invalid=${this.problem ? 'true' : 'false'}
          aria-describedby=${this.problem ? 'problem' : nothing}
          .value=${this.value === null ? '' : String(this.value)}
          @change=${this.typed}
        />
        ${this.unit ? html`<span class="unit">${this.unit}</span>` : nothing}
      </div>
      ${this.problem ? html`<p id="problem" class="wrong" role="alert">${this.problem}</p>` : nothing}`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#field')?.focus();
  }

  private slid(event: Event, live: boolean): void {
    this.problem = '';
    this.dispatchEvent(new NumberEvent(Number((event.target as HTMLInputElement).value), live));
  }

  private typed = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    if (text === '' && this.empty !== null) return this.give(null);
    const value = typedNumber(text);
    if (value === null) {
      this.problem = `Expected a number${text ? `, got “${text}”` : ''}.`;
    } else if (this.whole && !Number.isInteger(value)) {
      this.problem = `Expected a whole number, got ${value}.`;
    } else if (value < this.min || value > this.max) {
      this.problem = `Expected ${this.range()}, got ${value}.`;
    } else this.give(value);
  };

  private give(value: number | null): void {
    this.problem = '';
    this.dispatchEvent(new NumberEvent(value));
  }

  private range(): string {
    if (this.max === Infinity) return `${this.min} or more`;
    if (this.min === -Infinity) return `${this.max} or less`;
    return `${this.min} to ${this.max}`;
  }

  private reset = (): void => {
    if (this.preset !== undefined) this.give(this.preset);
  };
}
