import { describe, expect, it } from 'vitest';
import { VSPHERE_67, tableMemory } from '../../src/overhead/memory-table';
import { PROFILES } from '../../src/overhead/profiles';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { modelOf } from '../../src/placement/model';
import { OPTIONS, estateOf, guest } from '../placement/estates';

describe('printed memory overhead', () => {
  it.each([
    // Printed (Resource Management 6.5 and 6.7, table 6-1).
    [256, 1, 20.29, false],
    [256, 8, 48.16, false],
    [4096, 1, 48.64, false],
    [4096, 4, 60.67, false],
    [16_384, 2, 143.98, false],
    // Half way between two rows, between two columns, and both.
    [2560, 1, (25.9 + 48.64) / 2, false],
    [1024, 3, (29.91 + 37.86) / 2, false],
    [2560, 6, (37.86 + 53.82 + 60.67 + 76.78) / 4, false],
    // Below the first row, that one; beyond the last, along the last rise.
    [64, 1, 20.29, false],
    [65_536, 1, 139.62 + 4 * (139.62 - 48.64), true],
    [256, 12, 48.16 + (48.16 - 32.23), true],
  ])('of %d MiB and %d processors is %d MiB, beyond the table: %s', (memory, vcpus, mib, beyond) => {
    const found = tableMemory(VSPHERE_67, memory, vcpus);
    expect(found.mib).toBeCloseTo(mib, 9);
    expect(found.beyond).toBe(beyond);
  });

  const memoryOf = (profile: 'kvm' | 'vsphere8' | 'hyperv', facts: { cores: number; memory: number }) => {
    const estate = estateOf([guest('G', { busy: [1], usedMiB: [1000] }, facts)], 1);
    const hosts = [{ ...DEFAULT_HOST, cores: 64, rating: 2, memory: 1e6 }];
    const { demands, rooms, findings } = modelOf(estate, { ...OPTIONS, profile, hosts });
    const said = findings.some(({ text }) => text.includes('table 6-1'));
    return { mib: demands[0].series.memory![0] - 1000 + rooms[0][1].perGuest, said };
  };

  it('of vSphere is the table’s, and beyond it that is said', () => {
    expect(memoryOf('vsphere8', { cores: 1, memory: 4096 })).toEqual({
      mib: expect.closeTo(48.64, 9),
      said: false,
    });
    expect(memoryOf('vsphere8', { cores: 1, memory: 65_536 }).said).toBe(true);
  });

  it('of KVM is Red Hat’s equation: 0.002 x memory + 218 + 8 x vCPUs + 16 MiB for one graphics device', () => {
    for (const [cores, memory] of [
      [1, 4096],
      [8, 65_536],
    ])
      expect(memoryOf('kvm', { cores, memory }).mib).toBeCloseTo(0.002 * memory + 218 + 8 * cores + 16, 9);
  });

  it('of Hyper-V is 32 MB and 8 MB for each further GB', () => {
    expect(memoryOf('hyperv', { cores: 4, memory: 1024 }).mib).toBeCloseTo(32, 0);
    expect(memoryOf('hyperv', { cores: 4, memory: 9 * 1024 }).mib).toBeCloseTo(32 + 8 * 8, 0);
  });

  it('differs between the products of today, and so does what a database server loses', () => {
    const today = ['vsphere8', 'kvm', 'hyperv'] as const;
    for (const id of ['scheduling', 'privileged', 'ioPath', 'nested', 'vmmMemory'] as const) {
      const values = today.map((profile) => JSON.stringify(PROFILES[profile].parameters[id]));
      expect(new Set(values).size, id).toBe(3);
    }
    // 20 % kernel and 6 % interrupts: vSphere 6.0 did 90 % of native (VMware 2015).
    const part = (profile: (typeof today)[number]) => {
      const of = PROFILES[profile].parameters;
      const e = of.privileged.likely * (of.emulation.likely - 1);
      return 1 / (1 + of.nested.likely + e * 0.26 + of.ioPath.likely * 0.06);
    };
    expect(part('vsphere8')).toBeCloseTo(0.9, 2);
    expect(part('kvm')).toBeCloseTo(0.87, 2);
    expect(part('hyperv')).toBeCloseTo(0.886, 2);
    for (const profile of today) expect(PROFILES[profile].parameters.contextSwitch.high).toBe(0);
  });
});
