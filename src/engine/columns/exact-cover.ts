import type { FullHosts } from './full-hosts';
import type { Pattern } from './pattern';

/** By how much an item without a host matters more, each time that nothing better than an exchange is left. */
const HEAVIER = 0.02;
/** How far what a set costs is stirred, so that two exchanges do not undo each other for ever. */
const STIR = 0.1;
/** Moves between two breaths. */
const BREATH = 2000;

/**
 * A walk through choices of disjoint sets until they hold every item: a set with an item that has no host comes in, and
 * those that it meets go, by the least sum of weights of what then has no host. Weights grow while nothing gets better,
 * so that the walk leaves what it cannot complete (Morris 1993, "The breakout method").
 */
export class ExactCover {
  private readonly optionStart: Int32Array;
  private readonly options: Int32Array;
  /** Per item: the set that holds it, or -1. */
  private readonly holder: Int32Array;
  private readonly weight: Float64Array;
  /** The items without a host, in any order, and where each stands. */
  private readonly homeless: Int32Array;
  private readonly placeOf: Int32Array;
  private homelessCount: number;
  private looked = 0;

  /** @param draw uniform numbers in (0, 1) */
  constructor(
    private readonly of: FullHosts,
    private readonly draw: () => number,
  ) {
    const { typeOf, start, members } = of;
    const items = typeOf.length;
    this.optionStart = new Int32Array(items + 1);
    for (const i of members) this.optionStart[i + 1]++;
    for (let i = 0; i < items; i++) this.optionStart[i + 1] += this.optionStart[i];
    this.options = new Int32Array(members.length);
    const next = this.optionStart.slice();
    for (let s = 0; s + 1 < start.length; s++)
      for (let e = start[s]; e < start[s + 1]; e++) this.options[next[members[e]]++] = s;
    this.holder = new Int32Array(items).fill(-1);
    this.weight = new Float64Array(items).fill(1);
    this.homeless = Int32Array.from({ length: items }, (_, i) => i);
    this.placeOf = this.homeless.slice();
    this.homelessCount = items;
  }

  get items(): number {
    return this.holder.length;
  }
  /** Work done, in units of about a thousand elementary operations. */
  get work(): number {
    return this.looked / 100;
  }

  /**
   * Walks on until every item has a host, or so much work is done.
   * @returns the sets chosen, as patterns on hosts of the first kind; null where items are left
   */
  *walk(work: number): Generator<void, Pattern[] | null> {
    const end = this.work + work;
    while (this.homelessCount > 0 && this.work < end) {
      for (let k = 0; k < BREATH && this.homelessCount > 0; k++) this.move();
      yield;
    }
    return this.homelessCount > 0 ? null : this.chosen();
  }

  private move(): void {
    const { optionStart, options, homeless } = this;
    const item = homeless[Math.floor(this.draw() * this.homelessCount)];
    let best = -1;
    let least = Infinity;
    for (let o = optionStart[item]; o < optionStart[item + 1]; o++) {
      const s = options[o];
      const cost = this.costOf(s) + STIR * this.draw();
      if (cost >= least) continue;
      least = cost;
      best = s;
    }
    this.looked += optionStart[item + 1] - optionStart[item] + 4;
    if (least >= 0) for (let k = 0; k < this.homelessCount; k++) this.weight[homeless[k]] += HEAVIER;
    this.bringIn(best);
  }

  /** Weight of the items that lose their host less that of those that get one. */
  private costOf(set: number): number {
    const { start, members } = this.of;
    const { holder, weight } = this;
    let cost = 0;
    const from = start[set];
    const to = start[set + 1];
    for (let e = from; e < to; e++) {
      const held = holder[members[e]];
      cost -= weight[members[e]];
      if (held < 0) continue;
      // A set that is met twice goes once.
      let seen = false;
      for (let f = from; f < e && !seen; f++) seen = holder[members[f]] === held;
      if (!seen) for (let f = start[held]; f < start[held + 1]; f++) cost += weight[members[f]];
    }
    return cost;
  }

  private bringIn(set: number): void {
    const { start, members } = this.of;
    for (let e = start[set]; e < start[set + 1]; e++) {
      const gone = this.holder[members[e]];
      if (gone < 0) continue;
      for (let f = start[gone]; f < start[gone + 1]; f++) {
        const i = members[f];
        this.holder[i] = -1;
        this.placeOf[i] = this.homelessCount;
        this.homeless[this.homelessCount++] = i;
      }
    }
    for (let e = start[set]; e < start[set + 1]; e++) {
      const i = members[e];
      this.holder[i] = set;
      const last = this.homeless[--this.homelessCount];
      this.homeless[this.placeOf[i]] = last;
      this.placeOf[last] = this.placeOf[i];
    }
  }

  private chosen(): Pattern[] {
    const { start, members, typeOf } = this.of;
    return [...new Set(this.holder)].map((s) => {
      const copies = new Map<number, number>();
      for (let e = start[s]; e < start[s + 1]; e++) {
        const t = typeOf[members[e]];
        copies.set(t, (copies.get(t) ?? 0) + 1);
      }
      const types = [...copies.keys()].sort((a, b) => a - b);
      return { kind: 0, types, copies: types.map((t) => copies.get(t)!) };
    });
  }
}
