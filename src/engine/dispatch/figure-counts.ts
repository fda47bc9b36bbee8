import type { HostModel } from './host';
import type { FigureTable } from './wire';

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

/** The figures of a run, as the kernel's wire gives them: records one after the other. */
export type RunFigures = Readonly<Record<FigureTable, Float64Array>>;
