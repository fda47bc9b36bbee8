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
import { readCards, writeCards, type CardSettings, type OpenCards } from '../../scenario/cards';
import { ChooseEvent } from '../app/events';
import type { AlternativesCard } from './alternatives';
import { savedBy } from '../../decide/what-if';
import { StudyCard, type CardEvent } from './card';
import type { LicencesCard } from './licences';
import './licences';
import type { WhatIfCard } from './what-if';
import './what-if';
import './alternatives';
import type { StandingAnswer } from './standing';
import type { DrillCard } from './drill';
import './drill';
import type { FlightCard } from './flight';
import './flight';
import type { MovesCard } from './moves';
import './moves';
import type { ReadyCard } from './ready';
import './ready';
import './report';
import { drillInReport, uncertaintyInReport } from './report-parts';
import type { UncertaintyCard } from './uncertainty';
import './uncertainty';

const AS_USUAL: CardSettings = {};

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
      .head {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 18px 48px;
        margin-bottom: 18px;
      }
      @media (min-width: 1100px) {
        .head {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
      .answer {
        min-height: 190px;
      }
      .stale {
        filter: grayscale(1) opacity(0.45);
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
        align-items: start;
        /* One that is open leaves no hole before it. */
        grid-auto-flow: dense;
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
  /** What was set in cards that are closed now. */
  private readonly closed = new Map<string, CardSettings>();
  /** What the cards are about: the same for as long as the answer is. */
  private standing: StandingAnswer | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('state')) return;
    const { answer, scenario, servers, stale } = this.state;
    if (!answer) this.standing = null;
    // A card is about the choices that its answer is of, whatever was chosen since.
    else if (!stale && (this.standing?.answer !== answer || this.standing.scenario !== scenario)) {
      const { estate, measured } =
        this.standing?.answer === answer
          ? this.standing
          : { estate: this.fetched(false), measured: this.fetched(true) };
      this.standing = { answer, scenario, servers, estate, measured };
    }
  }

  /** The estate, fetched once when some card wants it. */
  private fetched(measured: boolean): () => Promise<Estate> {
    let estate: Promise<Estate> | null = null;
    return () => {
      estate ??= this.estateOf?.(measured) ?? Promise.reject(new Error('There is no planner to ask.'));
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
        <div class="head">
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
          ${answer && !refusal ? riskOf(this.state, this.risk, this.settled) : nothing}
        </div>
        ${answer && !refusal ? this.cards() : nothing}
      </div>
      <hf-proof .recheck=${this.recheck}></hf-proof>`;
  }

  private cards() {
    const { standing, settled, studies } = this;
    if (!standing) return nothing;
    const cards = this.openCards;
    const settings = (name: string) => cards.get(name) ?? this.closed.get(name) ?? AS_USUAL;
    return html`<section class="cards" aria-label="What to ask before signing" @card=${this.cardSet}>
      <hf-alternatives
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('alternatives')}
      ></hf-alternatives>
      <hf-uncertainty
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('uncertainty')}
        .settings=${settings('uncertainty')}
      ></hf-uncertainty>
      <hf-drill
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('drill')}
        .settings=${settings('drill')}
      ></hf-drill>
      <hf-flight
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('flight')}
        .settings=${settings('flight')}
      ></hf-flight>
      <hf-ready
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('ready')}
        .settings=${settings('ready')}
      ></hf-ready>
      <hf-moves-card
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('moves')}
        .settings=${settings('moves')}
      ></hf-moves-card>
      <hf-what-if
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('what-if')}
        .settings=${settings('what-if')}
      ></hf-what-if>
      <hf-licences
        .studies=${studies}
        .standing=${standing}
        ?settled=${settled}
        ?open=${cards.has('licences')}
      ></hf-licences>
      <hf-report
        ?open=${cards.has('report')}
        .standing=${standing}
        .files=${this.state.files.map(({ name, bytes }) => ({ name, bytes }))}
        .beside=${this.beside}
        ?settled=${settled}
      ></hf-report>
    </section>`;
  }

  /** Those that are open, and what is set in them: choices like any other. */
  private get openCards(): OpenCards {
    return readCards(this.state.scenario.decide ?? '');
  }

  private cardSet = ({ card, open, settings, live }: CardEvent): void => {
    const cards = new Map(this.openCards);
    this.closed.set(card, settings);
    if (open) cards.set(card, settings);
    else cards.delete(card);
    const decide = cards.size > 0 ? writeCards(cards) : undefined;
    this.dispatchEvent(new ChooseEvent({ decide }, `card ${card}`, live));
  };

  /** Stops every card that is at work. */
  cancel(): boolean {
    const cards = [...this.renderRoot.querySelectorAll('.cards > *')].filter(
      (card) => card instanceof StudyCard,
    );
    return cards.map((card) => card.cancel()).includes(true);
  }

  /** What cards and the picture of risk have worked out for the answer in sight. */
  private beside = (): BesidePlan => {
    const card = <T extends Element>(name: string) => this.renderRoot.querySelector<T>(name);
    const alternatives = card<AlternativesCard>('hf-alternatives');
    const compared = alternatives?.known;
    const uncertain = card<UncertaintyCard>('hf-uncertainty')?.known;
    const drilled = card<DrillCard>('hf-drill')?.known;
    const flown = card<FlightCard>('hf-flight')?.flown;
    const ready = card<ReadyCard>('hf-ready')?.kept;
    const moves = card<MovesCard>('hf-moves-card')?.moves;
    const whatIf = card<WhatIfCard>('hf-what-if');
    const asked = whatIf?.known;
    const licences = card<LicencesCard>('hf-licences')?.told;
    const { risk, answer } = this.state;
    return {
      ...(compared && { compare: alternatives!.rows(compared) }),
      ...(uncertain && { uncertainty: uncertaintyInReport(uncertain) }),
      ...(drilled && { drill: drillInReport(drilled, answer!.hosts.length) }),
      ...(flown && { flown: flown.hosts, consolidation: flown.ratios }),
      ...(ready && { ready }),
      ...(moves && { moves }),
      ...(licences && { licences }),
      ...(asked && { whatIf: savedBy(whatIf!.rows(asked)) }),
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
