import type { Experiment, ExperimentInput } from '../dispatch/experiment';
import { parseExperiment } from '../dispatch/parse';
import type { RunHost, RunOptions } from '../dispatch/run';
import { runExperiment } from '../dispatch/run';
import type { Assumptions } from './assumptions';
import { HARDLY } from './host-time';

/** The guest whose counters are corrected, and what is assumed of it. */
export interface CorrectionCase extends Assumptions {
  /** Share of the processor that its host charged it, 0..1. */
  readonly used: number;
  /** Share of the time that it was ready and waited, 0..1. */
  readonly ready: number;
  /** Length of one interval of the log, s: a longer one averages more. */
  readonly windowS: number;
  /** `ready` is what the meter showed too much: no log tells of it. */
  readonly untold?: boolean;
}

/** Why the parts are right or not (Friedman 2006, section 7; the J rows of the sampling oracles). */
export type CaseKind =
  /** It never goes idle: every moment is as likely to be hit by a tick as any other. */
  | 'always ready'
  /** It hardly waits for a processor: its ticks come when they are due. */
  | 'undisturbed'
  /** No log tells how long it waits, and its meter shows no more than it used: that it waits cannot be seen. */
  | 'not told'
  /** Each burst after an idle time starts a turn afresh, and late ticks hit what happens to start it. */
  | 'bursts restart the slice';

/** How far off a corrected share of a process can be, in shares of the processor (0..1). */
export interface CorrectionUncertainty {
  readonly case: CorrectionCase;
  readonly kind: CaseKind;
  /** Mean of (corrected - true) for the process of long bursts, and its standard error. */
  readonly bias: { readonly mean: number; readonly se: number };
  /** Whether the simulated bias is more than noise: four standard errors. */
  readonly biased: boolean;
  /** The middle 95 % of (corrected - true) over the replications. */
  readonly low: number;
  readonly high: number;
  /** What the process of long bursts used, and what it is corrected to, on average. */
  readonly share: { readonly truth: number; readonly corrected: number };
  /** The host that was simulated, and how closely it comes to the guest that was measured. */
  readonly host: {
    readonly neighbours: number;
    /** How busy each of them would be alone, 0..1. */
    readonly load: number;
    readonly used: number;
    readonly ready: number;
  };
  readonly replications: number;
}

/** A guest that used less than this has no share to divide. */
const LEAST_USED = 0.001;
/** Above this the guest counts as always ready. */
const ALWAYS = 0.97;
const MOST_NEIGHBOURS = 16;
/** Halvings of the neighbours' load. */
const HALVINGS = 7;
/** Simulated for each of them. */
const TRIAL = { durationS: 20, replications: 6 } as const;
/** Simulated seconds that an interval may cost: the page waits for it. */
const MOST_SECONDS = 12_000;
const WARMUP_S = 2;

/** What of a case decides whether its parts are right. */
export function kindOf({ used, ready, untold }: Pick<CorrectionCase, 'used' | 'ready' | 'untold'>): CaseKind {
  if (used + ready >= ALWAYS) return 'always ready';
  if (ready < HARDLY) return untold ? 'not told' : 'undisturbed';
  return 'bursts restart the slice';
}

/**
 * The guest beside neighbours that are each busy for `load` of the time. Its waits follow from what was measured: over
 * a cycle of burst b, the shares used : ready : idle are those of the host's log, so its idle time is b (1 - used - ready) / used.
 */
export function correctionExperiment(
  c: CorrectionCase,
  neighbours: number,
  load: number,
  { durationS, replications, seed }: { durationS: number; replications: number; seed: number },
): ExperimentInput {
  const meanBurst = 0.1 * c.burstMs + 0.9 * c.shortMs;
  const idle = 1 - c.used - c.ready;
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
            wait:
              kindOf(c) === 'always ready'
                ? { kind: 'never' }
                : { kind: 'exponential', meanMs: (meanBurst * idle) / c.used },
          },
        ],
        clock: { tickMs: c.tickMs, delivery: c.delivery, order: c.order },
      },
      ...(neighbours > 0
        ? [
            {
              name: 'neighbour',
              count: neighbours,
              threads: [
                {
                  burst: { kind: 'exponential', meanMs: c.sliceMs } as const,
                  wait:
                    load >= 1
                      ? ({ kind: 'never' } as const)
                      : ({ kind: 'exponential', meanMs: (c.sliceMs * (1 - load)) / load } as const),
                },
              ],
            },
          ]
        : []),
    ],
    durationS,
    warmupS: WARMUP_S,
    replications,
    seed,
  };
}

export interface UncertaintyOptions {
  /** At most so many runs; fewer where the intervals of the log are long. */
  readonly replications?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/** Runs an experiment, here or in a pool. */
type Run = (experiment: Experiment, options: Pick<RunOptions, 'each' | 'signal'>) => Promise<unknown>;

/** Simulates the correction itself: the guest's ticks divide what the host charged, and the truth is known. */
export function correctionUncertainty(
  c: CorrectionCase,
  runHost: RunHost,
  { lanes = 1, ...options }: UncertaintyOptions & { lanes?: number } = {},
): Promise<CorrectionUncertainty | null> {
  const run: Run = (experiment, rest) => runExperiment(experiment, runHost, { lanes, ...rest });
  return uncertaintyBy(run, c, options);
}

/** The same, by whatever runs experiments; null for a guest that its host charged nothing. */
export async function uncertaintyBy(
  run: Run,
  given: CorrectionCase,
  { replications = 200, seed = 1, signal }: UncertaintyOptions = {},
): Promise<CorrectionUncertainty | null> {
  if (!(given.used >= LEAST_USED)) return null;
  const used = Math.min(1, given.used);
  const c = { ...given, used, ready: Math.min(given.ready, 1 - used) };
  const { neighbours, load } = await matched(run, c, seed, signal);
  const runs = Math.max(40, Math.min(replications, Math.floor(MOST_SECONDS / c.windowS)));
  const input = correctionExperiment(c, neighbours, load, { durationS: c.windowS, replications: runs, seed });
  const errors: number[] = [];
  const sums = { used: 0, ready: 0, truth: 0, corrected: 0, n: 0 };
  await run(parseExperiment(input), {
    signal,
    each: ({ guests: [guest] }) => {
      sums.n++;
      sums.used += guest.used;
      sums.ready += guest.ready;
      const ticks = guest.measured.threads[0].labels;
      const sum = ticks.A + ticks.B;
      const truth = guest.threads[0].labels;
      if (!(sum > 0)) return;
      const corrected = ((truth.A + truth.B) * ticks.A) / sum;
      sums.truth += truth.A;
      sums.corrected += corrected;
      errors.push(corrected - truth.A);
    },
  });
  errors.sort((a, b) => a - b);
  const n = errors.length;
  const mean = errors.reduce((a, b) => a + b, 0) / n;
  const variance = errors.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, n - 1);
  const se = Math.sqrt(variance / n);
  const at = (q: number) => errors[Math.min(n - 1, Math.max(0, Math.ceil(q * n) - 1))];
  return {
    case: c,
    kind: kindOf(c),
    bias: { mean, se },
    biased: Math.abs(mean) > 4 * se,
    low: at(0.025),
    high: at(0.975),
    share: { truth: sums.truth / n, corrected: sums.corrected / n },
    host: { neighbours, load, used: sums.used / sums.n, ready: sums.ready / sums.n },
    replications: n,
  };
}

/** Neighbours beside whom the guest waits as long as it did: as few as can do it, each as busy as it takes. */
async function matched(
  run: Run,
  c: CorrectionCase,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<{ neighbours: number; load: number }> {
  const kind = kindOf(c);
  if (kind === 'undisturbed' || kind === 'not told') return { neighbours: 0, load: 0 };
  const wanted = c.ready / c.used;
  const waits = async (neighbours: number, load: number): Promise<boolean> => {
    let [used, ready] = [0, 0];
    const input = correctionExperiment(c, neighbours, load, { ...TRIAL, seed });
    await run(parseExperiment(input), {
      signal,
      each: ({ guests: [guest] }) => {
        used += guest.used;
        ready += guest.ready;
      },
    });
    return ready >= wanted * used;
  };
  let neighbours = c.neighbours || 1;
  if (c.neighbours === 0) {
    while (neighbours < MOST_NEIGHBOURS && !(await waits(neighbours, 1))) neighbours *= 2;
  }
  if (!(await waits(neighbours, 1))) return { neighbours, load: 1 };
  let [low, high] = [0, 1];
  for (let k = 0; k < HALVINGS; k++) {
    const load = (low + high) / 2;
    if (await waits(neighbours, load)) high = load;
    else low = load;
  }
  return { neighbours, load: high };
}
