import type { Clock, Experiment, ExperimentInput, Thread, Time, Wait } from '../../dispatch/experiment';
import { DEFAULT_BURST, DEFAULT_WAIT } from '../../dispatch/parse';
import { tickAt, type DodgeCase } from '../../sampling/dodger';
import { meanMs } from '../../dispatch/times';

/** What can be turned in a demonstration: the watched guest, its clock, and whom it shares its processor with. */
export interface Knobs {
  readonly tickMs: number;
  readonly sliceMs: number;
  /** Guests besides the watched one. */
  readonly neighbours: number;
  /** Share of the time that the watched guest would be busy alone, %. */
  readonly load: number;
  readonly burstMs: number;
  /** The same for each neighbour, %. */
  readonly others: number;
  readonly delivery: Clock['delivery'];
  readonly order: Clock['order'];
  /** What a tick costs that falls due while the guest has nothing to do. */
  readonly idleTick: Clock['idleTick'];
  readonly rate: number;
  /** Ticks that never arrive, %. */
  readonly lose: number;
  /** Whether the bursts and waits of the watched guest are always of the same length. */
  readonly timing: 'alike' | 'varied';
  /** When the first tick falls due, as a part of the tick. */
  readonly phase: Clock['phase'];
  readonly durationS: number;
  readonly replications: number;
}

/** A longer look at the dodger, s. */
const LONGER_S = 600;

type GuestInput = ExperimentInput['guests'][number];
type ThreadInput = NonNullable<GuestInput['threads']>[number];

/** Bursts of a guest that never waited and now does, ms. */
const ORDINARY_BURST = 20;
/** Longest burst that counts as one; beyond it stands for work without an end, ms. */
const ENDLESS = 1000;
/** A slice of a host that never takes the processor away, for the slider, ms. */
const LONGEST_SLICE = 1000;

export function knobsOf(experiment: Experiment): Knobs {
  const [watched, neighbour] = experiment.guests;
  const { clock } = watched;
  return {
    tickMs: clock.tickMs,
    sliceMs: experiment.sliceMs === 'never' ? LONGEST_SLICE : experiment.sliceMs,
    neighbours: experiment.guests.reduce((sum, { count }) => sum + count, 0) - 1,
    load: hundredths(loadOf(watched.threads[0])),
    burstMs: burstOf(watched.threads[0]),
    others: neighbour ? hundredths(loadOf(neighbour.threads[0])) : 100,
    delivery: clock.delivery,
    order: clock.order,
    idleTick: clock.idleTick,
    rate: clock.rate,
    lose: round(100 * clock.lose),
    timing: timingOf(watched.threads[0]),
    phase: clock.phase,
    durationS: experiment.durationS,
    replications: experiment.replications,
  };
}

/** The experiment with one knob turned. */
export function turned<K extends keyof Knobs>(
  input: ExperimentInput,
  now: Knobs,
  knob: K,
  value: Knobs[K],
): ExperimentInput {
  const [watched, ...rest] = input.guests;
  const next = { ...now, [knob]: value };
  const clock = (change: GuestInput['clock']): ExperimentInput => ({
    ...input,
    guests: [{ ...watched, clock: { ...watched.clock, ...change } }, ...rest],
  });
  switch (knob) {
    case 'tickMs':
    case 'delivery':
    case 'order':
    case 'idleTick':
    case 'rate':
    case 'phase':
      return clock({ [knob]: value });
    case 'lose':
      return clock({ lose: next.lose / 100 });
    case 'timing': {
      const [thread, ...others] = watched.threads ?? [{}];
      const kind = value === 'alike' ? 'constant' : 'exponential';
      const changed = {
        ...thread,
        burst: ofKind(kind, thread.burst ?? DEFAULT_BURST),
        wait: ofKind(kind, thread.wait ?? DEFAULT_WAIT),
      };
      return { ...input, guests: [{ ...watched, threads: [changed, ...others] }, ...rest] };
    }
    case 'load':
    case 'burstMs': {
      const [thread, ...others] = watched.threads ?? [{}];
      const changed = busy(thread, next.load, next.burstMs);
      return { ...input, guests: [{ ...watched, threads: [changed, ...others] }, ...rest] };
    }
    case 'neighbours':
    case 'others': {
      if (next.neighbours === 0) return { ...input, guests: [watched] };
      const before: ThreadInput = rest[0]?.threads?.[0] ?? {
        burst: { kind: 'constant', meanMs: ENDLESS },
        wait: { kind: 'never' },
      };
      const thread = knob === 'others' ? busy(before, next.others, ORDINARY_BURST) : before;
      const { count: _, ...neighbour } = rest[0] ?? { name: 'neighbour' };
      const count = next.neighbours === 1 ? {} : { count: next.neighbours };
      return { ...input, guests: [watched, { ...neighbour, ...count, threads: [thread] }] };
    }
    default:
      return { ...input, [knob]: value };
  }
}

/** A thread of such bursts that is busy for this share of the time, %. Kinds of its times stay. */
function busy(thread: ThreadInput, load: number, burstMs: number): ThreadInput {
  const { burst, wait, ...rest } = thread;
  const length = load < 100 && burstMs >= ENDLESS ? ORDINARY_BURST : burstMs;
  const kind = wait?.kind === 'constant' ? 'constant' : 'exponential';
  if (load >= 100) return { ...rest, burst: burst ?? { kind, meanMs: length }, wait: { kind: 'never' } };
  return {
    ...rest,
    burst: { kind, meanMs: length },
    wait: { kind, meanMs: round((length * (100 - load)) / load) },
  };
}

/** The watched guest at work for a part of each tick: its cycle is the tick's period. @param part 0..1, neither end */
export function dodging(input: ExperimentInput, { tickMs, timing }: Knobs, part: number): ExperimentInput {
  const [watched, ...rest] = input.guests;
  const [thread, ...others] = watched.threads ?? [{}];
  const kind = timing === 'alike' ? 'constant' : 'exponential';
  const changed: ThreadInput = {
    ...thread,
    burst: { kind, meanMs: round(part * tickMs) },
    wait: { kind, meanMs: round((1 - part) * tickMs) },
  };
  return { ...input, guests: [{ ...watched, threads: [changed, ...others] }, ...rest] };
}

/** The same in one of the pictures' four cases; null: as it is. */
export function dodgingAs(
  input: ExperimentInput,
  experiment: Experiment,
  part: number,
  of: DodgeCase | null,
): ExperimentInput {
  const knobs = knobsOf(experiment);
  if (of === null) return dodging(input, knobs, part);
  const timing = of === 'varied' ? 'varied' : 'alike';
  const phase = of === 'anywhere' ? 'random' : tickAt(experiment);
  const timed = turned(turned(input, knobs, 'timing', timing), knobs, 'phase', phase);
  const next = of === 'longer' ? turned(timed, knobs, 'durationS', LONGER_S) : timed;
  return dodging(next, { ...knobs, timing, phase }, part);
}

/** A time of the same mean and another kind; one that never ends stays. */
function ofKind<T extends Time | Wait>(kind: 'constant' | 'exponential', time: T): T {
  return time.kind === 'never' ? time : ({ kind, meanMs: round(meanMs(time)) } as T);
}

function timingOf({ burst, wait }: Thread): Knobs['timing'] {
  return burst?.kind === 'constant' && (wait?.kind === 'constant' || wait?.kind === 'never')
    ? 'alike'
    : 'varied';
}

function loadOf({ burst, wait }: Thread): number {
  if (!burst || !wait) return 100;
  const b = meanMs(burst as Time);
  const w = meanMs(wait);
  return w === Infinity ? 100 : round((100 * b) / (b + w));
}

function burstOf({ burst }: Thread): number {
  return burst ? round(meanMs(burst)) : ORDINARY_BURST;
}

const round = (value: number) => Number(value.toFixed(4));
/** Loads that were measured have more digits than anybody turns. */
const hundredths = (value: number) => Number(value.toFixed(2));
