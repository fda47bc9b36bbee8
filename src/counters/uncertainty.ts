import type { Experiment, ExperimentInput } from '../dispatch/experiment';
import { parseExperiment } from '../dispatch/experiment';
import type { RunHost, RunOptions } from '../dispatch/run';
import { runExperiment } from '../dispatch/run';

/** How the guest whose counters are corrected is dispatched: the simulation's assumptions, changeable. */
export interface CorrectionCase {
  /** Mean burst of one of two processes, one burst in ten. */
  readonly burstMs: number;
  /** Mean burst of the other. */
  readonly shortMs: number;
  readonly sliceMs: number;
  readonly tickMs: number;
  readonly delivery: 'burst' | 'merge' | 'discard' | 'delay' | 'catchup';
  readonly order: 'thread-first' | 'idle-first';
  /** Share of the processor that its host charged it, 0..1. */
  readonly used: number;
  /** Share of the time that it was ready and waited, 0..1. */
  readonly ready: number;
}

export const DEFAULT_CASE: Omit<CorrectionCase, 'used' | 'ready'> = {
  burstMs: 20,
  shortMs: 2,
  sliceMs: 50,
  tickMs: 15.625,
  delivery: 'burst',
  order: 'thread-first',
};

/** How far off a corrected share of a process can be, in shares of the processor (0..1). */
export interface CorrectionUncertainty {
  readonly case: CorrectionCase;
  /** Mean of (corrected - true) for the process of long bursts, and its standard error. */
  readonly bias: { readonly mean: number; readonly se: number };
  /** The middle 95 % of (corrected - true) over the replications. */
  readonly low: number;
  readonly high: number;
  /** The guest always has work: the ticks see it without bias. */
  readonly alwaysReady: boolean;
  readonly replications: number;
}

/** Above this the guest counts as always ready. */
const ALWAYS = 0.97;

/** Two processes in one guest beside as many hogs as make it wait as long as it did. */
export function correctionExperiment(c: CorrectionCase, replications: number, seed: number): ExperimentInput {
  const wanted = Math.min(1, c.used + c.ready);
  const hogs = c.used > 0 ? Math.max(0, Math.min(16, Math.round(c.ready / Math.max(c.used, 0.01)))) : 0;
  const meanBurst = 0.1 * c.burstMs + 0.9 * c.shortMs;
  // Waits so long that the guest alone would be as busy as it was without its own waiting for the processor.
  const alone = Math.min(0.95, wanted >= ALWAYS ? 0.95 : c.used / Math.max(0.05, 1 - c.ready));
  const wait =
    wanted >= ALWAYS
      ? ({ kind: 'never' } as const)
      : ({ kind: 'exponential', meanMs: (meanBurst * (1 - alone)) / alone } as const);
  return {
    processors: 1,
    policy: 'round-robin',
    sliceMs: c.sliceMs,
    guests: [
      {
        name: 'guest',
        threads: [
          {
            burst: {
              kind: 'mixture',
              parts: [
                { label: 'A', weight: 0.1, kind: 'exponential', meanMs: c.burstMs },
                { label: 'B', weight: 0.9, kind: 'exponential', meanMs: c.shortMs },
              ],
            },
            wait,
          },
        ],
        clock: { tickMs: c.tickMs, delivery: c.delivery, order: c.order },
      },
      ...(hogs > 0
        ? [
            {
              name: 'neighbour',
              count: hogs,
              threads: [
                { burst: { kind: 'constant', meanMs: 1000 } as const, wait: { kind: 'never' } as const },
              ],
            },
          ]
        : []),
    ],
    durationS: 60,
    warmupS: 2,
    replications,
    seed,
  };
}

/** Simulates the correction itself: the guest's ticks divide what the host charged, and the truth is known. */
export function correctionUncertainty(
  c: CorrectionCase,
  runHost: RunHost,
  { lanes = 1, ...options }: UncertaintyOptions & { lanes?: number } = {},
): Promise<CorrectionUncertainty> {
  const run: Run = (experiment, rest) => runExperiment(experiment, runHost, { lanes, ...rest });
  return uncertaintyBy(run, c, options);
}

export interface UncertaintyOptions {
  readonly replications?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/** Runs an experiment, here or in a pool. */
type Run = (experiment: Experiment, options: Pick<RunOptions, 'each' | 'signal'>) => Promise<unknown>;

/** The same, by whatever runs experiments. */
export async function uncertaintyBy(
  run: Run,
  c: CorrectionCase,
  { replications = 200, seed = 1, signal }: UncertaintyOptions = {},
): Promise<CorrectionUncertainty> {
  const errors: number[] = [];
  await run(parseExperiment(correctionExperiment(c, replications, seed)), {
    signal,
    each: ({ guests: [guest] }) => {
      const ticks = guest.measured.threads[0].labels;
      const sum = ticks.A + ticks.B;
      const truth = guest.threads[0].labels;
      if (sum > 0) errors.push(((truth.A + truth.B) * ticks.A) / sum - truth.A);
    },
  });
  errors.sort((a, b) => a - b);
  const n = errors.length;
  const mean = errors.reduce((a, b) => a + b, 0) / n;
  const variance = errors.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, n - 1);
  const at = (q: number) => errors[Math.min(n - 1, Math.max(0, Math.ceil(q * n) - 1))];
  return {
    case: c,
    bias: { mean, se: Math.sqrt(variance / n) },
    low: at(0.025),
    high: at(0.975),
    alwaysReady: c.used + c.ready >= ALWAYS,
    replications: n,
  };
}
