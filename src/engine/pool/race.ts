import { laneSeed } from '../packing/fold';
import { breath } from '../door/breath';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import type { FoldResult } from '../fold-engine';
import type { Solvers } from './solvers';
import { columnsPay } from './solvers';
import type { Solver } from './solver';
import { COLUMN_STEP } from './rounds';
import { costOf, unplacedIn, type Incumbent } from './incumbent';

type Ending = FoldResult['endedBy'];

/** Steps of columns and of search in one turn of a solver that does both; small instances are solved in the first. */
const COLUMN_TURN = [10, 20, 40, 80];
const SEARCH_TURN = [5, 10, 15, 20];
/** Steps of columns between two looks at what others found. */
const COLUMN_SLICE = 10;
/** What this thread cannot prove within so many milliseconds is worth a worker. */
const WORTH_A_WORKER_MS = 60;
/** A search goes on for so many milliseconds before a better plan of another lane ends it. */
const LEAST_SEARCH_MS = 200;
/** Where rows are more than so many, columns that gained nothing for so many seconds leave their thread to search. */
const MANY_ROWS = 64;
const PATIENCE_S = 2;
/** How often progress is told, better or not: the time left counts down. */
const TICK_MS = 100;
/** Workers that do not stop within so many milliseconds are ended. */
const GRACE_MS = 100;

interface Lane {
  readonly solver: Solver;
  readonly index: number;
  /** Ends the search under way. */
  stop: AbortController | null;
  begun: number;
  /** The best that the search under way knows. */
  knows: { readonly cost: number; readonly unplaced: number };
  /** A plan from which search finds nothing to try. */
  stuck: FoldPlan | null;
  /** Its solver has not failed. */
  alive: boolean;
  rounds: number;
}

/**
 * Spends a budget of seconds, or all that it takes: one lane for each solver, one of them on columns and the others
 * searching with seeds of their own, each from the best plan known. A solver alone takes turns at both.
 */
export class Race {
  private readonly over = new AbortController();
  private readonly lanes: Lane[] = [];
  private readonly running: Promise<void>[] = [];
  private readonly seed: number;
  private columnsOpen: boolean;
  private holder: Lane | null = null;
  private readonly manyRows: boolean;
  /** When columns last gained something, or took up their work again. */
  private columnsGained = 0;
  private searchFor = 2 * PATIENCE_S;
  private ending: Ending | null = null;
  private failure: unknown = null;
  private wake: (() => void)[] = [];
  private joining = 0;

  constructor(
    private readonly solvers: Solvers,
    private readonly problem: FoldProblem,
    seed: number,
    /** Seconds on the incumbent's clock at which it ends. */
    private readonly until: number,
    private readonly incumbent: Incumbent,
    private readonly signal: AbortSignal,
    /** Whether columns go on where an earlier race left them, where their solver still has them. */
    private generating: boolean,
    private readonly tell: () => void,
  ) {
    // What was drawn in an earlier race is not drawn again.
    this.seed = seed + incumbent.steps;
    this.columnsOpen = columnsPay(problem);
    this.manyRows = problem.rowStart[problem.resources] > MANY_ROWS;
  }

  async run(): Promise<Ending> {
    const { solvers, signal } = this;
    const cancel = () => this.end('cancelled');
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const ms = Math.max(0, (this.until - this.incumbent.seconds) * 1000);
    const timers = [setTimeout(() => this.end('time'), Math.min(ms, 2 ** 31 - 1))];
    if (solvers.home.generates) timers.push(setTimeout(() => this.startWorkers(), WORTH_A_WORKER_MS));
    else this.startWorkers();
    const ticks = setInterval(this.tell, TICK_MS);
    if (solvers.homeWorks || solvers.home.generates || this.joining === 0) this.join(solvers.home);

    await new Promise<void>((resolve) => this.over.signal.addEventListener('abort', () => resolve()));
    timers.forEach(clearTimeout);
    clearInterval(ticks);
    signal.removeEventListener('abort', cancel);
    await this.settle();
    if (this.failure !== null) throw this.failure;
    return this.ending!;
  }

  /** Waits for the lanes; workers that do not stop are ended. */
  private async settle(): Promise<void> {
    const home = this.lanes.findIndex(({ solver }) => solver === this.solvers.home);
    if (home >= 0) await this.running[home];
    let ended = false;
    const all = Promise.all(this.running).then(() => (ended = true));
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([all, new Promise((resolve) => (timer = setTimeout(resolve, GRACE_MS)))]);
    clearTimeout(timer);
    if (!ended)
      for (const { solver, stop } of this.lanes)
        if (stop && solver !== this.solvers.home) this.solvers.drop(solver);
  }

  private end(ending: Ending): void {
    if (this.ending) return;
    this.ending = ending;
    this.over.abort();
    this.changed();
  }

  private startWorkers(): void {
    for (const started of this.solvers.workers(this.problem)) {
      this.joining++;
      started
        .then(
          (solver) => this.ending || this.join(solver),
          () => {},
        )
        .finally(() => {
          this.joining--;
          this.standIn();
        });
    }
  }

  /** Where no worker could be started, or all have failed, this thread does what it can. */
  private standIn(): void {
    if (!this.ending && this.joining === 0 && !this.lanes.some(({ alive }) => alive))
      this.join(this.solvers.home);
    this.changed();
  }

  private join(solver: Solver): void {
    const lane: Lane = {
      solver,
      index: this.lanes.length,
      stop: null,
      begun: 0,
      knows: { cost: Infinity, unplaced: Infinity },
      stuck: null,
      alive: true,
      rounds: 0,
    };
    this.lanes.push(lane);
    const run = this.work(lane).catch((error: unknown) => {
      if (this.ending) return;
      if (solver === this.solvers.home) {
        this.failure = error;
        this.end('cancelled');
        return;
      }
      lane.alive = false;
      lane.stop = null;
      if (this.holder === lane) this.columnsOpen = false;
      this.solvers.drop(solver);
      this.standIn();
    });
    this.running.push(run);
  }

  private async work(lane: Lane): Promise<void> {
    for (let turn = 0; !this.ending;) {
      // Jobs that end at once must not keep out what ends the race.
      await breath();
      if (this.incumbent.seconds >= this.until) this.end('time');
      if (this.ending) return;
      if (this.columnsOpen && lane.solver.generates) this.holder ??= lane;
      if (this.columnsOpen && this.holder === lane) {
        const alone = !this.lanes.some((other) => other !== lane && this.searches(other));
        const steps = alone ? (COLUMN_TURN[turn] ?? COLUMN_TURN[COLUMN_TURN.length - 1]) : COLUMN_SLICE;
        await this.generate(lane, steps);
        if (!alone) await this.searchInstead(lane);
        if (!alone || this.ending) continue;
        if (this.searches(lane))
          await this.search(lane, SEARCH_TURN[turn] ?? SEARCH_TURN[SEARCH_TURN.length - 1]);
        turn++;
      } else if (this.searches(lane)) await this.search(lane);
      else if (this.nothingLeft()) this.end('exhausted');
      else await new Promise<void>((resolve) => this.wake.push(resolve));
    }
  }

  /** Where columns gain nothing, their thread searches for a while, each time for twice as long. */
  private async searchInstead(lane: Lane): Promise<void> {
    const { incumbent } = this;
    if (!this.manyRows || incumbent.seconds - this.columnsGained < PATIENCE_S) return;
    const end = Math.min(this.until, incumbent.seconds + this.searchFor);
    while (!this.ending && incumbent.seconds < end && this.searches(lane))
      await this.search(lane, undefined, end);
    this.searchFor *= 2;
    this.columnsGained = incumbent.seconds;
  }

  /** Whether no lane could try anything, nor any that is still to come. */
  private nothingLeft(): boolean {
    return (
      this.joining === 0 &&
      !this.lanes.some(
        (lane) => this.searches(lane) || (this.columnsOpen && lane.alive && lane.solver.generates),
      )
    );
  }

  /** Whether there is something that a lane could try from the best plan. */
  private searches(lane: Lane): boolean {
    return lane.alive && lane.stuck !== this.incumbent.plan;
  }

  private async generate(lane: Lane, steps: number): Promise<void> {
    const { incumbent, problem, seed } = this;
    const job = {
      start: incumbent.whole,
      seed,
      first: !this.generating,
      units: steps * COLUMN_STEP,
      seconds: this.until - incumbent.seconds,
    };
    this.generating = true;
    this.columnsGained ||= incumbent.seconds;
    lane.stop = this.over;
    try {
      const answer = await lane.solver.generate(problem, job, { signal: this.over.signal });
      incumbent.steps += Math.round(answer.units / COLUMN_STEP);
      const proved = incumbent.prove(answer.lowerBound, answer.certificate, answer.leftOut);
      if (proved && !this.ending) this.tell();
      if (answer.plan) this.offer(answer.plan, lane);
      if (proved || answer.plan) this.columnsGained = incumbent.seconds;
      if (incumbent.proved) this.end('proof');
      if (answer.exhausted) this.columnsOpen = false;
    } catch {
      // Columns give up where their numbers fail; search goes on.
      this.columnsOpen = false;
    }
    lane.stop = null;
    if (!this.columnsOpen) this.changed();
  }

  private async search(lane: Lane, steps?: number, until = this.until): Promise<void> {
    const { incumbent, problem } = this;
    const { plan, cost, unplaced } = incumbent;
    const stop = new AbortController();
    const all = () => stop.abort();
    this.over.signal.addEventListener('abort', all);
    Object.assign(lane, { stop, begun: performance.now(), knows: { cost, unplaced } });
    // The last of its plans that was the best of all, or its start: what it is stuck at when it ends exhausted.
    let own = plan;
    const found = (better: FoldPlan) => {
      this.offer(better, lane);
      if (incumbent.plan === better) own = better;
    };
    const answer = await lane.solver.search(
      problem,
      {
        start: plan,
        seed: laneSeed(this.seed, lane.index, lane.rounds++),
        steps,
        seconds: until - incumbent.seconds,
        target: incumbent.lowerBound,
      },
      { signal: stop.signal, onPlan: found },
    );
    this.over.signal.removeEventListener('abort', all);
    lane.stop = null;
    incumbent.steps += answer.steps;
    if (answer.plan) found(answer.plan);
    if (answer.exhausted) {
      lane.stuck = own;
      this.changed();
    }
  }

  private offer(plan: FoldPlan, from: Lane): void {
    const { incumbent } = this;
    from.knows = { cost: costOf(this.problem, plan), unplaced: unplacedIn(plan) };
    if (!incumbent.offer(plan) || this.ending) return;
    this.tell();
    if (incumbent.proved) return this.end('proof');
    for (const lane of this.lanes) if (lane !== from && lane.stop) this.restart(lane);
    this.changed();
  }

  /** Ends a lane's search soon if it still knows less than the best plan. */
  private restart(lane: Lane): void {
    const { stop } = lane;
    if (!stop || stop === this.over) return;
    const left = LEAST_SEARCH_MS - (performance.now() - lane.begun);
    setTimeout(
      () => {
        const { cost, unplaced } = this.incumbent;
        const behind =
          lane.knows.unplaced > unplaced || (lane.knows.unplaced === unplaced && lane.knows.cost > cost);
        if (lane.stop === stop && behind) stop.abort();
      },
      Math.max(0, left),
    );
  }

  private changed(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const wake of waiting) wake();
  }
}
