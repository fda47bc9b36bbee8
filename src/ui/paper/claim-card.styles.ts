import { css } from 'lit';
import { rowsAsCards } from '../parts/styles';

export const claimCardStyles = css`
  details {
    border-top: 1px solid var(--hairline);
  }
  summary {
    display: grid;
    grid-template-columns: 8px 1.6em minmax(0, 1fr) auto;
    gap: 2px 12px;
    align-items: baseline;
    padding: 9px 4px;
  }
  summary::before {
    margin: 0 0 1px 1px;
  }
  summary:hover {
    background: var(--sunk);
  }
  .title {
    font-weight: 650;
  }
  summary .says {
    grid-column: 3 / -1;
  }
  /* Its words are explained where it stands once the claim is open. */
  details[open] summary .says {
    display: none;
  }
  .body .says {
    margin: 0 0 8px;
    color: var(--soft);
  }
  .run .unvaried {
    flex: 1 1 30ch;
    max-width: 68ch;
    align-self: center;
  }
  .verdict {
    white-space: nowrap;
    font-size: 14px;
  }
  .verdict.not {
    color: var(--bad);
    font-weight: 650;
  }
  .body {
    padding: 7px 4px 20px calc(1.6em + 37px);
  }
  .run {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 20px;
    min-height: 54px;
    margin: 8px 0;
  }
  .run > * {
    flex: none;
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 76ch);
    gap: 6px 16px;
    margin: 12px 0 0;
  }
  dt {
    color: var(--soft);
  }
  dd {
    margin: 0;
    text-wrap: pretty;
  }
  .results {
    min-height: 56px;
  }
  .stale {
    opacity: 0.5;
  }
  table {
    border-collapse: collapse;
    font-size: 14px;
    line-height: 20px;
  }
  th,
  td {
    padding: 3px 18px 3px 0;
    text-align: left;
    font-weight: 400;
    vertical-align: middle;
  }
  thead th {
    color: var(--soft);
    font-size: 13px;
  }
  tbody tr:first-child > * {
    font-weight: 650;
  }
  .out {
    color: var(--bad);
    font-weight: 650;
  }
  svg {
    display: block;
  }
  .range {
    fill: var(--accent-wash);
    stroke: var(--edge);
    stroke-width: 0.6;
  }
  .whisker {
    stroke: var(--ink);
    stroke-width: 1.4;
  }
  .dot {
    fill: var(--ink);
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 18px;
    margin-top: 10px;
  }
  a {
    color: var(--accent);
    text-underline-offset: 3px;
  }
  @media (max-width: 700px) {
    ${rowsAsCards}
    .body {
      padding-left: 4px;
    }
    dl {
      display: block;
    }
    dd {
      margin-bottom: 8px;
    }
    .verdict {
      grid-column: 3;
    }
  }
  @media print {
    .run,
    .links,
    .unrun {
      display: none;
    }
    .results {
      min-height: 0;
    }
  }
`;
