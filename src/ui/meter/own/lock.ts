import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  fractions,
  lockedTo,
  lockSpread,
  LOCKING,
  type Fraction,
  type Step,
} from '../../../sampling/phase-lock';
import { own } from '../../../estate/own';
import { TurnEvent } from '../change';
import type { Explanation } from '../../parts/explanation';
import '../../parts/how';
import { base } from '../../parts/styles';
import { legendMark } from '../lines';
import { shareText } from '../pictures';
import { LOCK_RUN, windowOf, type LockSweep } from './sweeps';
import { BoxSize } from '../../parts/box-size';

const LEFT = 34;
const RIGHT = 12;
const TOP = 22;
const HEIGHT = 200;
const BELOW = 40;
/** Denominators up to which the theory is drawn. */
const DRAWN = 24;
/** A pointer this close to a fraction that locks means it, px. */
const CATCH = 7;
/** The top of the scale: no spread is larger than half. */
const MOST = 0.5;

/**
 * How far apart readings are over the ratio of tick to cycle: theory as stems at the fractions, simulated points over
 * it, and the present ratio as a hand that can be dragged.
 * @fires turn
 */
@customElement('hf-meter-lock')
export class MeterLock extends LitElement {
  static override styles = [
    base,
    css`
      p {
        max-width: 92ch;
      }
      .now {
        margin: 6px 0 4px;
      }
      .box {
        margin-top: 8px;
        overflow: hidden;
        touch-action: pan-y;
      }
      svg {
        display: block;
        cursor: ew-resize;
        user-select: none;
      }
      text {
        font-size: 12px;
        fill: var(--soft);
      }
      .grid {
        stroke: var(--hairline);
      }
      .floor {
        stroke: var(--edge);
      }
      .stem {
        stroke: var(--soft);
        stroke-width: 1.2;
      }
      .cap {
        fill: var(--card);
        stroke: var(--soft);
        stroke-width: 1.4;
      }
      .point {
        fill: var(--unfit);
        fill-opacity: 0.85;
      }
      .hand {
        stroke: var(--accent);
        stroke-width: 2;
      }
      .knob {
        fill: var(--accent);
        stroke: var(--card);
        stroke-width: 2;
      }
      .present {
        fill: var(--accent);
        font-weight: 650;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 20px;
        margin-top: 4px;
      }
      .key svg {
        display: inline-block;
        width: 11px;
        height: 13px;
        margin-right: 6px;
        vertical-align: -2px;
      }
    `,
  ];

  @property({ attribute: false }) sweep: LockSweep | null = null;
  /** How the guest that is set now stands; null where it never waits. */
  @property({ attribute: false }) step: Step | null = null;
  /** Ticks of one measurement, as set. */
  @property({ type: Number }) ticks = 0;
  /** Spread of the measurements at the present setting, as a share of 1; NaN before they are in. */
  @property({ attribute: false }) spread = NaN;
  /** Whether bursts and waits are always the same: what varies locks to nothing. */
  @property({ type: Boolean }) alike = true;
  private readonly box = new BoxSize(this, '.box', { width: 900, height: TOP + HEIGHT + BELOW });
  private dragging = false;

  override render() {
    const { step } = this;
    if (!step) return html`<p class="soft">A thread that never waits has no cycle to be in step with.</p>`;
    const lock = this.alike ? lockedTo(step.ratio, this.ticks) : null;
    return html`<p class="small soft">
        How far readings lie apart, for every ratio of the tick to the cycle of the work. At simple fractions
        every look falls on the same few moments of the cycle, and a longer observation sees nothing else.
      </p>
      <p class="now">${this.now(step, lock)}</p>
      <div class="box">${this.picture(step)}</div>
      <p class="key small soft">
        <span
          >${legendMark(svg`<path class="stem" d="M5.5 13V8"></path><circle class="cap" cx="5.5" cy="5" r="3.6"></circle>`)}theory,
          √({qp}(1 − {qp})) ÷ q at r/q</span
        ><span
          >${legendMark(svg`<circle class="point" cx="5.5" cy="6.5" r="3"></circle>`)}simulated,
          ${LOCK_RUN.replications} times ${LOCK_RUN.durationS}
          s${this.alike ? '' : ', with bursts that vary'}</span
        ><span
          >${legendMark(svg`<path class="hand" d="M5.5 0V13"></path><circle class="knob" cx="5.5" cy="6.5" r="4.5"></circle>`)}as
          set: drag it, click, or use the arrow keys</span
        >
      </p>`;
  }

  private now({ ratio }: Step, lock: Fraction | null) {
    const text = html`tick ÷ cycle = <b>${ratio.toFixed(3)}</b>`;
    const apart = Number.isFinite(this.spread)
      ? html`readings lie <hf-how .explanation=${this.how(lock)}>± ${shareText(this.spread)}</hf-how> apart`
      : nothing;
    if (!this.alike)
      return html`${text}. Bursts that vary are in step with nothing: ${apart}, and a longer look mends it.`;
    if (!lock) return html`${text}, in step with nothing: ${apart}, and a longer look mends it.`;
    const { r, q } = lock;
    return html`${text}, in step at <b>${r}/${q}</b>:
      ${q === 1 ? 'every look falls on one moment' : `looks fall on ${q} moments`} of the cycle, ${apart},
      however long.`;
  }

  private how(lock: Fraction | null): Explanation {
    const { part, ratio, cycleMs } = this.step!;
    return {
      title: 'Readings lie apart by',
      text: 'The standard deviation of the meter’s error over measurements whose clocks start at different moments. {x} is what remains of x after its whole part.',
      formula: 'theory at r/q: √({qp}(1 − {qp})) ÷ q',
      values: [
        ['measured', shareText(this.spread)],
        ['theory', lock ? shareText(lockSpread(part, lock)) : 'falls to 0 with the length'],
        ['p, busy part of the cycle', shareText(part)],
        ['cycle', `${Number(cycleMs.toPrecision(6))} ms`],
        ['tick ÷ cycle', ratio.toFixed(5)],
        ...(lock ? ([['r/q', `${lock.r}/${lock.q}`]] as const) : []),
      ],
      basis: {
        kind: 'source',
        text: 'equidistributed looks at a cycle of constant length, over a random phase',
      },
      control: { id: 'tickMs', label: 'clock tick' },
    };
  }

  private get window() {
    return windowOf(this.step!.ratio);
  }

  private scale() {
    const { low, high } = this.window;
    const wide = this.box.width - LEFT - RIGHT;
    return {
      x: (ratio: number) => LEFT + ((ratio - low) / (high - low)) * wide,
      ratio: (x: number) => low + ((x - LEFT) / wide) * (high - low),
      y: (spread: number) => TOP + HEIGHT * (1 - Math.min(1, spread / MOST)),
    };
  }

  private picture({ part, ratio }: Step) {
    const { low, high } = this.window;
    const { x, y } = this.scale();
    const wide = this.box.width;
    const floor = TOP + HEIGHT;
    const named = wide < 600 ? 3 : 5;
    const points = this.sweep?.window.low === low ? this.sweep.points : [];
    return html`<svg
      width=${wide}
      height=${floor + BELOW}
      viewBox="0 0 ${wide} ${floor + BELOW}"
      role="slider"
      tabindex="0"
      aria-label="Tick over cycle"
      aria-valuemin=${low}
      aria-valuemax=${high}
      aria-valuenow=${Number(ratio.toFixed(4))}
      aria-valuetext=${ratio.toFixed(3)}
      @pointerdown=${this.pressed}
      @pointermove=${this.moved}
      @pointerup=${this.released}
      @pointercancel=${this.released}
      @keydown=${this.keyed}
    >
      ${[0, 0.1, 0.2, 0.3, 0.4, 0.5].map(
        (s) =>
          svg`<line class=${s ? 'grid' : 'floor'} x1=${LEFT} x2=${wide - RIGHT} y1=${y(s)} y2=${y(s)}></line>
          <text x=${LEFT - 6} y=${y(s) + 4} text-anchor="end">${100 * s}</text>`,
      )}
      <text x="0" y="12">± points, from one reading to the next</text>
      ${fractions(low, high, DRAWN).map((each) => {
        const at = x(each.r / each.q);
        const top = y(lockSpread(part, each));
        return svg`<line class="stem" x1=${at} x2=${at} y1=${floor} y2=${top}></line>${
          each.q <= LOCKING ? svg`<circle class="cap" cx=${at} cy=${top} r="4.5"></circle>` : nothing
        }`;
      })}
      ${fractions(low, high, named).map(
        ({ r, q }) =>
          svg`<text x=${x(r / q)} y=${floor + 17} text-anchor="middle">${q === 1 ? r : `${r}/${q}`}</text>`,
      )}
      ${points.map(
        ({ r, q, spread }) =>
          svg`<circle class="point" cx=${x(r / q)} cy=${y(spread)} r="2.6"><title>${r}/${q}: ± ${shareText(spread)}</title></circle>`,
      )}
      <text x=${wide - RIGHT} y=${floor + 34} text-anchor="end">tick ÷ cycle of the work</text>
      <line class="hand" x1=${x(ratio)} x2=${x(ratio)} y1=${TOP - 4} y2=${floor}></line>
      <circle class="knob" cx=${x(ratio)} cy=${floor} r="8"></circle>
    </svg>`;
  }

  private pressed = (event: PointerEvent): void => {
    this.dragging = true;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.point(event, true);
  };

  private moved = (event: PointerEvent): void => {
    if (this.dragging) this.point(event, true);
  };

  private released = (event: PointerEvent): void => {
    if (!this.dragging) return;
    this.dragging = false;
    if (event.type === 'pointerup') this.point(event, false);
  };

  /** The ratio under the pointer, or the simple fraction close by. */
  private point(event: PointerEvent, live: boolean): void {
    const { x, ratio } = this.scale();
    const { low, high } = this.window;
    const at = event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
    const near = fractions(low, high, LOCKING)
      .map(({ r, q }) => ({ q, value: r / q, off: Math.abs(x(r / q) - at) }))
      .filter(({ off }) => off <= CATCH)
      .sort((a, b) => a.off - b.off)[0];
    this.set(near ? near.value : Math.min(high, Math.max(low, ratio(at))), live);
  }

  /** Arrows go from one simple fraction to the next. */
  private keyed = (event: KeyboardEvent): void => {
    const way = own({ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }, event.key);
    if (!way) return;
    event.preventDefault();
    const { low, high } = this.window;
    const { ratio } = this.step!;
    const stops = fractions(low, high, LOCKING).map(({ r, q }) => r / q);
    const next =
      way > 0 ? stops.find((stop) => stop > ratio + 1e-4) : stops.findLast((stop) => stop < ratio - 1e-4);
    if (next !== undefined) this.set(next, false);
  };

  private set(ratio: number, live: boolean): void {
    const tickMs = Number((ratio * this.step!.cycleMs).toFixed(4));
    if (tickMs >= 0.1) this.dispatchEvent(new TurnEvent('tickMs', tickMs, live));
  }
}
