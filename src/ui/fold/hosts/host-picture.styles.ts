import { css } from 'lit';

/** Heights of the picture's parts, px. */
export const HEAD = 18;
export const PLOT = 116;
export const FOOT = 18;

export const pictureStyles = css`
  :host {
    position: relative;
    height: ${HEAD + PLOT + FOOT}px;
  }
  svg {
    position: absolute;
    inset: 0;
    display: block;
    overflow: visible;
  }
  text {
    font-size: 12px;
    fill: var(--soft);
  }
  .capacity {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .ceiling {
    stroke: var(--ink);
    stroke-dasharray: 4 3;
    opacity: 0.65;
  }
  .floor {
    stroke: var(--hairline);
  }
  .moment {
    stroke: var(--ink);
    stroke-width: 1.25;
  }
  .casing {
    stroke: var(--card);
    stroke-width: 3.5;
    opacity: 0.75;
  }
  .dot {
    fill: var(--ink);
    stroke: var(--card);
    stroke-width: 1.5;
  }
  .over-the-top {
    fill: var(--unfit);
  }
  text.strong {
    fill: var(--ink);
    font-weight: 650;
  }
  .bover {
    fill: var(--band-over);
  }
  path {
    stroke: var(--card);
    stroke-width: 1;
  }
  .hatch {
    stroke: none;
  }
  .stretch {
    fill: var(--ink);
    fill-opacity: 0.14;
    stroke: var(--ink);
    stroke-width: 1;
  }
  .light {
    fill: var(--card);
    opacity: 0.6;
  }
  .dark {
    fill: var(--ink);
    opacity: 0.4;
  }
  .outline {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }
  .following path[class^='b']:not(.own) {
    opacity: 0.4;
  }
  .nover {
    fill: var(--on-band-over);
  }
  input {
    position: absolute;
    inset: ${HEAD}px 0 ${FOOT}px;
    width: 100%;
    height: ${PLOT}px;
    margin: 0;
    opacity: 0;
    cursor: crosshair;
    touch-action: pan-y;
  }
  :host(:has(input:focus-visible)) {
    outline: 2px solid var(--focus);
    outline-offset: 3px;
    border-radius: 4px;
  }
  /* Drawn for the window, it takes the width that it has on paper. */
  @media print {
    :host {
      height: auto;
    }
    svg {
      position: static;
      width: 100%;
      height: auto;
    }
  }
`;
