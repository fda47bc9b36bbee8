import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import type { Estimate, ParameterId } from '../overhead/parameters';
import { PROFILES } from '../overhead/profiles';
import { fold } from '../placement/fold';
import type { FoldOptions } from '../placement/options';
import { runStudy } from './run-study';
import type { LineOf } from './run-study';
import type { Study } from './study';
import { studyOf } from './check-study';

/** The answer as a distribution over the ranges of the overhead figures. */
export interface Uncertainty {
  readonly samples: number;
  /** Share of the samples for which so many hosts were needed (or found). */
  readonly hosts: Readonly<Record<string, number>>;
  /** Hosts with one figure at its low and high end, the others at their likely values. */
  readonly tornado: readonly {
    readonly parameter: ParameterId;
    readonly low: number;
    readonly high: number;
  }[];
}

/** What one fold of a study came to. */
export interface FoldLine {
  readonly hostCount: number;
  /** In the unit of what was made small: hosts, or money where every one of several kinds has a price. */
  readonly lowerBound: number;
  readonly proved: boolean;
  /** Servers on machines of their own. */
  readonly native: number;
  readonly unplaced: number;
}

/** Steps of the kernel for each sample where nobody says: constructions and a first improvement. */
export const SAMPLE_WORK = 1;

/**
 * The fold, repeated under overhead figures drawn from the profile's ranges; figures that a person fixed stay fixed.
 * @param options with work, so that a case is the same everywhere
 * @throws InputError where samples is no whole number, or too many
 */
export function overheadStudy(
  options: FoldOptions & { readonly work: number },
  samples: number,
): Study<FoldOptions> {
  const axes = rangesOf(options).map(([id, drawn]) => ({ path: pathOf(id), drawn }));
  return studyOf({ base: options, axes, samples, seed: options.seed });
}

/** Folds as little as a count needs. */
export function foldLine(estate: Estate, engine: FoldEngine): LineOf<FoldOptions, FoldLine> {
  return async ({ of: options }, signal) => {
    const answer = await fold(estate, options, engine, { signal, plain: true });
    signal?.throwIfAborted();
    const { hostCount, lowerBound, proved, native, unplaced } = answer;
    return { hostCount, lowerBound, proved, native: native.length, unplaced: unplaced.length };
  };
}

/**
 * Seeded Monte Carlo over the profile's ranges, and what each figure alone can change.
 * @param samples 1 to 100,000
 */
export async function uncertainty(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  samples: number,
  hooks: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<Uncertainty> {
  const { signal, onProgress } = hooks;
  const base = { ...options, work: SAMPLE_WORK, seconds: undefined };
  const lineOf = foldLine(estate, engine);
  const lines = await runStudy(overheadStudy(base, samples), lineOf, {
    signal,
    onLine: (_, __, done) => onProgress?.(done / samples),
  });
  const counts = new Map<number, number>();
  for (const { hostCount } of lines) counts.set(hostCount, (counts.get(hostCount) ?? 0) + 1);
  const shares = [...counts]
    .sort((a, b) => a[0] - b[0])
    .map(([hosts, n]) => [String(hosts), n / lines.length]);

  const ranges = rangesOf(options);
  const settings = ranges.flatMap(([id, { low, high }]) => [{ [pathOf(id)]: low }, { [pathOf(id)]: high }]);
  const ends =
    ranges.length > 0 ? await runStudy(studyOf({ base, axes: [{ settings }] }), lineOf, { signal }) : [];
  const tornado = ranges.slice(0, Math.floor(ends.length / 2)).map(([parameter], k) => ({
    parameter,
    low: ends[2 * k].hostCount,
    high: ends[2 * k + 1].hostCount,
  }));
  return { samples: lines.length, hosts: Object.fromEntries(shares), tornado };
}

const pathOf = (id: ParameterId) => `overrides.${id}`;

function rangesOf({ profile, overrides }: FoldOptions): [ParameterId, Estimate][] {
  const figures = Object.entries(PROFILES[profile].parameters) as [ParameterId, Estimate][];
  return figures.filter(([id, { low, high }]) => high > low && overrides[id] === undefined);
}
