import { LitElement, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { StateSpan } from '../../../dispatch/timeline';
import type { Strip, StripPoint, StripTick } from '../../../sampling/strip';
import { BoxSize } from '../../parts/box-size';
import { base, controls } from '../../parts/styles';
import { legendMark, lineMark, lineStyles } from '../lines';
import { linePath, scaleMarks, shareText } from '../pictures';
import type { Meter } from '../specimen';
import { term } from '../terms';
import { stripStyles } from './strip.styles';

/** Left of the picture: names and the scale. */
const LEFT = 118;
const RIGHT = 14;
/** Below this width the names stand above their rows. */
const NARROW = 640;
/** Least width; narrower windows scroll sideways. */
const LEAST = 560;
const BAR = 14;
const PLOT = 170;
/** Height of a tick that stands alone, and of the tallest stack, px. */
const TICK = 13;
const STACK = 54;
/** Time that a playback takes, ms. */
const PLAY_MS = 9000;
/** Ticks handed over within this time stand on one stack, ms. */
const TOGETHER_MS = 0.05;

/**
 * A strip of time of one guest: what its thread wants, its turns, its ticks, and three lines that grow.
 * @fires moves
 */
@customElement('hf-meter-strip')
export class MeterStrip extends LitElement {
  static override styles = [base, controls, lineStyles, stripStyles];

  @property({ attribute: false }) strip!: Strip;
  @property({ attribute: false }) own!: Strip;
  @property() meter: Meter = 'processor';
  /** The answer is not to be seen yet. */
  @property({ type: Boolean }) covered = false;
  /** The guest has its host to itself: its own machine is this one. */
  @property({ type: Boolean }) alone = false;
  /** Where the hand stands, as a share of the strip. */
  @state() private hand = 1;
  @state() private playing = false;
  private readonly size = new BoxSize(this, '.scroll', { width: 900, height: 0 });
  private frame = 0;

  private get width(): number {
    return Math.max(LEAST, this.size.width);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('covered') && this.covered) this.pause();
  }

  override render() {
    const { strip, own, hand } = this;
    const at = hand * strip.untilMs;
    const now = pointAt(strip.points, at);
    const alone = pointAt(own.points, at);
    return html`<div class="frame">
        <div class="scroll" tabindex="0" role="group" aria-label="Strip of time">${this.picture()}</div>
        ${this.names()}
      </div>
      <div class="hand">
        <button class="button" type="button" ?disabled=${this.covered} @click=${this.play}>
          ${this.playing ? 'Pause' : 'Play'}
        </button>
        <input
          type="range"
          min="0"
          max="1000"
          aria-label="Moment of the strip"
          aria-valuetext="${at.toFixed(0)} ms"
          .value=${String(Math.round(1000 * hand))}
          @input=${this.moved}
        />
        <span class="at number">${at.toFixed(0)} ms</span>
      </div>
      <ul class="legend">
        <li class="used">${lineMark('used')}what it really used <b>${shareText(now.truth)}</b></li>
        <li class="alone">
          ${lineMark('beside')}on a machine of its own
          <b>${this.covered && this.alone ? '?' : shareText(this.value(alone))}</b>
        </li>
        <li class="shown">
          ${lineMark('shown')}what ${this.shower} <b>${this.covered ? '?' : shareText(this.value(now))}</b>
        </li>
      </ul>
      <p class="key small soft">
        ${legendMark(mark('true', 5, 0, 12))}${term('tick')} that tells the truth
        ${legendMark(mark('true', 2, 0, 12))}the same, charged to ${term('idle loop', 'idle')}
        ${legendMark(mark('false', 5, 0, 12))}false: charged for what was not so
        ${legendMark(cross(4.5, 12))}never delivered
      </p>`;
  }

  private get shower(): string {
    return this.meter === 'process' ? 'its processes show' : 'its Task Manager shows';
  }

  private value(point: StripPoint): number {
    return this.meter === 'process' ? point.process : point.shown;
  }

  /** Where everything stands: rows from top to bottom, the lines' plot beneath them. */
  private places() {
    const narrow = this.width < NARROW;
    const gap = narrow ? 17 : 0;
    const rows = { wants: 4 + gap, has: 26 + 2 * gap, ticks: 48 + 3 * gap };
    const base = rows.ticks + STACK;
    const top = base + 22 + gap;
    const bottom = top + PLOT;
    return { narrow, left: narrow ? 36 : LEFT, rows, base, top, bottom };
  }

  /** Names of the rows and the scale of the lines: they stay where they are when the strip scrolls beneath them. */
  private names() {
    const { narrow, left, rows, base, top, bottom } = this.places();
    const name = (text: string, y: number) => svg`<text class="name" x="0" y=${y}>${text}</text>`;
    return html`<svg class="names" width=${left} height=${bottom + 24} aria-hidden="true">
      <rect class="ground" x="0" y="0" width=${left - 4} height=${bottom + 8}></rect>
      ${name(narrow ? 'the thread wants the processor' : 'thread wants', narrow ? rows.wants - 4 : rows.wants + 11)}
      ${name(narrow ? 'the guest has it' : 'guest has it', narrow ? rows.has - 4 : rows.has + 11)}
      ${name('ticks', narrow ? rows.ticks - 4 : base - 3)} ${name('% by now', narrow ? top - 13 : top + 4)}
      ${[0, 0.25, 0.5, 0.75, 1].map(
        (f) =>
          svg`<text class="scale" x=${left - 8} y=${bottom - PLOT * f + 4} text-anchor="end">${100 * f}</text>`,
      )}
    </svg>`;
  }

  private picture() {
    const { strip, width, covered } = this;
    const { left, rows, base, top, bottom } = this.places();
    const scale = (width - left - RIGHT) / strip.untilMs;
    const x = (ms: number) => left + ms * scale;
    const y = (fraction: number) => bottom - PLOT * Math.min(1, Math.max(0, fraction));
    const line = (points: readonly StripPoint[], value: (point: StripPoint) => number) =>
      linePath(points.map((point) => [x(point.atMs), y(value(point))]));
    const end = x(this.hand * strip.untilMs);
    return html`<svg
      width=${width}
      height=${bottom + 24}
      viewBox="0 0 ${width} ${bottom + 24}"
      role="img"
      aria-label=${this.summary()}
    >
      <defs>
        <clipPath id="grown"><rect x="0" y="0" width=${end + 1} height=${bottom + 24}></rect></clipPath>
      </defs>
      ${scaleMarks(0, strip.untilMs, width < NARROW ? 5 : 8).map(
        (ms) =>
          svg`<line class="grid" x1=${x(ms)} x2=${x(ms)} y1=${top} y2=${bottom + 4}></line>
            <text class="scale" x=${x(ms)} y=${bottom + 18} text-anchor=${ms === 0 ? 'start' : 'middle'}>${ms} ${ms === 0 ? 'ms' : ''}</text>`,
      )}
      ${[0, 0.25, 0.5, 0.75, 1].map(
        (f) => svg`<line class="grid" x1=${left} x2=${width - RIGHT} y1=${y(f)} y2=${y(f)}></line>`,
      )}
      <line class="grid" x1=${left} x2=${width - RIGHT} y1=${base} y2=${base}></line>
      <g clip-path="url(#grown)">
        <path class="wants" d=${bars(merged(strip.spans, wants), x, rows.wants)}></path>
        <path class="idle" d=${bars(merged(strip.spans, running), x, rows.has)}></path>
        <path class="has" d=${bars(merged(strip.spans, working), x, rows.has)}></path>
        ${covered ? nothing : this.ticks(x, rows.ticks, base)}
        <path class="line used" d=${line(strip.points, (p) => p.truth)}></path>
        ${covered ? nothing : svg`<path class="line shown" d=${line(strip.points, (p) => this.value(p))}></path>`}
        ${covered && this.alone ? nothing : svg`<path class="line beside alone" d=${line(this.own.points, (p) => this.value(p))}></path>`}
      </g>
      ${this.hand < 1 ? svg`<line class="now" x1=${end} x2=${end} y1="0" y2=${bottom}></line>` : nothing}
    </svg>`;
  }

  /** Ticks stand where they land, those of one moment on a stack; a line comes from where a late one was due. */
  private ticks(x: (ms: number) => number, top: number, bottom: number) {
    const stacks: StripTick[][] = [];
    for (const tick of this.strip.ticks) {
      const last = stacks.at(-1);
      if (
        last &&
        tick.charge !== 'none' &&
        last[0].charge !== 'none' &&
        tick.atMs - last[0].atMs < TOGETHER_MS
      )
        last.push(tick);
      else stacks.push([tick]);
    }
    return stacks.map((stack) => {
      const size = Math.min(TICK, (STACK - 14) / stack.length);
      const at = x(stack[0].atMs);
      return stack.map((tick, i) => {
        const y = bottom - (i + 1) * size;
        const late =
          tick.atMs - tick.dueMs > TOGETHER_MS && tick.charge !== 'none'
            ? svg`<path class="late" d="M${x(tick.dueMs).toFixed(1)} ${top}L${at.toFixed(1)} ${bottom - stack.length * size}"></path>`
            : nothing;
        if (tick.charge === 'none') return cross(at, bottom);
        const wide = tick.charge === 'idle' ? 2 : 5;
        return svg`${late}${mark(tick.truth ? 'true' : 'false', wide, y, size, at)}`;
      });
    });
  }

  private summary(): string {
    const { strip } = this;
    const arrived = strip.ticks.filter(({ charge }) => charge !== 'none');
    const untrue = arrived.filter(({ truth }) => !truth).length;
    const last = strip.points.at(-1)!;
    const shown = this.covered ? '' : ` ${upper(this.shower)} ${shareText(this.value(last))}.`;
    return `In ${strip.untilMs.toFixed(0)} ms ${arrived.length} ticks arrived, ${untrue} of them false. The guest used ${shareText(last.truth)}.${shown}`;
  }

  private moved = (event: Event): void => {
    this.pause();
    this.hand = Number((event.target as HTMLInputElement).value) / 1000;
  };

  private play = (): void => {
    if (this.playing) return this.pause();
    const from = this.hand >= 1 ? 0 : this.hand;
    const begun = performance.now() - from * PLAY_MS;
    this.playing = true;
    const next = (now: number): void => {
      this.hand = Math.min(1, Math.max(0, (now - begun) / PLAY_MS));
      // Whoever works beside the page leaves it room meanwhile.
      this.dispatchEvent(new Event('moves', { bubbles: true, composed: true }));
      if (this.hand < 1) this.frame = requestAnimationFrame(next);
      else this.playing = false;
    };
    this.frame = requestAnimationFrame(next);
  };

  private pause(): void {
    cancelAnimationFrame(this.frame);
    this.playing = false;
  }
}

/** A tick that arrived: wide where it was charged to work, hollow where it is false. */
const mark = (kind: 'true' | 'false', wide: number, y: number, size: number, at = 4.5) =>
  svg`<rect class="tick ${kind}" x=${at - wide / 2} y=${y + 0.5} width=${wide} height=${Math.max(1, size - 1.5)}></rect>`;

/** A tick that was never delivered. */
const cross = (at: number, bottom: number) =>
  svg`<path class="lost" d="M${at - 2.5} ${bottom - 6}l5 5m0 -5l-5 5"></path>`;

const upper = (text: string) => text[0].toUpperCase() + text.slice(1);

type Kind = (span: StateSpan) => boolean;
const running: Kind = ({ state }) => state === 'run';
const working: Kind = ({ state, segment }) => state === 'run' && segment !== 'idle';
const wants: Kind = (span) => working(span) || span.state === 'ready' || span.state === 'costop';

/** Stretches of time in which spans of a kind follow each other. */
function merged(spans: readonly StateSpan[], kind: Kind): { fromMs: number; toMs: number }[] {
  const found: { fromMs: number; toMs: number }[] = [];
  for (const span of spans) {
    if (!kind(span)) continue;
    const last = found.at(-1);
    if (last && last.toMs === span.fromMs) last.toMs = span.toMs;
    else found.push({ fromMs: span.fromMs, toMs: span.toMs });
  }
  return found;
}

function bars(
  spans: readonly { readonly fromMs: number; readonly toMs: number }[],
  x: (ms: number) => number,
  y: number,
): string {
  return spans
    .map(({ fromMs, toMs }) => {
      const width = Math.max(0.4, x(toMs) - x(fromMs));
      return `M${x(fromMs).toFixed(2)} ${y}h${width.toFixed(2)}v${BAR}h-${width.toFixed(2)}z`;
    })
    .join('');
}

function pointAt(points: readonly StripPoint[], atMs: number): StripPoint {
  return points.find((point) => point.atMs >= atMs - 1e-9) ?? points[points.length - 1];
}
