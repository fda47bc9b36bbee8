import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Figure } from '../../../dispatch/figure';
import '../../parts/how';
import { figure } from '../../text/format';
import { base, controls } from '../../parts/styles';
import { OpenEvent } from '../events';
import type { DispatchPictures, Run, ShownReading } from '../run/lab';
import { estimate, said, share } from '../words';

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
        font-weight: 400;
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
    const same = this.same();
    if (same) return html`<p class="small soft">${title}: ${same}, whichever way they are dispatched.</p>`;
    return html`<table>
      <caption>
        ${title}
      </caption>
      ${items.map((item) => this.row(item))}
    </table>`;
  }

  private figureOf({ answer, measure }: ShownReading): Figure | null {
    return answer ? measure(answer, this.alone) : null;
  }

  /** What all of them show, where they differ by no more than their errors; null where they do, or are not known. */
  private same(): string | null {
    const { items } = this.readings;
    const figures = items.map((item) => this.figureOf(item));
    const means = figures.map((figure) => figure?.mean ?? NaN);
    if (items.length < 2 || !means.every(Number.isFinite)) return null;
    const [low, high] = [Math.min(...means), Math.max(...means)];
    const error = Math.max(...figures.map((figure) => figure?.se || 0));
    return high - low <= Math.max(4 * error, 0.005 * high) ? this.text(items[0], figures[0]!) : null;
  }

  private text({ unit }: ShownReading, { mean }: Figure): string {
    return unit ? `${figure(mean)} ${unit}` : `${(100 * mean).toFixed(1)}\u00a0%`;
  }

  private row(item: ShownReading) {
    const { label, chosen, unit, link } = item;
    const shown = this.figureOf(item);
    const longest = Math.max(1e-9, ...this.readings.items.map((each) => this.figureOf(each)?.mean || 0));
    const at = shown && Number.isFinite(shown.mean) ? Math.min(1, shown.mean / (unit ? longest : 1)) : null;
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
      <td
        class="number"
        title=${shown ? (unit ? said(estimate(shown.mean, shown.se, 2), unit) : said(share(shown), '%')) : nothing}
      >
        ${shown && at !== null ? this.text(item, shown) : '…'}
      </td>
    </tr>`;
  }
}
