import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FactId } from '../../../estate/fact-fields';
import type { Facts } from '../../../estate/guest';
import { base, controls } from '../../parts/styles';
import { many } from '../../text/format';
import { FactsEvent } from '../../app/events';
import { readFact, type NamedFact } from './fields';

/**
 * States one fact for all selected servers.
 * @fires facts
 */
@customElement('hf-bulk-bar')
export class BulkBar extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        padding: 8px 10px;
        border-radius: var(--radius-small);
        background: var(--accent-wash);
      }
      select,
      .value {
        flex: 1 1 96px;
        min-width: 0;
        max-width: 180px;
      }
      .unit {
        font-size: 13px;
        color: var(--soft);
      }
      label {
        color: var(--ink);
        font-weight: 650;
      }
    `,
  ];

  @property({ attribute: false }) names: readonly string[] = [];
  /** What may be stated. */
  @property({ attribute: false }) fields: readonly NamedFact[] = [];
  @state() private chosen: FactId = 'memory';
  @state() private wrong = '';
  @query('.value') private input!: HTMLInputElement | HTMLSelectElement;

  private get field(): NamedFact {
    return this.fields.find(({ id }) => id === this.chosen) ?? this.fields[0];
  }

  override render() {
    return html`<form @submit=${this.set}>
      <label for="field">${many(this.names.length, 'server')}: set</label>
      <select id="field" @change=${this.choose}>
        ${this.fields.map((f) => html`<option value=${f.id} ?selected=${f.id === this.field.id}>${f.label}</option>`)}
      </select>
      ${this.value()}
      <button class="button main" type="submit">Set</button>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
    </form>`;
  }

  private value() {
    const { field } = this;
    const options =
      field.kind === 'choice'
        ? field.options
        : field.kind === 'flag'
          ? ([
              ['yes', 'yes'],
              ['', 'no'],
            ] as const)
          : null;
    const name = `New value of ${field.label}`;
    if (options) {
      return html`<select class="value" aria-label=${name}>
        ${options.map(([value, label]) => html`<option value=${value}>${label}</option>`)}
      </select>`;
    }
    const unit = field.kind === 'number' ? field.unit : '';
    return html`<input
        class="value"
        type="text"
        inputmode=${field.kind === 'number' ? 'decimal' : 'text'}
        autocomplete="off"
        aria-label=${unit ? `${name}, ${unit}` : name}
        aria-invalid=${this.wrong ? 'true' : 'false'}
      />${unit ? html`<span class="unit" aria-hidden="true">${unit}</span>` : nothing}`;
  }

  private choose = (event: Event): void => {
    const id = (event.target as HTMLSelectElement).value;
    this.chosen = this.fields.find((f) => f.id === id)?.id ?? this.chosen;
    this.wrong = '';
  };

  private set = (event: Event): void => {
    event.preventDefault();
    const text = this.input.value;
    const read = readFact(this.field, text);
    if ('wrong' in read) {
      this.wrong = read.wrong;
      return;
    }
    this.wrong = '';
    this.dispatchEvent(new FactsEvent(this.names, { [this.field.id]: read.value } as Partial<Facts>));
  };
}
