import type { FoldBudget, FoldEngine, FoldResult } from '../engine/fold-engine';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import type { HostSpec } from '../overhead/host';
import { hostCost } from '../overhead/host';
import { adviseGuests } from './advice';
import type { FoldAnswer } from './answer';
import { basisOf, standingOf } from './basis';
import { evened, type Evened } from './evening';
import { demandTotals } from './demand-totals';
import { explainHosts, explainMemory, explainOverhead } from './explain';
import { foldable } from './foldable';
import { hostsCost, machinesFor } from './machines';
import type { FoldModel, Item } from './model';
import { modelOf } from './model';
import { whyLeftOver } from './no-room';
import { nativeAnswer } from './native';
import type { Objective } from './objective';
import { inMoney, objectiveOf, reaches } from './objective';
import type { FoldOptions, Policy } from './options';
import { POLICIES } from './options';
import { besides } from './besides';
import { problemOf } from './problem';
import { grounded, momentOf, proofOf, type Grounds } from './proof';
import type { Drill, Spares } from './spares';
import { drill, sparesFor, sparesOfOneKind } from './spares';

/** Kernel steps for hosts that stand by: constructions and a first improvement. */
const SPARE_WORK = 2;

/**
 * Counts hosts by other policies than the chosen one, and tells each count once it is there.
 * @param hostsBy folds the very servers of the plan under other options; null where no plan holds them all. Rejects
 *   where the signal cuts it short.
 */
export type CountSides = (
  chosen: FoldOptions,
  hostsBy: (options: FoldOptions) => Promise<number | null>,
  tell: (sides: Beside['sides']) => void,
  signal?: AbortSignal,
) => Promise<void>;

/** Something new about a fold that goes on. */
export interface AnswerProgress {
  /** Whether plan, bound or what stands beside them changed since the news before. */
  readonly fresh: boolean;
  /** 0..1 of the search's budget. */
  readonly fraction: number;
  /** The answer as it is now, complete; worked out when it is asked for. */
  answer(): FoldAnswer;
}

export interface FoldHooks {
  readonly signal?: AbortSignal;
  /** Hears of every better answer, and now and then that the fold goes on. */
  readonly onProgress?: (news: AnswerProgress) => void;
  /** What stands beside the plan for other policies, asked for as soon as there is a first one; else none is known. */
  readonly sides?: CountSides;
  /**
   * When all of it ends, by performance.now(), instead of the seconds of the search alone. A first plan and its
   * explanation are made all the same; what else was not reached by then is not known, and a finding says so.
   */
  readonly until?: number;
  /** False: the plan is shown as it was found, for whoever moves servers from where they run today. */
  readonly even?: boolean;
  /** Only the hosts of the plan, not evened: no counts for other policies, none to spare, no proof. For studies of many folds. */
  readonly plain?: boolean;
  /** Hands over what happens when each host fails in turn; null where none stands by. */
  readonly onDrill?: (drill: Drill | null) => void;
  /** Hands over the problem that was folded and what came of it, for whoever wants to check its proof or go on. */
  readonly onResult?: (folded: KnownFold) => void;
  /** What a fold of this very estate and these options, but for its seconds, came to: one by seconds goes on from there. */
  readonly known?: KnownFold;
  /** What is known is the answer: nothing is searched for, but a plan of as many hosts as are asked for. */
  readonly settled?: boolean;
  /** A plan that is shown in the place of the evened one, with what is known and settled: as today's hosts allow it. */
  readonly given?: FoldPlan;
}

/** What was folded, and what came of it. */
export interface KnownFold {
  readonly problem: FoldProblem;
  readonly result: FoldResult;
  readonly beside: Beside;
  readonly evened: Evened;
}

/** What stands beside a plan. */
interface Beside {
  /** Hosts by the other policies, null where no plan for all was found; those not yet tried are missing. */
  readonly sides: Partial<Record<Policy, number | null>>;
  readonly spares: Spares | null;
  /** The plan that the spares are for. */
  readonly sparesOf: FoldPlan | null;
}

/**
 * Folds an estate onto hosts: how many, who goes where, what binds, and what it rests on. What stands beside the plan
 * (other policies, hosts to spare) is worked out as soon as there is a first plan; the search goes on after that.
 * @returns the best answer when the budget ends, the plan is proved optimal, or the signal aborts (then the best so far)
 * @throws InputError when there is nothing to fold or a figure is out of range
 */
export async function fold(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  hooks: FoldHooks = {},
): Promise<FoldAnswer> {
  const { until = Infinity } = hooks;
  const ended = new AbortController();
  // Between two turns of the event loop no timer tells.
  const late = () => {
    if (performance.now() >= until) ended.abort();
    return ended.signal.aborted;
  };
  const stop = AbortSignal.any([ended.signal, ...(hooks.signal ? [hooks.signal] : [])]);
  const model = modelOf(estate, options);
  if (model.profile.oneEach) return nativeAnswer(model);

  const { fitting, tooLarge, problem: own } = foldable(estate, options, model);
  const problem = hooks.known?.problem ?? own;
  const native = [
    ...model.native,
    ...tooLarge.flatMap(({ item, why }) => item.guests.map((g) => ({ guest: estate.guests[g].name, why }))),
  ];
  const draw = new Drawing(model, fitting, problem, native, hooks.known?.beside);
  const left = () => Math.max(0, (until - performance.now()) / 1000);
  const budget: FoldBudget =
    options.seconds === undefined
      ? { seed: options.seed, work: options.work }
      : { seed: options.seed, seconds: until === Infinity ? options.seconds : left() };

  let running: Running | null = null;
  let fraction = 0;
  const tell = (fresh: boolean) => {
    const now = running;
    if (now) hooks.onProgress?.({ fresh, fraction, answer: () => draw.answer(now) });
  };
  const beside = async (plan: FoldPlan, on: FoldEngine) => {
    if (hooks.plain) return;
    const hostsBy = async ({ policy, seed, work }: FoldOptions) => {
      const known = draw.beside.sides[policy];
      if (known !== undefined) return known;
      if (late()) stop.throwIfAborted();
      const { plan } = await on.fold(
        problemOf(model, policy, fitting),
        { seed, work },
        { signal: stop, atOnce: until < Infinity },
      );
      const whole = !plan.hostOf.includes(-1);
      // What a stop cut off is not known, now or when the fold goes on; what the clock cut short, no more.
      if (!whole || late()) stop.throwIfAborted();
      return whole ? plan.hostKind.length : null;
    };
    await hooks.sides?.(options, hostsBy, (sides) => draw.add(sides), stop);
    if (draw.beside.sparesOf === plan) return;
    const spareFold = {
      engine: on,
      budget: { seed: options.seed, work: SPARE_WORK },
      known: draw.beside.spares?.memory ?? null,
      late,
      signal: until < Infinity ? ended.signal : undefined,
    };
    draw.spare(plan, await sparesFor(model, fitting, plan, spareFold));
  };

  if (until < Infinity) {
    AbortSignal.timeout(Math.ceil(Math.min(1000 * left(), 2 ** 31 - 1))).addEventListener('abort', () =>
      ended.abort(),
    );
  }
  const answerOf = (found: FoldResult, even: Evened): FoldAnswer => {
    const result = hooks.plain ? { ...found, row: null } : grounded(problem, found);
    hooks.onResult?.({ problem, result, beside: draw.beside, evened: even });
    const { endedBy } = result;
    return draw.answer({ ...result, endedBy: endedBy === 'exhausted' ? 'work' : endedBy, evened: even });
  };
  if (hooks.settled && hooks.known) {
    const { result, evened: even } = hooks.known;
    if (hooks.given) {
      await beside(hooks.given, engine);
      return answerOf(result, { ...even, plan: hooks.given, bound: null });
    }
    if (even.plan.hostKind.length === (options.exactly ?? even.fewest)) return answerOf(result, even);
    // Only the number of hosts is another: no search tells more of the fewest.
    const other = await evened({ model, items: fitting, problem, engine, budget, signal: stop }, result);
    await beside(other.plan, engine);
    return answerOf(result, other);
  }
  const found = await engine.fold(problem, budget, {
    signal: hooks.signal,
    known: hooks.known?.result,
    certify: !hooks.plain,
    onProgress: (progress) => {
      ({ fraction } = progress);
      const plan = progress.plan ?? running?.plan;
      if (!plan) return;
      const fresh = plan !== running?.plan || progress.lowerBound !== running.lowerBound;
      const { lowerBound, history } = progress;
      running = { ...UNPROVED, plan, lowerBound, history };
      tell(fresh);
    },
    onFirst: async ({ plan }, on) => {
      await beside(plan, on);
      if (!hooks.plain) tell(true);
    },
  });
  const asFound: Evened = { plan: found.plan, bound: null, fewest: found.plan.hostKind.length };
  const ask = { model, items: fitting, problem, engine, budget, signal: stop };
  const even =
    hooks.plain || hooks.even === false || found.endedBy === 'cancelled'
      ? asFound
      : await evened(ask, found, hooks.known?.evened);
  await beside(even.plan, engine);
  const { spares } = draw.beside;
  if (late() && hooks.sides && !hooks.plain) draw.sayUnknown();
  if (spares) hooks.onDrill?.(drill(model, fitting, spares));
  return answerOf(found, even);
}

type Running = Pick<FoldResult, 'plan' | 'lowerBound' | 'boundBy' | 'proved' | 'history'> &
  Grounds & {
    readonly endedBy: FoldAnswer['endedBy'];
    readonly steps: number | null;
    readonly evened: Evened | null;
  };

const UNPROVED = {
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
class Drawing {
  private readonly objective: Objective;
  private readonly fixed: Pick<FoldAnswer, 'advice' | 'assumed' | 'barrier' | 'basis' | 'demand' | 'native'>;
  private unknown: readonly Finding[] = [];
  private drawn: { readonly plan: FoldPlan; readonly parts: ReturnType<typeof partsOf> } | null = null;

  constructor(
    private readonly model: FoldModel,
    private readonly items: readonly Item[],
    private readonly problem: FoldProblem,
    native: FoldAnswer['native'],
    public beside: Beside = { sides: {}, spares: null, sparesOf: null },
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

  /** Says which policies the clock kept from being counted. */
  sayUnknown(): void {
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
    const policies = Object.fromEntries(
      POLICIES.map(({ id }) => [
        id,
        id === options.policy ? (result.evened?.fewest ?? parts.hosts.length) : (sides[id] ?? null),
      ]),
    ) as Record<Policy, number | null>;
    const { certificate } = result;
    // Those of an earlier plan say nothing of this one.
    const spares = this.beside.sparesOf === plan ? this.beside.spares : sparesOfOneKind(model, plan);
    const proved = result.proved && inExact && parts.unplaced.length === 0;
    const hostCount = parts.hosts.length;
    const withFailures = spares?.answer ?? { tolerated: options.failures, hostCount: null };
    return {
      ...this.fixed,
      ...parts,
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
