import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { PLATFORMS } from '../../estate/platforms';
import { POLICIES } from '../../placement/options';
import type { AppState, Folding } from '../app/state';
import type { CoverageAsked, EstateAsked, LoadsOf, RecheckOf, RiskTool, ViewTools } from '../app/view';
import type { FindControlEvent } from '../parts/explanation';
import '../parts/how';
import { base, card, controls, progressLine } from '../parts/styles';
import { viewStyles } from '../parts/view.styles';
import { many } from '../text/format';
import { answerColumn } from './answer/column';
import { assumedOf } from './choices/assumed';
import './choices/choices';
import type { Choices } from './choices/choices';
import { hostWords } from './choices/host-words';
import type { FindHostEvent, RevealEvent } from './events';
import { Following } from './following';
import { foldStyles } from './fold-view.styles';
import { aboutEstate } from './guests/about';
import { askedFacts } from './guests/fields';
import type { GuestTable } from './guests/guest-table';
import './guests/intake';
import type { Row } from './guests/rows';
import { tableRows } from './guests/table-rows';
import { hostsColumn } from './hosts/column';
import { DrawnInTurn } from './hosts/drawn-in-turn';
import type { HostCard } from './hosts/host-card';
import type { ProofDialog } from './answer/proof';
import { loadAround, showCoverage } from './parts';

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
    this.rows = tableRows(this.state);
  }

  override render() {
    return html`<hf-paper .state=${this.state}></hf-paper>
      <details class="choices away" ?open=${!this.narrow.matches}>
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
        <section class="answer" aria-label="Answer" @why=${this.explain}>${answerColumn(this)}</section>
        <section class="side" aria-label="Servers">
          <div class="estate-inner">${this.estate()}</div>
        </section>
        <section class="pictures" aria-label="Hosts">
          ${hostsColumn({
            state: this.state,
            loads: this.loads,
            following: this.following,
            most: this.hosts,
            more: this.showMore,
          })}
        </section>
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

  private showMore = (): void => {
    this.hosts += 2 * HOSTS;
  };

  private resized = (): void => this.requestUpdate();

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
