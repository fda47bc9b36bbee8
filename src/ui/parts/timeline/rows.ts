/** What a span of a timeline says, each drawn in a pattern of its own. `want` is a wish, drawn pale. */
export type SpanKind = 'run' | 'burnt' | 'ready' | 'costop' | 'stolen' | 'wait' | 'want';

export const SPAN_KINDS: readonly SpanKind[] = ['run', 'burnt', 'ready', 'costop', 'stolen', 'wait', 'want'];

export interface Span {
  /** Times in ms. */
  readonly from: number;
  readonly to: number;
  readonly kind: SpanKind;
  /** Which of the tones a running span has, counted from 0; the last tone stands for all others. */
  readonly tone?: number;
  /** Written into the span where there is room. */
  readonly label?: string;
}

/** A tick: what it says of the moment is true (while the guest was busy or idle) or false. */
export interface TickMark {
  /** When it was delivered, ms. */
  readonly at: number;
  /** When it was due; a thin line leads from there where the two differ. */
  readonly due?: number;
  readonly kind: 'busy' | 'idle' | 'false';
}

export interface TimelineRow {
  readonly label: string;
  /** In order of time, not overlapping; gaps are left empty. */
  readonly spans?: readonly Span[];
  /** In order of delivery. */
  readonly marks?: readonly TickMark[];
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

/** The next moment (or the last one before, with -1) at which anything changes; undefined at the end. */
export function changeFrom(
  groups: readonly TimelineGroup[],
  time: number,
  direction: 1 | -1,
): number | undefined {
  let best: number | undefined;
  const offer = (at: number) => {
    if (direction * (at - time) > 1e-9 && (best === undefined || direction * (best - at) > 0)) best = at;
  };
  for (const { rows } of groups)
    for (const { spans = [], marks = [] } of rows) {
      const i = firstAfter(spans, time);
      for (const span of spans.slice(Math.max(0, i - 2), i + 2)) {
        offer(span.from);
        offer(span.to);
      }
      const near = marksFrom(marks, time);
      for (const mark of marks.slice(Math.max(0, near - 1), near + 2)) offer(mark.at);
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
