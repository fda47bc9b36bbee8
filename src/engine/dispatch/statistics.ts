/**
 * What one run of the dispatch kernel measured, over the time after its warm-up. Times are in 100 ns, all others
 * counts, unless said otherwise. Per vCPU: used + ready + costop + wait + stolen = elapsed. Over the host:
 * used + overhead + idle = processors x elapsed, where used includes burnt.
 */

/** Ticks by what they were charged to. `threads` has the same ticks as user + kernel, by thread. */
export interface TickCounts {
  delivered: number;
  user: number;
  kernel: number;
  interrupt: number;
  dpc: number;
  idle: number;
  /** Due but never delivered: merged away, discarded, given up or lost. */
  lost: number;
  /** Due and not yet delivered at the end. */
  pending: number;
}

export interface VcpuStatistics {
  /** Time on a processor, idle loops included. */
  used: number;
  /** The part of `used` spent in the idle loop. */
  burnt: number;
  ready: number;
  costop: number;
  wait: number;
  /** Taken by the host from a vCPU that runs: service routines, housekeeping. No waiting, and unseen by the guest. */
  stolen: number;
  dispatches: number;
  /** How far its apparent clock is behind real time at the end. */
  behind: number;
  ticks: TickCounts;
}

export interface ThreadStatistics {
  used: number;
  /** Bursts (or requests) completed. */
  cycles: number;
  /** Sum over completed bursts of (end - moment it was wanted: wake-up, arrival or end of the burst before). */
  response: number;
  /** Sum over started bursts of (first processor time - moment it was wanted), and how many started. */
  queueing: number;
  started: number;
  /** Processor time of the completed bursts, emulation included. */
  demand: number;
  /** Arrivals turned away because more than 65,535 were waiting. */
  dropped: number;
  /** Ticks charged. */
  ticks: number;
  kernelTicks: number;
  labels: { used: number; cycles: number; ticks: number }[];
}

/** Virtual interrupts: from pending to delivered. */
export interface InterruptStatistics {
  count: number;
  /** Delivered with no delay at all. */
  undelayed: number;
  sum: number;
  max: number;
  /** Counts by delay; bucket i holds [`bucketStart(i)`, `bucketStart(i + 1)`). */
  histogram: Float64Array;
  /** Deliveries at one moment, and the sum of the squares of their sizes. */
  batches: number;
  batchSquares: number;
  /** Windows of one tick: how many, and the sum of squares of the interrupts delivered in each. */
  windows: number;
  windowSquares: number;
}

/** The guest's view of its disk, over its own time stamps, and the truth. */
export interface DiskStatistics {
  transfers: number;
  /** Sum of durations as the guest's driver stamps them (issue to delivered interrupt). */
  transferMeasured: number;
  /** Sum of the true durations (issue to completion at the device). */
  transferTrue: number;
  /** Time with no request outstanding, by the guest's stamps, and the time that those stamps say went by. */
  idleMeasured: number;
  elapsedMeasured: number;
  /** Time with no request of this guest at a device. */
  idleTrue: number;
}

export interface GuestStatistics {
  vcpus: VcpuStatistics[];
  threads: ThreadStatistics[];
  interrupts: InterruptStatistics;
  disk: DiskStatistics;
}

export interface ProcessorStatistics {
  /** Used by guests, burnt included. */
  used: number;
  burnt: number;
  /** Switches, host interrupts, housekeeping. */
  overhead: number;
  idle: number;
  /** Times that another guest came on. */
  switches: number;
}

export interface DeviceStatistics {
  completions: number;
  /** Sum over servers of time in service. */
  busy: number;
  /** Sum over requests of time in the queue. */
  queueing: number;
}

export interface RunStatistics {
  /** Time measured. */
  elapsed: number;
  /** Events handled in the whole run, warm-up included. */
  events: number;
  /** Ticks accounted for in the whole run. */
  ticks: number;
  processors: ProcessorStatistics[];
  devices: DeviceStatistics[];
  guests: GuestStatistics[];
}

/** Sub-buckets of each power of two, and the number of all buckets. */
const SUB_BUCKETS = 32;
export const BUCKETS = 34 * SUB_BUCKETS;

/** The smallest delay (100 ns) that falls into bucket `i` of an interrupt-delay histogram; exact below 64. */
export function bucketStart(i: number): number {
  const octave = Math.floor(i / SUB_BUCKETS);
  return octave === 0 ? i : (SUB_BUCKETS + (i % SUB_BUCKETS)) * 2 ** (octave - 1);
}

/**
 * The p-quantile (0 < p <= 1) of a delay histogram, in 100 ns, spread evenly within its bucket; 0 when it is empty.
 * A bucket is at most 1/32 of its value wide.
 */
export function histogramQuantile(histogram: ArrayLike<number>, p: number): number {
  let total = 0;
  for (let i = 0; i < histogram.length; i++) total += histogram[i];
  const rank = p * total;
  let below = 0;
  for (let i = 0; i < histogram.length; i++) {
    const count = histogram[i];
    if (count > 0 && below + count >= rank) {
      const width = bucketStart(i + 1) - bucketStart(i);
      return width <= 1 ? bucketStart(i) : bucketStart(i) + (width * (rank - below)) / count;
    }
    below += count;
  }
  return 0;
}
