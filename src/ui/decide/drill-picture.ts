import { css, html, nothing, svg } from 'lit';
import type { DrillLine } from '../../decide/drill';
import { crowd } from '../../estate/crowd';
import { many } from '../text/format';

/** What a failure comes to, told apart by mark and by colour. */
export const OUTCOMES = {
  holds: { mark: '●', words: 'all restart, nobody else moves' },
  moves: { mark: '◐', words: 'only if others move, too' },
  fails: { mark: '✕', words: 'no plan found for all' },
} as const;
type Outcome = keyof typeof OUTCOMES;

export function outcomeOf({ window, moving }: Pick<DrillLine, 'window' | 'moving'>): Outcome {
  return window.left.length === 0 ? 'holds' : moving ? 'moves' : 'fails';
}

export const drillStyles = css`
  .drill {
    overflow-x: auto;
    margin: 0 0 12px;
  }
  .drill svg {
    display: block;
    max-width: none;
  }
  .drill text {
    font-size: 11px;
    fill: var(--soft);
  }
  .drill .mark {
    text-anchor: middle;
    font-size: 13px;
  }
  .drill .in {
    text-anchor: middle;
    fill: var(--ink);
  }
  .drill rect {
    fill: var(--sunk);
    stroke: var(--card);
  }
  .drill .took {
    fill: var(--cpu);
  }
  .drill .head {
    text-anchor: middle;
  }
  .drill .side {
    text-anchor: end;
  }
  .drill .self {
    fill: var(--hairline);
  }
  .holds {
    color: var(--net);
    fill: var(--net) !important;
  }
  .moves {
    color: var(--guess);
    fill: var(--guess) !important;
  }
  .fails {
    color: var(--bad);
    fill: var(--bad) !important;
  }
  .outcomes {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 0 0 6px;
    padding: 0;
    list-style: none;
    font-size: 13px;
    color: var(--soft);
  }
`;

const CELL = 26;
const SIDE = 74;
const TOP = 20;
/** Hosts that a picture shows; more could not be told apart. */
const MOST = 40;

/** Who takes over whom, a row for each host that fails; of pairs, what becomes of each. */
export function drillPicture(lines: readonly DrillLine[], hosts: number, nameOf: (host: number) => string) {
  const all = hosts + lines[0].standby;
  const counts = { holds: 0, moves: 0, fails: 0 };
  for (const line of lines) counts[outcomeOf(line)]++;
  const key = html`<ul class="outcomes">
    ${(Object.keys(OUTCOMES) as Outcome[]).map(
      (id) =>
        html`<li>
          <span class=${id} aria-hidden="true">${OUTCOMES[id].mark}</span> ${many(counts[id], 'failure')}:
          ${OUTCOMES[id].words}
        </li>`,
    )}
  </ul>`;
  if (all > MOST) return key;
  const pairs = lines[0].failed.length > 1;
  const short = (h: number) => (h < hosts ? String(h + 1) : `+${h - hosts + 1}`);
  const columns = Array.from({ length: all }, (_, h) => h);
  const width = SIDE + (all + 1) * CELL + 4;
  const height = TOP + hosts * CELL + 2;
  const x = (h: number) => SIDE + h * CELL;
  const most = Math.max(1, ...lines.flatMap(({ window }) => [...perHost(window.placed).values()]));
  return html`${key}
    <div class="drill" role="region" aria-label="Who takes over whom" tabindex="0">
      <svg
        width=${width}
        height=${height}
        role="img"
        aria-label=${label(lines, (h) => (h < hosts ? nameOf(h) : `spare ${h - hosts + 1}`))}
      >
        ${columns.map((h) => svg`<text class="head" x=${x(h) + CELL / 2} y="13">${short(h)}</text>`)}
        ${Array.from(
          { length: hosts },
          (_, h) => svg`<text class="side" x=${SIDE - 8} y=${TOP + h * CELL + 17}>${nameOf(h)}</text>`,
        )}
        ${lines.map((line) => (pairs ? pairCell(line, x) : rowOf(line, columns, most, x)))}
      </svg>
    </div>`;
}

function rowOf(line: DrillLine, columns: readonly number[], most: number, x: (h: number) => number) {
  const [failed] = line.failed;
  const y = TOP + failed * CELL;
  const taken = perHost(line.window.placed);
  const outcome = outcomeOf(line);
  return svg`${columns.map((h) => {
    const n = taken.get(h) ?? 0;
    const side = Math.max(6, Math.sqrt(n / most) * (CELL - 4));
    return svg`<rect x=${x(h)} y=${y} width=${CELL} height=${CELL} class=${h === failed ? 'self' : ''}></rect>
      ${
        n > 0
          ? svg`<rect class="took" x=${x(h) + (CELL - side) / 2} y=${y + (CELL - side) / 2} width=${side} height=${side}></rect>`
          : nothing
      }
      ${h === failed ? svg`<text class="in" x=${x(h) + CELL / 2} y=${y + 17}>–</text>` : nothing}`;
  })}<text class="mark ${outcome}" x=${x(columns.length) + CELL / 2} y=${y + 18}>${OUTCOMES[outcome].mark}</text>`;
}

function pairCell(line: DrillLine, x: (h: number) => number) {
  const [a, b] = line.failed;
  const outcome = outcomeOf(line);
  return svg`<rect x=${x(b)} y=${TOP + a * CELL} width=${CELL} height=${CELL}></rect>
    <text class="mark ${outcome}" x=${x(b) + CELL / 2} y=${TOP + a * CELL + 18}>${OUTCOMES[outcome].mark}</text>`;
}

function perHost(placed: DrillLine['window']['placed']): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { to } of placed) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
}

/** Failures that a picture's label names. */
const NAMED = 8;

function label(lines: readonly DrillLine[], nameOf: (host: number) => string): string {
  const pairs = lines[0].failed.length > 1;
  const bad = lines.filter((line) => line.window.left.length > 0);
  const what = pairs
    ? 'Which pairs of hosts may fail'
    : 'Which hosts take over the guests of each host that fails';
  const names = (of: readonly DrillLine[], say: (line: DrillLine) => string) =>
    `${crowd(of.map(say), NAMED, '; ')}.`;
  if (bad.length > 0)
    return `${what}: guests are left without a place when these fail: ${names(bad, ({ failed }) => failed.map(nameOf).join(' and '))}`;
  const all = `${what}: all guests restart in every case.`;
  if (pairs) return all;
  const takers = ({ window }: DrillLine) =>
    [...perHost(window.placed)].map(([h, n]) => `${nameOf(h)} takes ${n}`).join(', ') ||
    'nobody had to restart';
  return `${all} ${names(lines, (line) => `Of ${nameOf(line.failed[0])} ${takers(line)}`)}`;
}
