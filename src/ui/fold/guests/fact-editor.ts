import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Facts } from '../../../estate/guest';
import { base, controls } from '../../parts/styles';
import { FactsEvent } from '../../app/events';
import { readFact, type NamedFact } from './fields';

/**
 * One fact of one server, to be typed over; a guess is marked until somebody does.
 * What cannot be read is said below the field, and the earlier value stays in force.
 * @fires facts
 */
@customElement('hf-fact')
export class FactEditor extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      input:not([type='checkbox']),
      select {
        width: 100%;
        min-width: 0;
        min-height: 28px;
        padding: 2px 6px;
      }
      /* As wide as its words, where the browser can. */
      @supports (field-sizing: content) {
        select {
          width: auto;
          min-width: 100%;
          field-sizing: content;
        }
      }
      .guessed {
        background: var(--guess-wash);
        border-style: dashed;
      }
      .numeric {
        text-align: right;
      }
    `,
  ];

  @property({ attribute: false }) field!: NamedFact;
  @property({ attribute: false }) value!: Facts[keyof Facts];
  @property({ type: Boolean }) guessed = false;
  /** The server that it is about. */
  @property() server = '';
  @state() private wrong = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value')) this.wrong = '';
  }

  override render() {
    const { field } = this;
    const name = `${field.label} of ${this.server}${this.guessed ? ', a guess' : ''}`;
    const mark = this.guessed ? 'guessed' : '';
    if (field.kind === 'flag') {
      return html`<input
        type="checkbox"
        aria-label=${name}
        .checked=${this.value === true}
        @change=${(e: Event) => this.give((e.target as HTMLInputElement).checked)}
      />`;
    }
    if (field.kind === 'choice') {
      return html`<select class=${mark} aria-label=${name} @change=${this.typed}>
        ${field.options.map(
          ([value, label]) =>
            html`<option value=${value} ?selected=${value === this.value}>${label}</option>`,
        )}
      </select>`;
    }
    return html`<input
        type="text"
        class="${mark} ${field.kind === 'number' ? 'numeric' : ''}"
        inputmode=${field.kind === 'number' ? 'decimal' : 'text'}
        autocomplete="off"
        spellcheck="false"
        placeholder=${field.kind === 'number' ? (field.empty ?? nothing) : nothing}
        aria-label=${name}
        aria-invalid=${this.wrong ? 'true' : 'false'}
        aria-describedby=${this.wrong ? 'wrong' : nothing}
        .value=${this.value === null ? '' : String(this.value)}
        @change=${this.typed}
      />${this.wrong ? html`<p class="wrong" id="wrong" role="alert">${this.wrong}</p>` : nothing}`;
  }

  private typed = (event: Event): void => {
    const read = readFact(this.field, (event.target as HTMLInputElement | HTMLSelectElement).value);
    if ('wrong' in read) this.wrong = read.wrong;
    else this.give(read.value);
  };

  private give(value: Facts[keyof Facts]): void {
    this.wrong = '';
    this.dispatchEvent(new FactsEvent([this.server], { [this.field.id]: value }));
  }
}
