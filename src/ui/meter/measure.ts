import type { Experiment } from '../../dispatch/experiment';
import { guestKinds } from '../../dispatch/model';
import type { Dispatcher } from '../../dispatch/pool';
import { hostTimeline } from '../../dispatch/timeline';
import { meanMs } from '../../dispatch/times';
import { stripOf, type Strip } from '../../sampling/strip';
import { quietly, Recent } from '../app/recent';
import { readingOf, type MeterReading, type SeenFigures } from './reading';

/** What measures experiments: a dispatcher whose answer nobody asks for. */
export interface Measurer extends Pick<Dispatcher, 'timeline'> {
  run(
    experiment: Experiment,
    options: { readonly signal: AbortSignal; readonly each: (figures: SeenFigures) => void },
  ): Promise<unknown>;
}

/** Changes and ticks that a picture has room for. */
const RECORDS = 20_000;
/** Readings after which there is a first answer. */
const FIRST = 8;
/** Least time between two pictures of readings that come in, ms. */
const QUIET_MS = 150;

/** How much time the strip shows, ms: some turns of every guest, some cycles of the thread, and not too many ticks. */
export function windowMs(experiment: Experiment): number {
  const [{ threads, clock }] = guestKinds(experiment);
  const guests = experiment.guests.reduce((sum, { count }) => sum + count, 0);
  const [{ burst, wait }] = threads;
  const cycle = burst && wait ? meanMs(burst) + meanMs(wait) : Infinity;
  const slice = experiment.sliceMs === 'never' ? 0 : experiment.sliceMs;
  const wanted = Math.max(
    Number.isFinite(cycle) ? 24 * cycle : 0,
    12 * clock.tickMs,
    guests > 1 ? Math.max(5 * slice * guests, 48 * clock.tickMs) : 0,
  );
  return Math.min(wanted, Math.max(64 * clock.tickMs, guests > 1 ? 2 * slice * guests : 0));
}

/** The first so many ms of an experiment, tick by tick. */
export async function measureStrip(
  dispatcher: Measurer,
  experiment: Experiment,
  forMs: number,
  signal: AbortSignal,
): Promise<Strip> {
  const log = await dispatcher.timeline(experiment, { forMs, records: RECORDS, signal });
  return stripOf(experiment, hostTimeline(experiment, log, forMs, RECORDS));
}

/** Readings of experiments: one for each replication, and those that were asked for last are kept. */
export class MeterReadings {
  private readonly known: Recent<readonly MeterReading[]>;

  /** @param most experiments whose readings are kept */
  constructor(most: number) {
    this.known = new Recent(most);
  }

  /** @param soFar is told those that are in, after the first few and then now and again */
  async of(
    dispatcher: Measurer,
    experiment: Experiment,
    signal: AbortSignal,
    soFar?: (readings: readonly MeterReading[]) => void,
  ): Promise<readonly MeterReading[]> {
    const known = this.known.get(experiment);
    if (known) return known;
    const readings: MeterReading[] = [];
    const due = quietly(QUIET_MS);
    await dispatcher.run(experiment, {
      signal,
      each: (figures) => {
        readings.push(readingOf(figures));
        if (soFar && (readings.length === FIRST || (readings.length > FIRST && due()))) soFar([...readings]);
      },
    });
    return this.known.set(experiment, readings);
  }
}
