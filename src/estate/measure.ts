/** What is measured over time for a server, whatever tool measured it. */
export interface Measure {
  readonly id: MeasureId;
  readonly label: string;
  readonly unit: string;
  /** How instances add up where a log has no total (a disk each, a network adapter each). */
  readonly total: 'sum' | 'mean';
  /** Largest believable value; above it the reading is clamped and said so. Infinity where there is none. */
  readonly ceiling: number;
  /** Larger than any machine has: such a value is a fault of the meter, and is left out. */
  readonly most: number;
  /**
   * What stands for the samples of one slot. `load`: the aggregate that a person chose; `level`: the largest, because it
   * must be there at every moment; `free`: the smallest, because what is free is least when most is needed. Of several
   * days laid over each other the worst counts: the smallest of what is free, else the largest.
   */
  readonly slot: 'load' | 'level' | 'free';
}

const PLAIN = { total: 'sum', ceiling: Infinity, most: Infinity, slot: 'load' } as const;
/** Rates of a second that no machine of today comes near by a factor of ten, and memories. */
const MOST = { rate: 1e9, MBs: 1e6, MiB: 2 ** 30, GiB: 1e9 } as const;
/** Shares of the server's own processors. */
const SHARE = { unit: '%', total: 'mean', ceiling: 100, most: Infinity, slot: 'load' } as const;

const TABLE = {
  busy: { ...SHARE, label: 'processor busy' },
  /** Interrupt and DPC time included (Windows). */
  privileged: { ...SHARE, label: 'kernel mode' },
  interrupt: { ...SHARE, label: 'interrupt service' },
  dpc: { ...SHARE, label: 'deferred procedure calls' },
  /** VM Processor\\% Processor Time of VMware Tools: what the host gave, as a share of the guest's own processors. */
  hostBusy: { ...SHARE, label: 'processor busy, by its host' },
  /** esxtop % Used, RVTools MHz. */
  usedGHz: { ...PLAIN, label: 'processor used, by its host', unit: 'GHz' },
  /** esxtop % Used / 100. */
  usedCores: { ...PLAIN, label: 'processors used, by its host', unit: 'processors' },
  /** Processors that it held, time on the clock: esxtop % Run / 100, % Total Run Time of a Hyper-V host. */
  runCores: { ...PLAIN, label: 'processors held, by its host', unit: 'processors' },
  /** % of one processor, within % Run, in which its host served others (esxtop % Overlap). */
  overlap: { ...PLAIN, label: 'interrupted for others', unit: '%' },
  /** % of one processor that its host worked for it, within % Used (esxtop % System). */
  systemTime: { ...PLAIN, label: "its host's work for it", unit: '%' },
  /** % of one processor that it waited though ready (esxtop % Ready). */
  ready: { ...PLAIN, label: 'ready but not running', unit: '%' },
  /** % of one processor that it was held back until its other processors caught up (esxtop % CoStop). */
  costop: { ...PLAIN, label: 'held back for its other processors', unit: '%' },
  availableMiB: { ...PLAIN, label: 'memory available', unit: 'MiB', most: MOST.MiB, slot: 'free' },
  usedMiB: { ...PLAIN, label: 'memory needed', unit: 'MiB', most: MOST.MiB, slot: 'level' },
  transfers: { ...PLAIN, label: 'disk transfers', unit: '/s', most: MOST.rate },
  /** 10^6 bytes. */
  diskMBs: { ...PLAIN, label: 'disk throughput', unit: 'MB/s', most: MOST.MBs },
  /** 10^6 bytes, both ways added. */
  networkMBs: { ...PLAIN, label: 'network', unit: 'MB/s', most: MOST.MBs },
  spaceGiB: { ...PLAIN, label: 'disk space', unit: 'GiB', most: MOST.GiB, slot: 'level' },
  switches: { ...PLAIN, label: 'context switches', unit: '/s', most: MOST.rate },
  /** Clock interrupts of all processors together (Windows 7 and later): how often the meters looked. */
  clockTicks: { ...PLAIN, label: 'clock interrupts', unit: '/s' },
  /** Pages/sec: memory pressure. */
  pages: { ...PLAIN, label: 'pages in and out', unit: '/s', most: MOST.rate },
  nonpagedMiB: { ...PLAIN, label: 'pool nonpaged', unit: 'MiB', slot: 'level' },
} as const satisfies Readonly<Record<string, Omit<Measure, 'id'>>>;

export type MeasureId = keyof typeof TABLE;

export const MEASURES = Object.fromEntries(
  Object.entries(TABLE).map(([id, measure]) => [id, { id, ...measure }]),
) as Readonly<Record<MeasureId, Measure>>;

/** Loads that never stand still while a machine runs, those of its processors first. */
export const MOVING: readonly MeasureId[] = [
  'busy',
  'usedGHz',
  'usedCores',
  'transfers',
  'diskMBs',
  'networkMBs',
];
/** Fewer samples of one value in a row are chance. */
export const LEAST_STILL = 30;

/** What a host measures of the processors of its guests: taken as such where nobody says where a server was measured. */
export const BY_HOST = [
  'usedGHz',
  'hostBusy',
  'usedCores',
  'runCores',
] as const satisfies readonly MeasureId[];
