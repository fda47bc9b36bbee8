/**
 * The kernel's constructions again, slow and plain: rows are added up anew for every question. Scores repeat the
 * kernel's single-precision operations in the same order, so that plans must be equal, not just alike.
 */
import { sharedPages } from '../../../src/engine/packing/check';
import { BLOCK, layoutOf, sharedImages, type Layout } from '../../../src/engine/packing/layout';
import type { Construction } from '../../../src/engine/packing/portfolio';
import type { FoldPlan, FoldProblem } from '../../../src/engine/packing/problem';

const f = Math.fround;
/** Kept away from divisions by nothing, as in assembly/packing/score.ts. */
const CLOSE = f(0.001);

interface Host {
  readonly kind: number;
  readonly on: number[];
}

/** Whether a host of this kind that carries `on` also holds item i. */
export function fits(problem: FoldProblem, on: readonly number[], i: number, kind: number): boolean {
  return rowsFit(problem, on, i, kind) && rulesAllow(problem, on, i, kind);
}

/** What item i's guests and cores add to resource d on a host of this kind. */
function added(problem: FoldProblem, i: number, d: number, kind: number): number {
  const k = kind * problem.resources + d;
  return problem.guestCount[i] * problem.perGuest[k] + problem.coreCount[i] * problem.perCore[k];
}

/** Pages of images that no other item has: they are the item's own. */
function lonePages(problem: FoldProblem, i: number, d: number): number {
  if (d !== problem.sharedResource) return 0;
  let sum = 0;
  for (let k = problem.imageStart[i]; k < problem.imageStart[i + 1]; k++) {
    const users = problem.imageId.reduce((n, g) => n + (g === problem.imageId[k] ? 1 : 0), 0);
    if (users === 1) sum += problem.imageSize[k];
  }
  return sum;
}

/** Room left in each row of resource d. */
function roomOf(problem: FoldProblem, on: readonly number[], d: number, kind: number): number[] {
  const rows = problem.rowStart[problem.resources];
  const shared = d === problem.sharedResource ? sharedPages(problem, on) : 0;
  const room: number[] = [];
  for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++) {
    let left = problem.capacity[kind * problem.resources + d] - shared;
    for (const i of on) left -= problem.demand[i * rows + r] + added(problem, i, d, kind);
    room.push(left);
  }
  return room;
}

/** The item's own demand in each row of resource d: with what it adds, without pages that others may share. */
function needOf(problem: FoldProblem, i: number, d: number, kind: number): number[] {
  const rows = problem.rowStart[problem.resources];
  const own = added(problem, i, d, kind) + lonePages(problem, i, d);
  return [...problem.demand.subarray(i * rows + problem.rowStart[d], i * rows + problem.rowStart[d + 1])].map(
    (v) => v + own,
  );
}

function rowsFit(problem: FoldProblem, on: readonly number[], i: number, kind: number): boolean {
  for (let d = 0; d < problem.resources; d++) {
    const room = roomOf(problem, on, d, kind);
    if (needOf(problem, i, d, kind).some((v, r) => v > room[r])) return false;
  }
  return true;
}

/** The rules besides the item's own rows: its kind, apart-groups, and its part of the shared pages. */
function rulesAllow(problem: FoldProblem, on: readonly number[], i: number, kind: number): boolean {
  if (problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== kind) return false;
  const groups = (m: number) => [
    ...problem.apartId.subarray(problem.apartStart[m], problem.apartStart[m + 1]),
  ];
  const present = new Set(on.flatMap(groups));
  if (groups(i).some((g) => present.has(g))) return false;
  const d = problem.sharedResource;
  return d < 0 || roomOf(problem, [...on, i], d, kind).every((left) => left >= 0);
}

/** What orders and scores weigh by. */
class Measures {
  readonly layout: Layout;
  readonly largest: number[];
  readonly scarcity: number[];

  constructor(private readonly problem: FoldProblem) {
    this.layout = layoutOf(problem);
    const { resources, kinds, capacity } = problem;
    const of = (d: number) => Array.from({ length: kinds }, (_, j) => capacity[j * resources + d]);
    this.largest = Array.from({ length: resources }, (_, d) => Math.max(0, ...of(d)));
    const ratio = this.largest.map((c, d) => (c > 0 ? this.worstTotal(d) / c : 0));
    const most = Math.max(0, ...ratio);
    this.scarcity = ratio.map((v) => (most > 0 ? v / most : v));
  }

  /** The largest total demand of any row of resource d, every item in the kind that adds least. */
  private worstTotal(d: number): number {
    const { problem } = this;
    let worst = 0;
    const rows = problem.rowStart[problem.resources];
    for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++) {
      let sum = 0;
      for (let i = 0; i < problem.items; i++) {
        const least = Math.min(...Array.from({ length: problem.kinds }, (_, j) => added(problem, i, d, j)));
        sum += problem.demand[i * rows + r] + lonePages(problem, i, d) + least;
      }
      worst = Math.max(worst, sum);
    }
    return worst;
  }

  /** Item sizes take kind 0 for every item. */
  sizeOf(i: number, measure: NonNullable<Construction['measure']>): number {
    const { problem } = this;
    let size = 0;
    for (let d = 0; d < problem.resources; d++) {
      if (this.largest[d] === 0) continue;
      const need = needOf(problem, i, d, 0);
      const mean = need.reduce((a, b) => a + b, 0) / need.length;
      const share = (/Means?$/.test(measure) ? mean : Math.max(...need)) / this.largest[d];
      const v = measure === 'unweightedPeaks' ? share : share * this.scarcity[d];
      if (measure.startsWith('largest')) size = Math.max(size, v);
      else size += measure.startsWith('squared') ? v * v : v;
    }
    return size;
  }

  order(measure: NonNullable<Construction['measure']>): number[] {
    const sizes = Array.from({ length: this.problem.items }, (_, i) => this.sizeOf(i, measure));
    return sizes.map((_, i) => i).sort((a, b) => sizes[b] - sizes[a] || a - b);
  }

  kindOrder(rule: Construction['kindRule']): number[] {
    const { kinds, resources, capacity, kindPrice } = this.problem;
    const value = Array.from({ length: kinds }, (_, j) => {
      let sum = 0;
      for (let d = 0; d < resources; d++) {
        if (this.largest[d] > 0) sum += (this.scarcity[d] * capacity[j * resources + d]) / this.largest[d];
      }
      return rule === 'bestValue' ? sum / Math.max(kindPrice[j], 1) : rule === 'smallest' ? -sum : sum;
    });
    return value.map((_, j) => j).sort((a, b) => value[b] - value[a] || a - b);
  }

  /** One number for each row, or for each block of rows: [position in the layout, resource, value]. */
  shape(rowsOf: (d: number) => number[]): Float32Array {
    const { layout, problem } = this;
    const per = layout.blocks > 0 ? BLOCK : 1;
    const shape = new Float32Array(layout.rows / per);
    for (let d = 0; d < problem.resources; d++) {
      const rows = rowsOf(d);
      const scale = this.largest[d] > 0 ? f(2 ** layout.blockShift / (per * this.largest[d])) : 0;
      for (let r = layout.rowBegin[d]; r < layout.rowEnd[d]; r += per) {
        let sum = 0;
        for (let k = r; k < r + per; k++) {
          sum += rows[Math.min(k - layout.rowBegin[d], rows.length - 1)] >> layout.blockShift;
        }
        shape[r / per] = f(f(sum) * scale);
      }
    }
    return shape;
  }

  pointWeights(weights: Construction['weights']): Float32Array {
    const { layout, problem } = this;
    const per = layout.blocks > 0 ? BLOCK : 1;
    const of = new Float32Array(layout.rows / per);
    for (let d = 0; d < problem.resources; d++) {
      const s = this.scarcity[d];
      const w = weights === 'none' ? 1 : weights === 'scarcity' ? s : s > 0 ? 1 / Math.max(s, 0.01) : 0;
      const count = (layout.rowEnd[d] - layout.rowBegin[d]) / per;
      of.fill(f(w / count), layout.rowBegin[d] / per, layout.rowEnd[d] / per);
    }
    return of;
  }
}

/** Sums in four lanes, as the kernel's vectors do. */
function sum4(length: number, term: (p: number) => number): number {
  const lane = [0, 0, 0, 0];
  for (let p = 0; p < length; p++) lane[p % 4] = f(lane[p % 4] + term(p));
  return f(f(lane[0] + lane[1]) + f(lane[2] + lane[3]));
}

const dot = (a: Float32Array, b: Float32Array) => sum4(a.length, (p) => f(a[p] * b[p]));
const square = (a: Float32Array, w: Float32Array) => sum4(a.length, (p) => f(f(a[p] * a[p]) * w[p]));
const inverse = (s: number) => f(1 / f(f(Math.sqrt(s)) + CLOSE));

/** The same plan that the kernel makes by this construction; host-centred ones choose among `pool` at most. */
export function constructReference(
  problem: FoldProblem,
  construction: Construction,
  pool = Infinity,
): FoldPlan {
  const measures = new Measures(problem);
  const hosts = construction.measure
    ? itemCentred(problem, measures, construction, construction.measure)
    : hostCentred(problem, measures, construction, pool);
  const hostOf = new Int32Array(problem.items).fill(-1);
  hosts.forEach((host, h) => host.on.forEach((i) => (hostOf[i] = h)));
  return { hostKind: Int32Array.from(hosts, (host) => host.kind), hostOf };
}

function kindLeft(problem: FoldProblem, hosts: readonly Host[], j: number): boolean {
  const count = problem.kindCount[j];
  return hosts.length < problem.items && (count < 0 || hosts.filter((h) => h.kind === j).length < count);
}

function itemCentred(
  problem: FoldProblem,
  measures: Measures,
  { score, weights, kindRule }: Construction,
  measure: NonNullable<Construction['measure']>,
): Host[] {
  const hosts: Host[] = [];
  const w = measures.pointWeights(weights);
  const kinds = measures.kindOrder(kindRule);
  for (const i of measures.order(measure)) {
    const item = measures.shape((d) => needOf(problem, i, d, 0)).map((v, p) => f(v * w[p]));
    const rate = (host: Host): number => {
      const room = measures.shape((d) => roomOf(problem, host.on, d, host.kind));
      if (score === 'dot') return f(f(inverse(square(room, w)) * dot(item, room)) + 0);
      if (score === 'distance') return f(f(2 * dot(item, room)) - square(room, w));
      return f(f(0 * dot(item, room)) - dot(room, w));
    };
    let best: Host | null = null;
    let bestScore = -Infinity;
    for (const host of hosts) {
      if (!fits(problem, host.on, i, host.kind)) continue;
      if (score === 'first') {
        best = host;
        break;
      }
      const s = rate(host);
      if (s > bestScore) [best, bestScore] = [host, s];
    }
    if (!best) {
      const kind = kinds.find((j) => kindLeft(problem, hosts, j) && fits(problem, [], i, j));
      if (kind === undefined) continue;
      hosts.push((best = { kind, on: [] }));
    }
    best.on.push(i);
  }
  return hosts;
}

/** Items that wait for a host: where there is one kind, few rows and no sharing, a pool of them at a time. */
class Waiting {
  ids: number[] = [];
  private readonly coming: number[] = [];
  private held = 0;

  constructor(
    private readonly problem: FoldProblem,
    private readonly pool: number,
    isPooled: boolean,
  ) {
    const n = problem.items;
    const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
    let step = Math.max(1, Math.floor(n * 0.6180339887498949));
    while (n > 0 && divisor(step, n) > 1) step++;
    for (let k = 0; k < n; k++) this.coming.push(isPooled ? (k * step) % n : k);
    if (!isPooled) this.pool = Infinity;
    this.refill();
  }

  take(i: number): void {
    this.ids = this.ids.filter((other) => other !== i);
  }

  /** Lets others in once a quarter has gone; whether there were any. */
  refill(): boolean {
    if ((this.held - this.ids.length) * 4 < this.held) return false;
    const more = this.coming.length > 0;
    while (this.coming.length > 0 && this.ids.length < this.pool) {
      const i = this.coming.shift()!;
      if (this.pool === Infinity || rowsFit(this.problem, [], i, 0)) this.ids.push(i);
    }
    this.ids.sort((a, b) => a - b);
    this.held = this.ids.length;
    return more;
  }
}

function hostCentred(
  problem: FoldProblem,
  measures: Measures,
  { score, weights, kindRule }: Construction,
  pool: number,
): Host[] {
  const hosts: Host[] = [];
  const w = measures.pointWeights(weights);
  const shapes = Array.from({ length: problem.items }, (_, i) =>
    measures.shape((d) => needOf(problem, i, d, 0)),
  );
  const isPooled = problem.kinds === 1 && measures.layout.blocks === 0 && sharedImages(problem).count === 0;
  const waiting = new Waiting(problem, pool, isPooled && pool < problem.items);
  for (const kind of measures.kindOrder(kindRule)) {
    while (waiting.ids.length > 0 && kindLeft(problem, hosts, kind)) {
      const host: Host = { kind, on: [] };
      waiting.refill();
      let candidates = waiting.ids;
      for (;;) {
        const room = measures.shape((d) => roomOf(problem, host.on, d, kind));
        const stay = room.map((v, p) => (score === 'ratio' ? f(w[p] / f(v + CLOSE)) : f(v * w[p])));
        const rate = (i: number): number => {
          const product = dot(stay, shapes[i]);
          if (score === 'distance') return f(f(2 * product) - square(shapes[i], w));
          return score === 'cosine' ? f(inverse(square(shapes[i], w)) * product) : product;
        };
        let best = -1;
        let bestScore = -Infinity;
        // What the rows refuse is out for this host; what only another rule refuses is out once it would be the best.
        candidates = candidates.filter((i) => {
          if (host.on.includes(i) || !rowsFit(problem, host.on, i, kind)) return false;
          const s = rate(i);
          if (s <= bestScore) return true;
          if (!rulesAllow(problem, host.on, i, kind)) return false;
          [best, bestScore] = [i, s];
          return true;
        });
        if (best < 0) {
          if (!waiting.refill()) break;
          candidates = waiting.ids;
          continue;
        }
        host.on.push(best);
        waiting.take(best);
      }
      if (host.on.length === 0) break;
      hosts.push(host);
    }
  }
  return hosts;
}
