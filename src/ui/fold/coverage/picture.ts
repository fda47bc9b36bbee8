import { LitElement, css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { MARKS, type CoverageMap } from '../../../estate/coverage';
import { minuteMoment } from '../../../estate/moment';
import { ElementWidth } from '../../parts/box-size';
import { base } from '../../parts/styles';
import { draw, TIME_AXIS, ROW, SIGNS, type Colours } from './draw';

/** No taller than this, px: more servers scroll. */
const TALLEST = 420;
const SAID: readonly (readonly [mark: number, words: string])[] = [
  [MARKS.twice, 'told twice'],
  [MARKS.still, 'a load that never moves'],
  [MARKS.impossible, 'an impossible value left out'],
];

/**
 * Servers by time, a line each: drawn as far as it is in sight, so that a thousand servers cost no more than thirty. A
 * place can be looked at with the pointer or the arrow keys, and is then read out.
 */
@customElement('hf-coverage-picture')
export class CoveragePicture extends LitElement {
  static override styles = [
    base,
    css`
      .scroll {
        position: relative;
        overflow: hidden auto;
      }
      canvas {
        position: sticky;
        top: 0;
        display: block;
      }
      .cell {
        min-height: 38px;
      }
    `,
  ];

  @property({ attribute: false }) map!: CoverageMap;
  /** Rows of the map in the order in which they are shown. */
  @property({ attribute: false }) order: readonly number[] = [];
  @state() private width = 0;
  @state() private cursor: { line: number; part: number } | null = null;
  @query('.scroll') private box!: HTMLElement;
  @query('canvas') private canvas!: HTMLCanvasElement;
  private readonly schemes = [
    window.matchMedia('(prefers-color-scheme: dark)'),
    window.matchMedia('(forced-colors: active)'),
  ];

  constructor() {
    super();
    new ElementWidth(this, (width) => (this.width = width));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const scheme of this.schemes) scheme.addEventListener('change', this.paint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const scheme of this.schemes) scheme.removeEventListener('change', this.paint);
  }

  override willUpdate(): void {
    if (this.cursor && this.cursor.line >= this.order.length) this.cursor = null;
  }

  override render() {
    return html`<div
        class="scroll"
        tabindex="0"
        role="group"
        aria-label="Map of ${this.order.length} servers over time; arrow keys look at a server and a time"
        aria-describedby="cell"
        @scroll=${this.paint}
        @keydown=${this.moved}
        @pointermove=${this.pointed}
      >
        <canvas aria-hidden="true"></canvas>
      </div>
      <p class="small cell" id="cell" role="status">${this.words()}</p>`;
  }

  override updated(): void {
    const whole = TIME_AXIS + this.order.length * ROW;
    const tall = Math.min(TALLEST, whole);
    this.box.style.setProperty('height', `${tall}px`);
    this.canvas.style.setProperty('height', `${tall}px`);
    this.canvas.style.setProperty('margin-bottom', `${whole - tall}px`);
    this.paint();
  }

  /** Width of the names. */
  private get names(): number {
    return Math.min(180, Math.max(84, this.width * 0.22));
  }

  private paint = (): void => {
    const { width } = this;
    const height = this.box.clientHeight;
    const context = this.canvas.getContext('2d');
    if (!context || width === 0 || height === 0) return;
    const inner = this.box.clientWidth;
    const fine = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(inner * fine);
    this.canvas.height = Math.round(height * fine);
    this.canvas.style.setProperty('width', `${inner}px`);
    context.scale(fine, fine);
    const { map, order, names, cursor } = this;
    draw(context, { map, order, top: this.box.scrollTop, width: inner, height, names, cursor }, this.colours());
  };

  private colours(): Colours {
    const style = getComputedStyle(this);
    const of = (name: string) => style.getPropertyValue(name).trim();
    if (this.schemes[1].matches)
      return {
        ink: 'CanvasText',
        soft: 'GrayText',
        hairline: 'GrayText',
        card: 'Canvas',
        measured: 'LinkText',
        wash: 'Canvas',
        focus: 'Highlight',
      };
    return {
      ink: of('--ink'),
      soft: of('--soft'),
      hairline: of('--hairline'),
      card: of('--card'),
      measured: of('--cpu'),
      wash: of('--sunk'),
      focus: of('--focus'),
    };
  }

  private words(): string {
    const { map, cursor } = this;
    if (!cursor) return '';
    const row = this.order[cursor.line];
    const { server, from, to } = map.rows[row];
    const step = (map.to - map.from) / map.columns;
    const begins = map.from + cursor.part * step;
    const marks = map.cells[row * map.columns + cursor.part];
    const measured =
      marks & MARKS.whole
        ? 'measured'
        : marks & MARKS.part
          ? 'measured in part'
          : begins + step < from || begins > to
            ? 'before or after its samples'
            : 'a gap';
    const said = SAID.flatMap(([mark, words]) => (marks & mark ? [words] : []));
    return `${server}, ${minuteMoment(begins)} to ${minuteMoment(begins + step)}: ${[measured, ...said].join(', ')}.`;
  }

  private moved = (event: KeyboardEvent): void => {
    const { columns } = this.map;
    const page = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 1);
    const steps = new Map<string, readonly [number, number]>([
      ['ArrowDown', [1, 0]],
      ['ArrowUp', [-1, 0]],
      ['PageDown', [page, 0]],
      ['PageUp', [-page, 0]],
      ['ArrowRight', [0, event.shiftKey ? Math.ceil(columns / 30) : 1]],
      ['ArrowLeft', [0, event.shiftKey ? -Math.ceil(columns / 30) : -1]],
      ['Home', [0, -columns]],
      ['End', [0, columns]],
    ]);
    const step = steps.get(event.key);
    if (!step || this.order.length === 0) return;
    event.preventDefault();
    const now = this.cursor ?? { line: 0, part: 0 };
    const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
    const line = this.cursor ? within(now.line + step[0], this.order.length - 1) : 0;
    this.cursor = { line, part: within(now.part + (this.cursor ? step[1] : 0), columns - 1) };
    const y = line * ROW;
    const room = this.box.clientHeight - TIME_AXIS - ROW;
    if (y < this.box.scrollTop) this.box.scrollTop = y;
    else if (y > this.box.scrollTop + room) this.box.scrollTop = y - room;
  };

  private pointed = (event: PointerEvent): void => {
    const box = this.box.getBoundingClientRect();
    const line = Math.floor((event.clientY - box.top - TIME_AXIS + this.box.scrollTop) / ROW);
    const room = this.box.clientWidth - this.names - SIGNS;
    const part = Math.floor(((event.clientX - box.left - this.names) / room) * this.map.columns);
    const inside = line >= 0 && line < this.order.length && part >= 0 && part < this.map.columns;
    this.cursor = inside ? { line, part } : null;
  };
}
