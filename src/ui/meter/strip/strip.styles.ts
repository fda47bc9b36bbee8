import { css } from 'lit';

export const stripStyles = css`
  .frame {
    position: relative;
  }
  .scroll {
    overflow-x: auto;
  }
  .names {
    position: absolute;
    inset: 0 auto auto 0;
    overflow: visible;
    pointer-events: none;
  }
  .ground {
    fill: var(--card);
  }
  svg {
    display: block;
  }
  text {
    font-size: 12px;
    fill: var(--soft);
  }
  .name {
    font-size: 13px;
  }
  .grid {
    stroke: var(--hairline);
  }
  .wants {
    fill: var(--band-rest);
  }
  .idle {
    fill: var(--free);
  }
  .has {
    fill: var(--cpu);
  }
  .tick.true {
    fill: var(--net);
  }
  .tick.false {
    fill: var(--card);
    stroke: var(--unfit);
    stroke-width: 1.3;
  }
  .late {
    fill: none;
    stroke: var(--unfit);
    stroke-opacity: 0.45;
  }
  .lost {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.3;
  }
  .now {
    stroke: var(--ink);
  }
  .hand {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-top: 8px;
  }
  .hand input {
    flex: 1;
    min-width: 80px;
    margin: 0;
  }
  .at {
    min-width: 62px;
    color: var(--soft);
  }
  .hand .button {
    min-width: 72px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 28px;
    margin: 10px 0 0;
    padding: 0;
    list-style: none;
  }
  .legend b {
    display: inline-block;
    min-width: 58px;
    margin-left: 4px;
    font-weight: 650;
  }
  .key {
    margin-top: 6px;
  }
  .key svg {
    display: inline-block;
    width: 9px;
    height: 12px;
    margin: 0 5px 0 14px;
    vertical-align: -1px;
  }
  .key svg:first-child {
    margin-left: 0;
  }
`;
