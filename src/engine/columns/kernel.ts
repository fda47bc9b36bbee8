import { KernelWire } from '../wire';
import { hostCosts, type Pattern, type PatternInstance } from './pattern';
import { COLUMNS_WIRE, FOUND_ROOM, type ColumnCalls, type ColumnWord } from './wire';

/** How a resumable call ended: it wants to be called again, it is done, or it cannot go on. */
type Outcome = 'running' | 'done' | 'failed';
const OUTCOMES: readonly Outcome[] = ['running', 'done', 'failed'];

/** What an item without a host costs in the master, where the dearest host costs 1. */
const UNPLACED = 100;
/** Elementary operations of one call whose length is known before. */
const CALL_OPERATIONS = 5e6;

/** The column-generation kernel with one instance in it. Calls that take `units` of work stop once these are used. */
export class ColumnKernel {
  private guide = 0;
  private worth = 0;
  private saved = 0;
  private types = 0;
  private rows = 0;
  /** Per kind: the row of the master in which its hosts are counted, or -1. */
  private counted: readonly number[] = [];
  /** Columns that the master may hold. */
  columnRoom = 0;

  private constructor(private readonly wire: KernelWire<ColumnCalls, ColumnWord>) {}

  /** @param bytes the compiled kernel */
  static async create(bytes: BufferSource): Promise<ColumnKernel> {
    return new ColumnKernel(await KernelWire.open<ColumnCalls, ColumnWord>(bytes, COLUMNS_WIRE));
  }

  /** Puts an instance in (see `loadInSteps`). */
  load(instance: PatternInstance, seed: number): void {
    for (const _ of this.loadInSteps(instance, seed));
  }

  /**
   * Puts an instance in, in steps of some milliseconds. There is one column for each type, which are the first basis:
   * where hosts are counted an item without a host, else as many copies as fit, on the cheapest host that holds any.
   * Costs are in parts of the dearest host.
   * @throws Error when a type does not fit any empty host
   */
  *loadInSteps(instance: PatternInstance, seed: number): Generator<void, void> {
    const { calls } = this.wire;
    const { types, rows, kinds } = instance;
    this.types = types;
    this.rows = rows;
    calls.resetArena();
    calls.seedRandom(BigInt(seed));
    calls.startInstance(types, rows, kinds.length);
    const stride = this.wire.get('stride');
    this.wire.ints('demand', types).set(instance.demand);
    const some = Math.max(1, Math.floor(CALL_OPERATIONS / (6 * rows)));
    for (const [k, kind] of kinds.entries()) {
      calls.selectKind(k);
      this.wire.ints('capacity', rows).set(kind.capacity);
      this.wire.ints('limit', types).set(kind.fit);
      for (let from = 0; from < types; from += some) {
        const to = Math.min(types, from + some);
        const sizes = this.wire.ints('sizes', types * stride);
        for (let t = from; t < to; t++) sizes.set(kind.sizes.subarray(t * rows, (t + 1) * rows), t * stride);
        calls.finishTypes(from, to);
        yield;
      }
      calls.finishKind();
    }
    yield* this.startMaster(instance);
    yield;
    for (let t = 0; t < types; t++) calls.setRightHand(t, instance.demand[t]);
    this.setHosts(kinds.map(({ count }) => count));
    calls.firstBasis(types);
  }

  private *startMaster(instance: PatternInstance): Generator<void, void> {
    const { calls } = this.wire;
    const { types, kinds, demand } = instance;
    const limited = kinds.filter(({ count }) => count >= 0).length;
    this.columnRoom = Math.max(6000, 12 * types);
    calls.startColumns(this.columnRoom, this.columnRoom * Math.min(types + 1, 64), limited);
    this.guide = this.wire.take(types * 8);
    this.worth = this.wire.take(types * 8);
    this.saved = this.wire.take(calls.basisBytes());
    let row = types;
    this.counted = kinds.map(({ count }) => (count >= 0 ? row++ : -1));
    this.wire.ints('kindRow', kinds.length).set(this.counted);
    this.wire.floats('kindCost', kinds.length + 1).set([...hostCosts(instance), UNPLACED]);
    const byCost = kinds.map((_, k) => k).sort((a, b) => kinds[a].price - kinds[b].price || a - b);
    for (let t = 0; t < types; t++) {
      const kind = byCost.find((k) => kinds[k].fit[t] > 0);
      if (kind === undefined) throw new Error('columns: an item does not fit an empty host');
      if (limited > 0) calls.appendUnplaced(t);
      else this.addPattern({ kind, types: [t], copies: [Math.min(demand[t], kinds[kind].fit[t])] });
      if (t % 512 === 0) yield;
    }
  }

  /** Units of work done since the kernel was made; a unit is about a thousand elementary operations. */
  get work(): number {
    return this.wire.calls.workDone();
  }
  get columns(): number {
    return this.wire.get('columns');
  }
  get pivots(): number {
    return this.wire.get('pivots');
  }
  /** Branches looked at by the present search. */
  get branches(): number {
    return this.wire.get('branches');
  }

  /** A uniform number in (0, 1), from the stream of the seed. */
  draw(): number {
    return this.wire.calls.nextUnit();
  }

  /** Sets how many copies of each type one pattern on a host of a kind may hold. */
  setLimit(kind: number, limit: Int32Array): void {
    this.wire.calls.selectKind(kind);
    this.wire.ints('limit', this.types).set(limit);
  }

  /**
   * Adds a column.
   * @returns its index, or -1 when it is there already or finds no room
   */
  addPattern(pattern: Pattern): number {
    return this.wire.calls.appendPattern(this.write(pattern));
  }
  /** Whether a pattern fits a host. */
  fits(pattern: Pattern): boolean {
    return this.wire.calls.patternFits(this.write(pattern)) !== 0;
  }
  /** Column `j` of the master; null for one that stands for an item without a host. */
  pattern(j: number): Pattern | null {
    const [kind] = this.wire.ints('columnKind', 1, j);
    if (kind === this.counted.length) return null;
    const [from, end] = this.wire.ints('columnStart', 2, j);
    const to = this.counted[kind] < 0 ? end : end - 1;
    return {
      kind,
      types: this.wire.ints('entryType', to - from, from).slice(),
      copies: this.wire.ints('entryCopies', to - from, from).slice(),
    };
  }
  /** Protects a column from `dropColumns`, or no longer. */
  keep(j: number, keep: boolean): void {
    this.wire.calls.keepColumn(j, keep ? 1 : 0);
  }
  /** Drops idle columns whose reduced cost is above `most`; indices change, and the saved basis is void. */
  dropColumns(most: number): void {
    this.wire.calls.dropColumns(most);
  }
  /** The patterns of least reduced cost, after `solveMaster`, at most `many`. */
  cheapest(many: number): Pattern[] {
    const costs = this.reducedCosts();
    const order = Array.from(costs.keys()).sort((a, b) => costs[a] - costs[b] || a - b);
    return order
      .slice(0, many)
      .map((j) => this.pattern(j))
      .filter((pattern) => pattern !== null);
  }
  /** Reduced costs of the columns, after `solveMaster`. */
  reducedCosts(): Float64Array {
    return this.wire.floats('reduced', this.columns).slice();
  }

  /** Sets how many copies of each type the master must cover. */
  setNeed(need: ArrayLike<number>): void {
    for (let t = 0; t < this.types; t++) this.wire.calls.setRightHand(t, need[t]);
  }
  /** Sets how many hosts of each kind the master may use; ignored for kinds of which there is any number. */
  setHosts(left: ArrayLike<number>): void {
    this.counted.forEach((row, k) => {
      if (row >= 0) this.wire.calls.setHosts(row, left[k]);
    });
  }
  solveMaster(units: number): Outcome {
    this.wire.calls.allow(units);
    return OUTCOMES[this.wire.calls.solveMaster()];
  }
  /** Dual value of each type, at least 0. */
  duals(): Float64Array {
    return this.wire.floats('dual', this.types).map((y) => Math.max(0, y));
  }
  /** Per kind: what one more host of it is worth, at least 0; 0 where hosts are not counted. */
  hostDuals(): Float64Array {
    const dual = this.wire.floats('dual', this.masterRows);
    return Float64Array.from(this.counted, (row) => (row < 0 ? 0 : Math.max(0, dual[row])));
  }
  /** The patterns in use: and how often. */
  solution(): { pattern: Pattern; times: number }[] {
    const m = this.masterRows;
    const basic = this.wire.ints('basic', m);
    const value = this.wire.floats('value', m);
    const used: { pattern: Pattern; times: number }[] = [];
    for (let i = 0; i < m; i++) {
      const pattern = basic[i] >= m && value[i] > 1e-4 ? this.pattern(basic[i] - m) : null;
      if (pattern) used.push({ pattern, times: value[i] });
    }
    return used;
  }
  private get masterRows(): number {
    return this.types + this.counted.filter((row) => row >= 0).length;
  }
  /**
   * Makes the patterns of a plan the basis, each pivoted on one of its types, and surpluses the rest. Only where every
   * type has one copy and hosts are not counted; else the basis stays as it is.
   */
  startFrom(plan: readonly Pattern[], { demand }: PatternInstance): void {
    if (this.masterRows > this.types || demand.some((copies) => copies > 1)) return;
    const basic = Int32Array.from(demand, (_, i) => i);
    const rightHand = this.wire.floats('rightHand', this.types).slice();
    for (const pattern of plan) {
      const added = this.addPattern(pattern);
      // What is there already covers one type alone: the column of that type.
      if (added < 0 && pattern.types.length !== 1) return;
      // The type that asks for most: there is enough of the others then.
      const row = Array.from(pattern.types).reduce((a, b) => (rightHand[b] > rightHand[a] ? b : a));
      basic[row] = this.types + (added < 0 ? row : added);
    }
    this.wire.intsAt(this.saved, this.types).set(basic);
    this.restoreBasis();
  }
  /** Remembers the present basis (one at a time). */
  saveBasis(): void {
    this.wire.calls.saveBasis(this.saved);
  }
  restoreBasis(): void {
    this.wire.calls.restoreMaster(this.saved);
  }

  /**
   * Heuristic pricing for hosts of a kind: adds patterns made under the duals `guide` that are worth more than `least` under `worth`.
   * A step is so many tries as take some milliseconds; the generator yields after each.
   * @returns how many were added
   */
  *priceByGreed(
    kind: number,
    guide: Float64Array,
    worth: Float64Array,
    tries: number,
    noise: number,
    least: number,
  ): Generator<void, number> {
    const step = Math.max(1, Math.floor(CALL_OPERATIONS / (this.types * (2 * this.rows + 150))));
    let added = 0;
    for (let from = 0; from < tries; from += step) {
      this.wire.calls.selectKind(kind);
      this.wire.floatsAt(this.guide, this.types).set(guide);
      this.wire.floatsAt(this.worth, this.types).set(worth);
      const to = Math.min(tries, from + step);
      added += this.wire.calls.priceByGreed(this.guide, this.worth, from, to, noise, least);
      yield;
    }
    return added;
  }
  /**
   * Pricing by neighbours for hosts of a kind: of the patterns near each of the master's whose reduced cost is at most
   * `slack`, adds the best that is worth more than `least` under `worth`.
   * @param out how many items a pattern loses: 1 or 2
   * @returns how many were added
   */
  *priceNearby(
    kind: number,
    worth: Float64Array,
    slack: number,
    least: number,
    out: number,
  ): Generator<void, number> {
    const { calls } = this.wire;
    const step = Math.max(1, Math.floor(CALL_OPERATIONS / (this.types * (this.rows + 8) * 8)));
    this.wire.floatsAt(this.worth, this.types).set(worth);
    calls.rankByWorth(this.worth);
    let added = 0;
    for (let from = 0, end = this.columns; from < end; from += step) {
      calls.selectKind(kind);
      added += calls.priceNearby(this.worth, from, Math.min(end, from + step), slack, least, out);
      yield;
    }
    return added;
  }
  /**
   * Begins exact pricing for hosts of a kind (see assembly/columns/exact.ts).
   * @param least by how much a pattern must be worth more than `beat` to count: 1 for whole worths
   * @param tuning steps towards good weights of the rows; fewer are made where each is long
   */
  startExact(kind: number, duals: ArrayLike<number>, beat: number, least: number, tuning: number): void {
    tuning = Math.max(4, Math.min(tuning, Math.floor(CALL_OPERATIONS / (this.types * this.rows))));
    this.wire.calls.selectKind(kind);
    this.wire.floatsAt(this.guide, this.types).set(duals);
    this.wire.calls.startExact(this.guide, beat, least, tuning);
  }
  searchOn(units: number): Outcome {
    this.wire.calls.allow(units);
    return OUTCOMES[this.wire.calls.searchOn()];
  }
  /** What no pattern is worth more than, as far as the search has come. */
  openBound(): number {
    return this.wire.calls.openBound();
  }
  /** The greatest worth found, at least what was to be beaten. */
  bestWorth(): number {
    return this.wire.get('bestWorth');
  }
  /** How many patterns the search has found, each better than the one before. */
  get found(): number {
    return this.wire.get('found');
  }
  /** The patterns found last, on hosts of the kind that was searched, the best first, at most 32. */
  foundPatterns(kind: number): Pattern[] {
    const patterns: Pattern[] = [];
    for (let k = this.found - 1; k >= Math.max(0, this.found - FOUND_ROOM); k--) {
      const slot = k % FOUND_ROOM;
      const [length] = this.wire.ints('foundLength', 1, slot);
      const copies = new Map<number, number>();
      for (const t of this.wire.ints('foundItems', length, slot * this.wire.get('longest')))
        copies.set(t, (copies.get(t) ?? 0) + 1);
      const types = [...copies.keys()].sort((a, b) => a - b);
      patterns.push({ kind, types, copies: types.map((t) => copies.get(t)!) });
    }
    return patterns;
  }
  /** The weights of the rows that exact pricing for a kind used last, per share of capacity. */
  multipliers(kind: number): Float64Array {
    this.wire.calls.selectKind(kind);
    return this.wire.floats('multipliers', this.rows).slice();
  }

  private write(pattern: Pattern): number {
    this.wire.calls.selectKind(pattern.kind);
    this.wire.ints('patternTypes', pattern.types.length).set(pattern.types);
    this.wire.ints('patternCopies', pattern.types.length).set(pattern.copies);
    return pattern.types.length;
  }
}
