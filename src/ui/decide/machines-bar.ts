import { css, html, nothing, svg } from 'lit';
import { PLATFORMS } from '../../estate/platforms';
import type { ProfileId } from '../../overhead/profiles';
import type { MachinesToBuy } from '../../placement/answer';
import { count, many } from '../text/format';

const KEY = [
  ['hosts', 'hosts'],
  ['spare', 'to spare'],
  ['own', 'machines of servers that stay as they are'],
  ['none', 'without room'],
] as const;

export const machinesStyles = css`
  .bar {
    display: block;
    width: 100%;
    height: 14px;
    min-width: 90px;
    max-width: 260px;
  }
  rect {
    stroke: var(--card);
    stroke-width: 1;
  }
  .hosts {
    fill: var(--cpu);
  }
  .spare {
    fill: var(--band-4);
  }
  .own {
    fill: var(--vcpu);
  }
  .none {
    fill: var(--unfit);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0 0 8px;
    padding: 0;
    list-style: none;
    font-size: 13px;
    color: var(--soft);
  }
  .key svg {
    width: 12px;
    height: 12px;
    margin-right: 5px;
    vertical-align: -1px;
  }
  @media (forced-colors: active) {
    .bar,
    .key svg {
      forced-color-adjust: none;
    }
  }
`;

/** What the parts of such a bar are. */
export const machinesKey = () =>
  html`<ul class="key" aria-hidden="true">
    ${KEY.map(
      ([kind, what]) =>
        html`<li>
          <svg><rect class=${kind} width="12" height="12"></rect></svg>${what}
        </li>`,
    )}
  </ul>`;

/** All that is to be bought as one bar. @param most machines that fill it */
export function machinesBar(machines: MachinesToBuy, most: number) {
  const parts = [
    ['hosts', machines.carrying],
    ['spare', machines.spare ?? 0],
    ['own', machines.native],
    ['none', machines.unplaced],
  ] as const;
  let before = 0;
  return html`<svg class="bar" aria-hidden="true">
    ${parts.map(([kind, n]) => {
      const x = (100 * before) / most;
      before += n;
      return n > 0
        ? svg`<rect class=${kind} x="${x}%" width="${(100 * n) / most}%" height="14"></rect>`
        : nothing;
    })}
  </svg>`;
}

/** `7 hosts, 1 to spare, 2 on their own`. */
export function machinesWords(machines: MachinesToBuy, profile: ProfileId): string {
  if (PLATFORMS[profile].oneEach) return 'each server on its own';
  const spare =
    machines.spare === null ? 'how many to spare is not known' : `${count(machines.spare)} to spare`;
  return [
    many(machines.carrying, 'host'),
    spare,
    ...(machines.native ? [`${count(machines.native)} on their own`] : []),
    ...(machines.unplaced ? [`${count(machines.unplaced)} without room`] : []),
  ].join(', ');
}
