import * as Comlink from 'comlink';
import type { Certificate, CertificateVerdict } from '../columns/certificate';
import type { LowerBound } from '../packing/kernel';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { openSolver } from './kernels';
import type { ColumnAnswer, ColumnJob, Solver, SearchAnswer, SearchJob } from './solver';

/** A better plan of a job under way. It travels beside Comlink's messages, which all have an id of their own. */
export interface PlanMessage {
  readonly betterOf: number;
  readonly plan: FoldPlan;
}

/** A worker's side: a solver that serves whoever is at the other end. */
export class MemberApi {
  private readonly solver = openSolver();
  private readonly running = new Map<number, AbortController>();
  private problem: FoldProblem | null = null;

  constructor(private readonly say: (message: PlanMessage) => void) {}

  /** Takes a problem for the jobs that follow. */
  load(problem: FoldProblem): void {
    this.problem = problem;
  }

  search(id: number, job: SearchJob): Promise<SearchAnswer> {
    const onPlan = (plan: FoldPlan) => this.say({ betterOf: id, plan });
    return this.run(id, (solver, problem, signal) => solver.search(problem, job, { signal, onPlan }));
  }

  generate(id: number, job: ColumnJob): Promise<ColumnAnswer> {
    return this.run(id, (solver, problem, signal) => solver.generate(problem, job, { signal }));
  }

  certify(id: number, bound: LowerBound): Promise<Certificate | null> {
    return this.run(id, (solver, problem) => solver.certify(problem, bound));
  }

  verify(id: number, certificate: Certificate, workLimit: number): Promise<CertificateVerdict> {
    return this.run(id, (solver, problem) => solver.verify(problem, certificate, workLimit));
  }

  cancel(id: number): void {
    this.running.get(id)?.abort();
  }

  private async run<T>(
    id: number,
    work: (solver: Solver, problem: FoldProblem, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { problem } = this;
    if (!problem) throw new Error('pool worker: no problem is loaded');
    const abort = new AbortController();
    this.running.set(id, abort);
    try {
      return await work(await this.solver, problem, abort.signal);
    } finally {
      this.running.delete(id);
    }
  }
}

/** Serves a solver at an endpoint. */
export function serve(endpoint: Comlink.Endpoint): void {
  Comlink.expose(new MemberApi((message) => endpoint.postMessage(message)), endpoint);
}
