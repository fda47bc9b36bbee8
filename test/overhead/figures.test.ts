import { describe, expect, it } from 'vitest';
import type { ParameterId } from '../../src/overhead/parameters';
import { PROFILE_IDS, PROFILES, type ProfileId } from '../../src/overhead/profiles';
import { STORAGE_RESERVES } from '../../src/overhead/storage';

// Figures that come from the world, each in a row: whoever changes one says so here, too, and where it is from in
// profile-bases.ts. [low, likely, high]

type Span = readonly [low: number, likely: number, high: number];
type Figures = Partial<Record<ParameterId, Span>>;

/** What a profile has where its row says nothing. */
const NOTHING: Readonly<Record<ParameterId, Span>> = {
  scheduling: [0, 0, 0],
  privileged: [0, 0, 0],
  emulation: [1, 1, 1],
  ioPath: [0, 0, 0],
  nested: [0, 0, 0],
  vmm: [0, 0, 0],
  contextSwitch: [0, 0, 0],
  guestMemory: [0, 0, 0],
  vcpuMemory: [0, 0, 0],
  memoryShare: [0, 0, 0],
  vmmMemory: [0, 0, 0],
  shadow: [0, 0, 0],
  sharing: [0, 0, 0],
  ballooning: [0, 0, 0],
  threadYield: [0, 0.25, 0.4],
};
const ESX: Figures = {
  scheduling: [0, 0.008, 0.04],
  privileged: [0.0001, 0.0004, 0.001],
  emulation: [100, 500, 2000],
  ioPath: [1, 1, 1],
  vmm: [0, 0.1, 0.4],
  contextSwitch: [1, 3, 10],
  guestMemory: [32, 32, 102],
  vmmMemory: [400, 400, 400],
  shadow: [0.001, 0.004, 0.01],
  sharing: [0.366, 0.444, 0.477],
};
const ESX_3: Figures = { ...ESX, guestMemory: [32, 32, 166] };

const TABLE: Readonly<Record<ProfileId, readonly [Figures, slice: Span, idleCheckMs: number | null]>> = {
  native: [{}, [50, 50, 50], null],
  'single-image': [{}, [50, 50, 50], null],
  esx2: [ESX, [50, 50, 50], 1.5],
  esx3: [ESX_3, [50, 50, 50], 1.5],
  hosted: [
    {
      ...ESX,
      privileged: [0.0002, 0.0008, 0.002],
      vmm: [0.1, 0.2, 0.4],
      vmmMemory: [256, 512, 1024],
      sharing: [0, 0, 0],
    },
    [20, 120, 180],
    null,
  ],
  xen2006: [
    {
      ...ESX,
      privileged: [0.00002, 0.0001, 0.0003],
      ioPath: [0.3, 0.7, 1],
      contextSwitch: [0.5, 1, 3],
      guestMemory: [8, 16, 32],
      vmmMemory: [128, 256, 512],
      shadow: [0, 0, 0],
      sharing: [0, 0, 0],
    },
    [30, 30, 30],
    null,
  ],
  'vt-first': [
    { ...ESX_3, privileged: [0.00005, 0.0002, 0.0004], emulation: [500, 1000, 4000] },
    [50, 50, 50],
    1.5,
  ],
  kvm: [
    {
      scheduling: [0, 0.003, 0.02],
      privileged: [0, 0.000076, 0.0006],
      emulation: [1000, 2500, 4000],
      ioPath: [0.1, 0.8, 1.5],
      nested: [0.01, 0.05, 0.17],
      vmm: [0.1, 0.5, 2],
      guestMemory: [100, 234, 250],
      vcpuMemory: [8, 8, 8],
      memoryShare: [0.002, 0.002, 0.002],
      vmmMemory: [360, 2048, 2539],
      sharing: [0, 0.05, 0.3],
    },
    [2.8, 2.8, 3],
    null,
  ],
  hyperv: [
    {
      scheduling: [0, 0.002, 0.02],
      privileged: [0, 0.00009, 0.0006],
      emulation: [500, 2000, 4000],
      ioPath: [0.1, 0.6, 1.5],
      nested: [0, 0.045, 0.17],
      vmm: [0.2, 0.7, 3],
      guestMemory: [10, 24, 64],
      memoryShare: [0.0022, 0.0078, 0.0078],
      vmmMemory: [812, 2348, 4096],
    },
    [1, 10, 50],
    null,
  ],
  vsphere8: [
    {
      scheduling: [0, 0.002, 0.01],
      privileged: [0, 0.00012, 0.0004],
      emulation: [500, 1500, 4000],
      ioPath: [0.1, 0.4, 0.8],
      nested: [0, 0.04, 0.1],
      vmm: [0.1, 0.5, 2],
      guestMemory: [0, 0, 64],
      vmmMemory: [1024, 2048, 8192],
      sharing: [0, 0, 0.05],
    },
    [10, 50, 50],
    null,
  ],
  bare: [{ threadYield: [0.25, 0.25, 0.25] }, [50, 50, 50], null],
  custom: [ESX_3, [50, 50, 50], 1.5],
};

describe('the figures of a profile', () => {
  it.each(PROFILE_IDS)('%s', (id) => {
    const { parameters, dispatch } = PROFILES[id];
    const [figures, slice, idleCheckMs] = TABLE[id];
    const spanOf = ({ low, likely, high }: { low: number; likely: number; high: number }) => [
      low,
      likely,
      high,
    ];
    const found = Object.entries(parameters).map(([name, estimate]) => [name, spanOf(estimate)]);
    expect(Object.fromEntries(found)).toEqual({ ...NOTHING, ...figures });
    expect([spanOf(dispatch.slice), dispatch.idleCheckMs]).toEqual([slice, idleCheckMs]);
  });
});

it('storage keeps back cores, and lowers how far memory may be filled, as its makers say', () => {
  expect(
    STORAGE_RESERVES.map(({ id, cores, ceiling, counted }) => [id, cores, ceiling, counted?.usual]),
  ).toEqual([
    ['zfs', 0, null, undefined],
    ['ceph', 0, null, 4],
    ['s2d', 0, null, 4],
    ['nutanix', 6, null, undefined],
    ['balloon', 0, 80, undefined],
  ]);
  expect(STORAGE_RESERVES.find(({ id }) => id === 'balloon')!.memory({ memory: 65_536 }, 3)).toBe(0);
});
