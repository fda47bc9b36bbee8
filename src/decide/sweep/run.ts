import type { HostFigures } from '../../dispatch/answer';
import type { Experiment } from '../../dispatch/experiment';
import { Figures, type Figure } from '../../dispatch/figure';
import { guestKinds } from '../../dispatch/model';
import { parseExperiment } from '../../dispatch/parse';
import type { Dispatcher } from '../../dispatch/pool';
import { InputError } from '../../estate/finding';
import { studyOf } from '../check-study';
import type { LineOf } from '../run-study';
import type { Study } from '../study';
import { MOST_POINTS, sweepField, type Sweep } from './fields';

/** Events that one point may take: twelve points are then 18 million, about a second on two processors. */
const EVENTS = 1_500_000;
/** Replications of a point: enough for an interval, and no more than tell. */
const REPLICATIONS = { least: 8, most: 30 } as const;
/** Simulated time in which the events of a point are counted first, s. */
const PILOT_S = 2;
/** Shortest replication, s. */
const SHORTEST_S = 1;

/** What a point of a sweep shows. Shares of one; delays in ms. */
export interface SweepFigures<N> {
  readonly busy: N;
  readonly overhead: N;
  /** By kind of guest, in the experiment's order: the mean over those of the kind. */
  readonly guests: readonly { readonly ready: N; readonly delay: N }[];
}

/** A point, or why no host can be like that. */
export type SweepLine =
  | { readonly value: number; readonly replications: number; readonly figures: SweepFigures<Figure> }
  | { readonly value: number; readonly refused: string };

/** The values that are swept, rising, the present one among them. */
export function sweepValues(experiment: Experiment, sweep: Sweep): readonly number[] {
  const { now, values } = sweepField(sweep);
  const all = new Set(values(experiment, sweep.guest).slice(0, MOST_POINTS));
  const present = now(experiment, sweep.guest);
  if (present !== null) all.add(present);
  return [...all].sort((a, b) => a - b);
}

/** The experiment once for each value of the field. @param values those that `sweepValues` gives, or others */
export function sweepStudy(
  experiment: Experiment,
  sweep: Sweep,
  values: readonly number[] = sweepValues(experiment, sweep),
): Study<Experiment> {
  const { set } = sweepField(sweep);
  const settings = values.map((value) => set(experiment, sweep.guest, value));
  return studyOf({ base: experiment, axes: [{ settings }] });
}

/**
 * Simulates a point: as many replications, as long as the experiment's, as its events allow. How many that is depends on
 * the point alone, so that the line is the same wherever it is run.
 */
export function sweepLine(run: Dispatcher['run'], values: readonly number[]): LineOf<Experiment, SweepLine> {
  return async ({ of, index }, signal) => {
    const value = values[index];
    const experiment = possible(of);
    if (typeof experiment === 'string') return { value, refused: experiment };
    const pilotS = Math.min(PILOT_S, experiment.durationS);
    const pilot = await run({ ...experiment, warmupS: 0, durationS: pilotS, replications: 1 }, { signal });
    const sized = within(experiment, pilot.events / pilotS);
    let figures: Figures<SweepFigures<number>> | undefined;
    await run(sized, {
      signal,
      each: (replication) => {
        const shown = figuresOf(sized, replication);
        figures ??= new Figures(shown);
        figures.add(shown);
      },
    });
    return { value, replications: sized.replications, figures: figures!.result() };
  };
}

function possible(experiment: Experiment): Experiment | string {
  try {
    return parseExperiment(experiment);
  } catch (error) {
    if (error instanceof InputError) return `${error.finding.where}: ${error.finding.text}`;
    throw error;
  }
}

/** The experiment, its replications fewer, and shorter in the end, where it has many events. */
function within(experiment: Experiment, perSecond: number): Experiment {
  const { warmupS, durationS } = experiment;
  const wanted = Math.min(REPLICATIONS.most, Math.max(REPLICATIONS.least, experiment.replications));
  const fit = Math.floor(EVENTS / Math.max(1, perSecond * (warmupS + durationS)));
  const replications = Math.min(wanted, Math.max(REPLICATIONS.least, fit));
  if (fit >= replications) return { ...experiment, replications };
  const eachS = EVENTS / replications / perSecond;
  const shortened = Math.max(SHORTEST_S, Math.min(durationS, eachS / 1.2));
  return { ...experiment, replications, durationS: shortened, warmupS: Math.min(warmupS, shortened / 5) };
}

function figuresOf(experiment: Experiment, { host, guests }: HostFigures<number>): SweepFigures<number> {
  const kinds = guestKinds(experiment);
  return {
    busy: host.busy,
    overhead: host.overhead,
    guests: experiment.guests.map((kind) => {
      const some = guests.filter((_, g) => kinds[g] === kind);
      const mean = (pick: (guest: (typeof guests)[number]) => number) =>
        some.reduce((sum, guest) => sum + pick(guest), 0) / some.length;
      return {
        ready: mean(({ ready }) => ready),
        delay: mean(({ interruptDelayMs }) => interruptDelayMs.mean),
      };
    }),
  };
}

/**
 * Half of the interval that holds the mean with 95 %, from a figure over n replications: t of n - 1 degrees of freedom
 * (Cornish and Fisher 1937) times its standard error.
 */
export function halfInterval({ se }: Figure, n: number): number {
  const z = 1.959964;
  const v = n - 1;
  return se * (z + (z ** 3 + z) / (4 * v) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v * v));
}
