import { css } from 'lit';
import { rowsAsCards } from '../../parts/styles';

export const trustStyles = css`
  .under {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 18px;
    margin: 10px 0;
  }
  .under label {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    min-width: 0;
    max-width: 100%;
    font-size: 13px;
  }
  .under select {
    max-width: 100%;
  }

  .heading,
  .chooser {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
    margin-bottom: 6px;
  }
  .heading h2 {
    margin-right: auto;
  }
  .chooser h3 {
    overflow-wrap: anywhere;
  }
  .chooser select {
    max-width: min(100%, 420px);
  }
  .state {
    min-height: 0;
    font-size: 13px;
    color: var(--soft);
  }
  progress {
    width: 120px;
    accent-color: var(--accent);
  }
  .inside {
    margin: 6px 0;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    background: var(--guess-wash);
    color: var(--guess);
    overflow-wrap: anywhere;
  }
  .big {
    margin-top: 8px;
    font-size: 20px;
    line-height: 28px;
    font-weight: 650;
  }
  .big span {
    font-weight: 400;
  }
  .bar {
    display: flex;
    gap: 2px;
    height: 14px;
    margin: 4px 0 8px;
    border-radius: 7px;
    overflow: hidden;
  }
  .bar span {
    min-width: 3px;
    flex-basis: 0;
    forced-color-adjust: none;
  }
  .noticed {
    margin: 6px 0 4px;
    overflow-wrap: anywhere;
  }
  .noticed ul {
    margin: 4px 0 0;
    padding-left: 20px;
  }
  .noticed .error {
    color: var(--bad);
  }
  .bar .no,
  .filter.no i {
    background: repeating-linear-gradient(var(--unfit) 0 3px, transparent 3px 4px);
  }
  .bar .care,
  .filter.care i {
    background: repeating-linear-gradient(45deg, var(--iops) 0 4px, transparent 4px 6px);
  }
  .bar .unknown,
  .filter.unknown i {
    background: repeating-linear-gradient(90deg, var(--soft) 0 2px, transparent 2px 5px);
  }
  .bar .yes,
  .filter.yes i {
    background: var(--cpu);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-bottom: 8px;
  }
  .filter {
    min-height: 30px;
    padding: 2px 11px;
    border: 1px solid var(--edge);
    border-radius: 16px;
    background: var(--card);
    font-size: 13px;
    cursor: pointer;
  }
  .filter i {
    display: inline-block;
    width: 14px;
    height: 10px;
    margin-right: 4px;
    border-radius: 2px;
    forced-color-adjust: none;
  }
  .filter[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-wash);
    color: var(--accent);
  }
  input[type='search'] {
    width: min(320px, 100%);
  }
  .none {
    margin: 10px 0;
  }
  .scroll {
    margin-top: 8px;
    overflow: auto;
  }
  .scroll.long {
    max-height: 520px;
  }
  /* Rows go on beneath the edge: they fade there, and stand clear at the end. */
  .scroll.long::after {
    content: '';
    position: sticky;
    bottom: 0;
    display: block;
    height: 32px;
    background: linear-gradient(transparent, var(--card));
    pointer-events: none;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    line-height: 19px;
  }
  th,
  td {
    padding: 6px 14px 6px 0;
    border-top: 1px solid var(--hairline);
    text-align: left;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  thead th {
    position: sticky;
    top: 0;
    border-top: 0;
    background: var(--card);
    color: var(--soft);
    font-weight: 400;
    overflow-wrap: normal;
  }
  tbody th {
    font-weight: 650;
  }
  /* What is told has the room, not who told it. */
  @media (min-width: 761px) {
    table {
      table-layout: fixed;
    }
    thead th:first-child {
      width: 27%;
    }
    thead th:nth-child(2) {
      width: 96px;
    }
    thead th:nth-child(4) {
      width: 25%;
    }
  }
  tbody th .soft {
    font-weight: 400;
  }
  .english {
    display: block;
    font-weight: 400;
    font-size: 12px;
    line-height: 17px;
    color: var(--soft);
  }
  code {
    display: block;
    font-size: 11px;
    font-weight: 400;
    color: var(--soft);
    overflow-wrap: anywhere;
  }
  .chip.no {
    color: var(--bad);
    background: var(--bad-wash);
    border-color: currentColor;
  }
  .chip.care {
    color: var(--guess);
    background: var(--guess-wash);
    border-color: transparent;
  }
  .chip.yes {
    color: var(--accent);
    background: var(--accent-wash);
    border-color: transparent;
  }
  @media (max-width: 760px) {
    .scroll.long {
      max-height: none;
    }
    .scroll.long::after {
      display: none;
    }
    ${rowsAsCards}
    td[data-label]::before {
      content: attr(data-label) ': ';
      color: var(--soft);
    }
  }
`;
