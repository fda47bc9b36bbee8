import { css } from 'lit';

export const meterStyles = css`
  .step span {
    margin-right: 3px;
    color: var(--soft);
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
  .meters {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 4px 14px;
    margin: 4px 0 8px;
  }
  .going {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 32px;
  }
  .own {
    min-height: 330px;
    margin-top: 14px;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 14px;
    margin-top: 14px;
  }
  /* What is drawn in them takes the height that the card beside them has. */
  .many,
  .looks {
    display: flex;
    flex-direction: column;
  }
  .many {
    min-height: 350px;
  }
  .many .heading {
    align-items: start;
    margin-bottom: 0;
  }
  hf-meter-histogram,
  hf-meter-lengths {
    flex: 1 1 auto;
  }
  /* What is of the setting before, until the next is there. */
  .stale {
    opacity: 0.35;
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
  @media (max-width: 1180px) {
    .first {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 860px) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 640px) {
    .page {
      padding: 18px 16px 40px;
    }
  }
`;
