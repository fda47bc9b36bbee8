import type { FoldEngine } from '../engine/fold-engine';
import { inOrder } from '../engine/in-order';
import type { Estate } from '../estate/estate';
import type { ParameterId } from '../overhead/parameters';
import { rangedOverheads } from '../overhead/ranged';
import { fold } from '../placement/fold';
import type { FoldOptions } from '../placement/options';
import type { LineOf } from './run-study';
import type { Study } from './study';
import { studyOf } from './check-study';
import { uncertaintyStudy, type UncertaintyAsk, type UncertaintyLine } from './uncertain';
import { USUAL_HORIZON } from '../estate/growth';

/** The answer as a distribution over what is not known. */
export interface Uncertainty {
  readonly samples: number;
  /** Share of the samples for which so many hosts were needed (or found). */
  readonly hosts: Readonly<Record<string, number>>;
  /** Hosts with one figure at its low and high end, the others at their likely values. */
  readonly tornado: readonly {
    /** An overhead's name, or `days`. */
    readonly parameter: string;
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
  const axes = rangedOverheads(options).map(([id, drawn]) => ({ path: pathOf(id), drawn }));
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
 * Draws overheads, and days where there are several, as the page does, and what each figure alone can change.
 * @param hosts the plan that stands: draws start from it
 * @param samples 1 to 100,000
 */
export async function uncertainty(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  samples: number,
  hosts: UncertaintyAsk['hosts'],
  hooks: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<Uncertainty> {
  const { signal, onProgress } = hooks;
  const ask = { options, samples, growth: {}, horizon: USUAL_HORIZON, days: true, hosts };
  const study = uncertaintyStudy(estate, engine, ask);
  const lines: UncertaintyLine[] = [];
  try {
    await inOrder(
      study.count,
      (index) => study.line(index, signal),
      (line) => {
        lines.push(line);
        onProgress?.(lines.length / study.count);
      },
      { signal },
    );
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return told(lines);
}

/** What lines of such a study come to, all of them or those that there are. */
export function told(lines: readonly UncertaintyLine[]): Uncertainty {
  const drawn = lines.flatMap((line) => (line.kind === 'sample' ? [line.hosts] : []));
  const counts = new Map<number, number>();
  for (const hosts of drawn.sort((a, b) => a - b)) counts.set(hosts, (counts.get(hosts) ?? 0) + 1);
  const ends = lines.flatMap((line) => (line.kind === 'end' ? [line] : []));
  const tornado = ends.flatMap((low) => {
    const high = ends.find(({ figure, end }) => figure === low.figure && end === 'high');
    return low.end === 'low' && high ? [{ parameter: low.figure, low: low.hosts, high: high.hosts }] : [];
  });
  return {
    samples: drawn.length,
    hosts: Object.fromEntries([...counts].map(([hosts, n]) => [hosts, n / drawn.length])),
    tornado,
  };
}

const pathOf = (id: ParameterId) => `overrides.${id}`;
