import { html, nothing, svg, type TemplateResult } from 'lit';
import type { DaysKnown } from '../../decide/days-known';
import { shareWords, type Risk, type RiskPoint } from '../../decide/risk';

const HEIGHT = 260;
const LEFT = 60;
const RIGHT = 26;
const TOP = 18;
const BOTTOM = 40;
/** Between two numbers under the axis at least, px. */
const APART = 30;
/** Shares are drawn by their logarithm, from this to all; what is less is drawn at the foot. */
export const LEAST = 1e-5;

const height = (share: number): number =>
  HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (1 - Math.log(Math.max(share, LEAST)) / Math.log(LEAST));

/** The share of host-slots that stands so many pixels below the picture's top. */
export const shareAt = (y: number): number => LEAST ** ((y - TOP) / (HEIGHT - TOP - BOTTOM));

interface Hands {
  readonly down: (event: PointerEvent) => void;
  readonly move: (event: PointerEvent) => void;
  readonly up: () => void;
  readonly key: (event: KeyboardEvent) => void;
}

const SHARES = [1, 0.1, 0.01, 0.001, 0.0001];
/** Horizontal lines with their shares. */
const grid = (width: number) =>
  svg`${SHARES.map(
    (share) =>
      svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${height(share)} y2=${height(share)} /><text x=${LEFT - 6} y=${height(share) + 4} text-anchor="end">${shareWords(share)}</text>`,
  )}<text x=${LEFT - 6} y=${height(0) + 4} text-anchor="end">none</text>`;

/** Numbers under the axis, as many as there is room for. */
function under(numbers: readonly number[], across: (n: number) => number, what: string, width: number) {
  let last = -Infinity;
  const shown = numbers.filter((n) => {
    if (across(n) - last < APART) return false;
    last = across(n);
    return true;
  });
  return svg`${shown.map((n) => svg`<text x=${across(n)} y=${HEIGHT - 17} text-anchor="middle">${n}</text>`)}<text x=${(LEFT + width - RIGHT) / 2} y=${HEIGHT - 3} text-anchor="middle">${what}</text>`;
}

/**
 * Risk against hosts, with the tolerance as a slider; what is drawn beside that stands in the table too.
 * @param width px: letters keep their size
 */
export function drawRisk(
  risk: Risk,
  { width, tolerance, chosen }: { width: number; tolerance: number; chosen: number | null },
  hands: Hands,
): TemplateResult {
  const { curve, equalMeans, days, fewest } = risk;
  const first = curve[0].machines;
  const last = Math.max(first + 1, curve[curve.length - 1].machines);
  const inSight = ({ machines }: RiskPoint) => machines >= first && machines <= last;
  const across = (machines: number): number =>
    LEFT + 12 + ((width - LEFT - RIGHT - 24) * (machines - first)) / (last - first);
  const at = height(tolerance);
  const means = days > 1 ? equalMeans.filter(inSight) : [];
  const mark = (machines: number | null, name: string, up: number) => {
    const point = curve.find((each) => each.machines === machines);
    if (!point) return nothing;
    const [x, y] = [across(point.machines), height(point.over)];
    const end = x > width - RIGHT - 70;
    // Not on the line of the tolerance.
    const line = y - up - 4;
    const down = Math.abs(line - at) < 10 ? 28 : 0;
    return svg`<circle class=${name} cx=${x} cy=${y} r="8" /><text class="mark" x=${end ? x - 11 : x + 11} y=${Math.max(12, y - up + down)} text-anchor=${end ? 'end' : 'start'}>${name} ${point.machines}</text>`;
  };
  return html`<svg
    viewBox="0 0 ${width} ${HEIGHT}"
    width=${width}
    height=${HEIGHT}
    role="group"
    aria-label="Risk against hosts"
  >
    <g aria-hidden="true">
      ${grid(width)}
      ${under(
        curve.map(({ machines }) => machines),
        across,
        'hosts',
        width,
      )}
      ${line(means, 'means', across, 3)}${line(curve, 'own', across, 0)}
      ${risk.policies
        .filter((point) => point.policy !== 'peak-of-sums' && inSight(point))
        .map(
          (point) =>
            svg`<path class="policy" d="M${across(point.machines)} ${height(point.over) - 6}l6 6l-6 6l-6 -6z" />`,
        )}
      ${mark(fewest, 'proof', 10)}${mark(chosen, 'risk', fewest === chosen ? 24 : 10)}
    </g>
    <g
      class="tolerance"
      role="slider"
      tabindex="0"
      aria-label="Tolerance"
      aria-orientation="vertical"
      aria-valuemin="0.001"
      aria-valuemax="99"
      aria-valuenow=${Number((100 * tolerance).toPrecision(3))}
      aria-valuetext="${shareWords(tolerance)} of host-slots over capacity"
      @pointerdown=${hands.down}
      @pointermove=${hands.move}
      @pointerup=${hands.up}
      @pointercancel=${hands.up}
      @keydown=${hands.key}
      @keyup=${hands.up}
    >
      <rect x=${LEFT} y=${at - 14} width=${width - LEFT - RIGHT} height="28" />
      <line x1=${LEFT} x2=${width - RIGHT} y1=${at} y2=${at} />
      <circle cx=${width - RIGHT + 8} cy=${at} r="7" />
    </g>
  </svg>`;
}

/** What the first days would have bought, and how that did on the next: hosts stand beside each point. */
export function drawDays(
  rows: readonly DaysKnown[],
  { width, tolerance }: { width: number; tolerance: number },
): TemplateResult {
  const [first, last] = [rows[0].days, rows[rows.length - 1].days];
  const across = (days: number): number =>
    LEFT + 22 + ((width - LEFT - RIGHT - 44) * (days - first)) / Math.max(1, last - first);
  /** Numbers of those taken stand below their points, the fewest above; at the foot both above, one on the other. */
  const above = ({ taken, proof }: DaysKnown, buys: 'taken' | 'proof'): number => {
    const atFoot = taken !== null && height(taken.over) + 16 > HEIGHT - BOTTOM;
    if (buys === 'taken') return atFoot ? 8 : -16;
    return atFoot && proof !== null && height(taken.over) - height(proof.over) < 14 ? 22 : 8;
  };
  const placed = (buys: 'taken' | 'proof', name: string, aside: number) => {
    const there = rows.flatMap((row) => {
      const { [buys]: point } = row;
      return point ? [{ row, point }] : [];
    });
    const points = there.map(({ row, point }) => ({ ...point, machines: row.days }));
    return svg`${line(points, name, across, aside)}${there.map(
      ({ row, point }) =>
        svg`<text class="mark" x=${across(row.days) + aside} y=${Math.max(12, height(point.over) - above(row, buys))} text-anchor="middle">${point.machines}</text>`,
    )}`;
  };
  const at = height(tolerance);
  return html`<svg
    viewBox="0 0 ${width} ${HEIGHT}"
    width=${width}
    height=${HEIGHT}
    role="img"
    aria-label="Risk on the next day against days known, with the hosts that they would have bought: ${rows.map(said).join('; ')}."
  >
    ${grid(width)}
    ${under(
      rows.map(({ days }) => days),
      across,
      'days known',
      width,
    )}
    <g class="kept"><line x1=${LEFT} x2=${width - RIGHT} y1=${at} y2=${at} /></g>
    ${placed('proof', 'means', 3)}${placed('taken', 'own', 0)}
  </svg>`;
}

/** `2 days: 7 hosts, over in 0.1 %, the fewest 6, over in 4 %`. */
function said({ days, taken, proof }: DaysKnown): string {
  const of = (point: RiskPoint | null, none: string) =>
    point ? `${point.machines}, over in ${shareWords(point.over)}` : none;
  return `${days} known: hosts ${of(taken, 'not tried')}, the fewest ${of(proof, 'not tried')}`;
}

/** A curve with its standard errors. @param aside so far are these drawn beside those of another curve */
function line(
  points: readonly Pick<RiskPoint, 'machines' | 'over' | 'error'>[],
  name: string,
  across: (n: number) => number,
  aside: number,
) {
  const path = points.map(({ machines, over }) => `${across(machines) + aside},${height(over)}`).join(' ');
  return svg`<polyline class=${name} points=${path} />${points.map(({ machines, over, error }) => {
    const x = across(machines) + aside;
    return svg`<line class="${name} error" x1=${x} x2=${x} y1=${height(over + error)} y2=${height(over - error)} /><circle class="${name} dot" cx=${x} cy=${height(over)} r="3" />`;
  })}`;
}
