import { css, html, nothing, svg } from 'lit';
import type { SampleLine } from '../../decide/uncertain';
import { nearestRank } from '../../estate/statistics';
import { count, many, percent } from '../text/format';
import type { TornadoRow } from './tornado';

export const uncertaintyStyles = css`
  .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    align-items: start;
    gap: 18px 32px;
  }
  .pictures svg {
    display: block;
    width: 100%;
    height: 14px;
  }
  .pictures tbody th {
    min-width: 9ch;
    overflow-wrap: break-word;
  }
  /* On a phone a picture stands under what it is of. */
  @media (max-width: 640px) {
    .pictures tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      align-items: end;
    }
    .pictures tbody .wide {
      grid-row: 2;
      grid-column: 1 / -1;
      width: auto;
    }
    .pictures thead th:nth-child(2) {
      position: absolute;
    }
    .pictures .number {
      min-width: 8ch;
    }
  }
  .pictures .wide {
    width: 45%;
    vertical-align: middle;
  }
  .pictures th,
  .pictures td {
    padding-top: 3px;
    padding-bottom: 3px;
  }
  .part {
    fill: var(--cpu);
  }
  .over .part {
    fill: var(--band-4);
  }
  .track {
    fill: var(--sunk);
  }
  .stands th,
  .stands .number {
    font-weight: 650;
  }
  .spread {
    fill: var(--band-4);
  }
  .middle {
    fill: var(--band-2);
  }
  .tick {
    stroke: var(--ink);
    stroke-width: 2;
  }
  .full {
    stroke: var(--unfit);
    stroke-width: 1.5;
    stroke-dasharray: 3 2;
  }
`;

/** For each number of hosts, in what part of the draws it suffices. */
export function suffice(drawn: readonly SampleLine[], stands: number, failures: number) {
  const sorted = drawn.map(({ hosts }) => hosts).sort((a, b) => a - b);
  const [from, to] = [Math.min(sorted[0], stands), Math.max(sorted.at(-1)!, stands)];
  const rows = Array.from({ length: to - from + 1 }, (_, k) => {
    const hosts = from + k;
    return { hosts, share: sorted.filter((each) => each <= hosts).length / sorted.length };
  });
  return html`<section aria-label="How likely so many hosts suffice">
    <h3>How likely so many suffice</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Hosts${failures ? `, with ${count(failures)} to spare` : ''}</th>
          <th scope="col"><span class="unseen">Picture</span></th>
          <th scope="col" class="number">Suffice in</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ hosts, share }) =>
            html`<tr class="${hosts === stands ? 'stands' : ''} ${hosts > stands ? 'over' : ''}">
              <th scope="row">
                ${failures ? `${count(hosts)} + ${count(failures)}` : count(hosts)}${hosts === stands ? ', stands' : ''}
              </th>
              <td class="wide">
                <svg aria-hidden="true">
                  <rect class="track" width="100%" height="14"></rect>
                  <rect class="part" width="${100 * share}%" height="14"></rect>
                </svg>
              </td>
              <td class="number">${shareWords(share)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** A share that is there is never said to be none, nor one that is not whole to be all. */
function shareWords(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1 %';
  return share < 1 && share > 0.995 ? 'over 99 %' : percent(share);
}

/** What each figure alone can change, all others being at what is likely. */
export function tornado(rows: readonly TornadoRow[], stands: number) {
  if (rows.length === 0) return nothing;
  const needs = rows.flatMap(({ low, high }) => [low.need, high.need]);
  const [least, most] = [Math.min(...needs), Math.max(...needs)];
  const width = Math.max(1e-9, most - least);
  const at = (need: number) => (100 * (need - least)) / width;
  return html`<section aria-label="What drives the number">
    <h3>What drives it</h3>
    <table>
      <caption>
        One figure from the low to the high end of its range, the others as likely. Bars: hosts that the
        fullest moment fills, ${least.toFixed(1)} to ${most.toFixed(1)}; ${count(stands)} stand.
      </caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col"><span class="unseen">Picture</span></th>
          <th scope="col" class="number">Hosts, low to high</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ label, low, high }) => {
          const [from, to] = [Math.min(low.need, high.need), Math.max(low.need, high.need)];
          return html`<tr>
            <th scope="row">${label}</th>
            <td class="wide">
              <span class="unseen">${from.toFixed(1)} to ${to.toFixed(1)} filled</span>
              <svg aria-hidden="true">
                <rect class="track" width="100%" height="14"></rect>
                <rect
                  class="part"
                  x="${at(from)}%"
                  width="${Math.max(0.8, at(to) - at(from))}%"
                  height="14"
                ></rect>
              </svg>
            </td>
            <td class="number">
              ${low.hosts === high.hosts ? count(low.hosts) : `${count(low.hosts)} to ${count(high.hosts)}`}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}

/** Hosts that a picture shows; of more, the fullest. */
const MOST_HOSTS = 24;

/** How full each host of the plan becomes in its busiest hour. */
export function fan(drawn: readonly SampleLine[], names: readonly string[]) {
  const rows = names.map((name, h) => {
    const sorted = drawn.map(({ full }) => full[h]).sort((a, b) => a - b);
    const at = (part: number) => nearestRank(sorted, part);
    const over = sorted.filter((full) => full > 1).length / sorted.length;
    return { name, low: at(0.05), first: at(0.25), middle: at(0.5), third: at(0.75), high: at(0.95), over };
  });
  const shown = [...rows].sort((a, b) => b.high - a.high).slice(0, MOST_HOSTS);
  const top = Math.max(1.05, ...shown.map(({ high }) => high));
  const x = (full: number) => `${(100 * full) / top}%`;
  const wide = (from: number, to: number) => `${(100 * Math.max(0.004, to - from)) / top}%`;
  return html`<section aria-label="The busiest hour of each host">
    <h3>The busiest hour of each host</h3>
    <table>
      <caption>
        How full it is then, of what may be filled: 90 % of the draws, half of them, and the middle; dashed:
        full. ${rows.length > MOST_HOSTS ? `The ${MOST_HOSTS} fullest of ${many(rows.length, 'host')}.` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">Host</th>
          <th scope="col"><span class="unseen">Picture</span></th>
          <th scope="col" class="number">90 % of draws</th>
          <th scope="col" class="number">Too full in</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          ({ name, low, first, middle, third, high, over }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="wide">
                <span class="unseen"
                  >half of the draws ${percent(first)} to ${percent(third)}, middle ${percent(middle)}</span
                >
                <svg aria-hidden="true">
                  ${svg`<rect class="track" width="100%" height="14"></rect>
                  <rect class="spread" x=${x(low)} width=${wide(low, high)} y="4" height="6"></rect>
                  <rect class="middle" x=${x(first)} width=${wide(first, third)} y="2" height="10"></rect>
                  <line class="tick" x1=${x(middle)} x2=${x(middle)} y2="14"></line>
                  <line class="full" x1=${x(1)} x2=${x(1)} y2="14"></line>`}
                </svg>
              </td>
              <td class="number">${percent(low)} to ${percent(high)}</td>
              <td class="number">${shareWords(over)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
