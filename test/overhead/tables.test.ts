import { describe, expect, it } from 'vitest';
import { calibrate, parseRows } from '../../src/overhead/calibrate';
import { processorCapacity } from '../../src/overhead/capacity';
import { DEFAULT_HOST, hostCost } from '../../src/overhead/host';
import type { ParameterId } from '../../src/overhead/parameters';
import { PARAMETERS, emulationFactor, netSpeedUp } from '../../src/overhead/parameters';
import { PROFILE_BASES } from '../../src/overhead/profile-bases';
import type { ProfileId } from '../../src/overhead/profiles';
import { PROFILES, PROFILE_IDS, parametersOf } from '../../src/overhead/profiles';
import { roomOf } from '../../src/overhead/reserve';

const bare = parametersOf(PROFILES.bare);

describe('profiles', () => {
  // What each refuses and how it dispatches (sizing model: profiles).
  it.each<[ProfileId, number, string, string, number, number | null]>([
    ['native', Infinity, 'windows, one each', 'when-ready', 50, null],
    ['single-image', Infinity, 'windows, one image', 'when-ready', 50, null],
    ['esx2', 2, 'windows', 'strict-cosched', 50, 1.5],
    ['esx3', 4, 'windows', 'relaxed-cosched', 50, 1.5],
    ['hosted', 1, 'windows, whole memory', 'round-robin', 120, null],
    ['xen2006', Infinity, '', 'when-ready', 30, null],
    ['vt-first', 4, 'windows', 'relaxed-cosched', 50, 1.5],
    ['kvm', Infinity, 'windows', 'when-ready', 2.8, null],
    ['hyperv', Infinity, 'windows, whole cores', 'when-ready', 10, null],
    ['vsphere8', Infinity, 'windows', 'relaxed-esx4', 50, null],
    ['bare', Infinity, 'windows, as measured', 'when-ready', 50, null],
    ['custom', Infinity, 'windows', 'relaxed-cosched', 50, 1.5],
  ])(
    '%s allows %d processors, runs as "%s" and dispatches by %s',
    (id, most, how, policy, sliceMs, idleCheckMs) => {
      const p = PROFILES[id];
      const words = [
        p.windows && 'windows',
        p.wholeMemory && 'whole memory',
        p.oneEach && 'one each',
        p.oneImage && 'one image',
        p.wholeCores && 'whole cores',
        p.asMeasured && 'as measured',
      ];
      expect([p.mostProcessors, words.filter(Boolean).join(', ')]).toEqual([most, how]);
      expect(p.dispatch).toMatchObject({ policy, slice: { likely: sliceMs }, idleCheckMs });
      const { low, likely, high } = p.dispatch.slice;
      expect([low, likely, high]).toEqual([low, likely, high].sort((a, b) => a - b));
      expect(PROFILE_BASES[id].slice.source.length).toBeGreaterThan(5);
    },
  );

  // Figures that the paper prints, low, likely and high.
  it.each<[ParameterId, number, number, number]>([
    ['vmmMemory', 400, 400, 400],
    ['ioPath', 1, 1, 1],
    ['emulation', 100, 500, 2000],
    ['sharing', 0.366, 0.444, 0.477],
  ])('ESX 2 and 3 take %s from the paper: %d, %d, %d', (id, low, likely, high) => {
    for (const profile of ['esx2', 'esx3'] as const) {
      expect(PROFILES[profile].parameters[id]).toEqual({ low, likely, high });
      expect(PROFILE_BASES[profile].parameters[id].assumed).toBe(false);
      expect(PROFILE_BASES[profile].parameters[id].source).toMatch(/Friedman 2006, section 4\.[12]/);
    }
  });

  it('share pages as ten guests do that share 40 %: s (1 - 1/10)', () => {
    expect(0.9 * PROFILES.esx2.parameters.sharing.likely).toBeCloseTo(0.4, 3);
    // Waldspurger, OSDI 2002: of ten guests 32.9 % reclaimed, 42.9 % shared.
    expect(0.9 * PROFILES.esx2.parameters.sharing.low).toBeCloseTo(0.329, 3);
    expect(0.9 * PROFILES.esx2.parameters.sharing.high).toBeCloseTo(0.429, 3);
  });

  it.each(PROFILE_IDS)(
    '%s: every figure has a range in order, within what a person may type, and says where it comes from',
    (id) => {
      expect(PROFILES[id].id).toBe(id);
      expect(Object.keys(PROFILES[id].parameters).sort()).toEqual(PARAMETERS.map((p) => p.id).sort());
      for (const { id: parameter, min, max } of PARAMETERS) {
        const { low, likely, high } = PROFILES[id].parameters[parameter];
        const { source, assumed } = PROFILE_BASES[id].parameters[parameter];
        expect([min, low, likely, high, max], parameter).toEqual(
          [min, low, likely, high, max].sort((a, b) => a - b),
        );
        expect(source.length, parameter).toBeGreaterThan(5);
        // What is not marked as an assumption names who published it.
        if (!assumed) expect(source, parameter).toMatch(/\b(19|20)\d\d\b|\b\d\.\d|nothing added/);
      }
    },
  );

  it.each(['native', 'single-image', 'bare'] as const)('%s adds nothing', (id) => {
    expect(parametersOf(PROFILES[id])).toEqual({
      scheduling: 0,
      privileged: 0,
      emulation: 1,
      ioPath: 0,
      nested: 0,
      vmm: 0,
      contextSwitch: 0,
      guestMemory: 0,
      vcpuMemory: 0,
      memoryShare: 0,
      vmmMemory: 0,
      shadow: 0,
      sharing: 0,
      ballooning: 0,
      // Of the machines, not of what runs on them.
      threadYield: 0.25,
    });
    const { threadYield: _, ...added } = PROFILE_BASES[id].parameters;
    expect(Object.values(added).some(({ assumed }) => assumed)).toBe(false);
  });

  it('of products add something to every guest, and today less emulation than then', () => {
    const e = (id: ProfileId) => emulationFactor(parametersOf(PROFILES[id]));
    for (const id of ['kvm', 'hyperv', 'vsphere8', 'xen2006'] as const) {
      expect(e(id), id).toBeGreaterThan(0);
      expect(e(id), id).toBeLessThan(e('esx3'));
    }
    // Adams and Agesen, ASPLOS 2006: the first hardware was not simply better.
    expect(e('vt-first')).toBeGreaterThanOrEqual(e('esx3'));
    // Each trap also passes through the host's operating system.
    expect(e('hosted')).toBeGreaterThan(e('esx3'));
  });

  it('give way to what a person types, figure by figure', () => {
    for (const { id, max } of PARAMETERS) {
      expect(parametersOf(PROFILES.esx3, { [id]: max })).toEqual({
        ...parametersOf(PROFILES.esx3),
        [id]: max,
      });
      expect(parametersOf(PROFILES.esx3, { [id]: 0 })[id]).toBe(0);
    }
  });

  it('are likely to be as likely as they say', () => {
    for (const profile of PROFILE_IDS) {
      const likely = parametersOf(PROFILES[profile]);
      for (const { id } of PARAMETERS) expect(likely[id]).toBe(PROFILES[profile].parameters[id].likely);
    }
  });
});

describe('the parameters', () => {
  it('are shown in per cent where they are shares, else as they are', () => {
    for (const { id, unit, shown, min, max, label, how } of PARAMETERS) {
      expect(shown, id).toBe(unit.startsWith('%') ? 100 : 1);
      expect(min, id).toBeLessThan(max);
      expect(label && how, id).toBeTruthy();
    }
  });

  it.each([
    [0, 1000, 0],
    [0.001, 1, 0],
    [0.001, 1001, 1],
    [0.0004, 501, 0.2],
  ])('f = %d and k = %d lengthen kernel time by %d of itself', (privileged, emulation, factor) => {
    expect(emulationFactor({ privileged, emulation })).toBeCloseTo(factor, 12);
  });

  it.each([
    [1, 0, 1],
    [2, 0, 2],
    [2, 1, 1],
    [1.5, 0.5, 1],
    [3, 0.25, 2.4],
  ])(
    'a clock %d times as fast is worth with a kernel share of %d, emulated twice over, %d times',
    (ratio, share, net) => {
      expect(netSpeedUp(ratio, share, { privileged: 0.001, emulation: 1001 })).toBeCloseTo(net, 12);
    },
  );
});

describe('what a host offers', () => {
  it.each([
    [null, 24],
    [4, 24],
    [8, 24],
    [12, 27],
    [16, 30],
    [32, 42],
  ])('with 8 cores of 3 GHz and %j threads is %d GHz', (threads, capacity) => {
    expect(processorCapacity({ ...DEFAULT_HOST, cores: 8, rating: 3, threads }, 0.25)).toBe(capacity);
  });

  const host = {
    ...DEFAULT_HOST,
    cores: 10,
    rating: 2,
    threads: 20,
    memory: 65_536,
    reserveCores: 2,
    reserveMemory: 8192,
    iops: 5000,
    disk: 400,
    net: 250,
    space: 4000,
    vcpuPerCore: 4,
  };
  const p = { ...bare, vmm: 0.1, scheduling: 0.01, guestMemory: 32, vmmMemory: 400 };

  it.each([
    ['cpu', { capacity: 25, ceiling: 20, fixed: 0.2 + 5, perGuest: 0.02, perCore: 2 }],
    ['memory', { capacity: 65_536, ceiling: 58_982.4, fixed: 8592, perGuest: 32, perCore: 0 }],
    ['iops', { capacity: 5000, ceiling: 2500, fixed: 0, perGuest: 0, perCore: 0 }],
    ['disk', { capacity: 400, ceiling: 400, fixed: 0, perGuest: 0, perCore: 0 }],
    ['net', { capacity: 250, ceiling: 250, fixed: 0, perGuest: 0, perCore: 0 }],
    ['space', { capacity: 4000, ceiling: 4000, fixed: 0, perGuest: 0, perCore: 0 }],
    ['vcpu', { capacity: 40, ceiling: 40, fixed: 0, perGuest: 0, perCore: 0 }],
  ] as const)(
    'of %s: ceiling, what is fixed, what each guest and each dedicated core takes',
    (resource, room) => {
      expect(roomOf(host, resource, p, { cpu: 80, memory: 90, iops: 50 })).toEqual(room);
    },
  );

  it.each(['memory', 'iops', 'disk', 'net', 'space', 'vcpu'] as const)(
    'is not limited in %s where nothing is said',
    (resource) => {
      expect(roomOf(DEFAULT_HOST, resource, bare, { [resource]: 50 })).toMatchObject({
        capacity: Infinity,
        ceiling: Infinity,
      });
    },
  );

  it.each([
    ['neither price nor licence is known', {}, null],
    ['only its price is known', { price: 9000 }, 9000],
    ['it is free', { price: 0 }, 0],
    ['only its licence is known', { licencePerCore: 100, cores: 12 }, 1200],
    [
      'all cores are billed',
      { price: 9000, licencePerCore: 100, cores: 20, sockets: 2, licenceMinimumPerSocket: 8 },
      11_000,
    ],
    [
      'a socket is billed for its minimum',
      { price: 9000, licencePerCore: 100, cores: 12, sockets: 2, licenceMinimumPerSocket: 8 },
      10_600,
    ],
    [
      'one socket is taken where their number is not known',
      { licencePerCore: 100, cores: 4, licenceMinimumPerSocket: 8 },
      800,
    ],
  ])('costs, where %s: %j', (_, change, cost) => {
    expect(hostCost({ ...DEFAULT_HOST, ...change })).toBe(cost);
  });
});

describe('calibration', () => {
  const rows = (...pairs: [number, number][]) => pairs.map(([vms, throughput]) => ({ vms, throughput }));

  it('takes the theoretical throughput of as many VMs as there are processors', () => {
    const { rows: out } = calibrate(rows([1, 100], [2, 190], [4, 180], [3, 180]), 2);
    expect(out).toEqual([
      {
        vms: 2,
        theoretical: 200,
        actual: 190,
        byPaper: expect.closeTo(2 * (0.05 / 2)),
        perGuest: expect.closeTo((2 * 0.05) / (2 - 1 + 0.05)),
      },
      {
        vms: 4,
        theoretical: 200,
        actual: 180,
        byPaper: expect.closeTo(2 * (0.1 / 4)),
        perGuest: expect.closeTo((2 * 0.1) / (4 - 1 + 0.1)),
      },
      {
        vms: 3,
        theoretical: 200,
        actual: 180,
        byPaper: expect.closeTo(2 * (0.1 / 3)),
        perGuest: expect.closeTo((2 * 0.1) / (3 - 1 + 0.1)),
      },
    ]);
  });

  it('fits a line through the origin, and tells what it leaves', () => {
    // Losses of 0.1 at 2 VMs and 0.4 at 4, of 4 processors: 0.4 by 1.1 others and 1.6 by 3.4.
    const c = calibrate(rows([2, 180], [1, 100], [4, 240]), 4);
    const h = (0.4 * 1.1 + 1.6 * 3.4) / (1.1 ** 2 + 3.4 ** 2);
    expect(c.perGuest).toBeCloseTo(h, 12);
    expect(c.residual).toBeCloseTo(Math.sqrt(((0.4 - 1.1 * h) ** 2 + (1.6 - 3.4 * h) ** 2) / 2), 12);
  });

  it('gives no guest back time where more VMs reach more', () => {
    expect(calibrate(rows([1, 100], [2, 220]), 4).perGuest).toBe(0);
  });

  it.each([
    [rows([1, 100], [2.5, 90]), /row 2: found 2\.5 VMs/],
    [rows([0, 10], [1, 100]), /row 1: found 0 VMs/],
    [rows([1, 100], [2, 0]), /row 2: found 2 VMs and throughput 0/],
    [rows([1, 0], [2, 100]), /row 1/],
    [[], /no row with 1 VM/],
  ])('refuses %j', (bad, message) => {
    expect(() => calibrate(bad, 4)).toThrow(message);
  });

  it.each([
    ['1,100\n2,190', 2],
    ['vms throughput\n1 100', 1],
    ['  1\t100  \r\n\r\n2 ; 190\r\n', 2],
    ['', 0],
  ])('reads %j as %i rows', (text, n) => {
    expect(parseRows(text)).toEqual(
      [
        { vms: 1, throughput: 100 },
        { vms: 2, throughput: 190 },
      ].slice(0, n),
    );
  });

  it.each([
    ['1 100\nvms throughput', /line 2/],
    ['1', /line 1.*two numbers/],
    ['\n1 100 3', /line 2/],
    ['1 fast', /"1 fast"/],
  ])('refuses %j by its line', (text, message) => {
    expect(() => parseRows(text)).toThrow(message);
  });
});
