import { svg, type SVGTemplateResult } from 'lit';
import type { Figure } from '../../../dispatch/figure';
import { halfInterval } from '../../../decide/sweep/run';

/** Size of a picture in its own units. */
const BOX = { width: 340, height: 168, left: 40, right: 10, top: 8, foot: 22 } as const;
/** Least distance of two marks of the axis below. */
const APART = 30;

/** One point of a curve, in the unit of its picture. */
export interface ChartPoint {
  readonly value: number;
  /** null: no such host, or nothing to measure. */
  readonly figure: Figure | null;
  readonly replications: number;
  readonly theory: number | null;
}

/** How a picture of a sweep is laid out: positions of values, and the marks of both axes. */
interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly marks: readonly number[];
}

function scalesOf(points: readonly ChartPoint[], log: boolean): Scales {
  const along = (value: number) => (log ? Math.log(value) : value);
  const [first, last] = [along(points[0].value), along(points.at(-1)!.value)];
  const { left, right, width, height, top, foot } = BOX;
  const across = width - right - left - 12;
  const most = Math.max(
    1e-9,
    ...points.flatMap(({ figure, replications, theory }) => [
      figure && Number.isFinite(figure.mean) ? figure.mean + half(figure, replications) : 0,
      theory ?? 0,
    ]),
  );
  const step = stepOf(most);
  const end = Math.ceil(most / step - 1e-9) * step;
  return {
    x: (value) => left + 6 + (last > first ? (along(value) - first) / (last - first) : 0.5) * across,
    y: (value) => height - foot - (value / end) * (height - foot - top),
    marks: Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step),
  };
}

/** Half of the interval of a point; nothing where its error is not known. */
function half(figure: Figure, replications: number): number {
  return Number.isFinite(figure.se) ? halfInterval(figure, replications) : 0;
}

function stepOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [0.2, 0.25, 0.5, 1, 2].map((n) => n * power).find((n) => most / n <= 4.2) ?? 2 * power;
}

/** A curve over a field: points with 95 % intervals, the closed form as a thin line, the present value marked. */
export function sweepChart(
  points: readonly ChartPoint[],
  now: number | null,
  log: boolean,
  open: (value: number) => void,
): SVGTemplateResult {
  const { x, y, marks } = scalesOf(points, log);
  const { left, right, width, height, foot, top } = BOX;
  const floor = height - foot;
  const seen = points.filter(({ figure }) => figure && Number.isFinite(figure.mean));
  const line = (list: readonly (readonly [number, number])[]) =>
    list.map(([value, level], i) => `${i ? 'L' : 'M'}${x(value).toFixed(1)} ${y(level).toFixed(1)}`).join('');
  const known = points.filter(({ theory }) => theory !== null);
  return svg`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${marks.map(
      (mark) =>
        svg`<line class="grid" x1=${left} x2=${width - right} y1=${y(mark)} y2=${y(mark)}></line>
          <text x=${left - 5} y=${y(mark) + 4} text-anchor="end">${Number(mark.toPrecision(6))}</text>`,
    )}
    ${now === null ? '' : svg`<line class="now" x1=${x(now)} x2=${x(now)} y1=${top} y2=${floor}></line>`}
    ${labelled(points, x).map(
      (value) => svg`<text x=${x(value)} y=${height - 5} text-anchor="middle">${value}</text>`,
    )}
    <path class="curve" d=${line(seen.map(({ value, figure }) => [value, figure!.mean]))}></path>
    ${known.length ? svg`<path class="theory" d=${line(known.map(({ value, theory }) => [value, theory!]))}></path>` : ''}
    ${seen.map(({ value, figure, replications }) => {
      const off = half(figure!, replications);
      const at = y(figure!.mean);
      return svg`<line class="interval" x1=${x(value)} x2=${x(value)} y1=${y(figure!.mean + off)} y2=${y(Math.max(0, figure!.mean - off))}></line>
        <circle class=${value === now ? 'point present' : 'point'} cx=${x(value)} cy=${at} r=${value === now ? 4.5 : 3}></circle>`;
    })}
    ${points.map(
      ({ value }) =>
        svg`<rect class="hit" x=${x(value) - 11} y=${top} width="22" height=${floor - top} @click=${() => open(value)}><title>Open its timeline: ${value}</title></rect>`,
    )}
  </svg>`;
}

/** The values that are written under the axis: as many as there is room for. */
function labelled(points: readonly ChartPoint[], x: (value: number) => number): readonly number[] {
  const shown: number[] = [];
  for (const { value } of points)
    if (shown.length === 0 || x(value) - x(shown.at(-1)!) >= APART) shown.push(value);
  return shown;
}
