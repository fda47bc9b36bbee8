import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { correlation, type ScatterPoint } from '../../../sampling/scatter';
import '../../parts/how';
import { base } from '../../parts/styles';
import { howScatter } from '../explain';

const SIZE = 300;
const LEFT = 34;
const BOTTOM = 36;

/** Guests of many hosts: what each one's meter shows against what its host charged it. */
@customElement('hf-meter-scatter')
export class MeterScatter extends LitElement {
  static override styles = [
    base,
    css`
      /* What it shows is said beside it where there is room, else beneath. */
      .shown {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 22px;
        margin-top: 8px;
      }
      svg {
        flex: 1 1 300px;
        max-width: 340px;
        height: auto;
      }
      .shown p {
        flex: 1 1 150px;
        max-width: 46ch;
      }
      text {
        font-size: 11px;
        fill: var(--soft);
      }
      .grid {
        stroke: var(--hairline);
      }
      .even {
        stroke: var(--cpu);
        stroke-dasharray: 5 4;
      }
      circle {
        fill: var(--unfit);
        fill-opacity: 0.55;
      }
    `,
  ];

  @property({ attribute: false }) points: readonly ScatterPoint[] = [];

  override render() {
    const { r, se } = correlation(this.points);
    const x = (value: number) => LEFT + value * SIZE;
    const y = (value: number) => 8 + (1 - value) * SIZE;
    const off = this.points.filter(({ measured, used }) => measured - used > 0.1).length;
    return html`<p>
        <hf-how .explanation=${howScatter(r, se, this.points.length)}
          >r = <b>${r.toFixed(2)}</b> ± ${se.toFixed(2)}</hf-how
        >
        over ${this.points.length} guests; ${off} of them show more than 10 points too much.
      </p>
      <div class="shown">
        <svg
          viewBox="0 0 ${LEFT + SIZE + 10} ${SIZE + BOTTOM}"
          role="img"
          aria-label="Guest's meter against the host's, ${this.points.length} guests, correlation ${r.toFixed(2)}"
        >
          ${[0, 0.5, 1].map(
            (f) =>
              svg`<line class="grid" x1=${x(0)} x2=${x(1)} y1=${y(f)} y2=${y(f)}></line>
            <line class="grid" x1=${x(f)} x2=${x(f)} y1=${y(0)} y2=${y(1)}></line>
            <text x=${LEFT - 6} y=${y(f) + 4} text-anchor="end">${100 * f}</text>
            <text x=${x(f)} y=${SIZE + 22} text-anchor="middle">${100 * f}${f === 0.5 ? ' % used, by the host' : ''}</text>`,
          )}
          <line class="even" x1=${x(0)} y1=${y(0)} x2=${x(1)} y2=${y(1)}></line>
          ${this.points.map(
            ({ used, measured }) =>
              svg`<circle cx=${x(used).toFixed(1)} cy=${y(Math.min(1, measured)).toFixed(1)} r="3.2"></circle>`,
          )}
        </svg>
        <p class="small soft">
          Each dot is a guest of one of 40 random hosts with 1 to 4 processors. Up: what its Task Manager
          shows. On the dashed line the two agree.
        </p>
      </div>`;
  }
}
