import { css } from 'lit';

export const proofStyles = css`
  dialog {
    width: min(720px, calc(100% - 24px));
    max-height: calc(100dvh - 32px);
    overflow: auto;
  }
  h2:focus-visible {
    outline: 0;
  }
  h2 {
    font-size: 20px;
    line-height: 28px;
    text-wrap: balance;
  }
  h3 {
    margin: 18px 0 4px;
  }
  ol {
    margin: 10px 0 0;
    padding: 0;
    list-style: none;
    counter-reset: step;
  }
  ol li {
    position: relative;
    max-width: 66ch;
    padding: 3px 0 3px 34px;
    counter-increment: step;
  }
  ol li::before {
    content: counter(step);
    position: absolute;
    left: 0;
    top: 4px;
    width: 22px;
    height: 22px;
    border-radius: 50%;
    background: var(--accent-wash);
    color: var(--accent);
    font-size: 13px;
    font-weight: 650;
    text-align: center;
  }
  ol li:last-child {
    font-weight: 650;
  }
  figure {
    margin: 16px 0 0;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    font-size: 13px;
    line-height: 20px;
    color: var(--soft);
  }
  figcaption b {
    color: var(--ink);
    font-weight: 650;
  }
  figcaption + svg {
    margin-bottom: 10px;
  }
  svg {
    display: block;
    width: 100%;
  }
  rect {
    stroke: var(--card);
    stroke-width: 1;
  }
  .bhost {
    fill: var(--free);
    stroke-width: 2;
  }
  .short {
    fill: var(--bad-wash);
    stroke: var(--unfit);
    stroke-dasharray: 4 3;
  }
  text {
    font-size: 12px;
    fill: var(--ink);
    text-anchor: middle;
    dominant-baseline: central;
  }
  .bad {
    color: var(--bad);
    font-weight: 650;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  th {
    font-weight: 400;
    text-align: left;
    color: var(--soft);
  }
  th,
  td {
    padding: 3px 0 3px 16px;
    border-bottom: 1px solid var(--hairline);
  }
  th:first-child,
  td:first-child {
    padding-left: 0;
    overflow-wrap: anywhere;
  }
  th.number {
    color: var(--soft);
  }
  td:first-child {
    min-width: 7ch;
  }
  .measure {
    width: 34%;
  }
  .measure svg {
    height: 8px;
  }
  .measure rect {
    fill: var(--cpu);
    stroke: none;
  }
  ul {
    margin: 4px 0 0;
    padding-left: 20px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 10px;
    position: sticky;
    bottom: -20px;
    margin: 20px -24px -20px;
    padding: 12px 24px;
    border-top: 1px solid var(--hairline);
    background: var(--card);
  }
  .foot .main {
    margin-left: auto;
  }
  .found {
    flex: 1 0 100%;
  }
  .found:empty {
    margin-top: -8px;
  }
  .good b {
    color: var(--accent);
  }
  @media (max-width: 560px) {
    dialog {
      padding: 16px;
    }
    .foot {
      bottom: -16px;
      margin: 20px -16px -16px;
      padding: 12px 16px;
    }
    .measure {
      display: none;
    }
  }
  @media (forced-colors: active) {
    rect {
      stroke: CanvasText;
    }
  }
`;
