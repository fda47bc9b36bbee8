import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { chosenOf } from '../../../decide/risk';
import type { FoldAnswer } from '../../../placement/answer';
import { belowWords, fullestOf } from '../../../placement/fullest';
import { DEFAULT_SCENARIO, type Scenario } from '../../../scenario/scenario';
import { ChooseEvent } from '../../app/events';
import type { RiskState } from '../../app/state';
import { base, controls } from '../../parts/styles';
import type { Explanation } from '../../parts/explanation';
import '../../parts/how';
import { count, figure, many } from '../../text/format';
import { slotMoment } from '../../text/time';

/**
 * How many hosts: as few as can be, as many as days kept back ask for, or as many as somebody says; beside it how full
 * the fullest moment then is.
 */
@customElement('hf-even')
export class Even extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        margin-top: 12px;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      input {
        width: 7ch;
      }
      p {
        max-width: 62ch;
        margin-top: 6px;
        text-wrap: pretty;
      }
      b {
        font-weight: 650;
      }
      @media print {
        form {
          display: none;
        }
      }
    `,
  ];

  /** Null where it was refused: then the number alone is asked for. */
  @property({ attribute: false }) answer: FoldAnswer | null = null;
  /** As many hosts as somebody asked for. */
  @property({ type: Number }) exactly: number | undefined;
  /** By which days kept back pick the number, 1 where they do not; null where there are none. */
  @property({ attribute: false }) tolerance: number | null = null;
  @property({ attribute: false }) risk: RiskState | null = null;

  override render() {
    const { exactly, answer } = this;
    const shown = exactly ?? answer?.hostCount;
    return html`<form @submit=${(e: Event) => e.preventDefault()}>
        <label for="exactly">Hosts that carry</label>
        <input
          id="exactly"
          type="number"
          min="1"
          max="100000"
          step="1"
          inputmode="numeric"
          .value=${shown === undefined ? '' : String(shown)}
          @change=${this.changed}
        />
        ${this.ways()}
      </form>
      ${answer ? this.fullest(answer) : nothing}`;
  }

  /** What the number is, and what else it may be. */
  private ways() {
    const { exactly, tolerance } = this;
    const byRisk = exactly === undefined && tolerance !== null && tolerance < 1;
    const fewest = exactly === undefined && !byRisk;
    return html`${fewest ? html`<span class="small soft">as few as can be</span>` : nothing}
    ${byRisk ? html`<span class="small soft">${this.byRisk(tolerance)}</span>` : nothing}
    ${
      fewest
        ? nothing
        : html`<button
            class="button"
            type="button"
            @click=${() => this.choose({ exactly: undefined, ready: undefined, ...(tolerance === null ? {} : { tolerance: 1 }) })}
          >
            As few as can be
          </button>`
    }
    ${
      byRisk || tolerance === null
        ? nothing
        : html`<button
            class="button"
            type="button"
            @click=${() =>
              this.choose({
                exactly: undefined,
                tolerance: tolerance < 1 ? tolerance : DEFAULT_SCENARIO.tolerance,
              })}
          >
            As days kept back ask for
          </button>`
    }`;
  }

  private byRisk(tolerance: number): string {
    const { risk, answer } = this;
    const kept = `${Number((100 * tolerance).toPrecision(2))}\u00a0% of host-slots over capacity on days kept back`;
    if (risk?.running) return `as few as can be, until plans are tested for ${kept}`;
    if (!risk?.found) return 'as few as can be; no plan was tested on days kept back';
    const { fewest, curve } = risk.found;
    const chosen = chosenOf(curve, tolerance, fewest);
    if (chosen === null) return `as few as can be: no number that was tried keeps ${kept}`;
    return chosen === answer?.hostCount ? `picked by risk: at most ${kept}` : 'as few as can be';
  }

  private fullest(answer: FoldAnswer) {
    const fullest = fullestOf(answer);
    if (!fullest) return nothing;
    const { fraction, host, resource, slot } = fullest;
    const { evened, hostCount, resources, grid } = answer;
    const label = resources.find((r) => r.id === resource)?.label ?? resource;
    const room = answer.hosts[host].capacity[resource]!;
    const when = slot === null ? '' : `, ${slotMoment(grid, slot)}`;
    const below =
      evened?.bound == null ? '' : `; no plan of ${count(hostCount)} stays below ${belowWords(evened.bound)}`;
    return html`<p class="small">
      <b
        ><hf-how
          .explanation=${
            {
              title: `Fullest moment ${(100 * fraction).toFixed(1)}\u00a0%`,
              formula: 'greatest load ÷ capacity, over all hosts, resources and slots',
              values: [
                ['host', answer.hosts[host].name],
                [`load, ${label}`, figure(fraction * room)],
                ['capacity', figure(room)],
                ['slots', count(grid.slots)],
              ],
            } satisfies Explanation
          }
          >Fullest moment ${(100 * fraction).toFixed(1)}&nbsp;%</hf-how
        ></b
      >
      (${label} of ${answer.hosts[host].name}${when})${below}.
      ${
        evened && evened.fewest !== hostCount
          ? `The fewest found are ${many(evened.fewest, 'host')}: the proof alone would have bought them.`
          : nothing
      }
    </p>`;
  }

  private changed = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const asked = input.valueAsNumber;
    if (Number.isInteger(asked) && asked >= 1) this.choose({ exactly: asked });
    else this.requestUpdate();
  };

  private choose(patch: Partial<Pick<Scenario, 'exactly' | 'ready' | 'tolerance'>>): void {
    this.dispatchEvent(new ChooseEvent(patch, 'number of hosts'));
  }
}
