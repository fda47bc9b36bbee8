import { css } from 'lit';

export const sheetsStyles = css`
  .steps {
    align-items: end;
  }
  .steps nav {
    flex: 1 1 600px;
    min-width: 0;
  }
  .steps .button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-wash);
    color: var(--accent);
    font-weight: 650;
  }
  .field label {
    display: block;
    margin-bottom: 2px;
  }
  .field input {
    width: 96px;
    text-align: right;
  }
  .page {
    max-width: 916px;
    margin: 0 auto;
    padding: 22px 28px 48px;
  }
  h1 {
    font-size: 40px;
    line-height: 46px;
    font-weight: 700;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .tally {
    margin-top: 4px;
    min-height: 24px;
    font-size: 15px;
    line-height: 24px;
    color: var(--soft);
  }
  .given {
    margin: 12px 0 4px;
    text-wrap: pretty;
  }
  .on-paper {
    display: none;
  }
  @media (max-width: 900px) {
    .page {
      padding-left: 16px;
      padding-right: 16px;
    }
    h1 {
      font-size: 32px;
      line-height: 38px;
    }
  }
  @media print {
    .steps,
    .away {
      display: none;
    }
    .page {
      max-width: none;
      padding: 0;
    }
    .on-paper {
      display: block;
      margin: 6px 0 12px;
    }
    h1 {
      font-size: 26px;
      line-height: 30px;
    }
  }
`;

export const exerciseStyles = css`
  section {
    padding: 16px 0;
    border-top: 1px solid var(--hairline);
    break-inside: avoid;
  }
  .ask {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    text-wrap: pretty;
  }
  h2 {
    font-size: 15px;
    line-height: 22px;
    font-weight: 650;
  }
  .answers {
    display: grid;
    gap: 8px;
    margin: 10px 0 8px 32px;
  }
  .answer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
    min-height: 32px;
  }
  .answer > label,
  .answer legend {
    flex: 0 1 min(210px, 44%);
    font-size: 14px;
    line-height: 20px;
    color: var(--ink);
  }
  .answer input[type='text'] {
    width: min(96px, 26vw);
    text-align: right;
  }
  fieldset {
    display: grid;
    gap: 2px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  fieldset label {
    display: flex;
    align-items: start;
    gap: 6px;
    min-height: 26px;
    font-size: 14px;
    line-height: 22px;
    color: var(--ink);
  }
  legend {
    padding: 0;
    margin-bottom: 2px;
  }
  .unit {
    font-size: 13px;
    color: var(--soft);
  }
  .said {
    font-size: 14px;
    line-height: 20px;
  }
  .right {
    color: var(--net);
    font-weight: 650;
  }
  :host {
    --right: #00694d;
  }
  .said.right {
    color: var(--right);
  }
  .said.wrong,
  .said.unread {
    color: var(--bad);
  }
  .solution {
    font-size: 14px;
    font-weight: 650;
  }
  .why {
    margin: 6px 0 4px 32px;
    padding: 6px 12px;
    border-left: 3px solid var(--accent);
    background: var(--sunk);
    font-size: 14px;
    line-height: 21px;
  }
  .show {
    margin-left: 32px;
  }
  a {
    color: var(--accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --right: #4fd3ac;
    }
  }
  @media (max-width: 640px) {
    .answers,
    .why,
    .show {
      margin-left: 0;
    }
  }
  @media print {
    .said,
    .show {
      display: none;
    }
    .answer input[type='text'] {
      border: 0;
      border-bottom: 1px solid;
      border-radius: 0;
    }
  }
`;
