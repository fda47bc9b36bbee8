import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { BoxSize } from '../../parts/box-size';
import { base } from '../../parts/styles';
import { count } from '../../text/format';
import { drawnGuess, pointsGuessed, type DrawnGuess } from '../guess/drawn';
import type { Guessed } from '../guess/judge';
import { guessKey, guessMarks, guessStyles } from '../guess/marks';
import { legendMark } from '../lines';
import { linePath, scaleMarks, shareText } from '../pictures';

const HEIGHT = 190;
const BELOW = 24;
const LEFT = 10;
const RIGHT = 10;
/** A block is as wide as a tick of a second counts for, and no taller than this, px. */
const COLUMNS = 64;
const TALL = 12;
/** Blocks lower than this are drawn without a gap between them, px. */
const PACKED = 2.5;

/** Readings as blocks that fall onto each other: each reading is one block, and the last one stands out. */
@customElement('hf-story-blocks')
export class StoryBlocks extends LitElement {
  static override styles = [
    base,
    guessStyles,
    css`
      .box {
        min-height: ${HEIGHT + BELOW}px;
      }
      svg {
        display: block;
      }
      text {
        font-size: 12px;
        fill: var(--soft);
      }
      .block {
        fill: var(--unfit);
        fill-opacity: 0.55;
        stroke: var(--card);
        stroke-width: 0.6;
      }
      /* Too many for a gap between them: a gap would be all that is seen. */
      .packed .block:not(.last) {
        stroke: none;
      }
      .last {
        fill-opacity: 1;
        stroke: var(--ink);
        stroke-width: 1.2;
      }
      .truth {
        stroke: var(--cpu);
        stroke-width: 2.6;
      }
      .coins {
        fill: none;
        stroke: var(--ink);
        stroke-width: 1.2;
        stroke-dasharray: 4 3;
      }
      .mark {
        stroke: var(--edge);
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 18px;
        margin-top: 4px;
      }
      .key svg {
        display: inline-block;
        width: 16px;
        height: 11px;
        margin-right: 6px;
        vertical-align: -1px;
      }
      @media (prefers-reduced-motion: no-preference) {
        .last {
          animation: fall 0.35s ease-in;
        }
        @keyframes fall {
          from {
            transform: translateY(-90px);
          }
        }
      }
    `,
  ];

  /** What was shown, in the order of measuring; shares of 1. */
  @property({ attribute: false }) values: readonly number[] = [];
  /** What is really used, on average. */
  @property({ attribute: false }) used = NaN;
  /** What was guessed; null for nothing. */
  @property({ attribute: false }) guess: Guessed | null = null;
  /** Looks of one reading: what as many fair looks would give is drawn as a line. */
  @property({ attribute: false }) looks = NaN;
  private readonly box = new BoxSize(this, '.box', { width: 700, height: HEIGHT + BELOW });

  override render() {
    return html`<div class="box">${this.picture()}</div>
      <p class="key small soft">
        <span
          >${legendMark(svg`<rect class="block" width="16" height="11"></rect>`)}one reading, as its meter
          shows it</span
        >
        <span>${legendMark(svg`<path class="truth" d="M8 0V11"></path>`)}really used</span>
        ${
          Number.isFinite(this.looks)
            ? html`<span
                >${legendMark(svg`<path class="coins" d="M0 6H16"></path>`)}as many tosses of a coin</span
              >`
            : nothing
        }
        ${guessKey(this.drawn)}
      </p>`;
  }

  private get drawn(): DrawnGuess | null {
    const { guess, used } = this;
    return guess === null || !Number.isFinite(used) ? null : drawnGuess(guess, used);
  }

  private picture() {
    const { values, used, looks, drawn: guess } = this;
    const wide = this.box.width;
    const known = [...values, ...pointsGuessed(guess), ...(Number.isFinite(used) ? [used] : [])];
    const high = Math.min(1, Math.ceil((Math.max(0.4, ...known) + 0.02) * 10) / 10);
    const column = 1 / COLUMNS;
    // One by one, the last that came stands out; a heap that is there at once has no last.
    const adds = Number.isFinite(looks);
    const x = (value: number) => LEFT + (value / (high + column)) * (wide - LEFT - RIGHT);
    const heights = new Map<number, number>();
    const placed = values.map((value) => {
      const at = Math.round(value / column);
      const level = heights.get(at) ?? 0;
      heights.set(at, level + 1);
      return { at, level };
    });
    const tallest = Math.max(1, ...heights.values());
    const size = Math.min(TALL, (HEIGHT - 8) / tallest);
    const sd = Math.sqrt((used * (1 - used)) / looks);
    const fair = Array.from({ length: 61 }, (_, i) => {
      const value = used + (i / 30 - 1) * 3.5 * sd;
      const expected =
        (values.length * column * Math.exp(-0.5 * ((value - used) / sd) ** 2)) /
        (sd * Math.sqrt(2 * Math.PI));
      return [x(value + column / 2), HEIGHT - Math.min(HEIGHT, expected * size)] as const;
    }).filter(([at]) => at > LEFT && at < wide - RIGHT);
    return html`<svg
      width=${wide}
      height=${HEIGHT + BELOW}
      viewBox="0 0 ${wide} ${HEIGHT + BELOW}"
      class=${size < PACKED ? 'packed' : ''}
      role="img"
      aria-label=${values.length ? `${count(values.length)} readings, from ${shareText(Math.min(...values))} to ${shareText(Math.max(...values))}; really used ${shareText(used)}` : 'No reading yet'}
    >
      ${placed.map(
        ({ at, level }, i) =>
          svg`<rect class=${adds && i === placed.length - 1 ? 'block last' : 'block'} x=${x(at * column).toFixed(1)} y=${(HEIGHT - (level + 1) * size).toFixed(1)} width=${Math.max(2, x(column) - x(0) - 0.5).toFixed(1)} height=${Math.max(0.6, size - (size < PACKED ? 0 : 0.4)).toFixed(1)}></rect>`,
      )}
      ${Number.isFinite(looks) && values.length > 1 ? svg`<path class="coins" d=${linePath(fair)}></path>` : nothing}
      ${guessMarks(guess, (share) => x(share + column / 2), [LEFT, wide - RIGHT], HEIGHT)}
      ${Number.isFinite(used) ? svg`<line class="truth" x1=${x(used + column / 2)} x2=${x(used + column / 2)} y1="0" y2=${HEIGHT}></line>` : nothing}
      <line class="mark" x1=${LEFT} x2=${wide - RIGHT} y1=${HEIGHT} y2=${HEIGHT}></line>
      ${scaleMarks(0, 100 * high, 5).map(
        (mark) =>
          svg`<line class="mark" x1=${x(mark / 100 + column / 2)} x2=${x(mark / 100 + column / 2)} y1=${HEIGHT} y2=${HEIGHT + 4}></line>
          <text x=${x(mark / 100 + column / 2)} y=${HEIGHT + BELOW - 3} text-anchor=${mark === 0 ? 'start' : mark >= 100 * high - 1 ? 'end' : 'middle'}>${mark} %</text>`,
      )}
    </svg>`;
  }
}
