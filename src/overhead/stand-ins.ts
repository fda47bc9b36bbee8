import type { Guest } from '../estate/guest';
import { RESOURCES, type ResourceId } from '../estate/resource';
import { hostFigures } from './demand';

/**
 * Which slots of what a guest asks of a resource were not measured: 1 where its own 95th percentile stands in for a
 * missing sample, or a guess or an assumption for everything; 0 elsewhere. Null where all was measured.
 * One value for each slot, or one alone for a level (see `demandOf`, which makes the stand-ins).
 */
export function standInsOf(guest: Guest, resource: ResourceId): Uint8Array | null {
  if (resource === 'cpu') {
    const series = hostFigures(guest.measures)?.series ?? guest.measures.busy;
    return series && guest.assumedUse !== undefined ? new Uint8Array(series.length).fill(1) : holesOf(series);
  }
  if (resource === 'memory') {
    const { usedMiB, availableMiB } = guest.measures;
    // What is not in use is measured; of how much, may be a guess.
    return !usedMiB && guest.guessed.has('memory') ? Uint8Array.of(1) : holesOf(usedMiB ?? availableMiB);
  }
  const { demand, folds } = RESOURCES[resource];
  if (!demand) return null;
  if ('fact' in demand) return guest.guessed.has(demand.fact) ? Uint8Array.of(1) : null;
  return folds === 'level' ? null : holesOf(guest.measures[demand.measure]);
}

/** Every better plan that is shown asks again. */
const known = new WeakMap<Float32Array, Uint8Array | null>();

function holesOf(series: Float32Array | undefined): Uint8Array | null {
  if (!series) return null;
  let holes = known.get(series);
  if (holes === undefined) {
    holes = series.includes(NaN) ? new Uint8Array(series.length) : null;
    if (holes) for (let t = 0; t < holes.length; t++) if (Number.isNaN(series[t])) holes[t] = 1;
    known.set(series, holes);
  }
  return holes;
}
