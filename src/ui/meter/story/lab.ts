import type { Experiment } from '../../../dispatch/experiment';
import { parseExperiment } from '../../../dispatch/parse';
import { storyScreen } from '../../../sampling/story';
import type { StorySet } from '../../../sampling/story/knobs';
import type { StoryStep } from '../../../sampling/story/screen';
import type { Strip } from '../../../sampling/strip';
import { Lab } from '../../app/lab';
import { MeterReadings, measureStrip, windowMs, type Measurer } from '../measure';
import type { MeterReading } from '../reading';

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
  readonly complete: boolean;
}

export interface DemoPictures {
  readonly asked: DemoAsked;
  /** What `runs` and `strip` are of. */
  readonly of: DemoAsked | null;
  readonly runs: Readonly<Record<string, DemoRun>>;
  readonly strip: Strip | null;
}

/** Experiments whose readings are kept. */
const KEPT = 60;
/** The time that the first screen plays, ms. */
export const CLOCK_MS = 5000;

/** Runs what one screen of the story is drawn from. */
export class DemoLab extends Lab<DemoPictures> {
  private readonly known = new MeterReadings(KEPT);

  constructor(
    private readonly dispatcher: () => Promise<Measurer>,
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
    const strip = drawn
      ? await measureStrip(dispatcher, drawn[1], step === 'clock' ? CLOCK_MS : windowMs(drawn[1]), signal)
      : null;
    // What is of the setting before goes when the first of this one is there.
    this.draw({ strip, of: asked, runs: {} });
    shown();
    for (const [name, experiment] of experiments) {
      signal.throwIfAborted();
      const tell = (readings: DemoRun['readings'], complete: boolean) =>
        this.draw({ runs: { ...this.state.runs, [name]: { experiment, readings, complete } } });
      const readings = await this.known.of(dispatcher, experiment, signal, (soFar) => tell(soFar, false));
      tell(readings, true);
    }
  }
}
