import { css } from 'lit';

export const readingStyles = css`
  summary {
    width: max-content;
    max-width: 100%;
    min-height: 24px;
    font-size: 13px;
    line-height: 24px;
    color: var(--soft);
  }
  summary:hover {
    color: var(--ink);
  }
  form {
    margin: 4px 0 10px;
    padding: 2px 12px 12px;
    border: 1px solid var(--hairline);
    border-radius: var(--radius-small);
    background: var(--card);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
    gap: 8px 12px;
    margin-top: 8px;
  }
  .fields > :first-child {
    grid-column: 1 / -1;
  }
  .fields label {
    display: block;
    margin-bottom: 2px;
  }
  select,
  input[type='search'] {
    padding-left: 6px;
    width: 100%;
    font-size: 13px;
  }
  h3 {
    margin: 8px 0 2px;
    font-size: 13px;
    line-height: 19px;
    font-weight: 650;
  }
  .used {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 24px;
  }
  .scroll {
    max-height: 320px;
    margin-top: 6px;
    overflow: auto;
    border-top: 1px solid var(--hairline);
  }
  table {
    width: 100%;
    table-layout: fixed;
    border-collapse: collapse;
    font-size: 13px;
    line-height: 18px;
  }
  th,
  td {
    padding: 4px 8px 4px 0;
    border-bottom: 1px solid var(--hairline);
    text-align: left;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  td:last-child {
    padding-right: 2px;
  }
  thead th {
    color: var(--soft);
  }
  .more {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    align-items: center;
    margin-top: 3px;
  }
  .more input {
    width: 100%;
    padding-left: 6px;
    font-size: 13px;
  }
  .open-map {
    position: relative;
  }
  .open-map input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .open-map:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .chosen select {
    border-color: var(--accent);
    background: var(--accent-wash);
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-top: 12px;
  }
  .wrong {
    margin-top: 8px;
    overflow-wrap: anywhere;
  }
`;
