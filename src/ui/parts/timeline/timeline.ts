import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { own } from '../../../estate/own';
import { base, controls } from '../styles';
import { timelineButtons, ZOOM_STEP } from './buttons';
import { lanesOf, paint } from './paint';
import { paletteOf } from './palette';
import { changeFrom, type TimelineGroup, type TimelineRow, type Window } from './rows';
import { within, zoomed } from './scale';
import { timelineTables } from './table';
import { PageEvent } from '../page-event';
import { timelineStyles } from './timeline.styles';
import { readout, summary } from './words';

/** Another stretch of time came into sight, or another moment was picked. */
export class LookEvent extends PageEvent {
  static override readonly type = 'look';
  constructor(
    readonly window: Window,
    readonly cursor: number | null,
  ) {
    super();
  }
}

/** Seconds that playing takes for one width of the window. */
const PLAY_S = 12;
/** A pointer this close to the moment picked takes hold of it, px. */
const GRIP = 12;
/** Pointer travel beyond which a press is a drag, px. */
const SLIP = 4;

/**
 * Rows of time: who runs, who waits for a processor, with ticks as marks. It can be zoomed, moved, played and stepped
 * through from change to change, by pointer, touch and keyboard; a table says the same.
 * @fires look - the window or the moment picked has changed
 */
@customElement('hf-timeline')
export class Timeline extends LitElement {
  static override styles = [base, controls, timelineStyles];

  @property({ attribute: false }) groups: readonly TimelineGroup[] = [];
  /** Length of what is known, ms. */
  @property({ type: Number }) end = 0;
  /** The stretch in sight, ms. Set it to bring one into sight; moving the picture changes it. */
  @property({ attribute: false }) window: Window = { from: 0, to: 1000 };
  /** The moment picked, ms; null for none. */
  @property({ attribute: false }) cursor: number | null = null;
  /** Names the picture for those who cannot see it. */
  @property() label = 'Timeline';
  /** Whether it is dim after the moment picked: it grows as the moment moves on. */
  @property({ type: Boolean }) grows = false;
  /** Whether a step goes to the next tick, not to whatever changes next. */
  @property({ type: Boolean }) ticks = false;
  /** What is to be said of the moment in place of who does what. */
  @property() note = '';
  /** Leaves the buttons out: another timeline that shows the same time has them. */
  @property({ type: Boolean }) bare = false;
  @state() private playing = false;
  @state() private speed = 1;
  @state() private held = false;
  @state() private tables = false;
  @query('canvas') private canvas!: HTMLCanvasElement;
  @query('.stage') private stage!: HTMLElement;
  @query('.cursor') private line!: HTMLElement;

  private readonly pointers = new Map<number, { x: number; window: Window }>();
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly forced = matchMedia('(forced-colors: active)');
  private observer: ResizeObserver | undefined;
  private frame = 0;
  private gripped = false;
  private last = 0;
  private width = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.scheme.addEventListener('change', this.redraw);
    this.forced.addEventListener('change', this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scheme.removeEventListener('change', this.redraw);
    this.forced.removeEventListener('change', this.redraw);
    this.observer?.disconnect();
    this.observer = undefined;
    this.stop();
  }

  override render() {
    const { groups, cursor } = this;
    const said = cursor === null ? '' : this.note || readout(groups, cursor, this.window);
    return html`<div class="tools">
        <span class="readout" title=${said}>${said || (this.bare ? '' : this.hint())}</span>
        ${this.bare ? nothing : this.buttons()}
      </div>
      <div class="picture">
        <div class="names" aria-hidden="true">
          ${groups.map(
            ({ label, rows }) =>
              html`${label ? html`<div class="head">${label}</div>` : nothing}
              ${rows.map(
                (row) => html`<div class="row ${rowClass(row)}" title=${row.label}>${row.label}</div>`,
              )}`,
          )}
        </div>
        <div
          class="stage ${this.held ? 'held' : ''}"
          tabindex="0"
          role="slider"
          aria-label="${this.label}: moment"
          aria-orientation="horizontal"
          aria-valuemin="0"
          aria-valuemax=${this.end}
          aria-valuenow=${cursor ?? this.window.from}
          aria-valuetext=${said || 'no moment picked'}
          aria-describedby="summary"
          @keydown=${this.pressed}
          @pointerdown=${this.grabbed}
          @pointermove=${this.moved}
          @pointerup=${this.released}
          @pointercancel=${this.released}
          @wheel=${this.wheeled}
        >
          <canvas aria-hidden="true"></canvas>
          <div class="cursor" ?hidden=${!this.inSight()}></div>
        </div>
      </div>
      <p id="summary" class="unseen">${summary(groups, this.window)}</p>
      <details @toggle=${this.opened}>
        <summary>As a table</summary>
        ${this.tables ? timelineTables(groups, this.window) : nothing}
      </details>`;
  }

  private hint(): string {
    return matchMedia('(pointer: coarse)').matches
      ? 'Drag to move through time, tap to pick a moment'
      : 'Drag to move, click to pick, arrows to step';
  }

  private buttons() {
    const { from, to } = this.window;
    return timelineButtons({
      playing: this.playing,
      speed: this.speed,
      all: from <= 0 && to >= this.end,
      step: (direction) => this.step(direction),
      play: this.togglePlay,
      speedUp: (speed) => (this.speed = speed),
      zoom: (factor) => this.zoom(factor),
      showAll: () => this.look({ from: 0, to: this.end }),
    });
  }

  override firstUpdated(): void {
    this.observer = new ResizeObserver(() => this.redraw());
    this.observer.observe(this.stage);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('groups')) this.stage.style.setProperty('height', `${lanesOf(this.groups).height}px`);
    this.draw();
  }

  private redraw = (): void => this.requestUpdate();

  private draw(): void {
    const width = this.stage.clientWidth;
    const height = lanesOf(this.groups).height;
    this.width = width;
    const { from, to } = this.window;
    if (this.cursor !== null && width > 0)
      this.line.style.setProperty(
        'transform',
        `translateX(${((this.cursor - from) / (to - from)) * width}px)`,
      );
    const context = this.canvas.getContext('2d');
    if (!context || width === 0) return;
    const sharp = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * sharp), Math.round(height * sharp)];
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    const grown = this.grows && this.cursor !== null ? this.cursor : Infinity;
    paint(context, this.groups, this.window, width, paletteOf(this), grown);
  }

  private inSight(): boolean {
    return this.cursor !== null && this.cursor >= this.window.from && this.cursor <= this.window.to;
  }

  /** Brings a stretch of time into sight, and a moment in it. */
  private look(wanted: Window, cursor: number | null = this.cursor): void {
    this.window = within(wanted, this.end);
    this.cursor = cursor;
    this.dispatchEvent(new LookEvent(this.window, this.cursor));
  }

  private zoom(factor: number, around?: number): void {
    const { from, to } = this.window;
    const centre = around ?? (this.inSight() ? (this.cursor ?? from) : (from + to) / 2);
    this.look(zoomed(this.window, factor, centre, this.end));
  }

  private pan(part: number): void {
    const { from, to } = this.window;
    const by = (to - from) * part;
    this.look({ from: from + by, to: to + by });
  }

  /** Goes to the next change, or the one before. */
  step(direction: 1 | -1): void {
    this.stop();
    const at = this.inSight() ? (this.cursor ?? this.window.from) : this.window.from;
    const next = changeFrom(this.groups, at, direction, this.ticks);
    if (next !== undefined) this.pick(next);
  }

  private pick(time: number): void {
    const { from, to } = this.window;
    const at = Math.min(Math.max(0, time), this.end);
    const width = to - from;
    if (at < from) this.look({ from: at - width * 0.25, to: at + width * 0.75 }, at);
    else if (at > to) this.look({ from: at - width * 0.75, to: at + width * 0.25 }, at);
    else this.look(this.window, at);
  }

  private togglePlay = (): void => {
    if (this.playing) return this.stop();
    this.playing = true;
    const start = this.inSight() && (this.cursor ?? 0) < this.end ? (this.cursor ?? 0) : this.window.from;
    this.pick(start >= this.end ? 0 : start);
    this.last = performance.now();
    this.frame = requestAnimationFrame(this.play);
  };

  private play = (now: number): void => {
    const { from, to } = this.window;
    const width = to - from;
    const at = (this.cursor ?? from) + ((this.speed * (now - this.last)) / 1000 / PLAY_S) * width;
    this.last = now;
    // Whoever works beside the page leaves it room meanwhile.
    this.dispatchEvent(new Event('moves', { bubbles: true, composed: true }));
    if (at >= this.end) {
      this.pick(this.end);
      return this.stop();
    }
    // The picture moves along once the moment has come most of the way.
    const over = at - (from + width * 0.7);
    this.look(over > 0 ? { from: from + over, to: to + over } : this.window, at);
    this.frame = requestAnimationFrame(this.play);
  };

  private stop(): void {
    cancelAnimationFrame(this.frame);
    this.playing = false;
  }

  private timeAt(clientX: number): number {
    const { from, to } = this.window;
    const box = this.stage.getBoundingClientRect();
    return from + ((clientX - box.left) / Math.max(1, box.width)) * (to - from);
  }

  private grabbed = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.stop();
    this.stage.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, window: this.window });
    const { from, to } = this.window;
    const perMs = this.width / (to - from);
    this.gripped =
      this.inSight() && Math.abs(this.timeAt(event.clientX) - (this.cursor ?? 0)) * perMs <= GRIP;
  };

  private moved = (event: PointerEvent): void => {
    const own = this.pointers.get(event.pointerId);
    if (!own) return;
    if (this.gripped && this.pointers.size === 1) {
      if (Math.abs(event.clientX - own.x) >= SLIP) this.held = true;
      if (this.held) this.look(this.window, Math.min(this.end, Math.max(0, this.timeAt(event.clientX))));
      return;
    }
    if (this.pointers.size === 1) {
      const by = event.clientX - own.x;
      if (!this.held && Math.abs(by) < SLIP) return;
      this.held = true;
      const { from, to } = own.window;
      const time = (by / Math.max(1, this.width)) * (to - from);
      this.look({ from: from - time, to: to - time });
      return;
    }
    // Two fingers: the distance between them is the zoom.
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) return;
    const before = Math.max(20, Math.abs(own.x - other.x));
    const after = Math.max(20, Math.abs(event.clientX - other.x));
    this.held = true;
    const around = this.timeAt((event.clientX + other.x) / 2);
    this.look(zoomed(this.window, before / after, around, this.end));
    this.pointers.set(event.pointerId, { x: event.clientX, window: this.window });
  };

  private released = (event: PointerEvent): void => {
    const own = this.pointers.get(event.pointerId);
    if (!own) return;
    this.pointers.delete(event.pointerId);
    if (event.type === 'pointerup' && !this.held) this.pick(this.timeAt(event.clientX));
    if (this.pointers.size === 0) this.held = false;
    for (const [id, { x }] of this.pointers) this.pointers.set(id, { x, window: this.window });
  };

  private wheeled = (event: WheelEvent): void => {
    // The plain wheel belongs to the page.
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(Math.exp(event.deltaY * 0.004), this.timeAt(event.clientX));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.pan((event.deltaX || event.deltaY) / Math.max(1, this.width));
    }
  };

  private pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowRight: () => (event.shiftKey ? this.pan(0.25) : this.step(1)),
      ArrowLeft: () => (event.shiftKey ? this.pan(-0.25) : this.step(-1)),
      PageDown: () => this.pan(0.9),
      PageUp: () => this.pan(-0.9),
      Home: () => this.pick(0),
      End: () => this.pick(this.end),
      '+': () => this.zoom(1 / ZOOM_STEP),
      '=': () => this.zoom(1 / ZOOM_STEP),
      '-': () => this.zoom(ZOOM_STEP),
      ' ': () => this.togglePlay(),
    };
    const deed = own(deeds, event.key);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  private opened = (event: Event): void => {
    this.tables = (event.target as HTMLDetailsElement).open;
  };
}

/** The class that gives a name the height of its row. */
function rowClass({ spans, marks, stack, lines }: TimelineRow): string {
  if (stack) return 'stack';
  if (lines) return 'lines';
  return marks ? (spans ? 'both' : 'marks') : '';
}
