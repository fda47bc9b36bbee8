import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { mark, solution } from '../../sheets/mark';
import type { AnswerField, ChoiceAnswer, NumberAnswer, Posed } from '../../sheets/question';
import { base, controls } from '../parts/styles';
import type { Term } from '../text/glossary';
import { prosed } from '../text/prose';
import { AnswerEvent } from './events';
import { exerciseStyles } from './sheets-view.styles';

/**
 * One question of a sheet: what is asked, a field for each answer with its mark, and the way to where it can be seen.
 * @fires answer
 */
@customElement('hf-exercise')
export class ExerciseCard extends LitElement {
  static override styles = [base, controls, exerciseStyles];

  @property({ type: Number }) number = 0;
  @property({ attribute: false }) posed!: Posed;
  /** What was typed, by question and field. */
  @property({ attribute: false }) typed: ReadonlyMap<string, string> = new Map();
  /** Words that are explained above it. */
  @property({ attribute: false }) known: ReadonlySet<Term> = new Set();
  /** Whether the right answers are in sight. */
  @property({ type: Boolean }) answers = false;
  /** Where the question can be seen, as an address. */
  @property() href = '';
  /** The field that is being typed in: it is not judged before that is done. */
  @state() private open = '';

  override render() {
    const { ask, answers, why, shown } = this.posed;
    const solved = answers.every((field) => mark(field, this.said(field)).verdict === 'right');
    return html`<section aria-labelledby="title">
      <div class="ask">
        <h2 id="title"><span class="unseen">Question </span>${this.number}</h2>
        <p>${prosed(ask, new Set(this.known))}</p>
      </div>
      <div class="answers">
        ${answers.map((field) => (field.kind === 'number' ? this.box(field) : this.choice(field)))}
      </div>
      ${solved || this.answers ? html`<p class="why">${why}</p>` : nothing}
      <p class="show small"><a href=${this.href}>See it: ${shown.words}</a></p>
    </section>`;
  }

  private said({ id }: AnswerField): string {
    return this.typed.get(this.nameOf(id)) ?? '';
  }

  private nameOf(id: string): string {
    return `${this.number}.${id}`;
  }

  private box(field: NumberAnswer) {
    const text = this.said(field);
    const { verdict } = mark(field, text);
    const judged = this.open !== field.id;
    const wrong = judged && (verdict === 'wrong' || verdict === 'unread');
    return html`<div class="answer">
      <label for=${field.id}>${field.label}</label>
      <input
        id=${field.id}
        type="text"
        inputmode="decimal"
        autocomplete="off"
        maxlength="60"
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="${field.id}-said"
        .value=${text}
        @input=${(event: Event) => this.type(field, event, true)}
        @change=${(event: Event) => this.type(field, event, false)}
        @blur=${() => (this.open = '')}
      />
      ${field.unit ? html`<span class="unit">${field.unit}</span>` : nothing} ${this.mark(field, judged)}
    </div>`;
  }

  private choice(field: ChoiceAnswer) {
    const text = this.said(field);
    return html`<div class="answer">
      <fieldset aria-describedby="${field.id}-said">
        <legend>${field.label}</legend>
        ${field.options.map(
          (option, i) =>
            html`<label
              ><input
                type="radio"
                name=${field.id}
                .checked=${text === String(i + 1)}
                @change=${() => this.give(field, String(i + 1), false)}
              />${option}</label
            >`,
        )}
      </fieldset>
      ${this.mark(field, true)}
    </div>`;
  }

  private mark(field: AnswerField, judged: boolean) {
    const { verdict, words } = mark(field, this.said(field));
    const sign = verdict === 'right' ? '✓ ' : verdict === 'empty' ? '' : '✗ ';
    return html`<span id="${field.id}-said" class="said ${verdict}" role="status"
        >${judged && words ? `${sign}${words}` : nothing}</span
      >${this.answers ? html`<span class="solution">Answer: ${solution(field)}</span>` : nothing}`;
  }

  private type(field: AnswerField, event: Event, live: boolean): void {
    this.open = live ? field.id : '';
    this.give(field, (event.target as HTMLInputElement).value, live);
  }

  private give(field: AnswerField, text: string, live: boolean): void {
    this.dispatchEvent(new AnswerEvent(this.nameOf(field.id), text, live));
  }
}
