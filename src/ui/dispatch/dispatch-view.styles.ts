import { css } from 'lit';

export const dispatchStyles = css`
  :host {
    --side: minmax(320px, 26%);
  }
  .pictures {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    padding-top: 0;
  }
  .side {
    padding: 20px 20px 28px 28px;
  }
  .side hf-experiment-json {
    margin-top: 22px;
  }
  .top {
    align-items: start;
  }
  .top hf-lab-headline {
    flex: 1 1 440px;
  }
  .top hf-readings {
    flex: none;
    max-width: 100%;
    padding-top: 8px;
  }
  hf-host-bar {
    margin-top: 14px;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
    align-items: start;
    gap: 14px;
  }
  .timeline-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 16px;
    margin-bottom: 6px;
  }
  .timeline-head h2 {
    margin-right: auto;
  }
  .beside {
    margin-top: 14px;
    padding-top: 10px;
    border-top: 1px solid var(--hairline);
  }
  .busy {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 32px;
    font-size: 13px;
    color: var(--soft);
  }
  .placeholder {
    min-height: 560px;
  }
  @media (max-width: 900px) {
    .columns {
      display: flex;
      flex-direction: column;
      align-items: stretch;
    }
    .side {
      order: 1;
      padding: 12px 16px 28px;
    }
    .away > summary span {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      color: var(--soft);
    }
    .pictures {
      padding-bottom: 20px;
    }
  }
`;
