import { gaugeOfProblem, hostsOver } from '../engine/even/gauge';
import type { FoldEngine } from '../engine/fold-engine';
import { LARGEST, type FoldPlan, type FoldProblem } from '../engine/packing/problem';
import { settle } from '../moves/settle';
import { plentyOf } from '../placement/evening';
import type { Item } from '../placement/model';

/** Steps that a plan which others start from is evened with, at most. */
const EVEN_STEPS = 8;
/** Part of the hosts that may be over before their guests are no longer moved. */
const MOST_OVER = 0.25;
/** Room that such a plan may take while it is evened: samples ask for less, or more, than what is likely. */
const LOOSE = 4;

/**
 * How many hosts of one kind carry an estate under many draws. For each number of hosts there is one plan, evened at the
 * likely figures from the plan that stands; a draw for which it does not hold moves what is over to where there is room.
 */
export class Suffices {
  private readonly plans = new Map<number, Promise<Int32Array>>();
  private likelySlack: Promise<number> | null = null;

  /**
   * @param likely the problem at the likely figures, and its items
   * @param standing host of each guest in the plan that stands; -1 for those that it does not carry
   */
  constructor(
    private readonly engine: FoldEngine,
    private readonly likely: { readonly problem: FoldProblem; readonly items: readonly Item[] },
    private readonly standing: Int32Array,
    private readonly seed: number,
  ) {}

  /**
   * Looks from about where the likely figures end, downwards while plans hold, else upwards.
   * @param need hosts that the fullest moment of all items together fills, parts counted
   * @returns hosts for which a plan was found
   */
  async count(problem: FoldProblem, items: readonly Item[], need: number): Promise<number> {
    if (problem.items === 0) return 0;
    const least = Math.max(1, Math.ceil(need - 1e-9));
    const holds = async (k: number) => k >= problem.items || this.holds(problem, items, k);
    let k = Math.min(problem.items, Math.max(least, Math.ceil(need * (await this.slack()) - 1e-9)));
    if (await holds(k)) {
      while (k > least && (await holds(k - 1))) k--;
      return k;
    }
    for (k++; !(await holds(k)); k++);
    return k;
  }

  /** How many times the hosts that its fullest moment fills the likely problem takes. */
  private slack(): Promise<number> {
    return (this.likelySlack ??= (async () => {
      const { problem, items } = this.likely;
      if (problem.items === 0) return 1;
      const need = hostsNeeded(problem);
      let k = Math.max(1, Math.ceil(need - 1e-9));
      while (k < problem.items && !(await this.holds(problem, items, k))) k++;
      return need > 0 ? Math.max(1, k / need) : 1;
    })());
  }

  private async holds(problem: FoldProblem, items: readonly Item[], k: number): Promise<boolean> {
    const hostOf = onItems(await this.plan(k), items);
    const hostKind = new Int32Array(k);
    const over = hostsOver(problem, { hostKind, hostOf });
    if (over === 0 && !hostOf.includes(-1)) return true;
    // Where many hosts are over, there is nowhere to move to.
    if (over > k * MOST_OVER) return false;
    return settle({ problem, kinds: [...hostKind], at: hostOf }, new Array<boolean>(k).fill(true)) !== null;
  }

  /** Host of each guest on so many hosts; -1 for those that are to be placed. */
  private plan(k: number): Promise<Int32Array> {
    const known = this.plans.get(k) ?? this.make(k);
    this.plans.set(k, known);
    return known;
  }

  private async make(k: number): Promise<Int32Array> {
    const { likely, standing, engine, seed } = this;
    const { problem, items } = likely;
    const start: FoldPlan = { hostKind: new Int32Array(k), hostOf: onItems(kept(standing, k), items) };
    const loose = {
      ...problem,
      capacity: problem.capacity.map((room) => Math.min(LARGEST, room * LOOSE)),
      kindCount: Int32Array.of(-1),
    };
    const steps = Math.min(EVEN_STEPS, plentyOf(problem));
    const even = await engine.even?.(loose, gaugeOfProblem(problem), { start, seed: BigInt(seed), steps });
    const hostOf = even?.plan?.hostOf ?? start.hostOf;
    const at = new Int32Array(standing.length).fill(-1);
    items.forEach((item, i) => item.guests.forEach((g) => (at[g] = hostOf[i])));
    return at;
  }
}

/** The plan that stands on so many hosts: those with fewest guests are given up. */
function kept(standing: Int32Array, k: number): Int32Array {
  const guests = new Map<number, number>();
  for (const h of standing) if (h >= 0) guests.set(h, (guests.get(h) ?? 0) + 1);
  const stay = [...guests]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, k)
    .map(([h]) => h);
  return standing.map((h) => stay.indexOf(h));
}

const onItems = (hostOf: Int32Array, items: readonly Item[]): Int32Array =>
  Int32Array.from(items, ({ guests: [g] }) => hostOf[g]);

/**
 * Hosts that the fullest row of all items together fills, of the first kind: no fewer carry them, parts of a host
 * counted. Pages that are shared count for nobody.
 */
export const hostsNeeded = (problem: FoldProblem): number =>
  busiestHours(problem, new Int32Array(problem.items), 1, 1)[0];

/** Of each host, the fullest hour of any resource, as a part of what may be filled. @param slots in an hour */
export function busiestHours(
  problem: FoldProblem,
  hostOf: Int32Array,
  hosts: number,
  slots: number,
): number[] {
  const { items, resources, rowStart, demand, capacity, guestCount, coreCount, perGuest, perCore } = problem;
  const rows = rowStart[resources];
  const sums = new Float64Array(hosts * rows);
  for (let i = 0; i < items; i++) {
    const h = hostOf[i];
    if (h < 0) continue;
    for (let d = 0; d < resources; d++) {
      const beside = guestCount[i] * perGuest[d] + coreCount[i] * perCore[d];
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++) sums[h * rows + r] += demand[i * rows + r] + beside;
    }
  }
  return Array.from({ length: hosts }, (_, h) => {
    let most = 0;
    for (let d = 0; d < resources; d++) {
      const row = sums.subarray(h * rows + rowStart[d], h * rows + rowStart[d + 1]);
      const hour = Math.max(1, Math.min(slots, row.length));
      let sum = 0;
      for (let t = 0; t < row.length; t++) {
        sum += row[t] - (t >= hour ? row[t - hour] : 0);
        if (t >= hour - 1) most = Math.max(most, sum / hour / Math.max(1, capacity[d]));
      }
    }
    return most;
  });
}
