import type { Experiment } from '../../dispatch/experiment';
import { parseExperiment } from '../../dispatch/parse';
import { guestKinds } from '../../dispatch/model';
import type { Dispatcher } from '../../dispatch/pool';
import { hostTimeline } from '../../dispatch/timeline';
import { meanMs } from '../../dispatch/times';
import { scatterExperiments, scatterPoints, type ScatterPoint } from '../../sampling/scatter';
import { onItsOwn, stripOf, type Strip } from '../../sampling/strip';
import { ownViewOf, sweepDodger, sweepLock, type DodgeCurve, type LockSweep } from './own/sweeps';
import { readingOf, type Reading } from './reading';
import { specimenOf, type Specimen } from './specimen';

/** The strip of one specimen, and of its guest on a machine of its own. */
export interface Strips {
  readonly specimen: Specimen;
  readonly shared: Strip;
  readonly own: Strip;
}

/** Many measurements of the same length. */
export interface Many {
  readonly experiment: Experiment;
  readonly readings: readonly Reading[];
  readonly own: readonly Reading[];
}

/** Measurements of one length. */
export interface Length {
  readonly seconds: number;
  readonly readings: readonly Reading[];
}

export interface MeterState {
  /** What is written now. */
  readonly specimen: Specimen;
  /** The last good pictures; they stay until the next are there. */
  readonly strips: Strips | null;
  readonly many: Many | null;
  readonly lengths: readonly Length[];
  /** Guests of many hosts; the same for every demonstration. */
  readonly scatter: readonly ScatterPoint[];
  readonly lock: LockSweep | null;
  readonly dodgers: readonly DodgeCurve[];
  /** What is going on: the part of it that is done, and whether it takes longer than goes unnoticed. */
  readonly working: { readonly fraction: number; readonly slow: boolean } | null;
  /** What was going on was cancelled; what was known by then stays. */
  readonly cancelled: boolean;
  readonly failure: string | null;
}

/** Changes and ticks that a picture has room for. */
const RECORDS = 20_000;
/** Lengths of observation that are compared, s. */
const LENGTHS = [1, 3, 10, 30, 60, 180, 600];
/** Measurements of each length, and of the guest alone. */
export const FEW = 40;
/** Hosts of the scatter. */
const HOSTS = 40;
/** Least time between two pictures of results that come in, ms. */
const QUIET_MS = 150;
/** Work that takes longer than this is shown, with a way to cancel it, ms. */
const NOTICED_MS = 200;
/** Experiments whose results are kept. */
const KEPT = 400;

/** Simulates what is written, and again when something else is written. It knows no element. */
export class MeterLab {
  state: MeterState;
  private done: string | null = null;
  private drawn = false;
  private abort: AbortController | null = null;
  private loop: Promise<void> | null = null;
  private readonly known = new Map<string, readonly Reading[]>();

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly changed: () => void,
    link: string,
  ) {
    this.state = {
      specimen: specimenOf(link),
      strips: null,
      many: null,
      lengths: [],
      scatter: [],
      lock: null,
      dodgers: [],
      working: null,
      cancelled: false,
      failure: null,
    };
    this.show(link);
  }

  show(link: string): void {
    if (link !== this.state.specimen.link) this.update({ specimen: specimenOf(link), cancelled: false });
    // A strip that is on its way is let through, so that a slider that is dragged never starves.
    if (this.drawn) this.abort?.abort();
    this.loop ??= this.work().finally(() => (this.loop = null));
  }

  /** Ends what is going on; what is known so far stays. @returns whether anything was. */
  cancel(): boolean {
    if (!this.loop || !this.state.working) return false;
    this.done = this.state.specimen.link;
    this.abort?.abort();
    this.update({ working: null, cancelled: true });
    return true;
  }

  /** Takes up what was cancelled. */
  goOn(): void {
    this.done = null;
    this.update({ cancelled: false });
    this.show(this.state.specimen.link);
  }

  /** Ends everything; nobody looks any more. */
  stop(): void {
    this.done = this.state.specimen.link;
    this.abort?.abort();
  }

  async settled(): Promise<void> {
    while (this.loop) await this.loop;
  }

  private async work(): Promise<void> {
    // What follows is asked after the element that asks has drawn.
    await Promise.resolve();
    while (this.done !== this.state.specimen.link) {
      const { specimen } = this.state;
      const abort = new AbortController();
      this.abort = abort;
      this.drawn = false;
      const notice = setTimeout(() => this.progress({ slow: true }), NOTICED_MS);
      this.update({ working: { fraction: 0, slow: this.state.working?.slow ?? false } });
      try {
        await this.run(specimen, abort);
        this.update({ failure: null });
        if (this.state.specimen === specimen) this.done = specimen.link;
      } catch (error) {
        if (!abort.signal.aborted) {
          this.done = specimen.link;
          this.update({ failure: error instanceof Error ? error.message : String(error) });
        }
      } finally {
        clearTimeout(notice);
      }
    }
    this.abort = null;
    this.update({ working: null });
  }

  private async run(specimen: Specimen, abort: AbortController): Promise<void> {
    const { signal } = abort;
    const { experiment } = specimen;
    const alone = onItsOwn(experiment);
    const untilMs = windowMs(experiment);
    const [shared, own] = await Promise.all([
      this.strip(experiment, untilMs, signal),
      this.strip(alone, untilMs, signal),
    ]);
    this.update({ strips: { specimen, shared, own } });
    this.drawn = true;
    if (this.state.specimen !== specimen) abort.abort();
    signal.throwIfAborted();

    const few = { ...alone, replications: Math.min(FEW, experiment.replications) };
    // A guest that is alone is on its own machine: nothing is measured twice.
    const lone = JSON.stringify(alone) === JSON.stringify(experiment);
    const ownReadings = lone ? null : await this.readings(few, signal);
    const tell = (readings: readonly Reading[]) =>
      this.update({ many: { experiment, readings, own: ownReadings ?? readings } });
    const readings = await this.readings(experiment, signal, (soFar) => {
      tell(soFar);
      this.progress({ fraction: soFar.length / experiment.replications });
    });
    tell(readings);
    await this.ownView(specimen, signal);
    const lengths: Length[] = [];
    for (const seconds of LENGTHS) {
      const of = { ...experiment, durationS: seconds, replications: FEW };
      lengths.push({ seconds, readings: await this.readings(of, signal) });
    }
    this.update({ lengths });
    if (this.state.scatter.length === 0) this.update({ scatter: await this.scatter(signal) });
  }

  /** The picture that this demonstration has besides. */
  private async ownView({ preset, experiment }: Specimen, signal: AbortSignal): Promise<void> {
    const readings = (of: Experiment) => this.readings(of, signal);
    const view = ownViewOf(preset);
    const shown = quietly();
    if (view === 'lock')
      await sweepLock(experiment, readings, (lock, last) => (last || shown()) && this.update({ lock }));
    if (view === 'dodger')
      await sweepDodger(
        experiment,
        readings,
        (dodgers, last) => (last || shown()) && this.update({ dodgers }),
      );
  }

  private async scatter(signal: AbortSignal): Promise<readonly ScatterPoint[]> {
    const hosts = scatterExperiments(1, HOSTS);
    const answers = await Promise.all(
      hosts.map((input) => this.dispatcher.run(parseExperiment(input), { signal })),
    );
    return answers.flatMap((answer, host) => scatterPoints(answer, host));
  }

  private async strip(experiment: Experiment, forMs: number, signal: AbortSignal): Promise<Strip> {
    const log = await this.dispatcher.timeline(experiment, { forMs, records: RECORDS, signal });
    return stripOf(experiment, hostTimeline(experiment, log, forMs, RECORDS));
  }

  private async readings(
    experiment: Experiment,
    signal: AbortSignal,
    soFar?: (readings: readonly Reading[]) => void,
  ): Promise<readonly Reading[]> {
    const key = JSON.stringify(experiment);
    const known = this.known.get(key);
    if (known) return known;
    const readings: Reading[] = [];
    const shown = quietly();
    await this.dispatcher.run(experiment, {
      signal,
      each: (figures) => {
        readings.push(readingOf(figures));
        if (soFar && readings.length >= FEW && shown()) soFar([...readings]);
      },
    });
    this.known.set(key, readings);
    for (const old of this.known.keys()) {
      if (this.known.size <= KEPT) break;
      this.known.delete(old);
    }
    return readings;
  }

  private progress(change: Partial<NonNullable<MeterState['working']>>): void {
    if (this.state.working) this.update({ working: { ...this.state.working, ...change } });
  }

  private update(change: Partial<MeterState>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}

/** Says yes at most once in a while: for pictures of results that come in. */
function quietly(): () => boolean {
  let last = performance.now();
  return () => {
    const now = performance.now();
    if (now - last < QUIET_MS) return false;
    last = now;
    return true;
  };
}

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
