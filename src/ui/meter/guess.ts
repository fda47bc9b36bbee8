import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../parts/number-field';
import type { NumberEvent, NumberInput } from '../parts/number-field';
import { PageEvent } from '../parts/page-event';
import { base, controls } from '../parts/styles';

/** A person said what the meter will show, %. */
export class GuessEvent extends PageEvent {
  static override readonly type = 'guess';
  constructor(readonly value: number) {
    super();
  }
}

/**
 * Asks what the meter will show before it is seen.
 * @fires guess
 */
@customElement('hf-meter-guess')
export class MeterGuess extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      p {
        font-size: 17px;
        line-height: 25px;
        margin-bottom: 10px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 10px 16px;
      }
      hf-number {
        --field-width: 68px;
      }
    `,
  ];

  @property() question = '';
  @state() private value = 50;
  private entering = false;

  override render() {
    return html`<p>${this.question}</p>
      <div class="row" @keydown=${this.pressed} @keyup=${this.released}>
        <hf-number
          label="It will show"
          unit="%"
          slider
          .min=${0}
          .max=${100}
          .value=${this.value}
          @number=${(event: NumberEvent) => {
            event.stopPropagation();
            this.value = event.value ?? this.value;
          }}
        ></hf-number>
        <button class="button main" type="button" @click=${this.say}>Show me</button>
      </div>`;
  }

  async focusField(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<NumberInput>('hf-number');
    await field?.updateComplete;
    field?.focus();
  }

  /** Enter says it, from the field or its slider: on release, when the field has taken what was typed. */
  private pressed = (event: KeyboardEvent): void => {
    this.entering = event.key === 'Enter' && !isButton(event);
  };

  private released = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && this.entering) this.say();
    this.entering = false;
  };

  private say = (): void => {
    this.dispatchEvent(new GuessEvent(this.value));
  };
}

function isButton(event: Event): boolean {
  return event.composedPath()[0] instanceof HTMLButtonElement;
}
