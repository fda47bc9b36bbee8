import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import type { Estimate, OverheadParameters, ParameterId } from '../overhead/parameters';
import { PROFILES } from '../overhead/profiles';
import { fold } from './fold';
import type { FoldOptions } from './options';

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

/** The inverse of a triangular distribution over [low, high] with its mode at likely (assumption: shape). */
export function triangular(e: Estimate, u: number): number {
  const width = e.high - e.low;
  if (width <= 0) return e.likely;
  const left = (e.likely - e.low) / width;
  return u < left
    ? e.low + Math.sqrt(u * width * (e.likely - e.low))
    : e.high - Math.sqrt((1 - u) * width * (e.high - e.likely));
}

/** Steps of the kernel for each sample: constructions and a first improvement. */
const SAMPLE_WORK = 1;

/**
 * Seeded Monte Carlo over the profile's ranges; figures that a person fixed stay fixed.
 * @param samples 1 or more
 */
export async function uncertainty(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  samples: number,
  hooks: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<Uncertainty> {
  const figures = Object.entries(PROFILES[options.profile].parameters) as [ParameterId, Estimate][];
  const ranges = figures.filter(([id, e]) => e.high > e.low && options.overrides[id] === undefined);
  const hostsWith = async (set: Partial<OverheadParameters>) => {
    const changed = {
      ...options,
      overrides: { ...options.overrides, ...set },
      work: SAMPLE_WORK,
      failures: 0,
    };
    return (await fold(estate, changed, engine, { signal: hooks.signal, plain: true })).hostCount;
  };

  const counts = new Map<number, number>();
  let done = 0;
  for (; done < samples && !hooks.signal?.aborted; done++) {
    const draw = Object.fromEntries(
      ranges.map(([id, e], k) => [id, triangular(e, unit(options.seed, done, k))]),
    );
    const hosts = await hostsWith(draw);
    counts.set(hosts, (counts.get(hosts) ?? 0) + 1);
    hooks.onProgress?.((done + 1) / samples);
  }
  const tornado = [];
  for (const [id, e] of ranges) {
    if (hooks.signal?.aborted) break;
    tornado.push({
      parameter: id,
      low: await hostsWith({ [id]: e.low }),
      high: await hostsWith({ [id]: e.high }),
    });
  }
  const shares = [...counts].sort((a, b) => a[0] - b[0]).map(([hosts, n]) => [String(hosts), n / done]);
  return { samples: done, hosts: Object.fromEntries(shares), tornado };
}

/** A uniform number in (0, 1) for (seed, sample, figure): by index, so that any part of a study can be computed alone. */
function unit(seed: number, sample: number, figure: number): number {
  let x =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(sample + 1, 0xc2b2ae35) ^
    Math.imul(figure + 1, 0x27d4eb2f);
  for (let i = 0; i < 2; i++) {
    x ^= x >>> 16;
    x = Math.imul(x, 0x7feb352d);
    x ^= x >>> 15;
    x = Math.imul(x, 0x846ca68b);
    x ^= x >>> 16;
  }
  return ((x >>> 0) + 0.5) / 4294967296;
}
