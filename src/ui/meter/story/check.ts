import type { Experiment } from '../../../dispatch/experiment';
import { repairman } from '../../../dispatch/oracles';
import { meanMs } from '../../../dispatch/times';
import type { Meter } from '../../../sampling/ask';
import { meterTheory, withError } from '../explain';
import { averageOf, shareText, variance } from '../pictures';
import type { DemoRun } from './lab';

/**
 * What a meter shows in the long run where a closed form says it: alone, among guests that never wait, or among alike
 * guests of exponential bursts and waits, whose used and ready are those of a machine repairman.
 */
export function storyTheory(experiment: Experiment, meter: Meter): number | null {
  const { guests, processors } = experiment;
  const plain = meterTheory(experiment, meter);
  if (plain !== null || processors !== 1 || guests.length !== 2) return plain;
  const [watched, other] = guests;
  const { clock } = watched;
  if (clock.delivery !== 'burst' || clock.order !== 'thread-first' || clock.idleTick !== 'free') return null;
  if (clock.lose > 0 || JSON.stringify(watched.threads) !== JSON.stringify(other.threads)) return null;
  const [thread] = watched.threads;
  if (thread.burst?.kind !== 'exponential' || thread.wait?.kind !== 'exponential') return null;
  const [work, rest] = [meanMs(thread.burst), meanMs(thread.wait)];
  const { responseMs } = repairman(1 + other.count, 1, work, rest);
  return responseMs / (responseMs + rest);
}

/** `simulated 29.37 ± 0.03 %, formula 29.41 %`, and whether the two agree. */
export function checkOf(run: DemoRun | undefined, meter: Meter): { text: string; agrees: boolean | null } {
  if (!run?.complete) return { text: 'Simulating …', agrees: null };
  const values = run.readings.map((each) => each[meter]);
  const theory = storyTheory(run.experiment, meter);
  if (theory === null)
    return { text: `simulated ${withError(values)}; no formula is known for it`, agrees: null };
  const se = Math.sqrt(variance(values) / values.length) || 0;
  // Where a reading begins and ends within a tick or a turn is worth a tick of its length.
  const edge = run.experiment.guests[0].clock.tickMs / (1000 * run.experiment.durationS);
  const agrees = Math.abs(averageOf(values) - theory) <= 4 * se + edge;
  return { text: `simulated ${withError(values)}, formula ${shareText(theory)}`, agrees };
}
