import type { FoldBudget, FoldEngine } from '../engine/fold-engine';
import { leastExtra } from '../engine/columns/least-need';
import { checkPlan } from '../engine/packing/check';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import { largest } from '../estate/statistics';

/** So many hosts of each kind. */
export type HostCounts = readonly number[];

/** Whether sets of hosts carry a problem: what was found for some, which stands for all larger or smaller ones. */
export interface CarryingMemory {
  readonly carried: FoldPlan[];
  readonly refused: HostCounts[];
}

/** Folds that look for a plan again, with so many times the steps, where the first left something without a host. */
const HARDER = [1, 2];
/** Numbers in a problem, items times rows, up to which a fold costs next to nothing. */
const SMALL = 20_000;

/**
 * Which sets of hosts carry everything. A set that holds as many of each kind as another that does carries it too; so
 * does one whose hosts can take over, one for one, what those of a known plan hold; else it is folded.
 */
export class Carrying {
  private folds = 0;
  /** Per resource, in the row where it is most. */
  private need: readonly number[] | null = null;

  /**
   * @param memory what was found of this very problem before, added to
   * @param most folds before nothing more is tried
   */
  constructor(
    private readonly problem: FoldProblem,
    private readonly engine: FoldEngine,
    private readonly budget: FoldBudget,
    private readonly memory: CarryingMemory,
    private readonly most: number,
    private readonly late: () => boolean,
    private readonly signal?: AbortSignal,
  ) {}

  /** Whether folds cost so little that many may be tried. */
  get small(): boolean {
    return this.problem.items * this.problem.rowStart[this.problem.resources] <= SMALL;
  }

  /** Whether it gave up: what is not known then is not known to fail. */
  get spent(): boolean {
    return this.folds >= this.most || this.late();
  }

  /**
   * A plan for everything on so many hosts of each kind at most; null where none was found.
   * @param known without a fold: from what is known alone
   */
  async by(hosts: HostCounts, known = false): Promise<FoldPlan | null> {
    const { carried, refused } = this.memory;
    for (const plan of carried) if (within(countsOf(plan, hosts.length), hosts)) return plan;
    if (refused.some((less) => within(hosts, less))) return null;
    for (const plan of carried) {
      const moved = rehosted(this.problem, plan, hosts);
      if (moved) {
        carried.push(moved);
        return moved;
      }
    }
    if (known || this.spent) return null;
    if (this.tooLittle(hosts)) {
      refused.push(hosts);
      return null;
    }
    const plan = await this.fold(hosts);
    if (plan) carried.push(plan);
    else if (!this.late()) refused.push(hosts);
    return plan;
  }

  /** Whether in some row the servers ask more than all these hosts have. */
  private tooLittle(hosts: HostCounts): boolean {
    const { problem } = this;
    const { resources, rowStart, demand, capacity, items } = problem;
    this.need ??= Array.from({ length: resources }, (_, d) => {
      const sums = new Float64Array(rowStart[d + 1] - rowStart[d]);
      for (let i = 0, row = rowStart[d]; i < items; i++, row += rowStart[resources])
        for (let s = 0; s < sums.length; s++) sums[s] += demand[row + s];
      return largest(sums) + leastExtra(problem, d).reduce((sum, extra) => sum + extra, 0);
    });
    return this.need.some(
      (need, d) => need > hosts.reduce((room, n, j) => room + n * capacity[j * resources + d], 0),
    );
  }

  private async fold(hosts: HostCounts): Promise<FoldPlan | null> {
    const { problem, engine, budget, signal } = this;
    const within = { ...problem, kindCount: Int32Array.from(hosts) };
    for (const times of this.small ? HARDER : HARDER.slice(0, 1)) {
      if (this.spent) return null;
      this.folds++;
      const { work = 1 } = budget;
      const { plan } = await engine.fold(within, { ...budget, work: work * times }, { signal, atOnce: true });
      if (plan.hostOf.every((host) => host >= 0) && checkPlan(within, plan).length === 0) return plan;
    }
    return null;
  }
}

/** How many hosts of each kind a plan has. */
export function countsOf({ hostKind }: FoldPlan, kinds: number): number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (const kind of hostKind) counts[kind]++;
  return counts;
}

/** Whether there are at most as many of each kind. */
function within(a: HostCounts, b: HostCounts): boolean {
  return a.every((n, j) => n <= b[j]);
}

/**
 * A plan whose hosts' guests move, each host's together, to hosts of kinds that there are: each keeps its kind where it
 * can. Null where the hosts that there are cannot take over so (augmenting paths, Kuhn 1955).
 */
function rehosted(problem: FoldProblem, plan: FoldPlan, hosts: HostCounts): FoldPlan | null {
  const count = plan.hostKind.length;
  if (hosts.reduce((sum, n) => sum + n, 0) < count) return null;
  const members: number[][] = Array.from({ length: count }, () => []);
  plan.hostOf.forEach((host, i) => members[host].push(i));
  const known = new Map<number, boolean>();
  const fits = (h: number, j: number): boolean => {
    const key = h * problem.kinds + j;
    let fit = known.get(key);
    if (fit === undefined) {
      const hostOf = new Int32Array(problem.items).fill(-1);
      for (const i of members[h]) hostOf[i] = 0;
      fit = plan.hostKind[h] === j || checkPlan(problem, { hostKind: Int32Array.of(j), hostOf }).length === 0;
      known.set(key, fit);
    }
    return fit;
  };
  const taken: number[][] = hosts.map(() => []);
  const place = (h: number, seen: Set<number>): boolean => {
    const own = plan.hostKind[h];
    const kinds = [own, ...hosts.keys()].filter((j, at) => at === 0 || j !== own);
    for (const j of kinds) {
      if (seen.has(j) || !fits(h, j)) continue;
      seen.add(j);
      if (taken[j].length < hosts[j]) {
        taken[j].push(h);
        return true;
      }
      for (const [at, other] of taken[j].entries()) {
        if (!place(other, seen)) continue;
        taken[j][at] = h;
        return true;
      }
    }
    return false;
  };
  for (let h = 0; h < count; h++) if (!place(h, new Set())) return null;
  const hostKind = new Int32Array(count);
  taken.forEach((on, j) => on.forEach((h) => (hostKind[h] = j)));
  return { hostKind, hostOf: plan.hostOf };
}
