import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { QUARTERS, movedDay } from '../../decide/day-profile';
import { own } from '../../estate/own';
import { RESCHEDULING, byWords, clockOf, type Rescheduling } from '../../estate/rescheduled';
import { PageEvent } from '../parts/page-event';
import { base } from '../parts/styles';
import { figure } from '../text/format';

/** A stretch of a day was moved. */
export class StretchEvent extends PageEvent {
  static override readonly type = 'stretch';
  constructor(
    /** Minutes later than it was measured. */
    readonly by: number,
    /** Still being dragged. */
    readonly live: boolean,
  ) {
    super();
  }
}

const QUARTER = 15;
const DAY = 24 * 60;
const HEIGHT = 96;
/** Width of the picture's own units: one for each quarter of an hour. */
const WIDTH = QUARTERS;

/**
 * A server's day with a stretch of it that can be dragged to another time: as it was measured, as it would be, and what
 * all servers together ask, where there is room.
 * @fires stretch
 */
@customElement('hf-day')
export class DayPicture extends LitElement {
  static override styles = [
    base,
    css`
      .frame {
        position: relative;
        max-width: 720px;
        touch-action: pan-y;
      }
      svg {
        display: block;
        width: 100%;
        height: ${HEIGHT}px;
        border-bottom: 1px solid var(--edge);
        background: var(--sunk);
      }
      .all {
        fill: var(--hairline);
      }
      .line {
        fill: none;
        vector-effect: non-scaling-stroke;
        stroke-width: 1.5;
      }
      .measured {
        stroke: var(--soft);
        stroke-dasharray: 4 3;
      }
      .moved {
        stroke: var(--cpu);
        stroke-width: 2;
      }
      .was {
        fill: none;
        stroke: var(--soft);
        stroke-dasharray: 2 2;
        vector-effect: non-scaling-stroke;
      }
      .stretch {
        position: absolute;
        top: 0;
        height: ${HEIGHT}px;
        min-width: 10px;
        border: 1.5px solid var(--accent);
        border-radius: 4px;
        background: color-mix(in srgb, var(--accent) 16%, transparent);
        cursor: ew-resize;
        touch-action: none;
      }
      .stretch.second {
        pointer-events: none;
      }
      .hours {
        display: flex;
        justify-content: space-between;
        max-width: 720px;
        font-size: 12px;
        line-height: 18px;
        color: var(--soft);
      }
      p {
        max-width: 72ch;
        font-size: 13px;
        line-height: 19px;
        color: var(--soft);
      }
      @media (forced-colors: active) {
        svg {
          forced-color-adjust: none;
          background: #fff;
        }
      }
    `,
  ];

  @property() name = '';
  /** GHz by quarter of an hour; NaN where nothing was measured. */
  @property({ attribute: false }) load: Float32Array = new Float32Array(QUARTERS);
  @property({ attribute: false }) all: Float32Array = new Float32Array(QUARTERS);
  @property({ attribute: false }) change: Rescheduling = { from: 0, minutes: 60, by: 0 };
  @query('.frame') private frame!: HTMLElement;
  /** Where a drag began: the pointer, and how much later the stretch was then. */
  private held: { readonly x: number; readonly by: number } | null = null;

  override render() {
    const { change, load, name } = this;
    const { from, minutes, by } = change;
    const then = by === 0 ? load : movedDay(load, change);
    const top = Math.max(1e-9, ...load.filter((value) => value >= 0));
    const most = Math.max(1e-9, ...this.all);
    const start = (((from + by) % DAY) + DAY) % DAY;
    const over = Math.max(0, start + minutes - DAY);
    const says =
      by === 0
        ? `${clockOf(from)} to ${clockOf(from + minutes)}, as measured`
        : `${clockOf(start)} to ${clockOf(start + minutes)}, ${byWords(change)} than measured`;
    return html`<div class="frame">
        <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
          ${svg`<path class="all" d="${area(this.all, most)}"></path>
          <path class="line measured" d="${steps(load, top)}"></path>
          <path class="line moved" d="${steps(then, top)}"></path>
          ${by === 0 ? nothing : svg`<rect class="was" x=${from / QUARTER} width=${Math.min(minutes, DAY - from) / QUARTER} y="0" height=${HEIGHT}></rect>`}`}
        </svg>
        <div
          class="stretch"
          role="slider"
          tabindex="0"
          aria-label="When ${name} does this"
          aria-valuemin=${RESCHEDULING.by.min}
          aria-valuemax=${RESCHEDULING.by.max}
          aria-valuenow=${by}
          aria-valuetext=${says}
          title="Drag it to another time"
          @pointerdown=${this.take}
          @pointermove=${this.drag}
          @pointerup=${this.drop}
          @pointercancel=${this.drop}
          @keydown=${this.keyed}
        ></div>
        ${over > 0 ? html`<div class="stretch second" aria-hidden="true"></div>` : nothing}
      </div>
      <div class="hours" aria-hidden="true">
        ${[0, 6, 12, 18, 24].map((hour) => html`<span>${String(hour).padStart(2, '0')}:00</span>`)}
      </div>
      <p>
        ${name}: ${says}${by ? '. Dashed as measured' : ''}, ${figure(top)}&nbsp;GHz at most; behind it what
        all servers together ask, ${figure(most)}&nbsp;GHz at most.
      </p>`;
  }

  /** The page's policy takes no style attribute. */
  override updated(): void {
    const { from, minutes, by } = this.change;
    const start = (((from + by) % DAY) + DAY) % DAY;
    const part = (length: number) => `${(100 * length) / DAY}%`;
    const [first, second] = this.renderRoot.querySelectorAll<HTMLElement>('.stretch');
    first.style.left = part(start);
    first.style.width = part(Math.min(minutes, DAY - start));
    if (!second) return;
    second.style.left = '0';
    second.style.width = part(start + minutes - DAY);
  }

  private take = (event: PointerEvent): void => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.held = { x: event.clientX, by: this.change.by };
  };

  private drag = (event: PointerEvent): void => {
    if (!this.held) return;
    const { x, by } = this.held;
    this.move(by + ((event.clientX - x) / this.frame.clientWidth) * DAY, true);
  };

  private drop = (): void => {
    if (!this.held) return;
    this.held = null;
    this.dispatchEvent(new StretchEvent(this.change.by, false));
  };

  private keyed = (event: KeyboardEvent): void => {
    const { by } = this.change;
    const steps = {
      ArrowRight: by + QUARTER,
      ArrowUp: by + QUARTER,
      ArrowLeft: by - QUARTER,
      ArrowDown: by - QUARTER,
      PageUp: by + 60,
      PageDown: by - 60,
      Home: 0,
    };
    const to = own(steps, event.key);
    if (to === undefined) return;
    event.preventDefault();
    this.move(to, false);
  };

  private move(to: number, live: boolean): void {
    const { min, max } = RESCHEDULING.by;
    const by = Math.min(max, Math.max(min, QUARTER * Math.round(to / QUARTER)));
    if (by !== this.change.by) this.dispatchEvent(new StretchEvent(by, live));
  }
}

const y = (value: number, top: number) => (HEIGHT - 4 - ((HEIGHT - 10) * value) / top).toFixed(1);

/** A step for each quarter of an hour; a gap where nothing was measured. */
function steps(load: Float32Array, top: number): string {
  let path = '';
  let drawing = false;
  load.forEach((value, q) => {
    if (value >= 0) path += `${drawing ? 'L' : 'M'}${q} ${y(value, top)}H${q + 1}`;
    drawing = value >= 0;
  });
  return path;
}

const area = (load: Float32Array, top: number) =>
  `M0 ${HEIGHT}${Array.from(load, (value, q) => `L${q} ${y(value, top)}H${q + 1}`).join('')}V${HEIGHT}Z`;
