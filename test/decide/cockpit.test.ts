import { describe, expect, it } from 'vitest';
import { triangular, unit } from '../../src/decide/draw';
import { ASSUMED } from '../../src/decide/flight/assumed';
import { cockpitOf, vcpusOf, whyNotFlown } from '../../src/decide/flight/cockpit';
import { figuresOfGuest } from '../../src/decide/flight/figures';
import { hostModelOf, type FlownGuest } from '../../src/decide/flight/host-model';
import { momentsOf } from '../../src/decide/flight/moments';
import { Consolidation } from '../../src/decide/flight/ratio';
import { Spanning } from '../../src/decide/flight/span';
import { hostsFlown } from '../../src/decide/flight/fly';
import type { RunHost } from '../../src/dispatch/run';
import type { GuestStatistics } from '../../src/engine/dispatch/statistics';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { PROFILES } from '../../src/overhead/profiles';
import type { PlannedHost } from '../../src/placement/answer';
import { foldable } from '../../src/placement/foldable';
import { ANSWER } from '../report/answer';
import { estateOf, guest, OPTIONS } from '../placement/estates';

const MS = 10_000;
const SECOND = 1000 * MS;
const flown = (vcpus: number, busy: number, dedicated = false): FlownGuest => ({
  name: 'G',
  vcpus,
  busy,
  dedicated,
});
const cockpit = (guests: FlownGuest[], dispatch = PROFILES.esx2.dispatch) => ({
  processors: 2,
  guests,
  housekeeping: 0.01,
  dispatch,
});

describe('a host that is flown, as the kernel takes it', () => {
  it('has the policy of its profile, its guests, their threads and a run of so many events', () => {
    const model = hostModelOf(cockpit([flown(2, 1), flown(1, 0.5, true), flown(1, 0)]), ASSUMED[0])!;
    // 10,000 events, 3.1 for each burst of 5 ms with slices of 50 ms; 1.5 processors are busy.
    const duration = Math.round((10_000 * 5 * MS) / (3.1 * 1.5));
    expect(model).toMatchObject({
      processors: 2,
      policy: 'strict-cosched',
      slice: 50 * MS,
      slots: 'yield',
      boost: false,
      skew: 3 * MS,
      idle: { detect: 'poll', check: 1.5 * MS, probability: 1 },
      switchCost: 0,
      housekeeping: 0.01,
      interrupt: 0,
      timer: 0,
      devices: [],
      duration,
      warmup: Math.round(duration / 10),
    });
    const [two, one, none] = model.guests;
    expect(two).toMatchObject({
      vcpus: 2,
      weight: 1,
      cap: 1,
      dedicated: false,
      interruptCost: 0,
      dpcCost: 0,
    });
    expect(two.clock).toEqual({
      tick: 15.625 * MS,
      phase: null,
      delivery: 'burst',
      rate: 2,
      giveUp: 60 * SECOND,
      lose: 0,
      tsc: 'real',
      tscRead: 0,
      order: 'thread-first',
      idleTick: 'free',
    });
    const half = { kind: 'exponential', mean: 5 * MS };
    expect(two.threads).toEqual(
      [0, 1].map((vcpu) => ({
        vcpu,
        burst: half,
        wait: half,
        arrivals: null,
        start: 'stationary',
        labels: 0,
        privileged: { share: 0, f: 0, k: 1 },
        io: null,
      })),
    );
    expect(one).toMatchObject({ dedicated: true, threads: { length: 1 } });
    expect(none.threads).toEqual([]);
  });

  it.each([
    ['nobody wants anything', [flown(1, 0)], null],
    ['it would be over at once', [flown(64, 64)], SECOND],
    ['it would never end', [flown(1, 1e-6)], 50_000 * SECOND],
    // 4000 and 2000 for each of ten are 24,000 events; of twenty 30,000 at most.
    ['ten are busy', Array<FlownGuest>(10).fill(flown(1, 0.1)), Math.round((24_000 * 5 * MS) / 3.1)],
    ['twenty are', Array<FlownGuest>(20).fill(flown(1, 0.05)), Math.round((30_000 * 5 * MS) / 3.1)],
  ])('runs as long as it takes where %s', (_, guests, duration) => {
    expect(hostModelOf(cockpit(guests), ASSUMED[0])?.duration ?? null).toBe(duration);
  });

  it('halts where idling is not polled for', () => {
    expect(hostModelOf(cockpit([flown(1, 0.5)], PROFILES.kvm.dispatch), ASSUMED[0])!.idle).toEqual({
      detect: 'halt',
      check: 1.5 * MS,
      probability: 1,
    });
  });

  const few = ASSUMED.find((work) => work.few)!;
  it.each([
    // [virtual processors, busy, those that are used where it is as few as carry it, wait of 1 ms bursts]
    [4, 0.9, 1, Math.round(MS / 9)],
    [4, 0.91, 2, Math.round((MS * 0.545) / 0.455)],
    [4, 1.8, 2, Math.round(MS / 9)],
    [2, 1.99, 2, null],
    [2, 1.98, 2, Math.round((MS * 0.01) / 0.99)],
    [1, 0.001, 1, 999 * MS],
  ])('puts a guest of %d vCPUs that is %d busy on %d of them', (vcpus, busy, used, mean) => {
    const [{ threads }] = hostModelOf(cockpit([flown(vcpus, busy)]), few)!.guests;
    expect(threads.map(({ vcpu }) => vcpu)).toEqual(Array.from({ length: used }, (_, k) => k));
    for (const { wait } of threads)
      expect(wait).toEqual(mean === null ? null : { kind: 'exponential', mean });
    expect(hostModelOf(cockpit([flown(vcpus, busy)]), ASSUMED[0])!.guests[0].threads).toHaveLength(vcpus);
  });

  it('knows the bursts of a mixture by their labels', () => {
    const mixed = ASSUMED.find(({ burst }) => burst.kind === 'mixture')!;
    expect(hostModelOf(cockpit([flown(1, 0.5)]), mixed)!.guests[0].threads[0].labels).toBe(2);
    // Nine of 1 ms and one of 200 ms.
    expect(mixed.mean).toBe(20.9 * MS);
    expect(mixed.burst).toEqual({
      kind: 'mixture',
      parts: [
        { label: 0, weight: 0.9, law: { kind: 'exponential', mean: MS } },
        { label: 1, weight: 0.1, law: { kind: 'exponential', mean: 200 * MS } },
      ],
    });
  });

  it('is flown under six kinds of work', () => {
    expect(ASSUMED.map(({ mean, few, delivery, order }) => [mean / MS, few, delivery, order])).toEqual([
      [5, false, 'burst', 'thread-first'],
      [1, false, 'burst', 'idle-first'],
      [1, true, 'merge', 'thread-first'],
      [200, false, 'burst', 'thread-first'],
      [200, true, 'burst', 'idle-first'],
      [20.9, false, 'discard', 'thread-first'],
    ]);
  });
});

describe('a planned host at one moment', () => {
  const kind = { ...DEFAULT_HOST, cores: 4, rating: 2 };
  /** Guests of so many GHz on 4 processors of 2 GHz, which are so busy at the second of two moments. */
  const host = (ghz: readonly number[], load: number): PlannedHost => ({
    ...ANSWER.hosts[0],
    kind,
    capacity: { cpu: 8 },
    guests: ghz.map((_, g) => `G${g}`),
    load: { cpu: Float32Array.of(0, load) },
    processorByGuest: ghz.map((each) => Float32Array.of(0, each)),
  });
  const plan = (facts: Record<string, { cores: number; dedicated: boolean }>, scheduling = 0) => ({
    factsOf: (name: string) => facts[name],
    profile: PROFILES.kvm,
    scheduling,
    seed: 1,
    runHost: (() => Promise.reject(new Error('no run'))) as unknown as RunHost,
  });
  const of = (cores: number, dedicated = false) => ({ cores, dedicated });

  it('has its guests in processors, and charges each what the plan charges it', () => {
    const at = cockpitOf(host([2, 1], 3), 1, plan({ G0: of(2), G1: of(1) }, 0.02));
    expect(at).toMatchObject({ processors: 4, housekeeping: 0.02, dispatch: PROFILES.kvm.dispatch });
    expect(at.guests).toEqual([
      { name: 'G0', vcpus: 2, busy: 1, dedicated: false },
      { name: 'G1', vcpus: 1, busy: 0.5, dedicated: false },
    ]);
  });

  it.each([
    // [GHz of two guests, of the host, each's scheduling; processors that each costs]
    ['what the load has beyond them, in equal parts', [2, 1], 4, 0.02, 0.25],
    ['no less than scheduling', [2, 1], 3.04, 0.02, 0.02],
    ['nothing below zero', [2, 1], 2, 0, 0],
    ['one at most', [1, 0], 8, 0, 1],
    ['nine tenths of the host at most', [0, 0, 0, 0, 0, 0, 0, 0], 8, 0, 0.45],
  ])('keeps house with %s', (_, ghz, load, scheduling, each) => {
    const facts = Object.fromEntries(ghz.map((_, g) => [`G${g}`, of(1)]));
    expect(cockpitOf(host(ghz, load), 1, plan(facts, scheduling)).housekeeping).toBeCloseTo(each, 6);
  });

  it.each([
    ['its own where others have some left', { G0: of(2, true), G1: of(1) }, [true, false]],
    ['shared where none would be left to others', { G0: of(4, true), G1: of(1) }, [false, false]],
    ['all its own where nobody else is there', { G0: of(3, true), G1: of(1, true) }, [true, true]],
    ['shared where they are more than there are', { G0: of(3, true), G1: of(2, true) }, [false, false]],
    ['nobody’s of whom nothing is known', { G0: of(1) }, [false, false]],
  ])('has processors that are %s', (_, facts, dedicated) => {
    expect(cockpitOf(host([2, 1], 8), 1, plan(facts)).guests.map((each) => each.dedicated)).toEqual(
      dedicated,
    );
  });

  it('counts for what it costs neither the processors that are one guest’s own, nor its load', () => {
    // 8 GHz, of which 4 are two processors of G0's own, and 1 is G1's: 3 GHz are 1.5 processors for two.
    const facts = { G0: of(2, true), G1: of(1) };
    expect(cockpitOf(host([3, 1], 8), 1, plan(facts)).housekeeping).toBeCloseTo(0.75, 6);
  });

  it('counts the virtual processors of its guests, one for a stranger', () => {
    expect(vcpusOf(host([1, 1], 2), plan({ G0: of(3) }))).toBe(4);
  });

  it.each([
    ['256 processors', { capacity: { cpu: 512 } }, of(1), null],
    ['257', { capacity: { cpu: 514 } }, of(1), 'it has 257 processors, and 256 can be simulated'],
    ['1024 virtual processors', {}, of(512), null],
    ['1026', {}, of(513), 'its guests have 1026 virtual processors, and 1024 can be simulated'],
    ['no guests', { guests: [] }, of(1), 'nothing is known of how busy its processors are'],
  ])('is flown with %s, or not', (_, change, facts, why) => {
    expect(whyNotFlown({ ...host([1, 1], 2), ...change }, plan({ G0: facts, G1: facts }))).toBe(why);
  });
});

describe('what a guest saw of a run', () => {
  const vcpu = (part: object) => ({ used: 0, burnt: 0, ready: 0, costop: 0, ticks: { idle: 0 }, ...part });
  const statistics = (vcpus: object[], threads: object[], interrupts: object) =>
    ({ vcpus, threads, interrupts }) as unknown as GuestStatistics;

  it('is in shares of time for each virtual processor, delays in ms', () => {
    const histogram = Float64Array.from({ length: 400 }, () => 0);
    const seen = figuresOfGuest(
      statistics(
        [
          vcpu({ used: 300 * MS, burnt: 100 * MS, ready: 50 * MS, costop: 10 * MS, ticks: { idle: 32 } }),
          vcpu({ used: 200 * MS, ready: 150 * MS, ticks: { idle: 16 } }),
        ],
        [
          { response: 30, demand: 10 },
          { response: 10, demand: 10 },
        ],
        { sum: 30 * MS, count: 0, histogram },
      ),
      1000 * MS,
    );
    expect(seen.used).toBeCloseTo(0.2);
    expect(seen.ready).toBeCloseTo(0.1);
    expect(seen.costop).toBeCloseTo(0.005);
    expect(seen.slowdown).toBe(2);
    expect(seen.interruptDelayMs.p95).toBeNaN();
    // 48 idle ticks of 15.625 ms are 0.75 s of two.
    expect(seen.measured.processor).toBeCloseTo(1 - 0.375);
    expect(seen.measured.error).toBeCloseTo(1 - 0.375 - 0.2);
    const delay = { sum: 30 * MS, count: 10, histogram };
    expect(figuresOfGuest(statistics([vcpu({})], [], delay), MS).interruptDelayMs.mean).toBe(3);
    expect(figuresOfGuest(statistics([vcpu({})], [], delay), MS).measured.processor).toBe(0);
  });
});

describe('draws', () => {
  it.each([
    [{ low: 0, likely: 0, high: 1 }, 0.75, 0.5],
    [{ low: 0, likely: 1, high: 1 }, 0.25, 0.5],
    [{ low: 2, likely: 4, high: 10 }, 0.25, 4],
    [{ low: 2, likely: 4, high: 10 }, 1 / 16, 3],
    [{ low: 2, likely: 4, high: 10 }, 13 / 16, 7],
    [{ low: 5, likely: 5, high: 5 }, 0.9, 5],
  ])('of a triangle %j: at %d of its area is %d', (range, u, value) => {
    expect(triangular(range, u)).toBeCloseTo(value, 12);
  });

  it('are the same whenever they are drawn, and by every one of seed, sample and figure', () => {
    // Links name seeds: what they drew once is what they draw (worked out in whole numbers of any length).
    expect(
      [
        [1, 0, 0],
        [2, 0, 0],
        [1, 1, 0],
        [1, 0, 1],
        [2 ** 31 - 1, 999_999, 1003],
      ].map(([seed, sample, figure]) => (unit(seed, sample, figure) * 2 ** 32 - 0.5).toString(16)),
    ).toEqual(['85a6c76a', 'cd4de729', '5f312092', 'cd76895b', 'a1b68149']);
  });

  const moments = (length: number, seed = 1) =>
    momentsOf(
      Float32Array.from({ length }, (_, t) => Number(t === 1)),
      seed,
      0,
    );
  it('take one moment of each quarter of a window of four slots or more', () => {
    expect(moments(3)).toEqual([{ slot: 1, which: 'fullest' }]);
    // The second of four is the fullest already.
    expect(moments(4)).toEqual([
      { slot: 1, which: 'fullest' },
      { slot: 0, which: 1 },
      { slot: 2, which: 3 },
      { slot: 3, which: 4 },
    ]);
    for (let seed = 1; seed < 40; seed++)
      for (const { slot, which } of moments(10, seed).slice(1))
        // Quarters of ten slots begin at 0, 2.5, 5 and 7.5, rounded.
        expect([0, 3, 5, 8].findLastIndex((from) => slot >= from) + 1).toBe(which);
    const slots = Array.from({ length: 60 }, (_, seed) => moments(10, seed).at(-1)!.slot);
    expect(new Set(slots)).toEqual(new Set([8, 9]));
  });
});

describe('a range', () => {
  it.each([
    [[[3, false]], { low: 3, high: 3, mean: NaN, se: NaN }],
    [[[3, true]], { low: 3, high: 3, mean: 3, se: NaN }],
    [
      [
        [3, true],
        [5, true],
        [9, false],
      ],
      { low: 4, high: 9, mean: 4, se: 1 },
    ],
    [
      [
        [1, true],
        [2, true],
        [6, true],
      ],
      { low: 3, high: 3, mean: 3, se: Math.sqrt(14 / 6) },
    ],
    [[[NaN, true]], { low: NaN, high: NaN, mean: NaN, se: NaN }],
  ] as [[number, boolean][], object][])('of %j', (values, span) => {
    const spanning = new Spanning();
    for (const [value, likely] of values) spanning.add(value, likely);
    expect(spanning.span).toEqual(span);
  });
});

describe('hosts filled by ratio', () => {
  /** Servers of so many virtual processors, each so busy, %, on hosts of 2 cores of 1 GHz. */
  const consolidation = (guests: [vcpus: number, busy: number][], run?: RunHost, cores = 2) => {
    const estate = estateOf(
      guests.map(([vcpus, busy], k) =>
        guest(`G${k}`, { busy: [busy, busy / 2] }, { cores: vcpus, rating: 1, measured: 'host' }),
      ),
      2,
    );
    const options = {
      ...OPTIONS,
      profile: 'kvm',
      present: 'kvm',
      overrides: { scheduling: 0, vmm: 0 },
      hosts: [{ ...DEFAULT_HOST, cores, rating: 1 }],
    } as const;
    const { model } = foldable(estate, options);
    return new Consolidation(
      model,
      guests.map((_, g) => g),
      0,
      run ?? (() => Promise.reject(new Error('no run'))),
    );
  };

  it.each([
    // Beyond 4, as far as the one before asks for less than all there is.
    [50, [1, 2, 3, 4]],
    [24, [1, 2, 3, 4, 5]],
    [10, [1, 2, 3, 4, 5, 6, 8, 10]],
    [9, [1, 2, 3, 4, 5, 6, 8, 10, 12]],
    [1, [1, 2, 3, 4, 5, 6, 8, 10, 12, 16]],
    [0, []],
  ])('of servers of %i %% are tried until they are full', (busy, ratios) => {
    expect(consolidation([[1, busy]]).ratios).toEqual(ratios);
  });

  it('stop where the kernel does', () => {
    expect(consolidation([[1, 1]], undefined, 256).ratios).toEqual([1, 2, 3, 4]);
    expect(consolidation([[1, 1]], undefined, 257).ratios).toEqual([]);
  });

  it('draw servers over again, as long as they go in, and run each draw under all kinds of work', async () => {
    const asked: number[][] = [];
    const run: RunHost = (model) => {
      asked.push(model.guests.map(({ vcpus }) => vcpus));
      return Promise.resolve({
        elapsed: 10,
        guests: model.guests.map(({ vcpus }) => ({ vcpus: Array(vcpus).fill({ ready: 2 }) })),
      } as unknown as Awaited<ReturnType<RunHost>>);
    };
    const at = await consolidation(
      [
        [2, 40],
        [1, 20],
      ],
      run,
    ).at(3);
    // Three draws of six virtual processors each, under six kinds of work.
    expect(asked).toHaveLength(18);
    for (const vcpus of asked) {
      expect(vcpus.reduce((sum, each) => sum + each, 0)).toBe(6);
      expect([...vcpus].sort()).toEqual([1, 1, 2, 2]);
    }
    // Two of 0.8 and two of 0.2 processors on two; every virtual processor waits a fifth of the time.
    expect(at.ratio).toBe(3);
    expect(at.load.mean).toBeCloseTo((2 * 0.8 + 2 * 0.2) / 2, 5);
    const fifth = expect.closeTo(0.2, 12) as number;
    expect(at.ready).toEqual({ low: fifth, high: fifth, mean: fifth, se: expect.closeTo(0, 12) as number });
  });

  it('leave virtual processors free that no server is small enough for', async () => {
    const sizes: number[] = [];
    const run: RunHost = (model) => {
      sizes.push(model.guests.length);
      return Promise.resolve({ elapsed: 1, guests: [] } as unknown as Awaited<ReturnType<RunHost>>);
    };
    await consolidation([[2, 40]], run, 3).at(1);
    expect(new Set(sizes)).toEqual(new Set([1]));
  });
});

describe('the hosts of an answer', () => {
  it('are of the kinds that the fold has, the first where it is none of them', () => {
    const kinds = [1, 2].map((cores) => ({ ...DEFAULT_HOST, cores }));
    const on = (cores: number) => ({ ...ANSWER.hosts[0], kind: { ...DEFAULT_HOST, cores }, guests: ['A'] });
    expect(hostsFlown({ hosts: [on(2), on(1), on(3)] }, kinds).map(({ kind }) => kind)).toEqual([1, 0, 0]);
  });
});
