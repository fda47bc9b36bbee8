import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Estate } from '../../../estate/estate';
import type { MovesPlan, MovesRequest } from '../../../moves/plan';
import { kindsOfToday } from '../../../overhead/todays-kinds';
import type { FoldAnswer } from '../../../placement/answer';
import type { FoldOptions } from '../../../placement/options';
import { sameFold } from '../../app/decisions';
import { save } from '../../app/save';
import type { AppState, Decisions } from '../../app/state';
import { base, controls } from '../../parts/styles';
import { count, many } from '../../text/format';
import { wordsOf } from '../../text/words-of';
import { picture, stateAt, wavePicture } from './waves-picture';

/** Plans moves; the page's own way is a worker. */
export type MovesPlanner = (
  estate: Estate,
  options: FoldOptions,
  request: MovesRequest,
) => Promise<MovesPlan>;

const OF_OTHERS = 'The moves were planned for other files or choices: plan them anew.';

const inWorker: MovesPlanner = async (...asked) =>
  (await import('../../../moves/browser')).movesInWorker(...asked);

/** From today's placement to fewer hosts, or to hosts of a new kind: who moves when, drawn wave by wave. */
@customElement('hf-moves')
export class MovesPanel extends LitElement {
  static override styles = [
    base,
    controls,
    picture,
    css`
      details {
        margin-bottom: 14px;
      }
      summary {
        cursor: pointer;
      }
      .asked {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
        margin: 10px 0;
      }
      .asked label,
      .slider label {
        display: block;
      }
      .asked input[type='number'] {
        width: 8ch;
      }
      input[type='range'] {
        width: min(100%, 420px);
      }
      ol {
        margin: 4px 0 12px;
        padding-left: 3ch;
        max-width: 72ch;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;
  /** The choices and files that it is planned for. */
  @property({ attribute: false }) state!: Pick<AppState, 'scenario' | 'files' | 'stale'>;
  /** The estate that the answer is of. */
  @property({ attribute: false }) estate: (() => Promise<Estate>) | null = null;
  @property({ attribute: false }) planner: MovesPlanner = inWorker;
  @state() private giveUp = 1;
  @state() private atOnce = 4;
  @state() private convert = false;
  @state() private within: number | null = null;
  @state() private wave = 0;
  @state() private plan: MovesPlan | null = null;
  @state() private busy = false;
  @state() private problem = '';
  private asked = 0;
  /** What the plan in sight, or the one that is under way, is of. */
  private of: Decisions | null = null;

  /** Moves of other files or choices are none of these. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('state') || !this.of || sameFold(this.of, this.state)) return;
    this.of = null;
    this.asked++;
    this.busy = false;
    this.plan = null;
    this.problem = OF_OTHERS;
  }

  private get names(): Set<string> {
    const { hosts = [], placement = [] } = this.answer.today ?? {};
    return new Set([
      ...hosts.map(({ name }) => name.toLowerCase()),
      ...placement.map(({ host }) => host.toLowerCase()),
    ]);
  }

  override render() {
    const total = this.names.size;
    if (!this.estate || !this.answer.today?.placement.length || total === 0) return nothing;
    return html`<details>
      <summary>From today’s hosts to fewer: who moves, in which order</summary>
      <form class="asked" @submit=${this.submit}>
        <label
          >Hosts to give up
          <input
            type="number"
            min="0"
            max=${total - 1}
            .value=${String(this.giveUp)}
            ?disabled=${this.convert}
            @input=${(e: Event) => (this.giveUp = numberIn(e, this.giveUp))}
          />
        </label>
        <label
          >Moves at once
          <input
            type="number"
            min="1"
            max="1000"
            .value=${String(this.atOnce)}
            @input=${(e: Event) => (this.atOnce = numberIn(e, this.atOnce))}
          />
        </label>
        <label
          ><input
            type="checkbox"
            .checked=${this.convert}
            @change=${(e: Event) => (this.convert = (e.target as HTMLInputElement).checked)}
          />
          make all into the chosen kind of host, one after another</label
        >
        <button class="button" type="submit" ?disabled=${this.busy || this.state.stale !== null}>
          Plan the moves
        </button>
      </form>
      <div role="status">
        ${this.busy ? 'Planning …' : this.problem ? html`<p class="notice">${this.problem}</p>` : nothing}
      </div>
      ${this.plan ? this.drawn(this.plan) : nothing}
    </details>`;
  }

  private drawn(plan: MovesPlan) {
    const { waves, evened, gone, swing, spare } = plan;
    const first = evened[0];
    const last = evened.at(-1);
    const chosen = evened.findLast(({ moves }) => moves <= plan.count) ?? first;
    const proved =
      plan.count === plan.lowerBound ? 'fewer there cannot be' : `${count(plan.lowerBound)} at least`;
    const now = this.wave === 0 ? null : waves[this.wave - 1];
    return html`<p>
        <strong>${many(plan.count, 'move')}</strong> (${proved}) in ${many(waves.length, 'wave')};
        ${many(gone.length, 'host')} empty then.
        ${spare > 0 ? `${many(spare, 'host')} of the new kind must be there at the start.` : ''}
        ${swing.length > 0 ? `${many(swing.length, 'swing host')} needed meanwhile: ${swing[0].why}.` : ''}
      </p>
      ${
        first && last && last !== first
          ? html`<div class="slider">
              <label for="within"
                >Evened within ${many(this.within ?? plan.count, 'move')}: fullest moment
                ${(100 * chosen.fullest).toFixed(1)} % of what may be filled</label
              >
              <input
                id="within"
                type="range"
                min=${first.moves}
                max=${last.moves}
                .value=${String(this.within ?? plan.count)}
                @change=${this.granted}
              />
            </div>`
          : nothing
      }
      <div class="slider">
        <label for="wave"
          >${this.wave === 0 ? 'Today' : `Wave ${this.wave} of ${waves.length}`}: who is where (dashed: moves
          away now; solid: moves here now; coloured: has moved)</label
        >
        <input
          id="wave"
          type="range"
          min="0"
          max=${waves.length}
          .value=${String(this.wave)}
          @input=${(e: Event) => (this.wave = numberIn(e, this.wave))}
        />
      </div>
      ${wavePicture(stateAt(plan, this.wave))}
      ${
        now
          ? html`<ol>
              ${now.moves.map(
                ({ guest, from, to, why }) =>
                  html`<li>${guest}: ${from ?? 'new'} → ${to}${why ? ` (${why})` : ''}</li>`,
              )}
              ${now.reinstall.map((host) => html`<li>${host} is empty and is installed anew</li>`)}
            </ol>`
          : nothing
      }
      <button class="button" type="button" @click=${() => this.saved('csv')}>Moves as CSV</button>
      <button class="button" type="button" @click=${() => this.saved('json')}>as JSON</button>`;
  }

  private submit = (event: Event): void => {
    event.preventDefault();
    this.within = null;
    void this.ask();
  };

  private granted = (event: Event): void => {
    this.within = numberIn(event, this.within ?? 0);
    void this.ask();
  };

  private async ask(): Promise<void> {
    if (!this.estate) return;
    const mine = ++this.asked;
    const { scenario, files } = this.state;
    this.of = { scenario, files };
    this.busy = true;
    this.problem = '';
    const listed = (this.answer.today?.hosts ?? []).some(
      ({ cores, rating }) => cores !== null && rating !== null,
    );
    try {
      const estate = await this.estate();
      const hosts =
        listed && !this.convert ? kindsOfToday(this.answer.today?.hosts ?? []) : scenario.hosts.slice(0, 1);
      const plan = await this.planner(
        estate,
        { ...scenario, hosts },
        {
          from: null,
          hosts: this.convert ? null : this.names.size - this.giveUp,
          atOnce: this.atOnce,
          within: this.within,
          convert: this.convert,
        },
      );
      if (mine !== this.asked) return;
      this.plan = plan;
      this.wave = Math.min(this.wave, plan.waves.length);
    } catch (error) {
      if (mine !== this.asked) return;
      this.plan = null;
      this.problem = wordsOf(error);
    } finally {
      if (mine === this.asked) this.busy = false;
    }
  }

  private async saved(kind: 'csv' | 'json'): Promise<void> {
    if (!this.plan) return;
    const { movesToCsv, movesToJson } = await import('../../../report/moves');
    if (kind === 'csv') save('moves.csv', 'text/csv', movesToCsv(this.plan));
    else save('moves.json', 'application/json', movesToJson(this.plan));
  }
}

/** The number in a field, or the one before where there is none. */
function numberIn(event: Event, before: number): number {
  const value = (event.target as HTMLInputElement).valueAsNumber;
  return Number.isFinite(value) ? value : before;
}
