import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../parts/how';
import { base, controls } from '../../parts/styles';
import { OpenEvent } from '../events';
import type { DispatchPictures, Run, ShownReading } from '../run/lab';
import { said, share } from '../words';

/** Width of a bar at 100 %, px. */
const WIDTH = 150;

/**
 * The same guests under other ways to dispatch them, side by side; each opens with a click.
 * @fires open-experiment
 */
@customElement('hf-readings')
export class ReadingsBars extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      table {
        border-collapse: collapse;
      }
      caption {
        max-width: 300px;
        padding-bottom: 4px;
        text-align: left;
        font-size: 13px;
        line-height: 18px;
        color: var(--soft);
      }
      th {
        padding: 1px 14px 1px 0;
        font-size: 13px;
        font-weight: normal;
        text-align: left;
        white-space: nowrap;
      }
      td {
        padding: 1px 0;
      }
      td.number {
        min-width: 54px;
        padding-left: 10px;
        font-weight: 650;
      }
      .chosen th {
        font-weight: 650;
      }
      .link {
        color: inherit;
        text-decoration-color: var(--edge);
      }
      svg {
        display: block;
      }
      .track {
        fill: var(--free);
      }
      .value {
        fill: var(--band-over);
      }
      .chosen .value {
        fill: var(--cpu);
      }
      .error {
        stroke: var(--ink);
        stroke-width: 1.5;
      }
      @media (max-width: 420px) {
        th {
          white-space: normal;
        }
        td:nth-child(2) {
          width: 90px;
        }
        svg {
          width: 90px;
        }
      }
    `,
  ];

  @property({ attribute: false }) readings!: DispatchPictures['readings'];
  /** What one guest of each kind does on a host of its own. */
  @property({ attribute: false }) alone: Run['alone'] = [];

  override render() {
    const { title, items } = this.readings;
    if (items.length === 0) return html``;
    return html`<table>
      <caption>
        ${title}
      </caption>
      ${items.map((item) => this.row(item))}
    </table>`;
  }

  private row({ label, chosen, answer, measure, link }: ShownReading) {
    const figure = answer ? measure(answer, this.alone) : null;
    const at = figure && Number.isFinite(figure.mean) ? Math.min(1, figure.mean) : null;
    return html`<tr class=${chosen ? 'chosen' : ''}>
      <th scope="row">
        ${
          chosen
            ? html`<span aria-current="true">${label}</span>`
            : html`<button
                class="link"
                type="button"
                title="Open this experiment"
                @click=${() => this.dispatchEvent(new OpenEvent(link, label))}
              >
                ${label}
              </button>`
        }
      </th>
      <td>
        <svg
          width=${WIDTH}
          height="13"
          viewBox="0 0 ${WIDTH} 13"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <rect class="track" width=${WIDTH} height="13" rx="2"></rect>
          ${at === null ? nothing : svg`<rect class="value" width=${at * WIDTH} height="13" rx="2"></rect>`}
        </svg>
      </td>
      <td class="number" title=${figure ? said(share(figure), '%') : nothing}>
        ${figure && at !== null ? `${(100 * figure.mean).toFixed(1)} %` : '…'}
      </td>
    </tr>`;
  }
}
