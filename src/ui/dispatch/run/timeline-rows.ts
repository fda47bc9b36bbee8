import type { RunLog } from '../../../engine/dispatch/timeline';
import { PER_MS } from '../../../engine/dispatch/host';
import type { Experiment } from '../../../dispatch/experiment';
import { guestKinds, guestNames } from '../../../dispatch/model';
import type { Span, SpanKind, TimelineGroup } from '../../parts/timeline/rows';

/** Rows drawn of each kind at most; hosts with more are told so. */
export const MOST_ROWS = { processors: 16, vcpus: 24 } as const;

/** Who runs on each processor, and what each virtual processor does, as rows of a timeline. */
export function timelineRows(
  experiment: Experiment,
  timeline: RunLog,
  endMs: number,
): readonly TimelineGroup[] {
  const names = guestNames(experiment);
  const kinds = guestKinds(experiment);
  const owner: number[] = [];
  const label: string[] = [];
  kinds.forEach(({ vcpus }, g) => {
    for (let k = 0; k < vcpus; k++) {
      owner.push(g);
      label.push(vcpus === 1 ? names[g] : `${names[g]} · ${k}`);
    }
  });
  const processors: Span[][] = Array.from({ length: experiment.processors }, () => []);
  const vcpus: Span[][] = owner.map(() => []);
  const now = owner.map(() => ({ at: 0, kind: 'wait' as SpanKind, processor: -1 }));
  const close = (v: number, at: number) => {
    const { at: from, kind, processor } = now[v];
    if (at <= from) return;
    const tone = owner[v];
    append(vcpus[v], { from, to: at, kind, tone });
    if (processor >= 0) append(processors[processor], { from, to: at, kind, tone, label: label[v] });
  };
  for (const { time, vcpu, state, segment, processor } of timeline.states) {
    const at = Math.min(endMs, time / PER_MS);
    close(vcpu, at);
    const kind = state === 'run' && segment === 'idle' ? 'burnt' : state;
    now[vcpu] = { at, kind, processor: state === 'run' ? processor : -1 };
  }
  owner.forEach((_, v) => close(v, endMs));
  const row = (name: string, spans: readonly Span[]) => ({ label: name, spans });
  return [
    {
      label: 'Processors',
      quiet: true,
      rows: processors
        .slice(0, MOST_ROWS.processors)
        .map((spans, p) => row(experiment.processors === 1 ? 'processor' : `processor ${p}`, spans)),
    },
    {
      label: owner.length === kinds.length ? 'Guests' : 'Guests · vCPU',
      rows: vcpus.slice(0, MOST_ROWS.vcpus).map((spans, v) => row(label[v], spans)),
    },
  ];
}

/** Adds a span, or makes the last one longer that says the same. */
function append(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last && last.to === span.from && last.kind === span.kind && last.label === span.label)
    spans[spans.length - 1] = { ...last, to: span.to };
  else spans.push(span);
}
