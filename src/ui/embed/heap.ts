import { html, nothing, svg, type TemplateResult } from 'lit';
import { drawnGuess, pointsGuessed } from '../meter/guess/drawn';
import type { Guessed } from '../meter/guess/judge';
import { scaleMarks, shareText } from '../meter/pictures';
import { many } from '../text/format';

const HEIGHT = 170;
const BELOW = 22;
/** A block is as wide as a tick of a second counts for. */
const COLUMN = 1 / 64;

/**
 * Readings as blocks on a heap: each reading is one, and the last stands out where they come one by one.
 * @param values what was shown, shares of 1 @param used the share that was really used
 * @param looks of one reading: what as many tosses of a coin would give is drawn too; NaN for none
 */
export function heapPicture(
  values: readonly number[],
  used: number,
  said: Guessed | null,
  width: number,
  looks = NaN,
): TemplateResult {
  const guess = said === null || !Number.isFinite(used) ? null : drawnGuess(said, used);
  const known = [...values, ...pointsGuessed(guess), ...(Number.isFinite(used) ? [used] : [])];
  const high = Math.min(1, Math.ceil((Math.max(0.4, ...known) + 0.02) * 10) / 10);
  const x = (value: number) => 6 + (value / (high + COLUMN)) * (width - 12);
  const middle = (value: number) => x(value + COLUMN / 2);
  const heights = new Map<number, number>();
  const placed = values.map((value) => {
    const at = Math.round(value / COLUMN);
    const level = heights.get(at) ?? 0;
    heights.set(at, level + 1);
    return { at, level };
  });
  const size = Math.min(12, (HEIGHT - 8) / Math.max(1, ...heights.values()));
  const sd = Math.sqrt((used * (1 - used)) / looks);
  const coins = Array.from({ length: 61 }, (_, i) => {
    const value = used + (i / 30 - 1) * 3.5 * sd;
    const expected =
      (values.length * COLUMN * Math.exp(-0.5 * ((value - used) / sd) ** 2)) / (sd * Math.sqrt(2 * Math.PI));
    return `${middle(value).toFixed(1)},${(HEIGHT - Math.min(HEIGHT, expected * size)).toFixed(1)}`;
  });
  const words = values.length
    ? `${many(values.length, 'reading')}, from ${shareText(Math.min(...values))} to ${shareText(Math.max(...values))}; really used ${shareText(used)}`
    : 'No reading yet';
  return html`<svg width=${width} height=${HEIGHT + BELOW} role="img" aria-label=${words}>
    ${placed.map(
      ({ at, level }, i) =>
        svg`<rect class=${looks && i === values.length - 1 ? 'block last' : 'block'} x=${x(at * COLUMN)} y=${HEIGHT - (level + 1) * size} width=${Math.max(2, x(COLUMN) - x(0) - 0.5)} height=${Math.max(0.6, size - (size > 2.5 ? 0.5 : 0))}></rect>`,
    )}
    ${looks && values.length > 1 ? svg`<polyline class="coins" points=${coins.join(' ')}></polyline>` : nothing}
    ${guess?.stretches.map(({ from, to }) =>
      from === to
        ? svg`<rect class="guess" x=${middle(from) - 3} width="6" height=${HEIGHT}></rect>`
        : svg`<rect class="guess stretch" x=${middle(from)} width=${Math.max(0, Math.min(width, middle(to)) - middle(from))} height=${HEIGHT}></rect>`,
    )}
    ${Number.isFinite(used) ? svg`<path class="truth" d="M${middle(used)} 0V${HEIGHT}"></path>` : nothing}
    <path class="axis" d="M6 ${HEIGHT}H${width - 6}"></path>
    ${scaleMarks(0, 100 * high, width < 420 ? 4 : 6).map(
      (mark) =>
        svg`<text x=${middle(mark / 100)} y=${HEIGHT + BELOW - 5} text-anchor=${mark === 0 ? 'start' : mark >= 100 * high - 1 ? 'end' : 'middle'}>${mark} %</text>`,
    )}
  </svg>`;
}
