import { divisor } from '../divisor';
import { hostCosts, type Pattern, type PatternInstance } from './pattern';
import type { ColumnKernel } from './kernel';
import { cheapen } from './cheapen';
import { divisibleCost, leastCost } from './least-cost';
import type { ProofTree } from './proof-tree';
import { rowTotal } from './row-total';

/** Whole weights of the types, what no pattern on a host of each kind weighs more than, and the bound that follows. */
export interface TypeCertificate {
  readonly weights: readonly number[];
  /** Per kind of the instance. */
  readonly most: readonly number[];
  /** On the cost of hosts. */
  readonly bound: number;
  /** What proves the bound where weights do not, over the items of the problem. */
  readonly cases?: ProofTree;
}

/** Worths of the types, and what a pattern on a host of each kind may then be worth; costs in parts of the dearest. */
export interface Duals {
  readonly items: Float64Array;
  readonly most: Float64Array;
}

/** Units of work of one kernel call: about 5 ms, so that nobody waits long for an answer. */
export const SLICE = 5000;

/**
 * Beyond so many types, patterns near those of the master are priced, bounds are not left to the end, and dives fix
 * several patterns at once.
 */
export const MANY_TYPES = 200;

/** What a column search knows so far. The generators that advance it yield after each slice of work. */
export class SearchState {
  /** Best plan: patterns, each one host; covers every type at least as often as needed. */
  plan: readonly Pattern[] | null = null;
  /** Hosts of the best plan, found here or given, and what they cost. */
  hosts = Infinity;
  cost = Infinity;
  /** The same cost, or what is known from elsewhere to be possible. */
  upper = Infinity;
  /** The best proof. */
  certificate: TypeCertificate;
  /** Value of the master, an upper limit of what columns can prove once they are all there. */
  master = Infinity;
  /** Duals at which the best bound was found, scaled so that the bound is their value; the centre of stabilisation. */
  centre: Duals | null = null;
  /** The bound that the centre proves, before rounding up. */
  centred = 0;
  /** The best bound before rounding up. */
  farley = 0;
  /** Whether the root has proved all it can: the bound, rounded up, equals the master's value rounded up. */
  settled = false;
  /** The kernel's work when the search began, and that at which exact pricing is due though other columns are found. */
  readonly begun: number;
  exactDue = 0;
  /** Per kind: what a host costs; how many there are, -1 for any number; and the cost in parts of the dearest. */
  readonly prices: readonly number[];
  readonly counts: readonly number[];
  readonly costs: Float64Array;
  /** The cost of the dearest host, and the common divisor of all: what plans cost is a multiple of it. */
  readonly dearest: number;
  readonly step: number;

  constructor(
    readonly kernel: ColumnKernel,
    readonly instance: PatternInstance,
    /** The part of a pattern that a host can really hold. */
    readonly trim: (pattern: Pattern) => Pattern = (pattern) => pattern,
    /** A search over the same types with fewer rows, whose plan, proof and duals hold here. */
    before: SearchState | null = null,
  ) {
    this.begun = kernel.work;
    this.prices = instance.kinds.map(({ price }) => price);
    this.counts = instance.kinds.map(({ count }) => count);
    this.costs = hostCosts(instance);
    this.dearest = Math.max(1, ...this.prices);
    this.step = this.prices.reduce(divisor, 0) || 1;
    const none = new Array<number>(instance.types).fill(0);
    this.certificate = { weights: none, most: this.prices.map(() => 0), bound: 0 };
    if (before) {
      const { plan, hosts, cost, upper, certificate, centre, centred, farley } = before;
      Object.assign(this, { plan, hosts, cost, upper, certificate, centre, centred, farley });
      return;
    }
    // A plan that takes more hosts than there are is none.
    if (this.counts.every((count) => count >= 0))
      this.upper = this.prices.reduce((sum, price, k) => sum + price * this.counts[k], 0) + this.step;
  }

  get lower(): number {
    return this.certificate.bound;
  }
  /** Whether the plan meets the bound. */
  get optimal(): boolean {
    return this.lower >= this.upper;
  }

  /** The cheapest that a plan can be whose hosts cost at least so much, by a value that is not quite exact. */
  roundedUp(value: number): number {
    const steps = value / this.step;
    return Math.ceil(steps - 1e-6 - steps * 1e-9) * this.step;
  }
  /** What hosts cost at least that carry `total`, at most so much each. */
  boundOf(total: number, most: readonly number[]): number {
    return leastCost(total, most, this.prices, this.counts);
  }

  /** Solves the master from where it stands. */
  *solve(): Generator<void, void> {
    for (;;) {
      const outcome = this.kernel.solveMaster(SLICE);
      if (outcome === 'done') return;
      if (outcome === 'failed')
        throw new Error('columns: the master could not be solved to the accuracy of its numbers');
      yield;
    }
  }
  /** The duals of the master. */
  duals(): Duals {
    const hosts = this.kernel.hostDuals();
    return { items: this.kernel.duals(), most: this.costs.map((cost, k) => cost + hosts[k]) };
  }
  /** What covering `need` with at most `left` hosts of each kind costs, by the master's duals. */
  valueOf(duals: Duals, need: ArrayLike<number>, left: ArrayLike<number>): number {
    let sum = duals.items.reduce((value, y, t) => value + y * need[t], 0);
    for (let k = 0; k < left.length; k++) if (left[k] >= 0) sum -= (duals.most[k] - this.costs[k]) * left[k];
    return sum * this.dearest;
  }

  /** Takes a plan when it is cheaper than the best, and its hosts as columns. */
  offer(plan: readonly Pattern[]): boolean {
    if (!this.adopt(plan)) return false;
    for (const pattern of this.plan!) this.kernel.addPattern(pattern);
    return true;
  }

  /** Takes a plan when it is cheaper than the best. */
  adopt(plan: readonly Pattern[]): boolean {
    const better = cheapen(plan, this.instance, this.trim);
    const cost = better.reduce((sum, { kind }) => sum + this.prices[kind], 0);
    if (cost >= this.cost || this.overdrawn(better)) return false;
    this.plan = better;
    this.hosts = better.length;
    this.cost = cost;
    this.upper = Math.min(this.upper, cost);
    return true;
  }

  /** Whether a plan takes more hosts of a kind than there are. */
  private overdrawn(plan: readonly Pattern[]): boolean {
    return this.counts.some(
      (count, k) => count >= 0 && plan.reduce((n, { kind }) => n + (kind === k ? 1 : 0), 0) > count,
    );
  }

  /** Takes a proof when it is better than the best; says whether it is, before rounding up. */
  prove(weights: readonly number[], most: readonly number[], total: number): boolean {
    const farley = divisibleCost(total, most, this.prices, this.counts);
    const bound = this.boundOf(total, most);
    if (bound > this.lower) this.certificate = { weights, most, bound };
    if (farley <= this.farley) return false;
    this.farley = farley;
    return true;
  }

  /** The row that needs the dearest hosts. */
  *proveByVolume(): Generator<void, void> {
    const { types, rows } = this.instance;
    const some = Math.max(1, Math.floor(5e4 / Math.max(1, types)));
    for (let r = 0; r < rows; r++) {
      const { weights, most, total } = rowTotal(this.instance, r);
      this.prove(weights, most, total);
      if (r % some === 0) yield;
    }
  }
}
