import type { DispatchPolicy } from '../engine/dispatch/policies';
import { PLATFORMS, PLATFORM_IDS, type PlatformId } from '../estate/platforms';
import { VSPHERE_67, type MemoryTable } from './memory-table';
import type { Estimate, OverheadParameters, ParameterId } from './parameters';

/** A way to run guests: what it adds, and what it refuses. Where its figures come from: `profile-bases.ts`. */
export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  readonly parameters: Readonly<Record<ParameterId, Estimate>>;
  /** Printed memory needs of guests, under what `guestMemory` adds to each. */
  readonly memoryTable?: MemoryTable;
  /** Most virtual processors that a guest may have. */
  readonly mostProcessors: number;
  /** Windows guests run. */
  readonly windows: boolean;
  /** Guests must fit with all the memory they are configured with. */
  readonly wholeMemory: boolean;
  /** Every guest keeps a machine of its own. */
  readonly oneEach: boolean;
  /** All guests run under one operating system image. */
  readonly oneImage: boolean;
  /** Two guests never run on the threads of one core at once. */
  readonly wholeCores: boolean;
  /** Figures are folded as they were measured, and hosts may be filled to the brim. */
  readonly asMeasured: boolean;
  /** How guests of several processors are dispatched, for the host simulation. */
  readonly dispatch: {
    readonly policy: DispatchPolicy;
    /** Length of a turn, ms. */
    readonly slice: Estimate;
    readonly idleCheckMs: number | null;
  };
}

const range = (low: number, likely: number, high: number): Estimate => ({ low, likely, high });
const just = (value: number) => range(value, value, value);
const NONE = just(0);

/** Of the machines, whatever runs on them. */
const THREADS = range(0, 0.25, 0.4);

const NOTHING: Record<ParameterId, Estimate> = {
  scheduling: NONE,
  privileged: NONE,
  emulation: just(1),
  ioPath: NONE,
  nested: NONE,
  vmm: NONE,
  contextSwitch: NONE,
  guestMemory: NONE,
  vcpuMemory: NONE,
  memoryShare: NONE,
  vmmMemory: NONE,
  shadow: NONE,
  sharing: NONE,
  ballooning: NONE,
  threadYield: THREADS,
};

/** Ten guests of one image share nearly 40 %: s (1 - 1/10) = 0.4, so s = 0.444. Waldspurger measured 32.9 to 42.9 %. */
const IMAGE_SHARING = range(0.366, 0.444, 0.477);
const LENDING = range(0, 0, 0);

const ESX: Record<ParameterId, Estimate> = {
  ...NOTHING,
  scheduling: range(0, 0.008, 0.04),
  privileged: range(0.0001, 0.0004, 0.001),
  emulation: range(100, 500, 2000),
  ioPath: just(1),
  vmm: range(0, 0.1, 0.4),
  contextSwitch: range(1, 3, 10),
  guestMemory: range(32, 32, 102),
  vmmMemory: just(400),
  shadow: range(0.001, 0.004, 0.01),
  sharing: IMAGE_SHARING,
  ballooning: LENDING,
};

const ESX_3: Record<ParameterId, Estimate> = {
  ...ESX,
  guestMemory: range(32, 32, 166),
};

const NO_SWITCHES = just(0);

const VSPHERE_8: Record<ParameterId, Estimate> = {
  ...NOTHING,
  scheduling: range(0, 0.002, 0.01),
  privileged: range(0, 0.00012, 0.0004),
  emulation: range(500, 1500, 4000),
  ioPath: range(0.1, 0.4, 0.8),
  nested: range(0, 0.04, 0.1),
  vmm: range(0.1, 0.5, 2),
  contextSwitch: NO_SWITCHES,
  guestMemory: range(0, 0, 64),
  vmmMemory: range(1024, 2048, 8192),
  sharing: range(0, 0, 0.05),
  ballooning: LENDING,
};

const KVM: Record<ParameterId, Estimate> = {
  ...NOTHING,
  scheduling: range(0, 0.003, 0.02),
  privileged: range(0, 0.000076, 0.0006),
  emulation: range(1000, 2500, 4000),
  ioPath: range(0.1, 0.8, 1.5),
  nested: range(0.01, 0.05, 0.17),
  vmm: range(0.1, 0.5, 2),
  contextSwitch: NO_SWITCHES,
  guestMemory: range(100, 234, 250),
  vcpuMemory: just(8),
  memoryShare: just(0.002),
  vmmMemory: range(360, 2048, 2539),
  sharing: range(0, 0.05, 0.3),
  ballooning: LENDING,
};

const HYPER_V: Record<ParameterId, Estimate> = {
  ...NOTHING,
  scheduling: range(0, 0.002, 0.02),
  privileged: range(0, 0.00009, 0.0006),
  emulation: range(500, 2000, 4000),
  ioPath: range(0.1, 0.6, 1.5),
  nested: range(0, 0.045, 0.17),
  vmm: range(0.2, 0.7, 3),
  contextSwitch: NO_SWITCHES,
  guestMemory: range(10, 24, 64),
  memoryShare: range(0.0022, 0.0078, 0.0078),
  vmmMemory: range(812, 2348, 4096),
  sharing: range(0, 0, 0),
  ballooning: LENDING,
};

const BARHAM = just(50);
const SECOND_HAND = range(10, 50, 50);
const NO_SLICE = just(50);

const ANY = Infinity;
const PLAIN = {
  mostProcessors: ANY,
  windows: true,
  wholeMemory: false,
  oneImage: false,
  asMeasured: false,
  dispatch: { policy: 'when-ready', slice: NO_SLICE, idleCheckMs: null },
} as const;
const RELAXED = { policy: 'relaxed-cosched', slice: BARHAM, idleCheckMs: 1.5 } as const;

type Entry = Omit<Profile, 'id' | 'label' | 'oneEach' | 'wholeCores'>;

/** Every profile, in the order in which they are offered. */
const TABLE: Readonly<Record<PlatformId, Entry>> = {
  native: {
    ...PLAIN,
    parameters: NOTHING,
  },
  'single-image': {
    ...PLAIN,
    parameters: NOTHING,
    oneImage: true,
  },
  esx2: {
    ...PLAIN,
    parameters: ESX,
    mostProcessors: 2,
    dispatch: { policy: 'strict-cosched', slice: BARHAM, idleCheckMs: 1.5 },
  },
  esx3: {
    ...PLAIN,
    parameters: ESX_3,
    mostProcessors: 4,
    dispatch: RELAXED,
  },
  hosted: {
    ...PLAIN,
    parameters: {
      ...ESX,
      privileged: range(0.0002, 0.0008, 0.002),
      vmm: range(0.1, 0.2, 0.4),
      vmmMemory: range(256, 512, 1024),
      sharing: NONE,
    },
    mostProcessors: 1,
    wholeMemory: true,
    dispatch: {
      policy: 'round-robin',
      slice: range(20, 120, 180),
      idleCheckMs: null,
    },
  },
  xen2006: {
    ...PLAIN,
    parameters: {
      ...ESX,
      privileged: range(0.00002, 0.0001, 0.0003),
      ioPath: range(0.3, 0.7, 1),
      contextSwitch: range(0.5, 1, 3),
      shadow: NONE,
      sharing: NONE,
      guestMemory: range(8, 16, 32),
      vmmMemory: range(128, 256, 512),
    },
    windows: false,
    dispatch: {
      policy: 'when-ready',
      slice: just(30),
      idleCheckMs: null,
    },
  },
  'vt-first': {
    ...PLAIN,
    parameters: {
      ...ESX_3,
      privileged: range(0.00005, 0.0002, 0.0004),
      emulation: range(500, 1000, 4000),
    },
    mostProcessors: 4,
    dispatch: RELAXED,
  },
  kvm: {
    ...PLAIN,
    parameters: KVM,
    dispatch: {
      policy: 'when-ready',
      slice: range(2.8, 2.8, 3),
      idleCheckMs: null,
    },
  },
  hyperv: {
    ...PLAIN,
    parameters: HYPER_V,
    dispatch: {
      policy: 'when-ready',
      slice: range(1, 10, 50),
      idleCheckMs: null,
    },
  },
  vsphere8: {
    ...PLAIN,
    parameters: VSPHERE_8,
    memoryTable: VSPHERE_67,
    dispatch: { policy: 'relaxed-esx4', slice: SECOND_HAND, idleCheckMs: null },
  },
  bare: {
    ...PLAIN,
    parameters: { ...NOTHING, threadYield: just(0.25) },
    asMeasured: true,
  },
  custom: {
    ...PLAIN,
    parameters: ESX_3,
    dispatch: RELAXED,
  },
};

export type ProfileId = PlatformId;
export const PROFILE_IDS = PLATFORM_IDS;
export const PROFILES = Object.fromEntries(
  PROFILE_IDS.map((id) => [id, { id, oneEach: false, wholeCores: false, ...PLATFORMS[id], ...TABLE[id] }]),
) as Readonly<Record<ProfileId, Profile>>;

/** A profile's likely figures, with a person's changes on top. */
export function parametersOf(
  profile: Profile,
  overrides: Partial<OverheadParameters> = {},
): OverheadParameters {
  const likely = (Object.entries(profile.parameters) as [ParameterId, Estimate][]).map(([id, e]) => [
    id,
    overrides[id] ?? e.likely,
  ]);
  return Object.fromEntries(likely) as OverheadParameters;
}
