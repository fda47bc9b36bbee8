import type { Answer } from '../dispatch/answer';
import type { ExperimentInput } from '../dispatch/experiment';
import { seededDraws } from '../estate/draws';

/** One guest of one host: what its own meter shows against what the host charged it, as fractions of a vCPU. */
export interface ScatterPoint {
  readonly host: number;
  readonly guest: string;
  readonly measured: number;
  readonly used: number;
}

/**
 * Hosts as they are found: 1 to 4 processors, 2 to 3 guests for each, loads from nearly idle to nearly busy in
 * bursts of 1 to 31 ms. The same seed gives the same hosts.
 */
export function scatterExperiments(seed: number, hosts: number): ExperimentInput[] {
  const draw = seededDraws(seed);
  return Array.from({ length: hosts }, (_, h) => {
    const processors = 1 + Math.floor(4 * draw());
    const guests = processors * (2 + Math.floor(2 * draw()));
    return {
      processors,
      policy: 'round-robin',
      guests: Array.from({ length: guests }, () => {
        const burstMs = 1 + 30 * draw();
        const busy = 0.05 + 0.75 * draw();
        return {
          threads: [
            {
              burst: { kind: 'exponential', meanMs: burstMs } as const,
              wait: { kind: 'exponential', meanMs: (burstMs * (1 - busy)) / busy } as const,
            },
          ],
        };
      }),
      durationS: 60,
      warmupS: 5,
      replications: 1,
      seed: seed + h,
    };
  });
}

/** The guests of one host as points. */
export function scatterPoints(answer: Pick<Answer, 'guests'>, host: number): ScatterPoint[] {
  return answer.guests.map(({ name, used, measured }) => ({
    host,
    guest: name,
    measured: measured.processor.mean,
    used: used.mean,
  }));
}

/** Pearson's correlation of meter and truth; its standard error from Fisher's z, (1 - r²) / sqrt(n - 3). */
export function correlation(points: readonly ScatterPoint[]): { r: number; se: number } {
  const n = points.length;
  const mean = (pick: (point: ScatterPoint) => number) => points.reduce((sum, p) => sum + pick(p), 0) / n;
  const x = mean((p) => p.used);
  const y = mean((p) => p.measured);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const { used, measured } of points) {
    xx += (used - x) ** 2;
    yy += (measured - y) ** 2;
    xy += (used - x) * (measured - y);
  }
  const r = xy / Math.sqrt(xx * yy);
  return { r, se: (1 - r * r) / Math.sqrt(n - 3) };
}
