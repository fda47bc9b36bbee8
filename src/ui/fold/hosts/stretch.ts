import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Grid } from '../../../estate/estate';
import type { Resource } from '../../../estate/resource';
import type { PlannedHost } from '../../../placement/answer';
import { base, controls } from '../../parts/styles';
import { amount, count, many } from '../../text/format';
import { slotMoment } from '../../text/time';
import { sumsOver, type TimeStretch } from './sums';

/**
 * What a host carries over a stretch of time: mean, peak and slots above the ceiling of each resource.
 * @fires clear - the stretch is no longer wanted
 */
@customElement('hf-stretch')
export class StretchOfTime extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        overflow-x: auto;
        font-size: 13px;
        line-height: 19px;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
        align-items: baseline;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 2px 0 2px 4px;
        border-top: 1px solid var(--hairline);
      }
      th {
        font-weight: 400;
        text-align: left;
        overflow-wrap: anywhere;
        color: var(--soft);
      }
      th:first-child {
        padding-left: 0;
      }
      thead th {
        border-top: 0;
      }
      .number {
        text-align: right;
      }
      .above {
        color: var(--unfit);
        font-weight: 650;
      }
    `,
  ];

  @property({ attribute: false }) host!: PlannedHost;
  @property({ attribute: false }) grid!: Grid;
  @property({ attribute: false }) resources: readonly Resource[] = [];
  @property({ attribute: false }) stretch!: TimeStretch;

  override render() {
    const { host, grid, stretch } = this;
    const { from, to } = stretch;
    return html`<p>
        <span role="status"
          >${slotMoment(grid, from)} to ${slotMoment(grid, to)}, ${many(to - from + 1, 'slot')}</span
        ><button class="link" type="button" @click=${() => this.dispatchEvent(new Event('clear'))}>
          Clear<span class="unseen"> the stretch of time on ${host.name}</span>
        </button>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">Resource</span></th>
            <th scope="col" class="number">mean</th>
            <th scope="col" class="number">peak</th>
            <th scope="col" class="number" title="Slots above what the plan may fill">
              above<span class="unseen"> the ceiling, slots</span>
            </th>
          </tr>
        </thead>
        <tbody>
          ${this.resources.map((resource) => this.line(resource))}
        </tbody>
      </table>`;
  }

  private line({ id, label, unit }: Resource) {
    const load = this.host.load[id] ?? new Float32Array(1);
    const { mean, peak, above } = sumsOver(load, this.host.ceiling[id] ?? Infinity, this.stretch);
    return html`<tr>
      <th scope="row">${label}</th>
      <td class="number">${amount(mean, unit)}</td>
      <td class="number">${amount(peak, unit)}</td>
      <td class="number ${above > 0 ? 'above' : ''}">${count(above)}</td>
    </tr>`;
  }
}
