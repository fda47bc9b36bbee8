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

/** Choices that fold away where a view is narrow, notices with something to do, the place of what is still to come. */
export const viewStyles = css`
  ${noticeStyles}
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
    .away > summary {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 48px;
      cursor: pointer;
      font-size: 14px;
    }
    .away > summary::before {
      content: '';
      flex: none;
      width: 7px;
      height: 7px;
      border: solid var(--soft);
      border-width: 0 1.5px 1.5px 0;
      transform: rotate(-45deg);
    }
    .away[open] > summary::before {
      transform: rotate(45deg);
    }
  }
`;
