import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../../parts/styles';
import type { Length } from '../lab';
import { mean, quantile, share } from '../pictures';
import type { Meter } from '../specimen';

const COLUMN = 74;
const HEIGHT = 170;
const LEFT = 46;
const TOP = 10;

/** The error of the meter over the length of observation: what averaging mends, and what it does not. */
@customElement('hf-meter-lengths')
export class MeterLengths extends LitElement {
  static override styles = [
    base,
    css`
      .scroll {
        overflow-x: auto;
      }
      svg {
        display: block;
        width: 100%;
        min-width: 420px;
        max-width: 720px;
        height: auto;
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

  override render() {
    const rows = this.lengths.map(({ seconds, readings }) => {
      const errors = readings.map((each) => each[this.meter] - each.used).sort((a, b) => a - b);
      return { seconds, low: quantile(errors, 0.025), middle: mean(errors), high: quantile(errors, 0.975) };
    });
    const reach = Math.max(0.05, ...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
    const edge = [0.05, 0.1, 0.2, 0.5, 1].find((each) => each >= reach) ?? reach;
    const width = LEFT + rows.length * COLUMN;
    const y = (error: number) => TOP + (HEIGHT / 2) * (1 - error / edge);
    const last = rows.at(-1)!;
    return html`<div class="scroll" tabindex="0" role="group" aria-label="Error by length of observation">
      <svg
        viewBox="0 0 ${width} ${HEIGHT + TOP + 26}"
        role="img"
        aria-label="Error of the meter: after ${length(rows[0].seconds)} from ${share(rows[0].low)} to ${share(rows[0].high)}, after ${length(last.seconds)} from ${share(last.low)} to ${share(last.high)}."
      >
        ${[-1, -0.5, 0, 0.5, 1].map(
          (f) =>
            svg`<line class=${f === 0 ? 'truth' : 'grid'} x1=${LEFT} x2=${width} y1=${y(f * edge)} y2=${y(f * edge)}></line>
            <text x=${LEFT - 6} y=${y(f * edge) + 4} text-anchor="end">${f > 0 ? '+' : ''}${Number((100 * f * edge).toFixed(1))}</text>`,
        )}
        ${rows.map(({ seconds, low, middle, high }, i) => {
          const x = LEFT + (i + 0.5) * COLUMN;
          return svg`<line class="range" x1=${x} x2=${x} y1=${y(low)} y2=${y(high) - 0.01}></line>
            <circle class="dot" cx=${x} cy=${y(middle)} r="4"></circle>
            <text x=${x} y=${HEIGHT + TOP + 20} text-anchor="middle">${length(seconds)}</text>`;
        })}
      </svg>
    </div>`;
  }
}

/** A length of observation in words. */
export function length(seconds: number): string {
  return seconds >= 60 ? `${Number((seconds / 60).toFixed(1))} min` : `${seconds} s`;
}
