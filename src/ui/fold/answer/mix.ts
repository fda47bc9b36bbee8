import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { base } from '../../parts/styles';
import { count } from '../../text/format';
import { marksFor, marksStyles } from './marks';
import { kindsOf, money } from './objective';

/** How many hosts of each kind the plan has and how many stand by, as marks that can be counted, and what they cost. */
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
        font-weight: 400;
      }
      .sum > * {
        border-top: 1px solid var(--hairline);
      }
      rect:not(.besides) {
        fill: var(--cpu);
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;

  override render() {
    const { answer } = this;
    const mix = kindsOf(answer);
    const { per, row } = marksFor(Math.max(...mix.map((m) => m.hosts), answer.machines.spare ?? 0, 1));
    const costs = mix.some((m) => m.cost !== null);
    const { spare, cost: sum } = answer.machines;
    const spareCost = sum === null || answer.cost === null ? null : sum - answer.cost;
    const total = sum ?? answer.cost;
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
        costs && spare
          ? html`<tr>
              <th scope="row">to spare</th>
              <td>${row(0, spare)}</td>
              <td class="number">${count(spare)}</td>
              <td class="number cost">${spareCost === null ? 'not known' : money(spareCost)}</td>
            </tr>`
          : nothing
      }
      ${
        costs && (mix.length > 1 || spare) && total !== null
          ? html`<tr class="sum">
              <th scope="row">together</th>
              <td></td>
              <td class="number">${count(answer.hostCount + (spare ?? 0))}</td>
              <td class="number cost"><b>${money(total)}</b></td>
            </tr>`
          : nothing
      }
    </table>`;
  }
}
