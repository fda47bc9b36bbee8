import { css } from 'lit';

/** A long table of figures under a heading; `.n` stands right, as numbers do. */
export const listing = css`
  table {
    border-collapse: collapse;
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 3px 14px 3px 0;
    border-bottom: 1px solid var(--hairline);
    text-align: left;
    font-weight: 400;
    vertical-align: top;
  }
  td.n,
  th.n {
    text-align: right;
  }
  thead th {
    color: var(--soft);
  }
`;
