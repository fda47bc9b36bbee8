import { LitElement, css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Correction } from '../../../counters/correct';
import { waitedOf, type CorrectedSample } from '../../../counters/samples';
import { moment } from '../../../intake/words';
import { ElementWidth } from '../../parts/box-size';
import { base } from '../../parts/styles';
import { turn } from '../../parts/turn';
import { clock } from '../../text/time';
import { lineMark, lineStyles, type LineKind } from '../lines';
import { linePath, shareText } from '../pictures';

const HEIGHT = 190;
const TOP = 8;
const LEFT = 34;
const RIGHT = 8;
const DAY = 86_400_000;
/** Below this the axis tells seconds. */
const SHORT = 600_000;

type Pick = (sample: CorrectedSample) => number;

const METER: Pick = (s) => s.measured;
const USED: Pick = (s) => s.used;
const WANTED: Pick = (s) => s.used + waitedOf(s);

/** What the guest shows, what its host charged, and what it wanted, over time; a moment can be read out. */
@customElement('hf-correction-lines')
export class CorrectionLines extends LitElement {
  static override styles = [
    base,
    lineStyles,
    css`
      :host {
        position: relative;
        min-height: 272px;
      }
      svg {
        display: block;
        margin-top: 10px;
      }
      text {
        font-size: 11px;
        fill: var(--soft);
      }
      .grid {
        stroke: var(--hairline);
      }
      .moment {
        stroke: var(--ink);
      }
      input {
        position: absolute;
        inset: 0 0 auto;
        width: 100%;
        height: 216px;
        margin: 0;
        opacity: 0;
        cursor: crosshair;
        touch-action: pan-y;
      }
      input:focus-visible ~ svg {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
        border-radius: 4px;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        margin-top: 2px;
      }
      .read {
        min-height: 19px;
      }
    `,
  ];

  @property({ attribute: false }) correction!: Correction;
  @state() private width = 0;
  @state() private cursor: number | null = null;
  /** The top of the scale: all the guest's processors, or more where its host charged it more. */
  private most = 1;

  constructor() {
    super();
    new ElementWidth(this, (width) => (this.width = width));
  }

  /** Draws in a task of its own: a drawing inside the observer's would be one too many for it. */
  protected override async scheduleUpdate(): Promise<void> {
    await turn();
    await super.scheduleUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('correction')) return;
    this.cursor = null;
    this.most = 1;
    for (const sample of this.correction.samples)
      for (const pick of [METER, USED, WANTED]) if (pick(sample) > this.most) this.most = pick(sample);
  }

  override render() {
    const { samples, guest } = this.correction;
    if (this.width < 60) return html`<div class="read"></div>`;
    const waits = samples.some((s) => waitedOf(s) === waitedOf(s));
    const label = `${guest}: ${waits ? 'three' : 'two'} lines over ${samples.length} intervals: what its meter shows, ${this.had}${waits ? ', and that with the time it waited' : ''}.`;
    const last = samples.length - 1;
    return html`<input
        type="range"
        min="0"
        max=${last}
        step="1"
        aria-label="Moment of the correction"
        aria-valuetext=${this.read(samples[this.cursor ?? last])}
        .value=${String(this.cursor ?? last)}
        @input=${(event: Event) => (this.cursor = Number((event.target as HTMLInputElement).value))}
        @pointermove=${this.hovered}
        @pointerleave=${() => (this.cursor = null)}
        @blur=${() => (this.cursor = null)}
      /><svg width=${this.width} height=${HEIGHT + 30} role="img" aria-label=${label}>
        ${this.axes()} ${waits ? this.line('beside', WANTED) : nothing} ${this.line('used', USED)}
        ${this.line('shown', METER)}
        ${
          this.cursor === null
            ? nothing
            : svg`<line class="moment" x1=${this.x(this.cursor)} x2=${this.x(this.cursor)} y1=${TOP} y2=${TOP + HEIGHT}></line>`
        }
      </svg>
      <p class="key small soft">
        <span>${lineMark('shown')}what ${guest} shows</span>
        <span>${lineMark('used')}${this.had}</span>
        ${waits ? html`<span>${lineMark('beside')}${this.correction.basis === 'time' ? 'had one and waited for one' : 'charged and waited'}</span>` : nothing}
      </p>
      <p class="read small">${this.cursor === null ? nothing : this.read(samples[this.cursor])}</p>`;
  }

  /** What the host's line is. */
  private get had(): string {
    return this.correction.basis === 'time' ? 'how long it had a processor' : 'what its host charged it';
  }

  private read(sample: CorrectedSample): string {
    const wait = waitedOf(sample);
    const waited = wait === wait ? `, waited ${shareText(wait)}` : '';
    return `${moment(sample.time)}: shows ${shareText(sample.measured)}, ${this.correction.basis === 'time' ? 'had a processor' : 'charged'} ${shareText(sample.used)}${waited}`;
  }

  private x(index: number): number {
    const span = Math.max(1, this.correction.samples.length - 1);
    return LEFT + (index / span) * (this.width - LEFT - RIGHT);
  }

  private y(value: number): number {
    return TOP + (1 - Math.max(0, value) / this.most) * HEIGHT;
  }

  private axes() {
    const { samples } = this.correction;
    const span = samples[samples.length - 1].time - samples[0].time;
    const at = (time: number) =>
      span >= DAY && time % DAY === 0
        ? new Date(time).toISOString().slice(5, 10)
        : span < SHORT
          ? new Date(time).toISOString().slice(11, 19)
          : clock(time);
    const last = samples.length - 1;
    const marks = this.width < 420 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
    return [
      ...[0, 0.5, 1].map(
        (f) =>
          svg`<line class="grid" x1=${LEFT} x2=${this.width - RIGHT} y1=${this.y(f)} y2=${this.y(f)}></line>
          <text x=${LEFT - 6} y=${this.y(f) + 4} text-anchor="end">${100 * f}</text>`,
      ),
      ...[...new Set(marks.map((f) => Math.round(f * last)))].map((index) => {
        const anchor = index === 0 ? 'start' : index === last ? 'end' : 'middle';
        return svg`<text x=${this.x(index)} y=${TOP + HEIGHT + 17} text-anchor=${anchor}>${at(samples[index].time)}</text>`;
      }),
    ];
  }

  /** One point for each pixel column at most: the mean of what falls into it. */
  private line(kind: LineKind, pick: Pick) {
    const { samples } = this.correction;
    const each = Math.max(1, Math.ceil(samples.length / Math.max(1, this.width - LEFT)));
    const points: [number, number][] = [];
    for (let from = 0; from < samples.length; from += each) {
      let [sum, n] = [0, 0];
      for (let k = from; k < Math.min(samples.length, from + each); k++) {
        const value = pick(samples[k]);
        if (value !== value) continue;
        sum += value;
        n++;
      }
      points.push([this.x(from), n ? this.y(sum / n) : NaN]);
    }
    return svg`<path class="line ${kind}" d=${linePath(points)}></path>`;
  }

  private hovered = (event: PointerEvent): void => {
    if (event.pointerType !== 'mouse') return;
    const inner = Math.max(1, this.width - LEFT - RIGHT);
    const index = Math.round(((event.offsetX - LEFT) / inner) * (this.correction.samples.length - 1));
    this.cursor = Math.max(0, Math.min(this.correction.samples.length - 1, index));
  };
}
