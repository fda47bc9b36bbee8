import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shiftWords, type Shifts } from '../../../estate/clocks';
import type { ShiftOffer } from '../../../estate/estate';
import { ChooseEvent } from '../../app/events';
import { base, controls } from '../../parts/styles';

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
      p {
        margin: 6px 0 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) offers: readonly ShiftOffer[] = [];
  @property({ attribute: false }) shifts: Shifts = {};

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
    )}`;
  }

  private shift(name: string, minutes: number): void {
    const before = new Map(Object.entries(this.shifts));
    const sum = (before.get(name) ?? 0) + minutes;
    if (sum === 0) before.delete(name);
    else before.set(name, sum);
    this.dispatchEvent(new ChooseEvent({ shifts: Object.fromEntries(before) }, `clock of ${name}`));
  }
}
