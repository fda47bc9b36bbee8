import type { FoldResult } from '../engine/fold-engine';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import type { Finding } from '../estate/finding';
import type { HostSpec } from '../overhead/host';
import { hostCost } from '../overhead/host';
import { adviseGuests } from './advice';
import type { FoldAnswer } from './answer';
import { overheadRange } from './overhead-range';
import { basisOf, standingOf } from './basis';
import { besides } from './besides';
import { demandTotals } from './demand-totals';
import type { Evened } from './evening';
import { leastBetween } from './estimate';
import { explainHosts, explainMemory, explainOverhead } from './explain';
import { hostsCost, machinesFor } from './machines';
import type { FoldModel, Item } from './model';
import { whyLeftOver } from './no-room';
import type { Objective } from './objective';
import { inMoney, objectiveOf, reaches } from './objective';
import type { FoldOptions, Policy } from './options';
import { POLICIES } from './options';
import { momentOf, proofOf, type Grounds } from './proof';
import type { Spares } from './spares';
import { sparesOfOneKind } from './spares';

/** What stands beside a plan. */
export interface Beside {
  /** Hosts by the other policies, null where no plan for all was found; those not yet tried are missing. */
  readonly sides: Partial<Record<Policy, number | null>>;
  /** Hosts with every overhead at that end of its range, null where no plan for all was found. */
  readonly ends: { readonly low?: number | null; readonly high?: number | null };
  readonly spares: Spares | null;
  /** At how many hosts the count of plans falls to one; missing where that was not asked. */
  readonly counted?: number | null;
  /** The plan that the spares are for. */
  readonly sparesOf: FoldPlan | null;
}

/** A fold that goes on or has ended, as far as an answer tells of it. */
export type Running = Pick<FoldResult, 'plan' | 'lowerBound' | 'boundBy' | 'proved' | 'history'> &
  Grounds & {
    readonly endedBy: FoldAnswer['endedBy'];
    readonly steps: number | null;
    readonly evened: Evened | null;
  };

/** What is not known while a fold goes on. */
export const UNPROVED = {
  boundBy: 'none',
  certificate: null,
  leftOut: [],
  row: null,
  proved: false,
  evened: null,
  endedBy: 'running',
  steps: null,
} as const;

/** Draws results of one fold as answers; what rests on the plan alone is drawn once for each plan. */
export class Drawing {
  private readonly objective: Objective;
  private readonly fixed: Pick<FoldAnswer, 'advice' | 'assumed' | 'barrier' | 'basis' | 'demand' | 'native'>;
  private unknown: readonly Finding[] = [];
  private drawn: { readonly plan: FoldPlan; readonly parts: ReturnType<typeof partsOf> } | null = null;

  constructor(
    private readonly model: FoldModel,
    private readonly items: readonly Item[],
    private readonly problem: FoldProblem,
    native: FoldAnswer['native'],
    public beside: Beside = { sides: {}, ends: {}, spares: null, sparesOf: null },
  ) {
    const { estate, options, parameters } = model;
    this.objective = objectiveOf(options.hosts);
    this.fixed = {
      native,
      barrier: model.barrier,
      basis: basisOf(estate),
      assumed: model.demands.flatMap(({ assumed }, g) =>
        assumed
          ? [{ guest: estate.guests[g].name, kernel: assumed.kernel, interrupt: assumed.interrupt }]
          : [],
      ),
      advice: adviseGuests(estate, options.hosts[0], parameters, options.thresholds),
      demand: demandTotals(model, items),
    };
  }

  add(sides: Beside['sides']): void {
    this.beside = { ...this.beside, sides: { ...this.beside.sides, ...sides } };
  }

  /** @param hosts with every overhead at an end of its range */
  bound(end: 'low' | 'high', hosts: number | null): void {
    this.beside = { ...this.beside, ends: { ...this.beside.ends, [end]: hosts } };
  }

  /** Whether every way of adding load up comes to the same: there is one slot. */
  get oneWay(): boolean {
    return this.model.estate.grid.slots === 1;
  }

  /** Says which policies the clock kept from being counted. */
  sayUnknown(): void {
    if (this.oneWay) return;
    const { policy } = this.model.options;
    const open = POLICIES.filter(({ id }) => id !== policy && this.beside.sides[id] === undefined);
    if (open.length === 0) return;
    this.unknown = [
      {
        level: 'warning',
        where: 'policies',
        text: `The seconds ended before hosts were counted by ${open.map(({ id }) => id).join(' and ')}: how many they take is not known.`,
        fix: 'Give it more seconds.',
      },
    ];
  }

  spare(sparesOf: FoldPlan, spares: Spares): void {
    this.beside = { ...this.beside, spares, sparesOf };
  }

  /** @param counted hosts at which the count of plans falls to one */
  count(counted: number | null): void {
    this.beside = { ...this.beside, counted };
  }

  private costOf({ hostKind }: FoldPlan): number {
    return hostsCost(Array.from(hostKind, (kind) => this.model.options.hosts[kind])) ?? Infinity;
  }

  answer(result: Running): FoldAnswer {
    const { model, items, problem, objective } = this;
    const { sides } = this.beside;
    const { options, estate } = model;
    const plan = result.evened?.plan ?? result.plan;
    if (this.drawn?.plan !== plan) this.drawn = { plan, parts: partsOf(model, items, problem, plan) };
    const { parts } = this.drawn;
    const lowerBound = inMoney(result.lowerBound, objective);
    // What is proved of rounded prices holds for the real ones only where the bound reaches the real cost.
    const inExact = !objective.rounded || reaches(lowerBound, this.costOf(result.plan));
    const fewest = result.evened?.fewest ?? parts.hosts.length;
    const policies = Object.fromEntries(
      POLICIES.map(({ id }) => [id, id === options.policy || this.oneWay ? fewest : (sides[id] ?? null)]),
    ) as Record<Policy, number | null>;
    const { certificate } = result;
    const overheadHosts = overheadRange(this.beside.ends, parts.unplaced.length === 0 ? fewest : null);
    // Those of an earlier plan say nothing of this one.
    const spares = this.beside.sparesOf === plan ? this.beside.spares : sparesOfOneKind(model, plan);
    const proved = result.proved && inExact && parts.unplaced.length === 0;
    const hostCount = parts.hosts.length;
    const withFailures = spares?.answer ?? { tolerated: options.failures, hostCount: null };
    return {
      ...this.fixed,
      ...parts,
      basis: { ...this.fixed.basis, overheadHosts },
      profile: options.profile,
      scheduling: model.parameters.scheduling,
      policy: options.policy,
      grid: estate.grid,
      hostCount,
      objective: objective.of,
      lowerBound,
      proved,
      standing: standingOf(proved, this.fixed.basis),
      boundBy: boundOf(model, problem, result),
      proof: certificate && proofOf(model, items, problem, objective, certificate, result),
      course: result.history.map(({ seconds, value, bound }) => ({
        seconds,
        value: inMoney(value, objective),
        bound: inMoney(bound, objective),
      })),
      endedBy: result.endedBy === 'proof' && !inExact ? 'work' : result.endedBy,
      search: searchOf(options, result.steps),
      evened: result.evened && { bound: result.evened.bound?.fraction ?? null, fewest: result.evened.fewest },
      estimate:
        result.endedBy === 'running' || proved || objective.of === 'cost'
          ? null
          : leastBetween(this.beside.counted ?? null, lowerBound, fewest),
      withFailures,
      machines: machinesFor(
        { hostCount, native: this.fixed.native, unplaced: parts.unplaced },
        withFailures,
        options.failures === 0 ? parts.cost : (spares?.cost ?? null),
      ),
      policies,
      leftOut: estate.leftOut,
      ...besides(estate),
      resources: model.resources,
      ignored: model.ignored,
      findings: [
        ...estate.findings,
        ...model.findings,
        ...(objective.rounded ? [roundedPrices(options.hosts, objective)] : []),
        ...(spares?.findings ?? []),
        ...this.unknown,
      ],
    };
  }
}

/** What a search was given, and took. */
const searchOf = ({ work, seconds, seed }: FoldOptions, steps: number | null): FoldAnswer['search'] => ({
  work: seconds === undefined ? work : null,
  seconds: seconds ?? null,
  steps,
  seed,
});

/** Says how each price counts that the fold cannot count with as it is. */
function roundedPrices(hosts: readonly HostSpec[], objective: Objective): Finding {
  const money = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
  const changed = hosts.flatMap((host, k) => {
    const cost = hostCost(host) ?? 0;
    const counted = inMoney(objective.prices[k], objective);
    return reaches(counted, cost) ? [] : [`${host.name} (${money.format(cost)}) as ${money.format(counted)}`];
  });
  return {
    level: 'info',
    where: 'prices',
    text: `Prices are rounded down where the fold cannot count with them as they are${changed.length ? `: ${changed.join(', ')}` : ''}. No mix costs less than the bound, but a mix may cost less than the one found where they differ by less than what was rounded.`,
  };
}

/** What an answer draws from the plan alone. */
function partsOf(model: FoldModel, items: readonly Item[], problem: FoldProblem, plan: FoldPlan) {
  const hosts = explainHosts(model, items, plan);
  const names = hosts.map(({ name }) => name);
  const whyNot = whyLeftOver(model, problem, items, plan, names);
  const unplaced = items.flatMap((item, i) => {
    if (plan.hostOf[i] >= 0) return [];
    const why = whyNot(i);
    return item.guests.map((g) => ({ guest: model.estate.guests[g].name, why }));
  });
  return {
    hosts,
    unplaced,
    overhead: explainOverhead(model, hosts),
    memory: explainMemory(model, hosts),
    cost: hosts.length ? hostsCost(hosts.map(({ kind }) => kind)) : null,
  };
}

function boundOf(
  model: FoldModel,
  problem: FoldProblem,
  result: Pick<Running, 'boundBy'>,
): FoldAnswer['boundBy'] {
  if (result.boundBy === 'none') return null;
  if (result.boundBy === 'pairs') return 'pairs';
  return momentOf(model, problem, result.boundBy);
}
