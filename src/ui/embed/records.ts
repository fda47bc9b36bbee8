import type { HostModel } from '../../engine/dispatch/host';
import type { RunFigures } from '../../engine/dispatch/figure-counts';
import type { RunStatistics } from '../../engine/dispatch/statistics';
import { BUCKETS } from '../../engine/dispatch/statistics';
import { DISPATCH_WIRE, type FigureRecord, type FigureTable } from '../../engine/dispatch/wire';

/**
 * The statistics of a run, for figures: records by the names of their fields, which is slower than the page's literals
 * and an eighth of their size. A test holds the two together.
 */
export function namedStatistics(
  model: HostModel,
  figures: RunFigures,
  histograms: Float64Array,
): RunStatistics {
  const records = <T extends FigureTable>(table: T) => {
    const fields = DISPATCH_WIRE.tables[table];
    return Array.from(
      { length: figures[table].length / fields.length },
      (_, i) =>
        Object.fromEntries(
          fields.map((field, at) => [field, figures[table][i * fields.length + at]]),
        ) as FigureRecord<T>,
    );
  };
  const [{ origin, end, events, ticks }] = records('runFigures');
  const elapsed = end - origin;
  const vcpus = records('vcpuFigures').map((each) => {
    const { user, kernel, interrupt, dpc, idleTicks: idle } = each;
    return { ...each, ticks: { ...each, idle, delivered: user + kernel + interrupt + dpc + idle } };
  });
  const labels = records('labelFigures');
  const threads = records('threadFigures');
  const ofGuests = records('guestFigures');
  const guests = model.guests.map((guest, g) => ({
    vcpus: vcpus.splice(0, guest.vcpus),
    threads: guest.threads.map((thread) => ({
      ...threads.shift()!,
      labels: labels.splice(0, thread.labels),
    })),
    interrupts: {
      ...ofGuests[g],
      windows: Math.max(1, elapsed / guest.clock.tick),
      histogram: histograms.slice(g * BUCKETS, (g + 1) * BUCKETS),
    },
    disk: ofGuests[g],
  }));
  const [processors, devices] = [records('processorFigures'), records('deviceFigures')];
  return { elapsed, events, ticks, processors, devices, guests };
}
