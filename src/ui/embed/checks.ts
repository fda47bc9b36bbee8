import type { Experiment } from '../../dispatch/experiment';
import type { Figure } from '../../dispatch/figure';
import { busyShare, phaseLockDeviation, tickMeanVariance } from '../../sampling/oracles';
import type { StoryScreen } from '../../sampling/story/screen';
import { ticksOf } from '../meter/explain';
import { averageOf, variance } from '../meter/pictures';
import { storyTheory } from '../meter/story/check';
import type { DemoRun } from '../meter/story/lab';
import type { LabFormula, LabFigure } from './labs';

/** One figure of a simulation beside its formula. */
export interface FigureCheck {
  /** `simulated 29.37 ± 0.03 %, formula 29.41 %`. */
  readonly text: string;
  /** Where the formula comes from; empty where there is none. */
  readonly formula: string;
  /** Within four standard errors; null where no formula is known. */
  readonly agrees: boolean | null;
}

/**
 * @param scale of what is shown: 100 for a share in %
 * @param edge what the ends of a window may be worth besides chance, in the unit of the mean
 */
export function checkOfFigure(
  what: string,
  { mean, se }: Pick<Figure, 'mean' | 'se'>,
  theory: LabFormula | null,
  unit: string,
  scale: number,
  edge = 0,
): FigureCheck {
  const digits = Math.min(4, Math.max(1, Math.ceil(-Math.log10(scale * se || 1)) + 1));
  const shown = (value: number) => (scale * value).toFixed(digits);
  const spread = se > 0 ? ` ± ${shown(se)} ${unit}` : ` ${unit} each time`;
  const simulated = `${what}: simulated ${shown(mean)}${spread}`;
  if (theory === null) return { text: `${simulated}; no formula is known for it`, formula: '', agrees: null };
  return {
    text: `${simulated}, formula ${shown(theory.value)} ${unit}`,
    formula: theory.formula,
    agrees: Math.abs(mean - theory.value) <= 4 * (se || 0) + edge + 1e-9,
  };
}

/** Mean of values with its standard error. */
function meanOf(values: readonly number[]) {
  return { mean: averageOf(values), se: Math.sqrt(variance(values) / values.length) };
}

/** Standard deviation of values with its standard error, by their fourth moment. */
function spreadOf(values: readonly number[]) {
  const middle = averageOf(values);
  const square = variance(values);
  const fourth = averageOf(values.map((value) => (value - middle) ** 4));
  const sd = Math.sqrt(square);
  return { mean: sd, se: Math.sqrt(Math.max(0, fourth - square ** 2) / values.length) / (2 * sd) };
}

/** What a run of the story is held against: its mean, and its spread where a formula says that. */
export function storyChecks({ id, meter }: StoryScreen, run: DemoRun | undefined): readonly FigureCheck[] {
  if (!run?.complete) return [];
  const { experiment } = run;
  const { clock } = experiment.guests[0];
  const values = run.readings.map((each) => each[meter]);
  // Where a reading begins and ends within a tick or a turn is worth a tick of its length.
  const edge = clock.tickMs / (1000 * experiment.durationS);
  const long = storyTheory(experiment, meter);
  const mean = long === null ? null : { value: long, formula: meanFormula(experiment) };
  const checks = [checkOfFigure('mean', meanOf(values), mean, '%', 100, edge)];
  const spread = id === 'neighbour' || id === 'fates' || id === 'remedy' ? null : spreadFormula(experiment);
  if (spread)
    checks.push(checkOfFigure('scatter of one reading', spreadOf(values), spread, 'points', 100, edge));
  return checks;
}

function meanFormula({ guests }: Experiment): string {
  if (guests.length === 1) return 'burst ÷ (burst + wait)';
  if (guests[0].threads[0].wait?.kind === 'never')
    return 'all that is not idle, for a guest that never waits';
  return 'response ÷ (response + wait) of a machine repairman, M/M/1//N';
}

/** How one reading of a guest alone scatters: O1 for chance, O4 for work in step with its clock. */
function spreadFormula(experiment: Experiment): LabFormula | null {
  const [{ threads, clock }] = experiment.guests;
  const [{ burst, wait }] = threads;
  if (burst?.kind === 'exponential' && wait?.kind === 'exponential') {
    const thread = { burstMs: burst.meanMs, waitMs: wait.meanMs };
    return {
      value: Math.sqrt(tickMeanVariance(thread, clock.tickMs, ticksOf(experiment))),
      formula: 'O1: √(p(1−p)/n · [(1+ρ)/(1−ρ) − 2ρ(1−ρⁿ)/(n(1−ρ)²)]), ρ = e^(−λT)',
    };
  }
  if (burst?.kind !== 'constant' || wait?.kind !== 'constant') return null;
  const thread = { burstMs: burst.meanMs, waitMs: wait.meanMs };
  const q = lowestTerms(clock.tickMs, thread.burstMs + thread.waitMs);
  return {
    value: phaseLockDeviation(busyShare(thread), q),
    formula: `O4: √({qp}(1−{qp}))/q, q = ${q}`,
  };
}

/** The denominator of a ratio of two times in lowest terms, to a thousandth of a ms. */
function lowestTerms(tickMs: number, cycleMs: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const [tick, cycle] = [Math.round(1000 * tickMs), Math.round(1000 * cycleMs)];
  return cycle / divisor(tick, cycle);
}

/** What a figure of the lab is held against. */
export function labCheck(of: LabFigure, figure: Figure, experiment: Experiment): FigureCheck {
  return checkOfFigure('mean', figure, of.theory(experiment), of.unit, of.unit === '%' ? 100 : 1);
}
