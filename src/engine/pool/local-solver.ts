import { verifyCertificate } from '../columns/certificate';
import { simpleCertificate } from '../columns/simple';
import type { ColumnGenerator } from './column-generator';
import type { Solver } from './solver';
import type { PackingSearch } from './packing-search';
import { turns } from '../door/turns';

/** A solver on this thread. Jobs wait for the one before. */
export function localSolver(packing: PackingSearch, generator: ColumnGenerator): Solver {
  const inTurn = turns();
  return {
    generates: true,
    search: (...job) => inTurn(() => packing.search(...job)),
    generate: (...job) => inTurn(() => generator.generate(...job)),
    certify: (...job) => inTurn(async () => simpleCertificate(...job)),
    verify: (...job) => inTurn(async () => verifyCertificate(...job)),
    close() {},
  };
}
