import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { legendMark } from '../lines';
import type { DrawnGuess } from './drawn';

/** Width of the mark of one figure, px. */
const WIDE = 6;

export const guessStyles = css`
  .guess {
    fill: var(--guess);
    stroke: var(--card);
  }
  .guess.stretch {
    fill-opacity: 0.22;
    stroke: var(--guess);
    stroke-dasharray: 3 2;
  }
`;

/**
 * The guess in a picture of readings: a bar at one figure, a shaded stretch where it was several.
 * @param x from a share to px @param ends of the picture, px
 */
export function guessMarks(
  guess: DrawnGuess | null,
  x: (share: number) => number,
  [left, right]: readonly [left: number, right: number],
  height: number,
) {
  if (!guess) return nothing;
  return guess.stretches.map(({ from, to }) => {
    if (from === to)
      return svg`<rect class="guess" x=${(x(from) - WIDE / 2).toFixed(1)} y="1" width=${WIDE} height=${height - 1}></rect>`;
    const [start, end] = [Math.max(left, x(from)), Math.min(right, x(to))];
    return svg`<rect class="guess stretch" x=${start.toFixed(1)} y="1" width=${Math.max(0, end - start).toFixed(1)} height=${height - 1}></rect>`;
  });
}

/** The guess in the legend. */
export function guessKey(guess: DrawnGuess | null): TemplateResult | typeof nothing {
  if (!guess) return nothing;
  const stretch = guess.stretches.some(({ from, to }) => to > from);
  return html`<span
    >${legendMark(
      stretch
        ? svg`<rect class="guess stretch" x="0.5" y="0.5" width="15" height="10"></rect>`
        : svg`<rect class="guess" x="5" width=${WIDE} height="11"></rect>`,
    )}${guess.words}</span
  >`;
}
