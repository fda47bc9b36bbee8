/** What a span of a timeline says, each drawn in a pattern of its own. `want` is a wish, drawn pale. */
export type SpanKind = 'run' | 'burnt' | 'ready' | 'costop' | 'stolen' | 'wait' | 'want';

export interface Span {
  /** Times in ms. */
  readonly from: number;
  readonly to: number;
  readonly kind: SpanKind;
  /** Whose colour a running span has: the place of its guest among all. */
  readonly tone?: number;
  /** Written into the span where there is room. */
  readonly label?: string;
}

/** A tick: what it says of the moment is true (while the guest was busy or idle) or false, or it never came. */
export interface TickMark {
  /** When it was delivered, ms. */
  readonly at: number;
  /** When it was due; a thin line leads from there where the two differ. */
  readonly due?: number;
  readonly kind: 'busy' | 'idle' | 'false' | 'false-idle' | 'lost';
}

/** What a growing line says, each drawn in a dash of its own. */
export type GrowingLineKind = 'used' | 'processor' | 'process' | 'guess';

/** A line over time; between two points it is straight, or holds the earlier one where it moves by steps. */
export interface GrowingLine {
  readonly kind: GrowingLineKind;
  readonly points: readonly (readonly [at: number, value: number])[];
  readonly steps?: boolean;
}

/** One of these: spans, marks or both; a stack; lines. */
export interface TimelineRow {
  readonly label: string;
  /** In order of time, not overlapping; gaps are left empty. */
  readonly spans?: readonly Span[];
  /** In order of delivery. */
  readonly marks?: readonly TickMark[];
  /** Stretches that may overlap, by their start: each lies on those that are not over when it begins. */
  readonly stack?: readonly { readonly from: number; readonly to: number }[];
  /** Lines that grow from the start, on one scale from 0 to `most`. */
  readonly lines?: { readonly series: readonly GrowingLine[]; readonly most: number; readonly unit: string };
}

export interface TimelineGroup {
  readonly label: string;
  readonly rows: readonly TimelineRow[];
  /** Rows that repeat what others say in another order: left out of what is read aloud. */
  readonly quiet?: boolean;
}

/** A stretch of time in sight, ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The place in `spans` of the first that ends after `time`; their number when none does. */
export function firstAfter(spans: readonly Span[], time: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].to > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What a row shows at a moment, if anything. */
export function spanAt(spans: readonly Span[], time: number): Span | undefined {
  const span = spans[firstAfter(spans, time)];
  return span && span.from <= time ? span : undefined;
}

/**
 * The next moment (or the last one before, with -1) at which anything changes; undefined at the end.
 * @param ticksOnly whether only marks count
 */
export function changeFrom(
  groups: readonly TimelineGroup[],
  time: number,
  direction: 1 | -1,
  ticksOnly = false,
): number | undefined {
  let best: number | undefined;
  const offer = (at: number) => {
    if (direction * (at - time) > 1e-9 && (best === undefined || direction * (best - at) > 0)) best = at;
  };
  for (const { rows } of groups)
    for (const { spans = [], marks = [] } of rows) {
      const i = firstAfter(spans, time);
      for (const span of ticksOnly ? [] : spans.slice(Math.max(0, i - 2), i + 2)) {
        offer(span.from);
        offer(span.to);
      }
      const near = marksFrom(marks, time);
      // Several ticks may come at one moment.
      let [before, after] = [near - 1, near];
      while (before >= 0 && marks[before].at >= time - 1e-9) before--;
      while (after < marks.length && marks[after].at <= time + 1e-9) after++;
      for (const mark of [marks[before], marks[after]]) if (mark) offer(mark.at);
    }
  return best;
}

/** The place of the first mark at or after `time`. */
export function marksFrom(marks: readonly TickMark[], time: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle].at >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Part of the window that a row spends in each kind. */
export function spanShares(spans: readonly Span[], { from, to }: Window): Record<SpanKind, number> {
  const shares: Record<SpanKind, number> = {
    run: 0,
    burnt: 0,
    ready: 0,
    costop: 0,
    stolen: 0,
    wait: 0,
    want: 0,
  };
  if (to <= from) return shares;
  for (let i = firstAfter(spans, from); i < spans.length && spans[i].from < to; i++) {
    const span = spans[i];
    shares[span.kind] += (Math.min(to, span.to) - Math.max(from, span.from)) / (to - from);
  }
  return shares;
}
