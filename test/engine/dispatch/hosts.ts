import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { DispatchKernel } from '../../../src/engine/dispatch/kernel';
import type {
  ClockModel,
  GuestModel,
  HostModel,
  Law,
  SimpleLaw,
  ThreadModel,
} from '../../../src/engine/dispatch/host';

/** The two builds of the kernel; the debug build checks its invariants as it runs. */
export const BUILDS = ['debug', 'release'] as const;

export function kernelOf(build: (typeof BUILDS)[number]): Promise<DispatchKernel> {
  return DispatchKernel.from(readFileSync(new URL(`../../../build/dispatch.${build}.wasm`, import.meta.url)));
}

const MS = 10_000;

export const CLOCK: ClockModel = {
  tick: 10 * MS,
  phase: null,
  delivery: 'burst',
  rate: 2,
  giveUp: 60_000 * MS,
  lose: 0,
  tsc: 'real',
  tscRead: 0,
  order: 'thread-first',
  idleTick: 'free',
};

export const exponential = (ms: number): SimpleLaw => ({ kind: 'exponential', mean: ms * MS });
export const constant = (ms: number): SimpleLaw => ({ kind: 'constant', mean: ms * MS });

/** A thread that alternates 5 ms bursts and 15 ms waits, unless told otherwise. */
export function thread(part: Partial<ThreadModel> = {}): ThreadModel {
  return {
    vcpu: 0,
    burst: exponential(5),
    wait: exponential(15),
    arrivals: null,
    start: 'stationary',
    labels: 0,
    privileged: { share: 0, f: 0, k: 1 },
    io: null,
    ...part,
  };
}

export function guest(
  threads: readonly ThreadModel[],
  part: Partial<GuestModel> = {},
  clock: Partial<ClockModel> = {},
): GuestModel {
  return {
    vcpus: 1,
    weight: 1,
    cap: 1,
    dedicated: false,
    affinity: null,
    slice: null,
    interruptCost: 0,
    dpcCost: 0,
    threads,
    clock: { ...CLOCK, ...clock },
    ...part,
  };
}

/** A guest that never waits. */
export const hog = (part: Partial<GuestModel> = {}, clock: Partial<ClockModel> = {}) =>
  guest([thread({ burst: constant(5), wait: null, start: 'burst' })], part, clock);

export function hostOf(guests: readonly GuestModel[], part: Partial<HostModel> = {}): HostModel {
  return {
    processors: 1,
    policy: 'round-robin',
    slice: 50 * MS,
    slots: 'yield',
    boost: false,
    skew: 3 * MS,
    idle: { detect: 'halt', check: 1.5 * MS, probability: 1 },
    switchCost: 0,
    housekeeping: 0,
    interrupt: 0,
    timer: 0,
    devices: [],
    guests,
    duration: 10_000 * MS,
    warmup: 0,
    ...part,
  };
}

// Small whole times, so that ties are common; and now and then none of the usual.
const time = (least: number, most: number) => fc.integer({ min: least, max: most });
const simpleLaw: fc.Arbitrary<SimpleLaw> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('constant' as const, 'uniform' as const, 'exponential' as const),
    mean: time(1, 40).map((n) => n * 500),
  }),
  fc.record({
    kind: fc.constant('trace' as const),
    values: fc.array(
      time(1, 40).map((n) => n * 500),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);
const mixture: fc.Arbitrary<Law> = fc.tuple(simpleLaw, simpleLaw, time(1, 9)).map(([a, b, weight]) => ({
  kind: 'mixture',
  parts: [
    { label: 0, weight, law: a },
    { label: 1, weight: 10 - weight, law: b },
  ],
}));

/** After I/O this is none, and after a burst alone the least that there is. */
const noWait: fc.Arbitrary<SimpleLaw> = fc.constant({ kind: 'constant', mean: 0 });

const threadOn = (vcpus: number, devices: number): fc.Arbitrary<ThreadModel> =>
  fc
    .record({
      vcpu: time(0, vcpus - 1),
      work: fc.oneof({ weight: 3, arbitrary: simpleLaw }, { weight: 1, arbitrary: mixture }),
      wait: fc.option(fc.oneof({ weight: 5, arbitrary: simpleLaw }, { weight: 1, arbitrary: noWait }), {
        freq: 5,
      }),
      arrivals: fc.option(
        time(5, 60).map((n) => n * 1000),
        { freq: 1 },
      ),
      open: fc.integer({ min: 0, max: 4 }),
      start: fc.constantFrom('burst' as const, 'wait' as const, 'stationary' as const),
      privileged: fc.oneof(
        { weight: 2, arbitrary: fc.constant({ share: 0, f: 0, k: 1 }) },
        {
          weight: 1,
          arbitrary: fc.record({
            share: fc.constantFrom(0, 0.3),
            f: fc.constant(0.001),
            k: fc.constant(500),
          }),
        },
      ),
      io: fc.option(
        fc.record({ device: time(0, Math.max(0, devices - 1)), perBurst: fc.constantFrom(0.5, 1, 1.5, 2) }),
        {
          freq: 2,
        },
      ),
    })
    .map(({ work, wait, arrivals, open, io, ...rest }) => ({
      ...rest,
      burst: work,
      labels: work.kind === 'mixture' ? 2 : 0,
      wait: open === 0 ? null : wait,
      arrivals: open === 0 ? (arrivals ?? 20_000) : null,
      io: devices > 0 ? io : null,
    }));

// VirtualBox's apparent time is a sum of parts of 100 ns: how it is cut shows in the last bit. rules.test.ts has it.
const clock: fc.Arbitrary<ClockModel> = fc
  .record({
    tick: fc.constantFrom(10_000, 15_625, 3_000),
    phase: fc.constantFrom(null, 0, 0.5),
    delivery: fc.constantFrom('burst', 'merge', 'discard', 'delay', 'catchup', 'virtualbox'),
    rate: fc.constantFrom(1.5, 2, 3),
    giveUp: fc.constantFrom(600_000_000, 60_000),
    lose: fc.constantFrom(0, 0, 0, 0.3),
    tsc: fc.constantFrom('real', 'apparent'),
    tscRead: fc.constantFrom(0, 0, 20),
    order: fc.constantFrom('thread-first', 'idle-first'),
    idleTick: fc.constantFrom('free', 'free', 'free', 'dispatch'),
  })
  .map((each: ClockModel) => (each.delivery === 'virtualbox' ? { ...each, tsc: 'real' } : each));

/** Small hosts of all kinds: every policy, every option, a fraction of a second long. */
export const anyHost: fc.Arbitrary<HostModel> = fc
  .record({ processors: time(1, 4), devices: time(0, 2), plain: fc.boolean() })
  .chain(({ processors, devices, plain }) => {
    const guestModel = time(1, Math.min(plain ? 1 : 3, processors)).chain((vcpus) =>
      fc.record({
        vcpus: fc.constant(vcpus),
        weight: fc.constantFrom(1, 1, 2, 5),
        cap: plain ? fc.constant(1) : fc.constantFrom(1, 1, 1, 0.03, 0.2),
        dedicated: fc.constant(false),
        affinity: fc.constant(null),
        slice: fc.constantFrom(null, null, 30_000, Infinity),
        interruptCost: plain ? fc.constant(0) : fc.constantFrom(0, 0, 100),
        dpcCost: plain ? fc.constant(0) : fc.constantFrom(0, 0, 200),
        threads: fc.array(threadOn(vcpus, devices), { minLength: 1, maxLength: plain ? 2 : 4 }),
        clock,
      }),
    );
    return fc.record({
      processors: fc.constant(processors),
      policy: plain
        ? fc.constant('round-robin' as const)
        : fc.constantFrom(
            'round-robin' as const,
            'weighted' as const,
            'strict-cosched' as const,
            'pairs' as const,
            'relaxed-cosched' as const,
            'relaxed-esx4' as const,
          ),
      slice: fc.constantFrom(50_000, 7_000, 20_000),
      slots: fc.constantFrom('yield' as const, 'yield' as const, 'yield' as const, 'fixed' as const),
      boost: plain ? fc.constant(false) : fc.boolean(),
      skew: fc.constantFrom(30_000, 1_000, 0),
      idle: fc.record({
        detect: plain
          ? fc.constant('halt' as const)
          : fc.constantFrom('halt' as const, 'poll' as const, 'none' as const),
        check: fc.constantFrom(15_000, 1_000),
        probability: fc.constantFrom(1, 0.5),
      }),
      switchCost: plain ? fc.constant(0) : fc.constantFrom(0, 0, 300),
      housekeeping: plain ? fc.constant(0) : fc.constantFrom(0, 0, 0.02),
      interrupt: plain ? fc.constant(0) : fc.constantFrom(0, 0, 150),
      timer: plain ? fc.constant(0) : fc.constantFrom(0, 0, 0, 90),
      devices: fc.array(fc.record({ service: simpleLaw, servers: time(1, 2) }), {
        minLength: devices,
        maxLength: devices,
      }),
      guests: fc
        .array(guestModel, { minLength: 1, maxLength: 4 })
        .chain((guests) => pinned(guests, processors, plain)),
      duration: fc.constant(2_000_000),
      warmup: fc.constantFrom(0, 123_457),
    });
  });

/** Gives some guests a processor of their own, or only some of the processors, where that leaves room for all. */
function pinned(guests: GuestModel[], processors: number, plain: boolean): fc.Arbitrary<GuestModel[]> {
  const widest = Math.max(...guests.map((each) => each.vcpus));
  if (plain || processors < widest + 1) return fc.constant(guests);
  return fc.constantFrom('none', 'dedicated', 'affinity').map((kind) =>
    guests.map((each, i) => {
      if (i > 0 || kind === 'none') return each;
      if (kind === 'dedicated' && each.vcpus === 1) return { ...each, dedicated: true };
      const affinity = Array.from({ length: each.vcpus }, (_, p) => p);
      return kind === 'affinity' ? { ...each, affinity } : each;
    }),
  );
}
