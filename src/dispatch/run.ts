import { PER_MS } from '../engine/dispatch/host';
import type { HostModel } from '../engine/dispatch/host';
import { bucketStart } from '../engine/dispatch/statistics';
import type { RunStatistics } from '../engine/dispatch/statistics';
import { inOrder } from '../engine/in-order';
import { figuresOf } from './answer';
import type { Answer, DelayBucket, HostFigures } from './answer';
import type { Experiment } from './experiment';
import { Figures } from './figure';
import { hostModel } from './model';

/** One replication: the same model and seed give the same statistics, wherever it runs. */
export type RunHost = (model: HostModel, seed: bigint, signal?: AbortSignal) => Promise<RunStatistics>;

export interface RunOptions {
  /** Replications in flight at once: the number of kernels behind `runHost`. */
  readonly lanes?: number;
  /** Ends the run; the promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Called after each replication, in order; `soFar` answers from those that are in. */
  readonly progress?: (done: number, total: number, soFar: () => Answer) => void;
  /** Called with each replication's own figures, in order. */
  readonly each?: (figures: HostFigures<number>, index: number) => void;
}

/**
 * Runs all replications of an experiment. They are merged by index, so that the answer does not depend on the number
 * of lanes or on which ends first.
 */
export async function runExperiment(
  experiment: Experiment,
  runHost: RunHost,
  options: RunOptions = {},
): Promise<Answer> {
  const { lanes, signal, progress, each } = options;
  const total = experiment.replications;
  const model = hostModel(experiment);
  const seed = BigInt(experiment.seed);
  const merged = new Merge(experiment);
  await inOrder(
    total,
    (index) => runHost(model, replicationSeed(seed, index), signal),
    (run, index) => {
      const figures = merged.add(run);
      each?.(figures, index);
      progress?.(merged.count, total, () => merged.answer());
    },
    { lanes, signal },
  );
  return merged.answer();
}

/**
 * Seed of a replication: a step of SplitMix64 (Steele, Lea and Flood 2014), so that neighbouring seeds and indices
 * give streams that have nothing in common.
 */
export function replicationSeed(seed: bigint, index: number): bigint {
  const mask = 0xffff_ffff_ffff_ffffn;
  let z = (seed * 0x2545_f491_4f6c_dd1dn + BigInt(index + 1) * 0x9e37_79b9_7f4a_7c15n) & mask;
  z = ((z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & mask;
  z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) & mask;
  return z ^ (z >> 31n);
}

/** Replications put together, in order. */
class Merge {
  count = 0;
  private readonly started = performance.now();
  private figures: Figures<HostFigures<number>> | undefined;
  private histograms: Float64Array[] = [];
  private events = 0;

  constructor(private readonly experiment: Experiment) {}

  add(run: RunStatistics): HostFigures<number> {
    const figures = figuresOf(this.experiment, run);
    this.figures ??= new Figures(figures);
    this.figures.add(figures);
    run.guests.forEach(({ interrupts }, g) => {
      const sum = (this.histograms[g] ??= new Float64Array(interrupts.histogram.length));
      interrupts.histogram.forEach((count, i) => (sum[i] += count));
    });
    this.events += run.events;
    this.count += 1;
    return figures;
  }

  answer(): Answer {
    if (!this.figures) throw new Error('no replication has ended yet');
    const { guests, ...rest } = this.figures.result<Answer>();
    return {
      ...rest,
      guests: guests.map((guest, g) => ({
        ...guest,
        interruptDelayMs: { ...guest.interruptDelayMs, histogram: buckets(this.histograms[g]) },
      })),
      replications: this.count,
      events: this.events,
      seconds: (performance.now() - this.started) / 1000,
    };
  }
}

/** Buckets of the kernel's histogram that the answer puts together: eight to each power of two are left. */
const TOGETHER = 4;

/** The delay of nothing stays by itself: those interrupts found their guest on its processor. */
function buckets(histogram: Float64Array): DelayBucket[] {
  const found: DelayBucket[] = [];
  for (let from = 0; from < histogram.length;) {
    const to = from === 0 ? 1 : from + TOGETHER - (from % TOGETHER);
    let count = 0;
    for (let i = from; i < to; i++) count += histogram[i];
    if (count > 0) found.push({ fromMs: bucketStart(from) / PER_MS, toMs: bucketStart(to) / PER_MS, count });
    from = to;
  }
  return found;
}
