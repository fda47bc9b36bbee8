import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { base } from '../../parts/styles';
import { count } from '../../text/format';
import { kindsOf, money } from './objective';
import { hostsPerMark } from './units';

const MARK = { width: 8, height: 13, step: 10, group: 4 };

/** How many hosts of each kind the plan has, as marks that can be counted, and what they cost. */
@customElement('hf-mix')
export class Mix extends LitElement {
  static override styles = [
    base,
    css`
      table {
        border-collapse: collapse;
      }
      caption {
        padding-bottom: 4px;
        text-align: left;
        font-size: 13px;
        line-height: 18px;
        color: var(--soft);
        white-space: nowrap;
      }
      th {
        max-width: 22ch;
        padding: 2px 14px 2px 0;
        overflow: hidden;
        text-overflow: ellipsis;
        font-size: 13px;
        font-weight: normal;
        text-align: left;
        white-space: nowrap;
        color: var(--soft);
      }
      td {
        padding: 2px 0;
      }
      td.number {
        padding-left: 12px;
        font-weight: 650;
      }
      td.cost {
        padding-left: 18px;
        font-weight: normal;
      }
      .sum > * {
        border-top: 1px solid var(--hairline);
      }
      svg {
        display: block;
        max-width: 100%;
      }
      rect {
        fill: var(--cpu);
      }
      @media (forced-colors: active) {
        rect {
          fill: Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;

  override render() {
    const { answer } = this;
    const mix = kindsOf(answer);
    const per = hostsPerMark(Math.max(...mix.map((m) => m.hosts), 1));
    const x = (k: number): number => k * MARK.step + Math.floor(k / 5) * MARK.group;
    const longest = Math.ceil(Math.max(...mix.map((m) => m.hosts), 1) / per);
    const costs = mix.some((m) => m.cost !== null);
    return html`<table>
      <caption>
        Hosts of each kind${per > 1 ? `; one mark is ${per} hosts` : ''}${costs ? ', and what they cost' : ''}
      </caption>
      ${mix.map(
        ({ kind, hosts, cost }) =>
          html`<tr>
            <th scope="row" title=${kind}>${kind}</th>
            <td>
              <svg width=${x(longest)} height=${MARK.height} aria-hidden="true">
                ${Array.from(
                  { length: Math.ceil(hosts / per) },
                  (_, k) => svg`<rect x=${x(k)} width=${MARK.width} height=${MARK.height} rx="2"></rect>`,
                )}
              </svg>
            </td>
            <td class="number">${count(hosts)}</td>
            ${costs ? html`<td class="number cost">${cost === null ? 'not known' : money(cost)}</td>` : nothing}
          </tr>`,
      )}
      ${
        costs && mix.length > 1 && answer.cost !== null
          ? html`<tr class="sum">
              <th scope="row">together</th>
              <td></td>
              <td class="number">${count(answer.hostCount)}</td>
              <td class="number cost"><b>${money(answer.cost)}</b></td>
            </tr>`
          : nothing
      }
    </table>`;
  }
}
