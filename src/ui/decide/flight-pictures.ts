import { css, html, nothing, svg } from 'lit';
import type { HostFlight } from '../../decide/flight/fly-host';
import type { RatioPoint } from '../../decide/flight/ratio';
import type { FlownRange } from '../../decide/flight/span';
import { count, percent } from '../text/format';

export const flightStyles = css`
  :host {
    container-type: inline-size;
  }
  .range {
    display: block;
    width: 100%;
    min-width: 90px;
    height: 14px;
  }
  .wide {
    width: 28%;
    vertical-align: middle;
  }
  .track {
    fill: var(--sunk);
  }
  .spread {
    fill: var(--cpu);
  }
  .tick {
    stroke: var(--ink);
    stroke-width: 2;
  }
  .limit {
    stroke: var(--unfit);
    stroke-width: 1.5;
    stroke-dasharray: 3 2;
  }
  .asked th,
  .asked .number {
    font-weight: 650;
  }
  /* As lines of a card they are as long as what they say. */
  @media (max-width: 640px) {
    .number {
      white-space: normal;
    }
  }
  .link {
    text-align: left;
  }
  .link,
  .guest {
    overflow-wrap: anywhere;
  }
  .host {
    min-width: 22ch;
  }
  .label {
    display: none;
  }
  small {
    display: block;
    font-size: 12px;
    line-height: 17px;
    color: var(--soft);
  }
  h3 {
    margin: 18px 0 4px;
  }
  .ratios {
    max-width: 720px;
  }
  @media (forced-colors: active) {
    .range {
      forced-color-adjust: none;
    }
  }
`;

/** From the lowest to the highest, a tick at the likeliest. @param top what the whole width is */
export function rangeBar({ low, high, mean }: FlownRange, top: number, limit: number | null = null) {
  const x = (value: number) => `${Math.min(100, (100 * value) / top)}%`;
  if (Number.isNaN(low)) return nothing;
  const line = (at: number, kind: string) => svg`<line class=${kind} x1=${x(at)} x2=${x(at)} y2="14"></line>`;
  return html`<svg class="range" aria-hidden="true">
    ${svg`<rect class="track" width="100%" height="14"></rect>
    <rect class="spread" x=${x(low)} width=${`${Math.max(0.6, Math.min(100, (100 * (high - low)) / top))}%`} y="3" height="8"></rect>
    ${Number.isNaN(mean) ? nothing : line(mean, 'tick')}
    ${limit === null || limit > top ? nothing : line(limit, 'limit')}`}
  </svg>`;
}

/** `0.2 to 4.1`: from and to, times a scale; `–` where nothing was measured. */
export function rangeWords({ low, high }: FlownRange, scale = 1, places = 1): string {
  if (Number.isNaN(low)) return '–';
  const [from, to] = [low, high].map((value) => (scale * value).toFixed(places).replace('-', '−'));
  return from === to ? from : `${from} to ${to}`;
}

/** The guest of a host whose figure is highest, as a range. */
export function worstOf(
  { guests }: HostFlight,
  pick: (guest: HostFlight['guests'][number]) => FlownRange,
): { readonly guest: string; readonly range: FlownRange } | null {
  const known = guests.filter((guest) => !Number.isNaN(pick(guest).high));
  if (known.length === 0) return null;
  const worst = known.reduce((a, b) => (pick(b).high > pick(a).high ? b : a));
  return { guest: worst.guest, range: pick(worst) };
}

/** Virtual processors for each core that are asked for most. */
const ASKED = 4;

/** What ready do so many virtual processors for each core give, for this estate? */
export function ratioPicture(points: readonly RatioPoint[], own: readonly HostFlight[], cores: number) {
  if (points.length === 0) return nothing;
  const top = Math.max(0.01, ...points.map(({ ready }) => ready.high));
  const ratios = own.map(({ vcpusPerCore }) => vcpusPerCore);
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((value) => value.toFixed(1));
  return html`<section aria-label="Ready against virtual processors for each core">
    <h3>What ready does 4:1 give, for this estate?</h3>
    <table class="ratios">
      <caption>
        Hosts of ${count(cores)} cores filled with these servers as they are drawn, at their busiest moment,
        whatever else a host must keep.
        ${own.length > 0 ? `The hosts of this plan have ${least === most ? least : `${least} to ${most}`} for each core.` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">vCPUs for each core</th>
          <th scope="col"><span class="unseen">Picture</span></th>
          <th scope="col" class="number">Ready, % of their time</th>
          <th scope="col" class="number">Load asked for</th>
        </tr>
      </thead>
      <tbody>
        ${points.map(
          ({ ratio, ready, load }) =>
            html`<tr class=${ratio === ASKED ? 'asked' : ''}>
              <th scope="row">${ratio}:1</th>
              <td class="wide">${rangeBar(ready, top)}</td>
              <td class="number">
                <span class="label">Ready, % of their time: </span>${rangeWords(ready, 100)}
              </td>
              <td class="number"><span class="label">Load asked for: </span>${percent(load.mean)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
