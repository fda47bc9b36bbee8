import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Estate } from '../../../estate/estate';
import type { MovesPlan, MovesRequest } from '../../../moves/plan';
import type { FoldAnswer } from '../../../placement/answer';
import type { FoldOptions } from '../../../placement/options';
import { sameFold } from '../../app/decisions';
import type { AppState, Decisions } from '../../app/state';
import { base, controls } from '../../parts/styles';
import { numberTyped, type GrantEvent } from '../../moves/plan';
import '../../moves/plan';
import { hostsInUse, kindsForMoves } from '../../moves/today';
import { wordsOf } from '../../text/words-of';

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
    css`
      details {
        margin-bottom: 14px;
      }
      .asked {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
        margin: 10px 0;
      }
      .asked label {
        display: block;
      }
      .asked input[type='number'] {
        width: 8ch;
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

  override render() {
    const total = hostsInUse(this.answer);
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
            @input=${(e: Event) => (this.giveUp = numberTyped(e, this.giveUp))}
          />
        </label>
        <label
          >Moves at once
          <input
            type="number"
            min="1"
            max="1000"
            .value=${String(this.atOnce)}
            @input=${(e: Event) => (this.atOnce = numberTyped(e, this.atOnce))}
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
      ${
        this.plan
          ? html`<hf-moves-plan
              .plan=${this.plan}
              .within=${this.within}
              @grant=${this.granted}
            ></hf-moves-plan>`
          : nothing
      }
    </details>`;
  }

  private submit = (event: Event): void => {
    event.preventDefault();
    this.within = null;
    void this.ask();
  };

  private granted = ({ moves }: GrantEvent): void => {
    this.within = moves;
    void this.ask();
  };

  private async ask(): Promise<void> {
    if (!this.estate) return;
    const mine = ++this.asked;
    const { scenario, files } = this.state;
    this.of = { scenario, files };
    this.busy = true;
    this.problem = '';
    try {
      const estate = await this.estate();
      const hosts = kindsForMoves(this.answer, scenario, this.convert);
      const plan = await this.planner(
        estate,
        { ...scenario, hosts },
        {
          from: null,
          hosts: this.convert ? null : hostsInUse(this.answer) - this.giveUp,
          atOnce: this.atOnce,
          within: this.within,
          convert: this.convert,
        },
      );
      if (mine !== this.asked) return;
      this.plan = plan;
    } catch (error) {
      if (mine !== this.asked) return;
      this.plan = null;
      this.problem = wordsOf(error);
    } finally {
      if (mine === this.asked) this.busy = false;
    }
  }
}
