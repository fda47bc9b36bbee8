import { css, html } from 'lit';
import type { MovesPlan } from '../../moves/plan';
import { many } from '../text/format';

/** Where each guest is before a wave, and which of them the wave moves. */
export interface WaveState {
  readonly host: string;
  readonly guests: readonly {
    readonly guest: string;
    readonly part: 'stays' | 'leaves' | 'arrives' | 'moved';
  }[];
}

/** Who is where while wave `w` runs (0: today, before the first): those that move are on both ends. */
export function stateAt(plan: MovesPlan, w: number): WaveState[] {
  const on = new Map(
    plan.placement.flatMap(({ guest, from }) => (from === null ? [] : [[guest, from] as const])),
  );
  const moved = new Set<string>();
  for (const { moves } of plan.waves.slice(0, Math.max(0, w - 1)))
    for (const { guest, to } of moves) {
      on.set(guest, to);
      moved.add(guest);
    }
  const now = new Map(w === 0 ? [] : (plan.waves[w - 1]?.moves ?? []).map((move) => [move.guest, move]));
  const guests = new Map(plan.hosts.map(({ name }) => [name, [] as WaveState['guests'][number][]]));
  for (const [guest, host] of on)
    guests.get(host)?.push({ guest, part: now.has(guest) ? 'leaves' : moved.has(guest) ? 'moved' : 'stays' });
  for (const { guest, to } of now.values()) guests.get(to)?.push({ guest, part: 'arrives' });
  return plan.hosts.map(({ name }) => ({ host: name, guests: guests.get(name) ?? [] }));
}

const WORDS = {
  stays: 'stays',
  leaves: 'moves away now',
  arrives: 'moves here now',
  moved: 'has moved',
} as const;
/** Side of a guest's mark, the gap after it, px, and the most marks in a row. */
const MARK = 8;
const GAP = 1;
const ROW = 36;

/** A row for each host, a mark for each guest: as many side by side as there is room for. */
export function wavePicture(states: readonly WaveState[]) {
  return html`<ul class="hosts">
    ${states.map(
      ({ host, guests }) =>
        html`<li>
          <span class="name" title=${host}>${host}</span>
          <span class="marks" role="img" aria-label=${label(host, guests)}
            >${guests.map(
              ({ guest, part }) =>
                html`<svg width=${MARK} height=${MARK}>
                  <rect class=${part} x="0.5" y="0.5" width=${MARK - 1} height=${MARK - 1} rx="1">
                    <title>${guest}: ${WORDS[part]}</title>
                  </rect>
                </svg>`,
            )}</span
          >
          <span class="number">${guests.length}</span>
        </li>`,
    )}
  </ul>`;
}

/** `esx1: 5 guests, 3 stay, 2 move away now`. */
function label(host: string, guests: WaveState['guests']): string {
  const parts = (['stays', 'leaves', 'arrives', 'moved'] as const).flatMap((part) => {
    const n = guests.filter((each) => each.part === part).length;
    return n > 0 ? [`${n} ${WORDS[part]}`] : [];
  });
  return `${host}: ${[many(guests.length, 'guest'), ...parts].join(', ')}`;
}

export const picture = css`
  .hosts {
    margin: 8px 0;
    padding: 0;
    list-style: none;
    max-width: 100%;
  }
  .hosts li {
    display: grid;
    grid-template-columns: minmax(0, 14ch) minmax(0, ${ROW * (MARK + GAP)}px) 4ch;
    gap: 8px;
    align-items: center;
    padding: 2px 0;
    font-size: 13px;
  }
  .hosts .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .hosts .marks {
    display: flex;
    flex-wrap: wrap;
    gap: ${GAP}px;
  }
  rect {
    fill: var(--hairline);
    stroke: var(--soft);
    stroke-width: 1;
  }
  rect.moved {
    fill: var(--cpu);
    stroke: var(--cpu);
  }
  rect.leaves {
    fill: none;
    stroke: var(--ink);
    stroke-dasharray: 2 1;
  }
  rect.arrives {
    fill: var(--ink);
    stroke: var(--ink);
  }
`;
