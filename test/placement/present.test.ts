import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Guest } from '../../src/estate/guest';
import type { ProfileId } from '../../src/overhead/profiles';
import { PROFILES, PROFILE_IDS, parametersOf } from '../../src/overhead/profiles';
import { modelOf } from '../../src/placement/model';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from './estates';
import { often } from '../often';

const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });
const four = (max: number) => fc.array(amount(max), { minLength: 4, maxLength: 4 });

/** A virtual server with everything that a log may hold of it. */
const virtual: fc.Arbitrary<Guest> = fc
  .record({
    place: fc.constantFrom('host', 'guest'),
    unit: fc.constantFrom('busy', 'usedGHz', 'usedCores', 'hostBusy'),
    load: four(100),
    privileged: four(100),
    interrupt: four(60),
    dpc: four(60),
    switches: four(1e6),
    io: four(5000),
    used: four(4000),
    image: fc.constantFrom('', 'A'),
    kind: fc.constantFrom('', 'web', 'file', 'compute'),
    cores: fc.integer({ min: 1, max: 8 }),
    threads: fc.constantFrom(null, 16),
    split: fc.boolean(),
  })
  .map(({ place, unit, load, privileged, interrupt, dpc, switches, io, used, split, kind, ...facts }) =>
    guest(
      'VM',
      {
        [unit]: load,
        ...(split ? { busy: load, privileged, interrupt, dpc } : {}),
        switches,
        transfers: io,
        networkMBs: io,
        usedMiB: used,
      },
      { ...facts, measured: place as 'host', class: kind as '', rating: 2.5, memory: 4096 },
    ),
  );

/** What was measured of its processors, by slot, GHz: by its host where that is known. */
function measured({ measures, facts: { cores, threads } }: Guest, y: number): number[] {
  const { usedGHz, hostBusy, usedCores, busy } = measures;
  if (usedGHz) return [...usedGHz];
  const whole =
    Math.floor(cores * 2500 * (1 + y * Math.max(0, (threads ?? cores) / cores - 1)) + 1e-6) / 1000;
  if (hostBusy) return [...hostBusy].map((v) => (v / 100) * whole);
  if (usedCores) return [...usedCores].map((v) => v * 2.5);
  return [...busy!].map((v) => (v / 100) * whole);
}

const optionsOf = (change: Partial<FoldOptions>): FoldOptions => ({
  ...OPTIONS,
  present: '',
  hosts: [{ ...OPTIONS.hosts[0], cores: 64, rating: 2.5, memory: 1e6, iops: 1e6, net: 1e5 }],
  ...change,
});

/** Its demand, and what should stand there if nothing is taken out or added but what the host itself pays. */
function demandAndMeasured(vm: Guest, change: Partial<FoldOptions>) {
  const options = optionsOf(change);
  const { demands, parameters: p, profile } = modelOf(estateOf([vm], 4), options);
  const { series, memoryParts } = demands[0];
  const peak = profile.wholeMemory ? 4096 : Math.max(...vm.measures.usedMiB!);
  return {
    cpu: [[...series.cpu!], measured(vm, p.threadYield)],
    iops: [[...series.iops!], [...vm.measures.transfers!]],
    net: [[...series.net!], [...vm.measures.networkMBs!]],
    memory: [[...series.memory!], [peak * (1 + p.shadow) + memoryParts.overhead]],
  };
}

function same(pairs: Record<string, number[][]>) {
  for (const [what, [found, expected]] of Object.entries(pairs)) {
    expect(found.length, what).toBe(expected.length);
    found.forEach((v, t) =>
      expect(Math.abs(v - expected[t]), what).toBeLessThanOrEqual(1e-9 * (1 + expected[t])),
    );
  }
}

describe('a server on its own machine', () => {
  /** Of 4 cores at 2.5 GHz; per cent as they stand, and what they are in GHz and processors. */
  const units = {
    busy: (load: number[]) => ({ busy: load }),
    usedGHz: (load: number[]) => ({ usedGHz: load.map((v) => v / 10) }),
    usedCores: (load: number[]) => ({ usedCores: load.map((v) => v / 25) }),
    hostBusy: (load: number[]) => ({ hostBusy: load }),
    runCores: (load: number[]) => ({ runCores: load.map((v) => v / 25) }),
  };
  const parts = fc.record({ privileged: four(100), interrupt: four(60), dpc: four(60), switches: four(1e5) });

  it.each(PROFILE_IDS)('demands the same under %s, whatever unit it was measured in', (profile) => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 4, maxLength: 4 }),
        fc.option(parts, { nil: {} }),
        fc.constantFrom('', 'web', 'file'),
        (load, split, kind) => {
          const demand = (measures: Record<string, number[]>) => {
            const facts = { cores: 4, rating: 2.5, measured: 'native', class: kind } as const;
            const server = guest('A', { ...measures, ...split }, facts);
            return [...modelOf(estateOf([server], 4), optionsOf({ profile })).demands[0].series.cpu!];
          };
          const expected = demand(units.busy(load));
          for (const unit of Object.values(units))
            demand(unit(load)).forEach((v, t) =>
              expect(Math.abs(v - expected[t])).toBeLessThanOrEqual(1e-5 * (1 + expected[t])),
            );
        },
      ),
      { seed: 5, numRuns: often(50) },
    );
  });
});

describe('a virtual server', () => {
  it.each(PROFILE_IDS)('measured on %s and folded under it demands what was measured', (profile) => {
    fc.assert(
      fc.property(virtual, (vm) => {
        same(demandAndMeasured(vm, { profile, present: profile }));
        const said = { ...vm, facts: { ...vm.facts, present: profile } };
        same(demandAndMeasured(said, { profile, present: profile === 'kvm' ? 'esx3' : 'kvm' }));
      }),
      { seed: 1, numRuns: often(200) },
    );
  });

  it('keeps the figures that a person typed for its platform, on both sides', () => {
    const overrides = { privileged: 0.01, emulation: 200, ioPath: 2, nested: 0.3, contextSwitch: 20 };
    fc.assert(
      fc.property(virtual, (vm) =>
        same(demandAndMeasured(vm, { profile: 'kvm', present: 'kvm', overrides })),
      ),
      { seed: 2, numRuns: often(100) },
    );
  });

  it.each(PROFILE_IDS)('of which nobody says where it runs demands what was measured under %s', (profile) => {
    fc.assert(
      fc.property(virtual, (vm) => same(demandAndMeasured(vm, { profile }))),
      { seed: 3, numRuns: often(100) },
    );
  });

  it.each(PROFILE_IDS)(
    'measured on %s demands what was measured where bare adds and takes nothing',
    (present) => {
      fc.assert(
        fc.property(virtual, (vm) => same(demandAndMeasured(vm, { profile: 'bare', present }))),
        { seed: 4, numRuns: often(50) },
      );
    },
  );

  it('whose memory a host measured shares none of it again', () => {
    const shared = (place: 'host' | 'guest') => {
      const vm = guest('VM', { usedMiB: [1000], usedGHz: [1] }, { image: 'A', measured: place });
      return modelOf(estateOf([vm], 1), optionsOf({ profile: 'esx2' })).demands[0].shareable;
    };
    expect(shared('host')).toBe(0);
    expect(shared('guest')).toBeCloseTo(444, 9);
  });
});

describe('what is taken out of a measurement', () => {
  const vm = (facts: Partial<Guest['facts']> = {}) =>
    guest('VM', { usedGHz: [2.288, 1.144] }, { class: 'database', rating: 2, measured: 'host', ...facts });
  const findings = (change: Partial<FoldOptions>, facts?: Partial<Guest['facts']>) =>
    modelOf(estateOf([vm(facts)], 2), optionsOf(change)).findings.filter(({ where }) => where === 'VM');

  it('is said with its amount, and so is what is added', () => {
    // ESX 3: 0.1996 x 26 % + 6 % = 11.19 % of the work; 1.716 GHz on average hold 0.1727 of it.
    const p = parametersOf(PROFILES.esx3);
    const cost = p.privileged * (p.emulation - 1) * 0.26 + 0.06;
    const out = 1.716 - 1.716 / (1 + cost);
    const [{ level, text }] = findings({ profile: 'native', present: 'esx3' });
    expect(level).toBe('info');
    expect(text).toContain(
      `Measured on VMware ESX 3: ${+out.toPrecision(3)} GHz (${((100 * out) / 1.716).toFixed(1)} %)`,
    );
    expect(text).toContain('of their 1.72 GHz');
    expect(text).toContain('0 GHz (0.0 %) is added for Native');
  });

  it('is never more than was measured', () => {
    const busy = guest('VM', { usedGHz: [0.5], switches: [1e6] }, { rating: 2, measured: 'host' });
    const { demands } = modelOf(estateOf([busy], 1), optionsOf({ profile: 'native', present: 'esx3' }));
    // A million switches of 3 us would be 6 GHz.
    expect(demands[0].series.cpu![0]).toBeCloseTo(0, 9);
    expect(demands[0].processorParts(0).work).toBeGreaterThanOrEqual(0);
  });

  it('is nothing where a server stays, where nobody says, and natively', () => {
    expect(findings({ profile: 'esx3', present: 'esx3' })).toEqual([]);
    expect(findings({ profile: 'bare', present: 'esx3' })).toEqual([]);
    expect(findings({ profile: 'esx3' }).map(({ level, text }) => [level, text])).toEqual([
      ['guess', expect.stringMatching(/nothing is taken out and nothing added/)],
    ]);
  });

  it('follows what a guest says before what is said of the estate', () => {
    expect(findings({ profile: 'esx3', present: 'kvm' }, { present: 'esx3' })).toEqual([]);
    const [{ text }] = findings({ profile: 'esx3', present: 'esx3' }, { present: 'kvm' });
    expect(text).toMatch(/^Measured on KVM, Proxmox: /);
  });
});

describe('figures of a host', () => {
  it('come before those of the guest’s own meter, and that is said', () => {
    const vm = guest('VM', { busy: [50], hostBusy: [30] }, { cores: 4, rating: 3, measured: 'guest' });
    const { demands, findings } = modelOf(estateOf([vm], 1), optionsOf({}));
    expect(demands[0].series.cpu![0]).toBeCloseTo(0.3 * 12, 6);
    expect(findings.map(({ text }) => text).join()).toContain('VM Processor\\% Processor Time');
  });
});

describe('the same guests', () => {
  const guests = Array.from({ length: 30 }, (_, i) =>
    guest(
      `G${i}`,
      { busy: [5, 50], privileged: [1, 9], usedMiB: [500, 600] },
      { cores: 2, rating: 2.5, os: 'Linux' },
    ),
  );
  it.each(PROFILE_IDS.filter((id) => id !== 'native'))(
    'cost the same on 64 and on 128 cores under %s',
    (profile) => {
      const of = (cores: number) => {
        const host = { ...OPTIONS.hosts[0], cores, rating: 2.5, memory: 1e6 };
        const { rooms, demands, resources } = modelOf(
          estateOf(guests, 2),
          optionsOf({ profile: profile as ProfileId, hosts: [host] }),
        );
        const { fixed, perGuest, capacity } = rooms[0][resources.findIndex(({ id }) => id === 'cpu')];
        return {
          fixed,
          perGuest,
          free: capacity - cores * 2.5,
          demands: demands.map((d) => [...d.series.cpu!]),
        };
      };
      expect(of(128)).toEqual(of(64));
    },
  );
});
