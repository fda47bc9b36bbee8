import type { StateSpan } from '../../../dispatch/timeline';
import { usedLine, type Strip, type StripTick } from '../../../sampling/strip';
import type { Span, TickMark, TimelineGroup, TimelineRow } from '../../parts/timeline/rows';

/** Processors of the host that have a row. */
const MOST_PROCESSORS = 4;

/** What a strip is drawn as: who has the host's processor, what the guest wants, its ticks, and what is made of them. */
export function stripRows(strip: Strip, covered: boolean, guess: number | null): readonly TimelineGroup[] {
  const { guests, processors } = strip;
  const one = processors.length === 1;
  const rows: TimelineRow[] = processors.slice(0, MOST_PROCESSORS).map((spans, p) => ({
    label: one ? 'processor' : `processor ${p}`,
    spans: spans.map(({ fromMs, toMs, guest, idle }): Span => {
      const span = { from: fromMs, to: toMs, kind: idle ? 'burnt' : 'run', tone: guest } as const;
      return { ...span, label: guests[guest] };
    }),
  }));
  rows.push({ label: `${guests[0]} wants`, spans: wishes(strip.spans) });
  if (!covered) {
    if (guests.length > 1)
      rows.push({
        label: 'ticks pending',
        stack: strip.pending.map(({ dueMs, untilMs }) => ({ from: dueMs, to: untilMs })),
      });
    rows.push({ label: 'ticks charged', marks: strip.ticks.map(markOf) });
  }
  rows.push({ label: 'ms so far', lines: linesOf(strip, covered, guess) });
  return [{ label: '', rows }];
}

/** What the guest wants: it runs, or is ready and waits; nothing is drawn where it has nothing to do. */
function wishes(spans: readonly StateSpan[]): Span[] {
  return spans.flatMap(({ fromMs, toMs, state, segment }) => {
    if (state === 'wait') return [];
    const kind = state === 'run' ? (segment === 'idle' ? 'burnt' : 'run') : state;
    return [{ from: fromMs, to: toMs, kind, tone: 0 } as const];
  });
}

function markOf({ atMs, charge, truth }: StripTick): TickMark {
  if (charge === 'none') return { at: atMs, kind: 'lost' };
  const idle = charge === 'idle';
  return { at: atMs, kind: truth ? (idle ? 'idle' : 'busy') : idle ? 'false-idle' : 'false' };
}

function linesOf(strip: Strip, covered: boolean, guess: number | null): NonNullable<TimelineRow['lines']> {
  const used = usedLine(strip);
  const { untilMs, steps } = strip;
  const held = (value: (step: Strip['steps'][number]) => number) => [
    [0, 0] as const,
    ...steps.map((step) => [step.atMs, value(step)] as const),
    [untilMs, steps.length ? value(steps[steps.length - 1]) : 0] as const,
  ];
  const shown = held(({ shownMs }) => shownMs);
  const process = held(({ processMs }) => processMs);
  const last = (line: readonly (readonly [number, number])[]) => line[line.length - 1][1];
  const guessed = guess === null ? 0 : guess * untilMs;
  const values = covered ? [last(used)] : [last(used), last(shown), last(process)];
  return {
    unit: 'ms',
    most: Math.max(1, guessed, ...values),
    series: [
      { kind: 'used', points: used },
      ...(covered
        ? []
        : ([
            { kind: 'processor', points: shown, steps: true },
            { kind: 'process', points: process, steps: true },
          ] as const)),
      ...(guess === null
        ? []
        : [
            {
              kind: 'guess' as const,
              points: [
                [0, 0],
                [untilMs, guessed],
              ] as const,
            },
          ]),
    ],
  };
}
