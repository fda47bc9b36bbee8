import { guestColour } from './guest-colours';
import { paintLines, paintStack } from './paint-more';
import type { Palette } from './palette';
import {
  firstAfter,
  marksFrom,
  type TickMark,
  type Span,
  type TimelineGroup,
  type TimelineRow,
  type Window,
} from './rows';
import { axisMarks } from './scale';

/** Heights of a timeline's parts, px. */
export const SIZE = { head: 22, row: 20, marks: 24, stack: 44, lines: 150, gap: 6, axis: 22 } as const;

function heightOf({ spans, marks, stack, lines }: TimelineRow): number {
  if (stack) return SIZE.stack;
  if (lines) return SIZE.lines;
  return (spans || !marks ? SIZE.row : 0) + (marks ? SIZE.marks : 0);
}

/** Where everything is drawn, top to bottom: shared by the canvas and by the names beside it. */
export interface Lane {
  readonly top: number;
  readonly height: number;
  readonly group: number;
  /** The row in its group; -1 for the group's heading. */
  readonly row: number;
}

export function lanesOf(groups: readonly TimelineGroup[]): { lanes: readonly Lane[]; height: number } {
  const lanes: Lane[] = [];
  let top = 0;
  groups.forEach(({ label, rows }, group) => {
    if (label) {
      lanes.push({ top, height: SIZE.head, group, row: -1 });
      top += SIZE.head;
    }
    rows.forEach((each, row) => {
      const height = heightOf(each);
      lanes.push({ top, height, group, row });
      top += height + SIZE.gap;
    });
  });
  return { lanes, height: top + SIZE.axis };
}

/** How much of what lies after the moment is covered, where a timeline grows. */
const COVERED = 0.88;

/**
 * Draws the window of a timeline. The context's units are CSS pixels.
 * @param grown the moment up to which it has grown: what comes after is only to be guessed at
 */
export function paint(
  context: CanvasRenderingContext2D,
  groups: readonly TimelineGroup[],
  window: Window,
  width: number,
  colours: Palette,
  grown = Infinity,
): void {
  const { lanes, height } = lanesOf(groups);
  const scale = width / (window.to - window.from);
  context.clearRect(0, 0, width, height);
  context.font = colours.font;
  context.textBaseline = 'middle';
  paintAxis(context, window, width, height, colours);
  const brush = new Brush(context, window, scale, colours);
  for (const { top, group, row } of lanes) {
    if (row < 0) continue;
    const { spans, marks, stack, lines } = groups[group].rows[row];
    if (spans) brush.spans(spans, top);
    if (marks) brush.marks(marks, spans ? top + SIZE.row : top);
    if (stack) paintStack(context, stack, { window, scale, top, height: SIZE.stack, grown }, colours);
    if (lines) paintLines(context, lines, { window, scale, top, height: SIZE.lines, grown }, colours);
  }
  if (grown < window.to) {
    const x = Math.max(0, (grown - window.from) * scale);
    context.globalAlpha = COVERED;
    context.fillStyle = colours.card;
    context.fillRect(x, 0, width - x, height - SIZE.axis);
    context.globalAlpha = 1;
  }
}

function paintAxis(
  context: CanvasRenderingContext2D,
  window: Window,
  width: number,
  height: number,
  colours: Palette,
): void {
  const bottom = height - SIZE.axis;
  context.textAlign = 'center';
  for (const { at, label } of axisMarks(window, Math.max(2, Math.floor(width / 110)))) {
    const x = Math.round(((at - window.from) / (window.to - window.from)) * width) + 0.5;
    context.fillStyle = colours.hairline;
    context.fillRect(x - 0.5, 0, 1, bottom);
    context.fillStyle = colours.soft;
    const half = context.measureText(label).width / 2;
    context.fillText(label, Math.min(Math.max(x, half), width - half), bottom + 12);
  }
  context.textAlign = 'left';
}

/** Lines of a hatch, px apart. */
const HATCH = 6;

/** Draws rows of one timeline with patterns that stay with the time under them. */
class Brush {
  private readonly ready: CanvasPattern | string;
  private readonly costop: CanvasPattern | string;
  private readonly stolen: CanvasPattern | string;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly window: Window,
    private readonly scale: number,
    private readonly colours: Palette,
  ) {
    const shift = (-window.from * scale) % HATCH;
    this.ready = pattern(context, colours, shift, (draw) => {
      draw.moveTo(-1, HATCH + 1);
      draw.lineTo(HATCH + 1, -1);
      draw.moveTo(-1, 1);
      draw.lineTo(1, -1);
      draw.moveTo(HATCH - 1, HATCH + 1);
      draw.lineTo(HATCH + 1, HATCH - 1);
    });
    this.costop = pattern(context, colours, shift, (draw) => {
      draw.moveTo(1.5, 0);
      draw.lineTo(1.5, HATCH);
      draw.moveTo(4.5, 0);
      draw.lineTo(4.5, HATCH);
      draw.moveTo(0, 3);
      draw.lineTo(HATCH, 3);
    });
    this.stolen = pattern(context, colours, shift, (draw) => {
      draw.moveTo(1, 1);
      draw.lineTo(5, 5);
      draw.moveTo(5, 1);
      draw.lineTo(1, 5);
    });
  }

  spans(spans: readonly Span[], top: number): void {
    const { window } = this;
    // What runs is drawn last, so that a short run between two waits is not hidden by their edges.
    const from = firstAfter(spans, window.from);
    let to = from;
    while (to < spans.length && spans[to].from < window.to) to++;
    for (let i = from; i < to; i++) if (!isWork(spans[i])) this.span(spans[i], top);
    for (let i = from; i < to; i++) if (isWork(spans[i])) this.span(spans[i], top);
  }

  private span(span: Span, top: number): void {
    const { context, colours } = this;
    const x = this.x(Math.max(span.from, this.window.from));
    const width = this.x(Math.min(span.to, this.window.to)) - x;
    const height = SIZE.row;
    const colour = guestColour(colours.guests, span.tone ?? 0);
    switch (span.kind) {
      case 'run':
        context.fillStyle = colour;
        context.fillRect(x, top, width, height);
        this.name(span, x, width, top);
        break;
      case 'want':
        context.fillStyle = colours.want;
        context.fillRect(x, top + 3, width, height - 6);
        break;
      case 'burnt':
        context.fillStyle = colour;
        context.fillRect(x, top, width, 2);
        context.fillRect(x, top + height - 2, width, 2);
        context.fillRect(x, top + height / 2 - 0.5, width, 1);
        break;
      case 'ready':
      case 'costop':
      case 'stolen':
        context.fillStyle = colours.track;
        context.fillRect(x, top + 3, width, height - 6);
        context.fillStyle = this[span.kind];
        context.fillRect(x, top + 3, width, height - 6);
        break;
      case 'wait':
        context.fillStyle = colours.soft;
        context.globalAlpha = 0.45;
        context.fillRect(x, top + height / 2 - 0.5, width, 1);
        context.globalAlpha = 1;
        break;
    }
  }

  /** Written in black or white, whichever is told from the colour under it. */
  private name({ label }: Span, x: number, width: number, top: number): void {
    if (!label || width < 30) return;
    const { context } = this;
    if (context.measureText(label).width > width - 10) return;
    context.fillStyle = isLight(context.fillStyle) ? '#14181c' : '#ffffff';
    context.fillText(label, x + 5, top + SIZE.row / 2 + 0.5);
  }

  marks(marks: readonly TickMark[], top: number): void {
    const { context, colours, window } = this;
    const foot = top + SIZE.marks;
    const head = top + 10;
    const margin = 4 / this.scale;
    for (let i = marksFrom(marks, window.from - margin); i < marks.length; i++) {
      const { at, due, kind } = marks[i];
      if (at > window.to + margin) break;
      const x = this.x(at);
      if (due !== undefined && Math.abs(at - due) * this.scale > 2) {
        context.strokeStyle = colours.false;
        context.globalAlpha = 0.5;
        context.lineWidth = 0.75;
        context.beginPath();
        context.moveTo(this.x(due), top);
        context.lineTo(x, head);
        context.stroke();
        context.globalAlpha = 1;
      }
      if (kind === 'lost') {
        context.strokeStyle = colours.soft;
        context.lineWidth = 1.25;
        context.beginPath();
        context.moveTo(x - 3, foot - 8);
        context.lineTo(x + 3, foot - 2);
        context.moveTo(x + 3, foot - 8);
        context.lineTo(x - 3, foot - 2);
        context.stroke();
      } else if (kind === 'false' || kind === 'false-idle') {
        const wide = kind === 'false' ? 3 : 1;
        context.strokeStyle = colours.false;
        context.lineWidth = 1.25;
        context.strokeRect(x - wide / 2, head + 0.5, wide, foot - head - 1);
      } else {
        context.fillStyle = kind === 'busy' ? colours.true : colours.soft;
        context.fillRect(x - 1, head, 2, foot - head);
      }
    }
  }

  private x(time: number): number {
    return (time - this.window.from) * this.scale;
  }
}

/** Whether black is the better of black and white on a colour as a canvas gives it back, `#rrggbb`. */
function isLight(colour: string | CanvasGradient | CanvasPattern): boolean {
  const parts = typeof colour === 'string' ? /^#(..)(..)(..)/.exec(colour) : null;
  if (!parts) return true;
  const [r, g, b] = parts.slice(1).map((part) => parseInt(part, 16) / 255);
  // Relative luminance, roughly (WCAG 2.2): black and white contrast alike at about 0.18.
  return 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 > 0.18;
}

function isWork({ kind }: Span): boolean {
  return kind === 'run' || kind === 'burnt';
}

function pattern(
  context: CanvasRenderingContext2D,
  colours: Palette,
  shift: number,
  lines: (draw: CanvasRenderingContext2D) => void,
): CanvasPattern | string {
  const sharp = 2;
  const tile = document.createElement('canvas');
  tile.width = HATCH * sharp;
  tile.height = HATCH * sharp;
  const draw = tile.getContext('2d');
  if (!draw) return colours.hatch;
  draw.scale(sharp, sharp);
  draw.strokeStyle = colours.hatch;
  draw.lineWidth = 1.1;
  draw.beginPath();
  lines(draw);
  draw.stroke();
  const made = context.createPattern(tile, 'repeat');
  made?.setTransform(new DOMMatrix().translateSelf(shift, 0).scaleSelf(1 / sharp));
  return made ?? colours.hatch;
}
