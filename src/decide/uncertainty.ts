import type { FoldEngine } from '../engine/fold-engine';
import { inOrder } from '../engine/in-order';
import type { Estate } from '../estate/estate';
import type { ParameterId } from '../overhead/parameters';
import { rangedOverheads } from '../overhead/ranged';
import { fold } from '../placement/fold';
import type { FoldOptions } from '../placement/options';
import { growthAxes, likelyGrowth, type GrowthRanges } from './growth';
import type { LineOf } from './run-study';
import type { Study } from './study';
import { studyOf } from './check-study';
import { daysDrawn, uncertaintyStudy, type UncertaintyAsk, type UncertaintyLine } from './uncertain';
import { daysOf, onlyDays } from '../estate/days';
import { USUAL_HORIZON, grown, type Growth } from '../estate/growth';

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

/** A fold with what is drawn besides overheads. */
export interface SampledFold extends FoldOptions {
  /** Beyond what the estate has grown by already. */
  readonly growth?: Growth;
  readonly months?: number;
}

/**
 * The fold, repeated under overhead figures drawn from the profile's ranges, and growth from those that are given;
 * figures that a person fixed stay fixed.
 * @param options with work, so that a case is the same everywhere
 * @param months to the horizon of growth
 * @throws InputError where samples is no whole number, or too many; and as `growthAxes` does
 */
export function overheadStudy(
  options: FoldOptions & { readonly work: number },
  samples: number,
  growth: GrowthRanges = {},
  months: number = USUAL_HORIZON,
): Study<SampledFold> {
  const overheads = rangedOverheads(options).map(([id, drawn]) => ({ path: pathOf(id), drawn }));
  const axes = [...overheads, ...growthAxes(growth, months)];
  const grows = Object.keys(growth).length > 0;
  const base = grows ? { ...options, growth: likelyGrowth(growth), months } : options;
  return studyOf<SampledFold>({ base, axes, samples, seed: options.seed });
}

/** Folds as little as a count needs. @param days draw them too, as many as were measured */
export function foldLine(estate: Estate, engine: FoldEngine, days = false): LineOf<SampledFold, FoldLine> {
  const measured = daysOf(estate);
  const draws = days && measured.length > 1;
  return async ({ index, of: { growth = {}, months, ...options } }, signal) => {
    const drawn = draws ? onlyDays(estate, daysDrawn(measured, options.seed, index)) : estate;
    const answer = await fold(grown(drawn, growth, months), options, engine, { signal, plain: true });
    signal?.throwIfAborted();
    const { hostCount, lowerBound, proved, native, unplaced } = answer;
    return { hostCount, lowerBound, proved, native: native.length, unplaced: unplaced.length };
  };
}

/**
 * Draws overheads, and days where there are several, as the page does, and what each figure alone can change.
 * @param hosts the plan that stands: draws start from it
 * @param samples 1 to 1,000,000
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
