import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BesidePlan } from '../../report/beside';
import type { Studies } from '../../decide/studies';
import type { Estate } from '../../estate/estate';
import type { AppState } from '../app/state';
import type { EstateAsked, RecheckOf, RiskTool } from '../app/view';
import '../fold/answer/basis';
import '../fold/answer/headline';
import type { ProofDialog } from '../fold/answer/proof';
import '../fold/answer/refusal';
import '../fold/paper';
import { base, controls, progressLine } from '../parts/styles';
import { noticeStyles } from '../parts/view.styles';
import { riskOf } from '../risk/place';
import type { AlternativesCard } from './alternatives';
import './alternatives';
import type { StandingAnswer } from './standing';
import type { DrillCard } from './drill';
import './drill';
import type { FlightCard } from './flight';
import './flight';
import type { MovesCard } from './moves';
import './moves';
import './report';
import { drillInReport, uncertaintyInReport } from './report-parts';
import type { UncertaintyCard } from './uncertainty';
import './uncertainty';

/** Which number to sign: the one that stands, and around it what can be asked of it, each in a card that opens. */
@customElement('hf-decide-view')
export class DecideView extends LitElement {
  static override styles = [
    base,
    controls,
    progressLine,
    noticeStyles,
    css`
      .inner {
        max-width: 1500px;
        margin: 0 auto;
        padding: 22px 28px 48px;
      }
      .answer {
        min-height: 190px;
        margin-bottom: 18px;
      }
      .stale {
        filter: grayscale(1) opacity(0.45);
      }
      hf-risk {
        margin-bottom: 14px;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
        align-items: start;
        gap: 14px;
      }
      .cards > [open] {
        grid-column: 1 / -1;
      }
      h1 {
        font-size: 40px;
        line-height: 46px;
      }
      .links {
        margin-top: 8px;
      }
      .links a {
        color: var(--accent);
      }
      @media (max-width: 640px) {
        .inner {
          padding: 16px 16px 32px;
        }
        .answer {
          min-height: 300px;
        }
      }
    `,
  ];

  @property({ attribute: false }) state!: AppState;
  @property({ attribute: false }) studies!: Studies;
  @property({ attribute: false }) estateOf: EstateAsked | null = null;
  @property({ attribute: false }) recheck: RecheckOf | null = null;
  @property({ attribute: false }) risk: RiskTool | null = null;
  /** What the cards are about: the same for as long as the answer is. */
  private standing: StandingAnswer | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('state')) return;
    const { answer, scenario, servers, stale } = this.state;
    if (!answer) this.standing = null;
    // A card is about the choices that its answer is of, whatever was chosen since.
    else if (!stale && (this.standing?.answer !== answer || this.standing.scenario !== scenario)) {
      const known = this.standing?.answer === answer ? this.standing.estate : null;
      this.standing = { answer, scenario, servers, estate: known ?? this.fetched() };
    }
  }

  /** The estate, fetched once when some card wants it. */
  private fetched(): () => Promise<Estate> {
    let estate: Promise<Estate> | null = null;
    return () => {
      estate ??= this.estateOf?.() ?? Promise.reject(new Error('There is no planner to ask.'));
      estate.catch(() => (estate = null));
      return estate;
    };
  }

  /** Whether the answer is the last word on the files and choices of now. */
  private get settled(): boolean {
    const { answer, stale, folding } = this.state;
    return answer !== null && stale === null && folding === null && answer.endedBy !== 'running';
  }

  override render() {
    const { answer, stale, folding, problems } = this.state;
    const refusal = problems.fold ?? problems.slot;
    return html`<hf-paper .state=${this.state}></hf-paper>
      <div class="line" aria-hidden="true">
        ${folding?.slow ? html`<progress max="1" .value=${folding.fraction}></progress>` : nothing}
      </div>
      <div class="inner">
        <section class="answer" aria-label="Answer" @why=${this.explain}>
          ${problems.link ? html`<p class="notice" role="status">${problems.link}</p>` : nothing}
          ${
            refusal
              ? html`<hf-refusal .state=${this.state}></hf-refusal>`
              : answer
                ? html`${stale === null ? nothing : html`<hf-stale class="notice" .state=${this.state}></hf-stale>`}
                    <div class=${stale ? 'stale' : ''}>
                      <hf-headline .answer=${answer} .servers=${this.state.servers}></hf-headline>
                      <hf-basis .answer=${answer}></hf-basis>
                    </div>`
                : html`<h1 class="soft">Folding …</h1>`
          }
        </section>
        ${answer && !refusal ? html`${riskOf(this.state, this.risk, this.settled)} ${this.cards()}` : nothing}
      </div>
      <hf-proof .recheck=${this.recheck}></hf-proof>`;
  }

  private cards() {
    const { standing, settled, studies } = this;
    if (!standing) return nothing;
    return html`<section class="cards" aria-label="What to ask before signing">
      <hf-alternatives .studies=${studies} .standing=${standing} ?settled=${settled}></hf-alternatives>
      <hf-uncertainty .studies=${studies} .standing=${standing} ?settled=${settled}></hf-uncertainty>
      <hf-drill .studies=${studies} .standing=${standing} ?settled=${settled}></hf-drill>
      <hf-flight .studies=${studies} .standing=${standing} ?settled=${settled}></hf-flight>
      <hf-moves-card .studies=${studies} .standing=${standing} ?settled=${settled}></hf-moves-card>
      <hf-report
        .standing=${standing}
        .files=${this.state.files.map(({ name, bytes }) => ({ name, bytes }))}
        .beside=${this.beside}
        ?settled=${settled}
      ></hf-report>
    </section>`;
  }

  /** Stops every card that is at work. */
  cancel(): boolean {
    const cards = this.renderRoot.querySelectorAll<
      AlternativesCard | UncertaintyCard | DrillCard | FlightCard | MovesCard
    >('hf-alternatives, hf-uncertainty, hf-drill, hf-flight, hf-moves-card');
    return [...cards].map((card) => card.cancel()).includes(true);
  }

  /** What cards and the picture of risk have worked out for the answer in sight. */
  private beside = (): BesidePlan => {
    const card = <T extends Element>(name: string) => this.renderRoot.querySelector<T>(name);
    const alternatives = card<AlternativesCard>('hf-alternatives');
    const compared = alternatives?.known;
    const uncertain = card<UncertaintyCard>('hf-uncertainty')?.known;
    const drilled = card<DrillCard>('hf-drill')?.known;
    const flown = card<FlightCard>('hf-flight')?.flown;
    const moves = card<MovesCard>('hf-moves-card')?.moves;
    const { risk, answer } = this.state;
    return {
      ...(compared && { compare: alternatives!.rows(compared) }),
      ...(uncertain && { uncertainty: uncertaintyInReport(uncertain) }),
      ...(drilled && { drill: drillInReport(drilled, answer!.hosts.length) }),
      ...(flown && { flown: flown.hosts, consolidation: flown.ratios }),
      ...(moves && { moves }),
      ...(risk?.found && !risk.running && { risk: risk.found }),
    };
  };

  /** The argument is loaded when somebody asks for it. */
  private explain = async (): Promise<void> => {
    await import('../fold/answer/proof');
    const dialog = this.renderRoot.querySelector<ProofDialog>('hf-proof');
    if (this.state.answer) await dialog?.show(this.state.answer);
  };
}
