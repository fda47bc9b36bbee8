import { breath, SHORT_OF_BREATH_MS } from '../door/breath';
import { ColumnKernel } from '../columns/kernel';
import { ColumnRun } from '../columns/run';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import type { ColumnAnswer, ColumnJob, JobHooks } from './solver';
import { costOf } from './incumbent';

/**
 * The column kernel on this thread. What a fold has come to stays until the first stretch of another. Where its numbers
 * fail it can do no more, and the next fold has a new kernel.
 */
export class ColumnGenerator {
  private run: ColumnRun | null = null;
  private problem: FoldProblem | null = null;
  private told = -1;
  private exhausted = false;

  private constructor(
    private readonly bytes: BufferSource,
    private kernel: ColumnKernel | null,
  ) {}

  /** @param bytes the compiled kernel */
  static async create(bytes: BufferSource): Promise<ColumnGenerator> {
    return new ColumnGenerator(bytes, await ColumnKernel.create(bytes));
  }

  async generate(problem: FoldProblem, job: ColumnJob, hooks: JobHooks = {}): Promise<ColumnAnswer> {
    try {
      return await this.stretch(await this.runOf(problem, job), problem, job, hooks);
    } catch {
      this.kernel = this.run = null;
      return { plan: null, lowerBound: 0, certificate: null, leftOut: [], units: 0, exhausted: true };
    }
  }

  private async stretch(
    run: ColumnRun,
    problem: FoldProblem,
    job: ColumnJob,
    hooks: JobHooks,
  ): Promise<ColumnAnswer> {
    if (job.start) run.handIn(job.start);
    const startCost = job.start ? costOf(problem, job.start) : Infinity;
    const begun = performance.now();
    const before = run.work;
    let breathed = begun;
    while (!this.exhausted && run.work - before < job.units) {
      if (run.step() === null || run.optimal) this.exhausted = true;
      if (hooks.signal?.aborted) break;
      const now = performance.now();
      if (job.seconds !== undefined && now - begun >= job.seconds * 1000) break;
      if (now - breathed > SHORT_OF_BREATH_MS) {
        await breath();
        breathed = performance.now();
      }
    }
    const plan: FoldPlan | null = run.plan;
    const rose = run.lowerBound > this.told;
    this.told = Math.max(this.told, run.lowerBound);
    return {
      plan: plan && costOf(problem, plan) < startCost ? plan : null,
      lowerBound: run.lowerBound,
      certificate: rose ? run.certificate : null,
      leftOut: run.relaxation.leftOut,
      units: run.work - before,
      exhausted: this.exhausted,
    };
  }

  private async runOf(problem: FoldProblem, { seed, first }: ColumnJob): Promise<ColumnRun> {
    if (this.run && this.problem === problem && !first) return this.run;
    this.run = null;
    this.told = -1;
    this.exhausted = false;
    this.kernel ??= await ColumnKernel.create(this.bytes);
    this.run = new ColumnRun(this.kernel, problem, seed);
    this.problem = problem;
    return this.run;
  }
}
