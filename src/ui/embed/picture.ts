import { html, nothing, svg, type TemplateResult } from 'lit';
import { guestFill } from '../parts/timeline/guest-colours';
import { levelsOf } from '../parts/timeline/paint-more';
import type { Span, TickMark, TimelineGroup, TimelineRow, Window } from '../parts/timeline/rows';
import { summary } from '../parts/timeline/words';
import { scaleMarks } from '../meter/pictures';

/** Heights of the parts of a row, px. */
const SIZE = { label: 17, span: 16, mark: 16, stack: 34, lines: 120, gap: 6, axis: 20 } as const;

const rowHeight = ({ spans, marks, stack, lines }: TimelineRow): number =>
  stack ? SIZE.stack : lines ? SIZE.lines : spans ? SIZE.span : marks ? SIZE.mark : 0;

/**
 * Rows of time as one drawing: what timelines of the page show, without their keys and buttons.
 * @param moment what comes after it is covered, ms; left out: nothing is
 */
export function timePicture(
  groups: readonly TimelineGroup[],
  window: Window,
  width: number,
  moment = window.to,
): TemplateResult {
  const { from, to } = window;
  const x = (at: number) => ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * width;
  const rows = groups.flatMap((group) => group.rows);
  const tops: number[] = [];
  let height = 0;
  for (const row of rows) {
    tops.push(height + SIZE.label);
    height += SIZE.label + rowHeight(row) + SIZE.gap;
  }
  const marks = scaleMarks(from, to, Math.max(2, Math.floor(width / 110)));
  return html`<svg
    width=${width}
    height=${height + SIZE.axis}
    role="img"
    aria-label=${summary(groups, window)}
  >
    <defs>
      <pattern id="ready" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5"></path>
      </pattern>
      <pattern id="costop" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M1.5 0V6M4.5 0V6M0 3H6"></path>
      </pattern>
    </defs>
    ${marks.map((at) => svg`<path class="hair" d="M${x(at)} 0V${height}"></path>`)}
    ${rows.map((row, r) => drawRow(row, tops[r], x, window, width, moment))}
    ${
      moment < to
        ? svg`<rect class="cover" x=${x(moment)} width=${width - x(moment)} height=${height}></rect>
          <path class="moment" d="M${x(moment)} 0V${height}"></path>`
        : nothing
    }
    ${rows.map((row, r) => svg`<text x="0" y=${tops[r] - 5}>${row.label}</text>`)}
    ${marks.map(
      (at) =>
        svg`<text x=${x(at)} y=${height + 14} text-anchor=${at <= from ? 'start' : x(at) > width - 30 ? 'end' : 'middle'}>${at} ms</text>`,
    )}
  </svg>`;
}

type Across = (at: number) => number;

function drawRow(
  { spans = [], marks = [], stack = [], lines }: TimelineRow,
  top: number,
  x: Across,
  { from, to }: Window,
  width: number,
  moment: number,
) {
  const inSight = (start: number, end: number) => end > from && start < to;
  const levels = levelsOf(stack);
  const size = Math.min(8, SIZE.stack / (1 + Math.max(0, ...levels)));
  return svg`${spans.filter((each) => inSight(each.from, each.to)).map((each) => drawSpan(each, top, x))}
    ${marks.filter(({ at }) => inSight(at, at + 1e-9)).map((each) => drawMark(each, top, x(each.at)))}
    ${stack.map(
      (each, i) =>
        svg`<rect class="pending" x=${x(each.from)} y=${top + SIZE.stack - (levels[i] + 1) * size} width=${Math.max(1.5, x(Math.min(each.to, Math.max(each.from, moment))) - x(each.from))} height=${size * 0.75}></rect>`,
    )}
    ${lines ? drawLines(lines, top, x, width) : nothing}`;
}

function drawSpan({ kind, tone = 0, from, to }: Span, top: number, x: Across) {
  const [left, wide] = [x(from), Math.max(0.3, x(to) - x(from))];
  const box = (fill: string, y: number, height: number) =>
    svg`<rect fill=${fill} x=${left} y=${top + y} width=${wide} height=${height}></rect>`;
  switch (kind) {
    case 'run':
      return box(guestFill(tone), 0, SIZE.span);
    case 'burnt':
      return [0, 7, 14].map((y) => box(guestFill(tone), y, 2));
    case 'wait':
      return svg`<rect class="waits" x=${left} y=${top + 7.5} width=${wide} height="1"></rect>`;
    default:
      return svg`<rect class="track" x=${left} y=${top + 2} width=${wide} height="12"></rect>${box(
        kind === 'ready' ? 'url(#ready)' : 'url(#costop)',
        2,
        12,
      )}`;
  }
}

/** A span in a legend, 22 px wide; the patterns are those of the picture beside it. */
export const spanSample = (kind: Span['kind'], tone = 0) =>
  drawSpan({ kind, from: 0, to: 22, tone }, -1, (at) => at);

/** A mark in a legend, in the middle of 10 px. */
export const markSample = (kind: TickMark['kind']) => drawMark({ kind, at: 0 }, -1, 5);

function drawMark({ kind }: TickMark, top: number, at: number) {
  if (kind === 'lost') return svg`<path class="lost" d="M${at - 3} ${top + 6}l6 6m0 -6l-6 6"></path>`;
  const wide = kind === 'false' ? 3 : kind === 'false-idle' ? 1 : 2;
  return svg`<rect class="tick ${kind}" x=${at - wide / 2} y=${top + 0.5} width=${wide} height="14"></rect>`;
}

function drawLines(
  { series, most, unit }: NonNullable<TimelineRow['lines']>,
  top: number,
  x: Across,
  width: number,
) {
  const y = (value: number) => top + SIZE.lines - 1 - (value / most) * (SIZE.lines - 12);
  return svg`${[0, 0.5, 1].map(
    (part) => svg`<path class="hair" d="M0 ${y(part * most)}H${width}"></path>
      ${part ? svg`<text x="2" y=${y(part * most) + 13}>${Number((part * most).toPrecision(3))} ${unit}</text>` : nothing}`,
  )}
  ${series.map(({ kind, points, steps }) => {
    const path = points.map(([at, value], i) =>
      i === 0
        ? `M${x(at).toFixed(1)} ${y(value).toFixed(1)}`
        : `${steps ? `H${x(at).toFixed(1)}V` : `L${x(at).toFixed(1)} `}${y(value).toFixed(1)}`,
    );
    return svg`<path class="line ${kind}" d=${path.join('')}></path>`;
  })}`;
}
