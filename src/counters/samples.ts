import { mean } from '../estate/statistics';

/** One interval; shares of the guest's processors, 0..1. NaN where a log has no sample. */
export interface CorrectedSample {
  /** Start of the interval, ms of the guest's wall clock as if UTC. */
  readonly time: number;
  /** What the guest's meter showed. */
  readonly measured: number;
  /** How long it had a processor (% Run less % Overlap); what the host charged it (% Used) where its log has no % Run. */
  readonly used: number;
  /** % Used: work at nominal clock speed, the host's own for the guest included; NaN where the host log does not say. */
  readonly charged: number;
  /** How long it was ready and had to wait, and was held back for its other processors; NaN where not said. */
  readonly ready: number;
  readonly costop: number;
}

/** How long it wanted a processor and had none: ready, and co-stop where that is told; NaN where neither is. */
export function waitedOf({ ready, costop }: Pick<CorrectedSample, 'ready' | 'costop'>): number {
  return ready === ready ? ready + (costop === costop ? costop : 0) : costop;
}

/** Whether both logs tell of an interval. */
export function isTold({ measured, used }: Pick<CorrectedSample, 'measured' | 'used'>): boolean {
  return measured === measured && used === used;
}

/** Means over the intervals of which both logs tell; shares of the guest's processors, 0..1. */
export interface Means {
  readonly intervals: number;
  readonly measured: number;
  readonly used: number;
  /** These three NaN where the host's log does not say. */
  readonly charged: number;
  readonly ready: number;
  /** Ready and co-stop together. */
  readonly waited: number;
}

/** What meter and host say of the same intervals; NaN where there is none. */
export function meansOf(samples: readonly CorrectedSample[]): Means {
  const both = samples.filter(isTold);
  return {
    intervals: both.length,
    measured: mean(both.map((s) => s.measured)),
    used: mean(both.map((s) => s.used)),
    charged: mean(both.map((s) => s.charged)),
    ready: mean(both.map((s) => s.ready)),
    waited: mean(both.map(waitedOf)),
  };
}

/** The mean of each series over the intervals of which all of them tell; NaN where there is none. */
export function meansTogether(...series: readonly Float64Array[]): number[] {
  const sums = series.map(() => 0);
  let intervals = 0;
  for (let k = 0; k < series[0].length; k++) {
    if (series.some(({ [k]: v }) => v !== v)) continue;
    intervals++;
    for (let i = 0; i < series.length; i++) sums[i] += series[i][k];
  }
  return sums.map((sum) => sum / intervals);
}

/** The mean of what is known; 0 where nothing is. */
export function meanOf(values: Iterable<number>): number {
  return mean(values) || 0;
}
