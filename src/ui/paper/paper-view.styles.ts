import { css } from 'lit';

export const paperStyles = css`
  .page {
    max-width: 1108px;
    margin: 0 auto;
    padding: 26px 24px 60px;
  }
  h1 {
    font-size: 40px;
    line-height: 46px;
    letter-spacing: -0.015em;
  }
  .lead {
    max-width: 68ch;
    margin: 8px 0 6px;
    font-size: 17px;
    line-height: 26px;
    text-wrap: pretty;
  }
  .prose {
    max-width: 68ch;
    margin: 4px 0 14px;
    font-size: 17px;
    line-height: 26px;
    text-wrap: pretty;
  }
  .all {
    margin: 18px 0;
  }
  .verdicts {
    display: grid;
    gap: 4px;
    margin: 0 0 12px;
    padding: 0;
    list-style: none;
  }
  .verdicts li {
    display: grid;
    grid-template-columns: 2ch 24px minmax(0, 1fr);
    align-items: start;
    gap: 0 10px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    min-height: 32px;
  }
  nav ol {
    display: flex;
    flex-direction: column;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  nav li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    margin-left: auto;
  }
  .marks .mark {
    min-width: 24px;
    padding: 0;
    border: 0;
    cursor: pointer;
  }
  .marks .mark:hover {
    outline: 1px solid currentColor;
  }
  @media (min-width: 1000px) {
    nav ol {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 6px 40px;
    }
  }
  .passage {
    margin-top: 34px;
  }
  .passage > h2 {
    font-size: 20px;
    line-height: 30px;
    scroll-margin-top: 12px;
  }
  .passage > h2 .small {
    font-weight: 400;
    white-space: nowrap;
  }
  ul {
    padding-left: 20px;
  }
  hf-layers,
  hf-scaling,
  hf-bars {
    margin: 6px 0 18px;
  }
  hf-claim {
    scroll-margin-top: 8px;
  }
  @media (max-width: 640px) {
    .page {
      padding: 16px 16px 40px;
    }
    h1 {
      font-size: 32px;
      line-height: 38px;
    }
  }
  @media print {
    nav,
    .row {
      display: none;
    }
  }
`;
