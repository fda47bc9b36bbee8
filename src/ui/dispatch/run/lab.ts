import type { Answer } from '../../../dispatch/answer';
import type { Experiment } from '../../../dispatch/experiment';
import { readPair } from '../../../dispatch/link';
import type { Dispatcher } from '../../../dispatch/pool';
import type { Timeline } from '../../../engine/dispatch/timeline';
import { InputError, type Finding } from '../../../estate/finding';
import { aloneExperiment } from './alone';
import { readingsOf, type Reading } from './readings';
import { check, specimenOf, type Specimen } from './specimen';

/** Work that takes longer than this is shown, with a way to cancel it, ms. */
const NOTICED_MS = 200;
/** Least time between two partial answers, ms: a picture that changes faster cannot be read. */
const QUIET_MS = 60;
/** Replications from which on a partial answer says something. */
const FIRST_LOOK = 4;
/** Replications behind each bar of the other readings. */
const READING_REPLICATIONS = 30;
/** Answers kept, so that undo and a second look cost nothing. */
const KEPT = 60;
/** Changes and ticks that a timeline holds. */
const RECORDS = 40_000;

/** An experiment that was run, or is being run. */
export interface Run {
  readonly specimen: Specimen;
  readonly experiment: Experiment;
  readonly answer: Answer;
  /** Not all replications are in yet. */
  readonly partial: boolean;
  readonly timeline: Timeline | null;
  /** Length of the timeline, ms. */
  readonly endMs: number;
  /** What one guest of each kind does on a host of its own; null until it is known. */
  readonly alone: readonly (Answer | null)[];
}

export interface ShownReading extends Reading {
  /** null until it is known. */
  readonly answer: Answer | null;
}

/** Everything that the view is drawn from. The last good runs stay until the next are there. */
export interface LabState {
  /** What is written now; the second is null without a comparison. */
  readonly specimens: readonly [Specimen, Specimen | null];
  readonly runs: readonly [Run | null, Run | null];
  readonly readings: { readonly title: string; readonly items: readonly ShownReading[] };
  readonly working: { readonly fraction: number; readonly slow: boolean } | null;
  /** Why the last run failed, other than by what is written. */
  readonly failure: Finding | null;
  /** The run in sight was cancelled before all replications were in. */
  readonly cancelled: boolean;
}

/**
 * Runs what is written, keeps what came of it, and runs again when something else is written. It knows no element.
 * A run gives way to the next one once it has shown something, so that a slider that is dragged never starves.
 */
export class Lab {
  state: LabState;
  private wanted: string;
  private done: string | null = null;
  private abort: AbortController | null = null;
  private seen = false;
  private loop: Promise<void> | null = null;
  private readonly answers = new Map<string, Answer>();

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly changed: () => void,
    link = '',
  ) {
    this.wanted = link;
    this.state = {
      specimens: specimensOf(link),
      runs: [null, null],
      readings: { title: '', items: [] },
      working: null,
      failure: null,
      cancelled: false,
    };
  }

  /** Shows what this text says: one experiment, or two beside each other. */
  show(link: string): void {
    if (link === this.wanted && (this.loop || this.done === link)) return;
    this.wanted = link;
    const specimens = specimensOf(link);
    const comparing = specimens[1] !== null;
    this.update({
      specimens,
      runs: [this.state.runs[0], comparing ? this.state.runs[1] : null],
      cancelled: false,
    });
    if (this.seen) this.abort?.abort();
    this.loop ??= this.work().finally(() => (this.loop = null));
  }

  /** Ends what is going on; what is known so far stays. @returns whether anything was. */
  cancel(): boolean {
    if (!this.loop || !this.state.working) return false;
    this.done = this.wanted;
    this.abort?.abort();
    this.update({ working: null, cancelled: this.state.runs.some((run) => run?.partial) });
    return true;
  }

  /** Resolves when nothing is going on any more. */
  async settled(): Promise<void> {
    while (this.loop) await this.loop;
  }

  private async work(): Promise<void> {
    while (this.wanted !== this.done) {
      const link = this.wanted;
      const abort = new AbortController();
      this.abort = abort;
      this.seen = false;
      const notice = setTimeout(() => this.progress({ slow: true }), NOTICED_MS);
      this.update({ working: { fraction: 0, slow: this.state.working?.slow ?? false }, failure: null });
      try {
        await this.runAll(link, abort.signal);
        if (this.wanted === link) this.done = link;
      } catch (error) {
        if (!abort.signal.aborted) {
          this.update({ failure: findingOf(error) });
          this.done = link;
        }
      } finally {
        clearTimeout(notice);
        this.abort = null;
      }
    }
    this.update({ working: null });
  }

  private async runAll(link: string, signal: AbortSignal): Promise<void> {
    const [first, second] = this.state.specimens;
    await this.run(0, first, link, signal);
    if (second) await this.run(1, second, link, signal);
    // What follows only adds to a picture that is whole: anything newer stops it.
    this.shown(link);
    signal.throwIfAborted();
    await this.alone(0, signal);
    if (second) await this.alone(1, signal);
    await this.read(first, signal);
  }

  /** This run has shown something: from here on a newer text ends it. */
  private shown(link: string): void {
    this.seen = true;
    if (this.wanted !== link) this.abort?.abort();
  }

  private async run(side: 0 | 1, specimen: Specimen, link: string, signal: AbortSignal): Promise<void> {
    const { experiment } = specimen;
    const before = this.state.runs[side];
    const key = JSON.stringify(experiment);
    const same = before !== null && !before.partial && JSON.stringify(before.experiment) === key;
    if (same) return this.keep(side, { ...before, specimen });
    const forMs = horizonMs(experiment);
    const timeline = await this.dispatcher.timeline(experiment, { forMs, records: RECORDS, signal });
    const endMs = lengthOf(timeline, forMs);
    const show = (answer: Answer, partial: boolean) => {
      const alone = experiment.guests.map(
        (guest) => this.answers.get(JSON.stringify(aloneExperiment(experiment, guest))) ?? null,
      );
      this.keep(side, { specimen, experiment, answer, partial, timeline, endMs, alone });
    };
    const known = this.answers.get(key);
    if (known) return show(known, false);
    let last = performance.now();
    const answer = await this.dispatcher.run(experiment, {
      signal,
      progress: (done, total, soFar) => {
        const now = performance.now();
        if (done < Math.min(total, FIRST_LOOK) || done === total || now - last < QUIET_MS) return;
        last = now;
        show(soFar(), true);
        this.progress({ fraction: done / total });
        this.shown(link);
      },
    });
    this.remember(key, answer);
    show(answer, false);
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

  private async read(specimen: Specimen, signal: AbortSignal): Promise<void> {
    const { title, items } = readingsOf(specimen);
    const before = new Map(this.state.readings.items.map(({ label, answer }) => [label, answer]));
    let shown = items.map((item): ShownReading => ({ ...item, answer: before.get(item.label) ?? null }));
    const put = (i: number, answer: Answer) => {
      shown = shown.map((each, k) => (k === i ? { ...each, answer } : each));
      this.update({ readings: { title, items: shown } });
    };
    this.update({ readings: { title, items: shown } });
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
    const key = JSON.stringify(experiment);
    const answer = this.answers.get(key) ?? (await this.dispatcher.run(experiment, { signal }));
    this.remember(key, answer);
    return answer;
  }

  private remember(key: string, answer: Answer): void {
    this.answers.delete(key);
    this.answers.set(key, answer);
    for (const old of this.answers.keys()) {
      if (this.answers.size <= KEPT) break;
      this.answers.delete(old);
    }
  }

  private keep(side: 0 | 1, run: Run): void {
    this.update({ runs: side === 0 ? [run, this.state.runs[1]] : [this.state.runs[0], run] });
  }

  private progress(change: Partial<NonNullable<LabState['working']>>): void {
    if (this.state.working) this.update({ working: { ...this.state.working, ...change } });
  }

  private update(change: Partial<LabState>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
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
function lengthOf({ states, ticks }: Timeline, forMs: number): number {
  if (states.length + ticks.length < RECORDS) return forMs;
  return Math.max(states.at(-1)?.time ?? 0, ticks.at(-1)?.time ?? 0) / 10_000;
}

function findingOf(error: unknown): Finding {
  if (error instanceof InputError) return error.finding;
  const text = error instanceof Error ? error.message : String(error);
  return { level: 'error', where: 'run', text, fix: 'The last good run is still shown.' };
}
