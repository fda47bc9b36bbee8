import { verifyCertificate } from '../columns/certificate';
import { simpleCertificate } from '../columns/simple';
import { estimateHosts } from '../count/estimate';
import type { EvenKernel } from '../even/kernel';
import { gaugeOfProblem, type Gauge } from '../even/gauge';
import { evenPlan, type EvenAnswer, type EvenJob } from '../even/run';
import type { FoldProblem } from '../packing/problem';
import type { ColumnGenerator } from './column-generator';
import type { Solver } from './solver';
import type { PackingSearch } from './packing-search';
import { turns } from '../door/turns';

/**
 * A solver on this thread. Jobs wait for the one before.
 * @param openEven starts a kernel that evens plans
 */
export function localSolver(
  packing: PackingSearch,
  generator: ColumnGenerator,
  openEven: () => Promise<EvenKernel>,
): Solver {
  const inTurn = turns();
  const evening = new Evening(openEven);
  return {
    generates: true,
    search: (...job) => inTurn(() => packing.search(...job)),
    generate: (...job) => inTurn(() => generator.generate(...job)),
    even: (problem, gauge, job, { signal } = {}) => inTurn(() => evening.even(problem, gauge, job, signal)),
    estimate: (problem, seed, { signal } = {}) =>
      inTurn(() => estimateHosts(problem, seed, () => signal?.aborted ?? false)),
    certify: (...job) => inTurn(async () => simpleCertificate(...job)),
    verify: (...job) => inTurn(async () => verifyCertificate(...job)),
    close() {},
  };
}

/** A kernel that grew past this is let go: linear memory never shrinks. */
const LARGE_BYTES = 128 * 2 ** 20;

/** The kernel that evens plans, started when it is first wanted. */
class Evening {
  /** Null after it has failed: what a trap leaves behind is not used again. */
  private kernel: EvenKernel | null = null;

  constructor(private readonly open: () => Promise<EvenKernel>) {}

  async even(
    problem: FoldProblem,
    gauge: Gauge | null,
    job: EvenJob,
    signal?: AbortSignal,
  ): Promise<EvenAnswer> {
    const kernel = this.kernel ?? (await this.open());
    this.kernel = null;
    const answer = await evenPlan(
      kernel,
      problem,
      gauge ?? gaugeOfProblem(problem),
      job,
      () => signal?.aborted ?? false,
    );
    if (kernel.memoryBytes <= LARGE_BYTES) this.kernel = kernel;
    return answer;
  }
}
