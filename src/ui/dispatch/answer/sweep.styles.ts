import { css } from 'lit';

export const sweepStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
  }
  h2 {
    margin-right: auto;
  }
  .going {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-height: 32px;
    font-size: 13px;
    color: var(--soft);
  }
  .curves {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr));
    gap: 12px 20px;
  }
  h3 {
    font-size: 14px;
    line-height: 20px;
  }
  h3 span {
    font-weight: 400;
    color: var(--soft);
  }
  svg {
    display: block;
    width: 100%;
    max-width: 480px;
    height: auto;
    overflow: visible;
  }
  text {
    font-size: 12px;
    fill: var(--soft);
  }
  .grid {
    stroke: var(--hairline);
  }
  .now {
    stroke: var(--edge);
    stroke-dasharray: 2 3;
  }
  .curve {
    fill: none;
    stroke: var(--band-4);
    stroke-width: 1.5;
  }
  .theory {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.25;
    stroke-dasharray: 6 2;
  }
  .interval {
    stroke: var(--cpu);
    stroke-width: 1.5;
  }
  .point {
    fill: var(--cpu);
  }
  .present {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .hit {
    fill: transparent;
    cursor: pointer;
  }
  .values {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin-top: 10px;
  }
  .values .button {
    min-width: 32px;
    min-height: 28px;
    padding: 2px 8px;
    font-size: 13px;
  }
  .values [aria-current] {
    border-color: var(--accent);
    background: var(--accent-wash);
    color: var(--accent);
    font-weight: 650;
  }
  .notes {
    display: grid;
    gap: 2px;
    margin-top: 8px;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 13px;
  }
  th,
  td {
    padding: 2px 12px 2px 0;
    text-align: right;
    font-weight: 400;
    white-space: nowrap;
  }
  thead th {
    color: var(--soft);
    vertical-align: bottom;
  }
  tbody tr {
    border-top: 1px solid var(--hairline);
  }
`;
