import { css } from 'lit';

export const meterStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 20px;
    padding: 12px 28px;
    border-bottom: 1px solid var(--hairline);
  }
  .chips ol {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .step {
    min-height: 32px;
    padding: 3px 13px;
    border: 1px solid var(--edge);
    border-radius: 17px;
    background: var(--card);
    font-size: 14px;
    cursor: pointer;
    white-space: nowrap;
  }
  .step:hover {
    border-color: var(--ink);
  }
  .step span {
    margin-right: 3px;
    color: var(--soft);
  }
  .step[aria-current] {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--ground);
  }
  .step[aria-current] span {
    color: inherit;
  }
  .guess-first {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-left: auto;
    font-size: 14px;
    color: var(--ink);
  }
  .page {
    padding: 22px 28px 48px;
  }
  .notice {
    margin-bottom: 14px;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    background: var(--guess-wash);
    color: var(--guess);
  }
  .notice.bad {
    background: var(--bad-wash);
    color: var(--bad);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: end;
    gap: 16px 48px;
    margin-bottom: 18px;
  }
  .words {
    flex: 1 1 420px;
    max-width: 68ch;
    /* The longest of the texts: what is below does not move from one to the next. */
    min-height: 148px;
  }
  h1 {
    font-size: 30px;
    line-height: 38px;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .point {
    margin: 4px 0 6px;
    font-size: 17px;
    line-height: 25px;
  }
  .answer {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 34px;
    margin: 0;
  }
  .answer > div {
    display: flex;
    flex-direction: column-reverse;
    min-width: 122px;
  }
  .answer dt {
    font-size: 13px;
    line-height: 19px;
    color: var(--soft);
  }
  .answer dd {
    margin: 0;
    font-size: 40px;
    line-height: 46px;
    font-weight: 700;
    letter-spacing: -0.02em;
    white-space: nowrap;
  }
  .used dd {
    color: var(--accent);
  }
  .alone dd {
    color: var(--soft);
  }
  .shown dd {
    color: var(--bad);
  }
  .answer .said dd {
    font-size: 17px;
    line-height: 26px;
    letter-spacing: 0;
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: end;
    gap: 6px 20px;
    margin-bottom: 10px;
  }
  .strip {
    min-height: 400px;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    align-items: start;
    gap: 14px;
    margin-top: 14px;
  }
  .many {
    min-height: 350px;
  }
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    min-width: 0;
  }
  .low {
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
  }
  .hold {
    min-height: 280px;
    padding-top: 20px;
  }
  .small-hold {
    min-height: 200px;
  }
  .era {
    max-width: 100ch;
    margin-top: 18px;
  }
  @media (max-width: 1000px) {
    .pair,
    .low {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 640px) {
    .chips {
      padding: 10px 16px;
    }
    .chips ol {
      flex-wrap: nowrap;
      overflow-x: auto;
      margin: 0 -16px;
      padding: 3px 16px;
    }
    .page {
      padding: 18px 16px 40px;
    }
    .words {
      min-height: 0;
    }
    .answer {
      display: grid;
      grid-template-columns: repeat(3, auto);
      align-items: start;
      gap: 8px 14px;
    }
    .answer > div {
      min-width: 0;
      justify-content: flex-end;
    }
    .answer dd {
      font-size: 30px;
      line-height: 36px;
    }
  }
`;
