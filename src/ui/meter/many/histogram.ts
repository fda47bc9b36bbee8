import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { binomialBand } from '../../../sampling/oracles';
import '../../parts/how';
import { base } from '../../parts/styles';
import { count, many as manyOf } from '../../text/format';
import { howBand, howError, howSpread, howWorth, ticksOf } from '../explain';
import { drawnGuess, pointsGuessed, type DrawnGuess } from '../guess/drawn';
import type { Guessed } from '../guess/judge';
import { guessKey, guessMarks, guessStyles } from '../guess/marks';
import type { Many } from '../lab';
import { legendMark } from '../lines';
import {
  effectiveLooks,
  hasSpread,
  known,
  linePath,
  scaleMarks,
  averageOf,
  nearness,
  points,
  shareText,
  variance,
} from '../pictures';
import type { Meter } from '../../../sampling/ask';
import { histogramVerdict } from '../verdict';
import { term } from '../terms';
import { BoxSize, filling } from '../../parts/box-size';

const BINS = 72;
/** Least height of the bars; a taller card gives them more. */
const LEAST_HEIGHT = 150;
const LEFT = 12;
const RIGHT = 12;
const BELOW = 24;
/** The least part of the scale that is shown, as a share of 1. */
const LEAST = 0.04;

/** Readings of many measurements of one length: what was used, what was shown, and what fair coins would show. */
@customElement('hf-meter-histogram')
export class MeterHistogram extends LitElement {
  static override styles = [
    base,
    filling,
    guessStyles,
    css`
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 32px;
        margin: 8px 0 12px;
      }
      .figures > div {
        max-width: 26ch;
      }
      .figures b {
        display: block;
        font-size: 26px;
        line-height: 32px;
        font-weight: 700;
      }
      .shown.off b {
        color: var(--bad);
      }
      .box {
        min-height: ${LEAST_HEIGHT + BELOW}px;
        overflow: hidden;
      }
      text {
        font-size: 12px;
        fill: var(--soft);
      }
      .bar-used {
        fill: var(--cpu);
        fill-opacity: 0.55;
      }
      /* Hatched over what is behind them, so that both are seen where they are alike. */
      .bar-shown {
        stroke: var(--unfit);
        stroke-width: 0.8;
      }
      pattern path {
        stroke: var(--unfit);
        stroke-width: 2.2;
      }
      .band {
        fill: var(--sunk);
      }
      .coins {
        fill: none;
        stroke: var(--ink);
        stroke-width: 1.2;
        stroke-dasharray: 4 3;
      }
      .floor,
      .mark {
        stroke: var(--edge);
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 18px;
        margin: 6px 0 0;
      }
      .key svg {
        width: 16px;
        height: 11px;
        margin-right: 6px;
        vertical-align: -1px;
      }
      .say {
        margin-top: 8px;
      }
    `,
  ];

  @property({ attribute: false }) many!: Many;
  @property() meter: Meter = 'processor';
  /** What was guessed; null for nothing. */
  @property({ attribute: false }) guess: Guessed | null = null;
  private readonly box = new BoxSize(this, '.box', { width: 800, height: LEAST_HEIGHT + BELOW });

  override render() {
    const { many, meter } = this;
    const { experiment, readings } = many;
    const used = readings.map((each) => each.used);
    const shown = readings.map((each) => each[meter]);
    const ticks = ticksOf(experiment);
    const errors = shown.map((value, i) => value - used[i]);
    const spread = hasSpread(shown) ? variance(shown) : 0;
    const worth = effectiveLooks(shown);
    const off = known(errors);
    return html`<div class="figures">
        <div class=${off.sure ? 'shown off' : 'shown'}>
          <b
            ><hf-how .explanation=${howError(many, meter)}
              >${off.sure ? `${off.mean > 0 ? '+' : '−'}${points(off.mean)}` : '0'}</hf-how
            ></b
          ><span class="small soft"
            >${
              off.sure
                ? readings.length > 1
                  ? 'points off on average: what no repetition mends'
                  : 'points off in one reading'
                : `points off ${readings.length > 1 ? 'on average' : 'in one reading'}, ${nearness(off)}`
            }</span
          >
        </div>
        <div>
          <b><hf-how .explanation=${howSpread(many, meter)}>± ${shareText(Math.sqrt(spread))}</hf-how></b
          ><span class="small soft">from one ${term('reading')} to the next</span>
        </div>
        <div>
          <b
            ><hf-how .explanation=${howWorth(many, meter)}
              >${Number.isFinite(worth) ? count(worth) : 'No'}</hf-how
            ></b
          ><span class="small soft"
            >${
              Number.isFinite(worth)
                ? html`${term('effective samples', worth < 1.5 ? 'effective sample' : 'effective samples')} in
                  ${manyOf(Math.round(ticks), 'tick')}`
                : 'spread: every reading is the same'
            }</span
          >
        </div>
      </div>
      <div class="box filled">${this.picture(used, shown, ticks)}</div>
      <p class="key small soft">
        <span
          >${legendMark(svg`<rect class="bar-used" width="16" height="11"></rect>`)}used, by the
          ${term('host')}</span
        ><span
          >${legendMark(svg`<rect class="bar-shown" fill="url(#hatch)" x="0.5" y="0.5" width="15" height="10"></rect>`)}shown
          by the guest</span
        ><span class="fair"
          >${legendMark(svg`<path class="coins" d="M0 6H16"></path>`)}${term('binomial band')} of
          ${count(ticks)} ${term('fair looks')}:
          <hf-how .explanation=${howBand(many)}>${this.bandText(used, ticks)}</hf-how></span
        >${guessKey(this.drawn(used))}
      </p>
      <p class="small soft say">${histogramVerdict(errors)}</p>`;
  }

  private drawn(used: readonly number[]): DrawnGuess | null {
    return this.guess === null ? null : drawnGuess(this.guess, averageOf(used));
  }

  private bandText(used: readonly number[], ticks: number): string {
    const { low, high } = binomialBand(averageOf(used), ticks);
    const digits = high - low < 0.02 ? 1 : 0;
    return `${(100 * low).toFixed(digits)} to ${(100 * high).toFixed(digits)} %`;
  }

  private picture(used: readonly number[], shown: readonly number[], ticks: number) {
    const wide = this.box.width;
    const height = Math.max(LEAST_HEIGHT, this.box.height - BELOW);
    const p = averageOf(used);
    const band = binomialBand(p, ticks);
    const guess = this.drawn(used);
    const { low, high } = scaleOf([...used, ...shown, band.low, band.high, ...pointsGuessed(guess)]);
    const x = (value: number) => LEFT + ((value - low) / (high - low)) * (wide - LEFT - RIGHT);
    const step = (high - low) / BINS;
    const bins = (values: readonly number[]) => {
      const counts = new Array<number>(BINS).fill(0);
      for (const value of values)
        counts[Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / step + 1e-9)))] += 1;
      return counts;
    };
    const [a, b] = [bins(used), bins(shown)];
    const sd = Math.sqrt((p * (1 - p)) / ticks);
    const fair = (value: number) =>
      (used.length * step * Math.exp(-0.5 * ((value - p) / sd) ** 2)) / (sd * Math.sqrt(2 * Math.PI));
    const most = Math.max(...a, ...b);
    const bars = (counts: readonly number[], kind: string) =>
      counts.map((n, i) => {
        const h = Math.max(1.5, (height * n) / most);
        return n
          ? svg`<rect class=${kind} fill=${kind === 'bar-shown' ? 'url(#hatch)' : nothing} x=${x(low + i * step) + 0.4} y=${height - h} width=${x(step) - x(0) - 0.8} height=${h}></rect>`
          : nothing;
      });
    const coins = Array.from({ length: 61 }, (_, i) => {
      const value = p + (i / 30 - 1) * 3.5 * sd;
      // A curve taller than the picture is cut at its top: its place is what matters then.
      return [x(value), height - Math.min(height, (height * fair(value)) / most)] as const;
    }).filter(([at]) => at >= LEFT && at <= wide - RIGHT);
    return html`<svg
      width=${wide}
      height=${height + BELOW}
      viewBox="0 0 ${wide} ${height + BELOW}"
      role="img"
      aria-label="Histogram of ${count(used.length)} measurements: used ${shareText(averageOf(used))}, shown ${shareText(averageOf(shown))}"
    >
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 2H4"></path>
        </pattern>
      </defs>
      <rect
        class="band"
        x=${x(band.low)}
        y="0"
        width=${Math.max(1, x(band.high) - x(band.low))}
        height=${height}
      ></rect>
      ${bars(a, 'bar-used')}${bars(b, 'bar-shown')}
      <path class="coins" d=${linePath(coins)}></path>
      ${guessMarks(guess, x, [LEFT, wide - RIGHT], height)}
      <line class="floor" x1=${LEFT} x2=${wide - RIGHT} y1=${height} y2=${height}></line>
      ${scaleMarks(100 * low, 100 * high, wide < 500 ? 4 : 6).map(
        (mark, i) =>
          svg`<line class="mark" x1=${x(mark / 100)} x2=${x(mark / 100)} y1=${height} y2=${height + 4}></line>
          <text x=${x(mark / 100)} y=${height + BELOW - 3} text-anchor=${mark <= 100 * low + 1e-9 ? 'start' : mark >= 100 * high - 1e-9 ? 'end' : 'middle'}>${mark}${i === 0 ? ' %' : ''}</text>`,
      )}
    </svg>`;
  }
}

/** The part of 0 to 1 that holds all of these, with some room and round ends; the same for values that hardly differ. */
function scaleOf(values: readonly number[]): { low: number; high: number } {
  const from = Math.max(0, Math.min(...values));
  const to = Math.min(1, Math.max(...values));
  const room = Math.max(0.08 * (to - from), (LEAST - (to - from)) / 2, 0.002);
  const step = to - from > 0.3 ? 0.1 : to - from > 0.08 ? 0.02 : 0.01;
  return {
    low: Math.max(0, Math.floor((from - room) / step) * step),
    high: Math.min(1, Math.ceil((to + room) / step) * step),
  };
}
