import type { HostModel } from '../engine/dispatch/host';
import type { RunStatistics } from '../engine/dispatch/statistics';
import type { RunLog } from '../engine/dispatch/timeline';
import type { Answer } from './answer';
import type { Experiment } from './experiment';
import { hostModel } from './model';
import { replicationSeed, runExperiment } from './run';
import type { RunOptions } from './run';

/** One worker of the pool, or a stand-in for it. Calls are served one after the other. */
export interface Simulator {
  /** One replication. @throws the signal's reason as soon as it is aborted. */
  run(model: HostModel, seed: bigint, signal?: AbortSignal): Promise<RunStatistics>;
  /** The beginning of a replication, change by change. */
  timeline(model: HostModel, seed: bigint, records: number, signal?: AbortSignal): Promise<RunLog>;
  close(): void;
}

/** What the page runs experiments on. */
export interface Dispatcher {
  /** All replications; the answer is the same whatever the number of workers. */
  run(experiment: Experiment, options?: Omit<RunOptions, 'lanes'>): Promise<Answer>;
  /** The first `forMs` of the first replication, at most `records` changes and ticks of it. */
  timeline(experiment: Experiment, options: TimelineOptions): Promise<RunLog>;
}

export interface TimelineOptions {
  readonly forMs: number;
  readonly records: number;
  readonly signal?: AbortSignal;
}

/** Replications under way at each worker: one runs, the next is there when it ends. */
const AHEAD = 2;

export interface PoolOptions {
  /** Number of workers. */
  readonly size: number;
  /** Workers end after this time without work, ms. */
  readonly idleMs?: number;
}

/**
 * A few workers that share replications by index. They start with the first run, and end when nothing has been asked
 * of them for a while: memory of a kernel never shrinks.
 */
export class DispatchPool implements Dispatcher {
  private simulators: Simulator[] = [];
  private busy = 0;
  private sparing = false;
  /** Replications that are under way at each worker. */
  private readonly load = new Map<Simulator, number>();
  private ending: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly makeSimulator: () => Simulator,
    private readonly options: PoolOptions,
  ) {}

  run(experiment: Experiment, options: Omit<RunOptions, 'lanes'> = {}): Promise<Answer> {
    return this.working(async (simulators) => {
      // What is under way when the run ends badly is for nobody.
      const over = new AbortController();
      const signal = AbortSignal.any([over.signal, ...(options.signal ? [options.signal] : [])]);
      const runHost = async (model: HostModel, seed: bigint) => {
        const simulator = this.leastBusy(simulators);
        this.load.set(simulator, (this.load.get(simulator) ?? 0) + 1);
        try {
          return await simulator.run(model, seed, signal);
        } finally {
          this.load.set(simulator, (this.load.get(simulator) ?? 1) - 1);
        }
      };
      try {
        return await runExperiment(experiment, runHost, {
          ...options,
          signal,
          lanes: AHEAD * simulators.length,
        });
      } finally {
        over.abort();
      }
    });
  }

  /** Leaves one worker without new work, so that its processor is free for the page while something moves there. */
  spare(one: boolean): void {
    this.sparing = one;
  }

  private leastBusy(simulators: readonly Simulator[]): Simulator {
    const most = this.sparing ? Math.max(1, simulators.length - 1) : simulators.length;
    let [best] = simulators;
    for (const each of simulators.slice(1, most))
      if ((this.load.get(each) ?? 0) < (this.load.get(best) ?? 0)) best = each;
    return best;
  }

  timeline(experiment: Experiment, { forMs, records, signal }: TimelineOptions): Promise<RunLog> {
    return this.working(([first]) => {
      // From the start: what is drawn is the beginning of a run, whose warm-up is part of the picture.
      const short = { ...experiment, warmupS: 0, durationS: forMs / 1000 };
      return first.timeline(hostModel(short), replicationSeed(BigInt(experiment.seed), 0), records, signal);
    });
  }

  /** Ends the workers now; the next run starts new ones. */
  close(): void {
    clearTimeout(this.ending);
    for (const simulator of this.simulators) simulator.close();
    this.simulators = [];
    this.load.clear();
  }

  /** Workers that are running. */
  get size(): number {
    return this.simulators.length;
  }

  private async working<T>(work: (simulators: readonly Simulator[]) => Promise<T>): Promise<T> {
    clearTimeout(this.ending);
    while (this.simulators.length < Math.max(1, this.options.size))
      this.simulators.push(this.makeSimulator());
    this.busy += 1;
    try {
      return await work(this.simulators);
    } finally {
      this.busy -= 1;
      if (this.busy === 0 && this.simulators.length > 0)
        this.ending = setTimeout(() => this.close(), this.options.idleMs ?? 30_000);
    }
  }
}
