import { KernelWire } from '../wire';
import { sharedImages } from '../packing/layout';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { besidesDemand, judged, type Gauge } from './gauge';
import { CHUNK, EVEN_WIRE, WHOLE_HOST, type EvenCalls, type EvenWord } from './wire';

/** No demand, limit or level counts as more, so that no sum of two passes 15 bits. */
const MOST = 16383;
/** Levelling looks at what is above this part of the mean of a resource's fullest row. */
const USUAL = 0.95;
/** Members that a host may have, as a multiple of what is usual, and at least. */
const CROWDED = 4;
const LEAST_ROOM = 64;
/** What passes its limit by x counts this and x (assembly/even/cost.ts). */
const PASSED = 65536;

/** One evening kernel in linear memory: takes hosts and who is on them, and makes the fullest of them less full. */
export class EvenKernel {
  private constructor(private readonly wire: KernelWire<EvenCalls, EvenWord>) {}

  private hostKind = new Int32Array(0);
  private items = 0;

  /** Starts a kernel from its bytes (the release or the debug build). */
  static async create(bytes: BufferSource): Promise<EvenKernel> {
    return new EvenKernel(await KernelWire.open<EvenCalls, EvenWord>(bytes, EVEN_WIRE));
  }

  get memoryBytes(): number {
    return this.wire.calls.memory.buffer.byteLength;
  }

  /**
   * Takes in a problem, hosts of these kinds, and where the items are at first: -1 for those that the kernel is to place,
   * the largest first, each where the fullest row then is lowest.
   */
  load(problem: FoldProblem, gauge: Gauge, { hostKind, hostOf }: FoldPlan, seed: bigint): void {
    const { wire } = this;
    wire.calls.resetArena();
    wire.calls.seedRandom(seed);
    this.hostKind = hostKind.slice();
    this.items = problem.items;
    const hosts = hostKind.length;
    const {
      items,
      kinds,
      resources,
      apartGroups,
      onlyKind,
      apartStart,
      apartId,
      sharedResource: s,
    } = problem;
    const { chunkResource, rowAt } = chunksOf(problem, gauge, hostKind);
    const rows = chunkResource.length * CHUNK;
    const there = new Int32Array(hosts);
    for (const h of hostOf) if (h >= 0) there[h]++;
    const usual = Math.ceil(items / Math.max(1, hosts));
    const mostMembers = Math.min(items, Math.max(LEAST_ROOM, CROWDED * usual, 2 * Math.max(0, ...there)));
    const images = s >= 0 && sharedImages(problem).count > 0 ? problem.images : 0;
    wire.put({
      items,
      hosts,
      kinds,
      resources,
      chunks: chunkResource.length,
      mostMembers,
      apartGroups,
      images,
      sharedResource: s,
    });
    wire.room('needs', kinds * items * rows * 2);
    const scaled = scaledSizes(problem, gauge, hosts, hostKind);
    wire.give({ chunkResource, ...scaled.arrays, hostKind, start: hostOf });
    wire.give({ onlyKind, apartStart, apartId, pageScale: scaled.pageScale });
    if (images > 0)
      wire.give({ imageStart: problem.imageStart, imageId: problem.imageId, imageSize: problem.imageSize });
    else
      wire.give({
        imageStart: new Int32Array(items + 1),
        imageId: new Int32Array(0),
        imageSize: new Int32Array(0),
      });
    wire.give({ order: largestFirst(problem, gauge) });
    const view = wire.bytes('needs', kinds * items * rows * 2);
    scaleNeeds(
      problem,
      gauge,
      rowAt,
      images === 0,
      new Int16Array(view.buffer, view.byteOffset, kinds * items * rows),
    );
    wire.calls.begin();
  }

  /** A step of placing: 'more' to come, 'done', or 'none' where some item is allowed on no host. */
  construct(budget: number): 'more' | 'done' | 'none' {
    return (['more', 'done', 'none'] as const)[this.wire.calls.construct(budget)];
  }

  /** So many moves, the heat falling over parts `from` to `to` of the annealing, each 0..1. */
  anneal(count: number, from: number, to: number): void {
    this.wire.calls.anneal(count, from, to);
  }

  /** From here on the maximum is held, and the rest levelled. */
  level(): void {
    this.wire.calls.beginLevelling();
  }

  /** The best plan's fullest row as a part of a host, about; Infinity where some limit is passed. */
  get fullest(): number {
    const best = this.wire.get('best');
    return best >= PASSED ? Infinity : best / WHOLE_HOST;
  }

  /** Work of the last call: chunks of rows, and about as much for what moves cost besides. */
  get workDone(): number {
    return this.wire.get('work');
  }

  /** A copy of the best plan so far. */
  plan(): FoldPlan {
    return { hostKind: this.hostKind.slice(), hostOf: this.wire.ints('bestHostOf', this.items).slice() };
  }
}

/** The order in which rows lie in the kernel. */
interface Chunks {
  /** The resource of each chunk. */
  readonly chunkResource: Int32Array;
  /** Where each row of the problem lies. */
  readonly rowAt: Int32Array;
}

/**
 * Chunks of rows of one resource. What is fullest over all items comes first, within a resource and among chunks: there
 * an exchange that makes a plan worse shows it soonest.
 */
function chunksOf(problem: FoldProblem, gauge: Gauge, hostKind: Int32Array): Chunks {
  const { resources, rowStart, items } = problem;
  const given = rowStart[resources];
  const chunks: { readonly resource: number; readonly rows: readonly number[]; readonly full: number }[] = [];
  for (let d = 0; d < resources; d++) {
    const whole = wholeOf(problem, gauge, hostKind, d);
    const rows = Array.from({ length: rowStart[d + 1] - rowStart[d] }, (_, k) => rowStart[d] + k);
    const full = new Map(
      rows.map((r) => {
        let total = 0;
        for (let i = 0; i < items; i++) total += gauge.demand[i * given + r];
        return [r, whole > 0 ? total / whole : 0];
      }),
    );
    rows.sort((a, b) => full.get(b)! - full.get(a)! || a - b);
    for (let k = 0; k < rows.length; k += CHUNK)
      chunks.push({ resource: d, rows: rows.slice(k, k + CHUNK), full: full.get(rows[k])! });
  }
  // Of one resource they are in order already, and sorting keeps equals as they are.
  chunks.sort((a, b) => b.full - a.full);
  const rowAt = new Int32Array(given);
  chunks.forEach(({ rows }, c) => rows.forEach((r, k) => (rowAt[r] = c * CHUNK + k)));
  return { chunkResource: Int32Array.from(chunks, (c) => c.resource), rowAt };
}

/** What all hosts together have of a resource by which they are judged. */
function wholeOf(problem: FoldProblem, gauge: Gauge, hostKind: Int32Array, d: number): number {
  let whole = 0;
  for (const j of hostKind) if (judged(problem, gauge, j, d)) whole += gauge.whole[j * problem.resources + d];
  return whole;
}

/** Per kind and resource: what is gone at first, the limit, and the level above which levelling looks. */
function scaledSizes(problem: FoldProblem, gauge: Gauge, hosts: number, hostKind: Int32Array) {
  const { resources, kinds, capacity, rowStart, items } = problem;
  const rows = rowStart[resources];
  const base = new Int32Array(kinds * resources);
  const limit = new Int32Array(kinds * resources).fill(MOST);
  const level = new Int32Array(kinds * resources);
  const pageScale = new Float64Array(kinds);
  for (let d = 0; d < resources; d++) {
    const whole = wholeOf(problem, gauge, hostKind, d);
    let fullest = 0;
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      let total = 0;
      for (let i = 0; i < items; i++) total += gauge.demand[i * rows + r];
      fullest = Math.max(fullest, total);
    }
    for (const j of hostKind) {
      const k = j * resources + d;
      fullest += gauge.fixed[k];
    }
    for (let i = 0; i < items && hosts > 0; i++) fullest += besidesDemand(problem, gauge, i, hostKind[0], d);
    for (let j = 0; j < kinds; j++) {
      const k = j * resources + d;
      if (!judged(problem, gauge, j, d)) continue;
      const scale = WHOLE_HOST / gauge.whole[k];
      base[k] = Math.min(MOST, Math.round(gauge.fixed[k] * scale));
      limit[k] = Math.min(MOST, Math.floor((gauge.fixed[k] + capacity[k]) * scale + 1e-6));
      level[k] = whole > 0 ? Math.min(MOST, Math.round((USUAL * WHOLE_HOST * fullest) / whole)) : MOST;
      if (d === problem.sharedResource) pageScale[j] = scale;
    }
  }
  return { arrays: { base, limit, level }, pageScale };
}

/** Items by their fullest row on the first kind that they may be on, the largest first. */
function largestFirst(problem: FoldProblem, gauge: Gauge): Int32Array {
  const { items, resources, rowStart, onlyKind } = problem;
  const rows = rowStart[resources];
  const size = Float64Array.from({ length: items }, (_, i) => {
    const j = Math.max(0, onlyKind[i]);
    let most = 0;
    for (let d = 0; d < resources; d++) {
      if (!judged(problem, gauge, j, d)) continue;
      const { whole } = gauge;
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++)
        most = Math.max(most, gauge.demand[i * rows + r] / whole[j * resources + d]);
    }
    return most;
  });
  // Who may be on one kind only, or is kept apart, comes first: others find a place later.
  const bound = (i: number) =>
    onlyKind[i] >= 0 || problem.apartStart[i + 1] > problem.apartStart[i] ? 1 : 0;
  return Int32Array.from(size.keys()).sort((a, b) => bound(b) - bound(a) || size[b] - size[a] || a - b);
}

/** What each item takes of a host of each kind, pages too where nobody shares any. */
function scaleNeeds(
  problem: FoldProblem,
  gauge: Gauge,
  rowAt: Int32Array,
  ownPages: boolean,
  to: Int16Array,
): void {
  const { items, kinds, resources, rowStart, imageStart, imageSize, sharedResource } = problem;
  const given = rowStart[resources];
  const rows = to.length / (kinds * items || 1);
  for (let j = 0; j < kinds; j++) {
    for (let d = 0; d < resources; d++) {
      if (!judged(problem, gauge, j, d)) continue;
      const scale = WHOLE_HOST / gauge.whole[j * resources + d];
      for (let i = 0; i < items; i++) {
        let besides = besidesDemand(problem, gauge, i, j, d);
        if (ownPages && d === sharedResource)
          for (let p = imageStart[i]; p < imageStart[i + 1]; p++) besides += imageSize[p];
        const from = i * given;
        const at = (j * items + i) * rows;
        for (let r = rowStart[d]; r < rowStart[d + 1]; r++)
          to[at + rowAt[r]] = Math.min(MOST, (gauge.demand[from + r] + besides) * scale + 0.5);
      }
    }
  }
}
