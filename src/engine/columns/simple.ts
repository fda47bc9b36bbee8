import type { LowerBound } from '../packing/kernel';
import type { FoldProblem } from '../packing/problem';
import { certify, loosened, type Certificate } from './certificate';
import { cliqueCertificate } from './clique';
import { dualFeasibleCertificates } from './dual-feasible';
import { leastExtra } from './least-need';

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

/**
 * The total of one row: an item weighs what it takes there at least, on any kind of host; a host carries its capacity.
 * Of an image, what every item brings is on each host; what its largest user brings beyond that weighs with it.
 */
function totalCertificate(problem: FoldProblem, resource: number, slot: number): Certificate {
  const { items, resources, rowStart, demand, kinds, capacity } = problem;
  const rows = rowStart[resources];
  const extra = leastExtra(problem, resource);
  const weights = Array.from(extra, (e, i) => e + demand[i * rows + rowStart[resource] + slot]);
  let once = 0;
  if (resource === problem.sharedResource) {
    const users = new Map<number, { item: number; size: number }[]>();
    for (let item = 0; item < items; item++)
      for (let e = problem.imageStart[item]; e < problem.imageStart[item + 1]; e++)
        users.set(problem.imageId[e], [
          ...(users.get(problem.imageId[e]) ?? []),
          { item, size: problem.imageSize[e] },
        ]);
    for (const of of users.values()) {
      const common = of.length === items ? Math.min(...of.map(({ size }) => size)) : 0;
      const largest = of.reduce((a, b) => (b.size > a.size ? b : a));
      weights[largest.item] += largest.size - common;
      once += common;
    }
  }
  const most = Array.from({ length: kinds }, (_, j) =>
    Math.max(0, capacity[j * resources + resource] - once),
  );
  return certify(problem, weights, most);
}
