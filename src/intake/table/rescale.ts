import type { Finding } from '../../estate/finding';
import type { MeasureId } from '../../estate/measure';
import { MEASURES } from '../../estate/measure';
import { groupedBy } from '../../estate/grouped';
import type { MeasureSeries } from '../series';

interface Size {
  /** Greatest value that speaks for the larger unit. */
  readonly below: number;
  readonly factor: number;
  readonly words: string;
}

/** Units that only the size of the values can tell. */
const SIZES: Partial<Record<MeasureId, Size>> = {
  usedMiB: { below: 257, factor: 1024, words: 'GiB' },
  availableMiB: { below: 257, factor: 1024, words: 'GiB' },
};

/**
 * Where headers name no unit, the values' size does: shares of one become per cent, small memories are GiB.
 * @param taken the series' values, changed in place; of those whose unit nothing says
 */
export function rescale(taken: ReadonlyMap<MeasureSeries, Float32Array>, where: string): Finding[] {
  const findings: Finding[] = [];
  const unitless = [...taken.keys()].filter(({ how }) => how.unit === null);
  for (const [measure, list] of groupedBy(unitless, (series) => series.measure)) {
    if (
      measure === 'busy' &&
      list.every(({ greatest }) => greatest <= 1) &&
      list.some((series) => taken.get(series)!.some((v) => v > 0 && v < 1))
    ) {
      multiply(taken, list, 100);
      findings.push({
        level: 'guess',
        where,
        text: `No value of ${MEASURES.busy.label} is above 1: they are taken as shares of one, and multiplied by 100.`,
        fix: 'If the servers were idle all the time, write the values with a % in the header.',
        doubt: { of: 'unit', servers: serversOf(list) },
      });
      continue;
    }
    // Of columns with names alone their reader says that they are taken for loads.
    const named = list.filter(({ how }) => how.known === 'name');
    if (named.length === 0) continue;
    const size = SIZES[measure];
    const most = Math.max(...named.map((series) => series.greatest));
    const larger = size !== undefined && most < size.below;
    if (larger) multiply(taken, named, size.factor);
    const unit = larger ? size.words : MEASURES[measure].unit;
    findings.push({
      level: 'guess',
      where,
      text: `No unit in the header of ${MEASURES[measure].label}; values up to ${Number(most.toPrecision(4))} are taken as ${unit}.`,
      fix: `Write the unit into the header (${measure === 'busy' ? 'cpu %' : size ? 'memory MB, memory GB' : `such as ${unit}`}).`,
      doubt: { of: 'unit', servers: serversOf(named) },
    });
  }
  return findings;
}

const serversOf = (list: readonly MeasureSeries[]): number => new Set(list.map(({ server }) => server)).size;

function multiply(
  taken: ReadonlyMap<MeasureSeries, Float32Array>,
  list: readonly MeasureSeries[],
  factor: number,
): void {
  for (const series of list) {
    const values = taken.get(series)!;
    for (let k = 0; k < values.length; k++) values[k] *= factor;
  }
}
