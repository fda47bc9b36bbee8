/** What the package is: the calculator's five questions as functions, and the words that they are asked in. */
import { checkCertificate, type CertificateCheck } from '../src/certificate/check';
import { certificateDocument, type CertificateDocument } from '../src/certificate/document';
import { parseCertificate } from '../src/certificate/parse';
import { correct as correctCounters, type Correction, type CorrectOptions } from '../src/counters/correct';
import type { Answer } from '../src/dispatch/answer';
import type { ExperimentInput } from '../src/dispatch/experiment';
import { openLocalHost } from '../src/dispatch/local';
import { parseExperiment } from '../src/dispatch/parse';
import { runExperiment } from '../src/dispatch/run';
import { lazy } from '../src/engine/door/lazy';
import { createLocalEngine } from '../src/engine/local';
import type { Estate } from '../src/estate/estate';
import { InputError } from '../src/estate/finding';
import { UNKNOWN_FACTS, type Facts } from '../src/estate/guest';
import type { MeasureId } from '../src/estate/measure';
import type { Recording } from '../src/estate/recording';
import { readInstance } from '../src/intake/vbp';
import type { FoldAnswer } from '../src/placement/answer';
import { foldCertificate } from '../src/placement/certified';
import { fold as foldEstate, type KnownFold } from '../src/placement/fold';
import type { FoldOptions } from '../src/placement/options';
import { usualFor } from '../src/scenario/scenario';

export { InputError };
export type {
  Answer,
  CertificateCheck,
  CertificateDocument,
  Correction,
  CorrectOptions,
  ExperimentInput,
  Facts,
  FoldAnswer,
  FoldOptions,
  MeasureId,
  Recording,
};

/** A server and what was measured of it, one value for each slot. */
export interface Server {
  readonly name: string;
  /** What is known of it: processors, memory (MiB), speed of a core; the rest is not known. */
  readonly facts?: Partial<Facts>;
  /** By what was measured, such as `busy` (% of its own processors) or `usedMiB`; NaN where a slot was not measured. */
  readonly measures: Readonly<Partial<Record<MeasureId, ArrayLike<number>>>>;
}

/** Servers over one stretch of time. */
export interface Servers {
  readonly servers: readonly Server[];
  /** Length of a slot, ms. */
  readonly stepMs: number;
  /** Start of the first slot, ms since 1970, wall-clock time written as if UTC; 0 where it has no date. */
  readonly startMs?: number;
}

/** What every function that computes for a while may be told. */
export interface Running {
  /** Ends it; the promise rejects with its reason. */
  readonly signal?: AbortSignal;
}

const engine = lazy(createLocalEngine);
const simulator = lazy(openLocalHost);

/**
 * Folds servers onto the fewest hosts, over time, with what virtualization costs.
 * @param servers measured over slots that they share
 * @param options profile, hosts, ceilings, policy and what else the calculator asks; what is not said is as usual there
 * @returns the plan: which server goes onto which host, how full each is and when, a lower bound, and why
 * @throws InputError which says what was found, what was expected and what to do
 */
export async function fold(
  servers: Servers,
  options: Partial<FoldOptions> = {},
  running: Running = {},
): Promise<FoldAnswer> {
  const answer = await foldEstate(estateOf(servers), usual(options), await engine(), running);
  running.signal?.throwIfAborted();
  return answer;
}

/**
 * Folds servers as `fold` does, and proves the bound.
 * @returns the plan, and a certificate that `verify` checks
 * @throws InputError as `fold`
 */
export async function foldWithProof(
  servers: Servers,
  options: Partial<FoldOptions> = {},
  running: Running = {},
): Promise<{ readonly answer: FoldAnswer; readonly certificate: CertificateDocument }> {
  const [estate, complete] = [estateOf(servers), usual(options)];
  let found: KnownFold | null = null;
  const onResult = (folded: KnownFold) => (found = folded);
  const answer = await foldEstate(estate, complete, await engine(), { ...running, onResult });
  running.signal?.throwIfAborted();
  return {
    answer,
    certificate: foldCertificate(estate, complete, (found as KnownFold | null)?.result ?? null),
  };
}

/** Vectors to pack: as text of a .vbp file, or in figures. */
export type PackInstance =
  | string
  | {
      /** Of every bin, whole numbers, one for each dimension. */
      readonly capacity: readonly number[];
      /** Whole numbers, one for each dimension. */
      readonly items: readonly (readonly number[])[];
    };

export interface PackOptions extends Running {
  /** Kernel steps to search: the same answer everywhere. Default 20. */
  readonly work?: number;
  /** What the search draws from. Default 1. */
  readonly seed?: number;
}

export interface Packing {
  /** The items of each bin, by their place in the instance. */
  readonly bins: readonly (readonly number[])[];
  /** No packing has fewer bins. */
  readonly lowerBound: number;
  /** There are as few bins as that. */
  readonly proved: boolean;
  /** What `verify` checks. */
  readonly certificate: CertificateDocument;
}

/**
 * Packs vectors into the fewest bins.
 * @throws InputError which names line and column of what is wrong in a text
 */
export async function pack(
  instance: PackInstance,
  { work = 20, seed = 1, signal }: PackOptions = {},
): Promise<Packing> {
  const problem = readInstance(typeof instance === 'string' ? instance : textOf(instance), 'instance');
  const result = await (
    await engine()
  ).fold(problem, { seed, work, seconds: undefined }, { signal, certify: true });
  signal?.throwIfAborted();
  const { hostKind, hostOf } = result.plan;
  const bins: number[][] = Array.from({ length: hostKind.length }, () => []);
  hostOf.forEach((bin, item) => bins[bin].push(item));
  const { lowerBound, proved } = result;
  return { bins, lowerBound, proved, certificate: certificateDocument('pack', problem, result) };
}

/**
 * Simulates one host and the clocks of its guests.
 * @param experiment as the calculator's schema has it; fields that are left out have defaults
 * @param running `progress` hears of each replication that ended
 * @returns times as fractions of elapsed time, rates per second, each with mean and standard error
 * @throws InputError with the path of the field that is wrong
 */
export async function dispatch(
  experiment: ExperimentInput,
  running: Running & { readonly progress?: (done: number, total: number) => void } = {},
): Promise<Answer> {
  return runExperiment(parseExperiment(experiment), await simulator(), running);
}

/**
 * Mends a guest's processor counters by what its host saw (Friedman 2006, section 7).
 * @param guest a recording inside the guest: `busy`, % of its processors
 * @param host a recording of it by its host: `runCores` or `usedCores`, and `ready`
 * @returns shares of the guest's processors, 0 to 1, with intervals and what is to be said
 * @throws InputError when a log lacks what is needed, or the two never overlap
 */
export function correct(guest: Recording, host: Recording, options: CorrectOptions = {}): Correction {
  return correctCounters(guest, host, options);
}

/**
 * Checks a certificate of `pack` or `foldWithProof`, by a search of its own.
 * @param certificate the document, or its JSON
 * @returns whether it holds, and where it does not
 * @throws InputError for what is no certificate
 */
export function verify(certificate: CertificateDocument | string): CertificateCheck {
  const document: unknown = typeof certificate === 'string' ? parsed(certificate) : certificate;
  return checkCertificate(parseCertificate(document, 'certificate'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError('certificate', `found no JSON (${String(error)}); expected a certificate.`);
  }
}

function usual(options: Partial<FoldOptions>): FoldOptions {
  const { profile, present, hosts, ceilings, policy, failures, overrides, thresholds, seed, work } = usualFor(
    {
      sample: false,
      profile: options.profile ?? 'vsphere8',
    },
  );
  const plain = { profile, present, hosts, ceilings, policy, failures, overrides, thresholds, seed, work };
  return { ...plain, ...options };
}

function estateOf({ servers, stepMs, startMs = 0 }: Servers): Estate {
  const slots = servers.flatMap(({ measures }) => Object.values(measures).map(({ length }) => length))[0];
  if (!slots) throw new InputError('servers', 'found no measures; expected one value for each slot.');
  const twice = servers.find(({ name }, i) => servers.findIndex((each) => each.name === name) !== i);
  if (twice) throw new InputError('servers', `found "${twice.name}" twice; expected a name for each.`);
  return {
    recorded:
      startMs > 0
        ? {
            from: startMs,
            to: startMs + slots * stepMs,
            days: Math.ceil((slots * stepMs) / 86_400_000),
          }
        : null,
    grid: { start: startMs, step: stepMs, slots, align: 'wall' },
    guests: servers.map(({ name, facts, measures }) => {
      const series = Object.entries(measures).map(([id, values]) => {
        if (values.length === slots) return [id, Float32Array.from(values)] as const;
        throw new InputError(
          `servers: ${name}: ${id}`,
          `found ${values.length} values; expected ${slots}, one for each slot.`,
        );
      });
      const known = Math.max(0, ...series.map(([, values]) => values.filter((v) => !Number.isNaN(v)).length));
      return {
        name,
        facts: { ...UNKNOWN_FACTS, ...facts },
        guessed: new Set(),
        measures: Object.fromEntries(series),
        coverage: known / slots,
        samples: known,
        processes: [],
      };
    }),
    leftOut: [],
    findings: [],
  };
}

/** A .vbp text: dimensions, capacities, number of items, then each item's sizes and how often it is there. */
function textOf({ capacity, items }: Exclude<PackInstance, string>): string {
  const rows = items.map((sizes) => [...sizes, 1].join(' '));
  return [capacity.length, capacity.join(' '), items.length, ...rows].join('\n');
}
