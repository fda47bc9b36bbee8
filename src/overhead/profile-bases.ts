import type { PlatformId } from '../estate/platforms';
import { PARAMETERS, type ParameterDefinition, type ParameterId } from './parameters';
import { PROFILES } from './profiles';

/** Where a figure comes from. */
export interface FigureBasis {
  readonly source: string;
  /** True when nobody published it: shown as an assumption wherever it is used. */
  readonly assumed: boolean;
}

type Bases = Readonly<Record<ParameterId, FigureBasis>>;

/** What is told of a profile beside its figures (`profiles.ts`), and loaded when it is asked for. */
export interface ProfileBasis {
  /** One sentence for people who choose. */
  readonly summary: string;
  readonly parameters: Bases;
  readonly slice: FigureBasis;
  readonly memoryTable?: string;
}

const PAPER = 'Friedman 2006';
const stated = (source: string): FigureBasis => ({ source, assumed: false });
const assumed = (source: string): FigureBasis => ({ source, assumed: true });
const NONE = stated('nothing added');

/** Of the machines, whatever runs on them. */
const THREADS = assumed(
  'VMware, vSphere 8 Resource Management: one thread of a pair does slightly more than half; Intel speaks of up to 30 %; 0 in matrix work (B. Long 2025)',
);

const NOTHING: Bases = {
  scheduling: NONE,
  privileged: NONE,
  emulation: stated('nothing added'),
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

const IMAGE_SHARING = stated(
  `${PAPER}, section 4.2: nearly 40 % for ten guests; Waldspurger, OSDI 2002: 32.9 % reclaimed to 42.9 % shared`,
);
const LENDING = assumed('off unless it is asked for: a plan should not rest on memory that is lent');

const ESX: Bases = {
  ...NOTHING,
  scheduling: assumed(
    'the points of figure 2 are not published; 0.2 % of a machine of 4 processors, up to 1 %: calibrate it with rows of your own benchmark',
  ),
  privileged: assumed(`an example of ours: ${PAPER} gives no figure, and it differs by workload`),
  emulation: stated(`${PAPER}, section 4.1, footnote 5: "hundreds, if not thousands" of instructions`),
  ioPath: stated(`${PAPER}, section 4.1: the I/O path runs twice`),
  vmm: assumed('service console and housekeeping of the VMM'),
  contextSwitch: assumed('work on shadow page tables beyond the trap itself'),
  guestMemory: stated(
    `${PAPER}, section 4.2 (ESX); the manual of ESX 2 has 54 MB (64 with two processors) and 32 MB for each further GB`,
  ),
  vmmMemory: stated(`${PAPER}, section 4.2 (ESX)`),
  shadow: assumed('size of shadow page tables'),
  sharing: IMAGE_SHARING,
  ballooning: LENDING,
};

const ESX_3: Bases = {
  ...ESX,
  guestMemory: stated(
    `${PAPER}, section 4.2, gives it for ESX; ESX 4.0, Resource Management, table 3-2: 166 MB for 4 GB and one processor`,
  ),
};

const NO_SWITCHES = stated(
  'VMware, vSphere Resource Management 6.0.1 and 6.5.1: a context switch traps under a software MMU, and not under a hardware one',
);
const PARAVIRTUAL = 'paravirtual drivers and interrupt coalescing; no dated figure was found';

const VSPHERE_8: Bases = {
  ...NOTHING,
  scheduling: assumed('no figure was found'),
  privileged: assumed(
    'with the figures beside it so chosen that a database server does 90 % of its native work, as one of 64 vCPUs did on vSphere 6.0 (VMware 2015)',
  ),
  emulation: assumed('an exit and its handling, in instructions'),
  ioPath: assumed(PARAVIRTUAL),
  nested: assumed('at most all that VMware 2015 lost: 10 % of native; none by workload was found'),
  vmm: assumed('services of the host'),
  contextSwitch: NO_SWITCHES,
  guestMemory: assumed('what a guest needs beyond the table once it runs ("might differ")'),
  vmmMemory: assumed('the hypervisor and its services; no table of version 8 was found'),
  sharing: stated(
    'VMware KB 2080735: between guests off since the end of 2014 (salting), and large pages defeat it',
  ),
  ballooning: LENDING,
};

const KVM: Bases = {
  ...NOTHING,
  scheduling: assumed('a thread and a helper for each guest; no figure was found'),
  privileged: assumed(
    'with the figures beside it so chosen that a database server loses some 13 %, at the high ends the 40 % of MySQL in Felter et al. (IBM RC25482, 2014: old, the pessimistic end) and more',
  ),
  emulation: assumed('one exit to user space took about 2,530 cycles (linux-kernel list, December 2020)'),
  ioPath: assumed('virtio; Felter et al. 2014: 30 us more for a round trip, half the random disk operations'),
  nested: assumed(
    'Felter et al., IBM RC25482, 2014 (as transcribed): memory-bound 1 to 3 %, compute 2 % tuned and 17 % as it comes',
  ),
  vmm: assumed('services of the host'),
  contextSwitch: NO_SWITCHES,
  guestMemory: stated(
    'Red Hat, OpenShift Virtualization, resource requirements (September 2025): 218 MiB, 16 MiB for one graphics device; a plain QEMU is likely below',
  ),
  vcpuMemory: stated('Red Hat, OpenShift Virtualization, resource requirements (September 2025)'),
  memoryShare: stated('Red Hat, OpenShift Virtualization, resource requirements (September 2025)'),
  vmmMemory: stated(
    'Red Hat (September 2025): 360 MiB for each node, 2,179 for services of the cluster; Proxmox VE, system requirements (2026): 2 GB',
  ),
  sharing: assumed('KSM is on in Proxmox VE; what it saves depends on the guests'),
  ballooning: LENDING,
};

const HYPER_V: Bases = {
  ...NOTHING,
  scheduling: assumed('no figure was found'),
  privileged: assumed(
    'no measurement of Hyper-V by workload was found: between those of vSphere and KVM, with the wider range',
  ),
  emulation: assumed('a hypercall or exit and its handling, in instructions'),
  ioPath: assumed('synthetic devices through the parent partition; no dated figure was found'),
  nested: assumed(
    'Friedman, performancebydesign.blogspot.com, January 2018: a program of processor and memory alone took 105 minutes in one guest of 4 processors, 90 on the machine without Hyper-V (1.17: the high end)',
  ),
  vmm: assumed('the parent partition is a Windows of its own'),
  contextSwitch: NO_SWITCHES,
  guestMemory: assumed('32 MB for the first GB (folklore of 2008 to 2010; Microsoft prints none)'),
  memoryShare: assumed('8 MB for each further GB (as before)'),
  vmmMemory: assumed(
    'Altaro: about 300 MB for the hypervisor; 512 MB, better 2 GB, for the parent partition (third parties)',
  ),
  sharing: assumed('Hyper-V shares no pages between guests'),
  ballooning: LENDING,
};

const BARHAM = stated('ESX: default of 50 ms, as quoted by Barham et al., SOSP 2003');
const SECOND_HAND = assumed(
  'Packt, vSphere High Performance Cookbook: 10 to 20 ms, 50 for the VMkernel; nothing of VMware’s was found',
);
const NO_SLICE = stated('nothing is dispatched');

export const PROFILE_BASES: Readonly<Record<PlatformId, ProfileBasis>> = {
  native: {
    summary: 'Nothing virtual: one server, one machine, as today.',
    parameters: NOTHING,
    slice: NO_SLICE,
  },
  'single-image': {
    summary:
      'All workloads under one Windows: no VMM, no emulation, one operating system in memory for each host.',
    parameters: NOTHING,
    slice: NO_SLICE,
  },
  esx2: {
    summary: 'Binary translation, page sharing, strict co-scheduling, at most 2 virtual processors.',
    parameters: ESX,
    slice: BARHAM,
  },
  esx3: {
    summary: 'As ESX 2 with relaxed co-scheduling and at most 4 virtual processors.',
    parameters: ESX_3,
    slice: BARHAM,
  },
  hosted: {
    summary: 'Hosted on Windows: native drivers, no overcommitted memory, the Windows scheduler dispatches.',
    parameters: {
      ...ESX,
      privileged: assumed('each trap also passes through the host operating system'),
      vmm: assumed('the host operating system'),
      vmmMemory: assumed('the host operating system and its services'),
      sharing: NONE,
    },
    slice: assumed('quanta of Windows Server, about 120 ms'),
  },
  xen2006: {
    summary: 'Low emulation for guests whose kernel was changed for it; it cannot host Windows.',
    parameters: {
      ...ESX,
      privileged: assumed('traps replaced by calls; Barham et al., SOSP 2003, near native'),
      ioPath: assumed('split drivers share work with the driver domain'),
      contextSwitch: assumed('page tables are updated by calls in batches'),
      shadow: NONE,
      sharing: NONE,
      guestMemory: assumed('bookkeeping for each domain'),
      vmmMemory: assumed('hypervisor and driver domain'),
    },
    slice: assumed('Xen, credit scheduler: time slice of 30 ms (the number from memory)'),
  },
  'vt-first': {
    summary: 'Other instructions trap, at a higher price; scheduling and the doubled I/O path stay.',
    parameters: {
      ...ESX_3,
      privileged: assumed(
        `fewer instructions trap (${PAPER}, section 9), each at a higher price: Adams and Agesen, ASPLOS 2006, found binary translation often ahead`,
      ),
      emulation: assumed('an early hardware exit and its handling'),
    },
    slice: BARHAM,
  },
  kvm: {
    summary: 'Nested paging, virtio, steal time shown to the guest, pages merged by KSM.',
    parameters: KVM,
    slice: stated('Linux, EEVDF: 0.70 ms x (1 + log2 of processors, at most 8); 3.0 ms before 6.13'),
  },
  hyperv: {
    summary:
      'Nested paging, enlightened clocks, synthetic devices; guests never share a core; no page sharing.',
    parameters: HYPER_V,
    slice: assumed('none is published'),
  },
  vsphere8: {
    summary: 'Nested paging, paravirtual I/O; page sharing between guests is off unless switched on.',
    parameters: VSPHERE_8,
    slice: SECOND_HAND,
    memoryTable:
      'VMware, vSphere Resource Management 6.5 and 6.7, table 6-1 (need to power on; no table of version 8 was found)',
  },
  bare: {
    summary: 'No overhead and no limits: for checks and teaching.',
    parameters: { ...NOTHING, threadYield: assumed('as elsewhere, held still for checks') },
    slice: NO_SLICE,
  },
  custom: {
    summary: 'Starts from ESX 3, without its limits; every figure is yours to change.',
    parameters: ESX_3,
    slice: BARHAM,
  },
};

/** What a profile adds that nobody measured: overheads that rest on an assumption and may be more than nothing. */
export function assumedOverheads(profile: PlatformId): readonly ParameterDefinition[] {
  const { parameters } = PROFILE_BASES[profile];
  const { parameters: figures } = PROFILES[profile];
  return PARAMETERS.filter(
    ({ id }) => parameters[id].assumed && id !== 'threadYield' && figures[id].high > 0,
  );
}
