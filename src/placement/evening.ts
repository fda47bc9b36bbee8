import type { EvenBound } from '../engine/even/bound';
import type { Gauge } from '../engine/even/gauge';
import { withoutEmpty } from '../engine/even/without-empty';
import type { FoldBudget, FoldEngine, FoldResult } from '../engine/fold-engine';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import { InputError } from '../estate/finding';
import { gaugeOf } from './gauge';
import type { FoldModel, Item } from './model';
import { problemOf } from './problem';
import { whyNoPlan } from './why-no-plan';

/** What a fold came to once its number of hosts was settled. */
export interface Evened {
  /** The plan as it is shown. */
  readonly plan: FoldPlan;
  /** No plan of so many hosts has its fullest moment below this; null where the plan was left as it was found. */
  readonly bound: EvenBound | null;
  /** Hosts of the plan with fewest that was found. */
  readonly fewest: number;
  /** Why it could not be evened; not there where it was, or was not to be. */
  readonly failed?: string;
}

/** Moves for each item: beyond these an annealing gains little. */
const MOVES_EACH = 20_000;
/** Work of a step, and of a move, about (src/engine/even/run.ts). */
const STEP = 700_000;
const MOVE = 3;
const ROWS_A_UNIT = 150;
/** Steps in a second, about, for budgets of seconds. */
const STEPS_A_SECOND = 40;

/** Steps beyond which evening a problem gains little. */
export function plentyOf({ items, resources, rowStart }: FoldProblem): number {
  return (MOVES_EACH * items * (MOVE + rowStart[resources] / ROWS_A_UNIT)) / STEP;
}

/** Steps of evening that go with a budget: as many as the search had, or fewer where that is plenty. */
function stepsFor({ work, seconds = 0 }: FoldBudget, problem: FoldProblem): number {
  return Math.min(plentyOf(problem), work ?? seconds * STEPS_A_SECOND);
}

/** What a plan is evened for. */
export interface EvenAsk {
  readonly model: FoldModel;
  readonly items: readonly Item[];
  readonly problem: FoldProblem;
  readonly engine: FoldEngine;
  readonly budget: FoldBudget;
  readonly signal?: AbortSignal;
}

/**
 * Evens what a fold found, on as many hosts as it has or on exactly as many as were asked for.
 * @throws InputError where no plan has so many hosts, saying why, or none was found
 */
export async function evened(ask: EvenAsk, found: FoldResult, known: Evened | null = null): Promise<Evened> {
  const { model, items, problem, engine, budget, signal } = ask;
  const { exactly, policy } = model.options;
  const fewest = found.plan.hostKind.length;
  const asFound = { plan: found.plan, bound: null, fewest };
  if (found.plan.hostOf.includes(-1) || fewest === 0 || !engine.even) return asFound;
  const gauge = gaugeOf(model, policy, items, problem);
  const hosts = exactly ?? fewest;
  const timed = policy === 'peak-of-sums';
  const start = hosts === fewest ? found.plan : await onExactly(ask, found, gauge, hosts);
  const before = known?.plan.hostKind.length === hosts ? known.plan : null;
  const job = {
    start: before ?? start,
    // More hosts than the plan has are filled better from nothing than by moving servers onto them.
    afresh: before === null && hosts > fewest,
    seed: BigInt(budget.seed),
    steps: stepsFor(budget, problem),
    bounded: timed,
  };
  const { plan, bound, failed } = await engine.even(problem, gauge, job, signal);
  const shown = withoutEmpty(plan ?? start);
  if (failed !== undefined) return { plan: shown, bound: null, fewest, failed };
  return { plan: shown, bound: timed ? bound : await boundOver(ask, shown), fewest };
}

/** The bound is on the fullest moment, whatever counts as a server's demand in the plan. */
async function boundOver(ask: EvenAsk, plan: FoldPlan): Promise<EvenBound | null> {
  const { model, items, engine, signal } = ask;
  const timed = problemOf(model, 'peak-of-sums', items);
  const gauge = gaugeOf(model, 'peak-of-sums', items, timed);
  const job = { start: plan, seed: 0n, steps: 0, bounded: true };
  return (await engine.even!(timed, gauge, job, signal)).bound;
}

/** A plan of exactly so many hosts to even, those that were not needed being empty. */
async function onExactly(ask: EvenAsk, found: FoldResult, gauge: Gauge, hosts: number): Promise<FoldPlan> {
  const { model, problem, engine, budget, signal } = ask;
  const { plan } = found;
  const refuse = (why: string, fix?: string) => new InputError('hosts', why, fix);
  if (hosts > problem.items)
    throw refuse(
      `no plan has ${hosts}: there are ${problem.items} servers or groups to place, and a host that carries none is not bought.`,
    );
  const inventory = hostsThere(problem);
  if (hosts > inventory) throw refuse(`no plan has ${hosts}: there are ${inventory}.`);
  if (hosts > plan.hostKind.length)
    return { ...plan, hostKind: moreHosts(problem, gauge, plan.hostKind, hosts) };
  // Where money was what counted, fewer hosts may do.
  const counted = { ...problem, kindPrice: new Int32Array(problem.kinds).fill(1) };
  const byCount = problem.kindPrice.some((price) => price !== 1)
    ? await engine.fold(counted, budget, { signal })
    : found;
  if (hosts < byCount.lowerBound) throw refuse(whyNoPlan(model, counted, byCount, hosts));
  const least = byCount.plan.hostKind.length;
  if (hosts >= least && !byCount.plan.hostOf.includes(-1))
    return { ...byCount.plan, hostKind: moreHosts(problem, gauge, byCount.plan.hostKind, hosts) };
  const nowhere = new Int32Array(problem.items).fill(-1);
  const hostKind = byCount.plan.hostKind.slice(0, hosts);
  const job = { start: { hostKind, hostOf: nowhere }, seed: BigInt(budget.seed), anyPlan: true };
  const fewer = await engine.even!(problem, gauge, { ...job, steps: stepsFor(budget, problem) }, signal);
  if (fewer.plan) return fewer.plan;
  if (fewer.failed !== undefined) throw refuse(`a plan of ${hosts} could not be looked for: ${fewer.failed}`);
  throw refuse(
    `no plan of ${hosts} was found; the fewest found is ${least}, and only below ${byCount.lowerBound} it is proved that there is none.`,
    'Search longer, or ask for more hosts.',
  );
}

/**
 * The kinds of exactly so many hosts, those of a plan that has fewer among them: more of what the inventory has left, the
 * cheapest, and of these the largest. The inventory must have so many.
 */
export function moreHosts(problem: FoldProblem, gauge: Gauge, has: Int32Array, hosts: number): Int32Array {
  const { kinds, kindCount, kindPrice } = problem;
  const kindsOf = [...has];
  const size = sizes(problem, gauge);
  while (kindsOf.length < hosts) {
    const left = [...new Array(kinds).keys()].filter(
      (j) => kindCount[j] < 0 || kindsOf.filter((k) => k === j).length < kindCount[j],
    );
    left.sort((a, b) => kindPrice[a] - kindPrice[b] || size[b] - size[a]);
    kindsOf.push(left[0]);
  }
  return Int32Array.from(kindsOf);
}

/** Of the kinds of a plan those of its largest hosts, so many. */
export function largestHosts(problem: FoldProblem, gauge: Gauge, has: Int32Array, hosts: number): Int32Array {
  const size = sizes(problem, gauge);
  return Int32Array.from([...has].sort((a, b) => size[b] - size[a] || a - b).slice(0, hosts));
}

/** How large each kind is: what it has of all resources, each in parts of what the first that is limited has. */
function sizes({ kinds, resources }: FoldProblem, { whole }: Gauge): number[] {
  const of = (j: number, d: number) => whole[j * resources + d];
  return Array.from({ length: kinds }, (_, j) => {
    let sum = 0;
    for (let d = 0; d < resources; d++) if (of(j, d) < Infinity) sum += of(j, d) / of(0, d);
    return sum;
  });
}

/** How many hosts an inventory has; Infinity where it has as many as are wanted. */
export function hostsThere({ kindCount }: FoldProblem): number {
  return kindCount.some((count) => count < 0) ? Infinity : kindCount.reduce((sum, count) => sum + count, 0);
}
