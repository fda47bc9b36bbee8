import { CLASSES, FIGURE_3 } from '../overhead/classes';
import { emulationFactor, type OverheadParameters } from '../overhead/parameters';

/** The benchmarks of figure 3. */
export type Bars = (typeof FIGURE_3)[number];
export type Benchmark = Bars['benchmark'];

export const barsOf = (benchmark: Benchmark): Bars => FIGURE_3.find((each) => each.benchmark === benchmark)!;

type Shares = Pick<OverheadParameters, 'privileged' | 'emulation' | 'ioPath'>;

/**
 * Performance in a guest over native, for a class of work that keeps a processor busy: 1 / (1 + q f (k - 1) + d (interrupt
 * and DPC time)), section 4.1 of the paper.
 */
export function relativePerformance(of: Bars['class'], parameters: Shares): number {
  const { kernel, interrupt } = CLASSES[of];
  return 1 / (1 + emulationFactor(parameters) * kernel + parameters.ioPath * interrupt);
}

/** The fraction f of privileged instructions with which the model gives a bar, 0 at least; the other figures as they are. */
export function privilegedFor(of: Bars['class'], ratio: number, { emulation, ioPath }: Shares): number {
  const { kernel, interrupt } = CLASSES[of];
  return Math.max(0, (1 / ratio - 1 - ioPath * interrupt) / kernel / (emulation - 1));
}
