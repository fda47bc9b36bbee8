import type { Experiment } from '../../dispatch/experiment';
import { hostModel } from '../../dispatch/model';
import type { TimelineOptions } from '../../dispatch/pool';
import { replicationSeed, type RunHost, type RunOptions } from '../../dispatch/run';
import type { HostModel } from '../../engine/dispatch/host';
import type { RunStatistics } from '../../engine/dispatch/statistics';
import type { RunLog } from '../../engine/dispatch/timeline';
import type { WorkerAsk } from './worker';
import EmbedWorker from './worker?worker&inline';

/** The page around a figure does not let it compute: what such an error begins with, wherever it is told. */
export const NOT_ALLOWED = 'not allowed';

/** A worker ends after this time without work, ms. */
const IDLE_MS = 30_000;

interface Waiting {
  readonly found: (value: never) => void;
  readonly wrong: (error: Error) => void;
}

/** How a kind of figure runs the replications of an experiment, and what it makes of them. */
type RunAll<R, O> = (
  experiment: Experiment,
  runHost: RunHost,
  options: O & Pick<RunOptions, 'lanes'>,
) => Promise<R>;

/** The one worker of the figures of one kind in a page: it starts with the first run and ends when nothing was asked for a while. */
export class OneWorker<R, O extends object = RunOptions> {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private sent: HostModel | null = null;
  private last = 0;
  private ending: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly runAll: RunAll<R, O>) {}

  run(experiment: Experiment, options: O): Promise<R> {
    return this.runAll(experiment, (model, seed) => this.ask<RunStatistics>(model, seed, 0), {
      ...options,
      lanes: 2,
    });
  }

  async timeline(experiment: Experiment, { forMs, records, signal }: TimelineOptions): Promise<RunLog> {
    const model = hostModel({ ...experiment, warmupS: 0, durationS: forMs / 1000 });
    const log = await this.ask<RunLog>(model, replicationSeed(BigInt(experiment.seed), 0), records);
    signal?.throwIfAborted();
    return log;
  }

  private ask<T>(model: HostModel, seed: bigint, records: number): Promise<T> {
    return new Promise<T>((found, wrong) => {
      clearTimeout(this.ending);
      const id = this.last++;
      this.waiting.set(id, { found, wrong });
      const ask: WorkerAsk = { id, seed, records, ...(model === this.sent ? {} : { model }) };
      try {
        (this.worker ??= this.start()).postMessage(ask);
        this.sent = model;
      } catch (error) {
        this.fail(String(error));
      }
    });
  }

  private start(): Worker {
    const worker = new EmbedWorker();
    worker.addEventListener('message', ({ data }) => {
      const { id, found, wrong } = data as { id: number; found?: unknown; wrong?: string };
      if (wrong !== undefined) return this.fail(wrong);
      this.waiting.get(id)?.found(found as never);
      this.waiting.delete(id);
      if (this.waiting.size === 0) this.ending = setTimeout(() => this.end(), IDLE_MS);
    });
    // A worker that the policy forbids says no more than that it failed.
    worker.addEventListener('error', ({ message }) => this.fail(message || 'worker'));
    return worker;
  }

  private fail(why: string): void {
    const forbidden = /polic|\bcsp\b|worker|security|trusted/i.test(why);
    const error = new Error(forbidden ? `${NOT_ALLOWED}: ${why}` : why);
    for (const { wrong } of this.waiting.values()) wrong(error);
    this.waiting.clear();
    this.end();
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = this.sent = null;
  }
}
