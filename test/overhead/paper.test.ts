import { describe, expect, it } from 'vitest';
import type { Guest } from '../../src/estate/guest';
import { UNKNOWN_FACTS } from '../../src/estate/guest';
import { calibrate, parseRows } from '../../src/overhead/calibrate';
import type { DemandContext } from '../../src/overhead/demand';
import { demandOf } from '../../src/overhead/demand';
import { processorCapacity } from '../../src/overhead/capacity';
import { DEFAULT_HOST, hostCost } from '../../src/overhead/host';
import { emulationFactor, netSpeedUp } from '../../src/overhead/parameters';
import type { ParameterId } from '../../src/overhead/parameters';
import { PROFILE_BASES } from '../../src/overhead/profile-bases';
import { PROFILES, PROFILE_IDS, parametersOf } from '../../src/overhead/profiles';
import { roomOf } from '../../src/overhead/reserve';

const bare = parametersOf(PROFILES.bare);
const context = (change: Partial<DemandContext> = {}): DemandContext => ({
  target: bare,
  present: bare,
  rating: 2,
  slots: 1,
  oneImage: false,
  wholeMemory: false,
  ...change,
});
const guest = (measures: Record<string, number[]>, facts: Partial<Guest['facts']> = {}): Guest => ({
  name: 'G',
  facts: { ...UNKNOWN_FACTS, ...facts },
  guessed: new Set(),
  measures: Object.fromEntries(Object.entries(measures).map(([k, v]) => [k, Float32Array.from(v)])),
  coverage: 1,
  samples: 1,
  processes: [],
});

describe("the paper's arithmetic", () => {
  it('f = .001 and k = 1000 make kernel time 1.999 times as long', () => {
    const p = { ...bare, privileged: 0.001, emulation: 1000 };
    expect(1 + emulationFactor(p)).toBeCloseTo(1.999, 12);
    const d = demandOf(
      guest({ busy: [100], privileged: [100], interrupt: [0], dpc: [0] }),
      context({ target: p }),
    );
    expect(d.series.cpu![0]).toBeCloseTo(2 * 1.999, 6);
  });

  it('a clock twice as fast is lost when f (k - 1) > 1 for a guest that is all kernel', () => {
    expect(netSpeedUp(2, 1, { privileged: 0.001, emulation: 1000 })).toBeCloseTo(2 / 1.999, 12);
    expect(netSpeedUp(2, 1, { privileged: 0.0011, emulation: 1000 })).toBeLessThan(1);
  });

  it('interrupt and DPC time is added once, whatever the emulation', () => {
    const target = { ...bare, ioPath: 1 };
    const d = demandOf(
      guest({ busy: [50], privileged: [20], interrupt: [4], dpc: [6] }),
      context({ target }),
    );
    expect(d.series.cpu![0]).toBeCloseTo(2 * 0.6, 6);
    const emulated = { ...target, privileged: 0.01, emulation: 101 };
    const e = demandOf(
      guest({ busy: [50], privileged: [20], interrupt: [4], dpc: [6] }),
      context({ target: emulated }),
    );
    // Emulation applies to all kernel time, drivers in it: 20 %, once more.
    expect(e.series.cpu![0]).toBeCloseTo(2 * 0.8, 6);
  });

  it('where kernel time is logged below interrupt and DPC time, it is these that are emulated', () => {
    const target = { ...bare, privileged: 0.01, emulation: 101 };
    const d = demandOf(guest({ busy: [50], privileged: [5], interrupt: [4], dpc: [6] }), context({ target }));
    expect(d.processorParts(0).emulation).toBeCloseTo(2 * 0.1, 6);
  });

  it('10 guests cost 720 MB beyond their own need on ESX', () => {
    const room = roomOf({ ...DEFAULT_HOST, memory: 65536 }, 'memory', parametersOf(PROFILES.esx2), {});
    expect(room.fixed + 10 * room.perGuest).toBe(720);
  });

  it('context switches cost their microseconds of a core', () => {
    const target = { ...bare, contextSwitch: 3 };
    const d = demandOf(guest({ busy: [10], switches: [10_000] }), context({ target }));
    expect(d.series.cpu![0]).toBeCloseTo(2 * (0.1 + 0.03), 6);
  });
});

describe('what was measured where decides what is added', () => {
  const target = { ...bare, privileged: 0.001, emulation: 501, ioPath: 1 };

  it('a guest measured by its host is left alone when the profile stays the same', () => {
    const d = demandOf(guest({ usedGHz: [1.5] }, { measured: 'host' }), context({ target, present: target }));
    expect(d.series.cpu![0]).toBeCloseTo(1.5, 6);
  });

  it('only the difference between the profiles is added', () => {
    const milder = { ...target, emulation: 101 };
    const from = demandOf(
      guest({ usedGHz: [1.5] }, { measured: 'host' }),
      context({ target, present: milder }),
    );
    const to = demandOf(
      guest({ usedGHz: [1.5] }, { measured: 'host' }),
      context({ target: milder, present: target }),
    );
    expect(from.series.cpu![0]).toBeGreaterThan(1.5);
    expect(to.series.cpu![0]).toBeLessThan(1.5);
    expect((from.series.cpu![0] * to.series.cpu![0]) / 1.5 ** 2).toBeCloseTo(1, 6);
  });
});

describe('memory', () => {
  it('is installed less available, and a slot without a sample takes the 95th percentile', () => {
    const d = demandOf(guest({ availableMiB: [500, NaN, 700] }, { memory: 1000 }), context({ slots: 3 }));
    expect([...d.series.memory!]).toEqual([500]);
  });

  it('under ballooning follows the moment, never below the floor, unless the guest pages', () => {
    const target = { ...bare, ballooning: 1 };
    const measures = { availableMiB: [500, 900, 700] };
    const lent = demandOf(guest(measures, { memory: 1000, floor: 200 }), context({ slots: 3, target }));
    expect([...lent.series.memory!]).toEqual([500, 200, 300]);
    const pages = demandOf(
      guest({ ...measures, pages: [90, 90, 90] }, { memory: 1000 }),
      context({ slots: 3, target }),
    );
    expect([...pages.series.memory!]).toEqual([500]);
  });

  it('is the whole configured memory under Virtual Server', () => {
    const d = demandOf(guest({ availableMiB: [900] }, { memory: 1000 }), context({ wholeMemory: true }));
    expect([...d.series.memory!]).toEqual([1000]);
  });

  it('under one operating system image each guest can share its base', () => {
    const d = demandOf(
      guest({ availableMiB: [400] }, { memory: 1000, osBase: 250 }),
      context({ oneImage: true }),
    );
    expect(d.shareable).toBe(250);
  });
});

describe('profiles', () => {
  it('state for every figure a range in order, and its source or assumption', () => {
    for (const id of PROFILE_IDS) {
      for (const [name, e] of Object.entries(PROFILES[id].parameters)) {
        expect(e.low <= e.likely && e.likely <= e.high, `${id}.${name}`).toBe(true);
        const { source } = PROFILE_BASES[id].parameters[name as ParameterId];
        expect(source.length, `${id}.${name}`).toBeGreaterThan(0);
      }
    }
  });

  it('give way to what a person types', () => {
    expect(parametersOf(PROFILES.esx2, { vmmMemory: 512 }).vmmMemory).toBe(512);
    expect(parametersOf(PROFILES.esx2).vmmMemory).toBe(400);
  });
});

describe('hosts', () => {
  it('count a second thread on each core by what it yields', () => {
    expect(processorCapacity({ ...DEFAULT_HOST, cores: 4, rating: 3, threads: 8 }, 0.25)).toBe(15);
    expect(processorCapacity({ ...DEFAULT_HOST, cores: 4, rating: 3, threads: 4 }, 0.25)).toBe(12);
  });

  it('apply ceilings before what is fixed goes off', () => {
    const p = { ...bare, vmm: 0.1, scheduling: 0.01 };
    const room = roomOf({ ...DEFAULT_HOST, cores: 10, rating: 2 }, 'cpu', p, { cpu: 80 });
    expect(room).toEqual({ capacity: 20, ceiling: 16, fixed: 0.2, perGuest: 0.02, perCore: 1.6 });
  });

  it('cost their price and the licences of the cores billed', () => {
    expect(hostCost(DEFAULT_HOST)).toBeNull();
    const host = {
      ...DEFAULT_HOST,
      price: 9000,
      licencePerCore: 100,
      cores: 12,
      sockets: 2,
      licenceMinimumPerSocket: 8,
    };
    expect(hostCost(host)).toBe(9000 + 1600);
  });
});

describe('calibration from benchmark rows', () => {
  it('gives back what each guest costs, of one guest alone too, from every row', () => {
    // Each of n guests costs .04 of 4 processors: one alone reaches 99 % of its own, four 96 % of four.
    const rows = [1, 2, 4, 8].map((vms) => ({ vms, throughput: 100 * Math.min(vms, 4) * (1 - 0.01 * vms) }));
    const c = calibrate(rows, 4);
    expect(c.perGuest).toBeCloseTo(0.04, 12);
    expect(c.residual).toBeCloseTo(0, 12);
    for (const { perGuest } of c.rows) expect(perGuest).toBeCloseTo(0.04, 12);
    expect(c.rows.map((r) => r.theoretical)).toEqual([198, 396, 396]);
    // The paper divides what one guest more costs by the number of guests.
    for (const { vms, byPaper } of c.rows) expect(byPaper).toBeCloseTo((0.04 * (vms - 1)) / vms / 0.99, 12);
  });

  it('reads rows as people paste them, and names the line that it cannot read', () => {
    const rows = [
      { vms: 1, throughput: 100 },
      { vms: 4, throughput: 380.5 },
    ];
    expect(parseRows('VMs\tthroughput\n1\t100\n\n4\t380.5\n')).toEqual(rows);
    expect(parseRows('1;100\r\n4; 380.5')).toEqual(rows);
    expect(() => parseRows('1 100\n2 fast')).toThrow(/line 2.*"2 fast"/);
    expect(() => parseRows('1 100 7')).toThrow(/two numbers/);
  });

  it('refuses rows it cannot use', () => {
    expect(() => calibrate([{ vms: 2, throughput: 1 }], 4)).toThrow(/no row with 1 VM/);
    expect(() => calibrate([{ vms: 1, throughput: 1 }], 4)).toThrow(/only the row for 1 VM/);
    expect(() =>
      calibrate(
        [
          { vms: 1, throughput: 1 },
          { vms: 2, throughput: -1 },
        ],
        4,
      ),
    ).toThrow(/row 2/);
  });
});
