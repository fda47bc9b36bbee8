import type { LowerBound } from '../packing/kernel';
import type { FoldProblem } from '../packing/problem';
import { loosened, type Certificate } from './certificate';
import { cliqueCertificate } from './clique';
import { dualFeasibleCertificates } from './dual-feasible';
import { totalCertificate } from './total';

/**
 * A certificate for a bound of the packing kernel, made anew from the problem alone; null where the argument that is
 * named does not lead to so high a bound again.
 */
export function simpleCertificate(
  problem: FoldProblem,
  bound: Pick<LowerBound, 'cost' | 'by' | 'resource' | 'slot'>,
): Certificate | null {
  if (bound.by === 'nothing' || bound.cost <= 0)
    return {
      weights: new Array<number>(problem.items).fill(0),
      most: new Array<number>(problem.kinds).fill(0),
      bound: 0,
    };
  if (bound.by === 'total') return atLeast(bound.cost, totalCertificate(problem, bound.resource, bound.slot));
  if (bound.by === 'clique') return atLeast(bound.cost, cliqueCertificate(problem));
  for (const certificate of dualFeasibleCertificates(problem, bound.resource, bound.slot))
    if (certificate.bound >= bound.cost) return loosened(problem, certificate);
  return null;
}

function atLeast(cost: number, certificate: Certificate): Certificate | null {
  return certificate.bound >= cost ? certificate : null;
}

/** Certificates of simple arguments: of the bound that is named first, then of every row's total, and of pairs. */
export function* simpleCertificates(
  problem: FoldProblem,
  bound: Pick<LowerBound, 'cost' | 'by' | 'resource' | 'slot'> | null,
): Generator<Certificate, void> {
  const named = bound && simpleCertificate(problem, bound);
  if (named) yield named;
  for (let d = 0; d < problem.resources; d++)
    for (let slot = 0; slot < problem.rowStart[d + 1] - problem.rowStart[d]; slot++)
      yield totalCertificate(problem, d, slot);
  yield cliqueCertificate(problem);
}
