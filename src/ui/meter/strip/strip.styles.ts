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
  path.lost {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.3;
  }
  .line {
    fill: none;
    stroke-width: 2.2;
    stroke-linejoin: round;
  }
  .line.used {
    stroke: var(--cpu);
  }
  .line.alone {
    stroke: var(--soft);
    stroke-width: 1.6;
    stroke-dasharray: 5 4;
  }
  .line.shown {
    stroke: var(--unfit);
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
  .legend i {
    display: inline-block;
    width: 20px;
    margin-right: 8px;
    border-top: 3px solid var(--cpu);
    vertical-align: 4px;
  }
  .legend .alone i {
    border-top: 2px dashed var(--soft);
  }
  .legend .shown i {
    border-color: var(--unfit);
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
  .key span {
    display: inline-block;
    width: 7px;
    height: 7px;
    margin: 0 6px 0 14px;
    vertical-align: 0;
  }
  .key span:first-child {
    margin-left: 0;
  }
  .key .true {
    background: var(--net);
  }
  .key .true.idle {
    width: 3px;
  }
  .key .false {
    border: 1.5px solid var(--unfit);
  }
  .key .lost {
    position: relative;
  }
  .key .lost::before,
  .key .lost::after {
    content: '';
    position: absolute;
    inset: 3px -1px auto;
    border-top: 1.5px solid var(--soft);
    transform: rotate(45deg);
  }
  .key .lost::after {
    transform: rotate(-45deg);
  }
`;
