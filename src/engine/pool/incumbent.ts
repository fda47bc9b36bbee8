import type { Certificate } from '../columns/certificate';
import type { FoldMoment, FoldResult } from '../fold-engine';
import type { LowerBound } from '../packing/kernel';
import type { FoldPlan, FoldProblem } from '../packing/problem';

/** What a plan's hosts cost: their number, where every price is 1. */
export function costOf(problem: FoldProblem, plan: FoldPlan): number {
  let sum = 0;
  for (const kind of plan.hostKind) sum += problem.kindPrice[kind];
  return sum;
}

/** Items without a host. */
export function unplacedIn(plan: FoldPlan): number {
  let count = 0;
  for (const host of plan.hostOf) if (host < 0) count++;
  return count;
}

/** Whether a plan places more than another, or as much for less. */
export function isLess(problem: FoldProblem, a: FoldPlan, b: FoldPlan): boolean {
  const more = unplacedIn(b) - unplacedIn(a);
  return more === 0 ? costOf(problem, a) < costOf(problem, b) : more > 0;
}

/** The best plan and the best bound of one fold, and how they came about. */
export class Incumbent {
  plan: FoldPlan;
  cost = 0;
  unplaced: number;
  lowerBound = 0;
  boundBy: FoldResult['boundBy'] = 'none';
  certificate: Certificate | null = null;
  leftOut: readonly string[] = [];
  /** The best of the packing kernel's own bounds. */
  simple: LowerBound | null = null;
  /** Steps of search and of columns. */
  steps = 0;
  private readonly moments: FoldMoment[] = [];
  private hasPlan = false;

  /** @param clock seconds since the fold began */
  constructor(
    private readonly problem: FoldProblem,
    private readonly clock: () => number,
  ) {
    this.plan = { hostKind: new Int32Array(0), hostOf: new Int32Array(problem.items).fill(-1) };
    this.unplaced = problem.items;
  }

  get seconds(): number {
    return this.clock();
  }
  /** Whether there is a plan, though it may leave items out. */
  get planned(): boolean {
    return this.hasPlan;
  }
  /** Whether everything is placed, and no plan costs less. */
  get proved(): boolean {
    return this.hasPlan && this.unplaced === 0 && this.cost <= this.lowerBound;
  }
  /** The plan, if it places everything; else null. */
  get whole(): FoldPlan | null {
    return this.hasPlan && this.unplaced === 0 ? this.plan : null;
  }
  get history(): readonly FoldMoment[] {
    return this.moments;
  }

  /** Takes a plan if it is better: places more, or as much for less. Returns whether it is. */
  offer(plan: FoldPlan): boolean {
    const cost = costOf(this.problem, plan);
    const unplaced = unplacedIn(plan);
    const better =
      !this.hasPlan || unplaced < this.unplaced || (unplaced === this.unplaced && cost < this.cost);
    if (!better) return false;
    Object.assign(this, { plan, cost, unplaced, hasPlan: true });
    this.note();
    return true;
  }

  /** Takes one of the packing kernel's own bounds if it is higher. */
  bound(bound: LowerBound): boolean {
    if (bound.cost <= this.lowerBound) return false;
    this.lowerBound = bound.cost;
    this.simple = bound;
    this.certificate = null;
    this.leftOut = [];
    if (bound.by === 'clique') this.boundBy = 'pairs';
    else this.boundBy = bound.resource < 0 ? 'none' : { resource: bound.resource, slot: bound.slot };
    this.note();
    return true;
  }

  /** Takes a bound of columns if it is higher, or as high with a certificate where there was none. */
  prove(lowerBound: number, certificate: Certificate | null, leftOut: readonly string[]): boolean {
    if (lowerBound < this.lowerBound || !certificate) return false;
    if (lowerBound === this.lowerBound && this.certificate) return false;
    const rose = lowerBound > this.lowerBound;
    if (rose) this.boundBy = 'none';
    this.lowerBound = lowerBound;
    this.certificate = certificate;
    this.leftOut = leftOut;
    if (rose) this.note();
    return rose;
  }

  /** Begins with what an earlier fold of the problem came to. */
  know({ plan, lowerBound, boundBy, certificate, leftOut, simple, steps }: FoldResult): void {
    Object.assign(this, { plan, lowerBound, boundBy, certificate, leftOut, simple, steps, hasPlan: true });
    this.cost = costOf(this.problem, plan);
    this.unplaced = unplacedIn(plan);
    this.moments.push({ seconds: 0, value: this.cost, bound: lowerBound });
  }

  result(endedBy: FoldResult['endedBy']): FoldResult {
    const { plan, cost, lowerBound, boundBy, simple, certificate, leftOut, proved, steps, seconds } = this;
    return {
      plan,
      cost,
      lowerBound,
      boundBy,
      simple,
      certificate,
      leftOut,
      proved,
      endedBy: proved ? 'proof' : endedBy,
      steps,
      seconds,
      history: [...this.moments],
    };
  }

  private note(): void {
    if (!this.hasPlan) return;
    // Only what was known before is from second 0; a coarse clock may say so of what was not.
    const seconds = Math.max(1e-6, this.seconds);
    this.moments.push({ seconds, value: this.cost, bound: this.lowerBound });
  }
}
