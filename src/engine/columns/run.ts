import type { FoldPlan, FoldProblem } from '../packing/problem';
import type { Certificate } from './certificate';
import { backToRoot, dive } from './dive';
import { greedyPlans } from './greedy';
import { copiesThatFit, relax, type Relaxation } from './instance';
import type { ColumnKernel } from './kernel';
import { certificateOf, patternsOf, planOf } from './plans';
import { generateColumns } from './root';
import { SearchState, type TypeCertificate } from './state';

/** Work that the root has before the first dive. */
const FIRST_ROOT_WORK = 400_000;
/** Least work that an open root has between dives. */
const LEAST_ROOT_WORK = 100_000;
/** How far later dives stir the values that they round. */
const STIR = 0.25;
/** Patterns that every third dive tries before it fixes one; the others fix the one used most. */
const TRIALS = 6;

/** 'root' while columns are generated, 'dive' while plans are looked for. */
export type Phase = 'root' | 'dive';

/** Column generation on one problem in steps of some milliseconds; plans may be handed in between any two. */
export class ColumnRun {
  readonly relaxation: Relaxation;
  private readonly state: SearchState;
  private readonly steps: Iterator<Phase, void>;
  private readonly workBegun: number;
  private proof: { readonly of: TypeCertificate; readonly certificate: Certificate } | null = null;
  private cheapest = Infinity;

  /** @throws Error when an item does not fit an empty host */
  constructor(
    private readonly kernel: ColumnKernel,
    private readonly problem: FoldProblem,
    seed: number,
  ) {
    this.relaxation = relax(problem);
    const { instance } = this.relaxation;
    if (copiesThatFit(instance).some((copies) => copies === 0))
      throw new Error('columns: an item does not fit an empty host; leave it out first');
    kernel.load(instance, seed);
    this.workBegun = kernel.work;
    this.state = new SearchState(kernel, instance, this.relaxation.trim ?? undefined);
    // A plan that takes more hosts than there are is none.
    const [available] = problem.kindCount;
    if (problem.kinds === 1 && available >= 0) this.state.hosts = available + 1;
    this.steps = this.portfolio();
  }

  /** Does a step; null when everything is proved or nothing more can be done. */
  step(): Phase | null {
    const next = this.steps.next();
    return next.done ? null : next.value;
  }

  /** Units of work done (about a thousand elementary operations each). */
  get work(): number {
    return this.kernel.work - this.workBegun;
  }
  /** Hosts of the best plan known; Infinity when none is. */
  get hosts(): number {
    return this.state.upper;
  }
  /** What the hosts of the best plan known cost; Infinity when none is known. */
  get cost(): number {
    const [price] = this.problem.kindPrice;
    return Math.min(this.cheapest, this.problem.kinds === 1 ? this.state.upper * price : Infinity);
  }
  /** What the hosts of any plan that places everything cost at least. */
  get lowerBound(): number {
    return this.certificate.bound;
  }
  /** Whether the best plan costs no more than the bound. */
  get optimal(): boolean {
    return this.cost <= this.lowerBound;
  }
  get certificate(): Certificate {
    const of = this.state.certificate;
    if (this.proof?.of !== of)
      this.proof = { of, certificate: certificateOf(of, this.relaxation.instance, this.problem) };
    return this.proof.certificate;
  }
  /** The best plan found here; null when it is no better than those handed in. */
  get plan(): FoldPlan | null {
    return this.state.plan && planOf(this.state.plan, this.relaxation.instance);
  }

  /** Hands in a plan to do better than; its hosts become columns. One that leaves items out gives columns only. */
  handIn(plan: FoldPlan): void {
    const { state, kernel, problem } = this;
    for (const pattern of patternsOf(plan, this.relaxation.instance))
      if (kernel.fits(pattern)) kernel.addPattern(pattern);
    if (plan.hostOf.some((host) => host < 0)) return;
    const cost = plan.hostKind.reduce((sum, j) => sum + problem.kindPrice[j], 0);
    this.cheapest = Math.min(this.cheapest, cost);
    if (problem.kinds > 1 || plan.hostKind.length >= state.hosts) return;
    state.plan = null;
    state.hosts = plan.hostKind.length;
    state.upper = Math.min(state.upper, state.hosts);
  }

  /** Hands in a number of hosts that is known to be enough. */
  handInCount(hosts: number): void {
    this.state.upper = Math.min(this.state.upper, hosts);
  }

  /** First plans; then columns at the root and dives in turns. */
  private *portfolio(): Generator<Phase, void> {
    const { kernel, state } = this;
    const { instance, exact, trim } = this.relaxation;
    if (instance.types === 0) {
      if (exact) state.offer([]);
      return;
    }
    for (const plan of greedyPlans(instance, 10, () => kernel.draw())) {
      if (exact) state.offer(plan);
      for (const pattern of plan) kernel.addPattern(pattern);
      yield 'root';
    }
    let rootWork = FIRST_ROOT_WORK;
    for (let turn = 0; !this.optimal; turn++) {
      for (const _ of generateColumns(state, rootWork)) yield 'root';
      if (this.optimal || (!trim && state.settled)) return;
      if (!trim) continue;
      kernel.saveBasis();
      const begun = kernel.work;
      const trials = turn % 3 === 2 ? TRIALS : 1;
      for (const _ of dive(state, turn === 0 ? 0 : STIR, trials)) yield 'dive';
      for (const _ of backToRoot(state)) yield 'dive';
      // Where the bound is still open, proving and diving share the work.
      rootWork = Math.max(LEAST_ROOT_WORK, kernel.work - begun);
    }
  }
}
