import { css } from 'lit';

/** What a view has to say of an address or a failure, above all else. */
export const noticeStyles = css`
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
`;

/**
 * The views of two columns: choices above, which fold away where the view is narrow; on one side what is worked on, as
 * wide as `--side`; beside it the answer, its pictures beneath it; notices with something to do; the place of what is
 * still to come.
 */
export const viewStyles = css`
  ${noticeStyles}
  .choices {
    padding: 12px 28px;
    border-bottom: 1px solid var(--hairline);
  }
  .columns {
    display: grid;
    grid-template-columns: var(--side) minmax(0, 1fr);
    grid-template-rows: auto 1fr;
    align-items: start;
  }
  .answer,
  .pictures {
    grid-column: 2;
    padding: 22px 28px 0;
  }
  .pictures {
    padding-bottom: 48px;
  }
  .side {
    grid-column: 1;
    grid-row: 1 / span 2;
    align-self: stretch;
    border-right: 1px solid var(--hairline);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 16px 40px;
  }
  .away > summary {
    display: none;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .placeholder h1 {
    font-size: 40px;
    line-height: 46px;
  }
  @media (max-width: 900px) {
    .columns {
      display: block;
    }
    .side {
      border-right: 0;
    }
    .choices {
      padding: 0 16px;
    }
    .choices > :last-child {
      padding-bottom: 16px;
    }
    .answer,
    .pictures {
      padding-left: 16px;
      padding-right: 16px;
    }
    .away > summary {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 48px;
      padding-left: 0;
      font-size: 14px;
    }
    .away > summary::before {
      margin: 0 0 0 1px;
    }
  }
`;
