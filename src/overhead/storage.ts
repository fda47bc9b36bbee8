import type { HostSpec } from './host';

/** Storage that runs on the hosts themselves and takes memory and cores from their guests, as its makers state it. */
export interface StorageReserve {
  readonly id: string;
  readonly label: string;
  /** What there are so many of on each host, and how many usually; null: nothing is counted. */
  readonly counted: { readonly label: string; readonly usual: number } | null;
  /** MiB, of a host with so much memory (null: not known) and so many of what is counted. */
  readonly memory: (host: Pick<HostSpec, 'memory'>, count: number) => number;
  readonly cores: number;
  /** Per cent of memory that may be filled beside it; null: as it is. */
  readonly ceiling: number | null;
  readonly source: string;
}

const GIB = 1024;

/** Presets of what a host keeps back for storage. */
export const STORAGE_RESERVES: readonly StorageReserve[] = [
  {
    id: 'zfs',
    label: 'ZFS (Proxmox VE)',
    counted: null,
    // Without the host's memory, the most that it takes.
    memory: ({ memory }) => Math.min(16 * GIB, memory === null ? Infinity : Math.round(0.1 * memory)),
    cores: 0,
    ceiling: null,
    source: 'Proxmox VE, local ZFS (2026): installs since 8.1 give the ARC 10 % of memory, 16 GiB at most',
  },
  {
    id: 'ceph',
    label: 'Ceph',
    counted: { label: 'OSDs on each host', usual: 4 },
    memory: (_, osds) => 8 * GIB * osds,
    cores: 0,
    ceiling: null,
    source:
      'Proxmox VE, Ceph (2026): at least 8 GiB recommended for each OSD (4 by default), more in recovery',
  },
  {
    id: 's2d',
    label: 'Storage Spaces Direct',
    counted: { label: 'TB of cache drives on each host', usual: 4 },
    memory: (_, terabytes) => 4 * GIB * terabytes,
    cores: 0,
    ceiling: null,
    source: 'Microsoft Learn, Storage Spaces Direct hardware requirements: 4 GB for each TB of cache drive',
  },
  {
    id: 'nutanix',
    label: 'Nutanix controller VM',
    counted: null,
    memory: () => 32 * GIB,
    cores: 6,
    ceiling: null,
    source:
      'Nutanix Sizer wiki, undated and old: 20 to 32 GB and 4 to 6 cores; practice of today goes to 64 GB',
  },
  {
    id: 'balloon',
    label: 'Proxmox balloon target',
    counted: null,
    memory: () => 0,
    cores: 0,
    ceiling: 80,
    source: 'Proxmox VE, qm (2026): automatic ballooning aims at 80 % of the host’s memory',
  },
];
