/** One packing kernel in linear memory: loads a problem, constructs plans in steps, searches, and hands out the best. */
import { KernelWire } from '../wire';
import { layoutOf, sharedImages, type Layout } from './layout';
import { KIND_RULES, ITEM_MEASURES, POOL, SCORES, WEIGHTS, type Construction } from './portfolio';
import type { FoldPlan, FoldProblem } from './problem';
import { PACKING_WIRE, type PackingCalls, type PackingWord } from './wire';

/** What a step came to. */
type Step = 'more' | 'done' | 'better';

const STEP_NAMES: readonly Step[] = ['more', 'done', 'better'];
const SEARCH_NAMES: readonly (Step | 'paused')[] = ['more', 'better', 'done', 'paused'];

/** A lower bound on what any plan's hosts cost (their number, where every price is 1), and what it rests on. */
export interface LowerBound {
  readonly cost: number;
  /** A row's total demand, items of which no two can share a host, or a dual-feasible function. */
  readonly by: 'nothing' | 'total' | 'clique' | 'dual';
  /** Of a bound on one row, its resource and slot within it; else -1. */
  readonly resource: number;
  readonly slot: number;
}

const BOUND_NAMES: readonly LowerBound['by'][] = ['nothing', 'total', 'clique', 'dual'];

/** A problem of which the demand is still to be copied in: from which item on, and its shared images. */
interface Copying {
  readonly layout: Layout;
  readonly sharedId: Int32Array;
  next: number;
}

/** Bytes of memory that count as one unit of work. */
const UNIT_BYTES = 64;

export class PackingKernel {
  private constructor(private readonly wire: KernelWire<PackingCalls, PackingWord>) {}

  private pool = POOL;
  private copying: Copying | 'cleared next' | null = null;

  /** The problem loaded last. */
  problem: FoldProblem | null = null;

  /** Starts a kernel from its bytes (the release or the debug build). */
  static async create(bytes: BufferSource): Promise<PackingKernel> {
    return new PackingKernel(await KernelWire.open<PackingCalls, PackingWord>(bytes, PACKING_WIRE));
  }

  /** Bytes of linear memory held: never less than before, so a kernel is let go after a very large problem. */
  get memoryBytes(): number {
    return this.wire.calls.memory.buffer.byteLength;
  }

  /**
   * Takes up a problem; `prepare` must then run to its end before anything else. Every earlier plan is gone.
   * @param pool candidates of a host-centred construction at most (see POOL)
   */
  load(problem: FoldProblem, pool = POOL): void {
    this.pool = pool;
    this.wire.calls.resetArena();
    this.problem = problem;
    this.copying = 'cleared next';
  }

  /** Copies in all but the demand. */
  private enter(problem: FoldProblem): Copying {
    const { wire } = this;
    const layout = layoutOf(problem);
    const shared = sharedImages(problem);
    const images = keptImages(problem, shared.id);
    const classKinds = Array.from({ length: layout.classes }, (_, c) => layout.kindClass.indexOf(c));
    const perClass = (from: Int32Array) =>
      Int32Array.from(
        classKinds.flatMap((j) => [...from.subarray(j * problem.resources, (j + 1) * problem.resources)]),
      );
    const { items, resources, kinds, apartGroups, sharedResource: s } = problem;
    const { rows, blocks, classes, blockShift, rowBegin, rowCount, rowEnd, kindClass } = layout;
    wire.put({
      items,
      resources,
      rows,
      blocks,
      kinds,
      classes,
      images: shared.count,
      apartGroups,
      blockShift,
      pool: this.pool,
    });
    wire.put({ sharedFrom: s < 0 ? 0 : rowBegin[s], sharedTo: s < 0 ? 0 : rowEnd[s] });
    wire.room('need', classes * items * rows * 4);
    const { guestCount, coreCount, onlyKind, capacity, kindCount, kindPrice, apartStart, apartId } = problem;
    wire.give({ rowBegin, rowCount, rowEnd, kindClass, guestCount, coreCount, onlyKind, capacity });
    wire.give({ perGuest: perClass(problem.perGuest), perCore: perClass(problem.perCore) });
    wire.give({ kindCount, kindPrice, apartStart, apartId });
    wire.give({ imageStart: images.start, imageId: images.id, imageSize: images.size });
    wire.calls.begin();
    return { layout, sharedId: shared.id, next: 0 };
  }

  /**
   * A step of preparation of at most about `budget` units of work; true when ready.
   * @throws Error where linear memory cannot grow to hold the problem.
   */
  prepare(budget: number): boolean {
    const { wire, copying } = this;
    const problem = this.problem!;
    if (copying === null) return wire.calls.prepare(budget) === 1;
    if (copying === 'cleared next') {
      if (!wire.calls.clear(Math.min(budget * UNIT_BYTES, 2 ** 31))) return false;
      // Where this throws, no problem is held.
      this.problem = null;
      this.copying = this.enter(problem);
      this.problem = problem;
      return false;
    }
    const { layout, sharedId, next } = copying;
    const to = Math.min(problem.items, next + Math.ceil(budget / (1 + (layout.rows * 4) / UNIT_BYTES)));
    const need = wire.ints('need', layout.classes * problem.items * layout.rows);
    copyDemand(problem, layout, need, next, to);
    foldLoneImages(problem, layout, sharedId, need, next, to);
    copying.next = to;
    if (to === problem.items) this.copying = null;
    return false;
  }

  /** Begins a construction; `construct` then makes its steps. */
  begin(construction: Construction): void {
    const score = SCORES[construction.score];
    const weights = WEIGHTS[construction.weights];
    const kindRule = KIND_RULES[construction.kindRule];
    if (construction.measure === undefined) this.wire.calls.beginHosts(score, weights, kindRule);
    else this.wire.calls.beginItems(ITEM_MEASURES[construction.measure], score, weights, kindRule);
  }

  /** A step of the construction begun last: 'more' to come, 'done' without, or 'better' with a new best plan. */
  construct(budget: number): Step {
    return STEP_NAMES[this.wire.calls.construct(budget)];
  }

  /** A step of the lower bounds; true when all are done. Bounds only rise. */
  bound(budget: number): boolean {
    return this.wire.calls.bound(budget) === 1;
  }

  /** The best lower bound so far. */
  get lowerBound(): LowerBound {
    const { wire } = this;
    return {
      cost: wire.get('boundCost'),
      by: BOUND_NAMES[wire.get('boundBy')],
      resource: wire.get('boundResource'),
      slot: wire.get('boundSlot'),
    };
  }

  /** Begins the search for better plans than the best one, with random draws from `seed`; `effort` lengthens its tries. */
  beginSearch(seed: bigint, effort = 1): void {
    this.wire.calls.seedRandom(seed);
    this.wire.calls.beginSearch(effort);
  }

  /**
   * A step of search of about `budget` units of work: 'more' to come, 'better' with a new best plan, 'done' when nothing
   * is left to gain. What a step does depends on its budget; not so on `slice`, after about so many units of which it
   * is 'paused', and goes on with the next call.
   */
  search(budget: number, slice = 2 ** 29): Step | 'paused' {
    return SEARCH_NAMES[this.wire.calls.search(budget, slice)];
  }

  /** How many hosts the best plan uses. */
  get hosts(): number {
    return this.wire.get('incumbentHosts');
  }

  /** What the best plan's hosts cost, and how many items it leaves without one. */
  get cost(): number {
    return this.wire.get('incumbentCost');
  }
  get unplaced(): number {
    return this.wire.get('incumbentUnplaced');
  }

  /** Units of work that the last step took: a unit is about one block of rows touched. */
  get workDone(): number {
    return this.wire.get('work');
  }

  /** A copy of the best plan so far. */
  plan(): FoldPlan {
    const { wire, problem } = this;
    return {
      hostOf: wire.ints('incumbentHostOf', problem!.items).slice(),
      hostKind: wire.ints('incumbentKindOf', this.hosts).slice(),
    };
  }

  /** Forgets the best plan, for a fold of the same problem from the start. */
  forget(): void {
    this.wire.calls.forgetIncumbent();
  }

  /** Takes another kernel's plan of the same problem as the best one. The caller has seen that it is valid. */
  adopt(plan: FoldPlan): void {
    const { wire } = this;
    wire.ints('incumbentHostOf', plan.hostOf.length).set(plan.hostOf);
    wire.ints('incumbentKindOf', plan.hostKind.length).set(plan.hostKind);
    wire.calls.adoptIncumbent(plan.hostKind.length);
  }
}

/**
 * Copies the rows of the items from `first` up to `end` to where they belong, each resource's last one repeated up to
 * the end of its last block.
 */
function copyDemand(
  problem: FoldProblem,
  layout: Layout,
  need: Int32Array,
  first: number,
  end: number,
): void {
  const { resources, rowStart, demand } = problem;
  const from = rowStart[resources];
  if (layout.rows === from) {
    need.set(demand.subarray(first * from, end * from), first * from);
    return;
  }
  for (let i = first; i < end; i++) {
    for (let d = 0; d < resources; d++) {
      const begin = i * from + rowStart[d];
      const count = layout.rowCount[d];
      const to = i * layout.rows + layout.rowBegin[d];
      if (count === 1) need[to] = demand[begin];
      else need.set(demand.subarray(begin, begin + count), to);
      if (layout.blocks > 0) need.fill(need[to + count - 1], to + count, i * layout.rows + layout.rowEnd[d]);
    }
  }
}

/** What only one item could share is its own: it goes into the item's rows. */
function foldLoneImages(
  problem: FoldProblem,
  layout: Layout,
  id: Int32Array,
  need: Int32Array,
  first: number,
  end: number,
): void {
  const s = problem.sharedResource;
  if (s < 0) return;
  for (let i = first; i < end; i++) {
    for (let k = problem.imageStart[i]; k < problem.imageStart[i + 1]; k++) {
      if (id[problem.imageId[k]] >= 0) continue;
      const row = i * layout.rows;
      for (let r = row + layout.rowBegin[s]; r < row + layout.rowEnd[s]; r++) {
        need[r] = Math.min(need[r] + problem.imageSize[k], 2 ** 30 + 1);
      }
    }
  }
}

function keptImages(
  problem: FoldProblem,
  id: Int32Array,
): { start: Int32Array; id: Int32Array; size: Int32Array } {
  const start = new Int32Array(problem.items + 1);
  const ids: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < problem.items; i++) {
    for (let k = problem.imageStart[i]; k < problem.imageStart[i + 1]; k++) {
      if (id[problem.imageId[k]] < 0) continue;
      ids.push(id[problem.imageId[k]]);
      sizes.push(problem.imageSize[k]);
    }
    start[i + 1] = ids.length;
  }
  return { start, id: Int32Array.from(ids), size: Int32Array.from(sizes) };
}
