import { css } from 'lit';

export const riskStyles = css`
  :host {
    margin-top: 16px;
  }
  .picture {
    max-width: 640px;
    overflow: hidden;
  }
  svg {
    display: block;
    margin-top: 8px;
    overflow: visible;
  }
  h3 {
    margin-top: 12px;
    font-size: 13px;
    line-height: 18px;
  }
  text {
    fill: var(--soft);
    font-size: 12px;
  }
  text.mark {
    fill: var(--ink);
    font-weight: 650;
  }
  .grid {
    stroke: var(--hairline);
  }
  .own,
  .means {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2;
  }
  .means {
    stroke: var(--soft);
    stroke-width: 1.5;
    stroke-dasharray: 4 3;
  }
  .error {
    stroke-dasharray: none;
  }
  .dot {
    fill: var(--card);
    stroke-dasharray: none;
  }
  .risk,
  .proof {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }
  .proof {
    stroke-dasharray: 3 2;
  }
  .policy {
    fill: var(--card);
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .tolerance {
    cursor: ns-resize;
    touch-action: none;
  }
  .tolerance rect {
    fill: transparent;
  }
  .kept line,
  .tolerance line {
    stroke: var(--bad);
    stroke-width: 2;
  }
  .tolerance circle {
    fill: var(--bad);
  }
  .key {
    display: inline-block;
    width: 22px;
    margin-left: 8px;
    border-top: 2px solid var(--accent);
    vertical-align: 4px;
  }
  .key.means {
    border-top: 2px dashed var(--soft);
  }
  .key.policy {
    width: 9px;
    height: 9px;
    border: 1.5px solid var(--ink);
    vertical-align: 0;
    transform: rotate(45deg);
  }
  .key.line {
    border-color: var(--bad);
  }
  p {
    max-width: 62ch;
    margin-top: 6px;
    text-wrap: pretty;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    margin-top: 8px;
  }
  input {
    width: 10ch;
  }
  @media print {
    .row {
      display: none;
    }
  }
  summary {
    min-height: 24px;
    margin-top: 8px;
    cursor: pointer;
  }
  .scroll {
    overflow-x: auto;
  }
  td,
  th {
    padding: 2px 10px;
    text-align: right;
    font-weight: 400;
    white-space: nowrap;
  }
`;
