import type { Experiment } from '../../../dispatch/experiment';
import { parseExperiment } from '../../../dispatch/parse';
import type { Dispatcher } from '../../../dispatch/pool';
import { hostTimeline } from '../../../dispatch/timeline';
import { storyScreen, type StorySet, type StoryStep } from '../../../sampling/story';
import { stripOf, type Strip } from '../../../sampling/strip';
import { Lab } from '../../app/lab';
import { quietly, Recent } from '../../app/recent';
import { windowMs } from '../lab';
import { readingOf, type MeterReading } from '../reading';

/** Which screen, how its knobs stand, which seed, and which of its runs has its strip drawn. */
export interface DemoAsked {
  readonly step: StoryStep;
  readonly seed: number;
  readonly set: StorySet;
  readonly strip: string;
}

/** One of a screen's runs, as far as it has come. */
export interface DemoRun {
  readonly experiment: Experiment;
  readonly readings: readonly MeterReading[];
  /** The host's processors that did work, share of 1, over the readings. */
  readonly hostBusy: number;
  readonly complete: boolean;
}

export interface DemoPictures {
  readonly asked: DemoAsked;
  /** What `runs` and `strip` are of. */
  readonly of: DemoAsked | null;
  readonly runs: Readonly<Record<string, DemoRun>>;
  readonly strip: Strip | null;
}

const RECORDS = 20_000;
/** Readings after which there is a first answer. */
const FIRST = 8;
const QUIET_MS = 120;
const KEPT = 60;
/** The time that the first screen plays, ms. */
export const CLOCK_MS = 5000;

/** Runs what one screen of the story is drawn from. */
export class DemoLab extends Lab<DemoPictures> {
  private readonly known = new Recent<DemoRun>(KEPT);

  constructor(
    private readonly dispatcher: () => Promise<Dispatcher>,
    changed: () => void,
    asked: DemoAsked,
  ) {
    super(JSON.stringify(asked), { asked, of: null, runs: {}, strip: null }, changed);
  }

  protected override read(link: string): Partial<DemoPictures> {
    const asked = JSON.parse(link) as DemoAsked;
    // Nothing of another screen stays.
    return asked.step === this.state.asked.step ? { asked } : { asked, of: null, runs: {}, strip: null };
  }

  protected override async run(signal: AbortSignal, shown: () => void): Promise<void> {
    const { asked } = this.state;
    const { step, set, seed } = asked;
    const inputs = Object.entries(storyScreen(step).runs(set, seed));
    const experiments = inputs.map(([name, input]) => [name, parseExperiment(input)] as const);
    const dispatcher = await this.dispatcher();
    const drawn = experiments.find(([name]) => name === asked.strip) ?? experiments[0];
    const strip = drawn ? await this.strip(dispatcher, drawn[1], step, signal) : null;
    // What is of the setting before goes when the first of this one is there.
    this.draw({ strip, of: asked, runs: {} });
    shown();
    for (const [name, experiment] of experiments) {
      signal.throwIfAborted();
      const tell = (run: DemoRun) => this.draw({ runs: { ...this.state.runs, [name]: run } });
      tell(await this.measure(dispatcher, experiment, signal, tell));
    }
  }

  private async strip(dispatcher: Dispatcher, experiment: Experiment, step: StoryStep, signal: AbortSignal) {
    const forMs = step === 'clock' ? CLOCK_MS : windowMs(experiment);
    const log = await dispatcher.timeline(experiment, { forMs, records: RECORDS, signal });
    return stripOf(experiment, hostTimeline(experiment, log, forMs, RECORDS));
  }

  private async measure(
    dispatcher: Dispatcher,
    experiment: Experiment,
    signal: AbortSignal,
    tell: (run: DemoRun) => void,
  ): Promise<DemoRun> {
    const known = this.known.get(experiment);
    if (known) return { ...known, experiment };
    const readings: MeterReading[] = [];
    let busy = 0;
    const due = quietly(QUIET_MS);
    const soFar = (complete: boolean): DemoRun => ({
      experiment,
      readings: [...readings],
      hostBusy: busy / readings.length,
      complete,
    });
    await dispatcher.run(experiment, {
      signal,
      each: (figures) => {
        readings.push(readingOf(figures));
        busy += figures.host.busy;
        if (readings.length === FIRST || (readings.length > FIRST && due())) tell(soFar(false));
      },
    });
    return this.known.set(experiment, soFar(true));
  }
}
