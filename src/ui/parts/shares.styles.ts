import { css } from 'lit';

/** A whole as a bar of its parts, and below it what each is and how much. */
export const sharesStyles = css`
  h2 {
    margin-bottom: 6px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 400;
    color: var(--soft);
  }
  .bar {
    display: block;
    width: 100%;
    border-radius: 5px;
  }
  rect {
    stroke: var(--ground);
    stroke-width: 1;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
    line-height: 24px;
  }
  li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .swatch {
    flex: none;
    width: 12px;
    height: 12px;
    border-radius: 2px;
  }
  b {
    font-weight: 650;
  }
  .texture {
    display: none;
  }
  pattern path {
    fill: none;
    stroke: Canvas;
    stroke-width: 1.5;
  }
  @media (forced-colors: active) {
    .texture {
      display: inline;
    }
    rect,
    .swatch path {
      stroke: CanvasText;
    }
  }
`;
