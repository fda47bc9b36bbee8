import type { HostModel } from './host';
import { BUCKETS } from './statistics';
import type { GuestStatistics, RunStatistics, VcpuStatistics } from './statistics';
import type { FigureRecord, FigureTable } from './wire';

/** How many records each table of figures has for a host. */
export function figureCounts(model: HostModel): Record<FigureTable, number> {
  const threads = model.guests.flatMap((guest) => guest.threads);
  return {
    runFigures: 1,
    processorFigures: model.processors,
    deviceFigures: model.devices.length,
    vcpuFigures: model.guests.reduce((n, guest) => n + guest.vcpus, 0),
    guestFigures: model.guests.length,
    threadFigures: threads.length,
    labelFigures: threads.reduce((n, thread) => n + thread.labels, 0),
  };
}

/** The figures of a run, as the kernel's wire gives them. */
export type RunFigures = { readonly [T in FigureTable]: readonly FigureRecord<T>[] };

/**
 * The statistics of a run of `model`.
 * @param histograms guests x BUCKETS; copied
 */
export function decodeStatistics(
  model: HostModel,
  figures: RunFigures,
  histograms: Float64Array,
): RunStatistics {
  const [{ origin, end, events, ticks }] = figures.runFigures;
  const elapsed = end - origin;
  const vcpus = figures.vcpuFigures.map(vcpuOf).values();
  const threads = figures.threadFigures.values();
  const labels = figures.labelFigures.values();
  const guests = model.guests.map((guest, g): GuestStatistics => {
    const {
      transfers,
      transferMeasured,
      transferTrue,
      idleMeasured,
      elapsedMeasured,
      idleTrue,
      ...interrupts
    } = figures.guestFigures[g];
    return {
      vcpus: next(vcpus, guest.vcpus),
      threads: guest.threads.map((thread) => ({
        ...next(threads, 1)[0],
        labels: next(labels, thread.labels),
      })),
      interrupts: {
        ...interrupts,
        windows: Math.max(1, elapsed / guest.clock.tick),
        histogram: histograms.slice(g * BUCKETS, (g + 1) * BUCKETS),
      },
      disk: { transfers, transferMeasured, transferTrue, idleMeasured, elapsedMeasured, idleTrue },
    };
  });
  const { processorFigures, deviceFigures } = figures;
  return {
    elapsed,
    events,
    ticks,
    processors: [...processorFigures],
    devices: [...deviceFigures],
    guests,
  };
}

function next<T>(from: Iterator<T>, count: number): T[] {
  return Array.from({ length: count }, () => from.next().value as T);
}

function vcpuOf(of: FigureRecord<'vcpuFigures'>): VcpuStatistics {
  const { user, kernel, interrupt, dpc, idleTicks: idle, lost, pending, ...time } = of;
  const delivered = user + kernel + interrupt + dpc + idle;
  return { ...time, ticks: { delivered, user, kernel, interrupt, dpc, idle, lost, pending } };
}
