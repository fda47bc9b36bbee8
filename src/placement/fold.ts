import type { Estate } from '../estate/estate';
import { largest } from '../estate/statistics';
import type { FoldBudget, FoldEngine, FoldResult } from '../engine/fold-engine';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import { adviseGuests } from './advice';
import { splitByFit } from './alone';
import type { FoldAnswer } from './answer';
import { costOf, explainHosts, explainMemory, explainOverhead } from './explain';
import type { FoldModel, Item } from './model';
import { modelOf } from './model';
import { nativeAnswer } from './native';
import type { FoldOptions, Policy } from './options';
import { POLICIES } from './options';
import { problemOf, staticValue } from './problem';
import type { Drill } from './spares';
import { drill, sparesFor } from './spares';

/** Kernel steps that the two policies beside the chosen one get: constructions and a first improvement. */
const SIDE_WORK = 2;

export interface FoldHooks {
  readonly signal?: AbortSignal;
  /** A better answer, or a better bound; complete each time. */
  readonly onProgress?: (answer: FoldAnswer, fraction: number) => void;
  /** Only the hosts of the chosen policy: no counts for the other policies, none to spare. For studies of many folds. */
  readonly plain?: boolean;
  /** Hands over what happens when each host fails in turn; null where none stands by. */
  readonly onDrill?: (drill: Drill | null) => void;
}

/**
 * Folds an estate onto hosts: how many, who goes where, what binds, and what it rests on.
 * @returns the best answer when the budget ends, the plan is proved optimal, or the signal aborts (then the best so far)
 * @throws InputError when there is nothing to fold or a figure is out of range
 */
export async function fold(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  hooks: FoldHooks = {},
): Promise<FoldAnswer> {
  const model = modelOf(estate, options);
  if (model.profile.oneEach) return nativeAnswer(model);

  const whole = problemOf(model, options.policy);
  const { fitting, tooLarge } = splitByFit(model, whole);
  const problem = tooLarge.length ? problemOf(model, options.policy, fitting) : whole;
  const native = [
    ...model.native,
    ...tooLarge.flatMap(({ item, why }) => item.guests.map((g) => ({ guest: estate.guests[g].name, why }))),
  ];
  const sides: Partial<Record<Policy, number | null>> = {};
  const fixed = fixedParts(model, fitting, native);
  const budget: FoldBudget = options.work
    ? { seed: options.seed, work: options.work }
    : { seed: options.seed, seconds: options.seconds };

  let latest: FoldPlan | null = null;
  const result = await engine.fold(problem, budget, {
    signal: hooks.signal,
    onProgress: ({ plan, lowerBound, fraction }) => {
      latest = plan ?? latest;
      if (!latest || !hooks.onProgress) return;
      const running = {
        plan: latest,
        lowerBound,
        boundBy: 'none',
        proved: false,
        endedBy: 'running',
      } as const;
      hooks.onProgress(answerOf(model, fitting, problem, running, sides, fixed), fraction);
    },
  });
  const answer = answerOf(model, fitting, problem, result, sides, fixed);
  if (hooks.plain) return answer;
  for (const { id } of POLICIES) {
    if (id === options.policy || hooks.signal?.aborted) continue;
    const side = await engine.fold(
      problemOf(model, id, fitting),
      { seed: options.seed, work: SIDE_WORK },
      { signal: hooks.signal },
    );
    sides[id] = side.plan.hostOf.includes(-1) ? null : side.plan.hostKind.length;
  }
  const spares = await sparesFor(model, fitting, result.plan, engine, {
    seed: options.seed,
    work: SIDE_WORK,
  });
  hooks.onDrill?.(drill(model, fitting, spares));
  const complete = answerOf(model, fitting, problem, result, sides, fixed);
  return { ...complete, withFailures: spares.answer, findings: [...complete.findings, ...spares.findings] };
}

type Running = Omit<FoldResult, 'endedBy'> & { endedBy: FoldAnswer['endedBy'] };
type Fixed = Pick<FoldAnswer, 'advice' | 'demand' | 'native'>;

function fixedParts(model: FoldModel, items: readonly Item[], native: FoldAnswer['native']): Fixed {
  const { estate, options, parameters } = model;
  return {
    native,
    advice: adviseGuests(estate, options.hosts[0], parameters, options.thresholds),
    demand: demandTotals(model, items),
  };
}

function answerOf(
  model: FoldModel,
  items: readonly Item[],
  problem: FoldProblem,
  result: Running,
  sides: Partial<Record<Policy, number | null>>,
  fixed: Fixed,
): FoldAnswer {
  const { options, estate } = model;
  const hosts = explainHosts(model, items, result.plan);
  const unplaced = items.flatMap((item, i) =>
    result.plan.hostOf[i] >= 0
      ? []
      : item.guests.map((g) => ({
          guest: estate.guests[g].name,
          why: 'no room left on the hosts that there are',
        })),
  );
  const policies = Object.fromEntries(
    POLICIES.map(({ id }) => [id, id === options.policy ? hosts.length : (sides[id] ?? null)]),
  ) as Record<Policy, number | null>;
  return {
    ...fixed,
    profile: options.profile,
    policy: options.policy,
    grid: estate.grid,
    hostCount: hosts.length,
    objective: 'hosts',
    lowerBound: result.lowerBound,
    proved: result.proved && unplaced.length === 0,
    boundBy: boundOf(model, problem, result),
    proof: null,
    course: [],
    endedBy: result.endedBy,
    withFailures: { tolerated: options.failures, hostCount: null },
    policies,
    resources: model.resources,
    ignored: model.ignored,
    hosts,
    unplaced,
    overhead: explainOverhead(model, hosts),
    memory: explainMemory(model, hosts),
    cost: costOf(hosts),
    findings: [...estate.findings, ...model.findings],
  };
}

function boundOf(model: FoldModel, problem: FoldProblem, result: Running): FoldAnswer['boundBy'] {
  if (result.boundBy === 'none') return null;
  if (result.boundBy === 'pairs') return 'pairs';
  const { resource, slot } = result.boundBy;
  const timed = problem.rowStart[resource + 1] - problem.rowStart[resource] > 1;
  return { resource: model.resources[resource].id, slot: timed && slot >= 0 ? slot : null };
}

/** The three ways to add up the guests' own demand, per resource that is summed over time. */
function demandTotals(model: FoldModel, items: readonly Item[]): FoldAnswer['demand'] {
  const guests = items.flatMap((item) => item.guests);
  const totals: Record<string, Record<Policy, number>> = {};
  for (const resource of model.resources) {
    if (resource.id === 'vcpu') continue;
    const length = resource.folds === 'sum' ? model.estate.grid.slots : 1;
    const sum = new Float64Array(length);
    let peaks = 0;
    let p95 = 0;
    for (const g of guests) {
      const own = model.demands[g].series[resource.id];
      if (!own) continue;
      peaks += staticValue(own, 'sum-of-peaks');
      p95 += staticValue(own, 'sum-of-p95');
      const step = own.length === 1 ? 0 : 1;
      for (let t = 0; t < length; t++) sum[t] += own[t * step];
    }
    totals[resource.id] = {
      'sum-of-peaks': peaks,
      'sum-of-p95': p95,
      'peak-of-sums': largest(sum),
    };
  }
  return totals;
}
