import { runFold, type PackingOptions, type PackingResult, type PackingProgress } from '../packing/fold';
import { PackingKernel } from '../packing/kernel';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import type { JobHooks, SearchAnswer, SearchJob } from './solver';

/** A kernel that grew past this is let go: linear memory never shrinks. */
const LARGE_BYTES = 512 * 2 ** 20;

/** The packing kernel on this thread: constructions, bounds and search. */
export class PackingSearch {
  private constructor(
    private readonly bytes: BufferSource,
    /** Null after it has failed: what a trap leaves behind is not used again. */
    private kernel: PackingKernel | null,
  ) {}

  /** @param bytes the compiled kernel */
  static async create(bytes: BufferSource): Promise<PackingSearch> {
    return new PackingSearch(bytes, await PackingKernel.create(bytes));
  }

  /** First plans and instant bounds; `seconds` limits how many constructions are tried. */
  async construct(
    problem: FoldProblem,
    options: Pick<PackingOptions, 'seed' | 'seconds' | 'shouldStop'>,
    onProgress?: (progress: PackingProgress) => void,
  ): Promise<PackingResult> {
    return this.run(problem, { ...options, work: 0 }, onProgress);
  }

  async search(problem: FoldProblem, job: SearchJob, hooks: JobHooks = {}): Promise<SearchAnswer> {
    let plan: FoldPlan | null = null;
    const outcome = await this.run(
      problem,
      {
        start: job.start,
        seed: job.seed,
        work: job.steps,
        seconds: job.seconds,
        effort: job.effort,
        target: job.target,
        shouldStop: () => hooks.signal?.aborted ?? false,
      },
      (progress) => {
        // The last word repeats the best plan, were it only the start.
        if (progress.phase === 'done' || !progress.plan) return;
        plan = progress.plan;
        hooks.onPlan?.(plan);
      },
    );
    return { plan, steps: outcome.steps, exhausted: outcome.endedBy === 'exhausted' };
  }

  private async run(
    problem: FoldProblem,
    options: PackingOptions,
    onProgress?: (progress: PackingProgress) => void,
  ): Promise<PackingResult> {
    const { kernel } = this;
    const keep = kernel && (kernel.problem === problem || kernel.memoryBytes <= LARGE_BYTES);
    const own = keep ? kernel : await PackingKernel.create(this.bytes);
    this.kernel = null;
    const outcome = await runFold(own, problem, options, onProgress);
    this.kernel = own;
    return outcome;
  }
}
