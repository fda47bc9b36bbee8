import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { binomialBand } from '../../../sampling/oracles';
import { base, card } from '../../parts/styles';
import { count } from '../../text/format';
import type { Many } from '../lab';
import { mean, share, variance } from '../pictures';
import type { Meter } from '../specimen';

const BINS = 80;
const HEIGHT = 150;
const WIDTH = 800;

/** Readings of many measurements of one length: what was used, what was shown, and what fair coins would show. */
@customElement('hf-meter-histogram')
export class MeterHistogram extends LitElement {
  static override styles = [
    base,
    card,
    css`
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 32px;
        margin: 8px 0 12px;
      }
      .figures b {
        display: block;
        font-size: 26px;
        line-height: 32px;
        font-weight: 700;
      }
      .used b {
        color: var(--accent);
      }
      .shown b {
        color: var(--bad);
      }
      svg {
        display: block;
        width: 100%;
        height: 170px;
      }
      .bar-used {
        fill: var(--cpu);
        fill-opacity: 0.6;
      }
      .bar-shown {
        fill: var(--unfit);
        fill-opacity: 0.6;
      }
      .band {
        fill: var(--sunk);
        stroke: var(--edge);
        stroke-dasharray: 3 3;
        vector-effect: non-scaling-stroke;
      }
      .floor {
        stroke: var(--edge);
        vector-effect: non-scaling-stroke;
      }
      .ends {
        display: flex;
        justify-content: space-between;
      }
      .say {
        margin-top: 8px;
      }
    `,
  ];

  @property({ attribute: false }) many!: Many;
  @property() meter: Meter = 'processor';

  override render() {
    const { experiment, readings } = this.many;
    const used = readings.map((each) => each.used);
    const shown = readings.map((each) => each[this.meter]);
    const p = mean(shown);
    const ticks = (1000 * experiment.durationS) / experiment.guests[0].clock.tickMs;
    const spread = variance(shown);
    const worth = p > 0 && p < 1 && spread > 0 ? (p * (1 - p)) / spread : NaN;
    return html`<div class="figures">
        <div class="used"><b>${share(mean(used))}</b><span class="small soft">used, by the host</span></div>
        <div class="shown">
          <b>${share(p)}</b
          ><span class="small soft"
            >shown by the guest, ± ${share(Math.sqrt(spread))} from one to the next</span
          >
        </div>
        <div>
          <b>${Number.isFinite(worth) ? count(worth) : 'No'}</b
          ><span class="small soft"
            >${
              Number.isFinite(worth)
                ? `independent looks that ${count(ticks)} ticks are worth`
                : 'spread: every reading is the same'
            }</span
          >
        </div>
      </div>
      ${this.picture(used, shown, ticks)}
      <div class="ends small soft"><span>0 %</span><span>processor</span><span>100 %</span></div>
      <p class="small soft say">
        The dashed band holds 95 % of the readings that ${count(ticks)} independent looks at the truth would
        give. ${this.verdict(used, shown)}
      </p>`;
  }

  private verdict(used: readonly number[], shown: readonly number[]): string {
    const errors = shown.map((value, i) => value - used[i]);
    const off = mean(errors);
    const se = Math.sqrt(variance(errors) / errors.length);
    if (!(Math.abs(off) > Math.max(3 * se, 0.005))) {
      const far = Math.sqrt(variance(errors)) > 0.1;
      return `The mean of the readings is the truth${far ? '; a single one is far from it' : ''}.`;
    }
    return `The mean of the readings is ${Number((100 * Math.abs(off)).toFixed(1))} points ${off > 0 ? 'above' : 'below'} the truth, and no number of them mends that.`;
  }

  private picture(used: readonly number[], shown: readonly number[], ticks: number) {
    const bins = (values: readonly number[]) => {
      const counts = new Array<number>(BINS).fill(0);
      for (const value of values)
        counts[Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS + 1e-9)))] += 1;
      return counts;
    };
    const [a, b] = [bins(used), bins(shown)];
    const most = Math.max(...a, ...b);
    const wide = WIDTH / BINS;
    const { low, high } = binomialBand(mean(used), ticks);
    const bars = (counts: readonly number[], kind: string) =>
      counts.map((n, i) => {
        // Square roots, so that few readings beside many are still seen.
        const h = HEIGHT * Math.sqrt(n / most);
        return n
          ? svg`<rect class=${kind} x=${i * wide + 0.5} y=${HEIGHT - h} width=${wide - 1} height=${h}></rect>`
          : nothing;
      });
    return html`<svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="Histogram of ${count(used.length)} measurements: used ${share(mean(used))}, shown ${share(mean(shown))}"
    >
      <rect
        class="band"
        x=${low * WIDTH}
        y="0"
        width=${Math.max(1, (high - low) * WIDTH)}
        height=${HEIGHT}
      ></rect>
      ${bars(a, 'bar-used')}${bars(b, 'bar-shown')}
      <line class="floor" x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT}></line>
    </svg>`;
  }
}
