import { verifyCertificate } from '../columns/certificate';
import { simpleCertificate } from '../columns/simple';
import type { EvenKernel } from '../even/kernel';
import { evenPlan } from '../even/run';
import type { ColumnGenerator } from './column-generator';
import type { Solver } from './solver';
import type { PackingSearch } from './packing-search';
import { turns } from '../door/turns';

/**
 * A solver on this thread. Jobs wait for the one before.
 * @param openEven starts a kernel that evens plans; one is kept only while it evens, for its memory never shrinks
 */
export function localSolver(
  packing: PackingSearch,
  generator: ColumnGenerator,
  openEven: () => Promise<EvenKernel>,
): Solver {
  const inTurn = turns();
  return {
    generates: true,
    search: (...job) => inTurn(() => packing.search(...job)),
    generate: (...job) => inTurn(() => generator.generate(...job)),
    even: (problem, gauge, job, { signal } = {}) =>
      inTurn(async () => evenPlan(await openEven(), problem, gauge, job, () => signal?.aborted ?? false)),
    certify: (...job) => inTurn(async () => simpleCertificate(...job)),
    verify: (...job) => inTurn(async () => verifyCertificate(...job)),
    close() {},
  };
}
