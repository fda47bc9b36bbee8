import { css } from 'lit';

export const timelineStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin-bottom: 6px;
  }
  .readout {
    flex: 1 1 260px;
    min-height: 22px;
    font-size: 13px;
    line-height: 22px;
    color: var(--soft);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tools .button {
    min-height: 28px;
    min-width: 32px;
    padding: 2px 8px;
    font-size: 14px;
    line-height: 20px;
  }
  .picture {
    display: grid;
    grid-template-columns: fit-content(var(--timeline-names, 150px)) minmax(0, 1fr);
    column-gap: 12px;
  }
  .names {
    font-size: 13px;
    line-height: 20px;
  }
  .names div {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .head {
    height: 22px;
    line-height: 22px;
    color: var(--soft);
  }
  .row {
    height: 20px;
    margin-bottom: 6px;
  }
  .row.marks {
    height: 24px;
    line-height: 24px;
  }
  .row.both,
  .row.stack {
    height: 44px;
  }
  .row.stack {
    line-height: 44px;
  }
  .row.lines {
    height: 150px;
  }
  .tools select {
    min-height: 28px;
    padding: 1px 2px;
    font-size: 13px;
  }
  .stage {
    position: relative;
    cursor: grab;
    touch-action: pan-y;
    border-radius: 3px;
  }
  .stage.held {
    cursor: grabbing;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .cursor {
    position: absolute;
    top: 0;
    bottom: 20px;
    left: 0;
    width: 1.5px;
    background: var(--ink);
    pointer-events: none;
  }
  /* The handle: it can be taken hold of. */
  .cursor::before {
    content: '';
    position: absolute;
    top: -3px;
    left: -4.5px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--ink);
  }
  .cursor[hidden] {
    display: none;
  }
  details {
    margin-top: 6px;
    font-size: 13px;
    line-height: 20px;
  }
  summary {
    display: inline-block;
    min-height: 24px;
    color: var(--accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .tables {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    margin: 6px 0 10px;
  }
  caption {
    text-align: left;
    color: var(--soft);
  }
  th {
    font-weight: 400;
    text-align: left;
  }
  thead th {
    color: var(--soft);
  }
  th,
  td {
    padding: 2px 14px 2px 0;
    border-bottom: 1px solid var(--hairline);
    white-space: nowrap;
  }
  @media (max-width: 640px) {
    .readout {
      flex-basis: 100%;
      /* Two lines whatever is said, so that the picture stays where it is as the moment moves. */
      height: 44px;
      white-space: normal;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    .picture {
      --timeline-names: 96px;
      column-gap: 8px;
    }
  }
  @media (pointer: coarse) {
    .tools .button,
    .tools select {
      min-height: 40px;
      min-width: 40px;
    }
  }
`;
