import fc from 'fast-check';
import type { Estate } from '../../src/estate/estate';
import type { Facts, Guest } from '../../src/estate/guest';
import { UNKNOWN_FACTS } from '../../src/estate/guest';
import type { ProfileId } from '../../src/overhead/profiles';
import type { HostSpec } from '../../src/overhead/host';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { DEFAULT_THRESHOLDS } from '../../src/placement/advice';
import type { FoldOptions } from '../../src/placement/options';

export const OPTIONS: FoldOptions = {
  profile: 'bare',
  present: 'esx3',
  hosts: [{ ...DEFAULT_HOST, cores: 4, rating: 2, memory: 8192 }],
  ceilings: {},
  policy: 'peak-of-sums',
  failures: 0,
  overrides: {},
  thresholds: DEFAULT_THRESHOLDS,
  seed: 1,
  work: 2,
};

/** A guest by hand. */
export function guest(name: string, measures: Record<string, number[]>, facts: Partial<Facts> = {}): Guest {
  return {
    name,
    facts: { ...UNKNOWN_FACTS, ...facts },
    guessed: new Set(),
    measures: Object.fromEntries(Object.entries(measures).map(([k, v]) => [k, Float32Array.from(v)])),
    coverage: 1,
    samples: 200,
    processes: [],
  };
}

export function estateOf(guests: Guest[], slots: number): Estate {
  return {
    recorded: null,
    grid: { start: 0, step: 300_000, slots, align: 'wall' },
    guests,
    leftOut: [],
    findings: [],
  };
}

const SLOTS = 5;
const series = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: SLOTS, maxLength: SLOTS });
const holed = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 100 }) }, fc.constant(NaN)),
  {
    minLength: SLOTS,
    maxLength: SLOTS,
  },
);

const facts: fc.Arbitrary<Partial<Facts>> = fc.record({
  cores: fc.integer({ min: 1, max: 4 }),
  memory: fc.constantFrom(null, 1024, 2048, 4096),
  image: fc.constantFrom('', 'A', 'B'),
  os: fc.constantFrom('', 'Windows 2003', 'Linux'),
  class: fc.constantFrom('', 'web', 'file'),
  measured: fc.constantFrom('native', 'guest', 'host'),
  dedicated: fc.boolean().map((b) => b),
  native: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  together: fc.constantFrom('', '', '', 't1', 't2'),
  apart: fc.constantFrom('', '', 'x', 'y', 'x; y'),
  host: fc.constantFrom('', '', '', 'big', 'nowhere'),
});

const anyGuest = fc.record({
  facts,
  busy: holed,
  free: series(900),
  transfers: series(2000),
  split: fc.boolean(),
});

/** Random estates with every feature of the model in them. */
export const anyEstate: fc.Arbitrary<Estate> = fc
  .array(anyGuest, { minLength: 1, maxLength: 14 })
  .map((list) =>
    estateOf(
      list.map(({ facts: f, busy, free, transfers, split }, i) =>
        guest(
          `G${i}`,
          {
            busy,
            availableMiB: free,
            transfers,
            ...(split
              ? {
                  privileged: busy.map((v) => v / 2),
                  interrupt: busy.map((v) => v / 20),
                  dpc: busy.map((v) => v / 10),
                }
              : {}),
          },
          f,
        ),
      ),
      SLOTS,
    ),
  );

const host = (name: string): fc.Arbitrary<HostSpec> =>
  fc
    .record({
      name: fc.constant(name),
      cores: fc.integer({ min: 2, max: 8 }),
      memory: fc.constantFrom(null, 8192, 16384),
      iops: fc.constantFrom(null, 3000),
      count: fc.constantFrom(null, 1, 3),
      threads: fc.constantFrom(null, 16),
      reserveMemory: fc.constantFrom(0, 512),
      vcpuPerCore: fc.constantFrom(null, 3),
    })
    .map((h) => ({ ...DEFAULT_HOST, rating: 2, ...h }));

/** Random choices about the fold. */
export const anyOptions: fc.Arbitrary<FoldOptions> = fc
  .record({
    profile: fc.constantFrom<ProfileId>(
      'bare',
      'esx2',
      'esx3',
      'hosted',
      'xen2006',
      'single-image',
      'vt-first',
      'kvm',
      'custom',
    ),
    present: fc.constantFrom<ProfileId>('esx2', 'kvm'),
    hosts: fc.tuple(host('small'), host('big'), fc.boolean()).map(([a, b, two]) => (two ? [a, b] : [a])),
    ceilings: fc.constantFrom({}, { cpu: 80, memory: 90 }),
    policy: fc.constantFrom('peak-of-sums', 'sum-of-p95', 'sum-of-peaks'),
    failures: fc.integer({ min: 0, max: 2 }),
    overrides: fc.constantFrom({}, { ballooning: 1 }, { sharing: 0.6 }),
    seed: fc.integer({ min: 0, max: 100 }),
  })
  .map((o) => ({ ...OPTIONS, ...o }) as FoldOptions);
