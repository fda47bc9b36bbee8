import { MARKS, type CoverageMap } from '../../../estate/coverage';
import { ROUGH_BELOW } from '../../../estate/statistics';
import { shortened } from '../../parts/long-name';
import { axis } from '../../text/time';

/** Height of a server's line, of the axis above, width of the signs behind, px. */
export const ROW = 16;
export const TIME_AXIS = 20;
export const SIGNS = 34;

/** Colours as the page has them now. */
export interface Colours {
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly card: string;
  readonly measured: string;
  readonly wash: string;
  readonly focus: string;
}

/** What is drawn: some lines of a map, from one on. */
export interface DrawnCoverage {
  readonly map: CoverageMap;
  /** Rows of the map in the order in which they are shown. */
  readonly order: readonly number[];
  /** How far it is scrolled, px. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Width of the names, px. */
  readonly names: number;
  /** The place that is looked at: a line of `order` and a part; null: none. */
  readonly cursor: { readonly line: number; readonly part: number } | null;
}

type Context = CanvasRenderingContext2D;

/** Draws the lines in sight, and the time above them. */
export function draw(context: Context, drawn: DrawnCoverage, colours: Colours): void {
  const { map, order, top, width, height, names, cursor } = drawn;
  context.clearRect(0, 0, width, height);
  const room = width - names - SIGNS;
  const grid = { start: map.from, step: map.to - map.from, slots: 1, align: 'wall' } as const;
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  const first = Math.max(0, Math.floor(top / ROW));
  const last = Math.min(order.length, Math.ceil((top + height - TIME_AXIS) / ROW));
  for (let line = first; line < last; line++) {
    const y = TIME_AXIS + line * ROW - top;
    const row = order[line];
    if (cursor?.line === line) {
      context.fillStyle = colours.wash;
      context.fillRect(0, y, width, ROW);
    }
    drawParts(context, map, row, { x: names, y, room }, colours);
    context.fillStyle = colours.ink;
    context.fillText(fitted(context, map.rows[row].server, names - 8), 0, y + ROW / 2);
    context.fillText(signsBehind(map.rows[row]), names + room + 5, y + ROW / 2);
    if (cursor?.line === line) {
      context.strokeStyle = colours.focus;
      context.lineWidth = 2;
      const at = names + (cursor.part * room) / map.columns;
      context.strokeRect(at - 2, y + 1, Math.max(4, room / map.columns + 4), ROW - 2);
    }
  }
  context.fillStyle = colours.card;
  context.fillRect(0, 0, width, TIME_AXIS - 2);
  context.fillStyle = colours.soft;
  context.strokeStyle = colours.hairline;
  context.lineWidth = 1;
  for (const { at, label } of axis(grid, Math.max(2, Math.floor(room / 110)))) {
    const x = names + at * room;
    if (x + context.measureText(label).width < width) context.fillText(label, x + 3, TIME_AXIS / 2 - 1);
    context.beginPath();
    context.moveTo(x + 0.5, 0);
    context.lineTo(x + 0.5, height);
    context.stroke();
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly room: number;
}

/** Shapes, not colours alone: whole is high, part is low, a gap is a broken line, marks lie over them. */
function drawParts(context: Context, map: CoverageMap, row: number, { x, y, room }: Place, colours: Colours): void {
  const { columns } = map;
  const { from, to } = map.rows[row];
  const width = room / columns;
  const known = (time: number) => Math.floor(((time - map.from) / (map.to - map.from)) * columns);
  const [begins, ends] = [known(from), known(to)];
  const run = (mask: number, paint: (at: number, width: number) => void) => {
    for (let at = 0, start = -1; at <= columns; at++) {
      const has = at < columns && (map.cells[row * columns + at] & mask) !== 0;
      if (has && start < 0) start = at;
      if (!has && start >= 0) {
        paint(x + start * width, Math.max(1, (at - start) * width));
        start = -1;
      }
    }
  };
  context.fillStyle = colours.measured;
  run(MARKS.whole, (at, wide) => context.fillRect(at, y + 3, wide, ROW - 6));
  run(MARKS.part, (at, wide) => context.fillRect(at, y + ROW / 2, wide, ROW / 2 - 3));
  context.strokeStyle = colours.soft;
  context.lineWidth = 1;
  context.setLineDash([2, 2]);
  for (let at = begins, start = -1; at <= ends; at++) {
    const empty = at < ends && map.cells[row * columns + at] === 0;
    if (empty && start < 0) start = at;
    if (!empty && start >= 0) {
      context.beginPath();
      context.moveTo(x + start * width, y + ROW / 2 + 0.5);
      context.lineTo(x + at * width, y + ROW / 2 + 0.5);
      context.stroke();
      start = -1;
    }
  }
  context.setLineDash([]);
  context.fillStyle = colours.ink;
  run(MARKS.twice, (at, wide) => context.fillRect(at, y + 1, wide, 2));
  context.fillStyle = colours.card;
  run(MARKS.still, (at, wide) => context.fillRect(at, y + ROW / 2 - 1, wide, 2));
  context.fillStyle = colours.ink;
  run(MARKS.impossible, (at) => {
    context.beginPath();
    context.moveTo(at, y + 1);
    context.lineTo(at + 6, y + 1);
    context.lineTo(at + 3, y + 8);
    context.fill();
  });
}

/** Signs behind a server's line. */
const signsBehind = (row: CoverageMap['rows'][number]): string =>
  `${row.shifted ? '⇄' : ''}${row.apart ? '?' : ''}${row.samples < ROUGH_BELOW ? '≈' : ''}`;

/** As much of a name as there is room for. */
function fitted(context: Context, name: string, room: number): string {
  let text = name;
  for (let letters = name.length; letters > 3 && context.measureText(text).width > room; )
    text = shortened(name, --letters);
  return text;
}
