import { checkPlan } from '../packing/check';
import type { Pattern } from './pattern';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { branchAndPrice } from './branch';
import type { Certificate } from './certificate';
import { backToRoot, dive } from './dive';
import { ExactCover } from './exact-cover';
import { findMisfit } from './fitting';
import { fullHosts } from './full-hosts';
import { greedyPlans } from './greedy';
import { relaxed, survey, type Relaxation, type Survey } from './instance';
import type { ColumnKernel } from './kernel';
import { boundByMixes } from './mixes';
import { certificateOf, patternsOf, planOf } from './plans';
import { generateColumns } from './root';
import { spreadRows, type LinearRow } from './rows';
import { SearchState, type TypeCertificate } from './state';
import { violatedRows } from './violated';

/** Work that the root has before the first dive, for so many types; more types take more than in proportion. */
const FIRST_ROOT_WORK = 400_000;
const FEW_TYPES = 150;
/** Least work that an open root has between dives. */
const LEAST_ROOT_WORK = 100_000;
/** How far later dives stir the values that they round. */
const STIR = 0.25;
/** Patterns that every third dive tries before it fixes one; the others fix the one used most. */
const TRIALS = 6;
/** What walks among full hosts have after the first, as a part of what the root has. */
const PART_OF_WALKS = 0.1;
/** Beyond so many types of item the master is too large for the memory of a page: no columns, only volume. */
const MOST_TYPES = 4000;

/** Rows added each time, as a part of those that count. */
const GROWTH = 0.5;
/** Columns that go on when rows are added: those of least reduced cost. */
const KEPT_COLUMNS = 2000;

/** How many rows count at first. */
export interface RowStart {
  /** All of them where rows times types are no more than this ... */
  readonly atOnce: number;
  /** ... and else about so many. */
  readonly first: number;
}
const ROW_START: RowStart = { atOnce: 1e5, first: 48 };

/** Turns of root and dives before branches, for each host by which plan and bound differ. */
const TURNS_FOR_A_HOST = 2;
/** By how much of the cheapest host's price branches raise the bound on cost each time. */
const PART_OF_A_HOST = 0.25;

/** 'root' while columns are generated, 'dive' while plans are looked for, 'branch' while the gap is closed by cases. */
export type Phase = 'root' | 'dive' | 'branch';

/** Column generation on one problem in steps of some milliseconds; plans may be handed in between any two. */
export class ColumnRun {
  private readonly steps: Iterator<Phase, void>;
  private readonly workBegun: number;
  private ready: { readonly relaxation: Relaxation; readonly state: SearchState } | null = null;
  private proof: { readonly of: TypeCertificate; readonly certificate: Certificate } | null = null;
  private found: { readonly of: readonly Pattern[]; readonly plan: FoldPlan } | null = null;
  /** The cheapest plan handed in, and a cost known to be possible. */
  private given: { readonly plan: FoldPlan; readonly cost: number } | null = null;
  private possible = Infinity;
  /** Plans whose hosts are still to become columns. */
  private readonly waiting: FoldPlan[] = [];
  /** Whether the kernel holds the instance of a branch, and whether branches came to nothing. */
  private branching = false;
  private barren = false;
  /** Work that the kernel did not do. */
  private beside = 0;

  constructor(
    private readonly kernel: ColumnKernel,
    private readonly problem: FoldProblem,
    private readonly seed: number,
    private readonly rowStart = ROW_START,
  ) {
    this.workBegun = kernel.work;
    this.steps = this.portfolio();
  }

  /**
   * Does a step; null when everything is proved or nothing more can be done.
   * @throws Error when an item does not fit an empty host of any kind
   */
  step(): Phase | null {
    const next = this.steps.next();
    return next.done ? null : next.value;
  }

  /** Units of work done (about a thousand elementary operations each). */
  get work(): number {
    return this.kernel.work - this.workBegun + this.beside;
  }
  /** Hosts of the best plan known; Infinity when none is. */
  get hosts(): number {
    const found = this.ready?.state;
    if (found?.plan) return found.hosts;
    return this.given?.plan.hostKind.length ?? Infinity;
  }
  /** What the hosts of the best plan known cost; Infinity when none is. */
  get cost(): number {
    return Math.min(this.ready?.state.cost ?? Infinity, this.given?.cost ?? Infinity);
  }
  /** What the hosts of any plan that places everything cost at least. */
  get lowerBound(): number {
    return this.certificate.bound;
  }
  /** Whether the best plan, or the cost handed in, is no more than the bound. */
  get optimal(): boolean {
    return Math.min(this.cost, this.possible) <= this.lowerBound;
  }
  get certificate(): Certificate {
    const { items, kinds } = this.problem;
    if (!this.ready)
      return { weights: new Array<number>(items).fill(0), most: new Array<number>(kinds).fill(0), bound: 0 };
    const { relaxation, state } = this.ready;
    const of = state.certificate;
    if (this.proof?.of !== of)
      this.proof = { of, certificate: certificateOf(of, relaxation.instance, this.problem) };
    return this.proof.certificate;
  }
  /**
   * The best plan found here; null when it is no better than those handed in.
   * @throws Error when it breaks a rule of the problem, which would be a fault of this code
   */
  get plan(): FoldPlan | null {
    const patterns = this.ready?.state.plan;
    if (!patterns) return null;
    if (this.found?.of !== patterns) {
      const plan = planOf(patterns, this.ready!.relaxation.instance);
      const [wrong] = checkPlan(this.problem, plan);
      if (wrong) throw new Error(`columns: ${wrong}`);
      this.found = { of: patterns, plan };
    }
    return this.found.plan;
  }
  /** What bounds leave out of the problem. */
  get relaxation(): Pick<Relaxation, 'leftOut'> {
    return this.ready?.relaxation ?? { leftOut: [] };
  }

  /** Hands in a plan to do better than; its hosts become columns. One that leaves items out gives columns only. */
  handIn(plan: FoldPlan): void {
    this.waiting.push(plan);
    const cost = plan.hostKind.reduce((sum, j) => sum + this.problem.kindPrice[j], 0);
    if (plan.hostOf.every((host) => host >= 0) && cost < this.cost) this.given = { plan, cost };
    if (this.ready) this.takeIn(this.ready.state);
  }

  /** Hands in a cost that is known to be enough. */
  handInCost(cost: number): void {
    this.possible = Math.min(this.possible, cost);
    if (this.ready) this.takeIn(this.ready.state);
  }

  /** Makes columns of the plans that wait, and the search look for better ones than those. */
  private takeIn(state: SearchState): void {
    const { instance } = state;
    const columns = instance.types <= MOST_TYPES;
    for (const plan of this.branching ? [] : this.waiting.splice(0))
      for (const pattern of columns ? patternsOf(plan, instance) : [])
        if (this.kernel.fits(pattern)) this.kernel.addPattern(pattern);
    state.upper = Math.min(state.upper, this.possible);
    if (!this.given || this.given.cost >= state.cost) return;
    state.plan = null;
    state.hosts = this.given.plan.hostKind.length;
    state.cost = this.given.cost;
    state.upper = Math.min(state.upper, state.cost);
  }

  /** Makes ready; first plans; then columns at the root and dives in turns, with more rows where they are missed. */
  private *portfolio(): Generator<Phase, void> {
    const { kernel, problem } = this;
    const misfit = yield* looking(findMisfit(problem));
    if (misfit >= 0)
      throw new Error(`columns: item ${misfit} does not fit an empty host of any kind; leave it out first`);
    const of = yield* looking(survey(problem));
    const { atOnce, first } = this.rowStart;
    const many = of.rows.length > first && of.rows.length * of.groups.length > atOnce;
    let chosen: readonly LinearRow[] = many ? spreadRows(of.rows, first) : of.rows;
    let { relaxation, state } = yield* this.load(of, chosen, null, []);
    if (state.instance.types === 0) {
      if (relaxation.exact) state.offer([]);
      return;
    }
    yield* looking(state.proveByVolume());
    yield* this.proveByMixes(state);
    if (state.instance.types > MOST_TYPES) return;
    yield* this.firstPlans(relaxation, state);
    // Rows come first: every third turn dives from what there is.
    let rootWork = FIRST_ROOT_WORK * Math.max(1, of.groups.length / FEW_TYPES) ** 1.5;
    const cover = yield* this.coverByFullHosts(relaxation, state);
    const { lower } = state;
    for (let turn = 0; !state.optimal; turn++) {
      if (cover && state.lower === lower)
        yield* this.walk(cover, state, turn === 0 ? cover.items ** 2 : rootWork * PART_OF_WALKS);
      if (state.optimal) return;
      yield* looking(generateColumns(state, rootWork));
      if (state.optimal) return;
      if (!relaxation.whole && (state.settled || turn % 3 < 2)) {
        const missed = of.rows.filter((row) => !chosen.includes(row));
        const more = Math.ceil(chosen.length * GROWTH);
        const found = yield* looking(violatedRows(problem, state.instance, kernel.solution(), missed, more));
        if (found.length > 0) {
          chosen = [...chosen, ...found];
          const columns = kernel.cheapest(KEPT_COLUMNS);
          ({ relaxation, state } = yield* this.load(of, chosen, state, columns));
          continue;
        }
      }
      if (this.branches(relaxation, state, turn)) {
        const columns = kernel.cheapest(KEPT_COLUMNS);
        yield* this.branch(relaxation, state, columns);
        if (state.optimal) return;
        ({ relaxation, state } = yield* this.load(of, chosen, state, columns));
        continue;
      }
      kernel.saveBasis();
      const begun = kernel.work;
      const trials = turn % 3 === 2 ? TRIALS : 1;
      for (const _ of dive(state, turn === 0 ? 0 : STIR, trials)) yield 'dive';
      for (const _ of backToRoot(state)) yield 'dive';
      // Where the bound is still open, proving and diving share the work.
      rootWork = Math.max(LEAST_ROOT_WORK, kernel.work - begun);
    }
  }

  /** A search for as few hosts as the bound says, where these must be all but full; else null. */
  private *coverByFullHosts(
    { exact }: Relaxation,
    { instance, lower, prices }: SearchState,
  ): Generator<Phase, ExactCover | null> {
    const sets = exact && prices[0] > 0 ? yield* looking(fullHosts(instance, lower / prices[0])) : null;
    return sets && new ExactCover(sets, () => this.kernel.draw());
  }

  private *walk(cover: ExactCover, state: SearchState, work: number): Generator<Phase, void> {
    const begun = this.beside - cover.work;
    const steps = cover.walk(work);
    for (let next = steps.next(); ; next = steps.next()) {
      this.beside = begun + cover.work;
      if (next.done) {
        if (next.value) state.offer(next.value);
        return;
      }
      yield 'dive';
    }
  }

  private *firstPlans({ exact }: Relaxation, state: SearchState): Generator<Phase, void> {
    const { kernel } = this;
    for (const plan of greedyPlans(state.instance, 10, () => kernel.draw())) {
      if (exact && plan?.complete) state.offer(plan.patterns);
      for (const pattern of plan?.patterns ?? []) kernel.addPattern(pattern);
      yield 'root';
    }
  }

  /** Raises the bound on cost by cases over the numbers of hosts of each kind. */
  private *proveByMixes(state: SearchState): Generator<Phase, void> {
    const { items, kinds } = this.problem;
    const { step, lower } = state;
    // That all hosts there are do not suffice is no bound on what a plan costs.
    const upper = Number.isFinite(state.cost) ? state.upper : state.upper - step;
    const found = yield* looking(
      boundByMixes(state.instance, items, kinds, { step, lower, upper }),
      'branch',
    );
    if (found && found.bound > state.lower) state.certificate = { ...state.certificate, ...found };
  }

  /** Whether it is time to divide: the root can do no more, and dives have had their turns. */
  private branches({ whole }: Relaxation, state: SearchState, turn: number): boolean {
    if (this.barren || !whole || !state.settled || !Number.isFinite(state.cost)) return false;
    return turn >= (TURNS_FOR_A_HOST * (state.upper - state.lower)) / leastPrice(state);
  }

  /** Raises the bound by cases, by a host at most; a better plan that turns up ends that. */
  private *branch(
    { instance, exact }: Relaxation,
    state: SearchState,
    columns: readonly Pattern[],
  ): Generator<Phase, void> {
    const { kernel, problem, seed } = this;
    const more = Math.max(
      state.step,
      Math.ceil((leastPrice(state) * PART_OF_A_HOST) / state.step) * state.step,
    );
    const goal = Math.min(state.upper, state.lower + more);
    const beaten = () => state.upper < goal;
    const offer = (plan: FoldPlan) => state.adopt(patternsOf(plan, instance));
    this.branching = true;
    const steps = branchAndPrice({ kernel, problem, instance, exact, seed, goal, beaten, offer }, columns);
    const cases = yield* looking(steps, 'branch');
    this.branching = false;
    if (cases) state.certificate = { ...state.certificate, bound: goal, cases };
    else this.barren = !beaten();
  }

  /** Loads the instance of chosen rows, with what is known of the one before: its proof, its plan, its columns. */
  private *load(
    of: Survey,
    chosen: readonly LinearRow[],
    before: SearchState | null,
    columns: readonly Pattern[],
  ): Generator<Phase, { relaxation: Relaxation; state: SearchState }> {
    const { kernel } = this;
    const relaxation = yield* looking(relaxed(of, chosen));
    const { instance, trim } = relaxation;
    const small = instance.types <= MOST_TYPES;
    if (small) yield* looking(kernel.loadInSteps(instance, this.seed));
    const state = new SearchState(kernel, instance, trim, before);
    this.ready = { relaxation, state };
    if (small && this.given) kernel.startFrom(patternsOf(this.given.plan, instance), instance);
    this.takeIn(state);
    for (const [n, pattern] of columns.entries()) {
      kernel.addPattern(kernel.fits(pattern) ? pattern : trim(pattern));
      if (n % 64 === 63) yield 'root';
    }
    return this.ready;
  }
}

function* looking<T>(steps: Generator<void, T>, phase: Phase = 'root'): Generator<Phase, T> {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    yield phase;
  }
}

/** What the cheapest host costs, or where hosts cost nothing the step by which plans differ. */
function leastPrice({ prices, step }: SearchState): number {
  return Math.max(step, Math.min(...prices));
}
