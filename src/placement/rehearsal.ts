import type { Gauge } from '../engine/even/gauge';
import { withoutEmpty } from '../engine/even/without-empty';
import type { EvenJob } from '../engine/even/run';
import type { FoldEngine } from '../engine/fold-engine';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import type { Estate } from '../estate/estate';
import { mean } from '../estate/statistics';
import { hostsThere, largestHosts, moreHosts, plentyOf } from './evening';
import { explainHosts } from './explain';
import { foldable, type Foldable } from './foldable';
import { gaugeOf } from './gauge';
import { leastHosts } from './least-hosts';
import { modelOf, type FoldModel } from './model';
import type { FoldOptions, Policy } from './options';
import { problemOf } from './problem';

/** How servers are dealt over hosts: so that the fullest moment, or only each host's mean, is as low as can be. */
export type Deal = 'evened' | 'equal-means';

/** Plans what is known so far, again and again, on so many hosts. */
export class Rehearsal {
  private readonly of: Foldable;
  private readonly gauge: Gauge;
  private readonly means: ReturnType<typeof meansOf>;
  private readonly tested = new Map<Estate, FoldModel>();
  private fewestKinds: Promise<Int32Array> | null = null;

  /** @param estate what was measured by then */
  constructor(
    estate: Estate,
    private readonly options: FoldOptions,
    private readonly engine: FoldEngine,
  ) {
    this.of = foldable(estate, { ...options, policy: 'peak-of-sums' });
    const { model, fitting, problem } = this.of;
    this.gauge = gaugeOf(model, 'peak-of-sums', fitting, problem);
    this.means = meansOf(problem, this.gauge.demand);
  }

  /** Servers, or groups of them, to be placed. */
  get items(): number {
    return this.of.problem.items;
  }

  /** No plan of what is known has fewer hosts. */
  get least(): number {
    return leastHosts(this.of.problem).hosts;
  }

  /** A plan on hosts of the kinds that a plan of fewest has, the largest of them or more besides; null where none was found. */
  async plan(
    deal: Deal,
    hosts: number,
    seed: number,
    steps: number,
    signal?: AbortSignal,
  ): Promise<FoldPlan | null> {
    const { gauge } = this;
    const { problem } = this.of;
    if (hosts > hostsThere(problem) || !this.engine.even) return null;
    const start = {
      hostKind: await this.kindsOf(hosts, signal),
      hostOf: new Int32Array(problem.items).fill(-1),
    };
    const dealt = deal === 'equal-means' ? this.means : { problem, demand: gauge.demand };
    // A plan that is tested need not be the last word.
    const job: EvenJob = {
      start,
      seed: BigInt(seed),
      steps: Math.min(steps, plentyOf(dealt.problem) / ENOUGH),
    };
    const measure = { ...gauge, demand: dealt.demand };
    const { plan, failed } = await this.engine.even(dealt.problem, measure, job, signal);
    if (failed !== undefined) throw new Error(`No plan could be tested: ${failed}`);
    return plan && withoutEmpty(plan);
  }

  /** The kinds of so many hosts, as `--hosts` would have them. */
  private async kindsOf(hosts: number, signal?: AbortSignal): Promise<Int32Array> {
    const { gauge } = this;
    const { problem } = this.of;
    if (problem.kinds === 1) return new Int32Array(hosts);
    const has = await (this.fewestKinds ??= this.engine
      .fold(problem, { seed: this.options.seed, work: POLICY_WORK }, { signal, atOnce: true })
      .then(({ plan }) => plan.hostKind));
    return hosts < has.length
      ? largestHosts(problem, gauge, has, hosts)
      : moreHosts(problem, gauge, has, hosts);
  }

  /** A plan of the fewest hosts that a policy needs, as it is found; null where it leaves somebody out. */
  async fewest(policy: Policy, seed: number, signal?: AbortSignal): Promise<FoldPlan | null> {
    const { model, fitting } = this.of;
    const problem = problemOf(model, policy, fitting);
    const { plan } = await this.engine.fold(problem, { seed, work: POLICY_WORK }, { signal, atOnce: true });
    return plan.hostOf.includes(-1) ? null : plan;
  }

  /** What so many days would have come to under a plan. */
  addUp(estate: Estate, plan: FoldPlan): Overload {
    const { fitting } = this.of;
    const model = this.tested.get(estate) ?? modelOf(estate, this.options);
    this.tested.set(estate, model);
    const hosts = explainHosts(model, fitting, plan);
    const { slots } = estate.grid;
    let [over, overCeiling, worst, hit] = [0, 0, 0, 0];
    const { resources } = this.of.model;
    for (const { load, capacity, ceiling } of hosts) {
      // By slot: 1 over a ceiling, 2 over a capacity.
      const passed = new Uint8Array(slots);
      for (const { id } of resources) {
        const series = load[id];
        const all = capacity[id] ?? Infinity;
        const most = ceiling[id] ?? Infinity;
        if (!series) continue;
        passed.forEach((before, t) => {
          const value = series[series.length === 1 ? 0 : t];
          const now = value > all * (1 + ROUNDING) ? 2 : value > most * (1 + ROUNDING) ? 1 : 0;
          passed[t] = Math.max(before, now);
          if (value / all > worst) worst = value / all;
        });
      }
      const beyond = passed.filter((mark) => mark === 2).length;
      over += beyond;
      overCeiling += passed.filter((mark) => mark > 0).length;
      hit += beyond > 0 ? 1 : 0;
    }
    const hostSlots = Math.max(1, hosts.length * slots);
    return {
      over: over / hostSlots,
      overCeiling: overCeiling / hostSlots,
      worst,
      hostsHit: hit / Math.max(1, hosts.length),
    };
  }
}

/** Kernel steps for the plan of a policy: constructions and a first improvement. */
const POLICY_WORK = 2;
/** The part of what is plenty that a plan under test gets. */
const ENOUGH = 8;
/** Loads are kept as 32-bit floats. */
const ROUNDING = 1e-6;

/** How far a plan was from holding what came. */
export interface Overload {
  /** Parts of all host-slots over capacity, and over the ceiling. */
  readonly over: number;
  readonly overCeiling: number;
  /** The fullest moment, as a part of the host's capacity. */
  readonly worst: number;
  /** Part of the hosts that were over capacity at any time. */
  readonly hostsHit: number;
}

/** The problem as it looks to someone who knows each server's mean alone; what does not vary stays as it is. */
function meansOf(problem: FoldProblem, exact: Float32Array): { problem: FoldProblem; demand: Float32Array } {
  const { items, resources, rowStart } = problem;
  const rows = rowStart[resources];
  const demand = new Float32Array(items * resources);
  const whole = new Int32Array(items * resources);
  for (let i = 0; i < items; i++)
    for (let d = 0; d < resources; d++) {
      const part = exact.subarray(i * rows + rowStart[d], i * rows + rowStart[d + 1]);
      demand[i * resources + d] = mean(part);
      whole[i * resources + d] =
        part.length === 1 ? problem.demand[i * rows + rowStart[d]] : Math.floor(demand[i * resources + d]);
    }
  const means = {
    ...problem,
    rowStart: Int32Array.from({ length: resources + 1 }, (_, d) => d),
    demand: whole,
  };
  return { problem: means, demand };
}
