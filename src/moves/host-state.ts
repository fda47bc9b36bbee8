import type { FoldProblem } from '../engine/packing/problem';

/** What one host holds while guests come and go. */
export class HostState {
  readonly items = new Set<number>();
  /** Per row, with what each guest and core costs there; pages that are shared are apart. */
  readonly load: Float64Array;
  private readonly groups = new Map<number, number>();

  constructor(
    readonly problem: FoldProblem,
    readonly kind: number,
  ) {
    this.load = new Float64Array(problem.rowStart[problem.resources]);
  }

  /** Whether item i may be here and has room beside all that is here now. */
  fits(i: number): boolean {
    const { problem, kind } = this;
    if (problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== kind) return false;
    for (let e = problem.apartStart[i]; e < problem.apartStart[i + 1]; e++)
      if (this.groups.get(problem.apartId[e])) return false;
    const rows = problem.rowStart[problem.resources];
    for (let d = 0; d < problem.resources; d++) {
      const room = this.room(d, i) - this.beside(i, d);
      for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++)
        if (this.load[r] + problem.demand[i * rows + r] > room) return false;
    }
    return true;
  }

  /** Whether all that is here keeps every rule of sums. */
  get holds(): boolean {
    const { problem } = this;
    for (let d = 0; d < problem.resources; d++) {
      const room = this.room(d);
      for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++)
        if (this.load[r] > room) return false;
    }
    return true;
  }

  /** How full the fullest row is, as a part of its room; with item i beside what is here where it is given. */
  fullest(i = -1): number {
    const { problem } = this;
    const rows = problem.rowStart[problem.resources];
    let most = 0;
    for (let d = 0; d < problem.resources; d++) {
      const room = this.room(d, i);
      const beside = i < 0 ? 0 : this.beside(i, d);
      for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++) {
        const used = this.load[r] + beside + (i < 0 ? 0 : problem.demand[i * rows + r]);
        if (used > most * room) most = room > 0 ? used / room : Infinity;
      }
    }
    return most;
  }

  add(i: number): void {
    this.change(i, 1);
    this.items.add(i);
  }

  remove(i: number): void {
    this.change(i, -1);
    this.items.delete(i);
  }

  private change(i: number, sign: 1 | -1): void {
    const { problem } = this;
    const rows = problem.rowStart[problem.resources];
    for (let d = 0; d < problem.resources; d++) {
      const beside = this.beside(i, d);
      for (let r = problem.rowStart[d]; r < problem.rowStart[d + 1]; r++)
        this.load[r] += sign * (problem.demand[i * rows + r] + beside);
    }
    for (let e = problem.apartStart[i]; e < problem.apartStart[i + 1]; e++) {
      const group = problem.apartId[e];
      this.groups.set(group, (this.groups.get(group) ?? 0) + sign);
    }
  }

  /** What guests and cores of item i add to each row of resource d. */
  private beside(i: number, d: number): number {
    const { guestCount, coreCount, perGuest, perCore, resources } = this.problem;
    const at = this.kind * resources + d;
    return guestCount[i] * perGuest[at] + coreCount[i] * perCore[at];
  }

  /** Room of resource d less the pages that all here, and item i, hold once. */
  private room(d: number, i = -1): number {
    const { problem, kind } = this;
    const room = problem.capacity[kind * problem.resources + d];
    if (d !== problem.sharedResource || problem.images === 0) return room;
    const largest = new Map<number, number>();
    for (const item of i < 0 ? this.items : [...this.items, i])
      for (let e = problem.imageStart[item]; e < problem.imageStart[item + 1]; e++) {
        const image = problem.imageId[e];
        largest.set(image, Math.max(largest.get(image) ?? 0, problem.imageSize[e]));
      }
    let pages = 0;
    for (const size of largest.values()) pages += size;
    return room - pages;
  }
}

/** Hosts of these kinds with the items that are on them; an item on none (-1) is on none. */
export function statesOf(problem: FoldProblem, kinds: ArrayLike<number>, at: ArrayLike<number>): HostState[] {
  const states = Array.from(kinds, (kind) => new HostState(problem, kind));
  for (let i = 0; i < problem.items; i++) if (at[i] >= 0) states[at[i]].add(i);
  return states;
}
