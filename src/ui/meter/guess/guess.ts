import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AskChoice } from '../../../sampling/ask';
import '../../parts/choice';
import '../../parts/number-field';
import type { NumberEvent, NumberInput } from '../../parts/number-field';
import { PageEvent } from '../../parts/page-event';
import { base, controls } from '../../parts/styles';
import { unbroken } from '../../text/unbroken';
import type { Guessed } from './judge';

/** A person said what will come out. */
export class GuessEvent extends PageEvent {
  static override readonly type = 'guess';
  constructor(readonly value: Guessed) {
    super();
  }
}

/**
 * Asks what the meter will show before it is seen: a number, or one of a few answers where the answer is no number.
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
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .choices .button {
        white-space: normal;
        text-align: left;
      }
    `,
  ];

  @property() question = '';
  /** The answers, where the answer is no number. */
  @property({ attribute: false }) choices: readonly AskChoice[] = [];
  /** Nothing stands in the field before something is said: a number there would be an anchor. */
  @state() private value: number | null = null;
  @state() private missing = false;
  private entering = false;

  override render() {
    if (this.choices.length > 0)
      return html`<p id="question">${unbroken(this.question)}</p>
        <div class="choices" role="group" aria-labelledby="question">
          ${this.choices.map(
            ({ shape, label }) =>
              html`<button class="button" type="button" @click=${() => this.tell(shape)}>${label}</button>`,
          )}
        </div>`;
    return html`<p>${unbroken(this.question)}</p>
      <div class="row" @keydown=${this.pressed} @keyup=${this.released}>
        <hf-number
          label="It will show"
          unit="%"
          slider
          .empty=${'0–100'}
          .min=${0}
          .max=${100}
          .value=${this.value}
          @number=${(event: NumberEvent) => {
            event.stopPropagation();
            this.value = event.value;
            this.missing = false;
          }}
        ></hf-number>
        <button class="button main" type="button" @click=${this.say}>Show me</button>
      </div>
      ${this.missing ? html`<p class="wrong" role="alert">Say a number from 0 to 100 first.</p>` : ''}`;
  }

  async focusField(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<NumberInput>('hf-number');
    if (!field) this.renderRoot.querySelector<HTMLElement>('.choices button')?.focus();
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
    if (this.value === null) this.missing = true;
    else this.tell(this.value);
  };

  private tell(value: Guessed): void {
    this.dispatchEvent(new GuessEvent(value));
  }
}

function isButton(event: Event): boolean {
  return event.composedPath()[0] instanceof HTMLButtonElement;
}
