import { css } from 'lit';
import { rowsAsCards } from '../../parts/styles';

export const demoStyles = css`
  article {
    max-width: 1060px;
    margin: 0 auto;
    padding: 20px 24px;
  }
  .title {
    font-size: 26px;
    line-height: 34px;
    font-weight: 700;
  }
  .prose {
    max-width: 68ch;
    font-size: 17px;
    line-height: 26px;
    margin: 6px 0 14px;
  }
  .prose p + p {
    margin-top: 8px;
  }
  .asks {
    max-width: 68ch;
    padding: 14px 16px;
    border-radius: var(--radius-small);
    background: var(--sunk);
  }
  .question {
    font-size: 17px;
    line-height: 25px;
    margin-bottom: 10px;
  }
  .answers,
  .knobs {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 18px;
  }
  .skip {
    margin-top: 12px;
  }
  .answered {
    max-width: 76ch;
    margin-bottom: 12px;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    background: var(--guess-wash);
    color: var(--ink);
  }
  .notice {
    margin-bottom: 12px;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    background: var(--guess-wash);
    color: var(--guess);
  }
  .picture {
    min-height: 200px;
  }
  .stale {
    opacity: 0.35;
  }
  .hold {
    min-height: 200px;
  }
  .knobs {
    margin-top: 14px;
    padding-top: 12px;
    border-top: 1px solid var(--hairline);
  }
  hf-number {
    --field-width: 76px;
    --slider-width: 150px;
  }
  .three {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 34px;
    margin: 10px 0 4px;
  }
  .three > div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
  }
  dt {
    font-size: 13px;
    line-height: 19px;
    color: var(--soft);
  }
  dd {
    margin: 0;
    font-size: 32px;
    line-height: 38px;
    font-weight: 700;
    letter-spacing: -0.02em;
  }
  .used dd {
    color: var(--accent);
  }
  .processor dd {
    color: var(--bad);
  }
  .process dd {
    color: var(--process);
  }
  .fates {
    width: 100%;
    margin: 4px 0 14px;
    border-collapse: collapse;
  }
  caption {
    text-align: left;
  }
  .fates th {
    font-weight: 400;
    text-align: left;
  }
  .fates td,
  .fates thead th {
    padding: 5px 10px 5px 0;
  }
  .fates th {
    padding: 4px 14px 4px 0;
  }
  .fates tr {
    border-bottom: 1px solid var(--hairline);
  }
  .fates td {
    font-size: 20px;
    font-weight: 650;
    white-space: nowrap;
  }
  .fates thead th {
    font-size: 13px;
    color: var(--soft);
  }
  .fates .button {
    white-space: normal;
    text-align: left;
  }
  .button[aria-pressed='true'] {
    background: var(--accent-wash);
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 650;
  }
  .bars {
    margin-top: 12px;
  }
  .bar-row {
    display: grid;
    grid-template-columns: 160px minmax(0, 1fr);
    align-items: center;
    gap: 10px;
    margin: 4px 0;
  }
  .bar-row svg {
    background: var(--sunk);
  }
  .part.shown {
    fill: var(--unfit);
  }
  .part.used {
    fill: var(--cpu);
  }
  .part.waited {
    fill: var(--soft);
  }
  .part.left {
    fill: var(--net);
  }
  .part.guess {
    fill: var(--guess);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin: 6px 0;
  }
  .swatch {
    display: inline-block;
    width: 16px;
    height: 11px;
    margin-right: 6px;
  }
  .swatch.shown {
    background: var(--unfit);
  }
  .swatch.used {
    background: var(--cpu);
  }
  .swatch.waited {
    background: var(--soft);
  }
  .swatch.left {
    background: var(--net);
  }
  .swatch.guess {
    background: var(--guess);
  }
  ul {
    max-width: 76ch;
    margin: 8px 0 12px;
    padding-left: 20px;
  }
  .outcome,
  .said {
    max-width: 76ch;
    margin: 8px 0;
  }
  slot[name='log'] {
    display: block;
    margin-top: 24px;
    padding-top: 16px;
    border-top: 1px solid var(--hairline);
  }
  .so {
    max-width: 76ch;
    margin-top: 16px;
    font-size: 17px;
    line-height: 25px;
  }
  .check {
    margin-top: 6px;
  }
  @media (max-width: 640px) {
    article {
      padding: 14px;
    }
    .three {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 8px 12px;
    }
    dd {
      font-size: 26px;
      line-height: 32px;
    }
    .bar-row {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .knobs > * {
      flex: 1 1 100%;
    }
    hf-number {
      --slider-width: min(240px, 44vw);
    }
    .fates {
      ${rowsAsCards}
    }
    .fates,
    .fates tbody {
      display: block;
    }
    .fates caption {
      display: block;
    }
    .fates tbody tr {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(76px, 1fr));
      gap: 2px 10px;
    }
    .fates tbody th {
      grid-column: 1 / -1;
    }
    .fates td::before {
      content: attr(data-label);
      display: block;
      font-size: 12px;
      line-height: 17px;
      font-weight: 400;
      color: var(--soft);
    }
  }
  @media print {
    .knobs,
    .asks {
      display: none;
    }
  }
`;
