import type { Finding } from '../estate/finding';
import type { Recording } from '../estate/recording';
import { mean } from '../estate/statistics';

/** Below this share of time a guest counts as one that does not wait: its ticks come when they are due. */
export const HARDLY = 0.005;
/** From here on % Used over % Run is said to be off 1. */
const SPEED_TOLERANCE = 0.03;

/** What the corrected total is made of: time on the clock, or what the host charged where it tells no time. */
export type Basis = 'time' | 'charged';

/** What a host says of a guest in each slot, as shares of the guest's processors (0..1); NaN where it is silent. */
export interface HostShares {
  readonly basis: Basis;
  /** % Run less % Overlap where the log holds % Run, else % Used. */
  readonly used: Float64Array;
  /** % Used. */
  readonly charged: Float64Array;
  /** % Ready and % CoStop; each all NaN where the log has none. */
  readonly ready: Float64Array;
  readonly costop: Float64Array;
  /** % Run and % System as logged; all NaN where the log has none. */
  readonly run: Float64Array;
  readonly system: Float64Array;
}

/**
 * Lays a host's figures onto slots.
 * @param byHost a series of the log on slots
 * @param processors of the guest
 */
export function hostShares(
  { measures }: Recording,
  processors: number,
  slots: number,
  byHost: (values: Float32Array) => Float32Array,
): HostShares {
  const share = (values: Float32Array | undefined, unit: number) =>
    values
      ? Float64Array.from(byHost(values), (v) => v / unit / processors)
      : new Float64Array(slots).fill(NaN);
  const charged = share(measures.usedCores, 1);
  const run = share(measures.runCores, 1);
  const overlap = share(measures.overlap, 100);
  const basis = measures.runCores ? 'time' : 'charged';
  const time = run.map((v, k) => Math.max(0, v - (overlap[k] || 0)));
  return {
    basis,
    used: basis === 'time' ? time : charged,
    charged,
    ready: share(measures.ready, 100),
    costop: share(measures.costop, 100),
    run,
    system: share(measures.systemTime, 100),
  };
}

/** % Used over % Run, of the intervals of which both tell; NaN where none does. Above 1: faster than nominal. */
export function speedOf({ charged, run }: Pick<HostShares, 'charged' | 'run'>): number {
  let [work, time] = [0, 0];
  for (let k = 0; k < run.length; k++) {
    if (charged[k] !== charged[k] || run[k] !== run[k]) continue;
    work += charged[k];
    time += run[k];
  }
  return time > 0 ? work / time : NaN;
}

/** What a host's figures are and are not, in words. @param typed the figures were typed in, not logged */
export function hostFindings(host: Recording, shares: HostShares, typed: boolean): Finding[] {
  const where = host.source;
  const findings: Finding[] = [];
  const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
  if (shares.basis === 'charged' && !typed) {
    findings.push({
      level: 'guess',
      where,
      text: 'It holds no % Run, so % Used is taken for processor time. % Used counts a processor above its nominal clock (turbo) as more than its time, one that is slowed or shares a core (hyper-threading) as less, and holds its host’s own work for the guest.',
      fix: 'Log % Run and % Overlap too, where the host can (esxtop -b -a does).',
    });
  }
  const speed = speedOf(shares);
  if (Math.abs(speed - 1) > SPEED_TOLERANCE) {
    const work = mean(shares.system);
    const held = mean(shares.run);
    const own =
      work > 0 ? ` Its host’s own work for it (% System) is ${percent(work / held)} of that time.` : '';
    findings.push({
      level: 'warning',
      where,
      text: `% Used is ${speed.toFixed(2)} times % Run: ${speed > 1 ? 'its processors ran above their nominal clock (turbo), or its host worked for it besides' : 'its processors ran below their nominal clock, or shared cores (hyper-threading)'}.${own} A meter counts time: % Run less % Overlap is taken, not % Used.`,
      fix: 'Compare a guest’s meter with % Run; keep % Used for sizing.',
    });
  }
  if (!host.measures.ready) {
    findings.push({
      level: 'guess',
      where,
      text: `It ${host.facts.present === 'hyperv' ? 'does not tell how long the guest waited' : 'holds no % Ready'}: for the interval, the guest is taken to have waited for as long as its meter shows more than ${shares.basis === 'time' ? 'it had a processor' : '% Used'}, as it does where late ticks stack up.`,
      fix:
        host.facts.present === 'hyperv'
          ? 'Log CPU Wait Time Per Dispatch and Logical Processor Dispatches/sec of Hyper-V Hypervisor Virtual Processor too.'
          : 'Log % Ready too, where the host can.',
    });
  }
  return findings;
}
