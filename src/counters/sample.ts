import type { Answer } from '../dispatch/answer';
import type { Experiment, ExperimentInput } from '../dispatch/experiment';
import { parseExperiment } from '../dispatch/parse';
import type { Recording } from '../estate/recording';

/** Half hours of the sample's day. */
const SLOTS = 48;
const STEP_MS = 30 * 60_000;
const START = Date.UTC(2006, 4, 10);
/** Simulated for each of them, s. */
const SECONDS = 20;
const ZONE = { name: 'UTC', biasMinutes: 0 };

/** A simulated day of one guest beside two others: its own log, its host's, and what nobody but the simulation knows. */
export interface SampleLogs {
  readonly guest: Recording;
  readonly host: Recording;
  /** What each process really used, a share of the processor for each half hour. */
  readonly truth: ReadonlyMap<string, Float64Array>;
}

/** Runs an experiment, here or in a pool. */
type Run = (experiment: Experiment, options: { signal?: AbortSignal }) => Promise<Answer>;

/**
 * Makes the sample: short requests and a long report in one guest, and neighbours that are quiet at night and busy by
 * day. Each half hour stands on twenty simulated seconds.
 */
export async function sampleLogs(run: Run, signal?: AbortSignal): Promise<SampleLogs> {
  const answers: Answer[] = [];
  for (let k = 0; k < SLOTS; k++) answers.push(await run(parseExperiment(halfHour(k)), { signal }));
  const of = (pick: (guest: Answer['guests'][number]) => number) =>
    Float32Array.from(answers, ({ guests: [guest] }) => pick(guest));
  const times = Float64Array.from({ length: SLOTS }, (_, k) => START + (k + 1) * STEP_MS);
  const names = ['requests', 'report'];
  const common = { server: 'WEB01', times, processes: names, zone: ZONE, facts: { cores: 1 } };
  return {
    guest: {
      ...common,
      source: 'sample guest',
      measures: { busy: of(({ measured }) => 100 * measured.processor.mean) },
      facts: { cores: 1, measured: 'guest' },
      processSeries: names.map((name, i) => ({
        name,
        values: of(({ measured }) => 100 * measured.threads[i].share.mean),
      })),
    },
    host: {
      ...common,
      source: 'sample host',
      processes: [],
      measures: { usedCores: of(({ used }) => used.mean), ready: of(({ ready }) => 100 * ready.mean) },
      facts: { cores: 1, measured: 'host' },
    },
    truth: new Map(
      names.map((name, i) => [
        name,
        Float64Array.from(answers, ({ guests: [guest] }) => guest.threads[i].used.mean),
      ]),
    ),
  };
}

/** Working hours have a morning and an afternoon; the report runs from ten to four. */
function halfHour(k: number): ExperimentInput {
  const hour = k / 2;
  const day = Math.exp(-(((hour - 10.5) / 2.6) ** 2)) + 0.85 * Math.exp(-(((hour - 15.5) / 2.2) ** 2));
  const own = 0.04 + 0.13 * day;
  const neighbour = 0.05 + 0.6 * day;
  const busy = (burstMs: number, load: number) => ({
    burst: { kind: 'exponential', meanMs: burstMs } as const,
    wait: { kind: 'exponential', meanMs: (burstMs * (1 - load)) / load } as const,
  });
  return {
    processors: 1,
    policy: 'round-robin',
    guests: [
      {
        name: 'WEB01',
        threads: [
          { ...busy(2, own), process: 'requests' },
          { ...busy(80, hour >= 10 && hour < 16 ? 0.16 : 0.02), process: 'report' },
        ],
      },
      { name: 'neighbour', count: 2, threads: [busy(40, neighbour)] },
    ],
    durationS: SECONDS,
    warmupS: 1,
    replications: 1,
    seed: 1 + k,
  };
}
