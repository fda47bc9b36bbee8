import { css } from 'lit';

/** What every component starts from: box model, focus, hidden text, motion. */
export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: 13px;
    line-height: 19px;
  }
  .number {
    text-align: right;
    white-space: nowrap;
  }
  /* What opens has one mark, and lines below the first begin where the words do. */
  summary {
    padding-left: 18px;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    display: inline-block;
    flex: none;
    width: 7px;
    height: 7px;
    margin: 0 9px 1px -16px;
    border: solid var(--soft);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg);
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
  @media print {
    summary::before {
      visibility: hidden;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;

/** Native controls in the page's own dress. */
export const controls = css`
  @media print {
    .button,
    .quiet,
    input[type='range'],
    button[aria-expanded] {
      display: none;
    }
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    font-variant-numeric: inherit;
  }
  .button,
  input:not([type='checkbox'], [type='radio'], [type='range']),
  select,
  textarea {
    min-height: 32px;
    padding: 4px 10px;
    border: 1px solid var(--edge);
    border-radius: var(--radius-small);
    background: var(--card);
  }
  input:not([type='checkbox'], [type='radio'], [type='range']) {
    padding: 4px 8px;
    min-width: 0;
  }
  /* The mark of what drops down is that of the panels. */
  select {
    padding-right: 28px;
    max-width: 100%;
    appearance: none;
    background: var(--card) no-repeat;
    background-image:
      linear-gradient(45deg, transparent 42%, var(--soft) 0 60%, transparent 0),
      linear-gradient(-45deg, transparent 42%, var(--soft) 0 60%, transparent 0);
    background-position:
      right 13px center,
      right 8px center;
    background-size: 6px 6px;
  }
  @media (forced-colors: active) {
    select {
      appearance: auto;
      padding-right: 4px;
    }
  }
  .button {
    cursor: pointer;
    white-space: nowrap;
  }
  .button:hover {
    border-color: var(--ink);
  }
  .button:disabled {
    color: var(--soft);
    border-color: var(--hairline);
    cursor: default;
  }
  .button.main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
    font-weight: 650;
  }
  .quiet {
    min-height: 28px;
    min-width: 28px;
    padding: 2px 8px;
    border: 0;
    border-radius: var(--radius-small);
    background: none;
    color: var(--soft);
    cursor: pointer;
  }
  .quiet:hover:not(:disabled) {
    background: var(--sunk);
    color: var(--ink);
  }
  .quiet:disabled {
    opacity: 0.45;
    cursor: default;
  }
  .link {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-align: inherit;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 3px;
    accent-color: var(--accent);
  }
  input[type='range'] {
    min-height: 24px;
    accent-color: var(--accent);
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
    box-shadow: 0 0 0 1px var(--bad);
  }
  label,
  .label {
    font-size: 13px;
    line-height: 18px;
    color: var(--soft);
  }
  label > :is(input, select, textarea, .button) {
    font-size: 15px;
    line-height: 22px;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  /* A value that differs from its default. */
  .changed::after {
    content: '';
    display: inline-block;
    width: 6px;
    height: 6px;
    margin-left: 6px;
    border-radius: 50%;
    background: var(--accent);
    vertical-align: 2px;
    forced-color-adjust: none;
  }
  .wrong {
    color: var(--bad);
    font-size: 13px;
    line-height: 18px;
  }
  .chip {
    display: inline-block;
    padding: 0 8px;
    border: 1px solid var(--hairline);
    border-radius: 10px;
    font-size: 12px;
    line-height: 18px;
    color: var(--soft);
    background: var(--card);
    white-space: nowrap;
  }
  .chip.warn {
    color: var(--bad);
    background: var(--bad-wash);
    border-color: currentColor;
  }
  .chip.guess {
    color: var(--guess);
    background: var(--guess-wash);
    border-color: transparent;
  }
`;

/** A card that holds one subject. */
export const card = css`
  .card {
    background: var(--card);
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    padding: 14px 16px;
  }
  h2 {
    font-size: 17px;
    line-height: 24px;
    font-weight: 650;
  }
  h3 {
    font-size: 15px;
    line-height: 22px;
    font-weight: 650;
  }
`;

/** Put in a query: a table too wide for its box, of which each row is a card. Its head is for screen readers then. */
export const rowsAsCards = css`
  thead {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  tbody tr {
    display: block;
    padding: 7px 0;
    border-top: 1px solid var(--hairline);
  }
  tbody th,
  td {
    display: block;
    min-width: 0;
    padding: 1px 0;
    border: 0;
  }
`;

/** Two boxes side by side where their container has the room, else one above the other. */
export const halves = css`
  :host {
    container-type: inline-size;
  }
  .halves {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px 32px;
  }
  @container (min-width: 900px) {
    .halves {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
  }
`;

/** A dialog over the page. */
export const dialogBox = css`
  dialog {
    padding: 20px 24px;
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: var(--card);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 30%);
  }
`;

/** The thin line that shows, without moving anything, how far long work is: `.line` around a progress element. */
export const progressLine = css`
  .line {
    position: relative;
    height: 0;
  }
  .line progress {
    position: absolute;
    inset: -2px 0 auto;
    width: 100%;
    height: 3px;
    border: 0;
    background: none;
    accent-color: var(--accent);
    z-index: 1;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
`;

/** The same for a table of figures, each with a `.label` that is hidden while its column has a head. */
export const labelledRowsAsCards = css`
  ${rowsAsCards}
  .number {
    text-align: left;
  }
  .label {
    display: inline;
  }
`;
