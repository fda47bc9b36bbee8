import type { FoldProblem } from '../packing/problem';
import { workersFor } from './solvers';
import type { Solver } from './solver';

/** Workers that no job was asked of for so long are ended, ms: memory of a kernel never shrinks. */
const IDLE_MS = 30_000;

/** A few workers, started when they are first wanted and ended when nobody has wanted them for a while. */
export class WorkerPool {
  private solvers: Promise<Solver>[] = [];
  private ending: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param most how many may run
   * @param start starts one, which says when it is gone
   */
  constructor(
    private readonly most: number,
    private readonly start: (gone: () => void) => Promise<Solver>,
    private readonly idleMs = IDLE_MS,
  ) {}

  /** As many as a problem leaves memory for, or as are asked for. */
  workers(problem: FoldProblem, most = Infinity): readonly Promise<Solver>[] {
    clearTimeout(this.ending);
    const room = this.most === 0 ? 0 : workersFor(problem, this.most);
    const count = Math.min(room, most);
    while (this.solvers.length > room) this.end(this.solvers[this.solvers.length - 1]);
    while (this.solvers.length < count) {
      const started: Promise<Solver> = this.start(() => this.forget(started));
      started.catch(() => this.forget(started));
      this.solvers.push(started);
    }
    return this.solvers.slice(0, count);
  }

  /** Tells that a fold has ended, from when on the workers are idle. */
  rest(): void {
    clearTimeout(this.ending);
    if (this.solvers.length === 0) return;
    this.ending = setTimeout(() => this.close(), this.idleMs);
    // A command line must not wait for it.
    (this.ending as { unref?: () => void }).unref?.();
  }

  async drop(solver: Solver): Promise<void> {
    const ends = this.solvers.map(async (started) => {
      if ((await started.catch(() => null)) === solver) this.end(started);
    });
    await Promise.all(ends);
  }

  /** Ends them all; the next fold starts new ones. */
  close(): void {
    clearTimeout(this.ending);
    for (const started of [...this.solvers]) this.end(started);
  }

  private end(started: Promise<Solver>): void {
    this.forget(started);
    void started.then(
      (solver) => solver.close(),
      () => {},
    );
  }

  private forget(started: Promise<Solver>): void {
    this.solvers = this.solvers.filter((one) => one !== started);
  }
}
