/** What holds today of what a claim says, and where that is from. A claim that is missing here was not looked into. */
interface Today {
  readonly says: string;
  readonly source: string;
}

const HARDWARE_MMU: Today = {
  says: 'With VT-x and EPT (AMD-V and NPT) privileged code runs as it is; what is left is exits to the monitor, some 2,500 cycles each with a device in user space, and dearer misses of the address cache.',
  source:
    'VMware, Performance Evaluation of Intel EPT Hardware Assist, 2009; linux-kernel list, December 2020 (2,530 cycles, AMD)',
};
const RELAXED: Today = {
  says: 'Relaxed since ESX 3, and since ESX 4 each vCPU is held against the slowest and stops by itself; Hyper-V and KVM dispatch each by itself.',
  source:
    'VMware VROOM!, ESX scheduler support for SMP VMs, June 2008; its ESX 4 paper of 2009 as quoted by others',
};
const TICKS: Today = {
  says: 'Windows 8 and Server 2012 skip ticks when idle (dynamic tick), and later Windows does not count injected ticks; Linux guests are told steal time. Process % Processor Time is still sampled.',
  source: 'Microsoft, bcdedit /set reference (disabledynamictick); Friedman, November 2013',
};
const CLOCKS: Today = {
  says: 'A guest told that it is one reads a reference time page or a scaled counter without an exit: durations are true time.',
  source: 'Microsoft, Hyper-V Top Level Functional Specification, Timers',
};

const OVERLAP: Today = {
  says: 'On ESX such time is Overlap, not Ready.',
  source: 'vSphere SDK, cpu.overlap.summation',
};

export const TODAY: ReadonlyMap<number, Today> = new Map<number, Today>([
  [1, { says: 'Unchanged: load is added up slot by slot.', source: 'arithmetic' }],
  [
    2,
    {
      says: 'Unchanged; vendors of today put the ceiling at about 90 % of processor time.',
      source: 'Microsoft Learn, Detecting bottlenecks, April 2017 (Hyper-V)',
    },
  ],
  [
    3,
    {
      says: 'Unchanged up to the number of cores; beyond it hyper-threads add some work, and a thread of a busy core does slightly more than half of what the core does alone.',
      source: 'VMware, vSphere 8.0 Resource Management, Hyperthreading',
    },
  ],
  [
    4,
    {
      says: 'No figure for each guest was found for a product of today (looked for by number of guests, consolidation and scheduler). The last that was: ESX Server 2.5.2 scales about linearly under computing.',
      source:
        'Wilcox and Windley, Evaluation of ESX Server Under CPU Intensive Workloads, September 2006, by its summary',
    },
  ],
  [5, HARDWARE_MMU],
  [6, HARDWARE_MMU],
  [7, HARDWARE_MMU],
  [
    8,
    {
      says: 'Paravirtual devices run the path in the host once more, and passed-through ones (SR-IOV) do not.',
      source: 'the profiles of this program; no dated measurement of both was found',
    },
  ],
  [
    9,
    {
      says: 'By size and vCPUs: 49 MB for 4 GB and one vCPU on vSphere 6.5 and 6.7.',
      source: 'VMware, vSphere Resource Management 6.5.1 and 6.7, table 6-1',
    },
  ],
  [
    10,
    {
      says: 'Off between guests on vSphere since late 2014, and large pages defeat it until memory is short; KSM is on by default on Proxmox.',
      source: 'VMware KB 2080735; Guo et al., VEE 2015; Proxmox VE documentation',
    },
  ],
  [
    11,
    {
      says: 'ESXi balloons whenever it can and swaps as a last resort: the guest chooses the pages. That its choice is better is still said and not measured in what was found.',
      source: 'VMware, ESX 4.0 Resource Management, p. 30; vSphere 6.5.1 Resource Management, p. 36',
    },
  ],
  [
    12,
    {
      says: 'Hosts count the wait: % Ready and % CoStop on ESX, CPU Wait Time Per Dispatch on Hyper-V, where 60,000 ns raise an alarm and 100,000 are high.',
      source: 'Microsoft, text of the Hyper-V counter; Quest, Spotlight documentation, 2016',
    },
  ],
  [13, OVERLAP],
  [
    14,
    {
      says: 'The wait is as long as the slices are: 2.8 ms on Linux hosts of eight processors and more; on Xen a guest that wakes lets another run for 1 ms at least.',
      source: 'xen/common/sched; Linux, kernel/sched/fair.c',
    },
  ],
  [
    15,
    {
      says: 'Completions are batched on purpose: above a threshold of I/O in flight the hypervisor holds interrupts of virtual disks back, and what that adds to the wait is bounded.',
      source:
        'Ahmad, Gulati and Mashtizadeh, vIC: Interrupt Coalescing for Virtual Machine Storage Device IO (abstract); on ESX 4.0, deinoscloud, June 2009',
    },
  ],
  [
    16,
    {
      says: 'No measurement beside a busy guest was found. A guest alone on KVM in 2014 did half the random I/O of native, sequential I/O as much.',
      source: 'Felter et al., IBM RC25482, 2014 (figures by two transcriptions)',
    },
  ],
  [
    17,
    {
      says: 'Pinned and shown its topology a guest comes near native: Linpack on KVM 17 % below as it comes, 2 % below tuned.',
      source: 'Felter et al., IBM RC25482, 2014 (figures by two transcriptions)',
    },
  ],
  [
    18,
    {
      says: 'Proportional share on ESXi and Linux (EEVDF, slices of 2.8 ms on hosts of eight processors and more); credits on Xen.',
      source: 'Linux, kernel/sched/fair.c; xen/common/sched',
    },
  ],
  [
    19,
    {
      says: 'Guests halt, and the halt is an exit: nothing is polled for by a check of a guest in its idle loop.',
      source: 'VMware, Resource Management 6.0.1, hardware assistance',
    },
  ],
  [
    20,
    {
      says: 'Systems of today halt when idle.',
      source: 'VMware, Resource Management 6.0.1, hardware assistance',
    },
  ],
  [21, RELAXED],
  [
    22,
    {
      says: 'It still takes its share and no more; a limit on the machine (always in force, also where nobody waits) is meant for just that.',
      source: 'B. Armstrong, Hyper-V CPU Scheduling, part 2, February 2011',
    },
  ],
  [23, HARDWARE_MMU],
  [24, RELAXED],
  [25, RELAXED],
  [
    26,
    {
      says: 'KVM in 2014: computing 2 to 17 % below native, MySQL more than 40 %; a database on ESXi 6 in 2015 at 90 % of native.',
      source:
        'Felter et al., IBM RC25482, 2014 (figures by two transcriptions); VMware performance blog, December 2015',
    },
  ],
  [27, TICKS],
  [28, TICKS],
  [
    29,
    {
      says: 'Clock Interrupts/sec of Processor Information shows the number of samples.',
      source: 'windows_exporter, windows_cpu_clock_interrupts_total',
    },
  ],
  [30, TICKS],
  [
    31,
    {
      says: 'The same rule for processes, with the processor time that the tools in the guest report.',
      source: 'Friedman, November 2013',
    },
  ],
  [32, CLOCKS],
  [33, CLOCKS],
  [
    34,
    {
      says: 'Mended: esxtop and vCenter show latencies of device, kernel and guest (DAVG, KAVG, GAVG).',
      source: 'the counters that this program reads; no document was looked up',
    },
  ],
  [
    35,
    {
      says: 'Containers bring the idea back: applications beside each other on one kernel, with the same system for all of them; for isolation each gets a virtual machine again.',
      source: 'Microsoft Learn, Containers vs. virtual machines, March 2023',
    },
  ],
  [36, HARDWARE_MMU],
  [
    37,
    {
      says: 'Hardly: sharing between guests is off on vSphere since late 2014, and large pages defeat it; on Proxmox it is on by default (KSM), and ballooning aims at 80 % of the host.',
      source: 'VMware KB 2080735; Proxmox VE documentation, kernel-samepage-merging and qm',
    },
  ],
  [
    38,
    {
      says: 'A guest switches context 100 to 1,000 times a second; each switch traps under a software MMU, none under a hardware one.',
      source: 'VMware, vSphere Resource Management 6.0.1 and 6.5.1',
    },
  ],
  [
    39,
    {
      says: 'By the host is how it is done: of a snapshot, which SQL Server and Exchange prepare for through Volume Shadow Copy in the guest, so that they are no exception any more.',
      source: 'VMware, Virtual Disk Development Kit, Working with Microsoft Shadow Copy (ESXi 4.1 and later)',
    },
  ],
  [
    40,
    {
      says: 'Devices are given to guests whole or in parts (SR-IOV). The price was that such a guest cannot move while it runs; some network adapters of today can.',
      source: 'openshift-docs, issue 26628 (4.5); NVIDIA, DOCA documentation, SR-IOV Live Migration',
    },
  ],
  [
    41,
    {
      says: 'The resource manager ended with Server 2012; shares and caps of groups of processes are those of job objects, as containers use them.',
      source:
        'Microsoft, MS-WSRM, appendix B (the last product is Server 2012); Microsoft Learn, Windows containers, resource controls',
    },
  ],
  [
    42,
    {
      says: 'The memory of the host goes first to its storage: ZFS takes 10 % of it, 16 GiB at most, on Proxmox since 8.1.',
      source: 'Proxmox VE documentation, local-zfs, April 2026',
    },
  ],
  [43, OVERLAP],
]);

/** In a line: what holds today and its source, or that nobody looked. */
export function todayOf(claim: number): string {
  const known = TODAY.get(claim);
  return known ? `${known.says} (${known.source})` : 'not looked into';
}
