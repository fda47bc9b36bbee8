import { verifyCertificate } from '../columns/certificate';
import { simpleCertificate } from '../columns/simple';
import type { Generator } from './generator';
import type { Member } from './member';
import type { Searcher } from './searcher';
import { turns } from './turns';

/** A member on this thread, with both kernels. Jobs wait for the one before. */
export function localMember(searcher: Searcher, generator: Generator): Member {
  const inTurn = turns();
  return {
    generates: true,
    search: (...job) => inTurn(() => searcher.search(...job)),
    generate: (...job) => inTurn(() => generator.generate(...job)),
    certify: (...job) => inTurn(async () => simpleCertificate(...job)),
    verify: (...job) => inTurn(async () => verifyCertificate(...job)),
    close() {},
  };
}
