import { firstAfter, marksFrom, type TickMark, type Span, type TimelineGroup, type Window } from './rows';
import { axisMarks } from './scale';

/** Heights of a timeline's parts, px. */
export const SIZE = { head: 22, row: 20, marks: 24, gap: 6, axis: 22 } as const;

/** How many tones running spans can have; the last one stands for all further ones. */
export const TONES = 5;

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
    rows.forEach(({ marks, spans }, row) => {
      const height = marks && !spans ? SIZE.marks : SIZE.row + (marks ? SIZE.marks : 0);
      lanes.push({ top, height, group, row });
      top += height + SIZE.gap;
    });
  });
  return { lanes, height: top + SIZE.axis };
}

/** The colours of the page, read from its tokens at the moment of drawing. */
export interface Palette {
  readonly tones: readonly string[];
  readonly onTones: readonly string[];
  readonly track: string;
  readonly hatch: string;
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly card: string;
  readonly want: string;
  readonly true: string;
  readonly false: string;
  readonly font: string;
}

/** Reads the palette where an element stands: light, dark or the colours that a person forces. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const font = `11.5px ${token('--font') || 'sans-serif'}`;
  const bands = ['1', '2', '3', '4', 'over'];
  return {
    tones: bands.map((band) => token(`--band-${band}`)),
    onTones: bands.map((band) => token(`--on-band-${band}`)),
    track: token('--free'),
    hatch: token('--soft'),
    ink: token('--ink'),
    soft: token('--soft'),
    hairline: token('--hairline'),
    card: token('--card'),
    want: token('--band-rest'),
    true: token('--net'),
    false: token('--unfit'),
    font,
  };
}

/** Draws the window of a timeline. The context's units are CSS pixels. */
export function paint(
  context: CanvasRenderingContext2D,
  groups: readonly TimelineGroup[],
  window: Window,
  width: number,
  colours: Palette,
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
    const { spans, marks } = groups[group].rows[row];
    if (spans) brush.spans(spans, top);
    if (marks) brush.marks(marks, spans ? top + SIZE.row : top);
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
    const tone = Math.min(span.tone ?? 0, TONES - 1);
    switch (span.kind) {
      case 'run':
        context.fillStyle = colours.tones[tone];
        context.fillRect(x, top, width, height);
        this.name(span, x, width, top, colours.onTones[tone]);
        break;
      case 'want':
        context.fillStyle = colours.want;
        context.fillRect(x, top + 3, width, height - 6);
        break;
      case 'burnt':
        context.fillStyle = colours.tones[tone];
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

  private name({ label }: Span, x: number, width: number, top: number, colour: string): void {
    if (!label || width < 30) return;
    const { context } = this;
    if (context.measureText(label).width > width - 10) return;
    context.fillStyle = colour;
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
      if (kind === 'false') {
        context.strokeStyle = colours.false;
        context.lineWidth = 1.25;
        context.strokeRect(x - 1.5, head + 0.5, 3, foot - head - 1);
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
