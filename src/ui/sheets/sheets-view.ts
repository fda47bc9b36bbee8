import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { toHash } from '../../scenario/link';
import type { Scenario } from '../../scenario/scenario';
import { MOST_SEED, posed, SHEETS } from '../../sheets';
import { mark } from '../../sheets/mark';
import type { Posed, Sheet } from '../../sheets/question';
import { readSeed, readState, writeState, type OpenPage, type SheetState } from '../../sheets/state';
import { ChooseEvent } from '../app/events';
import { showStep, stepsStyles } from '../parts/steps';
import { base, card, controls } from '../parts/styles';
import type { Term } from '../text/glossary';
import { piecesOf } from '../text/pieces';
import { prosed } from '../text/prose';
import { noticeStyles } from '../parts/view.styles';
import type { AnswerEvent } from './events';
import './exercise';
import { sheetsStyles } from './sheets-view.styles';
import './teach';

/**
 * Problem sheets whose answers the page marks, and a page for whoever teaches with them. All that is typed is in the
 * view's link.
 * @fires choose
 */
@customElement('hf-sheets-view')
export class SheetsView extends LitElement {
  static override styles = [base, controls, card, noticeStyles, stepsStyles, sheetsStyles];

  /** What is open and typed, as the link has it. */
  @property() text = '';
  @property({ attribute: false }) scenario!: Scenario;
  /** What in the address could not be used, in other parts of it. */
  @property({ attribute: false }) trouble: string | null = null;
  @state() private seedProblem = '';

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('text')) showStep(this.renderRoot);
  }

  override render() {
    const { state, problem } = readState(this.text);
    const sheet = SHEETS.find(({ number }) => number === state.page);
    return html`${this.bar(state)}
      <div class="page">
        ${[this.trouble, problem].map((each) => (each ? html`<p class="notice away" role="status">${each}</p>` : nothing))}
        ${sheet ? this.sheet(sheet, state) : html`<hf-teach .seed=${state.seed} .hrefOf=${this.hrefOf}></hf-teach>`}
      </div>`;
  }

  private bar(state: SheetState) {
    const pages: readonly (readonly [OpenPage, string])[] = [
      ...SHEETS.map(({ number, title }) => [number, `${number} ${title}`] as const),
      ['teach', 'For teachers'],
    ];
    return html`<div class="steps">
      <nav aria-label="Sheets">
        <ol>
          ${pages.map(
            ([page, label]) =>
              html`<li>
                <button
                  class="step"
                  type="button"
                  aria-current=${page === state.page ? 'page' : nothing}
                  @click=${() => this.choose({ ...state, page }, 'sheet')}
                >
                  ${label}
                </button>
              </li>`,
          )}
        </ol>
      </nav>
      <div class="field">
        <label for="seed">Student’s seed</label>
        <input
          id="seed"
          inputmode="numeric"
          autocomplete="off"
          placeholder="none"
          title="Draws the numbers of every question; none: those of the plain sheet"
          aria-invalid=${this.seedProblem ? 'true' : 'false'}
          aria-describedby=${this.seedProblem ? 'seed-problem' : nothing}
          .value=${state.seed ? String(state.seed) : ''}
          @change=${(event: Event) => this.seed(state, (event.target as HTMLInputElement).value)}
        />
        ${this.seedProblem ? html`<p id="seed-problem" class="wrong" role="alert">${this.seedProblem}</p>` : nothing}
      </div>
      ${
        state.page === 'teach'
          ? nothing
          : html`<button
              class="button"
              type="button"
              aria-pressed=${state.answers ? 'true' : 'false'}
              @click=${() => this.choose({ ...state, answers: !state.answers }, 'answers in sight')}
            >
              Answers in sight
            </button>`
      }
      <button class="button" type="button" @click=${() => window.print()}>
        ${state.answers && state.page !== 'teach' ? 'Print with answers' : 'Print'}
      </button>
      ${
        state.typed.size
          ? html`<button
              class="button"
              type="button"
              @click=${() => this.choose({ ...state, typed: new Map() }, 'answers typed')}
            >
              Clear what is typed
            </button>`
          : nothing
      }
    </div>`;
  }

  private sheet(sheet: Sheet, state: SheetState) {
    const all = sheet.questions.map((question) => ({
      number: question.number,
      posed: posed(question, state.seed),
    }));
    const seen = new Set<Term>();
    return html`<h1>${sheet.title}</h1>
      <p class="on-paper">
        Sheet ${sheet.number} of ${SHEETS.length}${state.seed ? `, seed ${state.seed}` : ''} · Name:
        ______________________
      </p>
      <p class="tally away" role="status">${tally(all, state)}</p>
      <p class="given">${prosed(sheet.given, seen)}</p>
      <div @answer=${(event: AnswerEvent) => this.answered(state, event)}>
        ${all.map(({ number, posed }) => {
          const known = new Set(seen);
          piecesOf(posed.ask, seen);
          return html`<hf-exercise
            .number=${number}
            .posed=${posed}
            .known=${known}
            .typed=${state.typed}
            ?answers=${state.answers}
            .href=${this.hrefOf({ [posed.shown.view]: posed.shown.text, view: posed.shown.view })}
          ></hf-exercise>`;
        })}
      </div>`;
  }

  /** The address of the page with some choices changed; what is typed here stays in it. */
  private readonly hrefOf = (patch: Partial<Scenario>): string =>
    `#${toHash({ ...this.scenario, ...patch })}`;

  private answered(state: SheetState, event: AnswerEvent): void {
    event.stopPropagation();
    const typed = new Map(state.typed).set(event.name, event.text);
    this.choose({ ...state, typed }, `answer to question ${event.name.split('.')[0]}`, event.live);
  }

  private seed(state: SheetState, text: string): void {
    const seed = readSeed(text);
    this.seedProblem =
      seed === null ? `Expected a whole number from 0 to ${MOST_SEED}, got “${text.slice(0, 20)}”.` : '';
    if (seed !== null) this.choose({ ...state, seed }, 'seed');
  }

  private choose(state: SheetState, what: string, live = false): void {
    this.dispatchEvent(new ChooseEvent({ sheets: writeState(state) }, what, live));
  }
}

/** How many answers are right, of how many there are. */
function tally(all: readonly { number: number; posed: Posed }[], { typed }: SheetState): string {
  const marks = all.flatMap(({ number, posed }) =>
    posed.answers.map((field) => mark(field, typed.get(`${number}.${field.id}`) ?? '').verdict),
  );
  const right = marks.filter((verdict) => verdict === 'right').length;
  return right === marks.length
    ? `All ${marks.length} answers are right.`
    : `${right} of ${marks.length} answers right. What is typed is in the link of this page.`;
}
