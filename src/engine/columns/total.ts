import type { FoldProblem } from '../packing/problem';
import { certify, type Certificate } from './certificate';
import { leastExtra } from './least-need';

/**
 * The total of one row: an item weighs what it takes there at least, on any kind of host; a host carries its capacity.
 * Of an image, what every item brings is on each host; what its largest user brings beyond that weighs with it.
 */
export function totalCertificate(problem: FoldProblem, resource: number, slot: number): Certificate {
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
