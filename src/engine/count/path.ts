/**
 * How the number of sets that fit a host falls as each item is to be in a larger part p of them. Weights rise along a
 * path from sets that are all but empty; they are kept such that every item is held as often as the others, and what the
 * sets gain by each rise adds up to the logarithm of their number (thermodynamic integration: Kirkwood 1935).
 */
import { HostChain, type HostRows } from './chain';
import { ln, lnFactorial } from './ln';

/** Copies of the host, and moves of each between two looks at who is held. */
const COPIES = 32;
const SWEEP = 32;
/** Moves in all. */
const MOVES = 2.5e6;
/** Looks before the path begins. */
const SETTLE = 40;
/** How far the mean weight of an item is raised. */
const RISE = 14;
/** Knots over size between which weights are straight lines, how fast these answer, and how fast each item's own does. */
const KNOTS = 8;
const GAIN = 0.05;
const MOST_OWN_GAIN = 0.02;
/** Part of a host that is full at the start, about, and the most that an item is held. */
const START_FILL = 0.15;
const START_MOST = 0.2;
/** A rise grows with size from this part of the mean on; an item counts no more than so many mean sizes. */
const BASE_RISE = 0.3;
const MOST_SIZE = 5;
/** Stretches of the path that are told, and the part of moves that must still be made: else the chain stands still. */
const PATH_PARTS = 48;
const LEAST_MADE = 0.015;

/** Means over a stretch of the path. */
export interface PathPart {
  /** 1 / p: hosts in a plan whose hosts are such sets. */
  readonly hosts: number;
  /** Mean over items of the weight beyond that which free items would have. */
  readonly weight: number;
  /** What the entropy of a set lacks to that of items that are drawn freely, in nats. */
  readonly lost: number;
  /** ln of the number of plans of so many hosts, whose names do not count. */
  readonly plans: number;
}

/** ln of the number of plans of `hosts` hosts, each of which lacks so many nats; hosts have no names. */
export function lnPlans(items: number, hosts: number, lost: number): number {
  return items * ln(hosts) - lnFactorial(hosts) - hosts * lost;
}

/** Sizes, of mean 1: what an item takes of each row, rows that all items together fill most counting most. */
export function sizesOf({ items, rows, capacity, need }: HostRows): Float64Array {
  const total = new Float64Array(rows);
  for (let i = 0; i < items; i++) for (let r = 0; r < rows; r++) total[r] += need[i * rows + r];
  const size = new Float64Array(items);
  let sum = 0;
  for (let i = 0; i < items; i++) {
    for (let r = 0; r < rows; r++)
      if (capacity[r] > 0) size[i] += (need[i * rows + r] / capacity[r]) * (total[r] / capacity[r]);
    sum += size[i];
  }
  return size.map((s) => (sum > 0 ? (s * items) / sum : 1));
}

/** The sum over the fullest row, in hosts. */
export function fullestTotal({ items, rows, capacity, need }: HostRows): number {
  let most = 0;
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let i = 0; i < items; i++) sum += need[i * rows + r];
    if (capacity[r] > 0) most = Math.max(most, sum / capacity[r]);
  }
  return most;
}

/** Straight lines over size: for each item the knot below it, and how far it is on the way to the next. */
class Lines {
  readonly count: number;
  readonly knot: Float64Array;
  private readonly below: Int32Array;
  private readonly part: Float64Array;
  private readonly share: Float64Array;

  constructor(size: Float64Array, order: Int32Array) {
    const n = size.length;
    this.count = Math.min(Math.max(2, n >> 2), KNOTS);
    const last = this.count - 1;
    this.knot = Float64Array.from(
      { length: this.count },
      (_, q) => size[order[Math.round((q * (n - 1)) / last)]],
    );
    for (let q = 1; q <= last; q++) this.knot[q] = Math.max(this.knot[q], this.knot[q - 1] + 1e-9);
    this.below = new Int32Array(n);
    this.part = new Float64Array(n);
    this.share = new Float64Array(this.count);
    for (let i = 0; i < n; i++) {
      let q = 0;
      while (q < last - 1 && size[i] > this.knot[q + 1]) q++;
      this.below[i] = q;
      this.part[i] = Math.min(1, Math.max(0, (size[i] - this.knot[q]) / (this.knot[q + 1] - this.knot[q])));
      this.spread(this.share, i, 1);
    }
  }

  /** Adds a value of item i to the knots beside it. */
  spread(to: Float64Array, i: number, value: number): void {
    to[this.below[i]] += (1 - this.part[i]) * value;
    to[this.below[i] + 1] += this.part[i] * value;
  }

  /** The value at item i. */
  at(values: Float64Array, i: number): number {
    const q = this.below[i];
    return (1 - this.part[i]) * values[q] + this.part[i] * values[q + 1];
  }

  /** Sums at knots become means over the items that count there. */
  mean(sums: Float64Array): void {
    for (let q = 0; q < sums.length; q++) sums[q] /= this.share[q];
  }
}

/** Walks the path; yields between two looks, and returns what its stretches came to. */
export function* walk(host: HostRows, seed: number): Generator<void, PathPart[]> {
  const { items } = host;
  const size = sizesOf(host);
  const order = Int32Array.from(size.keys()).sort((a, b) => size[a] - size[b] || a - b);
  const lines = new Lines(size, order);
  const rise = lines.knot.map((s) => BASE_RISE + (1 - BASE_RISE) * Math.min(s, MOST_SIZE));
  let meanRise = 0;
  for (let i = 0; i < items; i++) meanRise += lines.at(rise, i) / items;
  const chain = new HostChain(host, COPIES, order, seed);
  const { weight, evenHold, oddHold } = chain;

  const first = Math.min(START_FILL / fullestTotal(host), START_MOST);
  weight.fill(ln(first / (1 - first)));
  /** ln of the sum of weights over all sets. */
  let sum = -items * ln(1 - first);
  for (let s = 0; s < SETTLE; s++) {
    chain.run(SWEEP);
    yield;
  }

  const looks = Math.ceil(MOVES / (COPIES * SWEEP));
  const each = Math.floor(looks / PATH_PARTS);
  const step = RISE / looks;
  const half = COPIES / 2;
  const own = Math.min(MOST_OWN_GAIN, 1 / items);
  const lackEven = new Float64Array(lines.count);
  const lackOdd = new Float64Array(lines.count);
  const stretches: PathPart[] = [];
  let made = chain.made;
  let means = { held: 0, weight: 0, lost: 0, plans: 0 };
  for (let look = 1; look <= looks; look++) {
    chain.run(SWEEP);
    const held = Math.max(chain.held, 1) / (COPIES * items);
    const aim = half * held;
    lackEven.fill(0);
    lackOdd.fill(0);
    for (let i = 0; i < items; i++) {
      lines.spread(lackEven, i, aim - evenHold[i]);
      lines.spread(lackOdd, i, aim - oddHold[i]);
    }
    lines.mean(lackEven);
    lines.mean(lackOdd);
    let all = 0;
    for (let i = 0; i < items; i++) {
      // Half of the copies say how a weight changes, the others what that gains: else noise would count as gain.
      const odd = i & 1;
      const change =
        (step * lines.at(rise, i)) / meanRise +
        GAIN * lines.at(odd ? lackOdd : lackEven, i) +
        own * (aim - (odd ? oddHold : evenHold)[i]);
      sum += ((odd ? evenHold : oddHold)[i] / half) * change;
      weight[i] += change;
      all += weight[i];
    }
    const free = items * (-held * ln(held) - (1 - held) * ln(1 - held));
    const lost = free - (sum - held * all);
    means.held += held / each;
    means.weight += (all / items - ln(held / (1 - held))) / each;
    means.lost += lost / each;
    means.plans += lnPlans(items, 1 / held, lost) / each;
    if (look % each === 0) {
      const { held: p, ...rest } = means;
      stretches.push({ hosts: 1 / p, ...rest });
      const still = (chain.made - made) / (each * COPIES * SWEEP) < LEAST_MADE;
      // Where a host holds little more than one item, few moves say nothing yet.
      if (p * items > 1.2 && (still || means.plans < 0)) break;
      made = chain.made;
      means = { held: 0, weight: 0, lost: 0, plans: 0 };
    }
    yield;
  }
  return stretches;
}
