/**
 * Sets of items that fit one host, drawn by a Markov chain (Metropolis and others 1953): a set holds weight
 * exp(sum of its items' weights). Several copies of the host run side by side; moves add, remove and exchange items.
 */
import { ln } from './ln';

/** One kind of host and what items take of it: rows x capacity, items x rows. */
export interface HostRows {
  readonly items: number;
  readonly rows: number;
  readonly capacity: Int32Array;
  readonly need: Int32Array;
}

/** Draws of minus a logarithm come from the middles of so many parts of (0, 1). */
const LOGS = 4096;
/** An item is exchanged for one within this part of all in the order of size, half the time. */
const ALIKE = 16;

/** xorshift32 (Marsaglia 2003), the same everywhere. */
function draws(seed: number): () => number {
  let s = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  return () => {
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    return (s >>>= 0);
  };
}

type Passed = (
  load: Int32Array,
  need: Int32Array,
  capacity: Int32Array,
  base: number,
  into: number,
  out: number,
  first: number,
  end: number,
) => number;

/** The first of some rows that would pass its capacity with an item more, -1 where none would. */
const passedWith: Passed = (load, need, capacity, base, into, _out, first, end) => {
  for (let x = first; x < end; x++) if (load[x] + need[into + x] > capacity[x - base]) return x;
  return -1;
};

/** The same with one item in the place of another. */
const passedInstead: Passed = (load, need, capacity, base, into, out, first, end) => {
  for (let x = first; x < end; x++)
    if (load[x] + need[into + x] - need[out + x] > capacity[x - base]) return x;
  return -1;
};

export class HostChain {
  /** Per item: the logarithm of what a set gains by it. */
  readonly weight: Float64Array;
  /** Per item: how many copies of even and of odd number hold it. */
  readonly evenHold: Int32Array;
  readonly oddHold: Int32Array;
  /** Items that all copies hold. */
  held = 0;
  made = 0;
  private readonly load: Int32Array;
  private readonly inside: Uint8Array;
  private readonly member: Int32Array;
  private readonly placeOf: Int32Array;
  private readonly count: Int32Array;
  /** Per copy: the row that was passed last, where the next look begins. */
  private readonly tight: Int32Array;
  private readonly rank: Int32Array;
  private readonly logs: Float64Array;
  private readonly lnCount: Float64Array;
  private readonly next: () => number;
  private readonly reach: number;

  /** @param order items by size, the smallest first */
  constructor(
    private readonly host: HostRows,
    private readonly copies: number,
    private readonly order: Int32Array,
    seed: number,
  ) {
    const { items, rows } = host;
    this.weight = new Float64Array(items);
    this.evenHold = new Int32Array(items);
    this.oddHold = new Int32Array(items);
    this.load = new Int32Array(copies * rows);
    this.inside = new Uint8Array(copies * items);
    this.member = new Int32Array(copies * items);
    this.placeOf = new Int32Array(copies * items);
    this.count = new Int32Array(copies);
    this.tight = new Int32Array(copies);
    this.rank = new Int32Array(items);
    order.forEach((i, k) => (this.rank[i] = k));
    this.reach = Math.max(2, Math.floor(items / ALIKE));
    this.logs = Float64Array.from({ length: LOGS }, (_, k) => -ln((k + 0.5) / LOGS));
    this.lnCount = Float64Array.from({ length: items + 2 }, (_, k) => (k === 0 ? 0 : ln(k)));
    this.next = draws(seed);
  }

  /** So many moves of each copy. */
  run(moves: number): void {
    for (let k = 0; k < moves; k++) for (let c = 0; c < this.copies; c++) this.move(c);
  }

  private below(count: number): number {
    return Math.floor((this.next() / 2 ** 32) * count);
  }

  /** Whether a move that changes the logarithm of a set's weight by this much is made. */
  private passes(gain: number): boolean {
    return gain >= 0 || -gain < this.logs[this.next() % LOGS];
  }

  private move(c: number): void {
    const { items } = this.host;
    const { weight, lnCount, inside, member } = this;
    const here = this.count[c];
    const which = this.next() >>> 30;
    if (which === 0) {
      const i = this.below(items);
      if (inside[c * items + i]) return;
      if (this.passes(weight[i] + lnCount[items] - lnCount[here + 1]) && this.fits(c, i, -1))
        this.enter(c, i);
      return;
    }
    if (here === 0) return;
    const j = member[c * items + this.below(here)];
    if (which === 1) {
      if (this.passes(lnCount[here] - lnCount[items] - weight[j])) this.leave(c, j);
      return;
    }
    const at = which === 2 ? this.below(items) : this.rank[j] + this.below(2 * this.reach + 1) - this.reach;
    if (at < 0 || at >= items) return;
    const i = this.order[at];
    if (inside[c * items + i] || !this.passes(weight[i] - weight[j]) || !this.fits(c, i, j)) return;
    this.exchange(c, i, j);
  }

  /** Whether copy c holds item i once `out` (-1: none) has left. */
  private fits(c: number, i: number, out: number): boolean {
    const { rows, capacity, need } = this.host;
    const { load } = this;
    const mine = c * rows;
    const into = i * rows - mine;
    const first = mine + this.tight[c];
    const end = mine + rows;
    const passed = out < 0 ? passedWith : passedInstead;
    const from = out * rows - mine;
    let at = passed(load, need, capacity, mine, into, from, first, end);
    if (at < 0) at = passed(load, need, capacity, mine, into, from, mine, first);
    if (at < 0) return true;
    this.tight[c] = at - mine;
    return false;
  }

  private enter(c: number, i: number): void {
    const { items, rows, need } = this.host;
    const { load } = this;
    for (let r = 0, x = c * rows, y = i * rows; r < rows; r++) load[x + r] += need[y + r];
    const at = this.count[c]++;
    this.inside[c * items + i] = 1;
    this.member[c * items + at] = i;
    this.placeOf[c * items + i] = at;
    (c & 1 ? this.oddHold : this.evenHold)[i]++;
    this.held++;
    this.made++;
  }

  /** Item i in the place of j. */
  private exchange(c: number, i: number, j: number): void {
    const { items, rows, need } = this.host;
    const { load } = this;
    const x = c * rows;
    const into = i * rows - x;
    const out = j * rows - x;
    for (let r = x, end = x + rows; r < end; r++) load[r] += need[into + r] - need[out + r];
    const at = this.placeOf[c * items + j];
    this.inside[c * items + j] = 0;
    this.inside[c * items + i] = 1;
    this.member[c * items + at] = i;
    this.placeOf[c * items + i] = at;
    const hold = c & 1 ? this.oddHold : this.evenHold;
    hold[j]--;
    hold[i]++;
    this.made++;
  }

  private leave(c: number, i: number): void {
    const { items, rows, need } = this.host;
    const { load } = this;
    for (let r = 0, x = c * rows, y = i * rows; r < rows; r++) load[x + r] -= need[y + r];
    const at = this.placeOf[c * items + i];
    const last = this.member[c * items + --this.count[c]];
    this.inside[c * items + i] = 0;
    this.member[c * items + at] = last;
    this.placeOf[c * items + last] = at;
    (c & 1 ? this.oddHold : this.evenHold)[i]--;
    this.held--;
    this.made++;
  }
}
