import { css } from 'lit';

export const stripStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 28px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }
  .legend b {
    display: inline-block;
    min-width: 52px;
    margin-left: 4px;
    font-weight: 650;
  }
  .sample {
    margin-right: 5px;
    vertical-align: 1px;
  }
  .line {
    fill: none;
  }
  .line.used {
    stroke: var(--cpu);
  }
  .line.processor {
    stroke: var(--unfit);
  }
  .line.process {
    stroke: var(--process);
  }
  .line.guess {
    stroke: var(--guess);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-top: 6px;
  }
  .mark {
    margin-right: 6px;
    vertical-align: -2px;
  }
  .hatch {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.1;
  }
  .wait {
    fill: var(--unfit);
    fill-opacity: 0.3;
  }
  .dot {
    fill: var(--unfit);
  }
  .lost {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.3;
  }
  .tick.busy {
    fill: var(--net);
  }
  .tick.idle {
    fill: var(--soft);
  }
  .tick.false,
  .tick.false-idle {
    fill: none;
    stroke: var(--unfit);
    stroke-width: 1.3;
  }
`;
