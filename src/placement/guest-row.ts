import type { Estate } from '../estate/estate';
import { valuesBehind, type Facts, type Guest } from '../estate/guest';
import { largest, nearestRank, sortedValues } from '../estate/statistics';
import { hostFigures, measuredProcessor, memoryNeed, privilegedShare } from '../overhead/demand';
import { netSpeedUp } from '../overhead/parameters';
import { PROFILES, parametersOf } from '../overhead/profiles';
import type { FoldOptions } from './options';

/** Points of a guest's small picture. */
const SPARK_POINTS = 96;

/** What the guest table shows of a guest: light enough for ten thousand rows. */
export interface GuestRow {
  readonly name: string;
  readonly facts: Facts;
  readonly guessed: readonly (keyof Facts)[];
  readonly coverage: number;
  readonly samples: number;
  /** Processor use over the window, GHz: the largest of each stretch; NaN where nothing was measured. */
  readonly spark: Float32Array;
  /** GHz, native; NaN without processor figures. */
  readonly mean: number;
  readonly p95: number;
  /** How many values the percentile is of. */
  readonly p95Of: number;
  readonly peak: number;
  /** Largest memory need, MiB, or null. */
  readonly memoryNeed: number | null;
  /** Footnote 5: net speed-up on the first kind of host, or null where its own rating is not known. */
  readonly netSpeedUp: number | null;
}

/** One row for each guest of the estate. */
export function guestRows(estate: Estate, options: FoldOptions): GuestRow[] {
  const parameters = parametersOf(PROFILES[options.profile], options.overrides);
  const rating = options.hosts[0].rating;
  return estate.guests.map((guest) => {
    const used = processorSeries(guest, rating, parameters.threadYield);
    const sorted = used ? sortedValues(used) : new Float32Array(0);
    const need = memoryNeed(guest, { wholeMemory: false, slots: estate.grid.slots });
    return {
      name: guest.name,
      facts: guest.facts,
      guessed: [...guest.guessed],
      coverage: guest.coverage,
      samples: guest.samples,
      spark: used ? spark(used) : new Float32Array(0),
      mean: sorted.length ? sorted.reduce((s, v) => s + v, 0) / sorted.length : NaN,
      p95: nearestRank(sorted, 0.95),
      p95Of: valuesBehind(guest, estate.grid.slots),
      peak: sorted.length ? sorted[sorted.length - 1] : NaN,
      memoryNeed: need ? largest(need) : null,
      netSpeedUp:
        guest.facts.rating === null
          ? null
          : netSpeedUp(rating / guest.facts.rating, privilegedShare(guest), parameters),
    };
  });
}

function processorSeries(guest: Guest, rating: number, threadYield: number): Float32Array | null {
  const used = measuredProcessor(guest, rating, threadYield);
  const series = hostFigures(guest.measures)?.series ?? guest.measures.busy;
  return used && series ? series.map((_, slot) => used(slot)) : null;
}

/** The largest value of each stretch, so that no peak is lost. */
function spark(series: Float32Array): Float32Array {
  if (series.length <= SPARK_POINTS) return Float32Array.from(series);
  const out = new Float32Array(SPARK_POINTS).fill(NaN);
  for (let k = 0; k < series.length; k++) {
    const p = Math.floor((k * SPARK_POINTS) / series.length);
    if (!(out[p] >= series[k])) out[p] = series[k];
  }
  return out;
}
