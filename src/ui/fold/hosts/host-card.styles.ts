import { css } from 'lit';

export const hostStyles = css`
  :host([open]) {
    grid-column: 1 / -1;
  }
  .card {
    height: 100%;
    container-type: inline-size;
  }
  /* As many lines in every card of a row, whatever they say, so that pictures begin at the same height. */
  header {
    display: grid;
    grid-auto-rows: 22px;
    margin-bottom: 6px;
  }
  header > * {
    display: flex;
    align-items: baseline;
    gap: 10px;
    min-width: 0;
    white-space: nowrap;
  }
  header .soft {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .binds {
    gap: 6px;
    font-size: 13px;
  }
  @container (min-width: 500px) {
    header {
      grid-template-columns: minmax(0, 1fr) max-content;
      gap: 10px;
    }
  }
  .dot {
    flex: none;
    width: 9px;
    height: 9px;
    border-radius: 50%;
  }
  .room {
    height: 152px;
  }
  fieldset {
    display: grid;
    grid-template-columns: max-content minmax(40px, 1fr) max-content;
    align-items: center;
    gap: 0 12px;
    margin: 6px 0 0;
    padding: 0;
    border: 0;
  }
  .strip {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: center;
    position: relative;
    min-height: 24px;
    margin: 0 -6px;
    padding: 0 6px;
    border-radius: 5px;
    color: var(--ink);
    cursor: pointer;
  }
  .strip:hover {
    background: var(--sunk);
  }
  .strip:has(:checked) {
    background: var(--sunk);
  }
  .strip:has(:focus-visible) {
    outline: 2px solid var(--focus);
  }
  .strip input[type='radio'] {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .strip .number {
    min-width: 42px;
  }
  .bar {
    display: block;
    width: 100%;
    height: 14px;
    overflow: visible;
  }
  .track {
    fill: var(--free);
  }
  .limit {
    stroke: var(--ink);
    stroke-width: 2;
  }
  .cpu {
    fill: var(--cpu);
    background: var(--cpu);
  }
  .memory {
    fill: var(--memory);
    background: var(--memory);
  }
  .iops {
    fill: var(--iops);
    background: var(--iops);
  }
  .disk {
    fill: var(--disk);
    background: var(--disk);
  }
  .net {
    fill: var(--net);
    background: var(--net);
  }
  .space {
    fill: var(--space);
    background: var(--space);
  }
  .vcpu {
    fill: var(--vcpu);
    background: var(--vcpu);
  }
  .guests {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    margin-top: 8px;
    font-size: 13px;
    line-height: 24px;
  }
  .guests > span {
    display: inline-flex;
    min-width: 0;
    max-width: 200px;
    align-items: center;
    gap: 5px;
  }
  .plain {
    display: inline-flex;
    min-width: 0;
    align-items: center;
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-decoration-color: var(--edge);
    text-underline-offset: 3px;
  }
  .plain:hover {
    color: var(--accent);
  }
  .bench {
    margin-left: auto;
  }
  .swatch {
    flex: none;
    width: 9px;
    height: 9px;
    border-radius: 2px;
    border: 1px solid transparent;
  }
  .s1 {
    background: var(--guest-1);
  }
  .s2 {
    background: var(--guest-2);
  }
  .s3 {
    background: var(--guest-3);
  }
  .s4 {
    background: var(--guest-4);
  }
  .s5 {
    background: var(--guest-5);
  }
  .followed {
    outline: 2px solid var(--ink);
    outline-offset: 1px;
    border-radius: 3px;
  }
  .guests > .followed {
    padding: 0 3px;
  }
  .stands-in {
    margin-top: 2px;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    margin-top: 6px;
    border-collapse: collapse;
    font-size: 13px;
  }
  th {
    font-weight: 400;
    color: var(--soft);
    text-align: left;
  }
  th.right {
    text-align: right;
    vertical-align: bottom;
  }
  th,
  td {
    padding: 2px 0 2px 10px;
    border-bottom: 1px solid var(--hairline);
  }
  th:first-child,
  td:first-child {
    padding-left: 0;
    text-align: left;
    white-space: nowrap;
  }
  td .link {
    color: var(--ink);
    text-decoration-color: var(--edge);
  }
  .dot,
  .swatch {
    print-color-adjust: exact;
  }
  @media (forced-colors: active) {
    .bar rect:not(.track),
    .dot,
    .swatch {
      forced-color-adjust: none;
    }
  }
  @media print {
    .bench {
      display: none;
    }
  }
`;
