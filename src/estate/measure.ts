/** What is measured over time for a server, whatever tool measured it. */
export interface Measure {
  readonly id: MeasureId;
  readonly label: string;
  readonly unit: string;
  /** How instances add up where a log has no total (a disk each, a network adapter each). */
  readonly total: 'sum' | 'mean' | 'max';
  /** Largest believable value; above it the reading is clamped and said so. Infinity where there is none. */
  readonly ceiling: number;
}

export type MeasureId =
  | 'busy' // % of the server's own processors, 0..100
  | 'privileged' // % of its processors in kernel mode, interrupt and DPC time included (Windows)
  | 'interrupt' // % in interrupt service
  | 'dpc' // % in deferred procedure calls
  | 'usedGHz' // processor used as its host saw it (esxtop % Used, RVTools MHz), GHz
  | 'usedCores' // the same in processors of its host (esxtop % Used / 100)
  | 'ready' // % of one processor that it waited though ready (esxtop % Ready)
  | 'availableMiB' // free memory
  | 'usedMiB' // memory need given as such
  | 'transfers' // disk transfers/s
  | 'diskMBs' // disk MB/s (10^6 bytes)
  | 'networkMBs' // network MB/s, both ways added (10^6 bytes)
  | 'spaceGiB' // disk space used
  | 'switches' // context switches/s
  | 'pages' // Pages/sec: memory pressure
  | 'nonpagedMiB'; // pool nonpaged

export const MEASURES: Readonly<Record<MeasureId, Measure>> = {
  busy: { id: 'busy', label: 'processor busy', unit: '%', total: 'mean', ceiling: 100 },
  privileged: { id: 'privileged', label: 'kernel mode', unit: '%', total: 'mean', ceiling: 100 },
  interrupt: { id: 'interrupt', label: 'interrupt service', unit: '%', total: 'mean', ceiling: 100 },
  dpc: { id: 'dpc', label: 'deferred procedure calls', unit: '%', total: 'mean', ceiling: 100 },
  usedGHz: {
    id: 'usedGHz',
    label: 'processor used, by its host',
    unit: 'GHz',
    total: 'sum',
    ceiling: Infinity,
  },
  usedCores: {
    id: 'usedCores',
    label: 'processors used, by its host',
    unit: 'processors',
    total: 'sum',
    ceiling: Infinity,
  },
  ready: { id: 'ready', label: 'ready but not running', unit: '%', total: 'sum', ceiling: Infinity },
  availableMiB: {
    id: 'availableMiB',
    label: 'memory available',
    unit: 'MiB',
    total: 'sum',
    ceiling: Infinity,
  },
  usedMiB: { id: 'usedMiB', label: 'memory needed', unit: 'MiB', total: 'sum', ceiling: Infinity },
  transfers: { id: 'transfers', label: 'disk transfers', unit: '/s', total: 'sum', ceiling: Infinity },
  diskMBs: { id: 'diskMBs', label: 'disk throughput', unit: 'MB/s', total: 'sum', ceiling: Infinity },
  networkMBs: { id: 'networkMBs', label: 'network', unit: 'MB/s', total: 'sum', ceiling: Infinity },
  spaceGiB: { id: 'spaceGiB', label: 'disk space', unit: 'GiB', total: 'sum', ceiling: Infinity },
  switches: { id: 'switches', label: 'context switches', unit: '/s', total: 'sum', ceiling: Infinity },
  pages: { id: 'pages', label: 'pages in and out', unit: '/s', total: 'sum', ceiling: Infinity },
  nonpagedMiB: { id: 'nonpagedMiB', label: 'pool nonpaged', unit: 'MiB', total: 'sum', ceiling: Infinity },
};
