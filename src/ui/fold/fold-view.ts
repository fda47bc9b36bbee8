import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { PLATFORMS } from '../../estate/platforms';
import type { FoldAnswer } from '../../placement/answer';
import { POLICIES } from '../../placement/options';
import type { AppState, Folding } from '../app/state';
import type { CoverageAsked, EstateAsked, LoadsOf, RecheckOf, RiskTool, ViewTools } from '../app/view';
import type { FindControlEvent } from '../parts/explanation';
import '../parts/how';
import { base, card, controls, progressLine } from '../parts/styles';
import { viewStyles } from '../parts/view.styles';
import { riskOf } from '../risk/place';
import { count, many } from '../text/format';
import './answer/headline';
import { leftOut } from './answer/left-out';
import type { NoteLine } from './answer/notes';
import { assumedOf } from './choices/assumed';
import './choices/choices';
import type { Choices } from './choices/choices';
import { hostWords } from './choices/host-words';
import { ChooseEvent, DeedEvent } from '../app/events';
import type { FindHostEvent, RevealEvent } from './events';
import { Following } from './following';
import { foldStyles } from './fold-view.styles';
import { aboutEstate, thinNotice } from './guests/about';
import { askedFacts } from './guests/fields';
import type { GuestTable } from './guests/guest-table';
import './guests/intake';
import { classMark, marksOf } from './guests/marks';
import type { Row } from './guests/rows';
import { DrawnInTurn } from './hosts/drawn-in-turn';
import type { HostCard } from './hosts/host-card';
import type { ProofDialog } from './answer/proof';
import { loadAround, loadInventory, loadMix, loadRefusal, showCoverage } from './parts';

/** Hosts drawn before somebody asks for more. */
const HOSTS = 24;
/** How often the line of progress moves, ms. */
const BEAT = 100;

/** How many hosts, why, and how it looks over time: the home view. */
@customElement('hf-fold-view')
export class FoldView extends LitElement {
  static override styles = [base, controls, card, progressLine, viewStyles, foldStyles];

  @property({ attribute: false }) state!: AppState;
  @property({ attribute: false }) loads: LoadsOf = () => Promise.resolve([]);
  @property({ attribute: false }) coverage: CoverageAsked | null = null;
  @property({ attribute: false }) recheck: RecheckOf | null = null;
  @property({ attribute: false }) estateOf: EstateAsked | null = null;
  @property({ attribute: false }) risk: RiskTool | null = null;
  @property({ type: Boolean, reflect: true }) wide = false;
  @state() private hosts = HOSTS;
  @state() private rows: readonly Row[] = [];
  private readonly following = new Following(this);
  @query('hf-choices') private choices!: Choices;
  @query('.choices') private choicesBox!: HTMLDetailsElement;
  @query('.side details') private tableBox!: HTMLDetailsElement;
  @query('hf-guest-table') private table!: GuestTable;
  @query('hf-proof') private proof!: ProofDialog;

  @query('.grid') private grid?: HTMLElement;
  @queryAll('hf-host') private cards!: NodeListOf<HostCard>;

  private readonly drawn = new DrawnInTurn(
    this,
    () => this.cards,
    () => this.state.folding !== null,
  );
  private beat: ReturnType<typeof setInterval> | undefined;
  private readonly narrow = window.matchMedia('(max-width: 900px)');

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.resized);
  }

  override updated(): void {
    if (this.state.answer) void loadAround().then(this.drawn.next);
    const resources = this.state.answer?.resources.length ?? 0;
    this.grid?.style.setProperty('--resources', String(resources));
    const slow = this.state.folding?.slow ?? false;
    if (!slow) {
      clearInterval(this.beat);
      this.beat = undefined;
    } else this.beat ??= setInterval(this.advance, BEAT);
  }

  /** The line moves on with time, without drawing the view again. */
  private advance = (): void => {
    const line = this.renderRoot.querySelector('progress');
    if (line && this.state.folding) line.value = progressOf(this.state.folding);
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.beat);
    this.beat = undefined;
    this.narrow.removeEventListener('change', this.resized);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('state')) return;
    const before = changed.get('state');
    const { rows, answer } = this.state;
    if (before?.rows === rows && before.answer === answer) return;
    const marks = marksOf(answer);
    const places = new Map<string, string>();
    for (const host of answer?.hosts ?? [])
      for (const guest of host.guests) places.set(guest, `On ${host.name}`);
    const assumed = new Map(answer?.assumed.map((each) => [each.guest, each]));
    this.rows = rows.map((guest) => ({
      guest,
      host: places.get(guest.name) ?? '',
      marks: marks.get(guest.name) ?? classMark(guest),
      assumed: assumed.get(guest.name),
    }));
  }

  override render() {
    return html`<hf-paper .state=${this.state}></hf-paper>
      <details class="choices away" ?open=${!this.narrow.matches || this.state.problems.slot !== null}>
        <summary>
          Choices <span>${this.summary()}</span>
          ${
            this.narrow.matches && assumedOf(this.state.scenario).length > 0
              ? html`<span class="chip guess">assumption</span>`
              : nothing
          }
        </summary>
        <hf-choices .scenario=${this.state.scenario} .slotProblem=${this.state.problems.slot}></hf-choices>
      </details>
      <div class="line" aria-hidden="true">
        ${
          this.state.folding?.slow
            ? html`<progress max="1" .value=${progressOf(this.state.folding)}></progress>`
            : nothing
        }
      </div>
      <div
        class="columns"
        @reveal=${this.reveal}
        @find-host=${this.findHost}
        @widen=${this.widen}
        @coverage=${() => showCoverage(this.renderRoot, this.coverage)}
      >
        <section class="answer" aria-label="Answer" @why=${this.explain}>${this.answer()}</section>
        <section class="side" aria-label="Servers">
          <div class="estate-inner">${this.estate()}</div>
        </section>
        <section class="pictures" aria-label="Hosts">${this.plan()}</section>
      </div>
      <p class="unseen" role="status">${this.following.whereabouts(this.rows)}</p>
      <hf-paper place="end" .state=${this.state}></hf-paper>
      <hf-proof .recheck=${this.recheck}></hf-proof>`;
  }

  private summary(): string {
    const { scenario: s } = this.state;
    const policy = POLICIES.find((p) => p.id === s.policy)?.label ?? '';
    return `${PLATFORMS[s.profile].label} · ${s.hosts.length === 1 ? hostWords(s.hosts[0]) : many(s.hosts.length, 'kind of host', 'kinds of host')} · ${s.ceilings.cpu ?? 100}\u00a0% · ${policy}`;
  }

  /** Whether hosts are of several kinds, so that each says which. */
  private get kinds(): boolean {
    const { answer, scenario } = this.state;
    if (!answer || PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0) return false;
    return scenario.hosts.length > 1 || answer.hosts.some((h) => h.kind.name !== answer.hosts[0].kind.name);
  }

  private answer(): TemplateResult {
    const { answer, stale, servers, problems, folding, searched } = this.state;
    const refusal = problems.fold ?? problems.slot;
    return html`${problems.link ? html`<p class="notice" role="status">${problems.link}</p>` : nothing}
    ${
      refusal
        ? this.refusal()
        : answer
          ? html`${this.of()}
              <div class=${stale ? 'stale' : ''}>
                <div class="top">
                  <div class="bought">
                    <hf-headline .answer=${answer} .servers=${servers}></hf-headline>
                    ${this.barrier(answer)}
                    ${stale === null ? thinNotice(this.state, this.byTimeOfDay) : nothing}
                    ${this.evenness(answer)}
                    <hf-basis .answer=${answer}></hf-basis>
                  </div>
                  <div class="counts">
                    ${this.kinds ? this.mix(answer) : nothing}
                    <hf-policies .answer=${answer}></hf-policies>
                  </div>
                </div>
                ${this.inventory(answer)}
                <div class="under">
                  <hf-overhead .answer=${answer}></hf-overhead>
                  ${
                    PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0
                      ? nothing
                      : html`<hf-course
                          .answer=${answer}
                          .folding=${folding}
                          .searched=${searched}
                        ></hf-course>`
                  }
                </div>
                ${riskOf(this.state, this.risk, folding === null && stale === null)}
              </div>`
          : html`<div class="placeholder"><h1 class="soft">Folding …</h1></div>`
    }`;
  }

  /** How many hosts, and how even: nothing where no server is on one, and nobody asked for a number. */
  private evenness(answer: FoldAnswer) {
    const { exactly, tolerance } = this.state.scenario;
    if (answer.hosts.length === 0 && exactly === undefined) return nothing;
    return html`<hf-even
      .answer=${answer}
      .exactly=${exactly}
      .tolerance=${this.tested(answer) ? tolerance : null}
      .weighing=${this.state.risk ?? null}
    ></hf-even>`;
  }

  /** The one rule that refuses most servers, and the way around it. */
  private barrier({ barrier }: FoldAnswer) {
    if (!barrier) return nothing;
    void loadRefusal();
    return html`<hf-barrier .barrier=${barrier}></hf-barrier>`;
  }

  /** Whether plans can be tested on days kept back. */
  private tested({ basis }: FoldAnswer): boolean {
    return this.risk !== null && basis.testDays > 1;
  }

  /** Of what the answer in sight is, where it is not of the files and choices of now. */
  private of() {
    const { stale, folding } = this.state;
    if (stale === null || (stale === 'choices' && folding && !folding.slow)) return nothing;
    void loadRefusal();
    return html`<hf-stale class="notice" .state=${this.state}
      >Dimmed is the answer of other files or choices.</hf-stale
    >`;
  }

  /** Why there is no answer, in the place of one, and what leads to one. */
  private refusal() {
    void loadRefusal();
    const { exactly } = this.state.scenario;
    return html`<hf-refusal .state=${this.state}></hf-refusal>
      ${exactly === undefined ? nothing : html`<hf-even .answer=${null} .exactly=${exactly}></hf-even>`}`;
  }

  private estate(): TemplateResult {
    const { files, unread, scenario, reading, problems } = this.state;
    return html`<hf-intake
        .files=${files}
        .unread=${unread}
        .sample=${scenario.sample}
        .reading=${reading}
        .stopped=${this.state.stopped}
        .problem=${problems.intake}
        .trouble=${problems.readAgain}
        .offers=${this.state.offers}
        .shifts=${scenario.shifts}
      ></hf-intake>
      ${aboutEstate(this.state)}
      <details class="away" ?open=${!this.narrow.matches}>
        <summary>Search, sort, edit</summary>
        <hf-guest-table
          .rows=${this.rows}
          .fields=${askedFacts(this.state.scenario)}
          .wide=${this.wide}
          .followed=${this.following.guest}
        ></hf-guest-table>
      </details>`;
  }

  /** What an inventory lacks and what it has: most estates are measured, and list no hosts. */
  private inventory(answer: FoldAnswer) {
    if (answer.assumedUse.length === 0 && answer.today === null) return nothing;
    void loadInventory();
    return html`<hf-assumed-use
        .answer=${answer}
        .assumeUse=${this.state.scenario.assumeUse}
        .rows=${this.state.rows}
      ></hf-assumed-use>
      <hf-todays-hosts .today=${answer.today}></hf-todays-hosts>
      <hf-moves .answer=${answer} .state=${this.state} .estate=${this.estateOf}></hf-moves>`;
  }

  /** How many of each kind: drawn where there are several, which most plans have not. */
  private mix(answer: FoldAnswer) {
    void loadMix();
    return html`<hf-mix .answer=${answer}></hf-mix>`;
  }

  private plan() {
    const { answer, stale, problems } = this.state;
    if (!answer) return nothing;
    const refused = (problems.fold ?? problems.slot) !== null;
    // Of other files nothing stands under a refusal; of other choices the plan stays, dimmed, to compare with.
    if (refused && stale !== 'choices') return nothing;
    const { hosts, resources, grid, ignored } = answer;
    const { kinds } = this;
    const unplaced = answer.unplaced.map(toLine);
    const native = answer.native.map(toLine);
    return html`${refused ? html`<p class="notice">Dimmed is the plan of the choices before.</p>` : nothing}
      <div class=${stale ? 'stale' : ''}>
        ${
          hosts.length
            ? html`<div class="head">
                  <h2>${PLATFORMS[answer.profile].oneEach ? 'Machines' : 'Hosts'}</h2>
                  <button
                    class="button"
                    type="button"
                    ?disabled=${stale !== null}
                    @click=${() => this.dispatchEvent(new DeedEvent('csv'))}
                  >
                    Plan as CSV
                  </button>
                  <button
                    class="button"
                    type="button"
                    ?disabled=${stale !== null}
                    @click=${() => this.dispatchEvent(new DeedEvent('json'))}
                  >
                    as JSON
                  </button>
                </div>
                <div class="grid">
                  ${hosts
                    .slice(0, this.hosts)
                    .map(
                      (host) =>
                        html`<hf-host
                          .host=${host}
                          .grid=${grid}
                          ?kinds=${kinds}
                          .resources=${resources}
                          .loadsOf=${this.loads}
                          .followed=${this.following.among(host.guests)}
                          ?stays=${this.following.stays}
                        ></hf-host>`,
                    )}
                </div>
                ${
                  hosts.length > this.hosts
                    ? html`<button
                        class="button more-hosts"
                        type="button"
                        @click=${() => (this.hosts += 2 * HOSTS)}
                      >
                        Show more of ${count(hosts.length)} hosts
                      </button>`
                    : nothing
                }`
            : nothing
        }
        ${ignored.length ? html`<p class="left-out">Left out of the fold: ${leftOut(ignored)}.</p>` : nothing}
        <div class="notes">
          <hf-reasons ?hidden=${unplaced.length === 0} heading="No room" .lines=${unplaced}></hf-reasons>
          <hf-reasons ?hidden=${native.length === 0} heading="Kept native" .lines=${native}></hf-reasons>
          <hf-advice ?hidden=${answer.advice.length === 0} .advice=${answer.advice}></hf-advice>
          <hf-findings ?hidden=${answer.findings.length === 0} .findings=${answer.findings}></hf-findings>
        </div>
      </div>`;
  }

  /** Puts the cursor into the search for servers. */
  async focusSearch(): Promise<void> {
    this.tableBox.open = true;
    await loadAround();
    await this.table.focusSearch();
  }

  /** Brings a host into sight and focuses it; it may be beyond those drawn. */
  async revealHost(name: string): Promise<void> {
    const index = this.state.answer?.hosts.findIndex((host) => host.name === name) ?? -1;
    if (index < 0) return;
    this.hosts = Math.max(this.hosts, index + 1);
    await Promise.all([this.updateComplete, loadAround()]);
    const card = this.cards[index];
    card?.scrollIntoView({ block: 'center' });
    await card?.show();
  }

  /** Brings a control of the bar into sight and focuses it. */
  async findControl(event: FindControlEvent): Promise<void> {
    this.choicesBox.open = true;
    await this.choices.find(event.control);
  }

  /** The argument is loaded when somebody asks for it. */
  private explain = async (): Promise<void> => {
    await import('./answer/proof');
    if (this.state.answer) await this.proof.show(this.state.answer);
  };

  private resized = (): void => this.requestUpdate();

  private byTimeOfDay = (): void => {
    this.dispatchEvent(new ChooseEvent({ align: 'time-of-day' }, 'alignment'));
  };

  private widen = (event: CustomEvent<boolean>): void => {
    this.wide = event.detail;
  };

  private findHost = async ({ guest }: FindHostEvent): Promise<void> => {
    this.following.choose(guest);
    const host = this.state.answer?.hosts.find(({ guests }) => guests.includes(guest));
    if (host) await this.revealHost(host.name);
  };

  private reveal = (event: RevealEvent): void => {
    this.following.choose(event.guest);
    this.wide = false;
    this.tableBox.open = true;
    void loadAround().then(() => this.table.reveal(event.guest));
  };
}

/** How far a fold is, 0..1: of its time where the clock ends it, or further where the planner says so. */
const progressOf = ({ fraction, began, seconds }: Folding): number =>
  seconds === null
    ? fraction
    : Math.min(1, Math.max(fraction, (performance.now() - began) / 1000 / Math.max(seconds, 0.1)));

const toLine = ({ guest, why }: { guest: string; why: string }): NoteLine => ({ guest, text: why });

export function render(
  state: AppState,
  { loads, coverage, recheck, estate, risk }: ViewTools,
): TemplateResult {
  return html`<hf-fold-view
    .state=${state}
    .loads=${loads}
    .coverage=${coverage}
    .recheck=${recheck}
    .estateOf=${estate ?? null}
    .risk=${risk ?? null}
  ></hf-fold-view>`;
}
