import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DelayBucket } from '../../../dispatch/answer';
import '../../parts/how';
import { base, card, controls } from '../../parts/styles';
import { figure, percent } from '../../text/format';
import type { Run } from '../run/lab';
import { delayTheory, meanDelayTheory } from '../../../dispatch/theory';
import type { Explanation } from '../../parts/explanation';
import { estimate, said, share } from '../words';

/** Size of the picture in its own units, and the number of bars beside the one at zero. */
const BOX = { width: 460, height: 150, left: 34, foot: 20, zero: 30, gap: 12 } as const;
const BARS = 40;

/** How the interrupt delays of one guest are spread, bar by bar, in parts of all its interrupts. */
export interface DelayBars {
  /** Part with no delay at all. */
  readonly undelayed: number;
  readonly barMs: number;
  readonly bars: readonly number[];
}

/** Brings the kernel's narrow buckets together into bars of one width, each bucket spread evenly over its own. */
function delayBars(histogram: readonly DelayBucket[], undelayed: number, maxMs: number): DelayBars {
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  const barMs = roundUp(maxMs / BARS);
  const bars = new Array<number>(Math.max(1, Math.min(BARS, Math.ceil(maxMs / barMs)))).fill(0);
  for (const { fromMs, toMs, count } of histogram) {
    // The first bucket holds those without delay only: the kernel counts in whole 100 ns.
    if (fromMs === 0 || total === 0) continue;
    const width = toMs - fromMs;
    for (let b = Math.floor(fromMs / barMs); b < bars.length && b * barMs < toMs; b++) {
      const inside = Math.min(toMs, (b + 1) * barMs) - Math.max(fromMs, b * barMs);
      bars[b] += (count / total) * (inside / width);
    }
  }
  return { undelayed, barMs, bars };
}

function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.25, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= value * (1 - 1e-9)) ?? 10 * power;
}

/**
 * How long a guest's interrupts wait until it runs, as a histogram, with the closed form where there is one.
 * @fires explain
 */
@customElement('hf-delays')
export class Delays extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 12px;
        min-height: 32px;
      }
      .what {
        margin: 2px 0 6px;
        font-size: 13px;
        line-height: 19px;
        color: var(--soft);
        min-height: 38px;
      }
      .what b {
        color: var(--ink);
        font-weight: 650;
      }
      svg {
        display: block;
        width: 100%;
        max-width: 620px;
        height: auto;
        overflow: visible;
      }
      text {
        font-size: 12px;
        fill: var(--soft);
      }
      .bar {
        fill: var(--band-3);
      }
      .none {
        fill: var(--cpu);
      }
      .grid {
        stroke: var(--hairline);
      }
      .theory {
        fill: none;
        stroke: var(--ink);
        stroke-width: 1.5;
      }
      .empty {
        min-height: 120px;
      }
    `,
  ];

  @property({ attribute: false }) run!: Run;
  @state() private chosen = '';

  override render() {
    const { guests } = this.run.answer;
    const some = guests.filter(({ interruptDelayMs }) => interruptDelayMs.histogram.length > 0);
    const guest = some.find(({ name }) => name === this.chosen) ?? some[0];
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">How long <hf-term term="interrupt delay">interrupts</hf-term> wait</h2>
        ${
          some.length > 1
            ? html`<select
                aria-label="Guest whose interrupts are shown"
                @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}
              >
                ${some.map(
                  ({ name }) =>
                    html`<option value=${name} ?selected=${name === guest?.name}>${name}</option>`,
                )}
              </select>`
            : nothing
        }
      </header>
      ${guest ? this.picture(guests.indexOf(guest)) : html`<p class="soft empty">No guest of this experiment ever waits, so none takes an interrupt.</p>`}
    </section>`;
  }

  private picture(g: number) {
    const { answer, experiment } = this.run;
    const { interruptDelayMs: d, name } = answer.guests[g];
    const theory = delayTheory(experiment, g);
    // The last bucket is cut at the longest delay: nothing was seen beyond it.
    const last = d.histogram.at(-1);
    const longest = last ? Math.min(last.toMs, Math.max(last.fromMs + 1e-4, d.max.mean)) : 0;
    const histogram = d.histogram.map((each) => ({ ...each, toMs: Math.min(each.toMs, longest) }));
    const undelayed = Number.isFinite(d.undelayed.mean) ? d.undelayed.mean : 0;
    const spread = delayBars(histogram, undelayed, theory ? Math.max(theory.maxMs, longest) : longest);
    const delayed = d.histogram.some(({ fromMs }) => fromMs > 0);
    return html`<p class="what">
        <b>${name}</b>:
        <hf-how .explanation=${this.how(g)}
          >${said(estimate(d.mean.mean, d.mean.se, 2), 'ms')} on average</hf-how
        >, <b>${percent(undelayed)}</b> not delayed at all, 95 % within
        ${figure(Math.min(d.p95.mean, d.max.mean))}&nbsp;ms, longest ${figure(d.max.mean)}&nbsp;ms.
        ${theory ? html`The thin line is the closed form: mean ${figure(theory.meanMs)}&nbsp;ms, ${percent(theory.undelayed)} undelayed.` : nothing}
      </p>
      ${this.svg(spread, delayed, theory)} ${this.table(spread)}`;
  }

  private how(g: number): Explanation {
    const { answer, experiment } = this.run;
    const { interruptDelayMs: d, interruptsPerSecond, name } = answer.guests[g];
    const theory = meanDelayTheory(experiment, g);
    return {
      title: `How long interrupts of ${name} wait`,
      text: 'From the moment at which an interrupt is pending to that at which its guest takes it. The host has done its own part by then; the guest takes it when it is dispatched.',
      formula: theory?.formula ?? 'mean over all interrupts; no closed form is known for this experiment',
      values: [
        ['runs', String(answer.replications)],
        ['interrupts a second', figure(interruptsPerSecond.mean)],
        ['mean, ms', said(estimate(d.mean.mean, d.mean.se, 2), '')],
        ...(theory ? ([['by the formula, ms', figure(theory.value)]] as const) : []),
        ['not delayed', percent(Number.isFinite(d.undelayed.mean) ? d.undelayed.mean : 0)],
      ],
      basis: theory
        ? { kind: 'source', text: theory.source }
        : { kind: 'source', text: 'discrete-event simulation in whole units of 100 ns' },
    };
  }

  private svg(spread: DelayBars, delayed: boolean, theory: ReturnType<typeof delayTheory>) {
    const { width, height, left, foot, zero, gap } = BOX;
    const floor = height - foot;
    const line = theory ? theory.perMs * spread.barMs : 0;
    // Two scales would mislead, so one holds both the bar at zero and the others.
    const top = Math.max(0.01, spread.undelayed, ...spread.bars, line, theory?.undelayed ?? 0) * 1.05;
    const y = (value: number) => floor - (value / top) * (floor - 6);
    const from = left + zero + gap;
    const step = (width - from) / spread.bars.length;
    const marks = gridOf(top);
    const endMs = spread.barMs * spread.bars.length;
    return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
      ${marks.map(
        (value) =>
          svg`<line class="grid" x1=${left} x2=${width} y1=${y(value)} y2=${y(value)}></line>
            <text x=${left - 5} y=${y(value) + 4} text-anchor="end">${percent(value)}</text>`,
      )}
      ${svg`<rect class="none" x=${left + 2} width=${zero - 4} y=${y(spread.undelayed)} height=${floor - y(spread.undelayed)}></rect>
        <text x=${left + zero / 2} y=${height - 5} text-anchor="middle">none</text>`}
      ${
        delayed
          ? svg`${spread.bars.map(
              (value, b) =>
                svg`<rect class="bar" x=${from + b * step + 0.5} width=${Math.max(1, step - 1)} y=${y(value)} height=${floor - y(value)}></rect>`,
            )}
            <text x=${from} y=${height - 5}>0</text>
            <text x=${width} y=${height - 5} text-anchor="end">${short(endMs)}\u00a0ms</text>
            <text x=${(from + width) / 2} y=${height - 5} text-anchor="middle">${short(endMs / 2)}</text>`
          : nothing
      }
      ${
        theory
          ? svg`<path class="theory" d="M${left} ${y(theory.undelayed)}H${left + zero}"></path>
            <path class="theory" d="M${from} ${y(line)}H${from + (theory.maxMs / spread.barMs) * step}V${floor}"></path>`
          : nothing
      }
    </svg>`;
  }

  private table({ bars, barMs, undelayed }: DelayBars) {
    return html`<details class="small">
      <summary>As a table</summary>
      <table>
        <tr>
          <th scope="row">not delayed</th>
          <td class="number">${percent(undelayed)}</td>
        </tr>
        ${bars.map((value, b) =>
          value > 0.0005
            ? html`<tr>
                <th scope="row">${figure(b * barMs)} to ${figure((b + 1) * barMs)}&nbsp;ms</th>
                <td class="number">${said(share({ mean: value, se: NaN, sd: NaN }), '%')}</td>
              </tr>`
            : nothing,
        )}
      </table>
    </details>`;
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function gridOf(top: number): readonly number[] {
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5].find((each) => top / each <= 4.2) ?? 0.5;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
}
