import type { Experiment } from '../../../dispatch/experiment';
import { DODGE_CASES, DODGE_PARTS, dodge, type DodgeCase } from '../../../sampling/dodger';
import { atRatio, lockFractions, stepOf, type LockPoint, type Step } from '../../../sampling/phase-lock';
import type { MeterPreset } from '../../../sampling/presets';
import { onItsOwn } from '../../../sampling/strip';
import type { MeterReading } from '../reading';
import { averageOf, variance } from '../pictures';

/** Runs an experiment: one reading for each replication. */
type Read = (experiment: Experiment) => Promise<readonly MeterReading[]>;

/** The spread of the meter's error over ratios of tick to cycle, for one guest. */
export interface LockSweep {
  readonly step: Step;
  readonly window: RatioWindow;
  readonly points: readonly LockPoint[];
}

/** Ratios that are in sight. */
export interface RatioWindow {
  readonly low: number;
  readonly high: number;
}

/** Means over measurements of a guest that works for a part of its tick; fractions of a vCPU. */
export interface DodgePoint {
  readonly part: number;
  readonly used: number;
  /** What each measurement showed. */
  readonly shown: readonly number[];
  /** The mean of what it would show on a machine of its own. */
  readonly own: number;
}

export interface DodgeCurve {
  readonly of: DodgeCase;
  readonly points: readonly DodgePoint[];
}

/** The picture of its own that a demonstration has. */
export function ownViewOf({ id }: MeterPreset): 'lock' | 'dodger' | null {
  return id === 'phase-lock' ? 'lock' : id === 'dodger' ? 'dodger' : null;
}

/** Width of the window of ratios. */
const WIDE = 1.3;
/** Measurements at each ratio. */
export const LOCK_RUN = { durationS: 10, replications: 150, warmupS: 0 } as const;
/** Measurements at each part of the tick: where the start of the clock decides, more of them. */
export const DODGE_TIMES: Readonly<Record<DodgeCase, number>> = {
  step: 6,
  longer: 6,
  anywhere: 80,
  varied: 20,
};
/** Least tick that is simulated, ms. */
const LEAST_TICK = 0.1;

/** The window that a ratio is seen in: the same for neighbouring ratios, so that a drag does not move it. */
export function windowOf(ratio: number): RatioWindow {
  const low = Math.max(0, Math.ceil(ratio - WIDE - 1e-9));
  return { low, high: low + WIDE };
}

/** Simulates a guest at many ratios of tick to cycle, one after the other. */
export async function sweepLock(
  experiment: Experiment,
  read: Read,
  tell: (sweep: LockSweep | null, last: boolean) => void,
): Promise<void> {
  const step = stepOf(experiment);
  if (!step) return tell(null, true);
  const window = windowOf(step.ratio);
  const points: LockPoint[] = [];
  for (const fraction of lockFractions(window.low, window.high)) {
    if ((fraction.r / fraction.q) * step.cycleMs < LEAST_TICK) continue;
    const readings = await read(atRatio(experiment, fraction, LOCK_RUN));
    const errors = readings.map(({ processor, used }) => processor - used);
    points.push({ ...fraction, spread: Math.sqrt(variance(errors)) });
    tell({ step, window, points: [...points] }, false);
  }
  tell({ step, window, points }, true);
}

/** Simulates a guest that works for each part of its tick, in each of the four cases. */
export async function sweepDodger(
  experiment: Experiment,
  read: Read,
  tell: (curves: readonly DodgeCurve[], last: boolean) => void,
): Promise<void> {
  const alone = experiment.guests.length === 1;
  const curves: { of: DodgeCase; points: DodgePoint[] }[] = DODGE_CASES.map((of) => ({ of, points: [] }));
  const now = () => curves.map(({ of, points }) => ({ of, points: [...points] }));
  for (const { of, points } of curves)
    for (const part of DODGE_PARTS) {
      const asked = dodge(experiment, part, of, DODGE_TIMES[of]);
      const readings = await read(asked);
      const own = alone ? readings : await read(onItsOwn(asked));
      points.push({
        part,
        used: averageOf(readings.map(({ used }) => used)),
        shown: readings.map(({ processor }) => processor),
        own: averageOf(own.map(({ processor }) => processor)),
      });
      tell(now(), false);
    }
  tell(now(), true);
}
