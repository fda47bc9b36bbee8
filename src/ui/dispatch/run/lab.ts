import type { Answer } from '../../../dispatch/answer';
import type { Experiment } from '../../../dispatch/experiment';
import { readPair } from '../../../dispatch/measured';
import { check } from '../../../dispatch/repair-link';
import type { Dispatcher } from '../../../dispatch/pool';
import { PER_MS } from '../../../engine/dispatch/host';
import { lastOf, recordsOf, type RunLog } from '../../../engine/dispatch/timeline';
import { runStudy } from '../../../decide/run-study';
import { caseAt, type Study } from '../../../decide/study';
import type { Sweep } from '../../../decide/sweep/fields';
import { sweepLine, sweepStudy, sweepValues, type SweepLine } from '../../../decide/sweep/run';
import { Lab } from '../../app/lab';
import { quietly, Recent } from '../../app/recent';
import { aloneExperiment } from './alone';
import { readingsOf, type DispatchReading } from './readings';
import { specimenOf, type Specimen } from './specimen';

/** Least time between two partial answers, ms: a picture that changes faster cannot be read. */
const QUIET_MS = 60;
/** Replications from which on a partial answer says something. */
const FIRST_LOOK = 4;
/** Replications behind each bar of the other readings. */
const READING_REPLICATIONS = 30;
/** Answers kept. */
const KEPT = 60;
/** Points of sweeps kept. */
const POINTS = 200;
/** Changes, ticks, requests and batches that a timeline holds. */
const RECORDS = 40_000;

/** An experiment that was run, or is being run. */
export interface Run {
  readonly specimen: Specimen;
  readonly experiment: Experiment;
  readonly answer: Answer;
  /** Not all replications are in yet. */
  readonly partial: boolean;
  readonly timeline: RunLog | null;
  /** Length of the timeline, ms. */
  readonly endMs: number;
  /** What one guest of each kind does on a host of its own; null until it is known. */
  readonly alone: readonly (Answer | null)[];
}

/** A field that is swept, and the points that are known. */
export interface ShownSweep {
  readonly sweep: Sweep;
  /** The experiment, whatever the value of the field. */
  readonly study: Study<Experiment>;
  readonly values: readonly number[];
  /** null until it is known. */
  readonly lines: readonly (SweepLine | null)[];
}

export interface ShownReading extends DispatchReading {
  /** null until it is known. */
  readonly answer: Answer | null;
}

/** Everything that the view is drawn from. The last good runs stay until the next are there. */
export interface DispatchPictures {
  /** What is written now; the second is null without a comparison. */
  readonly specimens: readonly [Specimen, Specimen | null];
  readonly runs: readonly [Run | null, Run | null];
  readonly readings: { readonly title: string; readonly items: readonly ShownReading[] };
  readonly sweep: ShownSweep | null;
}

/** Runs the experiment that is written, or two beside each other, what each guest does alone, and the other readings. */
export class DispatchLab extends Lab<DispatchPictures> {
  private readonly answers = new Recent<Answer>(KEPT);
  private readonly points = new Recent<SweepLine>(POINTS);

  constructor(
    private readonly dispatcher: Dispatcher,
    changed: () => void,
    link = '',
  ) {
    const pictures: DispatchPictures = {
      specimens: specimensOf(link),
      runs: [null, null],
      readings: { title: '', items: [] },
      sweep: sweepOf(specimensOf(link)[0], new Recent(1)),
    };
    super(link, pictures, changed);
  }

  protected override read(link: string): Partial<DispatchPictures> {
    const specimens = specimensOf(link);
    const [first, second] = this.state.runs;
    return { specimens, runs: [first, specimens[1] && second], sweep: sweepOf(specimens[0], this.points) };
  }

  protected override async run(signal: AbortSignal, shown: () => void): Promise<void> {
    const [first, second] = this.state.specimens;
    await this.simulate(0, first, signal, shown);
    if (second) await this.simulate(1, second, signal, shown);
    // What follows only adds to a picture that is whole: anything newer stops it.
    shown();
    signal.throwIfAborted();
    await this.swept(signal);
    await this.alone(0, signal);
    if (second) await this.alone(1, signal);
    await this.others(first, signal);
  }

  private async simulate(
    side: 0 | 1,
    specimen: Specimen,
    signal: AbortSignal,
    shown: () => void,
  ): Promise<void> {
    const { experiment } = specimen;
    const before = this.state.runs[side];
    const same =
      before !== null && !before.partial && JSON.stringify(before.experiment) === JSON.stringify(experiment);
    if (same) return this.keep(side, { ...before, specimen });
    const forMs = horizonMs(experiment);
    const timeline = await this.dispatcher.timeline(experiment, { forMs, records: RECORDS, signal });
    const endMs = lengthOf(timeline, forMs);
    const show = (answer: Answer, partial: boolean) => {
      const alone = experiment.guests.map(
        (guest) => this.answers.get(aloneExperiment(experiment, guest)) ?? null,
      );
      this.keep(side, { specimen, experiment, answer, partial, timeline, endMs, alone });
    };
    const known = this.answers.get(experiment);
    if (known) return show(known, false);
    const due = quietly(QUIET_MS);
    const answer = await this.dispatcher.run(experiment, {
      signal,
      progress: (done, total, soFar) => {
        if (done < Math.min(total, FIRST_LOOK) || done === total || !due()) return;
        show(soFar(), true);
        this.progress({ fraction: done / total });
        shown();
      },
    });
    show(this.answers.set(experiment, answer), false);
  }

  private async alone(side: 0 | 1, signal: AbortSignal): Promise<void> {
    const run = this.state.runs[side];
    if (!run) return;
    for (const [g, guest] of run.experiment.guests.entries()) {
      const answer = await this.answerTo(aloneExperiment(run.experiment, guest), signal);
      const now = this.state.runs[side];
      if (now?.experiment === run.experiment)
        this.keep(side, { ...now, alone: now.alone.map((each, i) => (i === g ? answer : each)) });
    }
  }

  /** Runs the points that are not known yet, two at a time, and draws each. */
  private async swept(signal: AbortSignal): Promise<void> {
    const { sweep: shown } = this.state;
    if (!shown) return;
    const { study, values } = shown;
    const missing = values.flatMap((_, i) => (shown.lines[i] ? [] : [i]));
    const lineOf = sweepLine((experiment, options) => this.dispatcher.run(experiment, options), values);
    await runStudy(study, lineOf, {
      cases: missing,
      lanes: 2,
      signal,
      onLine: (line, index, done) => {
        this.points.set(caseAt(study, index).of, line);
        const { sweep } = this.state;
        if (sweep?.study === study)
          this.draw({
            sweep: { ...sweep, lines: sweep.lines.map((each, i) => (i === index ? line : each)) },
          });
        this.progress({ fraction: done / missing.length });
      },
    });
    signal.throwIfAborted();
  }

  private async others(specimen: Specimen, signal: AbortSignal): Promise<void> {
    const { title, items } = readingsOf(specimen);
    const before = new Map(this.state.readings.items.map(({ label, answer }) => [label, answer]));
    let shown = items.map((item): ShownReading => ({ ...item, answer: before.get(item.label) ?? null }));
    const put = (i: number, answer: Answer) => {
      shown = shown.map((each, k) => (k === i ? { ...each, answer } : each));
      this.draw({ readings: { title, items: shown } });
    };
    this.draw({ readings: { title, items: shown } });
    for (const [i, { input, chosen }] of items.entries()) {
      const { experiment } = check(input);
      if (!experiment) continue;
      const replications = Math.min(READING_REPLICATIONS, experiment.replications);
      const run = this.state.runs[0];
      put(
        i,
        chosen && run && !run.partial
          ? run.answer
          : await this.answerTo({ ...experiment, replications }, signal),
      );
    }
  }

  private async answerTo(experiment: Experiment, signal: AbortSignal): Promise<Answer> {
    return (
      this.answers.get(experiment) ??
      this.answers.set(experiment, await this.dispatcher.run(experiment, { signal }))
    );
  }

  private keep(side: 0 | 1, run: Run): void {
    this.draw({ runs: side === 0 ? [run, this.state.runs[1]] : [this.state.runs[0], run] });
  }
}

/** The sweep of an experiment with what is known of it. */
function sweepOf({ experiment, sweep }: Specimen, points: Recent<SweepLine>): ShownSweep | null {
  if (!sweep) return null;
  const values = sweepValues(experiment, sweep);
  const study = sweepStudy(experiment, sweep, values);
  return { sweep, study, values, lines: values.map((_, i) => points.get(caseAt(study, i).of) ?? null) };
}

function specimensOf(link: string): readonly [Specimen, Specimen | null] {
  const [first, second] = readPair(link);
  return [specimenOf(first), second === null ? null : specimenOf(second)];
}

/** How much of a run is drawn: some two hundred slices. */
function horizonMs({ sliceMs }: Experiment): number {
  return sliceMs === 'never' ? 10_000 : Math.min(60_000, Math.max(2000, 200 * sliceMs));
}

/** Where the log ends: at the horizon, or with its last record when it was full. */
function lengthOf(log: RunLog, forMs: number): number {
  return recordsOf(log) < RECORDS ? forMs : lastOf(log) / PER_MS;
}
