import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import type { ClaimRow, ClaimTools } from '../../claims/check';
import type { ClaimVerdict } from '../../claims/claim';
import { LINE_OF_THOUGHT, type Passage } from '../../claims/line';
import { CLAIMS, SLIPS } from '../../claims/list';
import type { GuestRow } from '../../placement/guest-row';
import { toHash } from '../../scenario/link';
import type { Scenario } from '../../scenario/scenario';
import { ChooseEvent } from '../app/events';
import { notice } from '../parts/notice';
import { base, card, controls } from '../parts/styles';
import { noticeStyles } from '../parts/view.styles';
import { list } from '../../estate/crowd';
import { many } from '../text/format';
import type { Term } from '../text/glossary';
import { prosed } from '../text/prose';
import './bars';
import './claim-card';
import type { ClaimCard } from './claim-card';
import type { CheckedEvent, KnobEvent } from './events';
import './layers';
import { paperStyles } from './paper-view.styles';
import './scaling';
import { readPaper, writePaper, type PaperState } from './state';
import { MEANINGS, VERDICTS, verdictMarks } from './words';

const NO_KNOBS = {};

/**
 * The paper, checked: its line of thought by section, its three figures as pictures that can be touched, and every claim
 * with its experiment. Which claim is in sight and what is turned stands in the view's link.
 * @fires choose
 */
@customElement('hf-paper-view')
export class PaperView extends LitElement {
  static override styles = [base, controls, card, noticeStyles, verdictMarks, paperStyles];

  /** What is chosen, as the link has it. */
  @property() text = '';
  @property({ attribute: false }) scenario!: Scenario;
  /** The servers, whose class figure 3 can set. */
  @property({ attribute: false }) rows: readonly GuestRow[] = [];
  /** What in the address could not be used, in other parts of it. */
  @property({ attribute: false }) trouble: string | null = null;
  @property({ attribute: false }) tools!: ClaimTools;
  @state() private checked: ReadonlyMap<number, ClaimRow> = new Map();
  /** The claim that is checked while all are. */
  @state() private checking: number | null = null;
  @queryAll('hf-claim') private cards!: NodeListOf<ClaimCard>;
  @query('.all') private all!: HTMLElement;
  private stopped = false;
  private shownAt: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.openAll);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.openAll);
    this.stopped = true;
  }

  private openAll = (): void => {
    for (const each of this.cards) each.open = true;
  };

  override updated(): void {
    const { at } = readPaper(this.text).state;
    if (at === this.shownAt) return;
    this.shownAt = at;
    if (at !== null) void this.cardOf(at)?.reveal();
  }

  private cardOf(number: number): ClaimCard | undefined {
    return [...this.cards].find(({ claim }) => claim.number === number);
  }

  override render() {
    const { state, problem } = readPaper(this.text);
    const seen = new Set<Term>();
    return html`<div class="page">
      ${this.trouble ? html`<p class="notice" role="status">${this.trouble}</p>` : nothing} ${notice(problem)}
      <h1>Is the paper right?</h1>
      <p class="lead">
        In 2006 Mark Friedman looked at virtual machines for Windows servers with the eyes of somebody who
        measures. Here is his line of thought in our words, and each of ${CLAIMS.length} claims with an
        experiment that anyone can run.
      </p>
      <p class="small soft">
        M. Friedman, The Reality of Virtualization for Windows Servers, CMG 2006. Section numbers are the
        paper’s; figures are computed or simulated here, none is copied but the bars of figure 3.
      </p>
      ${this.summary()}
      <nav aria-label="Sections">
        <ol>
          ${LINE_OF_THOUGHT.map(
            ({ id, section, title, claims }) =>
              html`<li>
                <button class="link" type="button" @click=${() => this.goTo(id)}>${title}</button>
                <span class="small soft">§ ${section}</span>
                <span class="marks">${claims.map((number) => this.mark(number))}</span>
              </li>`,
          )}
        </ol>
      </nav>
      <div
        @knob=${(event: KnobEvent) => this.turned(state, event)}
        @checked=${(event: CheckedEvent) => {
          this.checked = new Map(this.checked).set(event.claim, event.row);
        }}
      >
        ${LINE_OF_THOUGHT.map((each) => this.passage(each, state, seen))}
      </div>
      <section class="passage">
        <h2>Slips, kindly noted</h2>
        <p class="soft">
          None of them touches an argument; whoever follows a reference will want them. Those of one claim
          stand beside it.
        </p>
        <ul>
          ${SLIPS.map((slip) => html`<li>${slip}</li>`)}
          ${CLAIMS.flatMap(({ slip, number }) =>
            slip ? [html`<li>${slip} <span class="small soft">(claim ${number})</span></li>`] : [],
          )}
        </ul>
      </section>
    </div>`;
  }

  /** @param seen words that were explained in passages before */
  private passage({ id, section, title, text, figure, claims }: Passage, state: PaperState, seen: Set<Term>) {
    return html`<section class="passage" aria-labelledby=${id}>
      <h2 id=${id} tabindex="-1">
        ${title} <span class="small soft">${section.includes(' ') ? 'sections' : 'section'} ${section}</span>
      </h2>
      <div class="prose">${text.map((each) => html`<p>${prosed(each, seen)}</p>`)}</div>
      ${figure ? this.figure(figure) : nothing}
      ${claims.map(
        (number) =>
          html`<hf-claim
            .claim=${CLAIMS.find((each) => each.number === number)!}
            .set=${state.sets.get(number) ?? NO_KNOBS}
            .tools=${this.tools}
            .hrefOf=${this.hrefOf}
          ></hf-claim>`,
      )}
    </section>`;
  }

  private figure(number: NonNullable<Passage['figure']>) {
    if (number === 1) return html`<hf-layers></hf-layers>`;
    if (number === 2)
      return html`<hf-scaling
        .tools=${this.tools}
        .overrides=${this.scenario.overrides}
        .hrefOf=${this.hrefOf}
      ></hf-scaling>`;
    return html`<hf-bars
      .rows=${this.rows}
      .overrides=${this.scenario.overrides}
      .hrefOf=${this.hrefOf}
    ></hf-bars>`;
  }

  /** How a claim stands, and the way to it. */
  private mark(number: number) {
    const { title } = CLAIMS.find((each) => each.number === number)!;
    const { mark, tone, words } = VERDICTS[this.verdictOf(number)];
    return html`<button
      class="mark ${tone}"
      type="button"
      title="${number} ${title}: ${words}"
      aria-label="Claim ${number}, ${title}: ${words}"
      @click=${() => void this.cardOf(number)?.reveal()}
    >
      ${mark}
    </button>`;
  }

  /** As it was found here, or else as recorded. */
  private verdictOf(claim: number): ClaimVerdict {
    return this.checked.get(claim)?.verdict ?? CLAIMS.find(({ number }) => number === claim)!.recorded;
  }

  /** How the claims stand: as recorded, and what has been run in this sitting. */
  private summary() {
    const count = new Map<ClaimVerdict, number>();
    for (const { number } of CLAIMS) {
      const verdict = this.verdictOf(number);
      count.set(verdict, (count.get(verdict) ?? 0) + 1);
    }
    const strange = [...this.checked.values()].filter(({ asRecorded }) => !asRecorded);
    return html`<div class="all card">
      <ul class="verdicts">
        ${[...count].map(
          ([verdict, n]) =>
            html`<li>
              <b class="number">${n}</b>
              <span class="mark ${VERDICTS[verdict].tone}" aria-hidden="true">${VERDICTS[verdict].mark}</span>
              <span>${VERDICTS[verdict].words} <span class="small soft">${MEANINGS[verdict]}</span></span>
            </li>`,
        )}
      </ul>
      <div class="row">
        ${
          this.checking === null
            ? html`<button class="button main" type="button" @click=${this.checkAll}>
                Run all ${CLAIMS.length}
              </button>`
            : html`<button class="button" type="button" @click=${this.stop}>Stop</button>`
        }
        <p class="small soft" role="status">
          ${
            this.checking === null && this.checked.size === 0
              ? 'Verdicts are those of the last time this was written; running them takes about half a minute.'
              : html`${many(this.checked.size, 'claim')} of ${CLAIMS.length} run
                here${this.checking === null ? '' : `, now claim ${this.checking}`}:
                ${
                  strange.length === 0
                    ? 'all as recorded.'
                    : html`<b
                        >not as recorded: claim ${list(strange.map(({ number }) => String(number)))}.</b
                      >`
                }`
          }
        </p>
      </div>
    </div>`;
  }

  private checkAll = async (): Promise<void> => {
    this.stopped = false;
    for (const card of this.cards) {
      if (this.stopped) break;
      this.checking = card.claim.number;
      await card.check();
    }
    this.checking = null;
  };

  private stop = (): void => {
    this.stopped = true;
    if (this.checking !== null) this.cardOf(this.checking)?.cancel();
  };

  private goTo(id: string): void {
    const heading = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }

  private turned(state: PaperState, event: KnobEvent): void {
    event.stopPropagation();
    const sets = new Map(state.sets);
    sets.set(event.claim, { ...sets.get(event.claim), [event.id]: event.value });
    const paper = writePaper({ ...state, sets });
    this.dispatchEvent(new ChooseEvent({ paper }, `a knob of claim ${event.claim}`, event.live));
  }

  /** The address of the page with some choices changed. */
  private readonly hrefOf = (patch: Partial<Scenario>): string =>
    `#${toHash({ ...this.scenario, ...patch })}`;

  override focus(): void {
    this.all.querySelector('button')?.focus();
  }
}
