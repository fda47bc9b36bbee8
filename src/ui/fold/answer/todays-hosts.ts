import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { kindsOfToday } from '../../../overhead/todays-kinds';
import type { FoldAnswer } from '../../../placement/answer';
import { ChooseEvent } from '../../app/events';
import { base, controls } from '../../parts/styles';
import { count, many } from '../../text/format';

/** The hosts that run these servers today, by the inventory that was dropped, and the way to fold onto them. */
@customElement('hf-todays-hosts')
export class TodaysHostsLine extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      p {
        max-width: 62ch;
        margin: 12px 0 14px;
      }
    `,
  ];

  @property({ attribute: false }) today: FoldAnswer['today'] = null;

  override render() {
    const { hosts = [], placement = [] } = this.today ?? {};
    const usable = hosts.filter(({ cores, rating }) => cores !== null && rating !== null);
    if (usable.length === 0) return nothing;
    const listed = new Set(hosts.map(({ name }) => name.toLowerCase()));
    const placed = placement.filter(({ host }) => listed.has(host.toLowerCase())).length;
    return html`<p>
      Today, ${many(hosts.length, 'host')} of these files ${hosts.length === 1 ? 'runs' : 'run'}
      ${count(placed)} of them.
      <button class="button" type="button" @click=${this.take}>Fold onto today’s hosts</button>
    </p>`;
  }

  private take = (): void => {
    const hosts = kindsOfToday(this.today?.hosts ?? []);
    this.dispatchEvent(new ChooseEvent({ hosts }, 'today’s hosts'));
  };
}
