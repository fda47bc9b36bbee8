/**
 * Runs a kernel on a problem, step by step: constructions, lower bounds, then search, with a pause between steps in
 * which messages (a cancel among them) are heard. Nothing here depends on the clock but when to stop, and only where
 * the budget is in seconds.
 */
import { breath } from '../door/breath';
import type { LowerBound, PackingKernel } from './kernel';
import { BLOCKED_FROM } from './layout';
import { POOL, portfolio, type Construction } from './portfolio';
import type { FoldPlan, FoldProblem } from './problem';

/** Units of work in one step of search, as `work` counts them. */
const STEP_UNITS = 400_000;
/** Units of work in one call of the kernel: a few ms at most, also before the engine has compiled it well. */
const CALL_UNITS = 25_000;
/** Constructions that would take more units than this are left out, and so are those after so many in all. */
const LONGEST_CONSTRUCTION = 4e8;
const ALL_CONSTRUCTIONS = 1e9;
/** The same where rows are few, and for host-centred ones that choose out of a pool, which take more time for a unit. */
const ALL_OF_FEW_ROWS = 5e8;
const ALL_OUT_OF_POOLS = 2.5e8;
/** The part of its candidates, about, that a host-centred construction looks at in a choice; by cosine it looks at all. */
const LOOKED_AT = 0.07;
const LOOKED_AT_BY_COSINE = 0.3;
/** A construction cheaper than this keeps its place in the portfolio; dearer ones wait for the cheap ones. */
const CHEAP_CONSTRUCTION = 5e6;
/** The part of a budget in seconds that constructions may use. */
const CONSTRUCTION_SHARE = 0.3;
/** Calls follow each other without a pause for no longer than this. */
const PAUSE_AFTER_MS = 8;

export interface PackingOptions {
  /** What random draws start from. */
  readonly seed: number | bigint;
  /** Seconds in all, from the call on. */
  readonly seconds?: number;
  /** Steps of search, each of STEP_UNITS: the same answer on every machine. Neither: constructions and bounds only. */
  readonly work?: number;
  /** Stop as soon as a plan costs no more than this. */
  readonly target?: number;
  /** A plan to start the search from: no constructions, no bounds. The outcome depends on it, seed and work alone. */
  readonly start?: FoldPlan;
  /** 1 or more: how much longer than usual the search's first tries are, after rounds from this plan found nothing. */
  readonly effort?: number;
  /** Asked between steps. */
  readonly shouldStop?: () => boolean;
}

export interface PackingProgress {
  readonly phase: 'construct' | 'improve' | 'search' | 'done';
  /** A copy of the best plan, when it is better than the one told before; else null. */
  readonly plan: FoldPlan | null;
  readonly hosts: number;
  /** What the hosts cost: their number, where every price is 1. */
  readonly cost: number;
  /** Items without a host: 0 but where an inventory is too small, or an item fits no kind. */
  readonly unplaced: number;
  /** A lower bound on the cost of any plan that places everything, and what it rests on. */
  readonly lowerBound: number;
  readonly bound: LowerBound;
  readonly proved: boolean;
  /** Search steps done. */
  readonly steps: number;
  /** 0..1 of the budget. */
  readonly fraction: number;
}

export interface PackingResult extends PackingProgress {
  readonly plan: FoldPlan;
  /** 'exhausted': there is nothing that the search could try. */
  readonly endedBy: 'proof' | 'target' | 'time' | 'work' | 'cancelled' | 'exhausted';
}

/** The seed of one lane's search in one round: lanes that exchange plans at barriers give the same answer anywhere. */
export function laneSeed(seed: number | bigint, lane: number, round: number): bigint {
  return BigInt.asUintN(64, BigInt(seed) * 0x9e3779b97f4a7c15n + (BigInt(lane) << 32n) + BigInt(round));
}

/**
 * Folds a problem. The kernel is loaded with it unless it holds this very object already.
 * @returns the best plan found and why it ended; 'cancelled' with what is known so far when `shouldStop` says so
 * (before the first plan: every item without a host).
 */
export async function runFold(
  kernel: PackingKernel,
  problem: FoldProblem,
  options: PackingOptions,
  onProgress: (progress: PackingProgress) => void = () => {},
): Promise<PackingResult> {
  return new Run(kernel, problem, options, onProgress).run();
}

type Ending = PackingResult['endedBy'];

class Run {
  private readonly started = performance.now();
  private paused = performance.now();
  private phase: PackingProgress['phase'] = 'construct';
  private steps = 0;
  private units = 0;
  /** Those of constructions out of a pool. */
  private pooledUnits = 0;
  private constructMs = 0;
  private planned = false;

  constructor(
    private readonly kernel: PackingKernel,
    private readonly problem: FoldProblem,
    private readonly options: PackingOptions,
    private readonly onProgress: (progress: PackingProgress) => void,
  ) {}

  async run(): Promise<PackingResult> {
    const { kernel, problem, options } = this;
    const ending =
      (await this.prepare()) ??
      (options.start ? this.adopt(options.start) : await this.construct()) ??
      (await this.search());
    this.phase = 'done';
    const empty = { hostOf: new Int32Array(problem.items).fill(-1), hostKind: new Int32Array(0) };
    const plan = this.planned ? kernel.plan() : empty;
    const outcome = { ...this.progress(plan), plan, endedBy: ending };
    this.onProgress(outcome);
    return outcome;
  }

  private async prepare(): Promise<Ending | null> {
    const { kernel, problem } = this;
    if (kernel.problem === problem) return null;
    kernel.load(problem);
    while (!kernel.prepare(CALL_UNITS)) if (await this.cancelled()) return this.forget();
    return null;
  }

  /** A half-prepared problem must be loaded again. */
  private forget(): Ending {
    this.kernel.problem = null;
    return 'cancelled';
  }

  private adopt(start: FoldPlan): Ending | null {
    this.kernel.adopt(start);
    this.planned = true;
    return this.settled();
  }

  /** The portfolio, cheap constructions first, with the bounds after the first plan. */
  private async construct(): Promise<Ending | null> {
    const { kernel, problem } = this;
    kernel.forget();
    kernel.bound(1);
    const [first, ...rest] = portfolio(problem.kinds);
    const early = await this.make(first);
    if (early) return early;
    const cheap = rest.filter((c) => this.estimate(c) <= CHEAP_CONSTRUCTION);
    const dear = rest.filter((c) => this.estimate(c) > CHEAP_CONSTRUCTION);
    for (const construction of cheap) {
      const ending = await this.make(construction);
      if (ending) return ending;
    }
    while (!kernel.bound(CALL_UNITS)) if (await this.cancelled()) return 'cancelled';
    this.tell();
    for (const construction of dear) {
      const ending = this.settled() ?? (this.affords(construction) ? await this.make(construction) : null);
      if (ending) return ending;
    }
    return this.settled();
  }

  /** Whether host-centred constructions choose out of a pool (assembly/packing/lanes.ts). */
  private get pools(): boolean {
    const { kinds, images, rowStart, resources } = this.problem;
    return kinds === 1 && images === 0 && rowStart[resources] < BLOCKED_FROM;
  }

  /** About how many units a construction takes, from the first plan's hosts. */
  private estimate(construction: Construction): number {
    const { items } = this.problem;
    const rows = this.problem.rowStart[this.problem.resources];
    const perPair = 1 + rows / 256;
    if (construction.measure !== undefined) return 0.1 * items * this.kernel.plan().hostKind.length * perPair;
    if (!this.pools) return 0.5 * items * items * perPair;
    const part = construction.score === 'cosine' ? LOOKED_AT_BY_COSINE : LOOKED_AT;
    return part * Math.max(1, rows / 4) * items * Math.min(items, POOL);
  }

  private affords(construction: Construction): boolean {
    const units = this.estimate(construction);
    if (units > LONGEST_CONSTRUCTION || units > this.unitsLeft(construction)) return false;
    if (this.options.seconds === undefined) return true;
    const passed = performance.now() - this.started;
    // Bounds of many items take longer than a first fit: what they took says nothing of filling host by host.
    const ms = (units / Math.max(this.units, 1)) * (this.pools ? this.constructMs : passed);
    return passed + ms < this.options.seconds * 1000 * CONSTRUCTION_SHARE;
  }

  private unitsLeft({ measure }: Construction): number {
    if (!this.pools) return ALL_CONSTRUCTIONS - this.units;
    return measure === undefined
      ? ALL_OUT_OF_POOLS - this.pooledUnits
      : ALL_OF_FEW_ROWS - (this.units - this.pooledUnits);
  }

  private async make(construction: Construction): Promise<Ending | null> {
    const { kernel } = this;
    kernel.begin(construction);
    for (;;) {
      const began = performance.now();
      const step = kernel.construct(CALL_UNITS);
      this.constructMs += performance.now() - began;
      this.units += kernel.workDone;
      if (this.pools && construction.measure === undefined) this.pooledUnits += kernel.workDone;
      if (step !== 'more') {
        this.planned = true;
        if (step === 'better') this.tell();
        return this.settled();
      }
      if (await this.cancelled()) return 'cancelled';
      if (this.planned && this.outOfTime()) return 'time';
    }
  }

  private async search(): Promise<Ending> {
    const { kernel, options } = this;
    if (options.work === undefined && options.seconds === undefined) return 'work';
    kernel.beginSearch(BigInt(options.seed), options.effort);
    this.phase = 'improve';
    for (;;) {
      if (options.work !== undefined && this.steps >= options.work) return 'work';
      if (this.outOfTime()) return 'time';
      if (await this.cancelled()) return 'cancelled';
      const step = kernel.search(STEP_UNITS, CALL_UNITS);
      if (step === 'paused') continue;
      this.steps++;
      if (step === 'done') return 'exhausted';
      if (step === 'more') this.phase = 'search';
      else this.tell();
      const ending = this.settled();
      if (ending) return ending;
    }
  }

  private outOfTime(): boolean {
    const { seconds } = this.options;
    return seconds !== undefined && performance.now() - this.started >= seconds * 1000;
  }

  /** Whether there is nothing left to look for. */
  private settled(): Ending | null {
    if (!this.planned || this.kernel.unplaced > 0) return null;
    if (this.kernel.cost <= this.kernel.lowerBound.cost) return 'proof';
    if (this.options.target !== undefined && this.kernel.cost <= this.options.target) return 'target';
    return null;
  }

  private async cancelled(): Promise<boolean> {
    const now = performance.now();
    if (now - this.paused > PAUSE_AFTER_MS) {
      await breath();
      this.paused = performance.now();
      if (this.steps % 16 === 0) this.onProgress(this.progress(null));
    }
    return this.options.shouldStop?.() ?? false;
  }

  private tell(): void {
    this.onProgress(this.progress(this.kernel.plan()));
  }

  private progress(plan: FoldPlan | null): PackingProgress {
    const { kernel, planned } = this;
    const bound = kernel.lowerBound;
    return {
      phase: this.phase,
      plan,
      hosts: planned ? kernel.hosts : 0,
      cost: planned ? kernel.cost : 0,
      unplaced: planned ? kernel.unplaced : this.problem.items,
      lowerBound: bound.cost,
      bound,
      proved: planned && kernel.unplaced === 0 && kernel.cost <= bound.cost,
      steps: this.steps,
      fraction: this.fraction(),
    };
  }

  private fraction(): number {
    const { seconds, work } = this.options;
    if (this.phase === 'done') return 1;
    if (seconds !== undefined) return Math.min(1, (performance.now() - this.started) / (seconds * 1000));
    return work ? this.steps / work : 0;
  }
}
