import { css, html, type SVGTemplateResult } from 'lit';

/**
 * What a line says: what was really used; what a meter shows of it; what stands beside both to compare. They are told
 * apart by dash and width, in whatever colours.
 */
export type LineKind = 'used' | 'shown' | 'beside';

/** Lines of a picture, and the marks of its legend, which are drawn as the lines are. */
export const lineStyles = css`
  .line,
  .sample {
    fill: none;
    stroke-linejoin: round;
  }
  .used:is(.line, .sample) {
    stroke: var(--cpu);
    stroke-width: 2.6;
  }
  .shown:is(.line, .sample) {
    stroke: var(--unfit);
    stroke-width: 2;
    stroke-dasharray: 9 2.5 2 2.5;
  }
  .beside:is(.line, .sample) {
    stroke: var(--soft);
    stroke-width: 1.6;
    stroke-dasharray: 4 4;
  }
  .line-mark {
    display: inline-block;
    width: 27px;
    height: 8px;
    margin-right: 7px;
    vertical-align: 1px;
  }
`;

/** The mark of a kind of line in a legend. */
export const lineMark = (kind: LineKind) =>
  html`<svg class="line-mark" aria-hidden="true">
    <line class="sample ${kind}" x2="27" y1="4" y2="4"></line>
  </svg>`;

/** The mark of something else in a legend, drawn as the picture draws it. */
export const legendMark = (of: SVGTemplateResult) => html`<svg aria-hidden="true">${of}</svg>`;
