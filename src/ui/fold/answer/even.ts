import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { belowWords, fullestOf } from '../../../placement/fullest';
import { ChooseEvent } from '../../app/events';
import { base, controls } from '../../parts/styles';
import { count, many } from '../../text/format';
import { slotMoment } from '../../text/time';

/** How many hosts: as few as can be, or as many as somebody says; beside it how full the fullest moment then is. */
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
    `,
  ];

  /** Null where it was refused: then the number alone is asked for. */
  @property({ attribute: false }) answer: FoldAnswer | null = null;
  /** As many hosts as somebody asked for. */
  @property({ type: Number }) exactly: number | undefined;

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
        ${
          exactly === undefined
            ? html`<span class="small soft">as few as can be</span>`
            : html`<button class="button" type="button" @click=${() => this.choose(undefined)}>
                As few as can be
              </button>`
        }
      </form>
      ${answer ? this.fullest(answer) : nothing}`;
  }

  private fullest(answer: FoldAnswer) {
    const fullest = fullestOf(answer);
    if (!fullest) return nothing;
    const { fraction, host, resource, slot } = fullest;
    const { evened, hostCount, resources, grid } = answer;
    const label = resources.find((r) => r.id === resource)?.label ?? resource;
    const when = slot === null ? '' : `, ${slotMoment(grid, slot)}`;
    const below =
      evened?.bound == null ? '' : `; no plan of ${count(hostCount)} stays below ${belowWords(evened.bound)}`;
    return html`<p class="small">
      <b>Fullest moment ${(100 * fraction).toFixed(1)} %</b> (${label} of
      ${answer.hosts[host].name}${when})${below}.
      ${
        evened && evened.fewest !== hostCount
          ? `The fewest found are ${many(evened.fewest, 'host')}.`
          : nothing
      }
    </p>`;
  }

  private changed = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const asked = input.valueAsNumber;
    if (Number.isInteger(asked) && asked >= 1) this.choose(asked);
    else this.requestUpdate();
  };

  private choose(exactly: number | undefined): void {
    this.dispatchEvent(new ChooseEvent({ exactly }, 'number of hosts'));
  }
}
