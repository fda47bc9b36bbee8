import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClaimTools } from '../../claims/check';
import type { Scenario } from '../../scenario/scenario';
import { Bench } from '../app/lab';
import { BoxSize } from '../parts/box-size';
import '../parts/how';
import '../parts/number-field';
import type { Explanation } from '../parts/explanation';
import type { NumberEvent } from '../parts/number-field';
import { base, card, controls } from '../parts/styles';
import { ScalingLab, USUAL_SCALING, type ScalingAsked } from './scaling-lab';
import { fourDigits } from '../../claims/how';

const HEIGHT = 250;
const LEFT = 40;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 36;

const KNOBS = [
  { id: 'processors', label: 'Processors', unit: '', min: 2, max: 8, step: 1 },
  { id: 'switchUs', label: 'A switch costs', unit: 'µs', min: 0, max: 5000, step: 50 },
  { id: 'housekeeping', label: 'Each guest costs the host', unit: '%', min: 0, max: 5, step: 0.1 },
] as const;

/**
 * Figure 2: the work of guests that never wait against their number, simulated, with the line without any overhead and
 * what the fold's calibration reads off the points.
 */
@customElement('hf-scaling')
export class ScalingFigure extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      h3 {
        font-size: 17px;
        line-height: 24px;
      }
      figure {
        margin: 0;
      }
      .knobs {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 20px;
        margin: 8px 0;
      }
      .box {
        min-height: ${HEIGHT}px;
      }
      svg {
        display: block;
      }
      text {
        font-size: 12px;
        fill: var(--soft);
      }
      .axis {
        stroke: var(--edge);
      }
      .ideal {
        fill: none;
        stroke: var(--soft);
        stroke-dasharray: 5 4;
      }
      .fitted {
        fill: none;
        stroke: var(--process);
        stroke-width: 1.4;
      }
      .point {
        fill: var(--cpu);
        stroke: var(--card);
      }
      .stale {
        opacity: 0.5;
      }
      .said {
        margin-top: 8px;
        min-height: 44px;
        max-width: 76ch;
      }
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: 1px 18px 1px 0;
        text-align: right;
        font-weight: 400;
      }
      summary {
        min-height: 28px;
      }
      a {
        color: var(--accent);
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 18px;
      }
      .key svg {
        display: inline-block;
        margin-right: 6px;
        vertical-align: -1px;
      }
    `,
  ];

  @property({ attribute: false }) tools!: ClaimTools;
  @property({ attribute: false }) overrides: Scenario['overrides'] = {};
  /** The address of the page with some choices changed. */
  @property({ attribute: false }) hrefOf!: (patch: Partial<Scenario>) => string;
  @state() private asked: ScalingAsked = USUAL_SCALING;
  private readonly bench = new Bench(this, (changed) => new ScalingLab(() => this.tools, changed));
  private readonly box = new BoxSize(this, '.box', { width: 700, height: HEIGHT });
  /** Nothing is simulated before somebody comes near it. */
  @state() private near = false;
  private watcher: IntersectionObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.watcher = new IntersectionObserver(([entry]) => (this.near ||= entry.isIntersecting), {
      rootMargin: '200px',
    });
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
  }

  override willUpdate(): void {
    if (this.near) this.bench.lab.show(JSON.stringify(this.asked));
  }

  settled(): Promise<void> {
    return this.bench.settled();
  }

  override render() {
    const { of, failure, working } = this.bench.lab.state;
    const stale = JSON.stringify(of) !== JSON.stringify(this.asked);
    return html`<figure class="card" aria-labelledby="caption">
      <h3 id="caption">Figure 2: throughput of guests that never wait</h3>
      <div class="knobs">
        ${KNOBS.map(
          ({ id, label, unit, min, max, step }) =>
            html`<hf-number
              label=${label}
              unit=${unit}
              slider
              ?whole=${step === 1}
              .min=${min}
              .max=${max}
              .step=${step}
              .value=${this.asked[id]}
              .preset=${USUAL_SCALING[id]}
              @number=${(event: NumberEvent) => {
                event.stopPropagation();
                if (event.value !== null) this.asked = { ...this.asked, [id]: event.value };
              }}
            ></hf-number>`,
        )}
      </div>
      ${failure ? html`<p class="wrong" role="alert">${failure.where}: ${failure.text} ${failure.fix}</p>` : nothing}
      <div class="box ${of && stale ? 'stale' : ''}">${this.picture()}</div>
      <p class="key small soft">
        <span>${key(svg`<circle class="point" cx="8" cy="6" r="4"></circle>`)}simulated</span>
        <span>${key(svg`<path class="ideal" d="M0 6H16"></path>`)}without any overhead</span>
        <span>${key(svg`<path class="fitted" d="M0 6H16"></path>`)}by the calibration</span>
      </p>
      <p class="said" role="status">
        ${working?.slow ? html`Simulating … <button class="link" type="button" @click=${() => this.bench.lab.cancel()}>Cancel</button>` : this.reading()}
      </p>
      ${this.table()}
    </figure>`;
  }

  private picture() {
    const { points, of, calibration } = this.bench.lab.state;
    const { processors } = of ?? this.asked;
    const most = 2 * processors;
    const wide = this.box.width;
    const x = (guests: number) => LEFT + (guests / most) * (wide - LEFT - RIGHT);
    const y = (work: number) => HEIGHT - BOTTOM - (work / (processors * 1.08)) * (HEIGHT - BOTTOM - TOP);
    const all = Array.from({ length: most }, (_, i) => i + 1);
    const ideal = (guests: number) => Math.min(guests, processors);
    // Each of n guests costs h of P processors: what is left of all is shared out (section 4.1).
    const each = (calibration?.perGuest ?? NaN) / processors;
    const line = (work: (guests: number) => number) =>
      `M${all.map((n) => `${x(n).toFixed(1)} ${y(work(n)).toFixed(1)}`).join('L')}`;
    const last = points.at(-1);
    return html`<svg
      width=${wide}
      height=${HEIGHT}
      viewBox="0 0 ${wide} ${HEIGHT}"
      role="img"
      aria-label=${last ? `Work grows with each guest to ${fourDigits(points[processors - 1].work)} processors at ${processors} guests, and is ${fourDigits(last.work)} at ${last.guests}` : 'Not simulated yet'}
    >
      ${svg`<path class="axis" d="M${LEFT} ${y(0)}H${wide - RIGHT}M${LEFT} ${y(0)}V${TOP}"></path>
      ${all.map((n) => svg`<text x=${x(n)} y=${HEIGHT - 20} text-anchor="middle">${n}</text>`)}
      <text x=${x(most)} y=${HEIGHT - 4} text-anchor="end">guests</text>
      ${[0, processors / 2, processors].map((work) => svg`<text x=${LEFT - 6} y=${y(work) + 4} text-anchor="end">${work}</text>`)}
      <text x=${LEFT + 6} y=${TOP + 4}>work, in processors</text>
      <path class="ideal" d=${`M${x(0)} ${y(0)}L${line(ideal).slice(1)}`}></path>
      ${calibration ? svg`<path class="fitted" d=${line((n) => ideal(n) * (1 - n * each))}></path>` : nothing}
      ${points.map(({ guests, work }) => svg`<circle class="point" cx=${x(guests)} cy=${y(work)} r="4.5"></circle>`)}`}
    </svg>`;
  }

  private reading() {
    const { calibration, of, points } = this.bench.lab.state;
    if (!calibration || !of) return 'Not simulated yet.';
    const [four, last] = [points[of.processors - 1], points[points.length - 1]];
    const lost = 100 * (1 - last.work / four.work);
    const { perGuest } = calibration;
    return html`${last.guests} guests do ${fourDigits(Math.abs(lost))}&nbsp;% ${lost >= 0 ? 'less' : 'more'}
      than ${four.guests}. The calibration of the fold reads
      <b><hf-how .explanation=${this.how()}>${perGuest.toPrecision(2)} processors for each guest</hf-how></b>
      off these points and leaves ${calibration.residual.toPrecision(2)} unexplained; switches cost the same
      however many take turns, so it can only spread them.
      <a href=${this.hrefOf({ view: 'fold', overrides: { ...this.overrides, scheduling: perGuest } })}
        >Fold with it</a
      >; rows of a benchmark of your own go in under Overhead there.`;
  }

  /** How the calibration reads the points; sums as its least squares takes them. */
  private how(): Explanation {
    const { calibration, of, points } = this.bench.lab.state;
    const { rows, perGuest, residual } = calibration!;
    return {
      title: 'Processors for each guest',
      text: 'Theory is the work of one guest times their number, up to the number of processors P. What is lost of it is laid on the guests: one straight line through all points, by least squares. The first guest pays for itself already.',
      formula: 'P × loss = h × (n − 1 + loss), with loss = 1 − work ÷ theory',
      values: [
        ['P, processors', String(of!.processors)],
        ...rows
          .filter(({ vms }) => vms === of!.processors || vms === points.length)
          .flatMap(
            ({ vms, theoretical, actual }) =>
              [
                [`n = ${vms}: theory`, fourDigits(theoretical)],
                [`n = ${vms}: work`, fourDigits(actual)],
                [`n = ${vms}: loss`, fourDigits(1 - actual / theoretical)],
              ] as const,
          ),
        ['h over all points', perGuest.toPrecision(3)],
        ['left unexplained, root mean square', residual.toPrecision(2)],
      ],
      basis: { kind: 'source', text: 'Friedman (2006), section 4.1 and figure 2' },
    };
  }

  private table() {
    const { points } = this.bench.lab.state;
    if (points.length === 0) return nothing;
    return html`<details>
      <summary class="small soft">The same as a table</summary>
      <table class="small">
        <thead>
          <tr>
            <th scope="col">guests</th>
            <th scope="col">work, processors</th>
          </tr>
        </thead>
        <tbody>
          ${points.map(
            ({ guests, work, se }) =>
              html`<tr>
                <td>${guests}</td>
                <td>${work.toFixed(4)}${se > 0 ? ` ± ${(2 * se).toPrecision(2)}` : ''}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }
}

const key = (of: unknown) => html`<svg width="16" height="12" aria-hidden="true">${of}</svg>`;
