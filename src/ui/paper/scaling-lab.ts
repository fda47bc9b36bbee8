import type { ClaimTools } from '../../claims/check';
import { parseExperiment } from '../../dispatch/parse';
import { crowdedHost } from '../../dispatch/hosts';
import { calibrate, type Calibration } from '../../overhead/calibrate';
import { Lab } from '../app/lab';

/** What is asked of figure 2. */
export interface ScalingAsked {
  readonly processors: number;
  readonly switchUs: number;
  /** Of a processor, for each guest, %. */
  readonly housekeeping: number;
}

export const USUAL_SCALING: ScalingAsked = { processors: 4, switchUs: 100, housekeeping: 0.2 };

/** Work done with so many guests, in processors; its standard error. */
export interface ScalingPoint {
  readonly guests: number;
  readonly work: number;
  readonly se: number;
}

interface ScalingPictures {
  /** What the points are of. */
  readonly of: ScalingAsked | null;
  readonly points: readonly ScalingPoint[];
  /** What the fold's calibration makes of them; null before all are there. */
  readonly calibration: Calibration | null;
}

/** Short runs: guests that never wait differ by next to nothing. */
const RUNS = { durationS: 20, warmupS: 2, replications: 10 };

/** Simulates figure 2: guests that never wait, from one to twice as many as there are processors. */
export class ScalingLab extends Lab<ScalingPictures> {
  private asked: ScalingAsked = USUAL_SCALING;

  constructor(
    private readonly tools: () => ClaimTools,
    changed: () => void,
  ) {
    super('', { of: null, points: [], calibration: null }, changed);
  }

  protected override read(link: string): Partial<ScalingPictures> {
    this.asked = JSON.parse(link) as ScalingAsked;
    return {};
  }

  protected override async run(signal: AbortSignal, shown: () => void): Promise<void> {
    const { asked } = this;
    const { processors, switchUs, housekeeping } = asked;
    const points: ScalingPoint[] = [];
    for (let guests = 1; guests <= 2 * processors; guests++) {
      const change = { ...RUNS, processors, switchUs, housekeeping: housekeeping / 100 };
      const { host } = await this.tools().run(parseExperiment(crowdedHost(guests, change)), { signal });
      points.push({ guests, work: processors * host.busy.mean, se: processors * host.busy.se });
      signal.throwIfAborted();
      shown();
    }
    const rows = points.map(({ guests, work }) => ({ vms: guests, throughput: work }));
    this.draw({ of: asked, points, calibration: calibrate(rows, processors) });
  }
}
