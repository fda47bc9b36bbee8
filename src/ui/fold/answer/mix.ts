import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { base } from '../../parts/styles';
import { count } from '../../text/format';
import { marksFor, marksStyles } from './marks';
import { kindsOf, money } from './objective';

/** How many hosts of each kind the plan has, as marks that can be counted, and what they cost. */
@customElement('hf-mix')
export class Mix extends LitElement {
  static override styles = [
    base,
    marksStyles,
    css`
      th {
        max-width: 22ch;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      td.cost {
        padding-left: 18px;
        font-weight: normal;
      }
      .sum > * {
        border-top: 1px solid var(--hairline);
      }
      rect {
        fill: var(--cpu);
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;

  override render() {
    const { answer } = this;
    const mix = kindsOf(answer);
    const { per, row } = marksFor(Math.max(...mix.map((m) => m.hosts), 1));
    const costs = mix.some((m) => m.cost !== null);
    return html`<table>
      <caption>
        Hosts of each kind${per > 1 ? `; one mark is ${per} hosts` : ''}${costs ? ', and what they cost' : ''}
      </caption>
      ${mix.map(
        ({ kind, hosts, cost }) =>
          html`<tr>
            <th scope="row" title=${kind}>${kind}</th>
            <td>${row(hosts)}</td>
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
