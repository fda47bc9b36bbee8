import { css } from 'lit';

/** Heights of the picture's plot, of what stands over and under it, and of a line of text, px. */
export const COURSE = { plot: 64, head: 18, foot: 24, line: 15 } as const;

export const courseStyles = css`
  :host {
    container-type: inline-size;
  }
  h2 {
    margin-bottom: 2px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 400;
    color: var(--soft);
  }
  .picture {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) max-content;
    height: ${COURSE.head + COURSE.plot + COURSE.foot}px;
  }
  svg {
    display: block;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .ends {
    position: relative;
    min-width: 76px;
    margin-left: 10px;
  }
  .ends span {
    position: absolute;
    left: 0;
    white-space: nowrap;
    font-size: 13px;
    line-height: ${COURSE.line}px;
  }
  .ends .plan {
    color: var(--accent);
    font-weight: 650;
  }
  .ends .bound {
    color: var(--soft);
  }
  .ends i {
    visibility: hidden;
    font-style: normal;
    font-size: 13px;
    white-space: nowrap;
  }
  text {
    font-size: 12px;
    fill: var(--soft);
  }
  .gap {
    fill: var(--accent-wash);
    /* Stretches stand side by side without a seam. */
    shape-rendering: crispEdges;
  }
  .plan-line {
    stroke: var(--cpu);
    stroke-width: 2;
    stroke-linecap: square;
  }
  .bound-line {
    stroke: var(--soft);
    stroke-width: 1.5;
    stroke-dasharray: 3 2.5;
  }
  .axis {
    stroke: var(--hairline);
  }
  /* What is proved stays so. */
  .after {
    stroke: var(--band-4);
    stroke-width: 2;
  }
  .now {
    stroke: var(--edge);
    stroke-dasharray: 2 3;
  }
  .dot {
    fill: var(--cpu);
    stroke: var(--ground);
    stroke-width: 1.5;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 2px 12px;
    min-height: 34px;
    font-size: 13px;
    line-height: 19px;
    color: var(--soft);
  }
  @container (max-width: 440px) {
    .foot {
      /* Room for a second line, so that nothing moves when there is more to do. */
      min-height: 60px;
      align-content: start;
    }
    .close {
      display: none;
    }
  }
  @container (max-width: 700px) {
    .near {
      display: none;
    }
  }
  .deeds {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .deeds .button {
    min-height: 28px;
    padding: 2px 10px;
  }
`;
