import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { DODGE_S, type DodgeCase } from '../../../sampling/dodger';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import '../../parts/how';
import { PageEvent } from '../../parts/page-event';
import { base, controls } from '../../parts/styles';
import { howDodged } from '../explain';
import { legendMark, lineMark, lineStyles } from '../lines';
import { linePath, averageOf, shareText } from '../pictures';
import { DODGE_TIMES, type DodgeCurve, type DodgePoint } from './sweeps';

/** A thread that works for this part of each tick is wanted. */
export class DodgeEvent extends PageEvent {
  static override readonly type = 'dodge';
  constructor(
    /** 0..1, neither end. */
    readonly part: number,
    readonly of: DodgeCase | null,
    readonly live: boolean,
  ) {
    super();
  }
}

const WORDS: Readonly<Record<DodgeCase, { readonly title: string; readonly text: string }>> = {
  step: {
    title: 'Asleep at every tick',
    text: 'Nothing is charged, whatever it uses, until its work no longer fits before the tick. Then all is.',
  },
  longer: {
    title: 'Twenty times as long',
    text: 'A longer look sees the same moment more often, and nothing else.',
  },
  anywhere: {
    title: 'The clock starts at any moment',
    text: `Each reading is 0 or 100 %. Only the mean of many starts is right, here within the noise of ${DODGE_TIMES.anywhere}.`,
  },
  varied: {
    title: 'Bursts that vary',
    text: 'Out of step, it is seen as often as it runs, and a longer look mends the rest.',
  },
};

const LEFT = 30;
const SIZE = 190;
const TOP = 22;
const BELOW = 34;
const WIDE = LEFT + SIZE + 10;

/**
 * What is measured against what is used, for a thread that works for a part of each tick: in step, for longer, from
 * any start, and with bursts that vary.
 * @fires dodge
 */
@customElement('hf-meter-dodger')
export class MeterDodger extends LitElement {
  static override styles = [
    base,
    controls,
    lineStyles,
    css`
      p {
        max-width: 92ch;
      }
      .set {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px 24px;
        margin: 10px 0 12px;
      }
      .set p {
        flex: 1 1 260px;
      }
      hf-number {
        --field-width: 68px;
      }
      .cases {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(215px, 1fr));
        gap: 16px 20px;
      }
      /* Titles, pictures and words of one row stand level, whatever lines they take. */
      figure {
        display: grid;
        grid-template-rows: subgrid;
        grid-row: span 3;
        gap: 0;
        margin: 0;
        max-width: 330px;
      }
      h3 .link {
        text-align: left;
      }
      h3 {
        font-size: 15px;
        line-height: 22px;
        font-weight: 650;
      }
      figure svg {
        display: block;
        width: 100%;
        height: auto;
      }
      text {
        font-size: 11px;
        fill: var(--soft);
      }
      .grid {
        stroke: var(--hairline);
      }
      .reading {
        fill: var(--unfit);
        fill-opacity: 0.28;
      }
      .now {
        stroke: var(--ink);
        stroke-dasharray: 2 2;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 20px;
        margin-top: 10px;
      }
      .key svg {
        display: inline-block;
        margin-right: 7px;
        vertical-align: 1px;
      }
      .key .dots svg {
        width: 8px;
        height: 8px;
      }
      .key .reading {
        fill-opacity: 0.45;
      }
    `,
  ];

  @property({ attribute: false }) curves: readonly DodgeCurve[] = [];
  /** Part of each tick that the guest, as set, works for; NaN where its cycle is not its tick. */
  @property({ attribute: false }) works = NaN;
  @property({ attribute: false }) preset = 0.8;
  /** Where in the cycle its tick comes. */
  @property({ attribute: false }) tickAt = 0.9;

  override render() {
    const now = this.curves[0]?.points.length ? this.said() : nothing;
    return html`<p class="small soft">
        A thread that works after each tick and sleeps before the next (Tsafrir, Etsion and Feitelson 2007):
        what its meter shows over what it uses.
      </p>
      <div class="set">
        <hf-number
          label="Works for, of each tick"
          unit="%"
          slider
          .min=${1}
          .max=${99.5}
          .low=${5}
          .high=${99}
          .value=${Number.isFinite(this.works) ? Number((100 * this.works).toFixed(2)) : 80}
          .preset=${100 * this.preset}
          @number=${(event: NumberEvent) => {
            event.stopPropagation();
            if (event.value !== null) this.set(event.value / 100, null, event.live);
          }}
        ></hf-number>
        <p class="soft">${now}</p>
      </div>
      <div class="cases">${this.curves.map((curve) => this.one(curve))}</div>
      <p class="key small soft">
        <span>${lineMark('used')}used, the truth</span
        ><span>${lineMark('beside')}on a machine of its own</span
        ><span>${lineMark('shown')}what its Task Manager shows, on average</span
        ><span class="dots"
          >${legendMark(svg`<circle class="reading" cx="4" cy="4" r="3"></circle>`)}one reading of
          ${DODGE_S.short} s, or of ${DODGE_S.long} s</span
        >
      </p>`;
  }

  /** What the present part comes to, in step. */
  private said() {
    if (!Number.isFinite(this.works))
      return 'As set, the cycle of the work is not the period of the tick: it is no dodger. Slide to make it one.';
    const near = nearest(this.curves[0].points, this.works);
    const charged = html`<hf-how .explanation=${howDodged(near, this.tickAt, DODGE_S.short)}
      >${shareText(averageOf(near.shown))}</hf-how
    >`;
    return this.works < this.tickAt
      ? html`It works for ${shareText(this.works)} of each tick and is asleep when the next one comes, at
        ${shareText(this.tickAt)}: in step it is charged ${charged}.`
      : html`It works for ${shareText(this.works)} of each tick, and the tick comes at
        ${shareText(this.tickAt)}: it no longer fits, and is charged ${charged}.`;
  }

  private one({ of, points }: DodgeCurve) {
    const x = (value: number) => LEFT + SIZE * value;
    const y = (value: number) => TOP + SIZE * (1 - Math.min(1, value));
    const line = (value: (point: DodgePoint) => number) =>
      linePath(points.map((point) => [x(point.part), y(value(point))]));
    const last = points.at(-1);
    const { title, text } = WORDS[of];
    return html`<figure>
      <h3>
        <button
          class="link"
          type="button"
          title="Set the guest so"
          @click=${() => this.set(Number.isFinite(this.works) ? this.works : this.preset, of, false)}
        >
          ${title}
        </button>
      </h3>
      <svg
        viewBox="0 0 ${WIDE} ${TOP + SIZE + BELOW}"
        role="img"
        aria-label=${`${title}: ${last ? `at ${shareText(0.5)} used it shows ${shareText(averageOf(nearest(points, 0.5).shown))}, at ${shareText(last.part)} ${shareText(averageOf(last.shown))}` : 'not simulated yet'}`}
      >
        ${[0, 0.5, 1].map(
          (f) =>
            svg`<line class="grid" x1=${x(0)} x2=${x(1)} y1=${y(f)} y2=${y(f)}></line>
            <text x=${LEFT - 5} y=${y(f) + 4} text-anchor="end">${100 * f}</text>
            <text x=${x(f)} y=${TOP + SIZE + 15} text-anchor=${f === 1 ? 'end' : 'middle'}>${100 * f}${f === 1 ? ' %' : ''}</text>`,
        )}
        <text x="0" y="11">shown, %</text>
        <text x=${x(0.5)} y=${TOP + SIZE + 30} text-anchor="middle">works for, of each tick</text>
        ${
          Number.isFinite(this.works)
            ? svg`<line class="now" x1=${x(this.works)} x2=${x(this.works)} y1=${TOP} y2=${TOP + SIZE}></line>`
            : nothing
        }
        ${points.flatMap(({ part, shown }) =>
          distinct(shown).map(
            (value) => svg`<circle class="reading" cx=${x(part)} cy=${y(value)} r="2.6"></circle>`,
          ),
        )}
        <path class="line used" d=${line(({ used }) => used)}></path>
        <path class="line shown" d=${line(({ shown }) => averageOf(shown))}></path>
        <path class="line beside" d=${line(({ own }) => own)}></path>
      </svg>
      <figcaption class="small soft">${text}</figcaption>
    </figure>`;
  }

  private set(part: number, of: DodgeCase | null, live: boolean): void {
    this.dispatchEvent(new DodgeEvent(Math.min(0.995, Math.max(0.01, part)), of, live));
  }
}

function nearest(points: readonly DodgePoint[], part: number): DodgePoint {
  return points.reduce((a, b) => (Math.abs(b.part - part) < Math.abs(a.part - part) ? b : a));
}

/** Readings that would be drawn over each other are drawn once. */
function distinct(values: readonly number[]): number[] {
  return [...new Set(values.map((value) => Math.round(200 * value)))].map((value) => value / 200);
}
