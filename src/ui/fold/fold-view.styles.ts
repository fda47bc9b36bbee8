import { css } from 'lit';

export const foldStyles = css`
  :host {
    --side: clamp(340px, 32%, 470px);
  }
  .estate-inner {
    position: sticky;
    top: 0;
    max-height: 100vh;
    overflow-y: auto;
    overscroll-behavior: auto;
    padding: 20px 20px 28px 28px;
    scrollbar-width: thin;
    container-type: inline-size;
  }
  hf-intake {
    display: block;
    margin-bottom: 14px;
  }
  .about {
    margin: 0 0 8px;
    font-size: 13px;
    line-height: 19px;
    color: var(--soft);
  }
  .about b {
    color: var(--ink);
    font-weight: 650;
  }
  .top {
    align-items: end;
  }
  .bought {
    flex: 1 1 420px;
    min-width: 0;
  }
  hf-basis {
    display: block;
    /* The range over the overheads comes last: its words have their place before. */
    min-height: 48px;
    margin-top: 4px;
  }
  .bought .notice {
    margin: 10px 0 4px;
  }
  /* What comes after the first answer has its place from the beginning. */
  hf-overhead:not(:defined),
  hf-course:not(:defined) {
    display: block;
    min-height: 190px;
  }
  .stale {
    filter: grayscale(1) opacity(0.45);
    transition: filter 0.15s 0.2s;
  }
  hf-policies:not(:defined) {
    width: 310px;
    height: 96px;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 14px 40px;
    max-width: 100%;
  }
  .under {
    display: grid;
    grid-template-columns: minmax(0, 1.6fr) minmax(300px, 1fr);
    gap: 18px 32px;
    margin-top: 18px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-bottom: 10px;
  }
  .head h2 {
    margin-right: auto;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: 14px;
    grid-auto-flow: dense;
  }
  hf-host {
    /* Its place is held before it is drawn: a strip for each resource, and two lines of guests where it is narrow. */
    min-height: calc(248px + 24px * var(--resources));
  }
  /* Hundreds must not be laid out for the few in sight. */
  hf-host:nth-child(n + 25) {
    content-visibility: auto;
    contain-intrinsic-size: auto calc(296px + 24px * var(--resources));
  }
  @media print {
    /* What can be opened, chosen or dropped stands whole in hf-paper. */
    .choices,
    .side,
    .notes,
    .head .button,
    .notice .link,
    .more-hosts {
      display: none;
    }
    .columns {
      display: block;
    }
    /* Paper holds no plan that is not of the files and choices of now. */
    .stale {
      display: none;
    }
    .grid {
      grid-template-columns: 1fr 1fr;
    }
    hf-host:nth-child(n) {
      min-height: 0;
      content-visibility: visible;
      break-inside: avoid;
    }
  }
  .more-hosts {
    margin-top: 14px;
  }
  .notes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
    align-items: start;
    gap: 14px;
    margin-top: 14px;
  }
  .placeholder {
    /* As high as the sample's answer, at each width. */
    min-height: 430px;
  }
  .left-out {
    margin-top: 10px;
    font-size: 13px;
    line-height: 19px;
    color: var(--soft);
  }
  :host([wide]) .columns {
    display: block;
  }
  :host([wide]) .side {
    border-right: 0;
    border-bottom: 1px solid var(--hairline);
  }
  :host([wide]) .estate-inner {
    position: static;
    max-height: none;
    padding-right: 28px;
  }
  @media (max-width: 1280px) {
    .estate-inner {
      padding-right: 12px;
    }
    .under {
      grid-template-columns: minmax(0, 1fr);
    }
    .under hf-course {
      order: -1;
    }
  }
  @media (max-width: 900px) {
    .estate-inner {
      position: static;
      max-height: none;
    }
    .away > summary span:not(.chip) {
      flex: 1 1 160px;
      line-height: 20px;
      color: var(--soft);
    }
    .choices > summary {
      flex-wrap: wrap;
      padding: 6px 0;
      gap: 2px 10px;
    }
    .estate-inner,
    :host([wide]) .estate-inner {
      padding-left: 16px;
      padding-right: 16px;
    }
  }
  @media (max-width: 640px) {
    hf-basis {
      min-height: 96px;
    }
    .placeholder {
      min-height: 880px;
    }
  }
`;
