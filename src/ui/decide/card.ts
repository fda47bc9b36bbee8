import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Studies } from '../../decide/studies';
import type { StudyAsk, StudyId, StudyLine } from '../../decide/study-table';
import { inRange, type StatedNumber } from '../../estate/field';
import { own } from '../../estate/own';
import type { FoldAnswer } from '../../placement/answer';
import type { CardSettings } from '../../scenario/cards';
import { PageEvent } from '../parts/page-event';
import { base, card, controls } from '../parts/styles';
import { noticeStyles } from '../parts/view.styles';
import { count, many, seconds } from '../text/format';
import type { StandingAnswer } from './standing';
import { StudyRun } from './study-run';

/** A card was opened or closed, or something was set in it. */
export class CardEvent extends PageEvent {
  static override readonly type = 'card';
  constructor(
    readonly card: string,
    readonly open: boolean,
    readonly settings: CardSettings,
    /** Still being dragged. */
    readonly live = false,
  ) {
    super();
  }
}

const NOTHING_SET: CardSettings = {};

/** A few runs of one card at a time would each slow the other: cases that a card may ask a page for. */
export const MOST_ON_PAGE = 20_000;

export const cardStyles = css`
  details.card {
    padding: 0;
  }
  summary {
    display: grid;
    grid-template-columns: 14px minmax(0, 1fr);
    gap: 0 8px;
    padding: 14px 16px;
    border-radius: var(--radius);
  }
  summary::before {
    margin: 7px 0 0 1px;
  }
  .inner {
    padding: 0 16px 16px;
  }
  .notice.quiet {
    background: var(--sunk);
    color: var(--soft);
  }
  .says {
    grid-column: 2;
    color: var(--soft);
    text-wrap: pretty;
  }
  .finding {
    max-width: 72ch;
    margin: 0 0 10px;
    font-size: 17px;
    line-height: 24px;
    text-wrap: pretty;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 18px;
    margin: 0 0 12px;
  }
  .going {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: 32px;
    margin-top: 12px;
    font-size: 13px;
    line-height: 19px;
    color: var(--soft);
  }
  .going progress {
    width: 120px;
    height: 4px;
    accent-color: var(--accent);
  }
  .old {
    filter: grayscale(1) opacity(0.45);
  }
  .wait {
    min-height: 120px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
    line-height: 20px;
  }
  caption {
    text-align: left;
    color: var(--soft);
    font-size: 13px;
    padding-bottom: 4px;
  }
  thead th {
    font-size: 12px;
    line-height: 16px;
    font-weight: 400;
    color: var(--soft);
    text-align: left;
    vertical-align: bottom;
  }
  th,
  td {
    padding: 5px 14px 5px 0;
    text-align: left;
    vertical-align: top;
    font-weight: 400;
  }
  tbody tr {
    border-top: 1px solid var(--hairline);
    break-inside: avoid;
  }
  .number {
    text-align: right;
  }
  .bad {
    color: var(--bad);
  }
  @media print {
    .fields,
    progress {
      display: none;
    }
  }
`;

/**
 * A question about the number that stands, in a card that opens. Its study is run when it is first open, in the pool; it
 * is drawn while it goes on, can be stopped and taken up again, and comes to the same figures whenever it is repeated.
 * On paper a card is open where anything of it is known.
 */
export abstract class StudyCard<K extends StudyId> extends LitElement {
  static override styles = [base, card, controls, noticeStyles, cardStyles];

  @property({ attribute: false }) studies!: Studies;
  @property({ attribute: false }) standing!: StandingAnswer;
  /** Whether the answer is of the files and choices of now, and final. */
  @property({ type: Boolean }) settled = false;
  @property({ type: Boolean, reflect: true }) open = false;
  /** What is set in it, by field; what is not said is as usual. */
  @property({ attribute: false }) settings = NOTHING_SET;
  @state() private printing = false;

  /** Its name in links. */
  abstract readonly name: string;

  protected abstract readonly heading: string;
  protected abstract readonly question: string;
  protected abstract readonly run: StudyRun<K>;
  /** What is asked of the answer in sight; a sentence where it cannot be asked, and why. */
  protected abstract ask(): StudyAsk<K> | string;
  /** What came of it, in a sentence. */
  protected abstract finding(lines: readonly StudyLine<K>[]): string | TemplateResult;
  protected abstract picture(lines: readonly StudyLine<K>[]): unknown;
  /** What a person may set. */
  protected fields(): unknown {
    return nothing;
  }
  /** `seed 1, 140 steps each`: what its figures can be had again by. */
  protected abstract basis(): string;

  /** The estate that it asks about. */
  protected get estate(): StandingAnswer['estate'] {
    return this.standing.estate;
  }

  /** Lines that are enough for a picture. */
  protected get enough(): number {
    return 1;
  }

  /** A number that is set; the usual one where none is, or one that cannot be. */
  protected number(field: string, usual: number, range: Omit<StatedNumber, 'label'>): number {
    const value = own(this.settings, field);
    return typeof value === 'number' && inRange(value, range) ? value : usual;
  }

  /** Sets fields; null: as usual. */
  protected setFields(patch: Readonly<Record<string, string | number | null>>, live = false): void {
    const kept = Object.entries({ ...this.settings, ...patch }).filter(([, value]) => value !== null);
    this.settings = Object.fromEntries(kept) as CardSettings;
    this.tell(live);
  }

  private tell(live = false): void {
    this.dispatchEvent(new CardEvent(this.name, this.open, this.settings, live));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.print);
    window.addEventListener('afterprint', this.printed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.print);
    window.removeEventListener('afterprint', this.printed);
  }

  override updated(): void {
    if (!this.open || !this.settled) return;
    const ask = this.ask();
    const { answer } = this.standing;
    if (typeof ask !== 'string' && !this.run.isOf(answer, ask))
      this.run.start(answer, ask, this.estate, this.enough);
  }

  /** The answer that what is known is of: not that of now where it is old. */
  protected get answer(): FoldAnswer {
    return this.run.of ?? this.standing.answer;
  }

  /** Whether what is known is of another answer or another question than those of now. */
  private get old(): boolean {
    const ask = this.ask();
    return !this.settled || typeof ask === 'string' || !this.run.isOf(this.standing.answer, ask);
  }

  override render() {
    const shown = this.open || this.printing;
    return html`<details class="card" ?open=${shown} @toggle=${this.toggled}>
      <summary>
        <h2>${this.heading}</h2>
        <span class="says">${this.question}</span>
      </summary>
      ${shown ? html`<div class="inner">${this.body(this.run.shown)}</div>` : nothing}
    </details>`;
  }

  private body(lines: readonly StudyLine<K>[]) {
    const ask = this.ask();
    const { problem, working } = this.run.state;
    const old = this.old || (lines.length > 0 && lines === this.run.state.earlier);
    return html`<div class="fields">${this.fields()}</div>
      ${typeof ask === 'string' ? html`<p class="notice quiet" role="status">${ask}</p>` : nothing}
      ${problem ? html`<p class="notice bad" role="alert">${problem}</p>` : nothing}
      <div class=${old && lines.length > 0 ? 'old' : ''} aria-busy=${working ? 'true' : 'false'}>
        ${
          lines.length > 0
            ? html`<p class="finding" role="status">${this.finding(lines)}</p>
                ${this.picture(lines)}`
            : typeof ask === 'string'
              ? nothing
              : html`<div class="wait soft">
                  ${this.printing ? 'Not worked out: this card was not open.' : nothing}
                </div>`
        }
      </div>
      ${typeof ask === 'string' || !this.run.begun ? nothing : this.going()}`;
  }

  private going() {
    const { lines, count: all, working, stopped, took } = this.run.state;
    const of = all === null ? '' : ` of ${count(all)}`;
    const done = `${many(lines.length, 'case')}${of}`;
    return html`<div class="going">
      ${
        working
          ? html`<progress
                max=${all ?? 1}
                .value=${lines.length}
                aria-label="${this.heading}: how far"
              ></progress>
              <span>${done}</span>
              <button class="button" type="button" @click=${() => this.run.stop()}>Stop</button>`
          : html`<span
                >${stopped ? `Stopped after ${done}` : many(lines.length, 'case')} in ${seconds(took)};
                ${this.basis()}</span
              >
              ${
                stopped
                  ? html`<button class="button" type="button" @click=${() => this.run.goOn()}>Go on</button>`
                  : nothing
              }
              <button class="button" type="button" @click=${() => this.run.again()}>Once more</button>`
      }
    </div>`;
  }

  /** All lines of the question as it stands now; null where it was not worked out to its end. */
  get known(): readonly StudyLine<K>[] | null {
    const { lines, working, stopped, problem } = this.run.state;
    return lines.length === 0 || working || stopped || problem || this.old ? null : lines;
  }

  /** Esc stops what goes on. @returns whether anything did */
  cancel(): boolean {
    const { working } = this.run.state;
    if (working) this.run.stop();
    return working;
  }

  private toggled = (event: Event): void => {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (this.printing || open === this.open) return;
    this.open = open;
    this.tell();
  };

  private print = (): void => {
    this.printing = this.run.shown.length > 0;
    // Paper is laid out at once.
    this.performUpdate();
  };

  private printed = (): void => {
    this.printing = false;
  };
}
