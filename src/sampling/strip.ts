import type { Experiment } from '../dispatch/experiment';
import { guestKinds } from '../dispatch/model';
import type { HostTimeline, StateSpan } from '../dispatch/timeline';
import { PER_MS } from '../engine/dispatch/host';
import type { Charge } from '../engine/dispatch/timeline';

/** A tick of the watched guest's clock, as the strip shows it. */
export interface StripTick {
  /** When it was delivered, and when it was due. */
  readonly atMs: number;
  readonly dueMs: number;
  /** What it was charged to; `none`: never delivered. */
  readonly charge: Charge;
  /** Whether that is what the guest did when the tick was due. */
  readonly truth: boolean;
}

/** A moment on the growing lines: fractions of the time since the start. */
export interface StripPoint {
  readonly atMs: number;
  /** Work done for its threads. */
  readonly truth: number;
  /** Processor Time as Task Manager has it by now; NaN before the first tick is due. */
  readonly shown: number;
  /** Process % of all its processes together; NaN before the first tick is due. */
  readonly process: number;
}

/** One strip of time of one guest's first vCPU: what it did, its ticks, and two lines that grow. */
export interface Strip {
  readonly untilMs: number;
  readonly spans: readonly StateSpan[];
  readonly ticks: readonly StripTick[];
  readonly points: readonly StripPoint[];
}

/** The strip of a guest from a timeline of its host. @param points how many moments the lines have */
export function stripOf(experiment: Experiment, timeline: HostTimeline, guestIndex = 0, points = 400): Strip {
  const { tickMs, denominator } = guestKinds(experiment)[guestIndex].clock;
  const index = timeline.rows.findIndex((row) => row.guestIndex === guestIndex && row.vcpu === 0);
  const { spans } = timeline.rows[index];
  const ticks = timeline.log.ticks
    .filter(({ vcpu }) => vcpu === index)
    .map(({ time, due, charge, truth }) => ({ atMs: time / PER_MS, dueMs: due / PER_MS, charge, truth }));
  const work = cumulative(spans.filter(({ state, segment }) => state === 'run' && segment !== 'idle'));
  const line: StripPoint[] = [];
  let idle = 0;
  let charged = 0;
  let delivered = 0;
  let next = 0;
  for (let i = 1; i <= points; i++) {
    const atMs = (timeline.untilMs * i) / points;
    for (; next < ticks.length && ticks[next].atMs <= atMs; next++) {
      if (ticks[next].charge === 'none') continue;
      delivered += 1;
      if (ticks[next].charge === 'idle') idle += 1;
      else if (ticks[next].charge === 'user' || ticks[next].charge === 'kernel') charged += 1;
    }
    const elapsed = denominator === 'synced' ? atMs : delivered * tickMs;
    line.push({
      atMs,
      truth: work(atMs) / atMs,
      shown: next > 0 && elapsed > 0 ? Math.min(1, Math.max(0, 1 - (idle * tickMs) / elapsed)) : NaN,
      process: next > 0 && elapsed > 0 ? (charged * tickMs) / elapsed : NaN,
    });
  }
  return { untilMs: timeline.untilMs, spans, ticks, points: line };
}

/**
 * The same guest on a machine of its own: as many processors as it has vCPUs, no neighbours, the same devices, and a
 * clock of which no tick is lost.
 */
export function onItsOwn(experiment: Experiment, guestIndex = 0): Experiment {
  const guest = guestKinds(experiment)[guestIndex];
  return {
    ...experiment,
    processors: guest.vcpus,
    policy: 'round-robin',
    slots: 'yield',
    idle: { ...experiment.idle, detect: 'halt' },
    switchUs: 0,
    housekeeping: 0,
    interruptUs: 0,
    timerUs: 0,
    guests: [
      { ...guest, count: 1, cap: 1, dedicated: false, affinity: [], clock: { ...guest.clock, lose: 0 } },
    ],
  };
}

/** Time covered by spans up to a moment, for moments that never go back. */
function cumulative(spans: readonly StateSpan[]): (atMs: number) => number {
  let before = 0;
  let i = 0;
  return (atMs) => {
    while (i < spans.length && spans[i].toMs <= atMs) {
      before += spans[i].toMs - spans[i].fromMs;
      i += 1;
    }
    return before + (i < spans.length ? Math.max(0, atMs - spans[i].fromMs) : 0);
  };
}
