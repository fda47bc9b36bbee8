import type { Estimate, OverheadParameters, ParameterId } from './parameters';

/** A way to run guests: what it adds, and what it refuses. */
export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  /** One sentence for people who choose. */
  readonly summary: string;
  readonly parameters: Readonly<Record<ParameterId, Estimate>>;
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
  /** How guests of several processors are dispatched, for the host simulation. */
  readonly dispatch: {
    readonly policy: 'round-robin' | 'strict-cosched' | 'relaxed-cosched' | 'when-ready';
    readonly sliceMs: number;
    readonly idleCheckMs: number | null;
  };
}

const PAPER = 'Friedman 2006';
const fixed = (value: number, source: string): Estimate => ({
  low: value,
  likely: value,
  high: value,
  source,
  assumed: false,
});
const assumed = (low: number, likely: number, high: number, why: string): Estimate => ({
  low,
  likely,
  high,
  source: why,
  assumed: true,
});
const stated = (low: number, likely: number, high: number, source: string): Estimate => ({
  low,
  likely,
  high,
  source,
  assumed: false,
});
const NONE = fixed(0, 'nothing added');

const NOTHING: Record<ParameterId, Estimate> = {
  scheduling: NONE,
  privileged: NONE,
  emulation: fixed(1, 'nothing added'),
  ioPath: NONE,
  vmm: NONE,
  contextSwitch: NONE,
  guestMemory: NONE,
  vmmMemory: NONE,
  shadow: NONE,
  sharing: NONE,
  ballooning: NONE,
};

/** Ten guests of one image share nearly 40 %: s (1 - 1/10) = 0.4, so s = 0.444. Waldspurger measured 32.9 to 42.9 %. */
const IMAGE_SHARING = stated(
  0.366,
  0.444,
  0.477,
  `${PAPER}, section 4.2: nearly 40 % for ten guests; Waldspurger, OSDI 2002: 32.9 % reclaimed to 42.9 % shared`,
);

const ESX: Record<ParameterId, Estimate> = {
  scheduling: assumed(
    0,
    0.002,
    0.01,
    'the points of figure 2 are not published: calibrate it with rows of your own benchmark',
  ),
  privileged: assumed(
    0.0001,
    0.0004,
    0.001,
    `${PAPER}, section 4.1, works with 0.1 % as an example; it differs by workload`,
  ),
  emulation: stated(100, 500, 2000, `${PAPER}, section 4.1: "hundreds, if not thousands" of instructions`),
  ioPath: stated(1, 1, 1, `${PAPER}, section 4.1: the I/O path runs twice`),
  vmm: assumed(0, 0.02, 0.05, 'service console and VMM housekeeping'),
  contextSwitch: assumed(1, 3, 10, 'cost of switching shadow page tables'),
  guestMemory: fixed(32, `${PAPER}, section 4.2 (ESX)`),
  vmmMemory: fixed(400, `${PAPER}, section 4.2 (ESX)`),
  shadow: assumed(0.001, 0.004, 0.01, 'size of shadow page tables'),
  sharing: IMAGE_SHARING,
  ballooning: NONE,
};

const TODAY: Record<ParameterId, Estimate> = {
  scheduling: assumed(0, 0.0005, 0.002, 'modern schedulers on many cores'),
  privileged: assumed(
    0.00001,
    0.00003,
    0.0001,
    'most privileged work runs without an exit under nested paging',
  ),
  emulation: assumed(500, 1500, 4000, 'an exit and its handling, in instructions'),
  ioPath: assumed(0.1, 0.3, 0.6, 'paravirtual drivers and interrupt coalescing'),
  vmm: assumed(0.01, 0.02, 0.05, 'host services'),
  contextSwitch: assumed(0, 0.1, 0.5, 'nested paging leaves context switches to the guest'),
  guestMemory: assumed(50, 100, 250, 'device emulation and bookkeeping for each guest'),
  vmmMemory: assumed(1024, 2048, 4096, 'hypervisor and host services'),
  shadow: assumed(0.001, 0.002, 0.004, 'nested page tables: 8 bytes for each 4 KiB page'),
  sharing: NONE,
  ballooning: NONE,
};

const ANY = Infinity;
const YIELDING = { policy: 'when-ready', sliceMs: 50, idleCheckMs: null } as const;
const PLAIN = {
  mostProcessors: ANY,
  windows: true,
  wholeMemory: false,
  oneEach: false,
  oneImage: false,
  dispatch: YIELDING,
};

/** Every profile, in the order in which they are offered. */
const TABLE = {
  native: {
    ...PLAIN,
    label: 'Native',
    summary: 'Nothing virtual: one server, one machine, as today.',
    parameters: NOTHING,
    oneEach: true,
  },
  'single-image': {
    ...PLAIN,
    label: 'Single OS image',
    summary:
      'All workloads under one Windows: no VMM, no emulation, one operating system in memory for each host.',
    parameters: NOTHING,
    oneImage: true,
  },
  esx2: {
    ...PLAIN,
    label: 'VMware ESX 2',
    summary: 'Binary translation, page sharing, strict co-scheduling, at most 2 virtual processors.',
    parameters: ESX,
    mostProcessors: 2,
    dispatch: { policy: 'strict-cosched', sliceMs: 50, idleCheckMs: 1.5 },
  },
  esx3: {
    ...PLAIN,
    label: 'VMware ESX 3',
    summary: 'As ESX 2 with relaxed co-scheduling and at most 4 virtual processors.',
    parameters: ESX,
    mostProcessors: 4,
    dispatch: { policy: 'relaxed-cosched', sliceMs: 50, idleCheckMs: 1.5 },
  },
  hosted: {
    ...PLAIN,
    label: 'Virtual Server 2005, GSX',
    summary: 'Hosted on Windows: native drivers, no overcommitted memory, the Windows scheduler dispatches.',
    parameters: {
      ...ESX,
      privileged: assumed(0.0002, 0.0008, 0.002, 'each trap also passes through the host operating system'),
      vmm: assumed(0.02, 0.05, 0.1, 'the host operating system'),
      vmmMemory: assumed(256, 512, 1024, 'the host operating system and its services'),
      sharing: NONE,
    },
    mostProcessors: 1,
    wholeMemory: true,
    dispatch: { policy: 'round-robin', sliceMs: 120, idleCheckMs: null },
  },
  xen2006: {
    ...PLAIN,
    label: 'Xen 2006, paravirtual',
    summary: 'Low emulation for guests whose kernel was changed for it; it cannot host Windows.',
    parameters: {
      ...ESX,
      privileged: assumed(
        0.00002,
        0.0001,
        0.0003,
        'traps replaced by calls; Barham et al., SOSP 2003, near native',
      ),
      ioPath: assumed(0.3, 0.7, 1, 'split drivers share work with the driver domain'),
      contextSwitch: assumed(0.5, 1, 3, 'page tables are updated by calls in batches'),
      shadow: NONE,
      sharing: NONE,
      guestMemory: assumed(8, 16, 32, 'bookkeeping for each domain'),
      vmmMemory: assumed(128, 256, 512, 'hypervisor and driver domain'),
    },
    windows: false,
    dispatch: { policy: 'when-ready', sliceMs: 50, idleCheckMs: null },
  },
  'vt-first': {
    ...PLAIN,
    label: 'VT-x, AMD-V, first generation',
    summary: 'Emulation falls; scheduling and the doubled I/O path stay.',
    parameters: {
      ...ESX,
      privileged: assumed(0.00005, 0.0001, 0.0004, 'fewer instructions trap (section 9)'),
      emulation: assumed(500, 1000, 4000, 'an early hardware exit and its handling'),
    },
    mostProcessors: 4,
    dispatch: { policy: 'relaxed-cosched', sliceMs: 50, idleCheckMs: 1.5 },
  },
  kvm: {
    ...PLAIN,
    label: 'KVM, Proxmox',
    summary: 'Nested paging, virtio, steal time shown to the guest.',
    parameters: TODAY,
    dispatch: { policy: 'when-ready', sliceMs: 4, idleCheckMs: null },
  },
  hyperv: {
    ...PLAIN,
    label: 'Hyper-V',
    summary: 'Nested paging, enlightened clocks, synthetic devices; no page sharing.',
    parameters: TODAY,
    dispatch: { policy: 'when-ready', sliceMs: 10, idleCheckMs: null },
  },
  vsphere8: {
    ...PLAIN,
    label: 'vSphere 8',
    summary: 'Nested paging, paravirtual I/O; page sharing between guests is off unless switched on.',
    parameters: TODAY,
    dispatch: { policy: 'relaxed-cosched', sliceMs: 5, idleCheckMs: null },
  },
  bare: {
    ...PLAIN,
    label: 'Bare',
    summary: 'No overhead and no limits: for checks and teaching.',
    parameters: NOTHING,
  },
  custom: {
    ...PLAIN,
    label: 'Custom',
    summary: 'Starts from ESX 3; every figure is yours to change.',
    parameters: ESX,
    dispatch: { policy: 'relaxed-cosched', sliceMs: 50, idleCheckMs: 1.5 },
  },
} satisfies Readonly<Record<string, Omit<Profile, 'id'>>>;

export type ProfileId = keyof typeof TABLE;
export const PROFILE_IDS = Object.keys(TABLE) as readonly ProfileId[];
export const PROFILES = Object.fromEntries(PROFILE_IDS.map((id) => [id, { id, ...TABLE[id] }])) as Readonly<
  Record<ProfileId, Profile>
>;

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
