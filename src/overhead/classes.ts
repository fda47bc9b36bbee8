import type { WorkloadClass } from '../estate/guest';

/** What a workload is like where its counters do not say. Shares of busy time; all are assumptions. */
export interface ClassShares {
  readonly label: string;
  /** Kernel time without interrupt and DPC time. */
  readonly kernel: number;
  /** Interrupt and DPC time together. */
  readonly interrupt: number;
}

export const CLASSES: Readonly<Record<WorkloadClass, ClassShares>> = {
  compute: { label: 'compute', kernel: 0.05, interrupt: 0.01 },
  web: { label: 'web', kernel: 0.3, interrupt: 0.1 },
  database: { label: 'database', kernel: 0.2, interrupt: 0.06 },
  mail: { label: 'mail', kernel: 0.25, interrupt: 0.06 },
  file: { label: 'file', kernel: 0.45, interrupt: 0.15 },
  directory: { label: 'directory', kernel: 0.25, interrupt: 0.04 },
  backup: { label: 'back-up', kernel: 0.4, interrupt: 0.15 },
};

/** For a guest of unknown class: the middle of the classes above. */
export const UNKNOWN_CLASS: ClassShares = { label: 'not known', kernel: 0.25, interrupt: 0.06 };

/** Relative scores of Barham et al., SOSP 2003, as shown in the paper's figure 3 (hosted VMware Workstation 3.2). */
export const FIGURE_3 = [
  { benchmark: 'SPEC INT2000', class: 'compute', native: 567, xen: 567, vmware: 554 },
  { benchmark: 'OSDB-IR', class: 'database', native: 172, xen: 158, vmware: 80 },
  { benchmark: 'OSDB-OLTP', class: 'database', native: 1714, xen: 1633, vmware: 199 },
  { benchmark: 'SPEC WEB99', class: 'web', native: 518, xen: 514, vmware: 150 },
] as const;
