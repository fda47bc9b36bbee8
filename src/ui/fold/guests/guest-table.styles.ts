import { css } from 'lit';

export const tableStyles = css`
  .tools {
    display: flex;
    gap: 6px;
    align-items: center;
    margin-bottom: 6px;
  }
  .tools input[type='search'] {
    flex: 1;
    min-width: 0;
  }
  hf-bulk-bar {
    margin-bottom: 6px;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  .cards {
    table-layout: fixed;
  }
  .cards .spark-cell {
    width: 62px;
  }
  .cards th:nth-child(4) {
    width: 52px;
  }
  .cards th:nth-child(5) {
    width: 46px;
  }
  .cards th:nth-child(6) {
    width: 86px;
  }
  .unmarked th:nth-child(6) {
    width: 0;
  }
  th {
    padding: 2px 4px 4px;
    vertical-align: bottom;
    line-height: 17px;
    font-size: 13px;
    font-weight: 400;
    color: var(--soft);
    text-align: left;
    white-space: nowrap;
  }
  td {
    height: 30px;
    padding: 2px 4px;
    border-top: 1px solid var(--hairline);
    font-size: 14px;
    line-height: 20px;
  }
  th:first-child,
  td:first-child {
    width: 30px;
    padding-left: 0;
    padding-right: 0;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  th.number {
    white-space: normal;
  }
  th.number .sort {
    justify-content: flex-end;
  }
  .sort {
    display: inline-flex;
    align-items: flex-end;
    gap: 4px;
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    cursor: pointer;
    text-align: inherit;
    line-height: 17px;
  }
  .sort:hover {
    color: var(--ink);
  }
  [aria-sort='ascending'] .sort::after {
    content: '↑';
  }
  [aria-sort='descending'] .sort::after {
    content: '↓';
  }
  [aria-sort='ascending'],
  [aria-sort='descending'] {
    color: var(--ink);
    font-weight: 650;
  }
  .name {
    display: flex;
    align-items: center;
    width: 100%;
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    text-align: left;
    cursor: pointer;
  }
  .name:hover {
    color: var(--accent);
  }
  .marks .chip {
    max-width: 100%;
    white-space: normal;
    vertical-align: middle;
  }
  tr:hover,
  tr.open,
  tr.detail {
    background: var(--sunk);
  }
  tr.followed {
    box-shadow: inset 3px 0 var(--ink);
  }
  tr.followed .name {
    font-weight: 650;
  }
  tr.open .name {
    font-weight: 650;
  }
  tr.detail td {
    padding: 10px 8px 14px;
    border-top: 0;
  }
  .guess {
    text-decoration: underline dotted var(--guess);
    text-underline-offset: 3px;
  }
  .form {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
    gap: 8px 10px;
  }
  .form > div > span {
    font-size: 13px;
    line-height: 18px;
    color: var(--soft);
  }
  .why {
    margin: 0 0 8px;
    font-size: 13px;
    line-height: 19px;
  }
  .spark {
    display: block;
    overflow: visible;
  }
  .spark path {
    fill: none;
    stroke: var(--cpu);
    stroke-width: 1.25;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .spark .zero {
    stroke: var(--hairline);
  }
  .wide td {
    vertical-align: top;
    padding-top: 4px;
  }
  .wide td.who {
    min-width: 150px;
    width: auto;
    max-width: 200px;
    overflow-wrap: anywhere;
  }
  .wide .f-text {
    min-width: 86px;
  }
  .wide .f-number {
    min-width: 98px;
  }
  .wide .f-choice {
    min-width: 112px;
  }
  .pages {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-top: 8px;
    font-size: 13px;
    color: var(--soft);
  }
  .none {
    padding: 20px 0;
    color: var(--soft);
  }
  /* In the narrow column of a small window marks stand under the name, so that none is missing. */
  @container (max-width: 375px) {
    .cards tr:not(.detail) {
      display: grid;
      grid-template-columns: 26px minmax(0, 1fr) 48px 45px 42px;
      align-items: center;
      border-top: 1px solid var(--hairline);
    }
    .cards thead tr {
      align-items: end;
      border-top: 0;
    }
    .cards td {
      height: auto;
      border-top: 0;
    }
    .cards :is(th, td):nth-child(n) {
      width: auto;
    }
    .cards .name {
      font-size: 13px;
    }
    .cards .spark {
      width: 100%;
    }
    .cards thead .spark-cell {
      justify-self: end;
    }
    .cards .who,
    .cards td:first-child {
      min-height: 30px;
    }
    .cards th:last-child,
    .cards .marks:not(:has(.chip)) {
      display: none;
    }
    .cards .marks {
      grid-column: 2 / -1;
      padding: 0 4px 5px;
    }
    .cards tr.detail {
      display: block;
    }
    .cards tr.detail td {
      display: block;
    }
  }
  /* On a phone each row is a card of its own. */
  @media (max-width: 640px) {
    .cards,
    .cards tbody {
      display: block;
    }
    .cards thead {
      display: none;
    }
    .cards tr {
      display: grid;
      grid-template-columns: 30px minmax(0, 1fr) auto auto;
      align-items: center;
      column-gap: 8px;
      border-top: 1px solid var(--hairline);
      padding: 4px;
    }
    .cards td {
      display: block;
      height: auto;
      border: 0;
      padding: 2px 0;
      width: auto;
    }
    .cards td.who {
      max-width: none;
      width: auto;
      font-weight: 650;
    }
    .cards td.figure::before {
      content: attr(data-label) ' ';
      font-size: 12px;
      color: var(--soft);
    }
    .cards td.spark-cell {
      grid-column: 2;
      grid-row: 2;
    }
    .cards td.marks {
      grid-column: 3 / span 2;
      grid-row: 2;
      text-align: right;
    }
    .cards tr.detail {
      display: block;
    }
    .cards tr.detail td {
      padding: 8px 8px 12px;
    }
  }
`;
