import type { Finding } from '../estate/finding';
import type { MissingTicks } from './clock-ticks';
import { isTold, waitedOf } from './samples';
import type { CorrectedSample } from './samples';

/** The process that stands for all that a log does not list. */
export const UNLISTED = '(not logged)';
/** Processes and processors are counted by the same ticks: a gap below so much, and below so much of the meter, is noise. */
const NOISE = { share: 0.005, ofMeter: 0.02 } as const;

/** What all processes of a guest showed together in each sample, listed or not; shares of its processors, 0..1. */
export interface Wholes {
  /** What is taken, and the least and the most that it can have been. */
  readonly shown: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** What no listed process showed; null where the list is taken for whole. */
  readonly rest: Float64Array | null;
  readonly findings: readonly Finding[];
}

/**
 * Holds the processes that a log lists against what its meter shows. Ticks that were lost while the guest waited show
 * as busy and as no process's: so much of a gap can be either, and what is more is of processes that were not logged.
 * Where the log counts clock interrupts, how many were lost is known.
 * @param sums what the listed processes showed together; NaN where none was logged
 * @param whole `_Total` less `Idle` of the processes, which leaves nothing open; where it was logged
 * @param samples what the meter showed, NaN where nothing else than its processes tells
 * @param missing ticks that never came; null where the log does not count clock interrupts
 */
export function wholesOf(
  where: string,
  sums: Float64Array,
  whole: Float64Array | null,
  samples: readonly CorrectedSample[],
  missing: MissingTicks | null,
): Wholes {
  const known = (k: number) => whole !== null && whole[k] === whole[k];
  const gap = sums.map((sum, k) => Math.max(0, (known(k) ? whole![k] : samples[k].measured) - sum || 0));
  // Of the gap, what was lost at least and at most.
  const surely = gap.map((size, k) => (known(k) ? 0 : Math.max(0, Math.min(size, missing?.low[k] || 0))));
  const lost = gap.map((size, k) => {
    if (known(k)) return 0;
    const waited = waitedOf(samples[k]);
    const most = Math.min(size, waited === waited ? waited : Math.max(0, 1 - samples[k].used || 0));
    const told = missing ? missing.high[k] : NaN;
    return Math.max(surely[k], told === told ? Math.min(most, Math.max(0, told)) : most);
  });
  const told = [...samples.keys()].filter((k) => sums[k] === sums[k] && isTold(samples[k]));
  const mean = (pick: (k: number) => number) => told.reduce((sum, k) => sum + pick(k), 0) / told.length;
  const [listed, shown] = [mean((k) => sums[k]), mean((k) => sums[k] + gap[k])];
  const noise = Math.max(NOISE.share, NOISE.ofMeter * shown);
  const open = shown - listed;
  if (!(open > noise)) return { shown: sums, least: sums, most: sums, rest: null, findings: [] };
  const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
  const both = `The processes in it show ${percent(listed)} together, and all of the guest ${percent(shown)}`;
  const fix = 'Log \\Process(*)\\% Processor Time whole, with _Total and Idle.';
  const most = sums.map((sum, k) => sum + gap[k] - surely[k]);
  if (open - mean((k) => lost[k]) > noise) {
    const rest = gap.map((size, k) => size - surely[k]);
    const text = `${both}: ${percent(mean((k) => rest[k]))} was not logged by process. It stands as one, ${UNLISTED}.`;
    const least = most.map((sum, k) => sum - lost[k] + surely[k]);
    return { shown: most, least, most, rest, findings: [{ level: 'warning', where, text, fix }] };
  }
  if (!(open - mean((k) => surely[k]) > noise))
    return { shown: sums, least: sums, most: sums, rest: null, findings: [] };
  const text = `${both}: ticks were lost while it waited, or some processes were not logged. The listed ones are taken for all; the intervals hold for both.`;
  return { shown: sums, least: sums, most, rest: null, findings: [{ level: 'guess', where, text, fix }] };
}
