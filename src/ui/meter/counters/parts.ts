import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type CorrectedProcess, type Correction } from '../../../counters/correct';
import { meanOf, meansTogether } from '../../../counters/samples';
import type { CorrectionRange } from '../../../counters/interval';
import { base, controls, rowsAsCards } from '../../parts/styles';
import { lineMark, lineStyles, type LineKind } from '../lines';
import { linePath, shareText } from '../pictures';

/** Processes drawn at first. */
const MOST = 8;
const WIDTH = 150;
const HEIGHT = 30;

/** What each process showed and what its part is after correction, over time and on average. */
@customElement('hf-correction-parts')
export class CorrectionParts extends LitElement {
  static override styles = [
    base,
    controls,
    lineStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        max-width: 640px;
        margin-top: 8px;
        border-collapse: collapse;
        font-size: 13px;
        line-height: 19px;
      }
      th,
      td {
        padding: 4px 12px 4px 0;
        border-top: 1px solid var(--hairline);
        text-align: left;
        font-weight: 400;
      }
      thead th {
        border: 0;
        color: var(--soft);
      }
      tbody th {
        overflow-wrap: anywhere;
        min-width: 72px;
      }
      .right {
        text-align: right;
        white-space: nowrap;
      }
      b {
        color: var(--accent);
      }
      .over {
        display: block;
        width: clamp(64px, 20cqw, 150px);
        height: 30px;
      }
      .over path {
        vector-effect: non-scaling-stroke;
      }
      td .line-mark {
        display: none;
      }
      /* Narrow: each process is a card, its name over its picture, its figures beside their names. */
      @container (max-width: 440px) {
        ${rowsAsCards}
        tbody th {
          font-weight: 650;
        }
        .over {
          width: 100%;
        }
        .right {
          display: flex;
          align-items: center;
        }
        td .line-mark {
          display: block;
          order: -2;
        }
        td.right::before {
          content: attr(data-label);
          order: -1;
          margin-right: auto;
          color: var(--soft);
        }
      }
    `,
  ];

  @property({ attribute: false }) correction!: Correction;
  /** Where each process lies, in the order of the correction's. */
  @property({ attribute: false }) ranges: CorrectionRange | null = null;
  /** What each process really used, where that is known: in a simulation. */
  @property({ attribute: false }) truth: ReadonlyMap<string, Float64Array> | null = null;
  @state() private whole = false;

  override render() {
    const { processes } = this.correction;
    if (processes.length === 0) return nothing;
    const drawn = this.whole ? processes : processes.slice(0, MOST);
    const top = Math.max(0.02, ...drawn.flatMap(({ measured }) => [peak(measured)]));
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Processes">
        <table>
          <thead>
            <tr>
              <th scope="col">Process</th>
              <th scope="col">over time</th>
              <th scope="col" class="right">${lineMark('shown')}shown</th>
              <th scope="col" class="right">${lineMark('used')}corrected</th>
              ${this.ranges ? html`<th scope="col" class="right">from – to</th>` : nothing}
              ${this.truth ? html`<th scope="col" class="right">${lineMark('beside')}really used</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${drawn.map((process, p) => this.row(process, p, top))}
          </tbody>
        </table>
      </div>
      ${
        processes.length > drawn.length
          ? html`<button class="link small" type="button" @click=${() => (this.whole = true)}>
              ${processes.length - drawn.length} more
            </button>`
          : nothing
      }`;
  }

  private row({ name, measured, corrected }: CorrectedProcess, p: number, top: number) {
    const mean = this.ranges?.processes[p]?.mean;
    const truth = this.truth?.get(name);
    const [shown, mended, really] = meansTogether(measured, corrected, ...(truth ? [truth] : []));
    return html`<tr>
      <th scope="row">${name}</th>
      <td>
        <svg class="over" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
          ${spark('shown', measured, top)}${spark('used', corrected, top)}
          ${truth ? spark('beside', truth, top) : nothing}
        </svg>
      </td>
      <td class="right" data-label="shown">${lineMark('shown')}${shareText(shown)}</td>
      <td class="right" data-label="corrected">${lineMark('used')}<b>${shareText(mended)}</b></td>
      ${mean ? html`<td class="right" data-label="from – to">${between(mean.low, mean.high)}</td>` : nothing}
      ${truth ? html`<td class="right" data-label="really used">${lineMark('beside')}${shareText(really)}</td>` : nothing}
    </tr>`;
  }
}

/** `12.1 – 14.3 %` */
function between(low: number, high: number): string {
  return low === low ? `${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)} %` : '–';
}

function peak(values: Float64Array): number {
  return values.reduce((most, v) => (v > most ? v : most), 0);
}

/** At most one point for each pixel. */
function spark(kind: LineKind, values: Float64Array, top: number) {
  const step = Math.max(1, Math.ceil(values.length / WIDTH));
  const points: [number, number][] = [];
  for (let k = 0; k < values.length; k += step) {
    const part = values.subarray(k, k + step).filter((v) => v === v);
    points.push([
      (k / Math.max(1, values.length - 1)) * WIDTH,
      part.length ? HEIGHT - 2 - (meanOf(part) / top) * (HEIGHT - 4) : NaN,
    ]);
  }
  return svg`<path class="line ${kind}" d=${linePath(points)}></path>`;
}
