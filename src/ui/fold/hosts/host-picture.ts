import { LitElement, html, nothing, svg, type PropertyValues, type SVGTemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Grid } from '../../../estate/estate';
import type { Resource } from '../../../estate/resource';
import { ElementWidth } from '../../parts/box-size';
import { shortened } from '../../parts/long-name';
import { base } from '../../parts/styles';
import { turn } from '../../parts/turn';
import { FollowEvent } from '../events';
import { amount, percent } from '../../text/format';
import { axis, slotMoment } from '../../text/time';
import { bands } from '../bands.styles';
import { FOOT, HEAD, PLOT, pictureStyles } from './host-picture.styles';
import { hatchPath } from './hatch';
import { busiestSlot } from './loads';
import { roomForName, stackOf, type Band, type Load } from './stack';
import { isAbove, stretchBetween, type TimeStretch } from './sums';

/** Letters of a name in a layer that has no room for all of it. */
const LABEL = 13;
/** Size of a name inside a band. */
const NAME_HEIGHT = 13;
const LETTER = 6.9;
/** A picture narrower than this would tell nothing, px. */
const NARROWEST = 40;
/** A pointer that moves less while it is held down picks a moment, px. */
const DRAGGED = 4;

/** Lines of two tones are seen on every layer. */
const HATCH = svg`<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
  <rect class="light" width="2" height="6"></rect><rect class="dark" x="2" width="1" height="6"></rect></pattern></defs>`;

/**
 * Load of one host over time, stacked by guest, under its capacity and its ceiling; the busiest moment is marked.
 * A moment can be picked with the pointer or the arrow keys, and is then read out; a stretch of time by dragging, or
 * with Shift and the arrow keys.
 * @fires moment - detail: the slot that was picked
 * @fires stretch - detail: the stretch that was dragged over, or null where it is no longer wanted
 * @fires follow - a guest's layer is pointed at, or was chosen
 */
@customElement('hf-host-picture')
export class HostPicture extends LitElement {
  static override styles = [base, bands, pictureStyles];

  @property({ attribute: false }) grid!: Grid;
  @property({ attribute: false }) resource!: Resource;
  /** Loads of the host's guests in this resource. */
  @property({ attribute: false }) loads: readonly Load[] = [];
  /** Load of the whole host, overhead included. */
  @property({ attribute: false }) whole!: Float32Array;
  @property({ type: Number }) capacity = 0;
  /** What the plan may fill, in the unit of the resource. */
  @property({ type: Number }) ceiling = 0;
  /** Name of the host, for those who cannot see the picture. */
  @property() name = '';
  /** A moment that was picked and stays marked; null: the busiest. */
  @property({ attribute: false }) pinned: number | null = null;
  /** A guest that is followed: its layer stands out. */
  @property({ attribute: false }) followed: string | null = null;
  /** A stretch of time that was picked. */
  @property({ attribute: false }) stretch: TimeStretch | null = null;
  @state() private width = 0;
  @state() private cursor: number | null = null;
  private pointed: string | null = null;
  /** Where the pointer was pressed, px and slot; whether it was dragged since. */
  private pressed: { readonly x: number; readonly slot: number; dragged: boolean } | null = null;
  /** The slot from which keys draw a stretch out. */
  private anchor = 0;

  constructor() {
    super();
    new ElementWidth(this, (width) => (this.width = width));
  }

  /** Draws in a task of its own: many of these may change at once. */
  protected override async scheduleUpdate(): Promise<void> {
    await turn();
    await super.scheduleUpdate();
  }

  /** Draws at once, before whatever comes next. */
  drawNow(): void {
    this.performUpdate();
  }

  /** Worked out once for each picture, not for each moment that the pointer passes. */
  private busiest = 0;
  private scale = 1;
  private limited = true;
  private shared = false;
  private bands: readonly Band[] = [];
  private layers: readonly SVGTemplateResult[] = [];

  override willUpdate(changed: PropertyValues): void {
    // Out of sight no size is told.
    if (!this.hasUpdated) this.width = this.clientWidth;
    if ([...changed.keys()].every((name) => OF_TIME.has(name))) return;
    this.busiest = busiestSlot(this.whole);
    this.limited = Number.isFinite(this.capacity) && this.capacity > 0;
    this.scale = Math.max(this.limited ? this.capacity : 0, this.whole[this.busiest]);
    this.layers = this.width < NARROWEST ? [] : this.drawLayers();
  }

  private read(slot: number): string {
    const value = this.whole[Math.min(slot, this.whole.length - 1)];
    const when = this.whole.length > 1 ? `${slotMoment(this.grid, slot)}  ` : '';
    return `${when}${amount(value, this.resource.unit)}`;
  }

  override render() {
    const { width } = this;
    if (width < NARROWEST) return nothing;
    const slot = this.cursor ?? this.pinned ?? this.busiest;
    const { unit, label } = this.resource;
    const room = this.limited
      ? `of ${amount(this.capacity, unit)}, ceiling ${percent(this.ceiling / this.capacity)}`
      : 'not limited';
    const open = this.hatched ? ' Parts of it were not measured.' : '';
    const summary = `${label} on ${this.name}: highest ${this.read(this.busiest)} ${room}.${open}`;
    return html`<svg
        width=${width}
        height=${HEAD + PLOT + FOOT}
        viewBox="0 0 ${width} ${HEAD + PLOT + FOOT}"
        class=${this.follows ? 'following' : ''}
        role="img"
        aria-label=${summary}
      >
        ${this.hatched ? HATCH : nothing} ${this.layers} ${this.lines()} ${this.shade()} ${this.mark(slot)}
        ${this.marks()}
      </svg>
      ${
        this.whole.length > 1
          ? html`<input
              type="range"
              min="0"
              max=${this.whole.length - 1}
              step="1"
              aria-label="Moment on ${this.name}"
              aria-valuetext=${this.read(slot)}
              .value=${String(slot)}
              @input=${this.moved}
              @change=${this.picked}
              title="Drag, or Shift and ← →: sums over a stretch of time"
              @click=${this.clicked}
              @keydown=${this.keyed}
              @pointerdown=${this.held}
              @pointermove=${this.hovered}
              @pointerleave=${this.left}
              @blur=${() => (this.cursor = null)}
            />`
          : nothing
      }`;
  }

  private y(value: number): number {
    return HEAD + PLOT - (this.scale > 0 ? Math.max(0, value) / this.scale : 0) * PLOT;
  }

  private drawLayers(): readonly SVGTemplateResult[] {
    const columns = Math.floor(this.width / 2);
    const { slots, bands, shared } = stackOf(this.loads, this.whole, columns, this.followed);
    this.shared = shared;
    this.bands = bands;
    let followed: SVGTemplateResult | typeof nothing = nothing;
    const n = slots.length;
    const px = (c: number): string => ((c / (n - 1)) * this.width).toFixed(1);
    const marked = this.whole.length > 1 ? (this.busiest + 0.5) * (this.width / this.whole.length) : -99;
    let lower: number[] = Array.from({ length: n }, () => HEAD + PLOT);
    const layers = bands.map((band) => {
      const upper = Array.from(band.top, (v) => this.y(v));
      let path = '';
      for (let c = 0; c < n; c++) path += `${c ? 'L' : 'M'}${px(c)} ${upper[c].toFixed(1)}`;
      for (let c = n - 1; c >= 0; c--) path += `L${px(c)} ${lower[c].toFixed(1)}`;
      const roomFor = (label: string) => {
        const room = roomForName(lower, upper, this.width, label.length * LETTER + 10, NAME_HEIGHT, marked);
        return room && { ...room, label };
      };
      const room = roomFor(band.label) ?? roomFor(shortened(band.label, LABEL));
      const hatch = band.standIn ? hatchPath(band.standIn, lower, upper, px) : '';
      lower = upper;
      const own = band.guest !== null && band.guest === this.followed;
      if (own) followed = svg`<path class="outline" d="${path}Z"></path>`;
      return svg`<path class="b${band.tone} ${own ? 'own' : ''}" d="${path}Z"></path>${hatch ? svg`<path class="hatch" fill="url(#hatch)" d=${hatch}></path>` : nothing}${
        room
          ? svg`<text class="n${band.tone}" x=${room.x.toFixed(1)} y=${(room.y + 4).toFixed(1)} text-anchor="middle" aria-hidden="true">${room.label}</text>`
          : nothing
      }`;
    });
    return [...layers, svg`${followed}`];
  }

  /** Whether the guest that is followed has a layer here. */
  private get follows(): boolean {
    return this.followed !== null && this.bands.some(({ guest }) => guest === this.followed);
  }

  /** Whether something in it was not measured. */
  get hatched(): boolean {
    return this.bands.some((band) => band.standIn);
  }

  private lines() {
    const { width } = this;
    const top = this.y(this.capacity);
    const limit = this.y(this.ceiling);
    const floor = svg`<line class="floor" x1="0" x2=${width} y1=${HEAD + PLOT} y2=${HEAD + PLOT}></line>`;
    if (!this.limited) return floor;
    return svg`${floor}
      <line class="capacity" x1="0" x2=${width} y1=${top} y2=${top}></line>
      ${
        this.ceiling < this.capacity
          ? svg`<line class="ceiling" x1="0" x2=${width} y1=${limit} y2=${limit}></line>`
          : nothing
      }`;
  }

  /** The stretch that was picked. */
  private shade() {
    if (!this.stretch || this.whole.length === 1) return nothing;
    const slot = this.width / this.whole.length;
    const { from, to } = this.stretch;
    return svg`<rect class="stretch" x=${from * slot} y=${HEAD} width=${(to - from + 1) * slot} height=${PLOT}></rect>`;
  }

  private mark(slot: number) {
    const { width } = this;
    const capacity = this.limited ? `capacity ${amount(this.capacity, this.resource.unit)}` : 'not limited';
    if (this.whole.length === 1) {
      const { unit } = this.resource;
      const shared = this.shared ? ', shared pages counted once' : '';
      const used = `${amount(this.whole[0], unit)}${this.limited ? ` of ${amount(this.capacity, unit)}` : ', not limited'}${shared}`;
      return svg`<text class="strong" x="0" y="12">${used}</text>`;
    }
    const x = ((slot + 0.5) / this.whole.length) * width;
    const value = this.whole[slot];
    const y = this.y(value);
    const text = this.read(slot);
    const half = (text.length * LETTER) / 2 + 2;
    const at = Math.min(Math.max(x, half), width - half);
    const left = at - half > capacity.length * LETTER + 10;
    const right = width - at - half > capacity.length * LETTER + 10;
    return svg`<line class="casing" x1=${x} x2=${x} y1=${y} y2=${HEAD + PLOT}></line>
      <line class="moment" x1=${x} x2=${x} y1=${HEAD - 3} y2=${HEAD + PLOT}></line>
      <circle class="dot ${isAbove(value, this.ceiling) ? 'over-the-top' : ''}" cx=${x} cy=${y} r="4.5"></circle>
      <text class="strong" x=${at} y="12" text-anchor="middle">${text}</text>
      ${
        left
          ? svg`<text x="0" y="12">${capacity}</text>`
          : right
            ? svg`<text x=${width} y="12" text-anchor="end">${capacity}</text>`
            : nothing
      }`;
  }

  private marks() {
    const { width } = this;
    if (this.whole.length === 1) return nothing;
    return axis(this.grid, width < 260 ? 2 : 4).map((tick) => {
      const anchor = tick.at < 0.04 ? 'start' : tick.at > 0.96 ? 'end' : 'middle';
      return svg`<text x=${tick.at * width} y=${HEAD + PLOT + 14} text-anchor=${anchor}>${tick.label}</text>`;
    });
  }

  private moved = (event: Event): void => {
    this.cursor = Number((event.target as HTMLInputElement).value);
  };

  private picked = (): void => {
    if (this.cursor === null || this.pressed?.dragged) return;
    this.dispatchEvent(new CustomEvent('moment', { detail: this.cursor }));
  };

  private hovered = (event: PointerEvent): void => {
    if (event.pointerType !== 'mouse') return;
    this.cursor = this.slotAt(event);
    const { pressed } = this;
    if (!pressed || (event.buttons & 1) === 0) this.point(this.guestAt(event));
    else if ((pressed.dragged ||= Math.abs(event.offsetX - pressed.x) >= DRAGGED))
      this.draw(stretchBetween(pressed.slot, this.cursor));
  };

  private held = (event: PointerEvent): void => {
    this.pressed = null;
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    this.pressed = { x: event.offsetX, slot: this.slotAt(event), dragged: false };
    this.anchor = this.pressed.slot;
  };

  /** Shift and arrows draw a stretch out from the moment that is marked; Escape lets it go. */
  private keyed = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Escape' && this.stretch) {
      this.draw(null);
    } else if (event.shiftKey && by !== 0) {
      const now = this.cursor ?? this.pinned ?? this.busiest;
      if (!this.stretch) this.anchor = now;
      this.cursor = Math.min(Math.max(0, now + by), this.whole.length - 1);
      this.draw(stretchBetween(this.anchor, this.cursor));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private draw(stretch: TimeStretch | null): void {
    // The next key may come before it is given back.
    this.stretch = stretch;
    this.dispatchEvent(new CustomEvent('stretch', { detail: stretch }));
  }

  private slotAt({ offsetX }: PointerEvent): number {
    const slot = Math.floor((offsetX / this.width) * this.whole.length);
    return Math.min(Math.max(0, slot), this.whole.length - 1);
  }

  private left = (): void => {
    this.cursor = null;
    this.point(null);
  };

  private clicked = (event: MouseEvent): void => {
    // A drag ends in a click, too.
    const { pressed } = this;
    this.pressed = null;
    if (pressed?.dragged) return;
    this.picked();
    // Keys click, too: at no place.
    if (event.detail > 0) this.dispatchEvent(new FollowEvent(this.guestAt(event), true));
  };

  private point(guest: string | null): void {
    if (guest === this.pointed) return;
    this.pointed = guest;
    this.dispatchEvent(new FollowEvent(guest));
  }

  /** The guest whose layer is at a place of the plot. */
  private guestAt({ offsetX, offsetY }: MouseEvent): string | null {
    const columns = this.bands[0]?.top.length ?? 0;
    const column = Math.min(columns - 1, Math.max(0, Math.round((offsetX / this.width) * (columns - 1))));
    const value = (1 - offsetY / PLOT) * this.scale;
    return this.bands.find(({ top }) => top[column] >= value)?.guest ?? null;
  }
}

/** What changes no layer. */
const OF_TIME: ReadonlySet<PropertyKey> = new Set(['cursor', 'pinned', 'stretch']);
