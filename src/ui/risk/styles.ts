import { css } from 'lit';
import { labelledRowsAsCards } from '../parts/styles';

export const riskStyles = css`
  :host {
    margin-top: 16px;
    container-type: inline-size;
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
  /* A key and its word are never parted: each wraps as one, and only what is longer than a line within itself. */
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
  }
  .legend > span {
    position: relative;
    padding-left: 28px;
  }
  .key {
    position: absolute;
    top: 0.65em;
    left: 0;
    width: 22px;
    border-top: 2px solid var(--accent);
  }
  .key.means {
    border-top: 2px dashed var(--soft);
  }
  .key.policy {
    width: 9px;
    height: 9px;
    top: 0.4em;
    left: 7px;
    border: 1.5px solid var(--ink);
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
  .label {
    display: none;
    color: var(--soft);
  }
  @container (max-width: 480px) {
    ${labelledRowsAsCards}
    table,
    tbody {
      display: block;
    }
    tbody th,
    td {
      text-align: left;
      white-space: normal;
    }
    tbody th {
      font-weight: 650;
    }
    td:empty {
      display: none;
    }
  }
`;
