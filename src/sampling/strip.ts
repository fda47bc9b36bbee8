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

/** A tick that fell due and is not handed over yet. */
export interface PendingTick {
  readonly dueMs: number;
  /** When it is handed over; the strip's end where that comes later. */
  readonly untilMs: number;
}

/** A guest at work, or in its idle loop, on a processor of the host. */
export interface HostSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Place of the guest among all; 0 is the watched one. */
  readonly guest: number;
  readonly idle: boolean;
}

/** What the meters have charged since the start, in whole ticks: they move at ticks only. */
export interface MeterStep {
  /** The tick that moved them. */
  readonly atMs: number;
  /** Time as the guest counts it: its ticks that fell due by now, or that came, ms. */
  readonly countedMs: number;
  /** Processor Time: what is not idle, ms. */
  readonly shownMs: number;
  /** Charged to its threads, ms. */
  readonly processMs: number;
  /** Ticks charged to its threads, and to its idle thread. */
  readonly charged: number;
  readonly idle: number;
}

/** One strip of time of one guest's first vCPU beside its host: who ran, its ticks, and what its meters made of them. */
export interface Strip {
  readonly untilMs: number;
  readonly tickMs: number;
  /** Names of all guests of the host. */
  readonly guests: readonly string[];
  /** For each processor of the host. */
  readonly processors: readonly (readonly HostSpan[])[];
  readonly spans: readonly StateSpan[];
  /** In order of delivery; one that never came stands when it was due. */
  readonly ticks: readonly StripTick[];
  /** In the order in which they fell due. */
  readonly pending: readonly PendingTick[];
  /** In order of time. */
  readonly steps: readonly MeterStep[];
}

/** Ticks that come this long after they fell due are late, ms. */
const LATE_MS = 0.05;

/** The strip of a guest from a timeline of its host. */
export function stripOf(experiment: Experiment, timeline: HostTimeline, guestIndex = 0): Strip {
  const { tickMs, denominator } = guestKinds(experiment)[guestIndex].clock;
  const index = timeline.rows.findIndex((row) => row.guestIndex === guestIndex && row.vcpu === 0);
  const { untilMs } = timeline;
  const ticks = timeline.log.ticks
    .filter(({ vcpu }) => vcpu === index)
    .map(({ time, due, charge, truth }) => ({ atMs: time / PER_MS, dueMs: due / PER_MS, charge, truth }))
    .filter(({ atMs }) => atMs <= untilMs)
    .sort((a, b) => a.atMs - b.atMs);
  return {
    untilMs,
    tickMs,
    guests: guestNamesOf(timeline),
    processors: processorsOf(experiment, timeline),
    spans: timeline.rows[index].spans,
    ticks,
    pending: pendingOf(ticks, tickMs, untilMs),
    steps: stepsOf(ticks, tickMs, denominator),
  };
}

function guestNamesOf({ rows }: HostTimeline): string[] {
  const names: string[] = [];
  for (const { guestIndex, guest } of rows) names[guestIndex] = guest;
  return names;
}

function processorsOf({ processors }: Experiment, { rows }: HostTimeline): HostSpan[][] {
  const found: HostSpan[][] = Array.from({ length: processors }, () => []);
  for (const { guestIndex, spans } of rows)
    for (const { fromMs, toMs, state, segment, processor } of spans)
      if (state === 'run' && processor >= 0)
        found[processor].push({ fromMs, toMs, guest: guestIndex, idle: segment === 'idle' });
  return found.map((spans) => merged(spans.sort((a, b) => a.fromMs - b.fromMs)));
}

/** Puts together what follows without a gap and says the same. */
function merged(spans: readonly HostSpan[]): HostSpan[] {
  const found: HostSpan[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last && last.toMs === span.fromMs && last.guest === span.guest && last.idle === span.idle)
      found[found.length - 1] = { ...last, toMs: span.toMs };
    else found.push(span);
  }
  return found;
}

function pendingOf(ticks: readonly StripTick[], tickMs: number, untilMs: number): PendingTick[] {
  const pending = ticks
    .filter(({ atMs, dueMs, charge }) => charge !== 'none' && atMs - dueMs > LATE_MS)
    .map(({ atMs, dueMs }) => ({ dueMs, untilMs: atMs }));
  // Those that are not in the log fell due and are still to come when the strip ends.
  const last = Math.max(...ticks.map(({ dueMs }) => dueMs));
  if (Number.isFinite(last))
    for (let due = last + tickMs; due < untilMs; due += tickMs) pending.push({ dueMs: due, untilMs });
  return pending.sort((a, b) => a.dueMs - b.dueMs);
}

function stepsOf(ticks: readonly StripTick[], tickMs: number, denominator: 'synced' | 'ticks'): MeterStep[] {
  const first = Math.min(...ticks.map(({ dueMs }) => dueMs));
  const steps: MeterStep[] = [];
  let [idle, charged, came] = [0, 0, 0];
  for (const { atMs, charge } of ticks) {
    if (charge === 'none') continue;
    came += 1;
    if (charge === 'idle') idle += 1;
    else if (charge === 'user' || charge === 'kernel') charged += 1;
    const counted = denominator === 'ticks' ? came : Math.floor((atMs - first) / tickMs + 1e-6) + 1;
    const step = {
      atMs,
      countedMs: counted * tickMs,
      shownMs: Math.max(0, counted - idle) * tickMs,
      processMs: charged * tickMs,
      charged,
      idle,
    };
    if (steps.at(-1)?.atMs === atMs) steps[steps.length - 1] = step;
    else steps.push(step);
  }
  return steps;
}

/** What a strip says at a moment. */
export interface StripMoment {
  /** Work done for its threads by now, ms. */
  readonly usedMs: number;
  /** Ticks that fell due and are not handed over. */
  readonly pending: number;
  /** The meters as the last tick left them; null before the first. */
  readonly step: MeterStep | null;
}

export function stripAt(strip: Strip, atMs: number): StripMoment {
  let step: MeterStep | null = null;
  for (const each of strip.steps) {
    if (each.atMs > atMs + 1e-9) break;
    step = each;
  }
  return {
    usedMs: usedBy(strip, atMs),
    pending: strip.pending.filter(({ dueMs, untilMs }) => dueMs <= atMs && untilMs > atMs).length,
    step,
  };
}

/** Time that its threads ran up to a moment, ms. */
function usedBy({ spans }: Strip, atMs: number): number {
  let used = 0;
  for (const { fromMs, toMs, state, segment } of spans) {
    if (fromMs >= atMs) break;
    if (state === 'run' && segment !== 'idle') used += Math.min(atMs, toMs) - fromMs;
  }
  return used;
}

/** The growing line of what was used: corners of a line that rises while its threads run. */
export function usedLine({ spans, untilMs }: Strip): readonly (readonly [atMs: number, usedMs: number])[] {
  const line: [number, number][] = [[0, 0]];
  let used = 0;
  for (const { fromMs, toMs, state, segment } of spans) {
    if (state !== 'run' || segment === 'idle') continue;
    line.push([fromMs, used]);
    used += toMs - fromMs;
    line.push([toMs, used]);
  }
  line.push([untilMs, used]);
  return line;
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
