import { css } from 'lit';

/** What both kinds of figure are dressed in; the tokens come before it. */
export const figureStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  article {
    padding: 16px 20px;
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: var(--card);
    text-align: left;
    overflow-wrap: break-word;
  }
  p {
    margin: 0 0 8px;
  }
  .title {
    font-size: 20px;
    line-height: 29px;
    font-weight: 700;
  }
  .title,
  p,
  ul {
    max-width: 72ch;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    accent-color: var(--accent);
  }
  button,
  input[type='number'],
  select {
    min-height: 32px;
    max-width: 100%;
    padding: 4px 10px;
    border: 1px solid var(--edge);
    border-radius: var(--radius-small);
    background: var(--card);
  }
  button {
    cursor: pointer;
    text-align: left;
  }
  button:disabled {
    color: var(--soft);
    cursor: default;
  }
  .main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
    font-weight: 650;
  }
  .main:disabled {
    background: var(--sunk);
    color: var(--soft);
    border-color: var(--hairline);
  }
  [aria-pressed='true'] {
    background: var(--accent-wash);
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 650;
  }
  .link {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
  }
  a {
    color: var(--accent);
  }
  input[type='range'] {
    flex: 1 1 120px;
    min-width: 80px;
    min-height: 24px;
    margin: 0;
  }
  input[type='number'] {
    width: 88px;
    text-align: right;
  }
  .row,
  .knobs,
  .key,
  .three {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
  }
  .asks,
  .answered,
  .notice {
    padding: 10px 14px;
    margin: 10px 0;
    border-radius: var(--radius-small);
    background: var(--sunk);
  }
  .answered,
  .notice {
    background: var(--guess-wash);
  }
  .question {
    font-size: 15px;
    line-height: 24px;
  }
  .knobs {
    align-items: end;
    margin: 12px 0;
    padding-top: 10px;
    border-top: 1px solid var(--hairline);
  }
  .knobs > label {
    flex: 0 1 300px;
  }
  label,
  dt,
  .soft,
  .small,
  figcaption,
  caption {
    font-size: 13px;
    line-height: 19px;
    color: var(--soft);
    text-align: left;
  }
  label > .row {
    flex-wrap: nowrap;
    color: var(--ink);
    font-size: 15px;
  }
  figure,
  dl,
  dd {
    margin: 0;
  }
  figure {
    margin: 10px 0;
  }
  .hold {
    min-height: 240px;
  }
  .stale {
    opacity: 0.35;
  }
  svg {
    display: block;
    max-width: 100%;
  }
  svg text {
    font-size: 12px;
    fill: var(--soft);
  }
  .three {
    gap: 8px 30px;
    margin: 12px 0 8px;
  }
  .three > div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
  }
  dd {
    font-size: 26px;
    line-height: 34px;
    font-weight: 700;
  }
  .big {
    font-size: 26px;
    line-height: 33px;
    font-weight: 700;
  }
  .used dd,
  em {
    font-style: normal;
    color: var(--accent);
  }
  .processor dd {
    color: var(--bad);
  }
  .process dd {
    color: var(--process);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  tr {
    border-bottom: 1px solid var(--hairline);
  }
  th,
  td {
    padding: 4px 8px 4px 0;
    font-weight: 400;
    text-align: left;
  }
  td {
    font-size: 17px;
    font-weight: 650;
    white-space: nowrap;
  }
  figcaption {
    margin: 6px 0 8px;
  }
  svg + p {
    margin-top: 8px;
  }
  thead th {
    font-size: 13px;
    color: var(--soft);
  }
  .bar-row {
    display: grid;
    grid-template-columns: minmax(90px, 150px) minmax(0, 1fr);
    gap: 10px;
    align-items: center;
    margin: 4px 0;
  }
  .bar-row svg {
    background: var(--sunk);
  }
  .key span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .part,
  .block,
  .guess,
  .pending,
  .waits,
  .tick {
    fill: currentColor;
  }
  .line,
  .truth,
  .coins,
  .axis,
  .hair,
  .due,
  .lost,
  .hatch,
  .moment {
    fill: none;
    stroke: currentColor;
  }
  .swatch {
    width: 16px;
    height: 11px;
    background: currentColor;
  }
  .swatch.shown,
  .part.shown,
  .block,
  .pending,
  .due,
  .tick.false,
  .tick.false-idle,
  .line.processor {
    color: var(--unfit);
  }
  .swatch.used,
  .part.used,
  .line.used,
  .truth {
    color: var(--cpu);
  }
  .swatch.left,
  .part.left,
  .tick.busy {
    color: var(--net);
  }
  .swatch.guess,
  .guess {
    color: var(--guess);
  }
  .line.process {
    color: var(--process);
  }
  .swatch.waited,
  .part.waited,
  .tick.idle,
  .waits,
  .lost,
  .hatch {
    color: var(--soft);
  }
  .axis {
    color: var(--edge);
  }
  .hair {
    color: var(--hairline);
  }
  .line {
    stroke-width: 2;
  }
  .truth,
  .line.used {
    stroke-width: 2.6;
  }
  .coins,
  .lost,
  .hatch {
    stroke-width: 1.2;
  }
  .due {
    stroke-opacity: 0.6;
    stroke-width: 5;
  }
  .coins {
    stroke-dasharray: 4 3;
  }
  .line.processor {
    stroke-dasharray: 9 2.5 2 2.5;
  }
  .line.process {
    stroke-dasharray: 3 3;
  }
  .line.guess {
    fill: none;
    stroke-dasharray: 1 4;
  }
  .block {
    fill-opacity: 0.6;
  }
  .waits,
  .pending {
    fill-opacity: 0.45;
  }
  .last {
    fill-opacity: 1;
    stroke: var(--ink);
  }
  .guess.stretch {
    fill-opacity: 0.22;
    stroke: currentColor;
    stroke-dasharray: 3 2;
  }
  .tick.false,
  .tick.false-idle {
    fill: none;
    stroke: currentColor;
  }
  .track {
    fill: var(--free);
  }
  .check.green {
    color: var(--ink);
  }
  .check.green::first-letter {
    color: var(--net);
    font-weight: 700;
  }
  .check.red {
    color: var(--bad);
  }
  .cover {
    fill: var(--card);
    fill-opacity: 0.86;
  }
  .look {
    min-width: 130px;
    min-height: 52px;
    font-size: 20px;
    text-align: center;
  }
  iframe {
    display: block;
    width: 100%;
    height: 620px;
    border: 0;
  }
  @container (max-width: 480px) {
    article {
      padding: 12px;
    }
    dd {
      font-size: 20px;
      line-height: 28px;
    }
    .three {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 8px;
    }
    .bar-row {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(76px, 1fr));
      gap: 2px 8px;
      padding: 5px 0;
    }
    tbody th {
      grid-column: 1 / -1;
    }
    th,
    td {
      padding: 0;
    }
    td::before {
      content: attr(data-label);
      display: block;
      font-size: 12px;
      font-weight: 400;
      color: var(--soft);
    }
  }
  @media print {
    .knobs,
    button,
    input {
      display: none;
    }
    .asks .row :is(input, button:not(.main)) {
      display: inline-block;
    }
    article {
      break-inside: avoid;
    }
  }
`;
