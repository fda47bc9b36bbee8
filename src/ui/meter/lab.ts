import type { Experiment } from '../../dispatch/experiment';
import { parseExperiment } from '../../dispatch/parse';
import type { Dispatcher } from '../../dispatch/pool';
import { scatterExperiments, scatterPoints, type ScatterPoint } from '../../sampling/scatter';
import { onItsOwn, type Strip } from '../../sampling/strip';
import { Lab } from '../app/lab';
import { quietly } from '../app/recent';
import { MeterReadings, measureStrip, windowMs } from './measure';
import { ownViewOf, sweepDodger, sweepLock, type DodgeCurve, type LockSweep } from './own/sweeps';
import type { MeterReading } from './reading';
import { meterSpecimenOf, type MeterSpecimen } from './specimen';

/** The strip of one experiment. */
export interface Strips {
  readonly experiment: Experiment;
  readonly strip: Strip;
}

/** Many measurements of the same length. */
export interface Many {
  readonly experiment: Experiment;
  readonly readings: readonly MeterReading[];
  readonly own: readonly MeterReading[];
}

/** Measurements of one length. */
export interface Length {
  readonly seconds: number;
  readonly readings: readonly MeterReading[];
}

/** Measurements of several lengths, as far as they are in. */
export interface Lengths {
  readonly experiment: Experiment;
  readonly rows: readonly Length[];
}

/**
 * Everything that the view is drawn from. The last good pictures of the same demonstration stay, and are told from
 * those of what is set by their experiment, until the next are there; nothing of another demonstration stays.
 */
export interface MeterPictures {
  /** What is written now. */
  readonly specimen: MeterSpecimen;
  readonly strips: Strips | null;
  readonly many: Many | null;
  readonly lengths: Lengths | null;
  /** Guests of many hosts; the same for every demonstration. */
  readonly scatter: readonly ScatterPoint[];
  readonly lock: LockSweep | null;
  readonly dodgers: readonly DodgeCurve[];
  /** What `lock` or `dodgers` were swept for. */
  readonly swept: Experiment | null;
}

/** Lengths of observation that are compared, s. */
const LENGTHS = [1, 3, 10, 30, 60, 180, 600];
/** Measurements of each length, and of the guest alone. */
export const FEW = 40;
/** Hosts of the scatter. */
const HOSTS = 40;
/** Least time between two pictures of results that come in, ms. */
const QUIET_MS = 150;
/** Experiments whose results are kept. */
const KEPT = 400;

/** Runs the demonstration that is written: its strip of time, then many measurements of it. */
export class MeterLab extends Lab<MeterPictures> {
  private readonly known = new MeterReadings(KEPT);

  constructor(
    private readonly dispatcher: Dispatcher,
    changed: () => void,
    link: string,
  ) {
    const pictures: MeterPictures = {
      specimen: meterSpecimenOf(link),
      strips: null,
      many: null,
      lengths: null,
      scatter: [],
      lock: null,
      dodgers: [],
      swept: null,
    };
    super(link, pictures, changed);
  }

  protected override read(link: string): Partial<MeterPictures> {
    const read = meterSpecimenOf(link);
    const { experiment } = this.state.specimen;
    // Whatever is known of an experiment is known of an equal one.
    const same = JSON.stringify(read.experiment) === JSON.stringify(experiment);
    const specimen = same ? { ...read, experiment } : read;
    if (specimen.preset.id === this.state.specimen.preset.id) return { specimen };
    return { specimen, strips: null, many: null, lengths: null, lock: null, dodgers: [], swept: null };
  }

  protected override async run(signal: AbortSignal, shown: () => void): Promise<void> {
    const { specimen } = this.state;
    const { experiment } = specimen;
    const alone = onItsOwn(experiment);
    const strip = await measureStrip(this.dispatcher, experiment, windowMs(experiment), signal);
    this.draw({ strips: { experiment, strip } });
    shown();
    signal.throwIfAborted();

    const tell = (readings: readonly MeterReading[], own: readonly MeterReading[] = []) =>
      this.draw({ many: { experiment, readings, own } });
    const readings = await this.readings(experiment, signal, (soFar) => {
      tell(soFar);
      this.progress({ fraction: soFar.length / experiment.replications });
    });
    tell(readings);
    const few = { ...alone, replications: Math.min(FEW, experiment.replications) };
    // A guest that is alone is on its own machine: nothing is measured twice.
    const lone = JSON.stringify(alone) === JSON.stringify(experiment);
    tell(readings, lone ? readings : await this.readings(few, signal));
    await this.ownView(specimen, signal);
    const rows: Length[] = [];
    for (const seconds of LENGTHS) {
      const of = { ...experiment, durationS: seconds, replications: FEW };
      rows.push({ seconds, readings: await this.readings(of, signal) });
      this.draw({ lengths: { experiment, rows: [...rows] } });
    }
    if (this.state.scatter.length === 0) this.draw({ scatter: await this.scatter(signal) });
  }

  /** The picture that this demonstration has besides. */
  private async ownView({ preset, experiment }: MeterSpecimen, signal: AbortSignal): Promise<void> {
    const readings = (of: Experiment) => this.readings(of, signal);
    const view = ownViewOf(preset);
    const due = quietly(QUIET_MS);
    if (view === 'lock')
      await sweepLock(
        experiment,
        readings,
        (lock, last) => (last || due()) && this.draw({ lock, swept: experiment }),
      );
    if (view === 'dodger')
      await sweepDodger(
        experiment,
        readings,
        (dodgers, last) => (last || due()) && this.draw({ dodgers, swept: experiment }),
      );
  }

  private async scatter(signal: AbortSignal): Promise<readonly ScatterPoint[]> {
    const hosts = scatterExperiments(1, HOSTS);
    const answers = await Promise.all(
      hosts.map((input) => this.dispatcher.run(parseExperiment(input), { signal })),
    );
    return answers.flatMap((answer, host) => scatterPoints(answer, host));
  }

  private readings(
    experiment: Experiment,
    signal: AbortSignal,
    soFar?: (readings: readonly MeterReading[]) => void,
  ): Promise<readonly MeterReading[]> {
    return this.known.of(this.dispatcher, experiment, signal, soFar);
  }
}
