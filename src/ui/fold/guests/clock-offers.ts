import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shiftWords, type Shifts } from '../../../estate/clocks';
import type { ShiftOffer } from '../../../estate/estate';
import { ChooseEvent } from '../../app/events';
import { base, controls } from '../../parts/styles';

/** Names that are proposed. */
const NAMED = 300;
const MOST_MINUTES = 366 * 24 * 60;

/**
 * Clocks that seem to be apart, with the shift that would lay a server's figures over each other, and shifts that were made.
 * @fires choose
 */
@customElement('hf-clock-offers')
export class ClockOffers extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      summary {
        min-height: 24px;
        line-height: 24px;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 6px 10px;
        font-size: 13px;
      }
      form label {
        min-width: 0;
      }
      input[name='by'] {
        width: 84px;
      }
      input[name='name'] {
        display: block;
        width: min(220px, 100%);
      }
      p {
        margin: 6px 0 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) offers: readonly ShiftOffer[] = [];
  @property({ attribute: false }) shifts: Shifts = {};
  /** Names of the files that there are. */
  @property({ attribute: false }) files: readonly string[] = [];
  @state() private problem = '';

  override render() {
    return html`${this.offers.map(
        ({ name, minutes, why }) =>
          html`<p class="notice">
            Seen by two clocks: ${why}.
            <button class="button" type="button" @click=${() => this.shift(name, minutes)}>
              Shift ${name} by ${shiftWords(minutes)}
            </button>
          </p>`,
      )}
      ${Object.entries(this.shifts).map(([name, minutes]) =>
        minutes === 0
          ? nothing
          : html`<p class="small">
              The clock of ${name} is shifted by ${shiftWords(minutes)}.
              <button class="link" type="button" @click=${() => this.shift(name, -minutes)}>
                Take it back
              </button>
            </p>`,
      )}
      <details>
        <summary class="small soft">Shift a clock</summary>
        <form @submit=${this.submitted}>
          <label>File or server <input name="name" list="names" autocomplete="off" required /></label>
          <datalist id="names">
            ${this.files.slice(0, NAMED).map((name) => html`<option value=${name}></option>`)}
          </datalist>
          <label>by <input name="by" type="number" step="any" required /></label>
          <select name="unit" aria-label="Unit of the shift">
            <option value="60">hours</option>
            <option value="1">minutes</option>
          </select>
          <button class="button" type="submit">Shift</button>
        </form>
        <p class="small soft">
          Added to its times: −5 hours takes a clock of UTC to one of New York in winter.
        </p>
        ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
      </details>`;
  }

  private submitted = (event: Event): void => {
    event.preventDefault();
    const said = new FormData(event.target as HTMLFormElement);
    const [name, by] = [String(said.get('name')).trim(), Number(said.get('by'))];
    const minutes = by * Number(said.get('unit'));
    this.problem =
      !Number.isFinite(minutes) || minutes === 0
        ? 'Say by how much, in hours or minutes, and not by nothing.'
        : Math.abs(minutes) > MOST_MINUTES
          ? 'That is more than a year: is it in the right unit?'
          : '';
    if (this.problem === '') this.shift(name, minutes);
  };

  private shift(name: string, minutes: number): void {
    const before = new Map(Object.entries(this.shifts));
    const sum = (before.get(name) ?? 0) + minutes;
    if (sum === 0) before.delete(name);
    else before.set(name, sum);
    this.dispatchEvent(new ChooseEvent({ shifts: Object.fromEntries(before) }, `clock of ${name}`));
  }
}
