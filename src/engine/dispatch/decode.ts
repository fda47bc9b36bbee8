import type { HostModel } from './host';
import { BUCKETS } from './statistics';
import type {
  DeviceStatistics,
  DiskStatistics,
  GuestStatistics,
  InterruptStatistics,
  ProcessorStatistics,
  RunStatistics,
  ThreadStatistics,
  VcpuStatistics,
} from './statistics';
import type { RunFigures } from './figure-counts';
import { FIGURE_AT, figureWidth } from './wire';

const { runFigures: RUN, processorFigures: PROCESSOR, deviceFigures: DEVICE } = FIGURE_AT;
const { vcpuFigures: VCPU, guestFigures: GUEST, threadFigures: THREAD, labelFigures: LABEL } = FIGURE_AT;

/**
 * The statistics of a run of `model`.
 * @param histograms guests x BUCKETS; copied
 */
export function decodeStatistics(
  model: HostModel,
  figures: RunFigures,
  histograms: Float64Array,
): RunStatistics {
  const run = figures.runFigures;
  const elapsed = run[RUN.end] - run[RUN.origin];
  const next = { vcpu: 0, thread: 0, label: 0 };
  const guests = model.guests.map((guest, g): GuestStatistics => {
    const histogram = histograms.slice(g * BUCKETS, (g + 1) * BUCKETS);
    const windows = Math.max(1, elapsed / guest.clock.tick);
    return {
      vcpus: Array.from({ length: guest.vcpus }, () => vcpuOf(figures.vcpuFigures, next.vcpu++)),
      threads: guest.threads.map(({ labels }) => {
        const own = Array.from({ length: labels }, () => labelOf(figures.labelFigures, next.label++));
        return threadOf(figures.threadFigures, next.thread++, own);
      }),
      interrupts: interruptsOf(figures.guestFigures, g, windows, histogram),
      disk: diskOf(figures.guestFigures, g),
    };
  });
  return {
    elapsed,
    events: run[RUN.events],
    ticks: run[RUN.ticks],
    processors: Array.from({ length: model.processors }, (_, i) => processorOf(figures.processorFigures, i)),
    devices: model.devices.map((_, i) => deviceOf(figures.deviceFigures, i)),
    guests,
  };
}

// A literal for each kind of record: what is made so is many times as fast as what grows by names.

function processorOf(words: Float64Array, i: number): ProcessorStatistics {
  const at = i * figureWidth('processorFigures');
  return {
    used: words[at + PROCESSOR.used],
    burnt: words[at + PROCESSOR.burnt],
    overhead: words[at + PROCESSOR.overhead],
    idle: words[at + PROCESSOR.idle],
    switches: words[at + PROCESSOR.switches],
  };
}

function deviceOf(words: Float64Array, i: number): DeviceStatistics {
  const at = i * figureWidth('deviceFigures');
  return {
    completions: words[at + DEVICE.completions],
    busy: words[at + DEVICE.busy],
    queueing: words[at + DEVICE.queueing],
  };
}

function vcpuOf(words: Float64Array, i: number): VcpuStatistics {
  const at = i * figureWidth('vcpuFigures');
  const user = words[at + VCPU.user];
  const kernel = words[at + VCPU.kernel];
  const interrupt = words[at + VCPU.interrupt];
  const dpc = words[at + VCPU.dpc];
  const idle = words[at + VCPU.idleTicks];
  return {
    used: words[at + VCPU.used],
    burnt: words[at + VCPU.burnt],
    ready: words[at + VCPU.ready],
    costop: words[at + VCPU.costop],
    wait: words[at + VCPU.wait],
    stolen: words[at + VCPU.stolen],
    dispatches: words[at + VCPU.dispatches],
    behind: words[at + VCPU.behind],
    ticks: {
      delivered: user + kernel + interrupt + dpc + idle,
      user,
      kernel,
      interrupt,
      dpc,
      idle,
      lost: words[at + VCPU.lost],
      pending: words[at + VCPU.pending],
    },
  };
}

function interruptsOf(
  words: Float64Array,
  g: number,
  windows: number,
  histogram: Float64Array,
): InterruptStatistics {
  const at = g * figureWidth('guestFigures');
  return {
    count: words[at + GUEST.count],
    undelayed: words[at + GUEST.undelayed],
    sum: words[at + GUEST.sum],
    max: words[at + GUEST.max],
    batches: words[at + GUEST.batches],
    batchSquares: words[at + GUEST.batchSquares],
    windowSquares: words[at + GUEST.windowSquares],
    windows,
    histogram,
  };
}

function diskOf(words: Float64Array, g: number): DiskStatistics {
  const at = g * figureWidth('guestFigures');
  return {
    transfers: words[at + GUEST.transfers],
    transferMeasured: words[at + GUEST.transferMeasured],
    transferTrue: words[at + GUEST.transferTrue],
    idleMeasured: words[at + GUEST.idleMeasured],
    elapsedMeasured: words[at + GUEST.elapsedMeasured],
    idleTrue: words[at + GUEST.idleTrue],
  };
}

function threadOf(words: Float64Array, i: number, labels: ThreadStatistics['labels']): ThreadStatistics {
  const at = i * figureWidth('threadFigures');
  return {
    used: words[at + THREAD.used],
    cycles: words[at + THREAD.cycles],
    response: words[at + THREAD.response],
    queueing: words[at + THREAD.queueing],
    started: words[at + THREAD.started],
    demand: words[at + THREAD.demand],
    dropped: words[at + THREAD.dropped],
    ticks: words[at + THREAD.ticks],
    kernelTicks: words[at + THREAD.kernelTicks],
    labels,
  };
}

function labelOf(words: Float64Array, i: number): ThreadStatistics['labels'][number] {
  const at = i * figureWidth('labelFigures');
  return {
    used: words[at + LABEL.used],
    cycles: words[at + LABEL.cycles],
    ticks: words[at + LABEL.ticks],
  };
}
