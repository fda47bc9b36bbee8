import type { FoldProblem } from '../packing/problem';
import { certify, type Certificate } from './certificate';
import { leastExtra, lonePages } from './least-need';

/** At most so many items enter the graph: those that are largest anywhere. */
const LIMIT = 2048;

/** Items of which no two can share a host: each weighs 1, and a host carries one. */
export function cliqueCertificate(problem: FoldProblem): Certificate {
  const weights = new Array<number>(problem.items).fill(0);
  for (const i of largestClique(problem)) weights[i] = 1;
  return certify(problem, weights, new Array<number>(problem.kinds).fill(1));
}

function largestClique(problem: FoldProblem): readonly number[] {
  const groups = Array.from({ length: problem.apartGroups }, (): number[] => []);
  for (let i = 0; i < problem.items; i++)
    for (let e = problem.apartStart[i]; e < problem.apartStart[i + 1]; e++)
      groups[problem.apartId[e]].push(i);
  const candidates = [greedyClique(problem), ...groups];
  return candidates.reduce((a, b) => (b.length > a.length ? b : a));
}

/** Takes the item that excludes most of those left, and leaves only these, until none is left. */
function greedyClique(problem: FoldProblem): number[] {
  const nodes = byPeak(problem).slice(0, LIMIT);
  const n = nodes.length;
  const edge = edgesOf(problem, nodes);
  const degree = new Int32Array(n);
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) degree[a] += edge[a * n + b];
  const alive = new Uint8Array(n).fill(1);
  const clique: number[] = [];
  for (;;) {
    let best = -1;
    for (let k = 0; k < n; k++) if (alive[k] && (best < 0 || degree[k] > degree[best])) best = k;
    if (best < 0) return clique;
    clique.push(nodes[best]);
    for (let k = 0; k < n; k++) {
      if (!alive[k] || edge[best * n + k]) continue;
      alive[k] = 0;
      for (let b = 0; b < n; b++) degree[b] -= edge[k * n + b];
    }
  }
}

/** Items by their largest share of any resource, weighted by how scarce it is; equal ones by index. */
function byPeak(problem: FoldProblem): number[] {
  const { items, resources, rowStart, demand, kinds, capacity, guestCount, coreCount } = problem;
  const rows = rowStart[resources];
  const size = new Float64Array(items);
  const pages = lonePages(problem);
  const all = Array.from({ length: resources }, (_, d) => {
    const least = leastExtra(problem, d);
    const peak = new Float64Array(items);
    const sums = new Float64Array(rowStart[d + 1] - rowStart[d]);
    for (let i = 0; i < items; i++) {
      const own = d === problem.sharedResource ? pages[i] : 0;
      const extra = guestCount[i] * problem.perGuest[d] + coreCount[i] * problem.perCore[d];
      for (let s = 0; s < sums.length; s++) {
        const v = demand[i * rows + rowStart[d] + s] + own;
        peak[i] = Math.max(peak[i], v + extra);
        sums[s] += v + least[i];
      }
    }
    const most = Math.max(...Array.from({ length: kinds }, (_, j) => capacity[j * resources + d]));
    const worst = sums.reduce((a, b) => Math.max(a, b), 0);
    return { peak, most, scarcity: most > 0 ? worst / most : 0 };
  });
  const top = all.reduce((a, { scarcity }) => Math.max(a, scarcity), 0);
  for (const { peak, most, scarcity } of all)
    if (most > 0)
      for (let i = 0; i < items; i++)
        size[i] = Math.max(size[i], (peak[i] / most) * (top > 0 ? scarcity / top : 0));
  return Array.from(size.keys()).sort((a, b) => size[b] - size[a] || a - b);
}

/** 1 where no kind of host holds both: n x n. */
function edgesOf(problem: FoldProblem, nodes: readonly number[]): Uint8Array {
  const n = nodes.length;
  const { kinds, resources, rowStart, demand, onlyKind } = problem;
  const rows = rowStart[resources];
  const pages = lonePages(problem);
  const groups = nodes.map((i) => problem.apartId.subarray(problem.apartStart[i], problem.apartStart[i + 1]));
  const peak = nodes.map((i) =>
    Array.from({ length: resources }, (_, d) => {
      let most = 0;
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++) most = Math.max(most, demand[i * rows + r]);
      return most;
    }),
  );
  const fixed = (i: number, j: number, d: number) =>
    problem.guestCount[i] * problem.perGuest[j * resources + d] +
    problem.coreCount[i] * problem.perCore[j * resources + d] +
    (d === problem.sharedResource ? pages[i] : 0);
  const together = (a: number, b: number, j: number): boolean => {
    for (let d = 0; d < resources; d++) {
      const room = problem.capacity[j * resources + d] - fixed(nodes[a], j, d) - fixed(nodes[b], j, d);
      if (peak[a][d] + peak[b][d] <= room) continue;
      const from = nodes[a] * rows;
      const other = nodes[b] * rows;
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++)
        if (demand[from + r] + demand[other + r] > room) return false;
    }
    return true;
  };
  const edge = new Uint8Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < a; b++) {
      let excluded = groups[a].some((g) => groups[b].includes(g));
      if (!excluded) {
        excluded = true;
        for (let j = 0; j < kinds && excluded; j++) {
          const allowed = (i: number) => onlyKind[i] < 0 || onlyKind[i] === j;
          if (allowed(nodes[a]) && allowed(nodes[b]) && together(a, b, j)) excluded = false;
        }
      }
      if (excluded) edge[a * n + b] = edge[b * n + a] = 1;
    }
  return edge;
}
