import type { Palette } from './palette';
import type { GrowingLineKind, TimelineRow, Window } from './rows';

/** Where a row is drawn. */
interface Place {
  readonly window: Window;
  /** Pixels of one ms. */
  readonly scale: number;
  readonly top: number;
  readonly height: number;
  readonly grown: number;
}

/** Highest of a stretch on a stack, px. */
const TALL = 8;

/** The level at which each stretch lies: one above those that are not over when it begins. */
export function levelsOf(
  stack: readonly { readonly from: number; readonly to: number }[],
): readonly number[] {
  const open: number[] = [];
  return stack.map(({ from, to }) => {
    const free = open.findIndex((until) => until <= from);
    const level = free < 0 ? open.length : free;
    open[level] = to;
    return level;
  });
}

/** Stretches that lie on each other: a stack that grows, and falls at once where all of it ends. */
export function paintStack(
  context: CanvasRenderingContext2D,
  stack: NonNullable<TimelineRow['stack']>,
  { window, scale, top, height, grown }: Place,
  colours: Palette,
): void {
  const levels = levelsOf(stack);
  const size = Math.min(TALL, height / (1 + Math.max(0, ...levels)));
  const foot = top + height;
  context.fillStyle = colours.hairline;
  context.fillRect(0, foot - 0.5, (window.to - window.from) * scale, 1);
  stack.forEach(({ from, to }, i) => {
    if (to < window.from || from > window.to) return;
    const x = (from - window.from) * scale;
    const y = foot - (levels[i] + 1) * size;
    // Each waits as a dot on a thread, up to the moment that is shown.
    const width = Math.max(1, (Math.min(to, Math.max(from, grown)) - from) * scale);
    context.fillStyle = colours.false;
    context.globalAlpha = 0.3;
    context.fillRect(x, y + size * 0.2, width, Math.max(1, size * 0.6));
    context.globalAlpha = 1;
    const dot = Math.max(1.5, size * 0.42);
    for (const at of grown >= from && grown < to ? [x, x + width] : [x]) {
      context.beginPath();
      context.arc(at, y + size / 2, dot, 0, 7);
      context.fill();
    }
  });
}

/** Widths and dashes of the lines: told apart in whatever colours. */
export const LINE_STYLES: Readonly<
  Record<GrowingLineKind, { readonly width: number; readonly dash: readonly number[] }>
> = {
  used: { width: 2.6, dash: [] },
  processor: { width: 2, dash: [9, 2.5, 2, 2.5] },
  process: { width: 2, dash: [3, 3] },
  guess: { width: 1.6, dash: [1, 4] },
};

/** Room above the highest value, px. */
const ROOM = 10;

/** Lines that grow, over a scale of three marks. */
export function paintLines(
  context: CanvasRenderingContext2D,
  { series, most, unit }: NonNullable<TimelineRow['lines']>,
  { window, scale, top, height }: Place,
  colours: Palette,
): void {
  const width = (window.to - window.from) * scale;
  const foot = top + height - 1;
  const y = (value: number) => foot - (value / most) * (height - ROOM);
  context.font = colours.font;
  for (const part of [0, 0.5, 1]) {
    context.fillStyle = colours.hairline;
    context.fillRect(0, Math.round(y(part * most)), width, 1);
  }
  context.save();
  context.beginPath();
  context.rect(0, top - 2, width, height + 3);
  context.clip();
  for (const { kind, points, steps } of series) {
    const style = LINE_STYLES[kind];
    context.strokeStyle = colours.lines[kind];
    context.lineWidth = style.width;
    context.setLineDash([...style.dash]);
    context.beginPath();
    points.forEach(([at, value], i) => {
      const x = (at - window.from) * scale;
      if (i === 0) context.moveTo(x, y(value));
      else {
        if (steps) context.lineTo(x, y(points[i - 1][1]));
        context.lineTo(x, y(value));
      }
    });
    context.stroke();
  }
  context.setLineDash([]);
  context.restore();
  context.textAlign = 'left';
  for (const part of [0.5, 1]) {
    const text = `${Number((part * most).toPrecision(3))} ${unit}`;
    context.fillStyle = colours.card;
    context.globalAlpha = 0.8;
    context.fillRect(0, y(part * most) + 1, context.measureText(text).width + 6, 14);
    context.globalAlpha = 1;
    context.fillStyle = colours.soft;
    context.fillText(text, 2, y(part * most) + 8);
  }
}
