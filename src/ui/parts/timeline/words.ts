import { list } from '../../../estate/crowd';
import { percent } from '../../text/format';
import { momentText } from './scale';
import { spanShares, spanAt, type SpanKind, type TimelineGroup, type Window } from './rows';

/** What each kind of span is called. */
export const KIND_WORDS: Readonly<Record<SpanKind, string>> = {
  run: 'runs',
  burnt: 'idle loop',
  ready: 'ready',
  costop: 'co-stop',
  stolen: 'stolen by the host',
  wait: 'waits',
  want: 'wants to run',
};

/** Names said for one kind before the rest is only counted. */
const NAMED = 4;

/** Who does what at a moment, for the line above the picture and for whoever hears it. */
export function readout(groups: readonly TimelineGroup[], time: number, window: Window): string {
  const parts = (['run', 'burnt', 'ready', 'costop', 'stolen', 'want'] as const).flatMap((kind) => {
    const names = groups
      .filter(({ quiet }) => !quiet)
      .flatMap(({ rows }) => rows)
      .filter(({ spans = [] }) => spanAt(spans, time)?.kind === kind)
      .map(({ label }) => label);
    if (names.length === 0) return [];
    const shown = names.slice(0, NAMED);
    const more = names.length - shown.length;
    return `${KIND_WORDS[kind]}: ${list(more ? [...shown, `${more} more`] : shown)}`;
  });
  return `${momentText(time, window)} · ${parts.join(' · ') || 'nobody wants to run'}`;
}

/** The window in words: how much of it each row ran and was kept from running. */
export function summary(groups: readonly TimelineGroup[], window: Window): string {
  const rows = groups
    .filter(({ quiet }) => !quiet)
    .flatMap((group) => group.rows)
    .filter(({ spans }) => spans);
  const lines = rows.slice(0, 8).map(({ label, spans = [] }) => {
    const shares = spanShares(spans, window);
    const said = (['run', 'burnt', 'ready', 'costop', 'stolen', 'want'] as const)
      .filter((kind) => shares[kind] > 0.0005)
      .map((kind) => `${KIND_WORDS[kind]} ${percent(shares[kind])}`);
    return `${label} ${said.join(', ') || 'waits throughout'}`;
  });
  const more = rows.length > lines.length ? `; and ${rows.length - lines.length} more rows` : '';
  return `From ${momentText(window.from, window)} to ${momentText(window.to, window)}: ${lines.join('; ')}${more}.`;
}
