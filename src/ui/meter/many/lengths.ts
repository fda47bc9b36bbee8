import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../parts/how';
import { base } from '../../parts/styles';
import { BoxSize, filling } from '../../parts/box-size';
import { howLengths, type LengthError } from '../explain';
import type { Length } from '../lab';
import { length, linePath, averageOf, points, quantile, shareText, signedRange } from '../pictures';
import type { Meter } from '../../../sampling/ask';

/** Least width of a length, px; narrower windows scroll sideways. */
const COLUMN = 52;
/** Least height of the scale; a taller card gives it more. */
const LEAST_HEIGHT = 190;
const LEFT = 46;
const TOP = 10;
const BELOW = 26;
/** The height of the picture over that of its scale. */
const ROOM = 1.1;

/** The error of the meter over the length of observation: what averaging mends, and what it does not. */
@customElement('hf-meter-lengths')
export class MeterLengths extends LitElement {
  static override styles = [
    base,
    filling,
    css`
      .said {
        margin-top: 4px;
      }
      .scroll {
        min-height: ${TOP + LEAST_HEIGHT + BELOW}px;
        overflow: auto hidden;
      }
      text {
        font-size: 12px;
        fill: var(--soft);
      }
      .grid {
        stroke: var(--hairline);
      }
      .truth {
        stroke: var(--cpu);
        stroke-width: 2;
      }
      .fair {
        fill: none;
        stroke: var(--ink);
        stroke-width: 1.2;
        stroke-dasharray: 4 3;
      }
      .range {
        stroke: var(--unfit);
        stroke-width: 9;
        stroke-opacity: 0.35;
        stroke-linecap: round;
      }
      .dot {
        fill: var(--unfit);
      }
    `,
  ];

  @property({ attribute: false }) lengths: readonly Length[] = [];
  @property() meter: Meter = 'processor';
  /** The guest's tick, ms. */
  @property({ type: Number }) tickMs = 15.625;
  private readonly box = new BoxSize(this, '.scroll', {
    width: 700,
    height: TOP + LEAST_HEIGHT + BELOW,
  });

  override render() {
    const rows = this.lengths.map((each) => this.errorOf(each));
    return html`<p class="small said">${this.said(rows)}</p>
      <div class="scroll filled" tabindex="0" role="group" aria-label="Error by length of observation">
        ${this.picture(rows)}
      </div>`;
  }

  private errorOf({ seconds, readings }: Length): LengthError {
    const errors = readings.map((each) => each[this.meter] - each.used).sort((a, b) => a - b);
    const p = averageOf(readings.map(({ used }) => used));
    return {
      seconds,
      readings: errors.length,
      low: quantile(errors, 0.025),
      middle: averageOf(errors),
      high: quantile(errors, 0.975),
      // What as many independent looks at the truth would be off by, 95 % of the time.
      fair: 1.96 * Math.sqrt((p * (1 - p) * this.tickMs) / (1000 * seconds)),
    };
  }

  /** The longest look in words, and the others for whoever asks. */
  private said(rows: readonly LengthError[]) {
    const last = rows.at(-1)!;
    return html`After ${length(last.seconds)} a reading is off by
      <hf-how .explanation=${howLengths(rows)}><b>${signedRange(last.low, last.high)}</b></hf-how
      >; fair looks would be within ${points(last.fair)}.`;
  }

  private picture(rows: readonly LengthError[]) {
    const height = Math.max(LEAST_HEIGHT, this.box.height - TOP - BELOW);
    const reach = Math.max(0.05, ...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
    const edge = [0.05, 0.1, 0.2, 0.5, 1].find((each) => each >= reach) ?? reach;
    const column = Math.max(COLUMN, (this.box.width - LEFT) / rows.length);
    const width = LEFT + rows.length * column;
    const clip = (error: number) => Math.max(-edge, Math.min(edge, error));
    const x = (i: number) => LEFT + (i + 0.5) * column;
    // What lies on the outermost line is seen whole.
    const y = (error: number) => TOP + (height / 2) * (1 - error / (ROOM * edge));
    const last = rows.at(-1)!;
    return html`<svg
      width=${width}
      height=${height + TOP + BELOW}
      viewBox="0 0 ${width} ${height + TOP + BELOW}"
      role="img"
      aria-label="Error of the meter: after ${length(rows[0].seconds)} from ${shareText(rows[0].low)} to ${shareText(rows[0].high)}, after ${length(last.seconds)} from ${shareText(last.low)} to ${shareText(last.high)}."
    >
      ${[-1, -0.5, 0, 0.5, 1].map(
        (f) =>
          svg`<line class=${f === 0 ? 'truth' : 'grid'} x1=${LEFT} x2=${width} y1=${y(f * edge)} y2=${y(f * edge)}></line>
            <text x=${LEFT - 6} y=${y(f * edge) + 4} text-anchor="end">${f > 0 ? '+' : ''}${Number((100 * f * edge).toFixed(1))}</text>`,
      )}
      ${[1, -1].map(
        (side) =>
          svg`<path class="fair" d=${linePath(rows.map(({ fair }, i) => [x(i), y(clip(side * fair))]))}></path>`,
      )}
      ${rows.map(
        ({ seconds, low, middle, high }, i) =>
          svg`<line class="range" x1=${x(i)} x2=${x(i)} y1=${y(low)} y2=${y(high) - 0.01}></line>
            <circle class="dot" cx=${x(i)} cy=${y(middle)} r="4"></circle>
            <text x=${x(i)} y=${height + TOP + 20} text-anchor="middle">${length(seconds)}</text>`,
      )}
    </svg>`;
  }
}
