import { css } from 'lit';

export const correctionStyles = css`
  .sources,
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 22px;
    margin: 10px 0;
    align-items: end;
  }
  /* What is wrong with one of them stands beneath it, and the others stay where they are. */
  .fields {
    align-items: start;
  }
  .fields .buttons {
    margin-top: 18px;
  }
  .source {
    min-width: 0;
    max-width: min(100%, 340px);
  }
  .source label {
    display: block;
    margin-bottom: 2px;
  }
  code {
    font-size: 12px;
  }
  .answer {
    margin: 10px 0 6px;
    min-height: 34px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 6px 20px;
  }
  .big {
    font-size: 26px;
    line-height: 34px;
    font-weight: 700;
    color: var(--accent);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
  }
  .findings {
    margin: 10px 0 0;
    padding: 0;
    list-style: none;
  }
  .findings li {
    margin-top: 4px;
    padding: 6px 10px;
    border-radius: var(--radius-small);
    background: var(--guess-wash);
    color: var(--guess);
    overflow-wrap: anywhere;
  }
`;
